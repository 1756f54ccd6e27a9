"""One file a question: whatever module stands here, its `QUESTION` is asked by the command line and by the page."""
