"""What a year can bring at all, in sentences and in cells of a table."""

from __future__ import annotations

from collections.abc import Iterator
from math import isinf

from sim.analysis.projects import ENTRY, InReach, Reach
from sim.errors import Message, msg
from sim.text import Text, number_of_homes
from sim.words.bottleneck import stage_name
from sim.words.phrases import span_of

_STEPS = 3
"""Steps that are named of a project in a cell."""


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
