"""What cannot hold between the parts of a scenario: pools, routes, targets, rows, files."""

from datetime import date
from typing import Any

import pytest
from scenario_errors.breaking import Cases, both, drop, errors_of, put, row

ERRORS: Cases = {
    # pools
    "unknown pool": (
        put("stages.permit.pool", "desk"),
        "stages.permit.pool",
        ("`desk`", "did you mean `desks`"),
    ),
    "unknown calendar": (put("stages.permit.calendar", "ofice"), "stages.permit.calendar", ("`office`",)),
    "never a slot": (
        both(put("pools.desks.slots", 0), put("pools.desks.changes", [])),
        "pools.desks.slots",
        ("no slot", "permit"),
    ),
    "changes out of order": (
        put("pools.desks.changes.1.from_date", date(2026, 6, 1)),
        "pools.desks.changes[1].from_date",
        ("1 Jun 2026", "1 Jul 2026"),
    ),
    "same date twice": (
        put("pools.desks.changes.1.from_date", date(2026, 7, 1)),
        "pools.desks.changes[1].from_date",
        ("later than the one before",),
    ),
    # routes
    "circle": (
        put("routes.state.steps.0.after", ["building"]),
        "routes.state.steps",
        ("circle", "clearance", "permit", "building"),
    ),
    "waits for itself": (put("routes.state.steps.0.after", ["clearance"]), "routes.state.steps", ("circle",)),
    "unknown stage": (
        put("routes.state.steps.1.stage", "desing"),
        "routes.state.steps[1].stage",
        ("`design`",),
    ),
    "stage elsewhere": (
        put("routes.investor.steps.0.after", ["clearance"]),
        "routes.investor.steps[0].after[0]",
        ("`clearance`", "permit"),
    ),
    "stage twice": (
        put("routes.state.steps.1", {"stage": "clearance"}),
        "routes.state.steps[1].stage",
        ("`clearance` a second time",),
    ),
    "eligible elsewhere": (
        put("routes.investor.eligible_after", "clearance"),
        "routes.investor.eligible_after",
        ("`clearance`", "building"),
    ),
    "handed over elsewhere": (
        put("routes.investor.handed_over_after", "handovr"),
        "routes.investor.handed_over_after",
        ("did you mean `handover`",),
    ),
    "handed over first": (
        both(
            put("routes.state.eligible_after", "handover"), put("routes.state.handed_over_after", "building")
        ),
        "routes.state.handed_over_after",
        ("`building` does not come after `handover`",),
    ),
    "a branch that nothing waits for": (
        put("routes.state.steps.2.after", ["clearance"]),
        "routes.state.steps[1]",
        ("nothing waits for stage `design`", "`nothing_waits = true`"),
    ),
    "nothing waits, and a stage does": (
        put("routes.state.steps.1.nothing_waits", True),
        "routes.state.steps[1].nothing_waits",
        ("for which another waits",),
    ),
    "handed over beside": (
        both(
            put("routes.state.eligible_after", "clearance"), put("routes.state.handed_over_after", "design")
        ),
        "routes.state.handed_over_after",
        ("`design` does not come after `clearance`",),
    ),
    # own durations
    "own of nobody": (put("own_durations.0.project", "AA"), "own_durations[0].project", ("`AA`", "project")),
    "own of no block": (put("own_durations.0.block", "9"), "own_durations[0].block", ("`9`",)),
    "own of no stage": (put("own_durations.0.stage", "x"), "own_durations[0].stage", ("`x`",)),
    "own off the route": (
        put("own_durations.0.stage", "design"),
        "own_durations[0].stage",
        ("route of this project",),
    ),
    "own twice": (
        lambda files: files.settings["own_durations"].append(dict(files.settings["own_durations"][0])),
        "own_durations[1]",
        ("second duration", "own_durations[0]"),
    ),
    # dates and targets
    "data date too early": (put("data_date", date(2009, 1, 1)), "data_date", ("1 Jan 2009", "1 Jan 2010")),
    "data date too late": (put("data_date", date(2036, 1, 1)), "data_date", ("31 Dec 2035",)),
    "past target": (put("targets.years.0.year", 2011), "targets", ("2011, 2027, 2028", "consecutive")),
    "targets before the data date": (
        put("data_date", date(2029, 2, 1)),
        "targets.years[0].year",
        ("target for 2026", "from 2029 on"),
    ),
    "period done before it began": (
        put("targets.period.done_before", 20),
        "targets.period.done_before",
        ("homes done before a period whose first year",),
    ),
    "horizon before the last target": (put("horizon", date(2027, 12, 31)), "horizon", ("31 Dec 2028",)),
    "horizon within a year": (put("horizon", date(2030, 6, 30)), "horizon", ("30 Jun 2030", "31 December")),
    "horizon beyond the calendars": (put("horizon", date(2041, 12, 31)), "horizon", ("31 Dec 2040",)),
    "period outside": (
        put("targets.period.last_year", 2030),
        "targets.period.last_year",
        ("2030", "2026 to 2028"),
    ),
    "period begins outside": (
        put("targets.period.first_year", 2029),
        "targets.period.first_year",
        ("2029", "2026 to 2028"),
    ),
    "period backwards": (
        both(put("targets.period.first_year", 2028), put("targets.period.last_year", 2026)),
        "targets.period.last_year",
        ("2026, before the first year 2028",),
    ),
    "programme outside": (put("targets.programme.last_year", 2030), "targets.programme.last_year", ("2030",)),
    "programme of the future": (
        put("targets.programme.first_year", 2026),
        "targets.programme.first_year",
        ("after the data date",),
    ),
    "more counted than done": (
        put("targets.programme.done_before", 600),
        "targets.programme.done_before",
        ("600", "at least 700 homes", "E"),
    ),
    # counting
    "weights": (put("counting.alternatives.0.weight", 0.3), "counting", ("0.9", "sum to 1")),
    "account twice": (
        put("counting.alternatives.1.id", "with_d"),
        "counting.alternatives[1].id",
        ("`with_d` a second time",),
    ),
    "account of nobody": (
        put("counting.alternatives.1.rows", ["D/3"]),
        "counting.alternatives[1].rows[0]",
        ("`D/3`", "did you mean `D/"),
    ),
    "account of an unmarked row": (
        put("counting.alternatives.1.rows", ["A"]),
        "counting.alternatives[1].rows[0]",
        ("`A`", "does not mark"),
    ),
    "row in no account": (row(4, counted_before="alternatives"), "6 counted_before", ("no account", "`D/2`")),
    "no accounts": (drop("counting.alternatives"), "5 counted_before", ("states no accounts",)),
    # homes groups
    "total too low": (
        put("homes_groups.sites.homes", 599),
        "homes_groups.sites.homes",
        ("599", "600 to 1,000", "B"),
    ),
    "total too high": (put("homes_groups.sites.homes", 1001), "homes_groups.sites.homes", ("1,001",)),
    # register rows
    "unknown route": (row(0, route="investr"), "2 route", ("did you mean `investor`",)),
    "unknown group": (row(1, homes_group="site"), "3 homes_group", ("`sites`",)),
    "unknown source in a row": (row(0, source="lax"), "2 source", ("did you mean `law`",)),
    "unknown source of a number": (put("targets.source", "laws"), "targets.source", ("did you mean `law`",)),
    "no land": (row(1, land_ha=""), "3 land_ha", ("`clearance`", "hectares")),
    "stage off the route": (row(0, stage="design"), "2 stage", ("`design`", "route `investor`")),
    "two stages in a row": (
        row(0, stage="permit;building", stage_start="2025-03;2025-04"),
        "2 stage",
        ("`permit` and `building` under way at once",),
    ),
    "done off the route": (row(0, done="design"), "2 done", ("`design`",)),
    "done after under way": (row(2, done="design;permit"), "4 done", ("`permit` done", "`clearance`")),
    "done with a gap": (
        row(2, stage="design", stage_start="2025-11", done="building"),
        "4 done",
        ("`building` done",),
    ),
    "start in the future": (row(0, stage_start="2026-03"), "2 stage_start", ("after the data date",)),
    "start before calendars": (row(0, stage_start="2009"), "2 stage_start", ("1 Jan 2010",)),
    "completed in the future": (
        row(3, completed_on="2026"),
        "5 completed_on",
        ("after the data date", "planned"),
    ),
    "status from the future": (row(0, status_as_of="2026-02-01"), "2 status_as_of", ("after the data date",)),
    "longer than can be": (
        both(
            put("stages.clearance.duration.spread", {"family": "uniform", "low": 1, "high": 3}),
            put("stages.clearance.duration.uncertain", {"family": "uniform", "low": 0.9, "high": 1.2}),
        ),
        "4 stage_start",
        ("`clearance`", "at least 153 days", "longest"),
    ),
    "unreadable row": (row(0, homes="many"), "2 homes", ("many",)),
    # other files
    "register elsewhere": (put("register", "../rows.csv"), "register", ("out of the scenario's folder",)),
    "register absolute": (put("register", "/etc/passwd"), "register", ("out of the scenario's folder",)),
    "register on a drive": (put("register", "C:\\rows.csv"), "register", ("out of the scenario's folder",)),
    "register with NUL": (put("register", "rows\0.csv"), "register", ("out of the scenario's folder",)),
    "sources elsewhere": (put("sources", "sub/../../s.toml"), "sources", ("out of the scenario's folder",)),
    "register missing": (put("register", "row.csv"), "None None", ("no such file",)),
    "sources missing": (put("sources", "source.toml"), "None None", ("no such file",)),
    "unknown field of a source": (
        lambda files: files.sources["law"].update(url="x"),
        "law.url",
        ("unknown field `url`", "reference"),
    ),
}


@pytest.mark.parametrize("name", ERRORS)
def test_error_is_told(files: Any, name: str) -> None:
    change, where, words = ERRORS[name]
    change(files)
    reading = files.check()
    errors = errors_of(reading)
    assert where in errors, errors
    for word in words:
        assert word in errors[where]
    assert reading.scenario is None
    assert reading.rows_in == reading.rows_used + reading.rows_rejected
