"""A scenario made to fit a list of other projects: what names its own is left out, what the list needs is lent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sim.cities import CITIES
from sim.errors import Message, msg
from sim.files import load_settings, load_toml
from sim.intake.questions import toml_text
from sim.scenario import ProjectRow, Settings

_ACCOUNTS_ELSEWHERE = {
    "vi": "Danh sách ghi rõ dự án nào đã tính; số căn còn lại đã tính trước đây nằm ngoài danh sách.",
    "en": "The list says which projects are counted; what else was counted before lies outside of it.",
}


@dataclass(frozen=True)
class ListFit:
    """What a scenario has to state otherwise.

    Attributes
    ----------
    toml : str
        A scenario file based on it.
    told : tuple of Message
        What is left out and what is lent.
    """

    toml: str
    told: tuple[Message, ...]


def list_fit(scenario: Path, rows: Sequence[ProjectRow]) -> ListFit | None:
    """Fit a scenario to rows of another register.

    Parameters
    ----------
    scenario : Path
        File of the scenario; the file made of the answer is to stand beside it.
    rows : sequence of ProjectRow
        What is to become its register.

    Returns
    -------
    ListFit or None
        None where the scenario fits as it is.
    """
    settings, blank = load_settings(scenario), load_toml(CITIES["blank"].scenario, "").content or {}
    changes: dict[str, Any] = {}
    told: list[Message] = []
    durations = settings.own_durations
    ids, keys = {row.project_id for row in rows}, {row.key for row in rows}
    known = [
        own.project in ids and (own.block is None or f"{own.project}/{own.block}" in keys)
        for own in durations
    ]
    if not all(known):
        stated = (load_toml(scenario, scenario.name).content or {}).get("own_durations", ())
        changes["own_durations"] = [one for one, holds in zip(stated, known, strict=False) if holds]
        told.append(
            msg(
                "left out: {count} durations of single projects that the list does not hold",
                count=known.count(False),
            )
        )
    if changed := _counting(settings, rows, keys):
        changes["counting"] = changed
        told.append(
            msg(
                "left out: accounts of which homes of projects that the list does not hold were counted before"
            )
        )
    if settings.progress is None and any(part.progress is not None for row in rows for part in row.under_way):
        changes["progress"] = blank["progress"]
        told.append(
            msg("lent by the blank city, illustrative: how far shares of work done are off ([progress])")
        )
    lent = sorted({stage for row in rows for stage in _goes_on_unstated(settings, row)})
    if lent:
        resumes = blank["stages"]["construction"]["resumes"]
        changes["stages"] = {stage: {"resumes": resumes} for stage in lent}
        told.append(
            msg(
                "lent by the blank city, illustrative: how long until stopped work goes on (resumes of {stages})",
                stages=", ".join(lent),
            )
        )
    if not changes:
        return None
    lead = {"based_on": scenario.name, "name": settings.name.model_dump(), "register": "register.xlsx"}
    return ListFit(
        "".join(f"{key} = {_inline(value)}\n" for key, value in (lead | changes).items()), tuple(told)
    )


def _counting(settings: Settings, rows: Sequence[ProjectRow], keys: set[str]) -> Mapping[str, Any] | None:
    """Accounts of what was counted, where they name rows that the list does not hold: all of it lies elsewhere."""
    counting = settings.counting
    named = {row for account in counting.alternatives for row in account.rows}
    if named <= keys or any(row.counted_before == "alternatives" for row in rows):
        return None
    elsewhere = counting.alternatives_total
    account = {
        "id": "outside_the_list",
        "weight": 1,
        "rows": [],
        **({} if elsewhere is None else {"elsewhere": list(elsewhere)}),
        "name": _ACCOUNTS_ELSEWHERE,
    }
    return {"alternatives": [account], "assumption": _ACCOUNTS_ELSEWHERE}


def _goes_on_unstated(settings: Settings, row: ProjectRow) -> Iterator[str]:
    """Stages whose work stands still, of which nothing says how long until it goes on."""
    route = settings.routes.get(row.route)
    recalled = {step.stage for step in route.steps if step.recall is not None} if route is not None else set()
    for part in row.under_way:
        stage = settings.stages.get(part.stage)
        halted = part.stopped_since is not None and part.stage not in recalled
        if halted and stage is not None and stage.resumes is None:
            yield part.stage


def _inline(value: object) -> str:
    """Write a value on one line as TOML does."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_inline(item)}" for key, item in value.items()) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_inline(item) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return toml_text(value) if isinstance(value, str) else repr(value)
