"""Working time between instants: how much work a calendar allows, and when a given work ends.

An instant is a float64 number of days from the scenario's data date 00:00, negative before it. A calendar
is its running total: ``cumulative[d]`` is the work possible from the table's origin up to day ``d`` 00:00,
so the rate of day ``d`` is ``cumulative[d + 1] - cumulative[d]`` and is constant within the day. An empty
table is the plain calendar, on which every day counts in full.

The functions are scalar, call only each other, and keep to floats, ints and one-dimensional
indexing: they run unchanged on an ndarray, on a list of floats (about twice as fast), and under a compiler.
"""

import math
from collections.abc import Sequence

from sim.array_types import Floats

Cumulative = Floats | Sequence[float]

RESOLUTION = 1e-10
"""Work, in days at full rate, below which two totals are the same (about 9 microseconds).

Totals reach 1e4, where adding two floats errs by about 1e-12 and a table entry is rounded to 7e-12. Without
a resolution above these, work of 1.1 + 3.9 days could miss a Friday midnight and end the next Monday.
"""


def work_between(cumulative: Cumulative, origin_day: int, start_days: float, end_days: float) -> float:
    """Work possible between two instants: the integral of the daily rate.

    Parameters
    ----------
    cumulative : ndarray or sequence of float, shape (D + 1,) or (0,)
        Work possible from the origin to each day's 00:00, days at full rate, non-decreasing; empty for the
        plain calendar.
    origin_day : int
        Days from the data date to the table's origin; unused for the plain calendar.
    start_days, end_days : float
        Instants, days from the data date.

    Returns
    -------
    float
        Days of work at full rate, negative if `end_days` is before `start_days`; nan if either instant is
        nan or outside the table. On the plain calendar exactly ``end_days - start_days``.
    """
    if len(cumulative) == 0:
        return end_days - start_days
    last = len(cumulative) - 1
    work = 0.0
    for days, sign in ((start_days, -1.0), (end_days, 1.0)):
        if not origin_day <= days <= origin_day + last:
            return math.nan
        index = min(math.floor(days) - origin_day, last - 1)
        before = float(cumulative[index])
        rate = float(cumulative[index + 1]) - before
        work += sign * (before + (days - (origin_day + index)) * rate)
    return work


def finish(cumulative: Cumulative, origin_day: int, start_days: float, work_days: float) -> float:
    """Earliest instant by which `work_days` can be done from `start_days`.

    Work that ends just as a closure begins ends at that instant, not after the closure. The result never
    decreases as the work or the start grows, and is an exact whole day wherever the work ends within
    `RESOLUTION` of a midnight's total.

    Parameters
    ----------
    cumulative : ndarray or sequence of float, shape (D + 1,) or (0,)
        Work possible from the origin to each day's 00:00, days at full rate, non-decreasing; empty for the
        plain calendar.
    origin_day : int
        Days from the data date to the table's origin; unused for the plain calendar.
    start_days : float
        Instant the work may start, days from the data date.
    work_days : float
        Work to do, days at full rate; zero or less needs no time.

    Returns
    -------
    float
        Days from the data date, at least `start_days`, and exactly `start_days` for no work. On the plain
        calendar exactly ``start_days + work_days``. inf if the work does not fit before the table ends or
        the start is itself inf. nan if the start or the work is nan, or a finite start is outside the
        table: a checked plan has no such start, and an exception could not be raised from compiled code.
    """
    if math.isnan(start_days) or math.isnan(work_days):
        return math.nan
    if len(cumulative) == 0:
        return start_days + work_days if work_days > 0.0 else start_days
    if start_days == math.inf:
        return math.inf
    above = len(cumulative) - 1
    if not origin_day <= start_days <= origin_day + above:
        return math.nan
    if work_days <= 0.0:
        return start_days
    below = min(math.floor(start_days) - origin_day, above - 1)
    before = float(cumulative[below])
    rate = float(cumulative[below + 1]) - before
    target = before + (start_days - (origin_day + below)) * rate + work_days
    # Find the first midnight whose total is not short of the target by more than the resolution.
    short = target - RESOLUTION
    if cumulative[above] < short:
        return math.inf
    # Most work ends soon after its start: growing steps from there bracket it faster than the whole table.
    step = int(work_days) + 4
    near = below + step
    while near < above:
        if cumulative[near] < short:
            below = near + 1
            step *= 2
            near = below + step
        else:
            above = near
    while below < above:
        middle = (below + above) // 2
        if cumulative[middle] < short:
            below = middle + 1
        else:
            above = middle
    total = float(cumulative[above])
    end_days = float(origin_day + above)
    if total > target + RESOLUTION:
        before = float(cumulative[above - 1])
        end_days = origin_day + above - 1 + (target - before) / (total - before)
    return end_days if end_days > start_days else start_days


def finish_at_pace(
    cumulative: Cumulative,
    origin_day: int,
    start_days: float,
    work_days: float,
    pace_days: Cumulative,
    pace_shares: Cumulative,
    delivered: float,
) -> float:
    """Earliest instant by which work can be done that goes faster from dates on.

    Parameters
    ----------
    cumulative, origin_day, start_days, work_days
        As in `finish`.
    pace_days, pace_shares : ndarray or sequence of float, shape (K,)
        From each day on work runs at rate 1 / (1 - share x delivered), until the next; rising, inf for padding.
    delivered : float
        Part of the promised cut that is delivered, 0 to 1.

    Returns
    -------
    float
        As `finish`; equal to it to the last bit where no date comes before the end.
    """
    at, left, rate, k = start_days, work_days, 1.0, 0
    while k < len(pace_days) and pace_days[k] <= at:
        rate = 1.0 / (1.0 - pace_shares[k] * delivered)
        k += 1
    while True:
        end = finish(cumulative, origin_day, at, left / rate)
        if k == len(pace_days) or not end > pace_days[k]:
            return end
        left -= work_between(cumulative, origin_day, at, pace_days[k]) * rate
        at, rate = pace_days[k], 1.0 / (1.0 - pace_shares[k] * delivered)
        k += 1


def work_at_pace(
    cumulative: Cumulative,
    origin_day: int,
    start_days: float,
    end_days: float,
    pace_days: Cumulative,
    pace_shares: Cumulative,
    delivered: float,
) -> float:
    """Work possible between two instants when it goes faster from dates on; the other side of `finish_at_pace`."""
    at, work, rate, k = start_days, 0.0, 1.0, 0
    while k < len(pace_days) and pace_days[k] < end_days:
        if pace_days[k] > at:
            work += work_between(cumulative, origin_day, at, pace_days[k]) * rate
            at = pace_days[k]
        rate = 1.0 / (1.0 - pace_shares[k] * delivered)
        k += 1
    return work + work_between(cumulative, origin_day, at, end_days) * rate
