"""`housing-sim drivers`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sim.analysis import MOST_FOR_UNKNOWNS, Tornado, cause_ablation, tornado
from sim.analysis.board import Target, usual_target
from sim.analysis.to_json import drivers_json, json_text
from sim.cli import (
    STOPPED,
    Asked,
    ProgressOnStderr,
    Question,
    Refusals,
    folder_beside,
    read_question,
    runs_of,
    say_preparation,
    say_stopped,
    say_warnings,
    target_of,
)
from sim.cli.render import print_drivers
from sim.errors import msg
from sim.experiment import DEFAULT_REPLICATIONS
from sim.levers import load_causes
from sim.scenario import Unknown, unknowns_of
from sim.text import Text


def drivers_command(
    question: Question, target: str | None, folder: Path | None, with_unknowns: bool, text: Text
) -> int:
    """Say what each cause costs, alone and together, and what each unknown number moves.

    Parameters
    ----------
    question : Question
        Its levers are pulled everywhere.
    target : str or None
        As the user wrote it; None: the period, else the last year.
    folder : Path or None
        Where the causes are; None: beside the scenario, else the product's own.
    with_unknowns : bool
    text : Text

    Returns
    -------
    int
        0, or 130 where Ctrl-C left causes or unknown numbers out.

    Raises
    ------
    QuestionError
        With everything wrong with the question.
    """
    refusals = Refusals()
    asked = read_question(question, refusals)
    causes = refusals.take(lambda: load_causes(folder_beside(question.scenario, "causes", folder)))
    goal = None
    if target is not None:
        goal = refusals.take(lambda: target_of(target, asked.scenario))
    elif asked.scenario is not None:
        goal = usual_target(asked.scenario)
    scenario = asked.changed(refusals)
    refusals.end()
    assert causes is not None and goal is not None
    say_warnings(question.scenario, asked.warnings, text)
    say_preparation(question.engine, text)
    futures = question.replications or DEFAULT_REPLICATIONS
    with ProgressOnStderr(text, at_most=False, each=futures) as progress:
        found = cause_ablation(
            asked.known(),
            causes,
            goal,
            asked.reading,
            given=asked.settings,
            runs=runs_of(question, futures, progress),
        )
    total = len(found.costs) + len(found.not_done)
    stopped = found.interaction is None
    if stopped:
        say_stopped(msg("{done} of {total} causes", done=len(found.costs), total=total), text)
    moved = None
    if with_unknowns and not stopped and unknowns_of(scenario):
        moved, stopped = _moved(question, asked, goal, min(futures, MOST_FOR_UNKNOWNS), text)
    if question.as_json:
        values = drivers_json(
            asked.about(futures),
            ablation=found,
            causes=causes,
            tornado=None if moved is None else moved[0],
            interrupted=stopped,
        )
        print(json_text(values))
    else:
        print_drivers(found, moved, causes, scenario, asked, text)
    return STOPPED if stopped else 0


def _moved(
    question: Question, asked: Asked, goal: Target, futures: int, text: Text
) -> tuple[tuple[Tornado, Mapping[str, Unknown]] | None, bool]:
    """What each unknown number moves, and whether Ctrl-C left some out."""
    try:
        with ProgressOnStderr(text, at_most=False, each=futures) as progress:
            runs = runs_of(question, futures, progress)
            moved, unknowns = tornado(asked.known(), goal, asked.reading, given=asked.settings, runs=runs)
    except KeyboardInterrupt:
        say_stopped(msg("the causes are, and none of the unknown numbers is"), text)
        return None, True
    if moved.not_done:
        done = msg(
            "{done} of {total} unknown numbers",
            done=len(moved.swings),
            total=len(moved.swings) + len(moved.not_done),
        )
        say_stopped(done, text)
    return (moved, unknowns), bool(moved.not_done)
