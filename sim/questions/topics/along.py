"""How what is waited for most moves along the values of a lever."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sim import levers, words
from sim.analysis import bottleneck as tally
from sim.analysis import seek as search
from sim.analysis import to_json
from sim.errors import Message, TwoLanguages, msg
from sim.questions.asked import Asked, Watch
from sim.questions.inputs import Input
from sim.questions.notes import delivery_notes, what_counts
from sim.questions.options import COMPARE_REPLICATIONS, HOW, SCENARIO
from sim.questions.question import Command, Question
from sim.questions.sheet import Column, Row, Section, Sheet, Table
from sim.questions.subjects import LEVERS, PACKAGES, PULLED, read_lever, some_value
from sim.questions.topics.bottleneck import find
from sim.text import Text

if TYPE_CHECKING:
    from sim.analysis.bottleneck import Bottleneck, FollowedStep, WaitCause
    from sim.experiment import Progress
    from sim.levers import Lever

_MOST_VALUES = 5
"""Values of a lever along which waits are followed, at most, the neutral one aside."""

ALONG: Input[Lever] = Input(
    "along",
    "--along",
    msg("lever along whose values to show how what is waited for most moves"),
    read_lever,
    metavar="ID",
)


@dataclass(frozen=True)
class Followed:
    """Where the time goes at each value of a lever that was done, and how many there were to do."""

    answers: tuple[tuple[float, Bottleneck], ...]
    values: int


def _answer(asked: Asked, watch: Watch) -> Followed:
    lever = asked[ALONG]
    values = search.some_of(lever.values, lever.neutral, _MOST_VALUES)
    progress = _Progress(watch(asked.replications), len(values))
    answers: list[tuple[float, Bottleneck]] = []
    for value in values:
        scenario = asked.changed(levers.LeverSetting(lever, value))
        try:
            answer = find(scenario, asked, progress)
        except KeyboardInterrupt:
            break
        if answer.interrupted:
            break
        answers.append((value, answer))
        if progress.stopped:
            # A whole value does not show that it was stopped, and the next one would begin.
            break
        progress.values_done += 1
    if not answers:
        raise KeyboardInterrupt
    return Followed(tuple(answers), len(values))


class _Progress:
    """Progress of all values together; remembers whether it was stopped."""

    def __init__(self, told: Progress | None, values: int) -> None:
        self._told, self._values = told, values
        self.values_done, self.stopped = 0, False

    def __call__(self, done: int, to_do: int) -> None:
        if self._told is None:
            return
        try:
            self._told(self.values_done * to_do + done, self._values * to_do)
        except KeyboardInterrupt:
            self.stopped = True
            raise


def _stopped(found: Followed, _asked: Asked) -> Message | None:
    done = len(found.answers)
    return None if done == found.values else msg("{done} of {total} values", done=done, total=found.values)


def _sheet(found: Followed, asked: Asked, text: Text) -> Sheet:
    lever = asked[ALONG]
    every, shared = tally.follow(found.answers), tally.follow(found.answers, tally.among_shared)
    first = found.answers[0][1]
    columns = (
        Column(text("Value"), right=False, max_width=16),
        Column(text("Most of the waiting"), right=False, max_width=29),
        Column(text("Among pools and stocks"), right=False, max_width=29),
    )
    rows = (
        Row(
            (
                text(words.value_in_words(lever, one.value)),
                *(_leaders(step, first, text) for step in (one, other)),
            )
        )
        for one, other in zip(every, shared, strict=True)
    )
    notes = (
        what_counts(first.reading),
        msg(
            "In brackets: days a home, on its critical path. Causes that simulation error keeps from being told "
            "apart stand together; > marks that what is waited for most has clearly moved."
        ),
        msg(
            "This only describes where the time went: it does not say what removing a cause would save, since another "
            "may take its place."
        ),
        *delivery_notes(asked, lever),
        words.run_note(asked.scenario, first.replications, 1, first.seed, first.engine),
        words.model_only(ranges=False),
    )
    answer = (msg("“{lever}”.", lever=lever.name), *_moves(lever, every, shared, first))
    return Sheet(answer, (Table(columns, (Section(tuple(rows)),)),), notes)


def _leaders(step: FollowedStep, answer: Bottleneck, text: Text) -> str:
    if not step.leaders:
        return "—"
    mark = "> " if step.moved else ""
    return mark + ", ".join(
        f"{text(_name(cause, answer))} ({text.number(days.days, 1)})" for cause, days in step.leaders
    )


def _name(cause: WaitCause, answer: Bottleneck) -> Message | TwoLanguages:
    if cause.kind in ("pool", "stock"):
        return words.shared_name(cause, answer.scenario)
    return words.cause_name(cause, answer.scenario)


def _moves(
    lever: Lever, every: Sequence[FollowedStep], shared: Sequence[FollowedStep], answer: Bottleneck
) -> Iterator[Message]:
    for steps, among in ((every, msg("Of all waits")), (shared, msg("Among pools and stocks"))):
        moved = [step for step in steps if step.moved]
        if not moved:
            names = _names(steps[-1].common, answer)
            yield msg("{among}, what is waited for most stays: {causes}.", among=among, causes=names)
        for step in moved:
            yield msg(
                "{among}, it moves at {value} to: {causes}.",
                among=among,
                value=words.value_in_words(lever, step.value),
                causes=_names([cause for cause, _ in step.leaders], answer),
            )


def _names(causes: Sequence[WaitCause], answer: Bottleneck) -> list[Message | TwoLanguages]:
    return [_name(cause, answer) for cause in causes] or [msg("nothing, there is no wait")]


def _json(found: Followed, asked: Asked) -> dict[str, Any]:
    stopped = _stopped(found, asked) is not None
    return to_json.bottleneck_along_json(found.answers, asked[ALONG], asked.about, interrupted=stopped)


def _levers_fit(asked: Asked) -> None:
    lever = asked[ALONG]
    asked.changed(levers.LeverSetting(lever, some_value(lever), asked_in=(f"--along {lever.id}", "")))


QUESTION: Question[Followed] = Question(
    name="along",
    order=51,
    python="find_bottleneck",
    inputs=(SCENARIO, PULLED, PACKAGES, ALONG, LEVERS, COMPARE_REPLICATIONS, *HOW),
    checks=(_levers_fit,),
    answer=_answer,
    stopped=_stopped,
    sheet=_sheet,
    json=_json,
    command=Command("bottleneck", where=ALONG),
)
