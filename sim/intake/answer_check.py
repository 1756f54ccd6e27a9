"""What is wrong with an answer to a question of a list; asked where it is given, in a terminal as on the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sim.errors import msg
from sim.intake.city_facts import CITY, city_problems
from sim.intake.list_map import DONE, STOPPED, ListMap, states
from sim.intake.proposal import stage_of, state_meant
from sim.intake.questions import OpenQuestion
from sim.register import COLUMNS, Refusal, listed_ids, unusable_anywhere
from sim.scenario import DateRange, Settings

_ORDERS = ("day_first", "month_first")
_WITH_A_STAGE = ("in_progress", STOPPED, DONE)
_OVER_BY_NOW = ("stage_start", "completed_on", "stopped_since")
"""Columns of what has happened by the day of the list."""


def wrong_with(
    question: OpenQuestion, value: str, settings: Settings, list_map: ListMap, headings: Sequence[str] = ()
) -> Refusal | None:
    """Say what is wrong with an answer; None where it can be used.

    Parameters
    ----------
    question : OpenQuestion
    value : str
        As it was typed.
    settings : Settings
        Of the scenario: its stages and routes.
    list_map : ListMap
        What is known of the list by now; the day of which it is bounds what is over.
    headings : sequence of str
        Of the list, for a question which of them holds a column.
    """
    if question.table == "states":
        return _of_state(value, settings)
    if question.table == "columns":
        known = ListMap(columns=dict.fromkeys(headings, question.key)).column(value) is not None
        return None if known else _none_of(value, headings)
    if question.table == CITY:
        problem = next(city_problems({question.key: value}, ""), None)
        return None if problem is None else Refusal(problem.found, problem.allowed, problem.action)
    if question.key == "dates":
        return None if value in _ORDERS else _none_of(value, _ORDERS)
    read = unusable_anywhere(value) or _for_all_rows(question.key, value, settings)
    if isinstance(read, Refusal):
        return read
    return _too_late(value, read, list_map) if question.key in _OVER_BY_NOW else None


def _of_state(value: str, settings: Settings) -> Refusal | None:
    """Check a status, and the stage where it has one."""
    status, _, stage = value.partition(" ")
    if status not in states():
        return _none_of(value, states())
    if stage.strip() and status not in _WITH_A_STAGE:
        return _none_of(value, (status,))
    if (stage.strip() or status == DONE) and stage_of(stage, settings) is None:
        return _none_of(value, tuple(f"{status} {each}" for each in settings.stages))
    return None


def _for_all_rows(column: str, value: str, settings: Settings) -> Any:
    """Read an answer as the column reads its cells; parts of a scenario have to be parts of this one."""
    if column == "status":
        return None if state_meant(value, settings) is not None else _none_of(value, states()[:4])
    if column == "route":
        return None if value in settings.routes else _none_of(value, tuple(settings.routes))
    if column == "stage":
        parts = listed_ids(value)
        known = not isinstance(parts, Refusal) and all(stage_of(part, settings) for part in parts)
        return None if known else _none_of(value, tuple(settings.stages))
    return COLUMNS[column](value)


def _too_late(value: str, read: Any, list_map: ListMap) -> Refusal | None:
    """Refuse a date after the day of the list, where that is known."""
    told = list_map.all_rows.get("status_as_of")
    of_list = COLUMNS["status_as_of"](told) if told else None
    dates = read if isinstance(read, tuple) else (read,)
    first = [each.first if isinstance(each, DateRange) else each for each in dates if each is not None]
    if not isinstance(of_list, date) or all(each <= of_list for each in first):
        return None
    return Refusal(
        msg("{text}, which lies after the day of the list, {day}", text=f'"{value}"', day=of_list),
        msg("a date up to {day}", day=of_list),
        msg("write when it was; what is only planned has not happened"),
    )


def _none_of(value: str, allowed: Sequence[str]) -> Refusal:
    return Refusal(
        msg("{text}", text=f'"{value}"'),
        msg("one of: {names}", names="; ".join(allowed)),
        msg("write one of these"),
    )
