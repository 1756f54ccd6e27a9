"""Classes of reference for durations: what is held about a duration before one's own records speak."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, model_validator

from sim.errors import OptionError, Problem, ScenarioError, msg
from sim.files import SHIPPED_SCENARIOS, as_json, load_toml, nearest, problems_of
from sim.learning.fitting import LogNormalBelief, Prior
from sim.scenario import UNIT_DAYS, LocalText, Model, Sourced, refuse

SHIPPED_DURATION_CLASSES = SHIPPED_SCENARIOS / "reference_classes" / "durations.toml"
_Positive = Annotated[float, Field(gt=0, le=100_000)]


class BetweenTwo(Model):
    """A number above zero, by its P10 and P90; its logarithm is normal."""

    p10: _Positive
    p90: _Positive

    @model_validator(mode="after")
    def _rising(self) -> Self:
        if self.p10 >= self.p90:
            raise refuse(
                msg("p10 = {low}, p90 = {high}", low=self.p10, high=self.p90),
                msg("p10 below p90"),
                msg("swap or correct the two numbers"),
            )
        return self

    def times(self, factor: float) -> LogNormalBelief:
        """Belief about the number multiplied by a factor."""
        return LogNormalBelief(self.p10 * factor, self.p90 * factor)


class DurationClass(Sourced):
    """What is known of durations of a class: their median in a city, and how wide they vary within it."""

    name: LocalText
    unit: Literal["days", "weeks", "months", "years"]
    median: BetweenTwo
    width: BetweenTwo

    @property
    def prior(self) -> Prior:
        """Beliefs about the median in days, and the width."""
        return Prior(self.median.times(UNIT_DAYS[self.unit]), self.width.times(1.0))


def load_duration_class(asked: str) -> DurationClass:
    """Read a class of reference.

    Parameters
    ----------
    asked : str
        ``CLASS`` of the file that comes with the program, or ``FILE.toml:CLASS``.

    Raises
    ------
    ScenarioError
        When the file cannot be used.
    OptionError
        When it has no such class.
    """
    file, _, name = asked.rpartition(":")
    path = Path(file) if file else SHIPPED_DURATION_CLASSES
    toml = load_toml(path, file or path.name)
    if toml.content is None:
        raise ScenarioError(() if toml.problem is None else (toml.problem,))
    if name not in toml.content:
        similar = nearest(name, toml.content)
        raise OptionError(
            msg(
                "--prior: {file} has no class {name}; choose one of: {names}",
                file=file or path.name,
                name=name,
                names=", ".join([similar] if similar else sorted(toml.content)),
            )
        )
    table = {name: toml.content[name]}
    try:
        return DurationClass.model_validate_json(as_json(toml.content[name]), strict=True)
    except ValidationError as error:
        found = problems_of(error, DurationClass, table[name], file or path.name)
        raise ScenarioError(tuple(_within(problem, name) for problem in found)) from None


def _within(problem: Problem, name: str) -> Problem:
    return replace(problem, path=f"{name}.{problem.path}" if problem.path else name)
