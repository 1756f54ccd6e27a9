"""A question whose inputs have been read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from sim import analysis, experiment, levers
from sim.analysis import to_json
from sim.errors import OptionError, ScenarioError, msg
from sim.questions.at_hand import AtHand
from sim.questions.inputs import Input, Reader, Values
from sim.questions.options import ENGINE, JOBS, NO_UNKNOWNS, READING, SCENARIO, SEED, replications
from sim.questions.refusals import Refusals
from sim.questions.subjects import LEVERS, PACKAGES, PULLED, must_fit

if TYPE_CHECKING:
    from sim.analysis import Runs
    from sim.analysis.to_json import About
    from sim.experiment import Progress
    from sim.levers import Lever, LeverSetting
    from sim.scenario import Reading, Scenario

Watch: TypeAlias = "Callable[[int], Progress | None]"
"""Futures of each scenario that a question simulates -> what is told how far that has come."""
_REPLICATIONS = replications(0)


@dataclass(frozen=True)
class Asked(Values):
    """Values of a question's inputs, those that all questions share under names of their own."""

    @property
    def scenario(self) -> Scenario:
        """Scenario asked about, before any lever is pulled."""
        scenario = self[SCENARIO].scenario
        assert scenario is not None
        return scenario

    @property
    def levers(self) -> AtHand[Lever]:
        """Levers at hand, by id."""
        return self[LEVERS]

    @property
    def pulled(self) -> tuple[LeverSetting, ...]:
        """Levers pulled on all sides, or compared."""
        return (*self[PULLED], *self[PACKAGES])

    @property
    def reading(self) -> Reading:
        """What makes a home count."""
        return self[READING]

    @property
    def replications(self) -> int:
        """Futures of each scenario."""
        return self[_REPLICATIONS]

    @property
    def rough(self) -> bool:
        """Whether so few futures are asked for that the answer is rough."""
        return self.replications <= experiment.QUICK_FUTURES

    @property
    def futures_per_set(self) -> int | None:
        """Futures that share what is not known; None: as many as `sim.run` has them share."""
        return 1 if self[NO_UNKNOWNS] else None

    def changed(self, *more: LeverSetting) -> Scenario:
        """Scenario with all levers pulled, and more.

        Raises
        ------
        QuestionError
            When a lever of the product names what the scenario does not have.
        ScenarioError
            When they cannot stand together.
        """
        settings = (*self.pulled, *more)
        try:
            return levers.apply_levers(self.scenario, settings)
        except ScenarioError:
            must_fit(self, settings)
            raise

    def runs(self, watch: Watch, replications: int | None = None) -> Runs:
        """How the futures are simulated; by default as many as were asked for."""
        futures = self.replications if replications is None else replications
        return analysis.Runs(
            replications=futures,
            seed=self[SEED],
            engine=self[ENGINE],
            jobs=self[JOBS],
            futures_per_set=self.futures_per_set,
            progress=watch(futures),
        )

    @property
    def about(self) -> About:
        """What an answer in JSON is about."""
        return to_json.About(self.scenario, self.pulled, self.replications)


def read_inputs(
    inputs: Iterable[Input[Any]],
    checks: Iterable[Callable[[Asked], object]],
    given: Mapping[str, Any],
    known: Mapping[str, Any],
) -> Asked:
    """Read inputs and check them against one another.

    Parameters
    ----------
    inputs : iterable of Input
    checks : iterable of callable
        Asked -> anything; raises OptionError or ScenarioError.
    given : mapping
        What the user gave, by the names of the inputs; what is missing or None is the input's default.
    known : mapping
        Values that need not be read.

    Returns
    -------
    Asked

    Raises
    ------
    QuestionError
        With everything that is wrong.
    """
    inputs, refusals = tuple(inputs), Refusals()
    reader = Reader(inputs, given, known, refusals)
    for each in inputs:
        with refusals.noting():
            reader[each.name]
    for check in checks:
        with refusals.noting():
            check(Asked(reader, given))
    refusals.end()
    return Asked(dict(reader), given)


def levers_fit(asked: Asked) -> None:
    """Refuse levers that cannot be pulled together."""
    asked.changed()


def must_pull(asked: Asked) -> None:
    """Refuse a question that pulls no lever."""
    if not asked.given.get(PULLED.name) and not asked.given.get(PACKAGES.name):
        first = next(iter(asked.levers.values()), None)
        raise OptionError(
            msg(
                "--lever is missing: say what is pulled, such as --lever {example}; `{command}` lists them",
                example="ID=VALUE" if first is None else f"{first.id}={first.default:g}",
                command=asked.levers.command,
            )
        )


def levers_of(settings: Iterable[LeverSetting], *more: Lever) -> tuple[Lever, ...]:
    """Levers of some settings, and more."""
    return (*(setting.lever for setting in settings), *more)
