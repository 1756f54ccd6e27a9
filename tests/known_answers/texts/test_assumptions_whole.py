"""The whole model in words: nothing is left out, and the numbers are those of the law they come from."""

import json
import math
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from builders import WHY, duration, route, row, scenario_of, stage

from sim.files import check_scenario, models_in
from sim.guide import FULL_FILES
from sim.levers import Cause, Cost, Lever
from sim.scenario import (
    Fitted,
    Hazard,
    IndicatorInput,
    Likelihood,
    ReferenceClass,
    Scenario,
    Settings,
    Sourced,
)
from sim.text import LANGUAGES, Text
from sim.words.describe_scenario import Assumption, assumptions_of, hazard_in_words, likelihood_in_words

EN = Text("en")
# What the example does not show.
MORE: dict[str, Any] = {
    "pools": {
        "desk": {
            "name": "Desk",
            "slots": 2,
            "other_users": WHY,
            "assumption": WHY,
            "changes": [{"from_date": "2027-01-01", "slots": 3, "assumption": WHY}],
        }
    },
    "homes_groups": {"g": {"homes": 900, "assumption": WHY}},
    "own_durations": [{"project": "C1", "stage": "permit", "duration": duration(7)}],
}


@pytest.fixture(scope="module")
def example(tmp_path_factory) -> Scenario:
    folder = tmp_path_factory.mktemp("full")
    for name, content in FULL_FILES.items():
        (folder / name).write_text(content, encoding="utf-8")
    return check_scenario(folder / "example-full.toml").scenario


@pytest.fixture(scope="module")
def everything(example) -> Scenario:
    """A scenario with a part of every kind, each with words of its own."""
    raw = json.loads(example.settings.model_dump_json(by_alias=True, exclude_none=True)) | deepcopy(MORE)
    raw["targets"]["done_this_year"] = {"counted": 7, "eligible": 5, "handed_over": 3, "assumption": WHY}
    closure = {"first": "2026-09-01", "last": "2026-09-05", "assumption": WHY}
    raw["calendars"]["office"]["closures"] = [closure]
    raw["outside_view"] = {"weight": 0.25, "assumption": WHY}
    marked(raw, iter(range(10_000)))
    settings = Settings.model_validate(raw)
    compared = ReferenceClass(id="several_years", view=settings.outside_view, own_list=False, plans=())
    return example.model_copy(update={"settings": settings, "reference_class": compared})


def marked(part: Any, numbers: Any) -> None:
    """Give every part that states its grounds a reasoning that no other has."""
    if isinstance(part, list):
        for each in part:
            marked(each, numbers)
    elif isinstance(part, dict):
        if "assumption" in part:
            number = next(numbers)
            part.update(assumption={"vi": f"lý do {number}", "en": f"reason {number}"})
        for each in part.values():
            marked(each, numbers)


def kinds(kind: type[Sourced]) -> set[type[Sourced]]:
    below = kind.__subclasses__()
    return {kind}.union(*map(kinds, below)) if below else {kind}


def entry(listed: tuple[Assumption, ...], part: str, what: str) -> Assumption:
    (found,) = (each for each in listed if (each.part, each.what) == (part, what))
    return found


def test_a_part_of_every_kind_is_listed_exactly_once(everything):
    parts = [part for _, part in models_in(everything.settings) if isinstance(part, Sourced)]
    assert {type(part) for part in parts} == kinds(Sourced) - {
        Sourced,
        Fitted,
        IndicatorInput,
        Lever,
        Cause,
        Cost,
    }
    stated = sorted(part.assumption.en for part in parts if part.assumption is not None)
    listed = assumptions_of(everything, EN)[: -len(everything.rows)]
    assert len(stated) == len(parts) == len(set(stated))
    assert sorted(each.reasoning for each in listed) == stated


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_is_said_and_no_code_is_shown(everything, language):
    for each in assumptions_of(everything, Text(language)):
        said = " ".join((each.part, each.what, *each.values))
        assert each.values
        assert all(each.values)
        assert "{" not in said
        assert not [code for code in ("drop_out", "land_ha", "per_year", "stages.", "[") if code in said]


def test_no_english_is_left_in_the_vietnamese(everything):
    english, vietnamese = (assumptions_of(everything, Text(language)) for language in ("en", "vi"))
    ours = {value for each in english for value in each.values if any(letter.isalpha() for letter in value)}
    names = {"Desk", WHY}
    assert not ours & {value for each in vietnamese for value in each.values} - names
    assert not {each.part for each in english} & {each.part for each in vietnamese}


def test_tender_recall_and_blocks_of_the_example(example):
    listed = assumptions_of(example, EN)
    call = "Call for investors (one round)"
    success = entry(listed, "Tenders", f"Chance that a round finds an investor: {call}").values
    assert success[2:] == (
        "as sure as if 6 cases had been seen",
        "at most 3 rounds",
        "after the last round in vain the project drops out",
    )
    stall = entry(listed, "Recalls", "The investor stalls: Getting works started").values
    assert stall[:2] == (
        "quiet: 45% of investors within a year (rate 0.6 a year)",
        "ordinary: 26% of investors within a year (rate 0.3 a year)",
    )
    assert f"once recalled, the project goes back to: {call}; then the work left is done" in stall
    assert "at most 2 recalls of a project in this stage" in stall
    blocks = entry(listed, "Blocks", "State clears the land and calls for investors").values
    assert blocks[:2] == (
        "2 blocks of a project at a time",
        "a crew moves on to its next block after: Structure",
    )


def test_market_law_stock_and_notice_of_the_example(example):
    listed = assumptions_of(example, EN)
    assert entry(listed, "Market", "State of the market").values == (
        "begins as: ordinary",
        "quiet: 2 years at a time on average",
        "ordinary: 5 years at a time on average",
        "at most 60 changes in one future",
    )
    law = entry(listed, "Laws to come", "A new law drops one appraisal").values
    assert law == ("from 1 Jul 2026 it changes: Building permit",)
    refill = next(each for each in listed if "more on" in each.values[0])
    assert refill.values == ("40 plots more on 1 Jul 2026",)
    use = entry(listed, "Stocks", "Land clearance").values
    assert use == ("takes 3 plots for every hectare, from: Resettlement plots",)
    notice = entry(listed, "Notices", "Land-recovery notice: how long it is valid").values
    assert notice[0] == "12 months"
    assert notice[1].endswith("Land clearance")
    protected = entry(listed, "Durations", "Land-recovery notice").values
    assert protected[-1] == "a wait that the law protects: no measure may shorten it"
    share = entry(listed, "State agencies' time", "Building permit").values
    assert share == ("60% of its time is in the hands of State agencies",)


def test_the_push_and_common_causes_of_the_example(example):
    listed = assumptions_of(example, EN)
    share = entry(listed, "Counting", "Homes under construction that can be entered at most").values
    assert share[0] == "at most 75% of the homes begun and not yet counted"
    assert "probably 55% to 95%" in share[1]
    beyond = entry(listed, "Counting", "Homes entered beyond the target").values
    assert beyond[0].startswith("10% of the year's target in the middle, probably 2% to 50%")
    common = entry(listed, "Common causes", "Prices of materials, workers").values
    assert common[0].startswith("30% of the variation")
    assert common[1] == "Structure; Finishing and hand-over"
    together = entry(
        listed, "Common causes", "Estimates that are probably wrong in the same direction"
    ).values
    assert together[1:] == ("Building permit", "Building permit — from 1 Jul 2026")


@pytest.mark.parametrize(
    ("chance", "cases", "said"),
    [
        # Beta(1, 1) is uniform.
        (0.5, 2, ["50% (probably 10% to 90%)", "as sure as if 2 cases had been seen"]),
        # Beta(1, b) has the quantile 1 - (1 - u)^(1 / b); b = 3.
        (0.25, 4, ["25% (probably 3% to 54%)", "as sure as if 4 cases had been seen"]),
        (0.7, None, ["70%"]),
        (1.0, 5, ["100%", "as sure as if 5 cases had been seen"]),
    ],
)
def test_a_chance_is_said_with_the_quantiles_of_its_law(chance, cases, said):
    stated = Likelihood.model_validate({"chance": chance, "as_sure_as_cases": cases, "assumption": WHY})
    assert list(likelihood_in_words(stated, None, EN)) == said


def test_a_hazard_is_said_as_a_share_of_investors():
    hazard = Hazard.model_validate({"per_year": math.log(2), "assumption": WHY})
    assert hazard_in_words(hazard, None, EN) == ("50% of investors within a year (rate 0.69 a year)",)


def test_equal_refills_of_consecutive_years_are_told_once():
    refills = [{"on": date(2026 + i, 7, 1), "amount": 40, "assumption": WHY} for i in range(4)]
    refills += [{"on": date(2026, 9, 1), "amount": 40, "assumption": WHY}]
    refills += [{"on": date(2030, 7, 1), "amount": 41, "assumption": WHY}]
    refills += [{"on": date(2031, 7, 1), "amount": 40, "assumption": WHY}]
    stock = {"name": "Plots", "unit": "plots", "level": 0, "assumption": WHY, "refills": refills}
    listed = assumptions_of(scenario_of({"s": stage(5)}, [row("A")], stocks={"p": stock}), EN)
    assert [each.values[0] for each in listed if each.part == "Stocks"] == [
        "0 plots on 1 Jan 2026",
        "40 plots more on 1 Jul 2026 and on the same day of every year to 2029",
        "40 plots more on 1 Sep 2026",
        "41 plots more on 1 Jul 2030",
        "40 plots more on 1 Jul 2031",
    ]


def test_what_routes_state_alike_is_told_once_and_what_differs_names_its_route():
    call = stage(5) | {"tender": {"rounds": 2, "success": {"chance": 0.5, "assumption": WHY}}}

    def named(name: str, days: int, fallback: str) -> dict[str, Any]:
        made = route({"call": [], "s": ["call"]}) | {"name": name}
        made["steps"][0] |= {"fallback": fallback}
        made["steps"][1] |= {"duration": duration(days)}
        return made

    routes = {"a": named("A", 7, "assign"), "b": named("B", 7, "drop_out"), "c": named("C", 9, "assign")}
    made = scenario_of({"call": call, "s": stage(3)}, [row("X", route="a")], routes)
    listed = assumptions_of(made, EN)
    said = [(each.what, each.values[0]) for each in listed if each.what.startswith("stage — on the route")]
    assert said == [("stage — on the route: A; B", "7 days"), ("stage — on the route: C", "9 days")]
    tender = next(each for each in listed if each.part == "Tenders").values
    assert "after the last round in vain an investor is assigned — on the route: A; C" in tender
    assert "after the last round in vain the project drops out — on the route: B" in tender


def test_slots_of_stages_gone_through_block_by_block_are_blocks():
    crews = {"name": "Crews", "slots": 3, "other_users": WHY, "assumption": WHY}
    stages = {"s": stage(5, pool="crews"), "t": stage(1)}
    whole = scenario_of(stages, [row("A")], pools={"crews": crews})
    by_block = deepcopy(route({"t": [], "s": ["t"]}))
    by_block["steps"][1]["per_block"] = True
    by_block["blocks"] = {"at_a_time": 1, "until": "s", "stagger": duration(0)}
    blocks = scenario_of(stages, [row("A", blocks=2)], {"r": by_block}, pools={"crews": crews})
    for made, said in ((whole, "3 projects at a time"), (blocks, "3 blocks at a time")):
        assert next(each for each in assumptions_of(made, EN) if each.part == "Capacity").values[0] == said


def test_a_row_says_its_blocks_its_round_and_whether_it_was_counted():
    call = stage(5) | {"tender": {"rounds": 3, "success": {"chance": 0.5, "assumption": WHY}}}
    one = row(
        "A",
        status="in_progress",
        under_way={"call": date(2025, 6, 1)},
        tender_round=2,
        blocks=3,
        counted_before="alternatives",
    )
    values = assumptions_of(scenario_of({"call": call, "s": stage(1)}, [one]), EN)[-1].values
    assert values[2:-1] == (
        "3 blocks of about equal size",
        "round 2 of its call for investors",
        "entered in the statistic before the data date by some accounts only",
    )
