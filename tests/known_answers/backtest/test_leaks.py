"""Nothing later than its as-of date enters a forecast: planted leaks are refused by name."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sim.backtest import SHIPPED_HISTORY, Known, known_plans, last_day, load_suite
from sim.errors import ScenarioError, in_english
from sim.scenario import FinishedPlan, Words

Planting = Callable[[str, str, str], Path]


@pytest.fixture
def planted(tmp_path: Path) -> Planting:
    """Copy the city's suite, and change one thing in one of its files."""

    def plant(file: str, old: str, new: str) -> Path:
        shutil.copytree(SHIPPED_HISTORY, tmp_path / "history")
        path = tmp_path / "history" / file
        content = path.read_text("utf-8")
        assert old in content
        path.write_text(content.replace(old, new, 1), "utf-8")
        return tmp_path / "history" / "can-tho.toml"

    return plant


def refused(suite: Path) -> list[tuple[str, str]]:
    """Where each problem lies, and what was found."""
    with pytest.raises(ScenarioError) as error:
        load_suite(suite)
    return [(problem.path, in_english(problem.found)) for problem in error.value.problems]


AUGUST = "as_known/can-tho-2025-08-16.toml"


def test_the_shipped_suite_holds_nothing_that_was_not_known() -> None:
    assert len(load_suite(SHIPPED_HISTORY / "can-tho.toml").cases) == 3


def test_a_source_published_later_is_refused_by_name(planted: Planting) -> None:
    suite = planted(AUGUST, 'source = "qd444_2025"', 'source = ["qd444_2025", "vietnamplus_2025_10_13"]')
    # The two later forecasts are based on this scenario: there the source is public.
    assert refused(suite) == [("targets.source", "the source `vietnamplus_2025_10_13`, published 2025-10-13")]


def test_a_number_fitted_to_later_data_is_refused(planted: Planting) -> None:
    fitted = 'as_sure_as_cases = 2\nsource = "laodong_2025_08_16"\ndata_as_of = 2025-08-17'
    suite = planted(AUGUST, "as_sure_as_cases = 2", fitted)
    # A scenario refuses a fit to data after its own data date; the suite stands on that.
    assert ("counting.push.likelihood.data_as_of", "a number fitted to data of 2025-08-17") in refused(suite)


def test_starts_fitted_to_later_data_are_refused_and_a_vague_prior_enters(planted: Planting) -> None:
    measured = """p90 = 2.5 }
source = ["vnanet_2024_01_13", "laodong_2025_03_657"]
data_as_of = 2024-12-31
"""
    # No source gives it away: only its date does.
    suite = planted(AUGUST, measured, "p90 = 2.5 }\ndata_as_of = 2025-08-17\n")
    assert ("start_hazards.waiting.data_as_of", "a number fitted to data of 2025-08-17") in refused(suite)
    august = suite.parent / AUGUST
    august.write_text(
        august.read_text("utf-8").replace("p90 = 2.5 }\ndata_as_of = 2025-08-17", "p90 = 3 }"), "utf-8"
    )
    assert len(load_suite(suite).cases) == 3


def test_a_class_fitted_to_later_data_is_refused(planted: Planting) -> None:
    never = """[never_begins.stuck]
name = "stuck"
chance = 0.5
as_sure_as_cases = 4
data_as_of = 2025-12-31
assumption = "19 of 93 were finished"

[start_hazards.waiting]"""
    where = ("never_begins.stuck.data_as_of", "a number fitted to data of 2025-12-31")
    assert where in refused(planted(AUGUST, "[start_hazards.waiting]", never))


def test_what_a_scenario_says_became_known_later_is_refused(planted: Planting) -> None:
    found = refused(
        planted(AUGUST, "data_date = 2025-08-16", "data_date = 2025-08-16\nknown_until = 2025-11-30")
    )
    # Of the three forecasts only that of November could have known it, but for its data date.
    assert ("known_until", "data known until 2025-11-30") in found


def test_a_fit_to_the_place_that_is_scored_is_refused(planted: Planting) -> None:
    fitted = 'as_sure_as_cases = 2\nfitted_to = ["Huế", "Cần Thơ (sau sáp nhập)"]'
    suite = planted(AUGUST, "as_sure_as_cases = 2", fitted)
    where = (
        "counting.push.likelihood.fitted_to",
        "a number fitted to Cần Thơ (sau sáp nhập), whose outcome is forecast",
    )
    assert refused(suite) == [where] * 3


def test_a_status_of_a_later_day_is_refused(planted: Planting) -> None:
    suite = planted("as_known/can-tho-2025-08-16.csv", ",no,2025-08-16,", ",no,2025-08-17,")
    found = refused(suite)
    assert found
    assert all("2025-08-17" in what for _, what in found)


def test_a_later_data_date_is_refused(planted: Planting) -> None:
    assert ("data_date", "a data date of 2025-08-18") in refused(
        planted(AUGUST, "data_date = 2025-08-16", "data_date = 2025-08-18")
    )


def test_a_source_of_a_row_published_later_is_refused(planted: Planting) -> None:
    suite = planted("as_known/can-tho-2025-08-16.csv", ",laodong_2025_08_16,", ",plo_2025_08_24,")
    assert ("ROOF/1.source", "the source `plo_2025_08_24`, published 2025-08-24") in refused(suite)


def test_a_rival_made_later_is_refused(planted: Planting) -> None:
    suite = planted("can-tho.toml", "made_on = 2025-08-16", "made_on = 2025-08-17")
    assert refused(suite) == [("forecasts[0].rivals[0].made_on", "a rival made on 2025-08-17")]


@pytest.mark.parametrize(
    ("published", "last"), [("2025", "2025-12-31"), ("2024-02", "2024-02-29"), ("2025-08-16", "2025-08-16")]
)
def test_a_date_of_a_page_means_its_last_day(published: str, last: str) -> None:
    assert last_day(published).isoformat() == last


def test_plans_of_the_place_and_plans_not_yet_public_are_no_rival() -> None:
    def plan(place: str, published: str | None) -> FinishedPlan:
        name = Words(vi=place, en=place)
        return FinishedPlan(name, name, "2024", 0.5, "page", published=published)

    known = Known(last_day("2025-08-16"), Words(vi="Cần Thơ", en="Cần Thơ"))
    plans = tuple(
        plan(*each)
        for each in [
            ("Huế", "2025-08-16"),
            ("Huế", "2025-08"),
            ("Huế", None),
            ("Cần Thơ (cũ)", "2024"),
            ("London", "2023"),
        ]
    )
    assert [one.published for one in known_plans(plans, known)] == ["2025-08-16", "2023"]


def test_the_baseline_itself_could_not_have_been_written_in_november_2025(tmp_path: Path) -> None:
    """What it learnt of 2025, the push, the starts, the stuck schemes, is refused part by part."""
    shutil.copytree(SHIPPED_HISTORY.parent, tmp_path / "scenarios")
    suite = tmp_path / "scenarios" / "suite.toml"
    suite.write_text(
        """
format = 1
name = "too early"
[[outcomes]]
id = "city_2026"
place = "Elsewhere"
year = 2026
reading = "counted"
definition = "homes counted"
[[forecasts]]
outcome = "city_2026"
as_of = 2025-11-30
scenario = "can-tho-2026.toml"
""",
        "utf-8",
    )
    found = {path for path, _ in refused(suite)}
    assert {
        "data_date",
        "counting.push.likelihood.data_as_of",
        "counting.push.share_enterable.data_as_of",
        "counting.push.beyond_target.data_as_of",
        "start_hazards.approved_stock.source",
        "start_hazards.approved_stock.data_as_of",
        "never_begins.stuck_scheme.source",
        "never_begins.stuck_scheme.data_as_of",
    } <= found
