"""Questions about a scenario and its levers: each runs what it needs, on common random numbers, and answers.

What a Ctrl-C leaves is an answer from the futures that both sides of a comparison have, or from the causes and dates
done so far; where that is nothing, the KeyboardInterrupt goes on to the caller.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sim.analysis.ablation import CauseAblation, Tornado, costs_of_causes, swings_of_unknowns
from sim.analysis.board import Target
from sim.analysis.comparison import Comparison, compare
from sim.analysis.runs import DEFAULT_RUNS, Runs
from sim.analysis.starts import WORTH, LatestStart, judge_starts
from sim.errors import OptionError, msg
from sim.experiment import shortened_results
from sim.levers import Cause, LeverSetting, apply_cause, apply_levers
from sim.scenario import Reading, Scenario, Unknown, unknowns_of, with_known

P10, P90 = 0.1, 0.9
MOST_FOR_UNKNOWNS = 2_000
"""Futures at either end of an unknown number that doors ask for at most: there are many of these numbers."""


def compare_levers(
    scenario: Scenario,
    settings: Iterable[LeverSetting],
    reading: Reading,
    *,
    given: Iterable[LeverSetting] = (),
    runs: Runs = DEFAULT_RUNS,
) -> Comparison:
    """Tell what levers change.

    Parameters
    ----------
    scenario : Scenario
    settings : iterable of LeverSetting
        What is compared.
    reading : {"counted", "eligible", "handed_over"}
        What makes a home count.
    given : iterable of LeverSetting
        Levers pulled on both sides.
    runs : Runs

    Returns
    -------
    Comparison
        From fewer futures than asked for where Ctrl-C cut the second run short.

    Raises
    ------
    ScenarioError
        When the levers cannot be pulled together.
    """
    given = tuple(given)
    before, after = apply_levers(scenario, given), apply_levers(scenario, (*given, *settings))
    base = runs(before, 0, 2)
    if base.interrupted:
        raise KeyboardInterrupt
    changed = base if after is before else runs(after, 1, 2)
    return compare(shortened_results(base, changed.replications), changed, reading)


def latest_start(
    scenario: Scenario,
    setting: LeverSetting,
    reading: Reading,
    *,
    worth: float = WORTH,
    starts: Sequence[date] = (),
    given: Iterable[LeverSetting] = (),
    runs: Runs = DEFAULT_RUNS,
) -> LatestStart:
    """Tell what each start of a lever buys, and the last that still buys enough; see `when`.

    Parameters
    ----------
    setting : LeverSetting
        Its date is replaced by each start.
    worth : float
        Percentage points.
    starts : sequence of date, optional
        By default the first day of every quarter from the data date to the last target year.
    scenario, reading, given, runs
        As for `compare_levers`.

    Raises
    ------
    OptionError
        When the lever has no date.
    """
    if not setting.lever.dated:
        raise OptionError(
            msg("lever {lever} has no date: it holds for the whole scenario", lever=setting.lever.id)
        )
    given = tuple(given)
    days = {day.isoformat(): day for day in starts or quarters_of(scenario)}
    scenarios = {
        key: apply_levers(scenario, (*given, replace(setting, from_date=day))) for key, day in days.items()
    }
    base, started = runs.all(scenarios, apply_levers(scenario, given))
    found = judge_starts(base, {days[key]: results for key, results in started.items()}, reading, worth=worth)
    return replace(found, not_done=tuple(day for key, day in days.items() if key not in started))


def cause_ablation(
    scenario: Scenario,
    causes: Mapping[str, Cause],
    target: Target,
    reading: Reading,
    *,
    given: Iterable[LeverSetting] = (),
    runs: Runs = DEFAULT_RUNS,
) -> CauseAblation:
    """Leave one cause out at a time, and all together; see `drivers`.

    Parameters
    ----------
    causes : mapping of str to Cause
        One that takes nothing away from this scenario (a cause about a green lane, where there is none) is left out.
    target : int or {"all", "period", "programme"}
    scenario, reading, given, runs
        As for `compare_levers`.

    Returns
    -------
    Drivers
        Names are ids of causes; fewer where Ctrl-C cut it short, and then without all together.
    """
    base = apply_levers(scenario, given)
    without = {
        name: changed for name, cause in causes.items() if (changed := apply_cause(base, cause)) is not base
    }
    if not without:
        raise OptionError(msg("none of the causes at hand has a part in this scenario"))
    everything = base
    for name in without:
        everything = apply_cause(everything, causes[name])
    first, done = runs.all({**without, "": everything}, base)
    found = costs_of_causes(
        first, {name: done[name] for name in done if name}, done.get(""), target, reading=reading
    )
    return replace(found, not_done=tuple(name for name in without if name not in done))


def tornado(
    scenario: Scenario,
    target: Target,
    reading: Reading,
    *,
    given: Iterable[LeverSetting] = (),
    runs: Runs = DEFAULT_RUNS,
) -> tuple[Tornado, Mapping[str, Unknown]]:
    """Set each unknown number to its P10 and to its P90; see `swings`.

    Returns
    -------
    Swings
        Names are places of unknown numbers.
    mapping of str to Unknown
        What stands in each place.
    """
    base = apply_levers(scenario, given)
    unknowns = {unknown.path: unknown for unknown in unknowns_of(base)}
    ends = {f"{path}@{share}": with_known(base, path, share) for path in unknowns for share in (P10, P90)}
    if not ends:
        raise OptionError(msg("the scenario states no unknown number"))
    _, found = runs.all(ends, base)
    pairs = {
        place: (found[f"{place}@{P10}"], found[f"{place}@{P90}"])
        for place in unknowns
        if f"{place}@{P90}" in found
    }
    if not pairs:
        raise KeyboardInterrupt
    moved = swings_of_unknowns(pairs, target, reading=reading)
    return replace(moved, not_done=tuple(place for place in unknowns if place not in pairs)), unknowns


def quarters_of(scenario: Scenario) -> tuple[date, ...]:
    """First days of quarters, from the data date to the end of the last target year."""
    settings = scenario.settings
    years = range(settings.data_date.year, settings.targets.years[-1].year + 1)
    days = (date(year, month, 1) for year in years for month in (1, 4, 7, 10))
    return tuple(day for day in days if day >= settings.data_date)
