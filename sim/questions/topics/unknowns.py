"""How far each number that is not known moves the outcome."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from sim import analysis, words
from sim.analysis import statistics, to_json
from sim.errors import Message, msg
from sim.experiment import COMPARE_FUTURES
from sim.questions.asked import Asked, Watch, levers_fit
from sim.questions.notes import common_notes
from sim.questions.options import HOW, SCENARIO, replications
from sim.questions.question import Form, Question
from sim.questions.sheet import Column, Row, Section, Sheet, Table
from sim.questions.subjects import LEVERS, PACKAGES, PULLED, TARGET_OR_USUAL
from sim.text import Text

if TYPE_CHECKING:
    from sim.analysis import Tornado
    from sim.analysis.statistics import ChanceChange, MeanChange
    from sim.scenario import Unknown

Swings: TypeAlias = "tuple[Tornado, Mapping[str, Unknown]]"
"""What unknown numbers move, and the numbers by their paths in the scenario."""
SHOWN = 12
"""Unknown numbers shown at first: there are dozens, and most move little."""
_LED = 3
"""Unknown numbers told in the answer where the futures cannot order them, at most."""
_REPLICATIONS = replications(COMPARE_FUTURES, quick=500)
"""A rough answer takes a quarter of what others take, for it runs the scenario twice for each unknown number."""
_HOMES, _INTERVAL, _POINTS = 6, 14, 6
"""Letters of homes, of an interval, and of percentage points."""


def swings_of(asked: Asked, watch: Watch) -> Swings:
    """Set each unknown number to its P10 and to its P90."""
    return analysis.tornado(
        asked.scenario,
        asked[TARGET_OR_USUAL],
        asked.reading,
        given=asked.pulled,
        runs=asked.runs(watch),
    )


def share_of_swings(found: Swings, _asked: Asked) -> Message | None:
    """Say how many of the unknown numbers were tried, where not all were."""
    moved, _ = found
    if not moved.not_done:
        return None
    total = len(moved.swings) + len(moved.not_done)
    return msg("{done} of {total} unknown numbers", done=len(moved.swings), total=total)


def columns(heading: str, text: Text) -> tuple[Column, ...]:
    """Make the columns of a table of what moves homes and chance."""
    return (
        Column("", width=3),
        Column(heading, right=False, min_width=26),
        Column(text("Homes a year"), width=_HOMES, large=True),
        Column(text("95% interval"), width=_INTERVAL, below=True),
        Column(text("Points"), width=_POINTS, large=True),
        Column(text("95% interval"), width=_INTERVAL, below=True),
    )


def figures_of(homes: MeanChange, chance: ChanceChange, text: Text) -> tuple[str, str, str, str]:
    """Say a change of homes and of a chance, each with its interval."""
    return (
        words.signed_label(words.homes_in_words(homes.mean), text),
        words.between_label(words.homes_between(homes.interval), text),
        words.signed_label(words.points(chance.share), text),
        words.between_label(words.points_between(chance.interval), text),
    )


def swings_table(found: Swings, text: Text) -> Table:
    """Make the table: what moves most stands first."""
    moved, unknowns = found
    rows = (
        Row(
            (
                statistics.rank_label(moved.ranks, name),
                text(unknowns[name].name),
                *figures_of(swing.homes_per_year, swing.chance, text),
            )
        )
        for name, swing in moved.swings.items()
    )
    heads = columns(text("From its P10 to its P90"), text)
    return Table(heads, (Section(tuple(rows)),), padding=0, shown=SHOWN)


def swings_sheet(found: Swings, asked: Asked, text: Text) -> Sheet:
    """Lay out what unknown numbers move: what moves most first."""
    moved, unknowns = found

    def called(name: str) -> str:
        return text(unknowns[name].name)

    leaders = sum(rank.rank == 1 for rank in moved.ranks.values())
    led = [words.swing_in_words(moved, name, called) for name in list(moved.swings)[: min(leaders, _LED)]]
    base = next(iter(moved.swings.values())).low
    notes = (
        words.ranks_note(),
        words.swings_note(moved),
        *common_notes(asked, base, scenario=asked.changed()),
    )
    return Sheet(
        tuple(said[0].upper() + said[1:] for said in map(text, led)),
        (swings_table(found, text),),
        notes,
        in_full=words.tornado_in_words(moved, called),
    )


QUESTION: Question[Swings] = Question(
    name="unknowns",
    order=41,
    python="tornado",
    inputs=(
        SCENARIO,
        TARGET_OR_USUAL,
        PULLED,
        PACKAGES,
        LEVERS,
        _REPLICATIONS,
        *HOW,
    ),
    checks=(levers_fit,),
    answer=swings_of,
    stopped=share_of_swings,
    sheet=swings_sheet,
    json=lambda found, asked: to_json.drivers_json(asked.about, asked.reading, tornado=found[0]),
    form=Form(
        lambda _around: msg("How far does each unknown figure move the outcome?"),
        msg(
            "Each number that is not known yet is set to its P10 and to its P90: how far does that move the outcome?"
        ),
    ),
)
