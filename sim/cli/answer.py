"""What is said of an answer that Ctrl-C cut short."""

from __future__ import annotations

import sys

from sim.errors import Message
from sim.text import Text


def say_stopped(done: Message, text: Text) -> None:
    """Say on stderr how much of the question was done."""
    print(text("stopped: {done} done; the answer rests on these", done=done), file=sys.stderr)
