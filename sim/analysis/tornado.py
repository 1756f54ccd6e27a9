"""How far each number that is not known moves the outcome, from its P10 to its P90."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sim.analysis.board import Goal, GoalName
from sim.analysis.per_future import PerFuture
from sim.analysis.provenance import Provenance, check_paired
from sim.analysis.runs import DEFAULT_RUNS, Runs
from sim.analysis.statistics import ChanceChange, MeanChange, Rank, ranked
from sim.errors import OptionError, msg
from sim.experiment import Results
from sim.levers import LeverSetting, apply_levers
from sim.scenario import Reading, Scenario, Unknown, unknowns_of, with_known

P10, P90 = 0.1, 0.9


@dataclass(frozen=True)
class Swing:
    """What an unknown number moves, from its P10 to its P90.

    Attributes
    ----------
    homes_per_year : MeanChange
    chance : ChanceChange
    low, high : Provenance
        Of the runs at P10 and P90.
    """

    homes_per_year: MeanChange
    chance: ChanceChange
    low: Provenance
    high: Provenance


@dataclass(frozen=True)
class Tornado:
    """Unknowns by what they move.

    Attributes
    ----------
    reading : {"counted", "eligible", "handed_over"}
    goal : Goal
    swings : mapping of str to Swing
        From the largest change of homes to the least, whichever way it goes.
    ranks : mapping of str to Rank
    not_done : tuple of str
        Unknowns asked for that a Ctrl-C left out.
    """

    reading: Reading
    goal: Goal
    swings: Mapping[str, Swing]
    ranks: Mapping[str, Rank]
    not_done: tuple[str, ...] = ()


def swings_of_unknowns(
    ends: Mapping[str, tuple[Results, Results]], target: GoalName, *, reading: Reading
) -> Tornado:
    """Tell how far each unknown number moves the outcome.

    Parameters
    ----------
    ends : mapping of str to (Results, Results)
        Name of an unknown -> runs with it at its P10 and at its P90, all with the same draws.
    target, reading
        As for `costs_of_causes`.

    Returns
    -------
    Tornado
        A swing is not what is known, nor how likely the ends are: it says where knowing more would help.

    Raises
    ------
    OptionError
        When no unknown is given, or two runs cannot be compared future by future.
    """
    if not ends:
        raise OptionError(msg("the unknowns to look at are missing"))
    first = next(iter(ends.values()))[0]
    for end in (end for pair in ends.values() for end in pair):
        check_paired(first, end)
    pairs = {
        name: (PerFuture.of(low, reading, target), PerFuture.of(high, reading, target))
        for name, (low, high) in ends.items()
    }
    moved = {name: high.homes - low.homes for name, (low, high) in pairs.items()}
    sized = {name: change if change.mean() >= 0 else -change for name, change in moved.items()}
    ranks = ranked(sized, first.futures_per_set)

    def swing(name: str) -> Swing:
        (at_p10, at_p90), (low, high) = pairs[name], ends[name]
        return Swing(
            at_p10.homes_per_year_to(at_p90),
            at_p10.chance_to(at_p90),
            Provenance.of(low),
            Provenance.of(high),
        )

    goal = next(iter(pairs.values()))[0].result.goal
    return Tornado(reading, goal, {name: swing(name) for name in ranks}, ranks)


def tornado(
    scenario: Scenario,
    target: GoalName,
    reading: Reading,
    *,
    given: Iterable[LeverSetting] = (),
    runs: Runs = DEFAULT_RUNS,
) -> tuple[Tornado, Mapping[str, Unknown]]:
    """Set each unknown number to its P10 and to its P90; see `swings_of_unknowns`.

    Returns
    -------
    Tornado
        Names are paths of unknown numbers.
    mapping of str to Unknown
        What stands at each path.
    """
    base = apply_levers(scenario, given)
    unknowns = {unknown.path: unknown for unknown in unknowns_of(base)}
    ends = {f"{path}@{share}": with_known(base, path, share) for path in unknowns for share in (P10, P90)}
    if not ends:
        raise OptionError(msg("the scenario states no unknown number"))
    _, found = runs.all(ends, base)
    pairs = {
        path: (found[f"{path}@{P10}"], found[f"{path}@{P90}"])
        for path in unknowns
        if f"{path}@{P90}" in found
    }
    if not pairs:
        raise KeyboardInterrupt
    moved = swings_of_unknowns(pairs, target, reading=reading)
    return replace(moved, not_done=tuple(path for path in unknowns if path not in pairs)), unknowns
