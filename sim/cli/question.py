"""What every question about a scenario and its levers is asked with, read and checked before it is simulated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import cast

from sim.analysis import Runs
from sim.analysis.board import Target, must_have_target
from sim.analysis.to_json import About
from sim.cli.options import one_of
from sim.cli.progress import ProgressOnStderr
from sim.cli.refusals import Refusals
from sim.engines import ENGINES, engine_named
from sim.errors import OptionError, Problem, ScenarioError, msg
from sim.experiment import DEFAULT_SEED, MAX_JOBS, MAX_REPLICATIONS, MAX_SEED, check_within
from sim.files import check_scenario
from sim.levers import Lever, LeverSetting, apply_levers, load_levers, load_package, parse_setting
from sim.scenario import READINGS, Reading, Scenario

STOPPED = 130
MOST_SHOWN = 60
TARGETS = ("all", "period", "programme")


@dataclass(frozen=True)
class Question:
    """What the user asked, whatever the question."""

    scenario: Path
    replications: int | None
    seed: int | None
    engine: str | None
    count: str
    jobs: int | None
    as_json: bool
    levers: tuple[str, ...] = ()
    packages: tuple[Path, ...] = ()
    levers_folder: Path | None = None


@dataclass(frozen=True)
class Asked:
    """A question as far as its files and options could be read.

    Attributes
    ----------
    scenario : Scenario or None
        None where its files cannot be used.
    levers : mapping of str to Lever, or None
        Those at hand.
    settings : tuple of LeverSetting
        Pulled by `--lever` and `--with`; those that could be read.
    reading : {"counted", "eligible", "handed_over"}
    warnings : tuple of Problem
        Of the scenario.
    """

    scenario: Scenario | None
    levers: Mapping[str, Lever] | None
    settings: tuple[LeverSetting, ...]
    reading: Reading
    warnings: tuple[Problem, ...]

    def known(self) -> Scenario:
        """Scenario, once nothing was refused."""
        assert self.scenario is not None
        return self.scenario

    def changed(self, refusals: Refusals, *more: LeverSetting) -> Scenario:
        """Scenario with all levers pulled; itself where that cannot be, and the reason is kept."""
        scenario = self.scenario
        if scenario is None:
            return cast(Scenario, None)
        return refusals.take(lambda: apply_levers(scenario, (*self.settings, *more))) or scenario

    def about(self, requested: int | None = None) -> About:
        """Say what an answer in JSON is about: scenario, levers pulled, futures asked for of each run."""
        return About(self.known(), self.settings, requested)


def read_question(question: Question, refusals: Refusals, *, pulled: bool = True) -> Asked:
    """Read what all questions share, and keep what is wrong with it.

    Parameters
    ----------
    question : Question
    refusals : Refusals
    pulled : bool
        Whether each `--lever` says a value; else they are ids, left to the caller.

    Returns
    -------
    Asked
    """
    reading = refusals.take(lambda: one_of("--count", READINGS)(question.count))
    refusals.take(lambda: engine_named(question.engine or ENGINES[0]))
    for name, value, low, high in (
        ("replications", question.replications, 1, MAX_REPLICATIONS),
        ("seed", question.seed, 0, MAX_SEED),
        ("jobs", question.jobs, 1, MAX_JOBS),
    ):
        if value is not None:
            refusals.take(partial(check_within, name, value, low, high))
    checked = check_scenario(question.scenario)
    if checked.scenario is None:
        refusals.take(lambda: _refuse(checked.problems))
    levers = refusals.take(
        lambda: load_levers(folder_beside(question.scenario, "levers", question.levers_folder))
    )
    settings: list[LeverSetting] = []
    if levers is not None:
        for text in question.levers if pulled else ():
            setting = refusals.take(partial(parse_setting, text, levers))
            settings += [] if setting is None else [setting]
        for path in question.packages:
            settings += refusals.take(partial(load_package, path, levers)) or ()
    warnings = () if checked.scenario is None else checked.problems
    return Asked(checked.scenario, levers, tuple(settings), cast(Reading, reading), warnings)


def folder_beside(scenario: Path, name: str, given: Path | None) -> Path | None:
    """Folder of levers or causes: the one given, else that beside the scenario, else None: the product's own."""
    if given is not None:
        return given
    folder = scenario.parent / name
    return folder if folder.is_dir() else None


def must_pull(question: Question, refusals: Refusals) -> None:
    """Refuse a question that pulls no lever."""
    if not question.levers and not question.packages:
        refusals.add(
            msg(
                "--lever is missing: say what is pulled, such as --lever {example}; `housing-sim levers` lists them",
                example="green_lane=50",
            )
        )


def target_of(said: str, scenario: Scenario | None) -> Target:
    """Read a target, and see that the scenario sets it.

    Raises
    ------
    OptionError
    """
    target: Target
    if said in TARGETS:
        target = cast(Target, said)
    elif said.isdecimal() and len(said) == 4:
        target = int(said)
    else:
        raise OptionError(
            msg(
                "--target is “{value}”; it must be a year, such as 2030, or one of: {choices}",
                value=said[:MOST_SHOWN],
                choices=", ".join(TARGETS),
            )
        )
    if scenario is not None:
        must_have_target(scenario, target)
    return target


def runs_of(question: Question, replications: int, progress: ProgressOnStderr, per_set: int = 1) -> Runs:
    """How the futures are simulated."""
    return Runs(
        replications=replications,
        seed=DEFAULT_SEED if question.seed is None else question.seed,
        engine=question.engine or ENGINES[0],
        jobs=question.jobs,
        futures_per_set=per_set,
        progress=progress,
    )


def _refuse(problems: tuple[Problem, ...]) -> None:
    raise ScenarioError(problems)
