"""What nobody knows, drawn once a future or once for each set of unknown numbers: factors, sizes, chances, accounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
from scipy.special import betaincinv, ndtr, ndtri

from sim.array_types import Flags, Floats, Ints
from sim.plan import ChanceModel, Chances, DurationModel, HazardModel, RowChances, Span
from sim.random import SHARED, Uniforms
from sim.scenario import Account, Correlation, Indicator, ShareOfHomes


def unknown_scores(
    paths: Sequence[str], uniforms: Uniforms, correlations: Iterable[Correlation] = ()
) -> Floats:
    """Normal scores of unknown numbers, shape (R, N): 0 for the median, 1 for what 84 % of the values do not exceed.

    Parameters
    ----------
    paths : sequence of str
        Of N unknown numbers.
    uniforms : Uniforms
    correlations : iterable of Correlation
        Those by which the scores of some of them go together; see `factor_of`.
    """
    correlated = {path: group for group in correlations for path in group.between}
    scores = np.empty((uniforms.count, len(paths)))
    for column, path in enumerate(paths):
        own = uniforms.unknown(SHARED, "", path, "uncertain")
        group = correlated.get(path)
        scores[:, column] = (
            ndtri(own) if group is None else _score("+".join(group.between), group.correlation, own, uniforms)
        )
    return scores


def factor_of(model: DurationModel, chances: Chances, uniforms: Uniforms) -> Floats:
    """Unknown factor of a duration, shape (R,), correlated with those it belongs together with."""
    if model.uncertain is None:
        return np.ones(uniforms.count)
    return _factor(model, chances.correlated.get(model.path), uniforms)


@lru_cache(maxsize=512)
def _factor(model: DurationModel, group: tuple[str, float] | None, uniforms: Uniforms) -> Floats:
    assert model.uncertain is not None
    own = uniforms.unknown(SHARED, "", model.path, "uncertain")
    if group is None:
        return model.uncertain.quantile(own)
    name, correlation = group
    score = _score(name, correlation, own, uniforms)
    # Far in the tail the normal distribution function rounds to 1, where no quantile is defined.
    return model.uncertain.quantile(np.minimum(ndtr(score), np.nextafter(1.0, 0.0)))


def _score(name: str, correlation: float, own: Floats, uniforms: Uniforms) -> Floats:
    """Normal score of a factor that belongs together with others."""
    common = uniforms.unknown(SHARED, "", name, "correlated")
    return np.asarray(
        np.sqrt(correlation) * ndtri(common) + np.sqrt(1 - correlation) * ndtri(own), dtype=np.float64
    )


def likelihood_of(model: ChanceModel, uniforms: Uniforms) -> Floats:
    """Chance by state of the market, shape (R, M); states move together, as one opinion about all of them."""
    mean = np.broadcast_to(model.chance, (uniforms.count, len(model.chance)))
    if not np.isfinite(model.cases):
        return mean
    return _as_sure_as(mean, model.cases, uniforms.unknown(SHARED, "", model.path, "uncertain")[:, None])


def _as_sure_as(mean: Floats, cases: float, u: Floats) -> Floats:
    """Chances or shares of beta distributions with these means, as sure as if so many cases had been seen."""
    inside = np.clip(mean, 1e-12, 1 - 1e-12)
    drawn = betaincinv(inside * cases, (1 - inside) * cases, u)
    return np.asarray(np.where((mean <= 0) | (mean >= 1), mean, drawn), dtype=np.float64)


def indicator_unknowns(key: str, indicator: Indicator, uniforms: Uniforms) -> Mapping[str, Floats]:
    """What is not known of an indicator's inputs, each of shape (R,), by the name of the input.

    Factors on amounts, 1 where the amount is taken as known; of `share_of_homes` the share itself, 1 where the
    indicator states none. Their addresses are those of the inputs' paths, as for every unknown number.
    """
    drawn: dict[str, Floats] = {"share_of_homes": np.ones(uniforms.count)}
    for name, part in indicator.inputs.items():
        path = f"indicators.{key}.{name}"
        if isinstance(part, ShareOfHomes):
            drawn[name] = np.full(uniforms.count, part.share)
            if part.as_sure_as_cases is not None:
                u = uniforms.unknown(SHARED, "", path, "uncertain")
                drawn[name] = _as_sure_as(drawn[name], part.as_sure_as_cases, u)
        else:
            shape = None if part.uncertain is None else part.uncertain.distribution()
            drawn[name] = uniforms.factor(shape, path)
    return drawn


def hazard_of(model: HazardModel, uniforms: Uniforms) -> Floats:
    """Events per day by state of the market, shape (R, M)."""
    return np.asarray(model.per_day * uniforms.factor(model.uncertain, model.path)[:, None], dtype=np.float64)


def delivered_of(chances: Chances, uniforms: Uniforms) -> Floats:
    """Part of its promise that each fast track delivers, shape (R, tracks), 0 to 1."""
    delivered = np.empty((uniforms.count, len(chances.delivered)))
    for k, (path, shape) in enumerate(chances.delivered):
        delivered[:, k] = np.clip(shape.quantile(uniforms.unknown(SHARED, "", path, "uncertain")), 0.0, 1.0)
    return delivered


def sizes_of(chances: Chances, uniforms: Uniforms) -> tuple[Ints, Floats]:
    """Homes and hectares of each row, shapes (R, P); hectares NaN where nothing is known."""
    rows = chances.rows
    homes = np.empty((uniforms.count, len(rows)), dtype=np.int64)
    land = np.full((uniforms.count, len(rows)), np.nan)
    for p, row in enumerate(rows):
        if row.homes_group < 0:
            # Whole numbers, both ends as likely as the others.
            span = Span(row.homes.low, row.homes.high + 1.0) if row.homes.low < row.homes.high else row.homes
            homes[:, p] = np.floor(_somewhere_in(span, row, "homes", uniforms))
        if row.land_ha is not None:
            land[:, p] = _somewhere_in(row.land_ha, row, "land", uniforms)
    for index, total in enumerate(chances.groups):
        members = [p for p, row in enumerate(rows) if row.homes_group == index]
        if not members:
            continue
        raw = np.stack([_somewhere_in(rows[p].homes, rows[p], "homes", uniforms) for p in members], axis=1)
        shares = raw / raw.sum(axis=1, keepdims=True)
        homes[:, members] = _whole_numbers(shares, total.homes)
        if np.isfinite(total.land_ha):
            land[:, members] = shares * total.land_ha
    drawn = account_of(chances, uniforms)
    for index, account in enumerate(chances.accounts):
        at = np.flatnonzero(drawn == index)
        if len(at) > 0:
            _add_up(homes, at, account, chances, uniforms)
    return homes, land


def _add_up(homes: Ints, at: Ints, account: Account, chances: Chances, uniforms: Uniforms) -> None:
    """Draw the homes of an account's rows, one after the other, given that all of them add up to its total."""
    low, high = np.full(len(at), account.low), np.full(len(at), account.high)
    for p, rest, rest_low in zip(account.rows, account.rest, account.rest_low, strict=True):
        row = chances.rows[p]
        sizes = np.arange(int(row.homes.low), int(row.homes.high) + 1)
        below = _at(rest, high[:, None] - sizes - rest_low)
        likely = (below - _at(rest, low[:, None] - 1 - sizes - rest_low)).cumsum(axis=1)
        u = _uniform_of(row, "homes", uniforms)[at, None]
        passed = np.minimum((likely <= u * likely[:, -1:]).sum(axis=1), (likely < likely[:, -1:]).sum(axis=1))
        homes[at, p] = sizes[passed]
        low, high = low - homes[at, p], high - homes[at, p]


def _at(so_far: Floats, position: Ints) -> Floats:
    """Distribution function at positions, which may lie below its first and above its last."""
    return np.where(position < 0, 0.0, so_far[np.clip(position, 0, len(so_far) - 1)])


def _somewhere_in(span: Span, row: RowChances, purpose: str, uniforms: Uniforms) -> Floats:
    if span.low == span.high:
        return np.full(uniforms.count, span.low)
    return span.low + _uniform_of(row, purpose, uniforms) * (span.high - span.low)


def _uniform_of(row: RowChances, purpose: str, uniforms: Uniforms) -> Floats:
    """Where in its range the homes or the hectares of a row lie."""
    return uniforms.unknown(row.project, row.block, "", purpose)


def _whole_numbers(shares: Floats, total: int) -> Ints:
    """Largest-remainder rounding, so that every replication sums to the total exactly."""
    exact = shares * total
    whole = np.floor(exact).astype(np.int64)
    short = total - whole.sum(axis=1)
    rank = np.argsort(np.argsort(whole - exact, axis=1, kind="stable"), axis=1, kind="stable")
    return np.asarray(whole + (rank < short[:, None]), dtype=np.int64)


def homes_of_blocks(homes: Ints, chances: Chances) -> Ints:
    """Homes of each block, shape (R, B): equal parts of the row's, the remainder to the first blocks."""
    parts = [
        part_of(homes[:, p], number, len(row.block_addresses))
        for p, row in enumerate(chances.rows)
        for number in range(len(row.block_addresses))
    ]
    return np.stack(parts, axis=1)


def part_of(homes: Ints, number: int, blocks: int) -> Ints:
    """Homes of one of so many blocks, shape of `homes`."""
    whole, rest = np.divmod(homes, blocks)
    return np.asarray(whole + (number < rest), dtype=np.int64)


def account_of(chances: Chances, uniforms: Uniforms) -> Ints:
    """Which account of what was counted before holds, shape (R,); 0 where there is but one."""
    ends = np.cumsum([account.weight for account in chances.accounts])
    if len(ends) == 0:
        return np.zeros(uniforms.count, dtype=np.int64)
    u = uniforms.unknown(SHARED, "", "", "account")
    # Rounding may leave the last end below 1: what lies beyond belongs to the last account that is possible.
    possible = int(np.flatnonzero([account.weight > 0 for account in chances.accounts])[-1])
    return np.asarray(np.minimum((ends[None, :] <= u[:, None]).sum(axis=1), possible), dtype=np.int64)


def counted_before_of(chances: Chances, uniforms: Uniforms) -> Flags:
    """Whether the statistic held each block before the data date, shape (R, B)."""
    table = np.array([row.counted_in for row in chances.rows for _ in row.block_addresses], dtype=np.bool_)
    return np.asarray(table[:, account_of(chances, uniforms)].T)
