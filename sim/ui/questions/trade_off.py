"""What of one lever another can stand in for."""

from __future__ import annotations

from functools import partial

import streamlit as st

from sim.analysis.seek import TradeOff, TradeOffRow, WeeksOff, trade_off
from sim.charts import chance_label, span_label
from sim.errors import msg
from sim.experiment import Progress
from sim.text import Text
from sim.ui import escaped, html_table, offer_json, say_headline
from sim.ui.levers import name_of
from sim.ui.questions.answer_runner import AskedQuestion, answer_to
from sim.ui.questions.inputs import QuestionInputs
from sim.words import (
    READING_WORDS,
    alongside_in_words,
    astray_in_words,
    caution,
    least_in_words,
    off_in_words,
    seeking_in_words,
    trade_off_values,
    value_in_words,
    weeks_in_words,
)


def ask_exchange(asking: QuestionInputs) -> None:
    """Ask for the least of a lever that is enough with each value of a second one."""
    lever, also, text = asking.lever, asking.also, asking.text
    if also is None:
        st.info(text("There is only one measure: nothing can stand in for it."))
        return

    def work(progress: Progress) -> TradeOff:
        return trade_off(
            asking.scenario,
            lever,
            also,
            asking.target,
            asking.chance,
            asking.reading,
            given=asking.given,
            most=asking.futures,
            runs=asking.runs(progress),
        )

    known = lever.model_dump_json(), also.model_dump_json()
    key = asking.key("exchange", *known, str(asking.target), asking.chance)
    found: TradeOff | None = answer_to(AskedQuestion(key, work, asking.levers), text)
    if found is None:
        return

    def named(value: float) -> str:
        return text(value_in_words(lever, value))

    def named_also(value: float) -> str:
        return text(value_in_words(also, value))

    alone = next(row.seeking for row in found.rows if row.other == also.neutral)
    answer = (
        seeking_in_words(alone, named)[0],
        *alongside_in_words(found, named, named_also, also.name, also.neutral),
    )
    basis = (
        msg("What counts: {reading}.", reading=READING_WORDS[alone.reading]),
        astray_in_words(found),
        caution(),
    )
    say_headline(" ".join(map(text, answer)), " ".join(map(text, basis)))
    heads = name_of(also, text), name_of(lever, text), text("Chance there")
    rows = (
        _row(row, named_also(row.other), text(least_in_words(row.seeking, named)), text) for row in found.rows
    )
    st.html(html_table(heads, rows, "hs-steps"))
    notes = (
        msg("Below a chance: its 95% interval, which is simulation error only."),
        msg(
            "Line of equal chance: the values of a row are enough for the chance asked for, unless it says otherwise."
        ),
        *weeks_in_words(found),
    )
    st.html("".join(f'<p class="hs-basis">{escaped(text(each))}</p>' for each in notes))
    offer_json(partial(trade_off_values, found), asking.file_name("exchange"), text)


def _row(row: TradeOffRow, other: str, least: str, text: Text) -> tuple[tuple[str, str], ...]:
    chance = row.seeking.told.chance
    return (
        (other, _weeks(row.other_weeks_off, text)),
        (least, _weeks(row.weeks_off, text)),
        (chance_label(chance, text), span_label(chance.interval, text)),
    )


def _weeks(off: WeeksOff | None, text: Text) -> str:
    return "" if off is None else text(off_in_words(off))
