"""What cannot hold of indicators, and of what they are computed from."""

from datetime import date
from typing import Any

import pytest
from scenario_errors.breaking import Cases, both, drop, errors_of, put, said

from sim.analysis import judge_indicators
from sim.experiment import run

AREA = "indicators.area"


def indicator() -> dict[str, Any]:
    return {
        "name": "Floor area a person",
        "kind": "floor_area_per_person",
        "counts": "handed_over",
        "years": [{"year": 2026, "at_least": 25.0}, {"year": 2028, "at_least": 26.0}],
        "assumption": "x",
        "stock": {"as_of": date(2024, 12, 31), "m2": 1e6, "assumption": "x"},
        "other_construction": {
            "m2_a_year": 2e4,
            "uncertain": {"family": "lognormal", "p10": 0.5, "p90": 2},
            "assumption": "x",
        },
        "home_area": {"m2": 60, "assumption": "x"},
        "population": {
            "years": [{"year": 2026, "persons": 40_000}, {"year": 2028, "persons": 41_000}],
            "assumption": "x",
        },
        "share_of_homes": {"share": 0.5, "as_sure_as_cases": 9, "assumption": "x"},
    }


@pytest.fixture
def asking(files: Any) -> Any:
    """Sound files that ask for floor area a person."""
    files.settings["indicators"] = {"area": indicator()}
    return files


YEARS = f"{AREA}.years"
PEOPLE = f"{AREA}.population.years"
ERRORS: Cases = {
    "year after the last target": (
        both(put(f"{YEARS}.1.year", 2030), put(f"{PEOPLE}.1.year", 2030)),
        f"{YEARS}[1].year",
        ("2030, for which no home is simulated", "2028"),
    ),
    "stock of a day to come": (
        put(f"{AREA}.stock.as_of", date(2026, 6, 1)),
        f"{AREA}.stock.as_of",
        ("1 Jun 2026, after the data date",),
    ),
    "years out of order": (put(f"{YEARS}.1.year", 2025), AREA, ("years 2026, 2025", "rising order")),
    "inhabitants of other years": (put(f"{PEOPLE}.1.year", 2027), AREA, ("inhabitants of 2026, 2027",)),
    "no inhabitants": (put(f"{PEOPLE}.0.persons", 0), f"{PEOPLE}[0].persons", ("at least 1",)),
    "unknown kind": (
        put(f"{AREA}.kind", "floor_area"),
        f"{AREA}.kind",
        ("did you mean `floor_area_per_person`",),
    ),
    "no reading": (drop(f"{AREA}.counts"), f"{AREA}.counts", ("missing", "which homes are completed")),
    "another reading": (put(f"{AREA}.counts", "sold"), f"{AREA}.counts", ("counted, eligible, handed_over",)),
    "other construction left out": (
        drop(f"{AREA}.other_construction"),
        f"{AREA}.other_construction",
        ("missing",),
    ),
    "no source and no assumption": (
        both(drop(f"{AREA}.assumption"), drop(f"{AREA}.stock.assumption")),
        f"{AREA}.stock",
        ("no source and no assumption",),
    ),
    "a number where a factor belongs": (
        put(f"{AREA}.other_construction.uncertain", {"family": "lognormal", "p10": 2e4, "p90": 3e4}),
        f"{AREA}.other_construction",
        ("`uncertain` with median",),
    ),
    "share above one": (
        put(f"{AREA}.share_of_homes.share", 54),
        f"{AREA}.share_of_homes.share",
        ("at most 1",),
    ),
    "negative floor area": (put(f"{AREA}.home_area.m2", -60), f"{AREA}.home_area.m2", ("more than 0",)),
    "unknown source": (
        put(f"{AREA}.home_area", {"m2": 60, "source": "reslution"}),
        f"{AREA}.home_area.source",
        ("did you mean `resolution`",),
    ),
    "hypothetical in words": (
        put("targets.years.0.hypothetical", "yes"),
        "targets.years[0].hypothetical",
        ("true or false",),
    ),
}


def test_the_files_are_sound(asking: Any) -> None:
    assert asking.check().problems == ()


def test_a_year_that_is_over_is_left_out_with_a_word(asking: Any) -> None:
    both(put(f"{YEARS}.0.year", 2024), put(f"{PEOPLE}.0.year", 2024))(asking)
    (told,) = asking.check().problems
    assert (told.severity, told.path) == ("warning", f"{YEARS}[0].year")
    (answer,) = judge_indicators(run(asking.check().scenario, replications=20))
    assert answer.year == 2028


@pytest.mark.parametrize("name", ERRORS)
def test_error_is_told_where_it_stands(asking: Any, name: str) -> None:
    change, where, words = ERRORS[name]
    change(asking)
    found = errors_of(asking.check())
    assert any(each.startswith(where) for each in found), found
    told = next(text for each, text in found.items() if each.startswith(where))
    for word in words:
        assert word in told


def test_problems_of_two_indicators_are_told_together(asking: Any) -> None:
    asking.settings["indicators"]["other"] = indicator() | {"counts": "sold"}
    asking.put(f"{AREA}.stock.as_of", date(2026, 6, 1))
    problems = asking.check().problems
    told = {problem.path for problem in problems if problem.severity == "error"}
    assert told == {f"{AREA}.stock.as_of", "indicators.other.counts"}, list(map(said, problems))
