"""By when a lever must be pulled: what each start buys, and the last one that still buys enough."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sim.analysis.board import Goal, GoalResult, goal_results
from sim.analysis.provenance import Provenance, check_paired
from sim.analysis.runs import DEFAULT_RUNS, Runs
from sim.analysis.statistics import ERROR, ChanceChange, falls_of
from sim.errors import OptionError, msg
from sim.experiment import Results
from sim.levers import LeverSetting, apply_levers
from sim.scenario import Reading, Scenario

WORTH_POINTS = 5.0
"""Percentage points from which a start is worth it, unless said otherwise."""


@dataclass(frozen=True)
class Start:
    """What pulling the lever on one date buys about one goal.

    Attributes
    ----------
    day : date
    bought : ChanceChange
        Against the scenario without the lever.
    low : float
        Guarded lower bound of what is bought, -1 to 1: with those of all starts it holds at once in 95 cases of 100.
    clear : bool
        Whether it buys or costs anything clearly, guarded likewise.
    """

    day: date
    bought: ChanceChange
    low: float
    clear: bool


@dataclass(frozen=True)
class Deadline:
    """The last start that still buys enough about one goal.

    Attributes
    ----------
    goal : Goal
    starts : tuple of Start
        By date.
    worth : float
        What a start must buy, 0 to 1.
    last : date or None
        Last start whose lower bound reaches what is worth it; None: no start does.
    doubtful : tuple of date
        Starts before `last` that do not clearly buy as much.
    rises : (date, date) or None
        Where waiting from the first date to the second clearly buys more, which no deadline should do.
    """

    goal: Goal
    starts: tuple[Start, ...]
    worth: float
    last: date | None
    doubtful: tuple[date, ...]
    rises: tuple[date, date] | None

    def enough(self, start: Start) -> bool:
        """Whether the lower bound of a start reaches what is worth it."""
        return start.low >= self.worth

    def on(self, day: date) -> Start:
        """What the start on a date buys."""
        return next(start for start in self.starts if start.day == day)

    @property
    def best(self) -> Start:
        """Start that buys most, the latest of equals."""
        return max(self.starts, key=lambda start: (start.bought.share, start.day))


@dataclass(frozen=True)
class LatestStart:
    """Deadlines of a lever.

    Attributes
    ----------
    reading : {"counted", "eligible", "handed_over"}
    worth : float
        Percentage points.
    base : Provenance
    started : mapping of date to Provenance
    deadlines : tuple of Deadline
        Of each year, of all years jointly, then of the period and the programme where there are such.
    not_done : tuple of date
        Starts asked for that a Ctrl-C left out.
    """

    reading: Reading
    worth: float
    base: Provenance
    started: Mapping[date, Provenance]
    deadlines: tuple[Deadline, ...]
    not_done: tuple[date, ...] = ()


def judge_starts(
    base: Results, started: Mapping[date, Results], reading: Reading, *, worth: float = WORTH_POINTS
) -> LatestStart:
    """Find the last start of a lever that still buys enough.

    Parameters
    ----------
    base : Results
        Without the lever.
    started : mapping of date to Results
        With the lever from that date on, run with the same draws.
    reading : {"counted", "eligible", "handed_over"}
        What makes a home count.
    worth : float
        Percentage points that a start must buy, above 0 and below 100. A start is judged by the lower end of Tango's
        interval, whose error of 5 % is shared out over the starts (Bonferroni).

    Returns
    -------
    LatestStart

    Raises
    ------
    OptionError
        When there is no start, `worth` is out of range, or two runs cannot be compared future by future.
    """
    if not started:
        raise OptionError(msg("a deadline needs dates of start to try"))
    if not 0 < worth < 100:
        raise OptionError(
            msg("the points worth it are {worth}; they must lie between 0 and 100", worth=worth)
        )
    days = sorted(started)
    for day in days:
        check_paired(base, started[day])
    befores = goal_results(base, reading)
    afters = zip(*(goal_results(started[day], reading) for day in days), strict=True)
    deadlines = tuple(
        _deadline(before, dict(zip(days, after, strict=True)), base.futures_per_set, worth / 100)
        for before, after in zip(befores, afters, strict=True)
        if before.goal.kind != "cumulative"
    )
    origins = {day: Provenance.of(started[day]) for day in days}
    return LatestStart(reading, worth, Provenance.of(base), origins, deadlines)


def latest_start(
    scenario: Scenario,
    setting: LeverSetting,
    reading: Reading,
    *,
    worth: float = WORTH_POINTS,
    starts: Sequence[date] = (),
    given: Iterable[LeverSetting] = (),
    runs: Runs = DEFAULT_RUNS,
) -> LatestStart:
    """Tell what each start of a lever buys, and the last that still buys enough; see `judge_starts`.

    Parameters
    ----------
    setting : LeverSetting
        Its date is replaced by each start.
    worth : float
        Percentage points.
    starts : sequence of date, optional
        By default the first day of every quarter from the data date to the last target year.
    scenario, reading, given, runs
        As for `sim.compare_levers`.

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


def quarters_of(scenario: Scenario) -> tuple[date, ...]:
    """First days of quarters, from the data date to the end of the last target year."""
    settings = scenario.settings
    years = range(settings.data_date.year, settings.targets.years[-1].year + 1)
    days = (date(year, month, 1) for year in years for month in (1, 4, 7, 10))
    return tuple(day for day in days if day >= settings.data_date)


def _deadline(
    before: GoalResult, after: Mapping[date, GoalResult], futures_per_set: int, worth: float
) -> Deadline:
    def start(day: date) -> Start:
        bought = ChanceChange.of(before.met, after[day].met, futures_per_set)
        error = ERROR / len(after)
        clear = bought.clearly(error) != "no_clear_difference"
        return Start(day, bought, bought.interval_at(error)[0], clear)

    starts = tuple(start(day) for day in after)
    last = max((start.day for start in starts if start.low >= worth), default=None)
    doubtful = [start.day for start in starts if last is not None and start.day < last and start.low < worth]
    # From the last start to the first, what is bought should only rise.
    met = {day: result.met for day, result in after.items()}
    backwards: Sequence[date] = list(after)[::-1]
    falls = falls_of([backwards], met, futures_per_set, ERROR, beside_a_rise=False)
    return Deadline(before.goal, starts, worth, last, tuple(doubtful), None if falls is None else falls[::-1])
