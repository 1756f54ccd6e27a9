"""How likely each target is: the board."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sim import analysis, backtest, experiment, levers, scenario, words
from sim.analysis import board as boards
from sim.analysis import statistics, to_json
from sim.errors import Message, OptionError, msg
from sim.questions.asked import Asked, Watch, levers_fit
from sim.questions.confidence import evidence_for, trust_in
from sim.questions.inputs import Input
from sim.questions.notes import delivery_notes, what_counts
from sim.questions.options import BOARD_REPLICATIONS, ENGINE, HOW, JOBS, QUICK, SCENARIO, SEED
from sim.questions.question import Command, Files, Question
from sim.questions.sheet import Sentence, Sheet
from sim.questions.spreadsheet import csv_bytes
from sim.questions.subjects import LEVERS, PACKAGES, PULLED
from sim.questions.tables import indicator_spreadsheet, indicator_table, readings_table, target_table
from sim.questions.values import read_precision
from sim.text import Text, number_of_homes

if TYPE_CHECKING:
    from sim.analysis.board import Board
    from sim.experiment import Results

MOST_FOR_PRECISION = 100_000
"""Futures at which the search for precision ends: ±0.3 percentage points at worst."""
PRECISION: Input[float | None] = Input(
    "precision",
    "--precision",
    msg("simulate until every chance is within ±P, a share: 0.01 means ±1 percentage point"),
    lambda given, _values: given,
    kind=float,
    metavar="P",
    parse=read_precision,
)
OUT: Input[Path | None] = Input(
    "out",
    "--out",
    msg(
        "folder for summary.json, manifest.json, completions.parquet and, where there are indicators, indicators.csv"
    ),
    lambda given, _values: given,
    kind=Path,
    metavar=msg("FOLDER"),
)


KEEP: Input[Path | None] = Input(
    "keep",
    "--keep",
    msg(
        "keep this forecast beside the scenario, in a folder to which files are only added; `backtest` scores it later"
    ),
    lambda given, values: backtest.forecasts_folder(values.given[SCENARIO.name]) if given else None,
    kind=bool,
    default=False,
)


def _precision_alone(asked: Asked) -> None:
    """Refuse a precision together with what sets the number of futures by itself."""
    if asked.given.get(PRECISION.name) is None:
        return
    if asked.given.get(BOARD_REPLICATIONS.name) is not None:
        raise OptionError(msg("--replications and --precision exclude each other: give one of them"))
    if asked[QUICK]:
        raise OptionError(msg("--precision and --quick exclude each other: give one of them"))


def _answer(asked: Asked, watch: Watch) -> Results:
    precision = asked[PRECISION]
    futures = asked.replications if precision is None else MOST_FOR_PRECISION
    return experiment.run(
        asked.changed(),
        replications=futures,
        seed=asked[SEED],
        engine=asked[ENGINE],
        jobs=asked[JOBS],
        futures_per_set=asked.futures_per_set,
        completions=asked[OUT] is not None,
        enough=None if precision is None else boards.precise_to(precision, asked.reading),
        progress=watch(futures),
    )


def _stopped(found: Results, _asked: Asked) -> Message | None:
    if not found.interrupted:
        return None
    return msg("{done} of {total} futures", done=found.replications, total=found.requested)


def _write(found: Results, asked: Asked, command: str, text: Text) -> None:
    folder = asked[OUT]
    assert folder is not None
    answers, stated = analysis.judge_indicators(found), found.scenario.settings.indicators
    tables = {"indicators.csv": csv_bytes(indicator_spreadsheet(answers, stated, text))} if answers else {}
    experiment.write_run(folder, found, QUESTION.json(found, asked), command, tables)


def _keep(found: Results, asked: Asked, _command: str, _text: Text) -> Message:
    folder = asked[KEEP]
    assert folder is not None
    if found.interrupted:
        return msg("not kept: the run was stopped before its end")
    path, new = analysis.keep_run(folder, found, tuple(levers.setting_text(each) for each in asked.pulled))
    return msg("kept: {path}", path=str(path)) if new else msg("kept already: {path}", path=str(path))


def _sheet(found: Results, asked: Asked, text: Text) -> Sheet:
    judged = {each: boards.judge(found, each) for each in scenario.READINGS}
    board = judged[asked.reading]
    ranges = found.futures_per_set > 1
    of_indicators = (indicator_table(board.indicators, text, ranges=ranges),) if board.indicators else ()
    return Sheet(
        (words.headline(board),),
        (
            target_table(board, text, ranges=ranges),
            *of_indicators,
            readings_table(tuple(judged.values()), text),
        ),
        tuple(_notes(board, found, asked, text)),
        trust=trust_in(asked, board.goals),
    )


def _notes(board: Board, found: Results, asked: Asked, text: Text) -> Iterator[Sentence]:
    precision = asked[PRECISION]
    if precision is not None and not boards.precise_to(precision, asked.reading)(found):
        yield text(
            "{done} futures, the most this command simulates, do not reach ±{precision}; the intervals show how far "
            "they came",
            done=found.replications,
            precision=text.percent(precision, 1),
        )
    if (among := analysis.among_plans(board, found.scenario.reference_class)) is not None:
        yield words.outside_view_in_words(among)
    yield what_counts(board.reading)
    yield msg("Carry-over: {rule}.", rule=words.CARRY_OVER_WORDS[board.carry_over])
    if board.programme is not None:
        yield msg(
            "{span} includes {homes} done before {day}.",
            span=words.span_of(board.programme.goal),
            homes=number_of_homes(board.programme.goal.done_before),
            day=found.data_date,
        )
    if (note := words.last_push_note(board)) is not None:
        yield note
    yield from words.indicators_in_words(board.indicators, found.scenario.settings.indicators)
    yield words.caution()
    if found.futures_per_set > 1:
        yield msg(
            "The range over what is not known: of a hundred sets of unknown numbers, the tenth and the ninetieth "
            "give these chances; — where there are fewer than {sets} sets. Below it, on a wide screen: how far other "
            "sets might move either end (95%).",
            sets=statistics.FEWEST_SETS,
        )
    ranges = (
        f"{text(words.LIKELIHOOD_WORDS[word])} {text.number(100 * low)}–{text.percent(high)}"
        for word, (low, high) in boards.LIKELIHOOD_RANGES.items()
    )
    yield msg(
        "Words: {ranges} (after the IPCC guidance of 2010); two of them where three standard errors of the simulation "
        "reach across a limit. They speak of the chance alone, the range over what is not known stands in numbers.",
        ranges=", ".join(ranges),
    )
    yield words.percentiles_note()
    yield from delivery_notes(asked)
    yield from words.run_in_words(
        found.scenario,
        futures=found.replications,
        futures_per_set=found.futures_per_set,
        seed=found.seed,
        engine=found.engine,
        caps_met=found.caps_met,
        never_begun=found.never_begun,
        text=text,
    )


QUESTION: Question[Results] = Question(
    name="run",
    order=5,
    python="run",
    inputs=(
        SCENARIO,
        PULLED,
        PACKAGES,
        LEVERS,
        BOARD_REPLICATIONS,
        PRECISION,
        *HOW,
        OUT,
        KEEP,
    ),
    checks=(_precision_alone, levers_fit),
    answer=_answer,
    stopped=_stopped,
    sheet=_sheet,
    json=lambda found, asked: to_json.board_json(
        found, asked.reading, asked.scenario, asked.pulled, evidence_for(asked)
    ),
    command=Command(
        "run",
        msg("Simulate a scenario and show how likely each target is."),
        at_most=lambda asked: asked[PRECISION] is not None,
        files=(Files(OUT, _write), Files(KEEP, _keep)),
    ),
)
