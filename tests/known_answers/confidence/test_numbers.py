"""Which numbers an answer rests on, and that no range a scenario states can raise the level of confidence."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import (
    WHY,
    factor,
    likelihood,
    pool,
    recall,
    route,
    row,
    scenario_of,
    stage,
    stock,
    stock_use,
    tender,
)
from conservation.generated.scenarios import scenarios
from hypothesis import given, settings

from sim.analysis.confidence import YARDSTICKS, at_yardstick, numbers_of
from sim.distributions import FamilySpec, FixedSpec
from sim.errors import Message
from sim.files import SHIPPED_SCENARIOS, load_scenario, scenarios_in
from sim.guide import example, example_full
from sim.scenario import Duration, Hazard, Likelihood, Scenario, Uncertain, unknowns_of, with_uncertain

NARROW = {"family": "lognormal", "p10": 0.9, "p90": 1.1}


def without_range(scenario: Scenario, path: str) -> Scenario:
    """Scenario in which the part at a path, which states a range, states none; it leaves its group of correlated ones."""

    def delete(where: str, _name: Message, part: Uncertain) -> object:
        if where != path:
            return part
        if isinstance(part, Likelihood):
            return part.model_copy(update={"as_sure_as_cases": None, "unknown_of": None})
        if isinstance(part, (Duration, Hazard)):
            return part.model_copy(update={"uncertain": None, "unknown_of": None})
        return FixedSpec(family="fixed", value=part.quantile(0.5))

    changed = with_uncertain(scenario, delete)
    left = tuple(
        each.model_copy(update={"between": tuple(name for name in each.between if name != path)})
        for each in changed.settings.correlations
    )
    return changed.model_copy(update={"settings": changed.settings.model_copy(update={"correlations": left})})


def ranged(scenario: Scenario) -> list[str]:
    """Paths of the parts that state a range."""
    found: list[str] = []

    def note(path: str, _name: Message, part: Uncertain) -> object:
        stated = (
            part.as_sure_as_cases
            if isinstance(part, Likelihood)
            else part.uncertain
            if isinstance(part, (Duration, Hazard))
            else part
        )
        if stated is not None:
            found.append(path)
        return part

    with_uncertain(scenario, note)
    return found


def deleting_changes_nothing(scenario: Scenario) -> int:
    """Hold the second run of a scenario against that of every scenario with one range less; how many there were."""
    before = numbers_of(scenario)
    paths = ranged(scenario)
    for path in paths:
        after = numbers_of(without_range(scenario, path))
        # The same run and the same standings: the level is the same, whatever the run finds.
        assert after.scenario.fingerprint == before.scenario.fingerprint
        assert [(each.path, each.standing) for each in after.moved] == [
            (each.path, each.standing) for each in before.moved
        ]
        assert after.unmoved == before.unmoved
    return len(paths)


@pytest.mark.parametrize("name", scenarios_in(SHIPPED_SCENARIOS))
def test_deleting_a_range_of_a_shipped_scenario_changes_nothing(name: str) -> None:
    assert deleting_changes_nothing(load_scenario(SHIPPED_SCENARIOS / f"{name}.toml")) > 0


def test_deleting_a_range_of_the_full_example_changes_nothing(tmp_path: Path) -> None:
    for name, content in {**example.EXAMPLE_FILES, **example_full.FULL_FILES}.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert deleting_changes_nothing(load_scenario(tmp_path / "example-full.toml")) > 0


@given(scenarios())
@settings(max_examples=20)
def test_deleting_a_range_of_any_scenario_changes_nothing(scenario: Scenario) -> None:
    deleting_changes_nothing(scenario)


def test_every_kind_is_moved_by_its_standing() -> None:
    scenario = scenario_of(
        {
            "a": stage(100, uncertain=NARROW),
            "b": {**stage(100), "tender": tender(0.5, 2, gap=30, cases=100)},
            "c": stage(0),
        },
        [row("P")],
        {
            "r": route(
                {"a": [], "b": ["a"], "c": ["b"]},
                steps={"b": {"fallback": "drop_out"}, "c": {"recall": recall(0.3, "b", lapse=1.0, grace=60)}},
            )
        },
    )
    numbers = numbers_of(scenario)
    # A stage that takes no time, and a chance of one, cannot be moved.
    assert [each.path for each in numbers.moved] == [
        "stages.a",
        "stages.b",
        "stages.b.tender.success",
        "stages.b.tender.gap",
        "routes.r.c.recall.hazard",
        "routes.r.c.recall.grace",
    ]
    assert set(numbers.unmoved) == {"counting", "stages.c.duration", "routes.r.steps.2.recall.lapse"}
    stages = numbers.scenario.settings.stages
    assumed = YARDSTICKS["assumption"]
    uncertain = stages["a"].duration.uncertain
    assert uncertain is not None
    assert uncertain.quantile(0.9) == pytest.approx(assumed.duration)
    assert uncertain.quantile(0.1) == pytest.approx(1 / assumed.duration)
    of_tender = stages["b"].tender
    assert of_tender is not None
    assert of_tender.success.as_sure_as_cases == assumed.cases
    assert of_tender.gap is not None
    assert of_tender.gap.uncertain is not None
    step = numbers.scenario.settings.routes["r"].steps[2]
    assert step.recall is not None
    assert step.recall.hazard.uncertain is not None
    assert step.recall.hazard.uncertain.quantile(0.9) == pytest.approx(assumed.rate)
    assert len(unknowns_of(numbers.scenario)) == len(numbers.moved)


def test_what_is_better_founded_is_moved_less() -> None:
    wide, derived, narrow = (YARDSTICKS[each] for each in ("assumption", "derived", "published"))
    for name in ("duration", "rate"):
        assert getattr(derived, name) == pytest.approx(getattr(wide, name) ** 0.5)
        assert getattr(narrow, name) == pytest.approx(getattr(wide, name) ** 0.25)
    assert (derived.cases, narrow.cases) == (4 * wide.cases, 16 * wide.cases)


def test_a_part_that_is_assumed_is_one_though_a_source_stands_beside() -> None:
    said = {
        "assumption": {"assumption": "why", "source": "s"},
        "derived": {"assumption": None, "source": "s", "derivation": "how"},
        "published": {"assumption": None, "source": "s"},
    }
    scenario = scenario_of({name: stage(100, **fields) for name, fields in said.items()}, [row("P")])
    assert {each.path: each.standing for each in numbers_of(scenario).moved} == {
        f"stages.{name}": name for name in said
    }


def test_a_number_made_from_a_part_has_its_standing() -> None:
    scenario = scenario_of(
        {"a": stage(100)},
        [row("P", never_begins="n", start_hazard="h")],
        never_begins={"n": {"name": "n", "chance": 0.3, "source": "s", "assumption": WHY}},
        start_hazards={
            "h": {"name": "h", "share_a_year": 0.2, "source": "s", "derivation": "how", "uncertain": NARROW}
        },
    )
    numbers = numbers_of(scenario)
    assert {each.path: each.standing for each in numbers.moved} == {
        "stages.a": "assumption",
        "never_begins.n": "assumption",
        "start_hazards.h": "derived",
    }
    assert numbers.unmoved == ("counting",)
    moved = numbers.scenario.settings
    assert moved.never_begins["n"].as_sure_as_cases == YARDSTICKS["assumption"].cases
    factor_of_starts = moved.start_hazards["h"].uncertain
    assert factor_of_starts is not None
    assert factor_of_starts.quantile(0.9) == pytest.approx(YARDSTICKS["derived"].rate)


def test_capacities_and_stocks_are_assumptions_that_no_range_moves() -> None:
    scenario = scenario_of(
        {"a": {**stage(100, pool="p"), "stock": stock_use("n", 2)}, "b": stage(50)},
        [row("P")],
        pools={"p": pool(2, changes=[(row("P").status_as_of.replace(year=2027), 3)])},
        stocks={"n": stock(5, {row("P").status_as_of.replace(year=2027): 5.0})},
        factors={"f": factor(["a"], 0.3)},
    )
    # A refill belongs to its stock, a later capacity to its pool.
    assert set(numbers_of(scenario).unmoved) == {
        "counting",
        "pools.p",
        "stocks.n",
        "factors.f",
        "stages.a.stock",
    }


def test_a_share_that_stands_alone_is_moved_like_a_chance(tmp_path: Path) -> None:
    for name, content in {**example.EXAMPLE_FILES, **example_full.FULL_FILES}.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    full = load_scenario(tmp_path / "example-full.toml")
    changed: dict[str, FamilySpec] = {}

    def note(path: str, _name: Message, part: Uncertain) -> object:
        if isinstance(part, FamilySpec):
            changed[path] = part
        return part

    with_uncertain(full, note)
    stated = dict(changed)
    with_uncertain(numbers_of(full).scenario, note)
    assert stated
    for path, part in changed.items():
        assert 0 <= part.quantile(0.01) < part.quantile(0.1) < part.quantile(0.9) < part.quantile(0.99) <= 1
        assert part != stated[path]


def test_a_chance_of_none_is_no_number_to_move() -> None:
    known = Likelihood.model_validate(likelihood({"quiet": 0.0, "warm": 1.0}, cases=5))
    assert at_yardstick(known, "assumption") is None
