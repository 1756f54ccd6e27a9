"""The scenario, or the folder of scenarios, that is meant where none is named."""

from __future__ import annotations

import sys
from pathlib import Path

from sim.errors import Message, StoreError, msg
from sim.files import SHIPPED_BASELINE, SHIPPED_SCENARIOS, only_scenario_in, scenarios_in
from sim.text import Text


def scenario_or_default(given: Path | None, text: Text) -> Path:
    """Scenario named, else that of the current folder, else the program's own; says on stderr which one is taken.

    Raises
    ------
    OptionError
        When none is named and the current folder holds several.
    """
    if given is not None:
        return given
    here = only_scenario_in(Path())
    if here is not None:
        _say(msg("scenario of this folder: {path}", path=str(here)), text)
        return here
    _say(
        msg("no scenario in this folder; the program's own is taken: {path}", path=str(SHIPPED_BASELINE)),
        text,
    )
    return SHIPPED_BASELINE


def folder_or_default(given: Path | None, text: Text) -> Path:
    """Folder of scenarios named, else the current one if it holds any, else the program's own; says which on stderr.

    Raises
    ------
    StoreError
        When the folder named does not exist or holds no scenario.
    """
    if given is not None:
        if given.is_file():
            raise StoreError(
                msg(
                    "{path} is a file; name the folder of scenarios that the page is to show", path=str(given)
                )
            )
        if not given.is_dir():
            raise StoreError(msg("there is no folder {path}", path=str(given)))
        if not scenarios_in(given):
            raise StoreError(
                msg("the folder {path} holds no scenario; `housing-sim init` writes one", path=str(given))
            )
        return given
    if scenarios_in(Path()):
        _say(msg("scenarios of this folder"), text)
        return Path()
    _say(msg("no scenario in this folder; the program's own are shown"), text)
    return SHIPPED_SCENARIOS


def _say(said: Message, text: Text) -> None:
    print(text(said), file=sys.stderr)
