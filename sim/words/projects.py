"""Every project by name, in sentences and in cells of a table."""

from __future__ import annotations

from collections.abc import Iterator
from math import isinf

from sim.analysis.board import Goal
from sim.analysis.projects import ENTRY, InReach, Outlooks, ProjectOutlook, Reach, Readiness, When
from sim.errors import Message, msg, msg_n
from sim.scenario import READINGS, Reading
from sim.text import Text, number_of_homes
from sim.words.bottleneck import cause_name, stage_name
from sim.words.labels import signed_label
from sim.words.phrases import points, span_of

_LIKELY = 0.5
_STEPS = 3
"""Steps that are named of a project in a cell."""
_THERE: dict[Reading, Message] = {
    "counted": msg("wholly in the official statistic"),
    "eligible": msg("wholly built and fit for sale"),
    "handed_over": msg("wholly handed over"),
}


def readiness_of(row: ProjectOutlook, reading: Reading) -> Readiness:
    """When a project reaches a reading."""
    return row.readiness[READINGS.index(reading)]


def when_label(when: When, last_year: int, text: Text) -> str:
    """Month of a date, or why there is none: 06/2027, before, >2035, never."""
    if when.day is not None:
        return f"{when.day.month:02d}/{when.day.year}"
    if when.kind == "beyond":
        return f">{last_year}"
    return text("before") if when.kind == "before" else text("never")


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


def reach_in_words(found: Reach) -> tuple[Message, ...]:
    """Say how many homes a year can bring at all, and whether its target lies within that.

    Parameters
    ----------
    found : Reach

    Returns
    -------
    tuple of Message
        A sentence each.
    """
    span, target = span_of(found.goal), found.goal.target
    asked = msg(
        "{span} asks for {target}. Half of the futures bring {p50} or fewer, the best of {futures} brings {best}.",
        span=span,
        target=number_of_homes(target),
        p50=found.p50,
        futures=found.origin.replications,
        best=found.best,
    )
    most = msg(
        "Were every project as fast as in its fastest tenth, all at once, it would be {fastest}; were each as fast as "
        "in the best of its futures, {at_all}: that is the most there could be.",
        fastest=found.at_fastest,
        at_all=found.at_all,
    )
    if found.at_all < target:
        verdict = msg(
            "So the projects on the register cannot meet the target, however fast they go: {missing} are missing.",
            missing=number_of_homes(target - found.at_all),
        )
    elif found.at_fastest < target:
        verdict = msg(
            "So the target is out of reach unless almost all goes best at once: {missing} are missing even at the "
            "fastest tenth of every project.",
            missing=number_of_homes(target - found.at_fastest),
        )
    else:
        verdict = msg("So there are homes enough, were many projects fast at once.")
    if found.built is None:
        return (asked, most, verdict)
    built = msg(
        "The statistic may take in homes before they are finished: built and fit for sale in {span} are {homes} at "
        "most, in the best future.",
        span=span,
        homes=number_of_homes(found.built),
    )
    return (asked, built, most, verdict)


def steps_label(row: InReach, found: Reach, text: Text, most: int = _STEPS) -> str:
    """Steps that a project still needs with their days, the longest few: building 310, acceptance 45."""
    longest = sorted(row.steps, key=lambda step: -step.days)[:most]
    said = [
        text(
            "{step} {days}",
            step=msg("until it begins") if step.stage == ENTRY else stage_name(step.stage, found.scenario),
            days=msg("(never)") if isinf(step.days) else round(step.days),
        )
        for step in row.steps
        if step in longest
    ]
    if len(row.steps) > len(said):
        said.append(text("{count} shorter", count=len(row.steps) - len(said)))
    return "; ".join(said) or "–"


def reach_notes(found: Reach) -> Iterator[Message]:
    """Say what the columns mean."""
    yield msg(
        "Fastest tenth: in 10 futures in 100 its last home is there by that month, and it brings that many homes to "
        "{span} or more. At best: in the one future that suits it most. What stands added up "
        "is told for all projects at once, though they share desks, teams and the push at the year's end: no future "
        "brings more than they do at best.",
        span=span_of(found.goal),
    )
    yield msg(
        "Still needs: the steps of its last block and the days of each, waits included, in the fastest tenth of that "
        "step alone; all of them are seldom fast together. “>{year}”: later than the simulation looks; “never”: it "
        "lapses or never begins in more than nine tenths of the futures.",
        year=str(found.last_year),
    )
    if found.goal.kind == "cumulative":
        yield msg("Carried over: homes and targets of {span} are added up.", span=span_of(found.goal))
    if found.done:
        yield msg("Of all these, {homes} were done before the data date.", homes=number_of_homes(found.done))
