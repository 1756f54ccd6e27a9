"""Values a scenario file cannot hold: fields, durations, calendars."""

from datetime import date
from typing import Any

import pytest
from scenario_errors.breaking import Cases, both, drop, errors_of, fixed, put

SHAPE = "stages.building.duration.spread"
ERRORS: Cases = {
    # fields and values of the scenario file
    "unknown field": (put("colour", 1), "colour", ("unknown field `colour`",)),
    "misspelt field": (put("data_dat", 1), "data_dat", ("did you mean `data_date`",)),
    "misspelt field inside": (
        put("stages.permit.calender", "office"),
        "stages.permit.calender",
        ("`calendar`",),
    ),
    "missing field": (drop("counting"), "counting", ("`counting` is missing", "statistic")),
    "missing field inside": (drop("pools.desks.other_users"), "pools.desks.other_users", ("who else",)),
    "newer format": (put("format", 2), "format", ("2", "at most 1")),
    "number as text": (
        put("targets.years.1.homes", "400"),
        "targets.years[1].homes",
        ("whole number", "quotes"),
    ),
    "true as number": (put("pools.desks.slots", True), "pools.desks.slots", ("true", "whole number")),
    "half a home": (put("targets.years.1.homes", 400.5), "targets.years[1].homes", ("400.5", "whole number")),
    "negative": (put("targets.years.1.homes", -4), "targets.years[1].homes", ("-4", "at least 0")),
    "too many slots": (put("pools.desks.slots", 10**9), "pools.desks.slots", ("at most 10,000",)),
    "number as date": (put("data_date", 20251231), "data_date", ("20251231", "2025-12-31")),
    "impossible date": (put("data_date", "2025-13-01"), "data_date", ("2025-13-01", "a date")),
    "date with time": (put("data_date", "2025-12-31T05:00:00"), "data_date", ("without quotes or time",)),
    "infinite": (put(f"{SHAPE}.median", float("inf")), f"{SHAPE}.median", ("inf",)),
    "not a number": (put(f"{SHAPE}.median", float("nan")), f"{SHAPE}.median", ("nan",)),
    "empty name": (put("name", ""), "name", ("empty",)),
    "one language": (put("name", {"vi": "Tên"}), "name.en", ("`en` is missing",)),
    "name as number": (put("name", 3), "name", ("text, or a table with `vi` and `en`",)),
    "table as list": (put("routes", []), "routes", ("a list", "each id")),
    "list as table": (put("own_durations", {}), "own_durations", ("a table", "a list of tables")),
    "no stages": (put("stages", {}), "stages", ("entries",)),
    "bad id": (
        lambda files: files.settings["pools"].update({"máy móc": files.settings["pools"]["desks"]}),
        'pools."máy móc"',
        ("an id: a letter",),
    ),
    "bad source id": (put("targets.source", "see page"), "targets.source", ("see page", "an id")),
    "wrong choice": (put("targets.carry_over", "all"), "targets.carry_over", ("none, surplus, cumulative",)),
    "queue rule": (put("pools.desks.queue", "fifo"), "pools.desks.queue", ("first_come",)),
    "text too long": (put("name", "x" * 4001), "name", ("4,001", "at most 4,000 characters")),
    "published": (
        lambda files: files.sources["law"].update(published="18/06/2014"),
        "law.published",
        ("18/06/2014", "2025-08-19"),
    ),
    # durations
    "unit": (
        put("stages.permit.duration.unit", "month"),
        "stages.permit.duration.unit",
        ("working_days", "`months`"),
    ),
    "family": (put(f"{SHAPE}.family", "lognorm"), SHAPE, ("lognorm", "weibull", "did you mean `lognormal`")),
    "no family": (drop(f"{SHAPE}.family"), SHAPE, ("without `family`", "lognormal")),
    "misspelt number": (
        lambda files: files.put(SHAPE, {"family": "weibull", "medain": 18, "p90": 30}),
        f"{SHAPE}.medain",
        ("did you mean `median`",),
    ),
    "half a pair": (drop(f"{SHAPE}.p90"), SHAPE, ("stated by median", "median + p90")),
    "two pairs": (put(f"{SHAPE}.p10", 5), SHAPE, ("median, p10, p90", "exactly one")),
    "falling": (put(f"{SHAPE}.p90", 3), SHAPE, ("median must be less than p90",)),
    "negative duration": (put(f"{SHAPE}.median", -1), f"{SHAPE}.median", ("more than 0",)),
    "low above high": (
        put("stages.design.duration.spread.low", 99),
        "stages.design.duration.spread",
        ("low = 99", "low must be less than high"),
    ),
    "mode outside": (
        put("stages.permit.duration.uncertain.mode", 3.5),
        "stages.permit.duration.uncertain",
        ("mode must lie between low and high",),
    ),
    "quantiles": (
        put(SHAPE, {"family": "quantiles", "points": [[0.1, 3], [1, 9]]}),
        SHAPE,
        ("begin at probability 0",),
    ),
    "a quantile without its value": (
        put(SHAPE, {"family": "quantiles", "points": [[0], [1, 9]]}),
        f"{SHAPE}.points[0][1]",
        ("too few entries",),
    ),
    "a quantile of three numbers": (
        put(SHAPE, {"family": "quantiles", "points": [[0, 3, 4], [1, 9]]}),
        f"{SHAPE}.points[0]",
        ("number of entries: 3",),
    ),
    "an empty quantile": (
        put(SHAPE, {"family": "quantiles", "points": [[0, 3], [1, 9], []]}),
        f"{SHAPE}.points[2][0]",
        ("too few entries",),
    ),
    "falling quantiles": (
        put(SHAPE, {"family": "quantiles", "points": [[0, 3], [0.5, 2], [1, 9]]}),
        SHAPE,
        ("must not fall",),
    ),
    "mixture of one": (
        lambda files: files.drop("stages.clearance.duration.spread.components.1"),
        "stages.clearance.duration.spread.components",
        ("number of entries: 1", "at least 2"),
    ),
    "mixture weights": (
        put("stages.clearance.duration.spread.components.0.weight", 0.5),
        "stages.clearance.duration.spread",
        ("weights must sum to 1",),
    ),
    "shape inside mixture": (
        put("stages.clearance.duration.spread.components.1.spread.sd", 0),
        "stages.clearance.duration.spread.components[1].spread.sd",
        ("more than 0",),
    ),
    "a thousand years": (
        put(SHAPE, {"family": "fixed", "value": 2000}),
        "stages.building.duration",
        ("167 years", "at most 100 years", "check the unit"),
    ),
    "factor as duration": (
        put("stages.permit.duration.uncertain", {"family": "uniform", "low": 10, "high": 30}),
        "stages.permit.duration",
        ("`uncertain` with median 20", "factor"),
    ),
    "no source": (
        drop("stages.permit.duration.source"),
        "stages.permit.duration",
        ("no source and no assumption",),
    ),
    "derivation alone": (
        both(drop("stages.building.duration.source"), put("stages.building.duration.assumption", "x")),
        "stages.building.duration",
        ("derivation without a source",),
    ),
    "working days, no calendar": (
        drop("stages.permit.calendar"),
        "stages.permit.duration.unit",
        ("working_days", "no calendar"),
    ),
    "working days on a step": (
        put("routes.state.steps.1.duration", fixed("working_days")),
        "routes.state.steps[1].duration.unit",
        ("working_days", "`design` has no calendar"),
    ),
    "working days of a project": (
        put("own_durations.0.duration.unit", "working_days"),
        "own_durations[0].duration.unit",
        ("`handover` has no calendar",),
    ),
    # calendars
    "six days a week": (put("calendars.office.week", [1] * 6), "calendars.office.week", ("6", "at least 7")),
    "rate": (put("calendars.office.week.2", 3), "calendars.office.week[2]", ("at most 2",)),
    "thirteen months": (put("calendars.site.months", [1] * 13), "calendars.site.months", ("at most 12",)),
    "country": (put("calendars.office.holidays", "VM"), "calendars.office.holidays", ("VM", "country")),
    "never works": (put("calendars.office.week", [0] * 7), "calendars.office", ("without any work",)),
    "works only under Tết": (
        both(
            put("calendars.site.months", [0, 1, *[0] * 10]),
            put("calendars.site.lunar_new_year", {"days_before": 60, "days_after": 60}),
            put("calendars.site.makeup_days", []),
        ),
        "calendars.site",
        ("without any work",),
    ),
    "closed for a year": (
        put(
            "calendars.site.closures.0",
            {"first": date(2027, 1, 1), "last": date(2028, 1, 2), "assumption": "x"},
        ),
        "calendars.site",
        ("no work for 367 days", "1 Jan 2027"),
    ),
    "closure backwards": (
        put("calendars.site.closures.0.last", date(2027, 8, 1)),
        "calendars.site.closures[0]",
        ("ends (1 Aug 2027) before it begins",),
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
