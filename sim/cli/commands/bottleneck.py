"""`housing-sim bottleneck`."""

from __future__ import annotations

from sim.analysis.bottleneck import BOTTLENECK_REPLICATIONS, Bottleneck, find_bottleneck
from sim.analysis.seek import some_of
from sim.analysis.to_json import bottleneck_along_json, bottleneck_json, json_text
from sim.cli import (
    STOPPED,
    Asked,
    ProgressOnStderr,
    Question,
    Refusals,
    read_question,
    say_preparation,
    say_stopped,
    say_warnings,
)
from sim.cli.commands.seek import lever_named, some_value
from sim.cli.render import print_along, print_bottleneck
from sim.engines import ENGINES
from sim.errors import msg
from sim.experiment import DEFAULT_SEED, Progress
from sim.levers import Lever, LeverSetting, apply_levers
from sim.scenario import Scenario
from sim.text import Text

MOST_VALUES = 5
"""Values of a lever along which waits are followed, at most, the neutral one aside."""


def bottleneck_command(question: Question, along: str | None, text: Text) -> int:
    """Simulate a scenario and say where the time of its homes goes.

    Parameters
    ----------
    question : Question
        Its levers are pulled.
    along : str or None
        Id of a lever along whose values the waits are followed.
    text : Text

    Returns
    -------
    int
        0, or 130 where Ctrl-C ended the run early; what is printed then rests on the futures, or values, done.

    Raises
    ------
    QuestionError
        With everything wrong with the question.
    """
    refusals = Refusals()
    asked = read_question(question, refusals)
    lever = None
    if along is not None and asked.levers is not None:
        lever = refusals.take(lambda: lever_named(along, asked))
    more = [] if lever is None else [LeverSetting(lever, some_value(lever))]
    changed = asked.changed(refusals, *more)
    refusals.end()
    say_warnings(question.scenario, asked.warnings, text)
    say_preparation(question.engine, text)
    if lever is not None:
        return _follow(question, asked, lever, text)
    with ProgressOnStderr(text, at_most=False) as progress:
        answer = _find(question, asked, changed, progress)
    if answer.interrupted:
        say_stopped(msg("{done} of {total} futures", done=answer.replications, total=answer.requested), text)
    if question.as_json:
        print(json_text(bottleneck_json(answer, asked.about())))
    else:
        print_bottleneck(answer, text, pulled=asked.settings, base=asked.known())
    return STOPPED if answer.interrupted else 0


def _find(question: Question, asked: Asked, scenario: Scenario, progress: Progress) -> Bottleneck:
    return find_bottleneck(
        scenario,
        asked.reading,
        replications=BOTTLENECK_REPLICATIONS if question.replications is None else question.replications,
        seed=DEFAULT_SEED if question.seed is None else question.seed,
        engine=question.engine or ENGINES[0],
        jobs=question.jobs,
        progress=progress,
    )


def _follow(question: Question, asked: Asked, lever: Lever, text: Text) -> int:
    grid = some_of(lever.values, lever.neutral, MOST_VALUES)
    futures = BOTTLENECK_REPLICATIONS if question.replications is None else question.replications
    answers: list[tuple[float, Bottleneck]] = []
    with ProgressOnStderr(text, at_most=False, each=futures) as progress:
        for place, value in enumerate(grid):
            scenario = apply_levers(asked.known(), (*asked.settings, LeverSetting(lever, value)))

            stopped = False

            def told(done: int, total: int, place: int = place) -> None:
                nonlocal stopped
                try:
                    progress(place * total + done, len(grid) * total)
                except KeyboardInterrupt:
                    stopped = True
                    raise

            try:
                answer = _find(question, asked, scenario, told)
            except KeyboardInterrupt:
                break
            if answer.interrupted:
                break
            answers.append((value, answer))
            if stopped:
                # A whole value does not show that it was stopped, and the next one would begin.
                break
    if not answers:
        raise KeyboardInterrupt
    stopped = len(answers) < len(grid)
    if stopped:
        say_stopped(msg("{done} of {total} values", done=len(answers), total=len(grid)), text)
    if question.as_json:
        about = asked.about(futures)
        print(json_text(bottleneck_along_json(answers, lever, about, interrupted=stopped)))
    else:
        print_along(lever, answers, asked, text)
    return STOPPED if stopped else 0
