"""One of the simulated futures, project by project."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from sim import charts, words
from sim.analysis import one_future as futures
from sim.analysis import to_json
from sim.errors import Message, OptionError, msg, msg_n
from sim.questions.asked import Asked, Watch, levers_fit
from sim.questions.notes import delivery_notes, share_done, what_counts
from sim.questions.options import COMPARE_REPLICATIONS, ENGINE, HOW, JOBS, SCENARIO, SEED
from sim.questions.projects import CHART, EVENTS, FUTURE_NUMBER, MONTH, PERCENTILE, STEPS_OF
from sim.questions.question import Command, Files, Form, Question
from sim.questions.sheet import Figure, Sentence, Sheet
from sim.questions.subjects import LEVERS, PACKAGES, PULLED
from sim.questions.tables import recorded_table, standings_table, steps_table
from sim.register import guarded
from sim.text import Text
from sim.whole_files import whole_file

if TYPE_CHECKING:
    from sim.analysis.one_future import OneFuture


def _one_of_both(asked: Asked) -> None:
    if asked[FUTURE_NUMBER] is None:
        return
    if asked[PERCENTILE] is not None and asked.given.get(PERCENTILE.name) is not None:
        raise OptionError(msg("--percentile and --replication exclude each other: give one of them"))
    if asked.given.get(COMPARE_REPLICATIONS.name) is not None:
        raise OptionError(
            msg("--replications and --replication exclude each other: a future named by number is alone")
        )


def _answer(asked: Asked, watch: Watch) -> OneFuture:
    by_number = asked[FUTURE_NUMBER]
    return futures.one_future(
        asked.changed(),
        asked.reading,
        percentile=asked[PERCENTILE],
        replication=by_number,
        replications=asked.replications,
        seed=asked[SEED],
        engine=asked[ENGINE],
        jobs=asked[JOBS],
        futures_per_set=asked.futures_per_set,
        progress=watch(asked.replications) if by_number is None else None,
    )


def _stopped(found: OneFuture, asked: Asked) -> Message | None:
    return share_done(found.chosen.futures or 0, asked) if found.interrupted else None


def _sheet(found: OneFuture, asked: Asked, text: Text) -> Sheet:
    said = text(words.future_finding(found))
    told = (
        standings_table(found, asked[MONTH], text),
        *steps_table(found, asked[STEPS_OF], text),
        *recorded_table(found, text),
    )
    return Sheet(
        (f"{said[:1].upper()}{said[1:]}.", words.one_of_futures(found)), told, tuple(_notes(found, asked))
    )


def _notes(found: OneFuture, asked: Asked) -> Iterator[Sentence]:
    yield from words.future_notes(found)
    yield what_counts(found.reading)
    yield from delivery_notes(asked)
    yield words.run_note(
        found.scenario, found.chosen.futures or 1, found.futures_per_set, found.seed, found.engine
    )
    yield words.model_only(ranges=False)


def _figures(found: OneFuture, asked: Asked, text: Text) -> tuple[Figure, ...]:
    draw = partial(charts.gantt_chart, found, text, month=asked[MONTH])
    return (Figure("future", draw, charts.gantt_height(found)),)


def _draw(found: OneFuture, asked: Asked, _command: str, text: Text) -> Message:
    file = asked[CHART]
    assert file is not None
    chart = charts.gantt_chart(found, text, month=asked[MONTH])
    picture = charts.figure_file(chart, cast("charts.Format", file.suffix.lstrip(".").lower()))
    with whole_file(file) as temporary:
        temporary.write_bytes(picture)
    return msg("picture written to {path}", path=str(file))


def _write_events(found: OneFuture, asked: Asked, _command: str, _text: Text) -> Message:
    """Write the event log: UTF-8 with a byte order mark, which Excel needs."""
    path = asked[EVENTS]
    assert path is not None
    events = (*futures.recorded_events(found), *found.events)
    with whole_file(path) as temporary, temporary.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(events[0]._fields if events else ())
        writer.writerows(
            [guarded(cell) if isinstance(cell, str) else cell for cell in event] for event in events
        )
    return msg_n(
        "{count} event written to {path}", "{count} events written to {path}", len(events), path=str(path)
    )


QUESTION: Question[OneFuture] = Question(
    name="trace",
    order=47,
    python="one_future",
    inputs=(
        SCENARIO,
        PERCENTILE,
        FUTURE_NUMBER,
        MONTH,
        STEPS_OF,
        PULLED,
        PACKAGES,
        LEVERS,
        COMPARE_REPLICATIONS,
        *HOW,
        CHART,
        EVENTS,
    ),
    checks=(_one_of_both, levers_fit),
    answer=_answer,
    stopped=_stopped,
    sheet=_sheet,
    figures=_figures,
    json=lambda found, asked: to_json.one_future_json(found, asked.about),
    command=Command(
        "trace",
        msg("Tell one of the simulated futures project by project: a bad, a typical or a good one."),
        files=(Files(CHART, _draw, one_file=True), Files(EVENTS, _write_events, one_file=True)),
    ),
    form=Form(
        lambda _around: msg("What does one future look like?"),
        msg("One of the simulated futures, month by month: what each project does, and what it waits for."),
    ),
)
