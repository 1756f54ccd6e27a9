"""Where the period stands among finished plans: positions, share and blend reckoned by hand; the list that is shipped."""

import csv
from collections import Counter

import numpy as np
import pytest
from fake_results import results_of, scenario_with

from sim.analysis import AmongPlans, among_plans
from sim.analysis.board import judge
from sim.analysis.to_json import board_json
from sim.files import SHIPPED_BASELINE, SHIPPED_SCENARIOS, load_scenario
from sim.scenario import NAMED_CLASSES, FinishedPlan, OutsideView, ReferenceClass, Scenario, Words
from sim.text import LANGUAGES, Text
from sim.words import class_name, outside_view_in_words

RATIOS = (0.5, 0.1, 1.2, 0.3, 0.8, 0.5, 1.0)
SHIPPED = SHIPPED_SCENARIOS / "reference_classes" / "plan_attainment.csv"


def plan(ratio: float, *, at_least: bool = False) -> FinishedPlan:
    name = Words(vi="Nơi", en="Place")
    return FinishedPlan(place=name, plan=name, period="2016–2020", ratio=ratio, at_least=at_least, source="x")


def compared_with(
    *ratios: float, weight: float = 0.25, class_id: str = "several_years", named: str | None = None
) -> ReferenceClass:
    """A class of finished plans; one of ratio 1 is only known to be at least that."""
    view = OutsideView.model_validate({"weight": weight, "class": named, "assumption": "x"})
    return ReferenceClass(
        id=class_id,
        view=view,
        own_list=False,
        plans=tuple(plan(each, at_least=each == 1) for each in ratios),
    )


def scenario_of_period(reference_class: ReferenceClass | None, homes: int = 1_000) -> Scenario:
    period = {"first_year": 2026, "last_year": 2027, "homes": homes}
    return scenario_with(period=period).model_copy(update={"reference_class": reference_class})


def found_in(reference_class: ReferenceClass) -> AmongPlans:
    """Ten futures: 100, 300, 500 (three of them), 600, 1,000 (three) and 1,300 homes of a target of 1,000."""
    homes = np.array([100, 300, 500, 500, 500, 600, 1_000, 1_000, 1_000, 1_300])
    board = judge(
        results_of(np.stack([homes, 0 * homes], axis=1), scenario=scenario_of_period(reference_class)),
        "counted",
    )
    found = among_plans(board, reference_class)
    assert found is not None
    return found


def test_a_plan_counts_as_below_only_where_its_ratio_is_lower() -> None:
    found = found_in(compared_with(*RATIOS))
    # P10, P50, P90 of the ten numbers are 100, 500 and 1,000.
    assert (found.p10.ratio, found.p10.above) == (0.1, 0)  # 0.1 itself is not lower
    assert (found.p50.ratio, found.p50.above) == (0.5, 2)  # 0.1, 0.3
    assert (found.p90.ratio, found.p90.above) == (1.0, 5)  # 0.1, 0.3, 0.5, 0.5, 0.8


def test_a_plan_known_to_be_at_least_its_ratio_is_never_below() -> None:
    found = found_in(compared_with(0.9, 0.9, 0.9, 0.9, 1.0))
    beyond = judge(results_of([[2_000, 0]], scenario=scenario_of_period(found.reference_class)), "counted")
    placed = among_plans(beyond, found.reference_class)
    assert placed is not None
    assert (placed.p50.ratio, placed.p50.above, placed.plans) == (2.0, 4, 5)


def test_share_interval_and_blend() -> None:
    found = found_in(compared_with(*RATIOS))
    assert (found.plans, found.reached) == (7, 2)
    assert found.share == 2.5 / 8
    # Brown, Cai & DasGupta 2001, table 5: n = 7, x = 2.
    assert found.interval == pytest.approx((0.065, 0.648), abs=0.0005)
    # Four futures of ten reach 1,000 homes.
    assert found.blend == pytest.approx(0.75 * 0.4 + 0.25 * 0.3125, abs=1e-12)


@pytest.mark.parametrize(("weight", "blend"), [(0.0, 0.4), (1.0, 0.3125)])
def test_all_the_weight_on_one_side_gives_that_side(weight: float, blend: float) -> None:
    assert found_in(compared_with(*RATIOS, weight=weight)).blend == pytest.approx(blend, abs=1e-12)


@pytest.mark.parametrize(
    ("ratios", "share", "ends"), [((0.4,) * 6, 0.5 / 7, (0.0, None)), ((1.5,) * 6, 6.5 / 7, (None, 1.0))]
)
def test_none_or_all_reached_is_no_certainty(
    ratios: tuple[float, ...], share: float, ends: tuple[float | None, float | None]
) -> None:
    found = found_in(compared_with(*ratios))
    low, high = found.interval
    assert found.share == pytest.approx(share, abs=1e-12)
    assert ends[0] in (None, low) and ends[1] in (None, high)
    assert low < found.share < high


def test_without_a_period_or_plans_nothing_is_compared() -> None:
    compared = compared_with(*RATIOS)
    assert among_plans(judge(results_of([[50, 50]], scenario=scenario_with()), "counted"), compared) is None
    bare = scenario_of_period(None)
    assert among_plans(judge(results_of([[50, 50]], scenario=bare), "counted"), bare.reference_class) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_line_says_class_numbers_and_weight(language: str) -> None:
    text = Text(language)  # type: ignore[arg-type]
    found = found_in(compared_with(*RATIOS))
    said = text(outside_view_in_words(found))
    assert text(class_name(found.reference_class)) in said
    # 50 % of the target at P50, above 2 of 7; 31 % by Jeffreys; 38 % blended at a weight of 25 %, 40 % by the model.
    for part in ("7", "50%", "31%", "38%", "25%", "40"):
        assert part in said
    assert said != text(outside_view_in_words(found_in(compared_with(*RATIOS, named="several_years"))))


def test_every_named_class_is_called_something() -> None:
    names = [Text("vi")(class_name(compared_with(*RATIOS, class_id=each))) for each in NAMED_CLASSES]
    assert len({*names}) == len(NAMED_CLASSES)


def test_json_holds_what_the_analysis_says() -> None:
    compared = compared_with(*RATIOS)
    results = results_of([[500, 0]] * 6 + [[1_000, 0]] * 4, scenario=scenario_of_period(compared))
    written = board_json(results, "counted")["readings"]["counted"]["outside_view"]
    found = among_plans(judge(results, "counted"), compared)
    assert found is not None
    assert [each["ratio"] for each in written["plans"]] == [*RATIOS]
    assert (written["reached"], written["share"], written["blend"]) == (2, found.share, found.blend)
    assert written["p50"] == {"ratio": 0.5, "above": 2}
    assert (written["reference_class"], written["chosen_by"], written["list_of"]) == (
        "several_years", "length_of_period", "program",
    )  # fmt: skip
    assert board_json(results_of([[1, 1]]), "counted")["readings"]["counted"]["outside_view"] is None


def test_the_shipped_baseline_is_compared_with_all_used_plans_of_several_years() -> None:
    with SHIPPED.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["used"] == "yes"]
    compared = load_scenario(SHIPPED_BASELINE).reference_class
    assert compared is not None
    mine = [row for row in rows if row["class"] == "several_years"]
    assert compared.id == "several_years"
    assert [each.ratio for each in compared.plans] == [float(row["ratio"]) for row in mine]
    assert not compared.own_list
    # No programme stands there twice, and each row names its source.
    assert (
        max(Counter((row["class"], row["place"], row["period"], row["plan"]) for row in rows).values()) == 1
    )
    assert max(Counter((row["place"], row["period"]) for row in mine).values()) == 1
    assert all(row["source"] and row["ratio"] for row in rows)
    assert {row["class"] for row in rows} == {*NAMED_CLASSES}
