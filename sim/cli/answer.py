"""Answers for programs, and what is said of one that Ctrl-C cut short."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

from sim.cli.question import Asked
from sim.errors import Message
from sim.text import Text


def print_values(asked: Asked, values: Mapping[str, Any]) -> None:
    """Print an answer as JSON, with the scenario and the levers pulled before it."""
    scenario = asked.known()
    said = {
        "scenario": {"name": scenario.settings.name.model_dump(), "hash": scenario.fingerprint},
        "data_date": scenario.settings.data_date.isoformat(),
        "levers": asked.settings_values(),
        **values,
    }
    print(json.dumps(said, ensure_ascii=False, indent=2))


def say_stopped(done: Message, text: Text) -> None:
    """Say on stderr how much of the question was done."""
    print(text("stopped: {done} done; the answer rests on these", done=done), file=sys.stderr)
