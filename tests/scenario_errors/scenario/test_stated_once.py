"""Where numbers come from, stated once for a table, and days off written as plain dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from scenario_errors.breaking import errors_of

from sim.analysis.confidence.numbers import numbers_of
from sim.files import load_scenario
from sim.scenario import Closure
from sim.text import Text
from sim.words.describe_scenario import assumptions_of

ONCE = {"vi": "Một lần", "en": "Once"}
TABLES = {
    "stages.call": ("duration", "tender.success", "tender.gap"),
    "stages.permit": ("duration", "agency_share", "law.0", "law.0.duration"),
    "stocks.plots": ("refills.0",),
    "market": ("switches.0", "switches.1"),
    "routes.tendered": ("blocks.stagger", "steps.2.needs_valid.duration", "steps.4.recall.grace"),
    "routes.tendered.steps.4.recall": ("hazard", "grace", "lapse"),
}
"""Table of the test's scenario, and parts in it that must say where their numbers come from."""


def find(value: Any, path: str) -> Any:
    for part in path.split("."):
        keyed = isinstance(value, dict | list | tuple)
        value = value[int(part) if part.isdigit() else part] if keyed else getattr(value, part)
    return value


def stated(files: Any, table: str, *, once: bool) -> Any:
    """The files with one assumption for a table: written once, or at every part of it."""
    for part in TABLES[table]:
        holder = find(files.settings, f"{table}.{part}")
        for name in ("source", "derivation", "assumption"):
            holder.pop(name, None)
        if not once:
            holder["assumption"] = ONCE
    files.put(f"{table}.assumption", ONCE)
    return files


@pytest.mark.parametrize("table", TABLES)
def test_what_says_nothing_says_what_the_table_says(table: str, full: Any) -> None:
    once = load_scenario(stated(full, table, once=True).write())
    for part in TABLES[table]:
        assert find(once.settings, f"{table}.{part}").assumption.en == "Once"
    assert once == load_scenario(stated(full, table, once=False).write()), "for confidence, and for all else"


@pytest.mark.parametrize("table", TABLES)
def test_where_the_table_is_silent_too_it_is_an_error(table: str, full: Any) -> None:
    stated(full, table, once=True).drop(f"{table}.assumption")
    assert any("no source and no assumption" in told for told in errors_of(full.check()).values())


def test_what_speaks_for_itself_is_left_alone(full: Any) -> None:
    full.put("stages.handover.source", "law")
    full.sources = {"law": {"title": "A law", "reference": "x", "published": "2014"}}
    handover = load_scenario(full.write()).settings.stages["handover"]
    assert handover.duration.source == () and handover.duration.standing == "assumption"
    full.drop("stages.handover.duration.assumption")
    handover = load_scenario(full.write()).settings.stages["handover"]
    assert handover.duration.source == ("law",) and handover.duration.standing == "published"


def test_readers_are_told_what_is_inherited(full: Any) -> None:
    scenario = load_scenario(stated(full, "stages.call", once=True).write())
    told = [each.reasoning for each in assumptions_of(scenario, Text("en")) if "Once (" in each.reasoning]
    assert len(told) == 3 and all(
        each == "Once (Stated once for all that stands in this part.)" for each in told
    )


def test_confidence_treats_it_as_if_it_stood_at_each(full: Any) -> None:
    told = [
        {
            each.path: each.standing
            for each in numbers_of(load_scenario(stated(full, "stages.call", once=once).write())).moved
        }
        for once in (True, False)
    ]
    assert told[0] == told[1]
    assert told[0]["stages.call"] == "assumption"


def test_a_scenario_based_on_another_speaks_for_its_own_numbers_alone(full: Any, tmp_path: Path) -> None:
    base = stated(full, "stages.call", once=True).write()
    over = tmp_path / "over.toml"
    lines = (
        f'based_on = "{base.name}"',
        "[stages.call]",
        'assumption = "Mine"',
        '[stages.call.duration]\nunit = "weeks"\nspread = { family = "fixed", value = 9 }',
    )
    over.write_text("\n".join(lines) + "\n", encoding="utf-8")
    call = load_scenario(over).settings.stages["call"]
    assert call.duration.assumption is not None and call.duration.assumption.en == "Mine"
    assert call.tender is not None and call.tender.success.assumption is not None
    assert call.tender.success.assumption.en == "Once"


def test_a_day_off_is_a_plain_date(files: Any) -> None:
    span = {"first": date(2027, 9, 1), "last": date(2027, 9, 5), "rate": 0.5}
    files.put("calendars.site.closures", [date(2027, 2, 17), span, "2027-05-04"])
    site = load_scenario(files.write()).settings.calendars["site"]
    assert [(each.first, each.last, each.rate) for each in site.closures] == [
        (date(2027, 2, 17), date(2027, 2, 17), 0.0),
        (date(2027, 9, 1), date(2027, 9, 5), 0.5),
        (date(2027, 5, 4), date(2027, 5, 4), 0.0),
    ]
    assert {each.assumption for each in site.closures} == {site.assumption}
    spelled = Closure(first=date(2027, 2, 17), last=date(2027, 2, 17), assumption=site.assumption)
    assert site.closures[0] == spelled


@pytest.mark.parametrize("closure", ["Tết", 20270217, True])
def test_what_is_no_day_off_is_told(closure: Any, files: Any) -> None:
    files.put("calendars.site.closures", [closure])
    (path,) = {path.removesuffix(".last").removesuffix(".first") for path in errors_of(files.check())}
    assert path == "calendars.site.closures[0]"
