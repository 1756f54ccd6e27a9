"""What a reader asks about, in one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.analysis import Runs
from sim.analysis.board import Target
from sim.experiment import FUTURES_PER_SET, Progress
from sim.levers import Cause, Lever, LeverSetting, setting_text
from sim.scenario import Reading, Scenario
from sim.text import Text
from sim.ui.questions.answer_runner import AnswerKey


@dataclass(frozen=True)
class QuestionInputs:
    """Inputs of all questions; each uses those it needs.

    Attributes
    ----------
    scenario : Scenario
    levers, causes : mapping
        By id.
    lever : Lever
        The one asked about.
    also : Lever or None
        The one that may stand in for it; None where there is no other.
    target : int or {"all", "period", "programme"}
    chance, worth : float
        Asked for, 0 to 1; percentage points.
    given : tuple of LeverSetting
        Pulled on all sides.
    reading : {"counted", "eligible", "handed_over"}
    futures : int
        Of each scenario.
    text : Text
    """

    scenario: Scenario
    levers: Mapping[str, Lever]
    causes: Mapping[str, Cause]
    lever: Lever
    also: Lever | None
    target: Target
    chance: float
    worth: float
    given: tuple[LeverSetting, ...]
    reading: Reading
    futures: int
    text: Text

    def key(self, topic: str, *more: str | float) -> AnswerKey:
        """What decides the answer to a question."""
        given = ";".join(setting_text(each) for each in self.given)
        return (topic, self.scenario.fingerprint, self.reading, self.futures, given, *more)

    def runs(self, progress: Progress) -> Runs:
        """How its futures are simulated: as those of the rest of the page."""
        return Runs(replications=self.futures, futures_per_set=FUTURES_PER_SET, progress=progress)

    def file_name(self, topic: str) -> str:
        """Of files that hold the answer, without ending."""
        return f"{topic}-{self.reading}-{self.text.language}"
