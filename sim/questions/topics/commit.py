"""Which yearly numbers of homes can be promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim import analysis, words
from sim.analysis import to_json
from sim.errors import Message, msg
from sim.questions.asked import Asked, Watch, levers_fit
from sim.questions.confidence import about_with_evidence, trust_in
from sim.questions.inputs import Around
from sim.questions.notes import common_notes, share_done
from sim.questions.options import BOARD_REPLICATIONS, HOW, SCENARIO
from sim.questions.question import Command, Form, Question
from sim.questions.sheet import Column, Row, Section, Sheet, Table
from sim.questions.subjects import CHANCE, LEVERS, PACKAGES, PULLED
from sim.text import Text

if TYPE_CHECKING:
    from sim.analysis import Commitment, Promise


def _answer(asked: Asked, watch: Watch) -> Commitment:
    return analysis.commit(asked.runs(watch)(asked.changed()), asked.reading, asked[CHANCE])


def _stopped(found: Commitment, asked: Asked) -> Message | None:
    return share_done(found.origin.replications, asked)


def _sheet(found: Commitment, asked: Asked, text: Text) -> Sheet:
    notes = (
        msg(
            "By itself: the most homes that the year has in that share of futures. Together: every yearly target "
            "times one and the same share, the largest that holds in all years of a future at once; other plans could "
            "promise more in one year and less in another."
        ),
        msg(
            "Unknowns: the most homes that hold with the chance asked for in all but a tenth of the sets of unknown "
            "numbers: of the chances that the sets give them, the tenth of a hundred is still that high."
        )
        if _tells_unknowns(found)
        else msg("Safe: lower, so that simulation error has it too high in at most 5 cases of 100."),
        *common_notes(asked, found.origin, intervals=False),
    )
    sentences = words.commitment_in_words(found)
    goals = [each.goal for each in (found.period, *found.years) if each is not None]
    return Sheet(
        tuple(words.promises_in_words(found)),
        (_table(found, text),),
        notes,
        in_full=sentences,
        trust=trust_in(asked, goals),
    )


def _tells_unknowns(found: Commitment) -> bool:
    return all(promise.over_unknowns is not None for promise in found.years)


def _table(found: Commitment, text: Text) -> Table:
    beside = text("Unknowns") if _tells_unknowns(found) else text("Safe")
    columns = (
        Column(text("Year"), right=False, no_wrap=True),
        Column(text("Target"), min_width=8),
        Column(text("By itself"), min_width=8, large=True),
        Column(text("of target"), min_width=8, below=True),
        Column(beside, min_width=8),
        Column(text("Together"), min_width=8, large=True),
        Column(beside, min_width=8),
    )
    jointly = found.jointly
    together = [("", "")] * len(found.years)
    if jointly is not None:
        pairs = zip(jointly.homes, jointly.over_unknowns or jointly.safe, strict=True)
        together = [(text.number(homes), text.number(safe)) for homes, safe in pairs]
    years = (Row((*_own(promise, text), *both)) for promise, both in zip(found.years, together, strict=True))
    sections = [Section(tuple(years))]
    if found.period is not None:
        sections.append(Section((Row(_own(found.period, text)),)))
    return Table(columns, tuple(sections))


def _own(promise: Promise, text: Text) -> tuple[str, ...]:
    target, homes = promise.goal.target, promise.homes
    share = text.percent(homes / target, 0 if homes >= target / 10 else 1) if target else "—"
    return (
        words.span_of(promise.goal),
        text.number(target),
        text.number(homes),
        share,
        text.number(promise.safe if promise.over_unknowns is None else promise.over_unknowns),
    )


def _sentence(around: Around) -> Message:
    return msg(
        "How many homes can be promised at a confidence of {chance}?",
        chance=words.percent(float(around.chosen[CHANCE.name])),
    )


QUESTION: Question[Commitment] = Question(
    name="commit",
    order=60,
    python="commit",
    inputs=(
        SCENARIO,
        CHANCE,
        PULLED,
        PACKAGES,
        LEVERS,
        BOARD_REPLICATIONS,
        *HOW,
    ),
    checks=(levers_fit,),
    answer=_answer,
    stopped=_stopped,
    sheet=_sheet,
    json=lambda found, asked: to_json.commitment_json(found, about_with_evidence(asked)),
    command=Command("commit", msg("Show which yearly numbers can be promised at a chance.")),
    form=Form(_sentence, msg("Numbers of homes that hold with the chance asked for.")),
)
