"""Figures about levers and causes: what they say, and that they stand where the answers do."""

import json
from datetime import date
from functools import cache
from xml.etree import ElementTree

import numpy as np
import pytest
from fake_results import results_of, scenario_with
from planted_levers import Planted

from sim.analysis import compare, costs_of_causes, judge_starts
from sim.analysis.board import Fan, FanPoint, TargetStep, highest_of
from sim.analysis.bottleneck import Bottleneck, Days, Group, Quarter, WaitCause
from sim.analysis.seek import seek
from sim.analysis.statistics import Sums
from sim.charts import (
    cause_costs_chart,
    changes_chart,
    days_chart,
    fan_chart,
    figure_file,
    pool_use_chart,
    seek_chart,
    starts_chart,
)
from sim.experiment import Results
from sim.text import LANGUAGES, Language, Text
from sim.words import READING_WORDS, homes_change_label, points_label, points_range, quarter_label

FUTURES = 1_000
SCENARIO = scenario_with({2026: 100, 2027: 100})


def results(first: float, second: float) -> Results:
    """Year by year, the share of futures that meet the target; a larger share holds the smaller one."""
    place = np.arange(FUTURES) / FUTURES
    met = np.column_stack([place < first, place < second])
    return results_of(100 * met.astype(np.int64), scenario=SCENARIO)


@cache
def comparison():
    return compare(results(0.3, 0.5), results(0.5, 0.5), "counted")


@cache
def seeking():
    return seek(
        Planted(lambda value: 0.2 + value / 100, seed=3),
        tuple(range(0, 71, 10)),
        2026,
        0.5,
        reading="counted",
        neutral=0,
        first=500,
        most=2_000,
    )


@cache
def deadlines():
    shares = {date(2026, 1, 1): 0.5, date(2026, 4, 1): 0.45, date(2026, 7, 1): 0.42, date(2026, 10, 1): 0.31}
    return judge_starts(
        results(0.3, 0.5), {day: results(s, 0.5) for day, s in shares.items()}, "counted", worth=5
    )


@cache
def costs():
    without = {"queue": results(0.6, 0.6), "rain": results(0.4, 0.6), "nothing": results(0.3, 0.5)}
    return costs_of_causes(results(0.3, 0.5), without, None, "all", reading="counted")


@cache
def bottleneck() -> Bottleneck:
    from pulling import baseline

    scenario = baseline()
    pool = next(iter(scenario.settings.pools))
    stage = next(iter(scenario.settings.stages))
    causes = (WaitCause("work", stage), WaitCause("pool", pool), WaitCause("not_entered"))
    days = (Days(500.0, 1.0, 0.5), Days(300.0, 1.0, 0.3), Days(200.0, 1.0, 0.2))
    group = Group(2026, 900.0, Days(1_000.0, 1.0, 1.0), days, (Days(800.0, 1.0, 0.8),))
    quarters = tuple(Quarter(2026, quarter, 3.0, 10.0, 1.5, 2.0, 4.0) for quarter in (1, 2, 3, 4))
    sums = Sums(1, 1, np.zeros((1, 5)), np.zeros((1, 5, 5)))
    return Bottleneck(
        scenario, "counted", 1, "compiled", 400, 400, 20, 2030, causes, (stage,), group, (group,), group,
        {pool: quarters}, {}, sums,
    )  # fmt: skip


DRAWN = {
    "changes": lambda text: changes_chart(comparison(), text),
    "seek": lambda text: seek_chart(seeking(), "Luồng xanh" if text.language == "vi" else "Lane", "%", text),
    "when": lambda text: starts_chart(
        deadlines(), deadlines().deadlines[0], "Luồng" if text.language == "vi" else "Lane", text
    ),
    "drivers": lambda text: cause_costs_chart(
        costs(), lambda name: {"vi": "Mưa ", "en": "Rain "}[text.language] + name, text
    ),
    "days": lambda text: days_chart(bottleneck(), text),
    "pools": lambda text: pool_use_chart(bottleneck(), text),
}
figures = pytest.mark.parametrize("name", DRAWN)
languages = pytest.mark.parametrize("language", LANGUAGES)


@cache
def svg_texts(name: str, language: Language) -> tuple[str, ...]:
    tree = ElementTree.fromstring(figure_file(DRAWN[name](Text(language)), "svg"))
    return tuple(
        line
        for node in tree.iter("{http://www.w3.org/2000/svg}text")
        for line in node.itertext()
        if line.strip()
    )


def rows(chart, column):
    return next(rows for rows in chart.to_dict()["datasets"].values() if column in rows[0])


@figures
@languages
def test_a_figure_says_its_reading_and_cuts_no_label(name, language):
    text, said = Text(language), svg_texts(name, language)
    reading = text("Reading: {reading}", reading=READING_WORDS["counted"])
    assert name == "pools" or reading in said
    assert len(said) > 8
    assert not [each for each in said if "…" in each]


@figures
def test_languages_differ(name):
    same = set(svg_texts(name, "vi")) & set(svg_texts(name, "en"))
    assert not [each for each in same if sum(letter.isalpha() for letter in each) > 2]


@figures
@languages
def test_simulation_error_is_called_so(name, language):
    if name in ("changes", "when", "drivers", "seek"):
        words = {"vi": "chỉ sai số mô phỏng", "en": "simulation error only"}[language]
        assert any(words in each for each in svg_texts(name, language))


@figures
def test_a_figure_carries_summaries_never_futures(name):
    sizes = [len(rows) for rows in DRAWN[name](Text("vi")).to_dict()["datasets"].values()]
    assert max(sizes) <= 40


@figures
def test_fonts_end_with_one_that_is_always_there(name):
    assert json.dumps(DRAWN[name](Text("vi")).to_dict()["config"]["font"]).endswith('sans-serif"')


def test_changes_stand_at_their_points_and_no_clear_difference_is_said():
    drawn = rows(changes_chart(comparison(), Text("en")), "points")
    found = [*comparison().years, comparison().all_years]
    assert [row["points"] for row in drawn] == [100 * change.chance.share for change in found]
    assert [(row["low"], row["high"]) for row in drawn] == [
        tuple(100 * end for end in change.chance.interval) for change in found
    ]
    assert [row["points"] for row in drawn][:2] == [20.0, 0.0]
    clear = compare(results(0.3, 0.5), results(0.301, 0.5), "counted")
    assert rows(changes_chart(clear, Text("en")), "points")[0]["label"] == "no clear\ndifference"


def test_the_step_found_is_marked():
    assert seeking().value is not None
    chart = seek_chart(seeking(), "Lane", "%", Text("en"))
    assert [row["chance"] for row in rows(chart, "chance")] == [step.chance.share for step in seeking().steps]
    assert f"enough: {seeking().value:.0f}" in svg_texts("seek", "en")


def test_the_last_start_that_buys_enough_is_marked():
    deadline = deadlines().deadlines[0]
    assert deadline.last == date(2026, 7, 1)
    assert "last start: Q3/2026" in svg_texts("when", "en")
    chart = starts_chart(deadlines(), deadline, "Lane", Text("en"))
    assert [row["points"] for row in rows(chart, "points")] == [20.0, 15.0, 12.0, 1.0]


def test_causes_keep_their_ranks():
    drawn = rows(cause_costs_chart(costs(), str, Text("en")), "homes")
    assert [row["name"] for row in drawn] == [f"{costs().ranks[name].rank}. {name}" for name in costs().costs]
    assert drawn[-1]["label"] == "0"


def test_days_add_up_to_the_whole():
    drawn = rows(days_chart(bottleneck(), Text("en")), "kind")
    mine = [row["days"] for row in drawn if row["group"] == "2026"]
    assert mine == [500.0, 300.0, 200.0]


def test_two_fans_share_a_scale():
    def fan(top: int) -> Fan:
        ends = (FanPoint(2026.0, 0, 0, 0, 0, 0), FanPoint(2027.0, 1, 2, 3, 4, top))
        return Fan("counted", ends, (TargetStep(2026, 50),))

    highest = highest_of(fan(10), fan(80))
    assert highest == 80
    for each in (fan(10), fan(80)):
        drawn = json.dumps(fan_chart(each, Text("en"), title="One", highest=highest).to_dict())
        assert '"domainMax": 80' in drawn


@pytest.mark.parametrize(("language", "said"), [("vi", "+20"), ("en", "+20")])
def test_changes_bear_their_sign(language, said):
    text, change = Text(language), comparison().years[0]
    assert points_label(change.chance, text).startswith(said)
    assert points_range(None, text) == "—"
    assert points_range((-0.004, 0.0311), Text("en")) == "−0.4 to +3.2"
    assert homes_change_label(change.homes, text).startswith("+")


def test_quarters_are_named():
    assert quarter_label(date(2027, 10, 1), Text("vi")) == "Quý 4/2027"
    assert quarter_label(date(2027, 10, 2), Text("vi")) == "02/10/2027"
