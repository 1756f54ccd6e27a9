"""The three readings side by side."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from sim.analysis.board import Board, TargetAnswer
from sim.scenario import READINGS, Counting, Reading
from sim.text import Text, number_of_homes
from sim.ui.html import escaped
from sim.words import READING_NAMES, chance_label, meaning_of


def show_readings(
    boards: Mapping[Reading, Board], chosen: Reading, counting: Counting, futures: int, text: Text
) -> None:
    """Show chance and middle number of homes by year and for the period, a column for each reading."""
    note = text(
        "The same {futures} futures, counted in three ways: chance of reaching the target, and middle "
        "number of homes (P50).",
        futures=futures,
    )
    heads = "".join(_head(reading, counting, text, chosen=reading == chosen) for reading in READINGS)
    rows = [
        _row(str(answers[0].year), answers, chosen, text)
        for answers in zip(*(boards[reading].years for reading in READINGS), strict=True)
    ]
    periods = tuple(period for reading in READINGS if (period := boards[reading].period) is not None)
    if periods:
        rows.append(_row(f"{periods[0].goal.first_year}–{periods[0].goal.last_year}", periods, chosen, text))
    corner = f"<th>{escaped(text('Target'))}</th>"
    st.html(
        f'<p class="hs-basis">{escaped(note)}</p><div class="hs-wide"><table class="hs-readings">'
        f"<thead><tr>{corner}{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _head(reading: Reading, counting: Counting, text: Text, *, chosen: bool) -> str:
    name, meaning = text(READING_NAMES[reading]), text(meaning_of(reading, counting))
    shown = f'<span class="hs-shown">{escaped(text("shown on this page"))}</span>' if chosen else ""
    return f"<th{_mark(chosen)}>{escaped(name)} {shown}<p>{escaped(meaning)}</p></th>"


def _row(label: str, answers: tuple[TargetAnswer, ...], chosen: Reading, text: Text) -> str:
    target = text(number_of_homes(answers[0].target))
    if answers[0].goal.hypothetical:
        target = text("{homes} (hypothetical)", homes=target)
    cells = "".join(
        f"<td{_mark(reading == chosen)}><b>{escaped(chance_label(answer.chance, text))}</b> "
        f"<span>{escaped(text(number_of_homes(answer.homes.p50)))}</span></td>"
        for reading, answer in zip(READINGS, answers, strict=True)
    )
    return f"<tr><th>{escaped(label)} <span>{escaped(target)}</span></th>{cells}</tr>"


def _mark(chosen: bool) -> str:
    return ' class="hs-chosen"' if chosen else ""
