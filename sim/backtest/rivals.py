"""Forecasts of others, and of simple rules, for the same outcome."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sim.backtest.cases import Case
from sim.backtest.suite import RivalKind
from sim.scenario import LocalText

FEWEST_RATIOS = 5
"""Finished plans below which a reference class is no forecast."""


@dataclass(frozen=True)
class RivalForecast:
    """What a rival says of an outcome.

    Attributes
    ----------
    kind : str
        official, target_met, last_year, straight_line or reference_class.
    by : Words or None
        Who made it; None for a rule.
    homes : tuple of float
        Values, all equally likely: one for a point forecast, none where it gives a chance alone.
    chance : float
        Given to the target, 0 to 1.
    counted_then : int or None
        Homes it called counted by then.
    """

    kind: RivalKind
    by: LocalText | None
    homes: tuple[float, ...]
    chance: float
    counted_then: int | None = None


def rivals_of(case: Case) -> tuple[RivalForecast, ...]:
    """Forecasts that a case is held against.

    Parameters
    ----------
    case : Case

    Returns
    -------
    tuple of RivalForecast
        Those that the suite states; that the target is met; a straight line, homes done so far x days of the year /
        days gone by, where the scenario states homes done this year with a source; the ratios of the reference class x
        the target.
    """
    return tuple(_rivals(case))


def _rivals(case: Case) -> Iterator[RivalForecast]:
    target = case.target
    for rival in case.rivals:
        homes = () if rival.homes is None else (float(rival.homes),)
        reached = rival.homes is not None and rival.homes >= target
        chance = float(reached) if rival.chance is None else rival.chance
        yield RivalForecast(rival.kind, rival.by, homes, chance, rival.counted_then)
    yield RivalForecast("target_met", None, (float(target),), 1.0)
    line = straight_line(case)
    if line is not None:
        yield RivalForecast("straight_line", None, (line,), float(line >= target))
    if len(case.plans) >= FEWEST_RATIOS:
        values = tuple(plan.ratio * target for plan in case.plans)
        met = sum(plan.ratio >= 1 for plan in case.plans) / len(case.plans)
        yield RivalForecast("reference_class", None, values, met)


def straight_line(case: Case) -> float | None:
    """Homes of the year, were the rest of it like what has gone by; None where that is not known.

    Parameters
    ----------
    case : Case
        Its scenario states the homes done since 1 January of the outcome's year, and from which source.
    """
    if case.scenario is None:
        return None
    settings = case.scenario.settings
    done, day, year = settings.targets.done_this_year, settings.data_date, case.outcome.year
    first = date(year, 1, 1)
    gone = (day - first).days
    if done is None or not done.source or gone < 1 or day.year != year:
        return None
    return float(getattr(done, case.outcome.reading)) * (date(year + 1, 1, 1) - first).days / gone
