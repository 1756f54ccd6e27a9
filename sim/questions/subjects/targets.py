"""Inputs that name a target, a chance, or what a row is, shared by several questions, each declared once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from sim import words
from sim.errors import Message, OptionError, msg
from sim.questions.inputs import Around, Choice, Input, Said, Values
from sim.questions.options import SCENARIO
from sim.questions.values import MOST_SHOWN, one_of, read_chance
from sim.text import number_of_homes

if TYPE_CHECKING:
    from sim.analysis.board import GoalName
    from sim.analysis.projects import UnitKind

TARGETS = ("all", "period", "programme")
_CHANCES = ("0.5", "0.6", "0.7", "0.8", "0.9", "0.95")


def _read_target(given: str | None, values: Values) -> GoalName:
    if given is None:
        raise OptionError(
            msg("--target is missing: say a year, or one of: {choices}", choices=", ".join(TARGETS))
        )
    from sim.analysis.board import must_have_target

    if given not in TARGETS and not (given.isdecimal() and len(given) == 4):
        raise OptionError(
            msg(
                "--target is “{value}”; it must be a year, such as 2030, or one of: {choices}",
                value=given[:MOST_SHOWN],
                choices=", ".join(TARGETS),
            )
        )
    target = _goal_name(given)
    parsed = values[SCENARIO].scenario
    assert parsed is not None
    must_have_target(parsed, target)
    return target


def _goal_name(given: str) -> GoalName:
    return cast("GoalName", given) if given in TARGETS else int(given)


def _read_target_or_usual(given: str | None, values: Values) -> GoalName:
    from sim.analysis.board import usual_target

    parsed = values[SCENARIO].scenario
    assert parsed is not None
    return usual_target(parsed) if given is None else _read_target(given, values)


def _targets(around: Around) -> Mapping[str, Said]:
    stated = around.scenario.settings.targets
    found: dict[str, Said] = {
        str(target.year): msg("{year}: {homes}", year=str(target.year), homes=number_of_homes(target.homes))
        for target in stated.years
    }
    found["all"] = msg("all years jointly")
    if stated.period is not None:
        found["period"] = msg("whole period: {homes}", homes=number_of_homes(stated.period.homes))
    if stated.programme is not None:
        found["programme"] = msg("programme: {homes}", homes=number_of_homes(stated.programme.homes))
    return found


def target_chosen(around: Around) -> Message:
    """Name the target that is chosen on the page."""
    from sim.analysis.board import goal_named

    return words.goal_in_words(goal_named(around.scenario, _goal_name(around.chosen[TARGET.name])))


def _usual_target(around: Around) -> str:
    from sim.analysis.board import usual_target

    return str(usual_target(around.scenario))


_TARGET_CHOICE = Choice(msg("Target"), _targets, _usual_target)
TARGET: Input[GoalName] = Input(
    "target",
    "--target",
    msg("target: a year, all (jointly), period or programme"),
    _read_target,
    metavar="YEAR|all|period|programme",
    choice=_TARGET_CHOICE,
)
TARGET_OR_USUAL: Input[GoalName] = Input(
    "target",
    "--target",
    msg("target: a year, all (jointly), period or programme (default: period, else the last year)"),
    _read_target_or_usual,
    metavar="YEAR|all|period|programme",
    choice=_TARGET_CHOICE,
)


def _read_by(given: str, _values: Values) -> UnitKind:
    from sim.analysis.projects import UNIT_KINDS

    return cast("UnitKind", one_of("--by", UNIT_KINDS)(given))


BY: Input[UnitKind] = Input(
    "by",
    "--by",
    msg("what a row is: project or block (default project)"),
    _read_by,
    metavar="project|block",
    default="project",
    choice=Choice(
        msg("A row for each"),
        lambda _around: {"project": msg("project"), "block": msg("block")},
        lambda _around: "project",
    ),
)
CHANCE: Input[float] = Input(
    "chance",
    "--chance",
    msg("chance wanted, a share: 0.8 means 80 in 100 (default 0.8)"),
    lambda given, _values: read_chance(given),
    metavar="P",
    default="0.8",
    choice=Choice(
        msg("Chance asked for"),
        lambda _around: {code: words.percent(float(code)) for code in _CHANCES},
        lambda _around: "0.8",
        width=3,
    ),
)
