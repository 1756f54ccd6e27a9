"""What levers change, pulled together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from sim import analysis, charts, words
from sim.analysis import to_json
from sim.errors import FixedDecimals, Message, msg, msg_n
from sim.questions.asked import Asked, Watch, levers_fit, must_pull
from sim.questions.confidence import about_with_evidence, trust_in
from sim.questions.notes import common_notes, share_done
from sim.questions.options import COMPARE_REPLICATIONS, HOW, SCENARIO
from sim.questions.question import Command, Question
from sim.questions.sheet import Column, Figure, Row, Section, Sheet, Table
from sim.questions.subjects import LEVERS, PACKAGES, PULLED
from sim.text import Text

if TYPE_CHECKING:
    from sim.analysis import Comparison, TargetChange
    from sim.analysis.statistics import Verdict

_CHANGE, _INTERVAL, _NARROW = 10, 13, 12
"""Letters of a change, of its interval, and of an interval where the range over what is not known stands too."""


def _answer(asked: Asked, watch: Watch) -> Comparison:
    return analysis.compare_levers(asked.scenario, asked.pulled, asked.reading, runs=asked.runs(watch))


def _sheet(found: Comparison, asked: Asked, text: Text) -> Sheet:
    main = found.period or found.all_years
    notes = [
        msg(
            "Both sides meet the same chances, future by future; “unclear”: no clear difference, the 95% interval of "
            "the change covers zero; “unchanged”: no future differs. Chances change in percentage points, homes in the "
            "mean future."
        )
    ]
    if found.base.futures_per_set > 1:
        notes.append(
            msg(
                "The range over what is not known: of a hundred sets of unknown numbers, the tenth and the ninetieth "
                "give these changes; — where the futures are too few to tell the sets apart."
            )
        )
    notes += common_notes(asked, found.base, changed=found.changed)
    return Sheet(
        answer=(*words.change_in_words(main), *_by_year(found)),
        tables=(_table(found, text),),
        notes=tuple(notes),
        in_full=words.comparison_in_words(found),
        trust=trust_in(asked, [change.goal for change in (main, *found.years)]),
    )


def _by_year(found: Comparison) -> list[Message]:
    said = []
    for wanted, template in (
        ("up", msg("More likely to be met: {years}.")),
        ("down", msg("Less likely to be met: {years}.")),
        ("no_clear_difference", msg("No clear difference: {years}.")),
        ("unchanged", msg("Unchanged: {years}.")),
    ):
        years = [words.span_of(change.goal) for change in found.years if _outcome(change) == wanted]
        if years:
            said.append(Message(template.template, {"years": years}))
    return said


def _outcome(change: TargetChange) -> str:
    return "unchanged" if change.unchanged else change.chance.verdict


def _table(found: Comparison, text: Text) -> Table:
    """Make the table: each year, added up, overall; chances before and after, change in points and in homes."""
    ranges = found.base.futures_per_set > 1
    overall = [change for change in (found.period, found.programme) if change is not None]
    # The sum of all years is often the period's target: it stands under "Overall" only.
    added_up = [
        change
        for change in found.of_kind("cumulative")
        if all(not _alike(change, other) for other in overall)
    ]

    def section(heading: str, changes: Sequence[TargetChange], *more: Row) -> Section:
        rows = (
            Row(
                (
                    words.span_of(change.goal),
                    *_chances(change, text, ranges=ranges),
                    *_homes(change, text, ranges=ranges),
                )
            )
            for change in changes
        )
        return Section((*rows, *more), heading)

    # The homes of all years jointly are those of the sum of all years, and told there.
    jointly = Row(
        (
            text(msg_n("the one year", "all {count} years", len(found.years))),
            *_chances(found.all_years, text, ranges=ranges),
        )
    )
    return Table(
        _columns(found, text, ranges=ranges),
        (
            section(text("Each year"), found.years),
            section(text("Added up"), added_up),
            section(text("Overall"), overall, jointly),
        ),
        padding=0,
    )


def _columns(found: Comparison, text: Text, *, ranges: bool) -> tuple[Column, ...]:
    labels = [
        words.chance_label(each, text) for change in found.changes for each in (change.before, change.after)
    ]
    widest = max(map(len, labels))
    before, after = text("Before"), text("After")
    first = (
        Column(text("Target"), right=False, min_width=9, no_wrap=True),
        Column(before, min_width=max(widest, len(before)), large=True),
        Column(after, min_width=max(widest, len(after)), large=True),
        Column(text("Points"), width=_CHANGE, large=True),
    )
    if not ranges:
        return (
            *first,
            Column(text("95% interval"), width=_INTERVAL, below=True),
            Column(text("Homes"), width=_CHANGE),
            Column(text("95% interval"), width=_INTERVAL, below=True),
        )
    # Where the range over what is not known stands too, the interval of the homes stands under them: there is no
    # more room.
    return (
        *first,
        Column(text("95% interval"), width=_NARROW, below=True),
        Column(text("Range over what is not known"), width=_NARROW),
        Column(text("Homes, 95% interval"), width=_NARROW),
    )


def _alike(change: TargetChange, other: TargetChange) -> bool:
    """Whether two goals ask the same of the same years, with the same answer."""
    goal, its = change.goal, other.goal
    return (goal.first_year, goal.last_year, goal.target) == (its.first_year, its.last_year, its.target) and (
        (change.homes, change.before, change.after, change.chance)
        == (other.homes, other.before, other.after, other.chance)
    )


def _chances(change: TargetChange, text: Text, *, ranges: bool) -> tuple[str, ...]:
    both = (words.chance_label(change.before, text), words.chance_label(change.after, text))
    if change.unchanged:
        return (*both, text("unchanged"), "0", *(["0"] if ranges else []))
    chance = change.chance
    known = chance.over_unknowns
    return (
        *both,
        _by(words.points(chance.share), chance.verdict, text),
        words.between_label(words.points_between(chance.interval), text),
        *(
            ["—" if known is None else words.between_label(words.points_between(known), text)]
            if ranges
            else []
        ),
    )


def _homes(change: TargetChange, text: Text, *, ranges: bool) -> tuple[str, ...]:
    homes = change.homes
    if change.unchanged:
        said = (text("unchanged"), "0")
    else:
        by = _by(words.homes_in_words(homes.mean), homes.verdict, text)
        said = (by, words.between_label(words.homes_between(homes.interval), text))
    return ("\n".join(said),) if ranges else said


def _by(change: FixedDecimals, verdict: Verdict, text: Text) -> str:
    """Say a change with its sign, or that it is not clear."""
    return text("unclear") if verdict == "no_clear_difference" else words.signed_label(change, text)


def _figures(found: Comparison, _asked: Asked, text: Text) -> tuple[Figure, ...]:
    return (Figure("changes", partial(charts.changes_chart, found, text), 520),)


QUESTION: Question[Comparison] = Question(
    name="compare",
    order=10,
    python="compare_levers",
    inputs=(
        SCENARIO,
        PULLED,
        PACKAGES,
        LEVERS,
        COMPARE_REPLICATIONS,
        *HOW,
    ),
    checks=(must_pull, levers_fit),
    answer=_answer,
    stopped=lambda found, asked: share_done(found.base.replications, asked),
    sheet=_sheet,
    figures=_figures,
    json=lambda found, asked: to_json.comparison_json(found, about_with_evidence(asked)),
    command=Command(
        "compare", msg("Show what levers change, pulled together: chances and homes, before and after.")
    ),
)
