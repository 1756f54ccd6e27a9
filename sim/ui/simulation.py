"""Run a scenario under the eyes of the reader, who may stop it; keep its answers for the next reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from streamlit.delta_generator import DeltaGenerator

from sim.analysis.board import Board, Fan, fan_of, judge
from sim.analysis.confidence import Evidence, evidence_of
from sim.engines import ENGINES
from sim.engines.compiled import preparation
from sim.errors import msg
from sim.experiment import DEFAULT_SEED, QUICK_FUTURES, NeverBegun, Progress, Results
from sim.files import ParsedScenario, check_scenario
from sim.questions import AtHand, question_named, read_inputs
from sim.scenario import READINGS, Reading, Scenario
from sim.text import Text
from sim.ui.futures import known_futures, simulated
from sim.ui.shelf import Shelf, shared_shelf
from sim.ui.visit import known_inputs

_MOST_KEPT = 100
_STEP = 5 * QUICK_FUTURES
"""Futures after which what was simulated is kept."""

RunKey = tuple[str, int, int]


@dataclass(frozen=True)
class Answers:
    """What is kept of a run: its answers in every reading, not its futures."""

    boards: Mapping[Reading, Board]
    fans: Mapping[Reading, Fan]
    engine: str
    seed: int
    futures: int
    futures_per_set: int
    caps_met: Mapping[str, float]
    never_begun: NeverBegun
    evidence: Evidence | None

    @property
    def sets(self) -> int:
        """Sets of unknown numbers tried."""
        return self.futures // self.futures_per_set


def parsed_scenario(path: Path) -> ParsedScenario:
    """Read a scenario, again only when a file of its folder has changed."""
    stamps = tuple(
        sorted((str(file), file.stat().st_mtime_ns) for file in path.parent.rglob("*") if file.is_file())
    )
    parsed: ParsedScenario = shared_shelf("scenarios", _MOST_KEPT).made(
        (path, stamps), lambda: check_scenario(path)
    )
    return parsed


def key_of(scenario: Scenario, futures: int) -> RunKey:
    """What decides the answers: the scenario's content, the seed, the number of futures."""
    return scenario.fingerprint, DEFAULT_SEED, futures


def kept(key: RunKey) -> Answers | None:
    """Answers of an earlier run, by whomever."""
    return _kept().get(key)


def rough_answers(scenario: Scenario, futures: int, slot: DeltaGenerator, text: Text) -> Answers | None:
    """Answer from few futures, at once; None where no more than these are wanted.

    Parameters
    ----------
    scenario : Scenario
    futures : int
        Wanted in the end.
    slot : DeltaGenerator
        Where progress is shown.
    text : Text
    """
    if futures <= QUICK_FUTURES:
        return None
    # A run that is longer already is as good; it is cut, so that the figure is that of the quick run.
    return _answers_of(simulated(scenario, QUICK_FUTURES, _progress_in(slot, QUICK_FUTURES, text)), None)


def settled(scenario: Scenario, key: RunKey, slot: DeltaGenerator, text: Text) -> Answers:
    """Run a scenario to the end, and keep its answers.

    When the reader changes a choice, Streamlit ends the script inside the next report of progress. Futures simulated
    until the last step are kept.

    Parameters
    ----------
    scenario : Scenario
    key : tuple
        As `key_of` returns it.
    slot : DeltaGenerator
        Where progress is shown.
    text : Text
    """
    _, _, futures = key
    progress = _progress_in(slot, futures, text)
    while (at_hand := known_futures(scenario)) + _STEP < futures:
        simulated(scenario, at_hand + _STEP, progress)
    # For whoever turns to the levers next, it is the baseline.
    results = simulated(scenario, futures, progress, same_caps=True)
    answers = _kept()[key] = _answers_of(results, evidence_of(scenario, progress=progress))
    return answers


def _progress_in(slot: DeltaGenerator, futures: int, text: Text) -> Progress:
    waits_for = preparation(ENGINES[0]) or msg("Simulating {futures} futures …", futures=futures)
    bar = slot.progress(0.0, text(waits_for))

    def progress(done: int, to_do: int) -> None:
        bar.progress(done / to_do, text("{done} of {futures} futures simulated", done=done, futures=to_do))

    return progress


def _answers_of(results: Results, evidence: Evidence | None) -> Answers:
    return Answers(
        boards={reading: judge(results, reading) for reading in READINGS},
        fans={reading: fan_of(results, reading) for reading in READINGS},
        engine=results.engine,
        seed=results.seed,
        futures=results.replications,
        futures_per_set=results.futures_per_set,
        caps_met=results.caps_met,
        never_begun=results.never_begun,
        evidence=evidence,
    )


def board_values(parsed: ParsedScenario, reading: Reading, futures: int) -> dict[str, Any]:
    """Give the board as plain JSON values, those of `housing-sim run`; its futures are simulated again if forgotten."""
    question = question_named("run")
    known = {**known_inputs(parsed, reading, AtHand({}), AtHand({})), "replications": futures}
    asked = read_inputs(question.inputs, question.checks, {}, known)
    return question.json(simulated(asked.scenario, futures, same_caps=True), asked)


def _kept() -> Shelf[RunKey, Answers]:
    return shared_shelf("boards", _MOST_KEPT)
