"""Every project by name, in sentences and in cells of a table."""

from __future__ import annotations

from collections.abc import Iterator

from sim.analysis.board import Goal
from sim.analysis.projects import Outlooks, ProjectOutlook, Readiness
from sim.errors import Message, msg, msg_n
from sim.scenario import READINGS, Reading
from sim.text import Text
from sim.words.bottleneck import cause_name
from sim.words.labels import signed_label
from sim.words.phrases import points, span_of

_LIKELY = 0.5
_THERE: dict[Reading, Message] = {
    "counted": msg("wholly in the official statistic"),
    "eligible": msg("wholly built and fit for sale"),
    "handed_over": msg("wholly handed over"),
}


def readiness_of(row: ProjectOutlook, reading: Reading) -> Readiness:
    """When a project reaches a reading."""
    return row.readiness[READINGS.index(reading)]


def loss_label(row: ProjectOutlook, goal: Goal, text: Text) -> str:
    """Points that a target loses without a project: −4.2; a dash where no future differs, ~0 where none is clear."""
    loss = row.contribution(goal).loss
    if loss.gained == loss.lost == 0:
        return "–"
    return signed_label(points(loss.share), text) if loss.verdict != "no_clear_difference" else "~0"


def waits_label(row: ProjectOutlook, found: Outlooks, text: Text) -> str:
    """What a project waits for most; a dash where it waits for nothing."""
    return "–" if row.waits_for is None else text(cause_name(row.waits_for, found.scenario))


def projects_in_words(found: Outlooks) -> tuple[Message, ...]:
    """Say how many projects are there in time, and which each target misses most.

    Parameters
    ----------
    found : Outlooks

    Returns
    -------
    tuple of Message
        A sentence each.
    """
    ready = [readiness_of(row, found.reading) for row in found.rows]
    last = found.years[-1]
    there = sum(each.by_year_end[-1].share >= _LIKELY for each in ready)
    before = sum(each.dates[1].kind == "before" for each in ready)
    never = sum(each.dates[1].kind == "never" for each in ready)
    rows = (
        msg_n("{count} project", "{count} projects", len(ready))
        if found.kind == "project"
        else msg_n("{count} block", "{count} blocks", len(ready))
    )
    said = [
        msg(
            "Of {rows} on the register, {there} are {wholly} by the end of {year} in at least half of the futures, "
            "{before} of them already before {day}; {never} never are in at least half of the futures.",
            rows=rows,
            there=there,
            wholly=_THERE[found.reading],
            year=str(last),
            before=before,
            day=found.scenario.settings.data_date,
            never=never,
        )
    ]
    missed = list(_missed(found))
    if missed:
        said.append(msg("Missed most were their homes to count nothing: {missed}.", missed=missed))
    else:
        said.append(
            msg("No target's chance clearly falls were the homes of any single one to count nothing.")
        )
    return tuple(said)


def _missed(found: Outlooks) -> Iterator[Message]:
    """Project that each year's target, and that of the period, misses most; none where no loss is clear."""
    for goal in found.goals:
        if goal.kind not in ("year", "period"):
            continue
        clear = [row for row in found.rows if row.contribution(goal).loss.verdict == "down"]
        clear.sort(key=lambda row: row.contribution(goal).loss.share)
        if not clear:
            continue
        most = clear[0].contribution(goal).loss.share
        said = {"span": span_of(goal), "project": clear[0].id, "points": points(most)}
        alike = sum(row.contribution(goal).loss.interval[0] <= most for row in clear[1:])
        if alike:
            yield msg("{span} {project} ({points} points; {alike} more about as much)", alike=alike, **said)
        else:
            yield msg("{span} {project} ({points} points)", **said)


def projects_notes(found: Outlooks) -> Iterator[Message]:
    """Say what the columns mean."""
    if found.kind == "project":
        yield msg(
            "A project of several blocks is there with its last home; homes that come before it count in their own "
            "year."
        )
    yield msg(
        "P10, P50, P90: in 10, 50 and 90 futures in 100 it is there by that month; “before”: before {day}; “>"
        "{year}”: later than the simulation looks; “never”: it lapses, has ended or never begins.",
        day=found.scenario.settings.data_date,
        year=str(found.last_year),
    )
    yield msg(
        "Homes: in the mean future, by the year in which they count. Over all rows they add up to the homes of `run`, "
        "less those already done this year before the data date."
    )
    yield msg(
        "Points lost: change of the target's chance were the homes of the row to count nothing, in the same futures. "
        "Its slots, its stocks and its share of a homes group stay; the push at each year's end and the carry-over are "
        "reckoned anew. ~0: no clear change; –: no future differs. Points of several rows do not add up: without one, "
        "a push may enter homes of another."
    )
    yield msg(
        "Waits for most: what takes most days of its homes' critical paths, work aside, until they are there or {year} "
        "ends.",
        year=str(found.years[-1]),
    )
    none = [row.id for row in found.rows if row.homes == 0 and any(not one.over for one in row.register_rows)]
    if none:
        yield msg_n(
            "0 homes: {projects} takes its turn and brings nothing to any target; its date is that of its last stage "
            "that counts, its days those of the project.",
            "0 homes: {projects} take their turns and bring nothing to any target; their dates are those of the last "
            "stage that counts, their days those of the project.",
            len(none),
            projects=none,
        )
    if found.pushes:
        yield msg(
            "A push is made alone, on the same draws. First in every queue: before all others for desks, teams and "
            "stocks; who has a slot keeps it. Done by a day: in every future, without a stall on the way, a round "
            "under way finds an investor, and what might never begin does; what that would take is not asked."
        )
