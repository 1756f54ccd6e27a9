"""`housing-sim compare`."""

from __future__ import annotations

from sim.analysis import Comparison, TargetChange, compare_levers
from sim.analysis.to_json import comparison_json, json_text
from sim.cli import (
    STOPPED,
    Asked,
    ProgressOnStderr,
    Question,
    Refusals,
    common_notes,
    must_pull,
    print_sheet,
    read_question,
    runs_of,
    say_preparation,
    say_stopped,
    say_warnings,
)
from sim.cli.commands.run import check_sets
from sim.cli.render import change_table
from sim.errors import Message, msg
from sim.experiment import DEFAULT_REPLICATIONS, FUTURES_PER_SET, SETS
from sim.text import Text
from sim.words import change_in_words, span_of


def compare_command(question: Question, uncertainty: bool, text: Text) -> int:
    """Say what levers change, pulled together.

    Parameters
    ----------
    question : Question
    uncertainty : bool
        Whether to tell the range of the change over what is not known.
    text : Text

    Returns
    -------
    int
        0, or 130 where Ctrl-C ended the second run early; the answer then rests on the futures both have.

    Raises
    ------
    QuestionError
        With everything wrong with the question.
    """
    refusals = Refusals()
    asked = read_question(question, refusals)
    must_pull(question, refusals)
    if uncertainty:
        refusals.take(lambda: check_sets(question.replications))
    asked.changed(refusals)
    refusals.end()
    say_warnings(question.scenario, asked.warnings, text)
    per_set = FUTURES_PER_SET if uncertainty else 1
    futures = question.replications or (SETS * FUTURES_PER_SET if uncertainty else DEFAULT_REPLICATIONS)
    say_preparation(question.engine, text)
    with ProgressOnStderr(text, at_most=False, each=futures) as progress:
        runs = runs_of(question, futures, progress, per_set)
        comparison = compare_levers(asked.known(), asked.settings, asked.reading, runs=runs)
    stopped = comparison.base.replications < futures
    if stopped:
        done = msg("{done} of {total} futures", done=comparison.base.replications, total=futures)
        say_stopped(done, text)
    if question.as_json:
        print(json_text(comparison_json(comparison, asked.about(futures))))
    else:
        _print(comparison, asked, text)
    return STOPPED if stopped else 0


def _print(comparison: Comparison, asked: Asked, text: Text) -> None:
    main = comparison.period or comparison.all_years
    answer: list[Message] = [*change_in_words(main), *_by_year(comparison)]
    notes = [
        msg(
            "Both sides meet the same chances, future by future; “unclear”: no clear difference, the 95% interval of "
            "the change covers zero; “unchanged”: no future differs. Chances change in percentage points, homes in the "
            "mean future."
        ),
        *common_notes(
            asked.known(),
            comparison.base,
            comparison.reading,
            [setting.lever for setting in asked.settings],
            comparison.changed,
        ),
    ]
    if comparison.base.futures_per_set > 1:
        notes.insert(
            1,
            msg(
                "The range over what is not known: of a hundred sets of unknown numbers, the tenth and the ninetieth "
                "give these changes; — where the futures are too few to tell the sets apart."
            ),
        )
    table = change_table(comparison, text)
    print_sheet(asked.known(), answer, [table], notes, text, pulled=asked.settings)


def _by_year(comparison: Comparison) -> list[Message]:
    said = []
    for wanted, template in (
        ("up", msg("More likely to be met: {years}.")),
        ("down", msg("Less likely to be met: {years}.")),
        ("no_clear_difference", msg("No clear difference: {years}.")),
        ("unchanged", msg("Unchanged: {years}.")),
    ):
        years = [span_of(change.goal) for change in comparison.years if _outcome(change) == wanted]
        if years:
            said.append(Message(template.template, {"years": years}))
    return said


def _outcome(change: TargetChange) -> str:
    return "unchanged" if change.unchanged else change.chance.verdict
