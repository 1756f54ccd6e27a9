"""Results are frozen: whole numbers to the last home, dates within 1e-8 days, and the spelling of every address.

Each shipped scenario, example, lever, package, cause, family of distributions and rule is run to the horizon on both
engines and held against digests.json. No change of the code may move them; what may is listed, with its reason, in
`EXCEPTIONS` of cases.py. Remake the file with ``python tests/frozen/remake.py``, which says what changed.
"""

from __future__ import annotations

import pytest
from frozen import adapter, freezing
from frozen.cases import CASES, EXCEPTIONS, RULES, STORED, Case

BASELINES = [name for name in CASES if name.startswith("scenario/")]
OTHER_PINS = freezing.other_pins()
by_the_pins = pytest.mark.skipif(
    bool(OTHER_PINS),
    reason=f"frozen with the releases of constraints.txt; installed: {OTHER_PINS}",
)


@by_the_pins
@pytest.mark.parametrize("name", CASES)
def test_results_have_not_moved(name: str) -> None:
    stands = freezing.read()["cases"]
    assert name in stands, "a new case; run: python tests/frozen/remake.py"
    found, asked = freezing.frozen_of(name)
    differ = freezing.differences(found, stands[name])
    assert not differ, "\n".join([name, *differ])
    templates = freezing.read()["templates"][name.split("/")[0]]
    assert {adapter.template_of(address) for address in asked} <= set(templates)


@pytest.mark.skipif(not OTHER_PINS, reason="held to the last home instead")
@pytest.mark.parametrize("name", BASELINES)
def test_results_have_hardly_moved_with_other_releases(name: str) -> None:
    """The last bits of a quantile can move a home over a year's end: one future in a hundred may differ."""
    case, stands = CASES[name], freezing.read()["cases"][name]
    ran = adapter.run(case.make(), "compiled", case.compiled, case.seed, case.per_set)
    for reading, met in ran.met.items():
        assert met == pytest.approx(stands["compiled"]["met"][reading], abs=case.compiled / 100), reading
        assert ran.homes_mean[reading] == pytest.approx(
            stands["compiled"]["homes_mean"][reading], rel=0.02, abs=5
        ), reading


def test_the_file_holds_these_cases() -> None:
    stands = freezing.read()
    assert stands["cases"].keys() == CASES.keys(), "run: python tests/frozen/remake.py"
    assert stands["made_with"] == freezing.wanted_pins(), "constraints.txt has changed: remake, and say why"


def test_every_exception_has_its_reason() -> None:
    assert EXCEPTIONS.keys() <= {*CASES, "*"}
    assert all(reason.strip() for reason in EXCEPTIONS.values())
    assert set(freezing.read()["reasons"]) <= CASES.keys()


def test_everything_shipped_is_a_case() -> None:
    shipped = {
        **{f"lever/{one.stem}": one for one in (adapter.SCENARIOS / "levers").glob("*.toml")},
        **{f"cause/{one.stem}": one for one in (adapter.SCENARIOS / "causes").glob("*.toml")},
        **{f"package/{one.stem}": one for one in (adapter.SCENARIOS / "packages").glob("*.toml")},
        **{f"scenario/{one.stem}": one for one in adapter.SCENARIOS.glob("*.toml")},
    }
    assert {name for name, path in shipped.items() if not path.name.endswith("sources.toml")} <= CASES.keys()
    assert len(shipped) > 30
    assert {f"example/{name}" for name in adapter.EXAMPLES} <= CASES.keys()
    assert {"readme/example", "readme/example-full"} <= CASES.keys()
    assert adapter.family_examples().keys() == {
        name.split("/")[1] for name in CASES if name.startswith("family/")
    }


@pytest.mark.parametrize("name", [name for name in CASES if name.startswith(("family/", "rule/"))])
def test_scenarios_made_for_this_are_sound(name: str) -> None:
    assert adapter.errors_of(CASES[name].make()) == []


def test_every_rule_has_a_case() -> None:
    assert list(adapter.rule_titles()) == list(RULES)
    assert len(RULES) == 18
    named = {case for _, cases in RULES.values() for case in cases}
    assert named <= CASES.keys()
    things = [thing for of_rule, _ in RULES.values() for thing in of_rule]
    assert len(things) == len(set(things)) == adapter.THINGS


def test_everything_that_rules_bring_about_comes_about() -> None:
    wanted = {thing for of_rule, _ in RULES.values() for thing in of_rule}
    generated: list[Case] = [CASES[f"rule/{path.stem}"] for path in sorted(STORED.glob("any_*.json"))]
    reached: set[str] = set()
    for case in generated:
        reached |= adapter.came_about(case.make(), 50)
    assert reached == wanted


def test_a_difference_is_told() -> None:
    """What the comparison would say of a home more, a date a ten-millionth of a day off, and another spelling."""
    name = "rule/lapse_on_entry"
    stands = freezing.read()["cases"][name]
    assert freezing.differences(stands, stands) == []
    moved = {**stands, "addresses": {"count": 0, "sha256": ""}}
    moved["compiled"] = {**stands["compiled"], "days": [*stands["compiled"]["days"][:-1], 1e-7]}
    moved["reference"] = {
        **stands["reference"],
        "sha256": {**stands["reference"]["sha256"], "quarters": "0"},
    }
    said = freezing.differences(moved, stands)
    assert len(said) == 3
    assert "`days`" in said[0] and "`quarters`" in said[1] and "addresses" in said[2]


def test_dates_may_differ_by_less_than_a_hundred_millionth_of_a_day() -> None:
    stands = freezing.read()["cases"]["scenario/can-tho-2026"]
    for off, differ in ((5e-9, False), (2e-8, True)):
        days = [None if one is None else one + off for one in stands["compiled"]["days"]]
        moved = {**stands, "compiled": {**stands["compiled"], "days": days}}
        assert bool(freezing.differences(moved, stands)) == differ
