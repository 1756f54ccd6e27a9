"""How what is waited for most moves along the values of a lever, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.analysis.bottleneck import Bottleneck, FollowedStep, WaitCause, among_shared, follow
from sim.cli import Asked, plain_table, print_sheet
from sim.errors import Message, msg
from sim.levers import Lever
from sim.text import Text
from sim.words import (
    READING_WORDS,
    cause_name,
    delivery_in_words,
    model_only,
    run_note,
    shared_name,
    value_in_words,
)


def print_along(lever: Lever, answers: Sequence[tuple[float, Bottleneck]], asked: Asked, text: Text) -> None:
    """Print, value by value, what is waited for most: among all waits, and among pools and stocks.

    Parameters
    ----------
    lever : Lever
    answers : sequence of (float, Bottleneck)
    asked : Asked
    text : Text
    """
    every, shared = follow(answers), follow(answers, among_shared)
    first = answers[0][1]
    table = plain_table(padding=1)
    table.add_column(text("Value"), max_width=16)
    table.add_column(text("Most of the waiting"), max_width=29)
    table.add_column(text("Among pools and stocks"), max_width=29)
    for one, other in zip(every, shared, strict=True):
        table.add_row(
            text(value_in_words(lever, one.value)), *(_leaders(step, first, text) for step in (one, other))
        )
    notes = [
        msg("What counts: {reading}.", reading=READING_WORDS[first.reading]),
        msg(
            "In brackets: days a home, on its critical path. Causes that simulation error keeps from being told "
            "apart stand together; > marks that what is waited for most has clearly moved."
        ),
        msg(
            "This only describes where the time went: it does not say what removing a cause would save, since another "
            "may take its place."
        ),
        *delivery_in_words([*(setting.lever for setting in asked.settings), lever]),
        run_note(asked.known(), first.replications, 1, first.seed, first.engine),
        model_only(ranges=False),
    ]
    answer = [msg("“{lever}”.", lever=lever.name), *_moves(lever, every, shared, first, text)]
    print_sheet(asked.known(), answer, [table], notes, text, pulled=asked.settings)


def _leaders(step: FollowedStep, answer: Bottleneck, text: Text) -> str:
    if not step.leaders:
        return "—"
    mark = "> " if step.moved else ""
    return mark + ", ".join(
        f"{_name(cause, answer, text)} ({text.number(days.days, 1)})" for cause, days in step.leaders
    )


def _name(cause: WaitCause, answer: Bottleneck, text: Text) -> str:
    if cause.kind in ("pool", "stock"):
        return text(shared_name(cause, answer.scenario))
    return text(cause_name(cause, answer.scenario))


def _moves(
    lever: Lever,
    every: Sequence[FollowedStep],
    shared: Sequence[FollowedStep],
    answer: Bottleneck,
    text: Text,
) -> Iterator[Message]:
    for steps, among in (
        (every, msg("Of all waits")),
        (shared, msg("Among pools and stocks")),
    ):
        moved = [step for step in steps if step.moved]
        if not moved:
            names = _names(steps[0], answer, text)
            yield msg("{among}, what is waited for most stays: {causes}.", among=among, causes=names)
        for step in moved:
            yield msg(
                "{among}, it moves at {value} to: {causes}.",
                among=among,
                value=value_in_words(lever, step.value),
                causes=_names(step, answer, text),
            )


def _names(step: FollowedStep, answer: Bottleneck, text: Text) -> list[str]:
    return [_name(cause, answer, text) for cause, _ in step.leaders]
