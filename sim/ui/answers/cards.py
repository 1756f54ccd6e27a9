"""The answers in words and large numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import streamlit as st

from sim.analysis import IndicatorAnswer
from sim.analysis.board import Board, Percentiles, TargetAnswer
from sim.analysis.confidence import Evidence
from sim.analysis.statistics import FEWEST_SETS, Chance
from sim.questions import Trust, indicator_spreadsheet, rough_note, trust_of
from sim.scenario import Indicator
from sim.text import Text, number_of_homes, number_of_years
from sim.ui.download import offer_spreadsheet
from sim.ui.html import HtmlRow, card, cards, escaped
from sim.words import (
    CARRY_OVER_WORDS,
    READING_WORDS,
    calibrated_words,
    chance_label,
    headline,
    indicators_in_words,
    interval_label,
    last_push_note,
    percentiles_note,
    range_ends_label,
    range_label,
    square_metres,
)


def show_in_words(board: Board, futures: int, evidence: Evidence | None, text: Text) -> None:
    """Say the answer in full, of each year too, and all that is known of how far to trust it."""
    trust = trust_of(evidence, board.goals, board.reading)
    said = (*map(text, (headline(board), *rough_note(futures))), *_said(trust, text))
    st.html("".join(f"<p>{escaped(each)}</p>" for each in said))


def _said(trust: Trust, text: Text) -> Iterator[str]:
    return (each if isinstance(each, str) else text(each) for each in trust.said)


def say_headline(answer: str, basis: str, text: Text, trust: Trust | None = None) -> None:
    """Say an answer in large letters, how far to trust it in a line of its own, and what it rests on in small ones."""
    lines = [f"<p>{escaped(answer)}</p>"]
    if trust is not None:
        said = " ".join(_said(trust, text))
        lines.insert(0 if trust.first else 1, f'<p class="hs-confidence">{escaped(said)}</p>')
    lines.append(f'<p class="hs-basis">{escaped(basis)}</p>')
    st.html(f'<div class="hs-headline">{"".join(lines)}</div>')


def show_years(board: Board, futures_per_set: int, text: Text) -> None:
    """Show a card for each year."""
    st.header(text("Year by year"), anchor=False)
    _basis(board, text(CARRY_OVER_WORDS[board.carry_over]), text)
    st.html(cards((_year(answer, text) for answer in board.years), "years"))
    lines = _legend(board.all_years.futures, futures_per_set, text)
    st.html("".join(f'<p class="hs-basis">{escaped(line)}</p>' for line in lines))


def _legend(futures: int, futures_per_set: int, text: Text) -> tuple[str, str, str]:
    sets, least = futures // futures_per_set, FEWEST_SETS * futures_per_set
    known = (
        text("Due to unknowns: the scenario states no number that is not known.")
        if futures_per_set == 1
        else text(
            "Due to unknowns: many numbers are not known yet. {sets} sets of them were tried; with 8 in 10 of them the "
            "chance lies in this range; below it, how far other sets might move either end.",
            sets=sets,
        )
        if sets >= FEWEST_SETS
        else text(
            "Due to unknowns: how far numbers that are not known yet may move the chance. {futures} futures are too "
            "few to tell: choose {least} or more.",
            futures=futures,
            least=least,
        )
    )
    return (
        known,
        text(
            "Simulation error (95%) is not what we know: it says only how far {futures} futures may have the chance "
            "wrong, and shrinks with more of them.",
            futures=futures,
        ),
        text(percentiles_note()),
    )


def show_together(board: Board, text: Text) -> None:
    """Show the answers for all years jointly, for the period and for the programme."""
    st.header(text("All together"), anchor=False)
    _basis(board, text("the total can be reached although single years are missed"), text)
    joint = _card(
        text("Every year's target ({years})", years=number_of_years(len(board.years))),
        board.all_years,
        [],
        text("all met in one and the same future"),
        text,
    )
    together = (joint,) if len(board.years) > 1 else ()
    spans = (_span(answer, text) for answer in (board.period, board.programme) if answer is not None)
    st.html(cards((*together, *spans), "spans"))
    if (note := last_push_note(board)) is not None:
        st.html(f'<p class="hs-basis">{escaped(text(note))}</p>')


def show_indicators(board: Board, stated: Mapping[str, Indicator], text: Text) -> None:
    """Show a card for each year of each indicator, and what they rest on."""
    st.html(cards((_indicator(answer, text) for answer in board.indicators), "spans"))
    lines = map(text, indicators_in_words(board.indicators, stated))
    st.html("".join(f'<p class="hs-basis">{escaped(line)}</p>' for line in lines))
    table = indicator_spreadsheet(board.indicators, stated, text)
    offer_spreadsheet(table, lambda name: f"{name}-{text.language}", text)


def _indicator(answer: IndicatorAnswer, text: Text) -> str:
    low, middle, high, brought = (
        text.fixed(square_metres(value)) for value in (answer.p10, answer.p50, answer.p90, answer.from_homes)
    )
    rows = [
        (text("m² a person (P50)"), middle),
        ("P10–P90", f"{low}–{high}"),
        (text("Of it from homes"), brought),
    ]
    at_least = text.fixed(square_metres(answer.at_least))
    title = text("{year}: at least {value} m² a person", year=str(answer.year), value=at_least)
    note = text("{name} · {reading}", name=answer.name, reading=READING_WORDS[answer.counts])
    return _card(title, answer.chance, rows, note, text)


def _basis(board: Board, rule: str, text: Text) -> None:
    reading = text("Reading: {reading}", reading=READING_WORDS[board.reading])
    st.html(f'<p class="hs-basis">{escaped(reading)} · {escaped(rule)}</p>')


def _year(answer: TargetAnswer, text: Text) -> str:
    rows = [(text("Target"), text.number(answer.target)), *_homes(answer.homes, answer.shortfall_mean, text)]
    return _card(str(answer.year), answer.chance, rows, _put_up(answer, text), text)


def _span(answer: TargetAnswer, text: Text) -> str:
    title = text(
        "{years}: {homes}",
        years=f"{answer.goal.first_year}–{answer.goal.last_year}",
        homes=number_of_homes(answer.target),
    )
    done = text("{homes} of them done before the data date", homes=answer.goal.done_before)
    note = done if answer.goal.done_before else text("in the whole period, whatever the year")
    if answer.goal.hypothetical:
        note = f"{_put_up(answer, text)} · {note}"
    return _card(title, answer.chance, _homes(answer.homes, answer.shortfall_mean, text), note, text)


def _put_up(answer: TargetAnswer, text: Text) -> str:
    return text("hypothetical target") if answer.goal.hypothetical else ""


def _card(title: str, chance: Chance, rows: list[HtmlRow], note: str, text: Text) -> str:
    word = text(calibrated_words(chance))
    sure = [
        (text("Due to unknowns"), range_label(chance, text)),
        (text("Ends of that range, 95%"), range_ends_label(chance, text)),
        (text("Simulation error"), interval_label(chance, text)),
    ]
    return card(title, chance_label(chance, text), word, sure, rows, note)


def _homes(homes: Percentiles, shortfall_mean: float, text: Text) -> list[HtmlRow]:
    return [
        (text("Homes (P50)"), text.number(homes.p50)),
        ("P10–P90", f"{text.number(homes.p10)}–{text.number(homes.p90)}"),
        (text("Missing on average"), text.number(shortfall_mean)),
    ]
