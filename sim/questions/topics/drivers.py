"""What holds targets up: what each cause of delay costs, and what each unknown number moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from sim import analysis, charts, levers, scenario, words
from sim.analysis import statistics, to_json
from sim.errors import Message, msg
from sim.questions.asked import Asked, Watch, levers_fit
from sim.questions.inputs import Around, Input
from sim.questions.notes import common_notes, what_counts
from sim.questions.options import COMPARE_REPLICATIONS, HOW, SCENARIO
from sim.questions.question import Command, Form, Question
from sim.questions.sheet import Figure, Row, Section, Sheet, Table
from sim.questions.subjects import CAUSES, LEVERS, PACKAGES, PULLED, TARGET_OR_USUAL
from sim.questions.topics import unknowns
from sim.text import Text

if TYPE_CHECKING:
    from sim.analysis import CauseAblation
    from sim.levers import Cause
    from sim.questions.topics.unknowns import Swings

_TOLD, _MOST_TOLD = 3, 5
"""Causes told in the first sentence, and the most where more share a rank."""


@dataclass(frozen=True)
class Drivers:
    """What each cause costs, if any has a part; what each unknown number moves, if asked for and done."""

    costs: CauseAblation | None
    swings: Swings | None
    stopped: Message | None


CAUSES_ALONE: Input[bool] = Input(
    "causes_alone",
    "--causes-alone",
    msg("leave out what each unknown number moves: several times as fast"),
    lambda given, _values: bool(given),
    kind=bool,
    default=False,
)


def _answer(asked: Asked, watch: Watch) -> Drivers:
    causes = levers.causes_at_work(asked.changed(), asked[CAUSES])
    if not causes:
        return _only_unknowns(asked, watch)
    costs = analysis.cause_ablation(
        asked.scenario,
        causes,
        asked[TARGET_OR_USUAL],
        asked.reading,
        given=asked.pulled,
        runs=asked.runs(watch),
    )
    if costs.interaction is None:
        done, total = len(costs.costs), len(costs.costs) + len(costs.not_done)
        return Drivers(costs, None, msg("{done} of {total} causes", done=done, total=total))
    if not _unknowns_wanted(asked):
        return Drivers(costs, None, None)
    try:
        swings = unknowns.swings_of(asked, watch)
    except KeyboardInterrupt:
        return Drivers(costs, None, msg("the causes are, and none of the unknown numbers is"))
    return Drivers(costs, swings, unknowns.share_of_swings(swings, asked))


def _unknowns_wanted(asked: Asked) -> bool:
    return not asked[CAUSES_ALONE] and bool(scenario.unknowns_of(asked.changed()))


def _only_unknowns(asked: Asked, watch: Watch) -> Drivers:
    """Answer where no cause has a part: what the unknown numbers move, if there are any."""
    if not _unknowns_wanted(asked):
        return Drivers(None, None, None)
    swings = unknowns.swings_of(asked, watch)
    return Drivers(None, swings, unknowns.share_of_swings(swings, asked))


def _sheet(found: Drivers, asked: Asked, text: Text) -> Sheet:
    costs, swings = found.costs, found.swings
    if costs is None:
        return _sheet_without_causes(swings, asked, text)
    tables = [_table(costs, asked, text)]
    notes = list(_notes(costs, asked))
    if swings is not None:
        tables.append(unknowns.swings_table(swings, text))
        notes += _about_unknowns(swings)
    notes += common_notes(asked, costs.base, scenario=asked.changed())
    sentences = words.cause_ablation_in_words(costs, partial(_name, asked))
    return Sheet(tuple(_dearest(costs, asked)), tuple(tables), tuple(notes), in_full=sentences)


def _sheet_without_causes(swings: Swings | None, asked: Asked, text: Text) -> Sheet:
    """Say plainly that no cause applies, then whatever can be said."""
    plainly = msg("None of the causes has a part in this scenario, so none can be left out.")
    idle = tuple(_told_left_out(None, asked))
    if swings is None:
        return Sheet((plainly,), (), (*idle, what_counts(asked.reading)))
    rest = unknowns.swings_sheet(swings, asked, text)
    return replace(rest, answer=(plainly, *rest.answer), notes=(*idle, *rest.notes))


def _name(asked: Asked, cause: str) -> Message:
    return msg("{name}", name=asked[CAUSES][cause].name)


def _dearest(costs: CauseAblation, asked: Asked) -> Iterator[Message]:
    dearest = [name for name, cost in costs.costs.items() if cost.homes_per_year.verdict == "up"]
    if not dearest:
        yield msg("None of the causes clearly costs homes.")
    else:
        # The dearest causes are never named without those that the futures cannot tell from them.
        last = costs.ranks[dearest[min(_TOLD, len(dearest)) - 1]].rank
        told = [name for name in dearest if costs.ranks[name].rank <= last][:_MOST_TOLD]
        yield msg(
            "What costs most homes a year, and percentage points of the chance to reach {goal}: {causes}.",
            goal=words.goal_in_words(costs.goal),
            causes=[
                msg(
                    "{cause} ({homes} homes, {points} points)",
                    cause=asked[CAUSES][name].name,
                    homes=words.homes_in_words(costs.costs[name].homes_per_year.mean),
                    points=words.points(costs.costs[name].chance.share),
                )
                for name in told
            ],
        )
    if costs.interaction is not None:
        yield from words.interaction_in_words(costs.interaction)


def _table(costs: CauseAblation, asked: Asked, text: Text) -> Table:
    rows = (
        Row(
            (
                statistics.rank_label(costs.ranks, name),
                text(asked[CAUSES][name].name),
                *unknowns.figures_of(cost.homes_per_year, cost.chance, text),
            )
        )
        for name, cost in costs.costs.items()
    )
    sections = [Section(tuple(rows))]
    if (both := costs.interaction) is not None:
        homes = words.signed_label(words.homes_in_words(both.homes_sum), text)
        points = words.signed_label(words.points(both.points_sum), text)
        together = unknowns.figures_of(both.together.homes_per_year, both.together.chance, text)
        sections.append(
            Section(
                (
                    Row(("", text("Added up one by one"), homes, "", points, "")),
                    Row(("", text("All of them left out"), *together)),
                )
            )
        )
    columns = unknowns.columns(text("Without this cause"), text)
    return Table(columns, tuple(sections), padding=0, title=text("Every cause"), folded=True)


def _notes(costs: CauseAblation, asked: Asked) -> Iterator[Message]:
    yield msg("Points: change of the chance to reach {goal}.", goal=words.goal_in_words(costs.goal))
    yield msg(
        "What is left out is what the file of the cause says, taken away in full: a measure of what it costs, not of "
        "what anyone could reach."
    )
    yield words.ranks_note()
    yield from _told_left_out(costs, asked)


def _left_out(costs: CauseAblation | None, asked: Asked) -> tuple[Cause, ...]:
    """Causes at hand that have no part in the scenario."""
    at_work = () if costs is None else (*costs.costs, *costs.not_done)
    causes = asked[CAUSES]
    return (*(cause for name, cause in causes.items() if name not in at_work), *causes.left_out)


def _told_left_out(costs: CauseAblation | None, asked: Asked) -> Iterator[Message]:
    names = [cause.name for cause in _left_out(costs, asked)]
    if names:
        yield msg("Without a part in this scenario, and left out: {causes}.", causes=names)


def _about_unknowns(swings: Swings) -> Iterator[Message]:
    moved, _ = swings
    yield words.swings_note(moved)
    if len(moved.swings) > unknowns.SHOWN:
        yield msg(
            "Shown: the {shown} unknown numbers that move most, of {count}; `--format json` gives all.",
            shown=unknowns.SHOWN,
            count=len(moved.swings),
        )


def _figures(found: Drivers, asked: Asked, text: Text) -> tuple[Figure, ...]:
    def called(cause: str) -> str:
        return text(_name(asked, cause))

    if found.costs is None:
        return ()
    return (Figure("drivers", partial(charts.cause_costs_chart, found.costs, called, text), 620),)


def _json(found: Drivers, asked: Asked) -> dict[str, Any]:
    return to_json.drivers_json(
        asked.about,
        asked.reading,
        ablation=found.costs,
        causes=asked[CAUSES],
        left_out=[cause.id for cause in _left_out(found.costs, asked)],
        tornado=None if found.swings is None else found.swings[0],
        interrupted=found.stopped is not None,
    )


_NO_CAUSES = msg(
    "There are no causes for this scenario: no folder `causes` stands beside it, and it lacks the parts "
    "that the causes of this program name."
)


def _prevented(around: Around) -> Message | None:
    return None if around.causes else _NO_CAUSES


QUESTION: Question[Drivers] = Question(
    name="drivers",
    order=40,
    python="cause_ablation",
    inputs=(
        SCENARIO,
        TARGET_OR_USUAL,
        CAUSES_ALONE,
        PULLED,
        PACKAGES,
        CAUSES,
        LEVERS,
        COMPARE_REPLICATIONS,
        *HOW,
    ),
    checks=(levers_fit,),
    answer=_answer,
    stopped=lambda found, _asked: found.stopped,
    sheet=_sheet,
    figures=_figures,
    json=_json,
    command=Command(
        "drivers",
        msg("Show what costs most homes: causes left out one at a time, and unknown numbers; takes minutes."),
    ),
    form=Form(
        lambda _around: msg("Which causes cost homes?"),
        msg("Each cause of delay is taken away in turn: how many homes a year does it cost?"),
        prevented=_prevented,
        known={CAUSES_ALONE.name: True},
    ),
)
