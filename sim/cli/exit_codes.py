"""Exit codes of the commands, besides 0 for done."""

READER_GONE, REFUSED, STOPPED = 1, 2, 130
"""The reader of the output went away; something in the input is wrong; Ctrl-C ended the work."""
