"""The functions that are compiled as entry points and called from Python: batches drawn, simulated and measured.

A batch is up to BATCH replications, from `low` up to `high` (exclusive). Each task (draw, simulate, measure) is done
for the whole batch before the next, so that its code and data stay in the processor's caches. `start` is the number of
the replication in row 0 of `scratch`, `base` that of row 0 of `draws` and `times`. The other parameters are those of
`run_batches`.
"""

import math

import numpy as np

from sim.engines.compiled.array_tuple import point_to
from sim.engines.compiled.jit import jitted
from sim.engines.compiled.kernels.durations import draw_chance, draw_later
from sim.engines.compiled.kernels.future import simulate_future
from sim.engines.compiled.kernels.measure import measure_future
from sim.engines.compiled.kernels.numerics import FOUR, fill_uniforms, uniform
from sim.engines.compiled.kernels.shared import draw_push, draw_shared
from sim.engines.compiled.kernels.under_way import draw_under_way
from sim.engines.compiled.kernels.unknowns import draw_unknowns
from sim.engines.compiled.records import BATCH, COUNT_ALL, DRAW_ALL, SIMULATE_ALL


def run_batches(
    rules, addresses, unknowns, under_way, chance, tables, measured, task, seed, per_set, first, count,
    draws, counts, scratch, times, future, work, out, simulate, draw, measure,
):  # fmt: skip
    """Do one of three tasks for consecutive replications.

    Parameters
    ----------
    rules, addresses, unknowns, under_way, chance, tables, measured : array tuples
        What the plan says: `Rules`, `Addresses`, `Unknowns`, `UnderWayArrays`, `ChanceArrays`, `LookupArrays`,
        `Measured`.
    task : int
        `DRAW_ALL`: make all draws. `SIMULATE_ALL`: fill the times from complete draws. `COUNT_ALL`: draw, simulate and
        measure a batch at a time, in arrays of one batch, making only those draws that a future needs.
    seed, per_set : uint64, int
        Seed of the run; consecutive replications that share one set of unknown numbers.
    first, count : int
        Which replications.
    draws, counts, scratch, times, future, work, out : array tuples
        Written to: `FutureDrawArrays`, `CountDraws`, `DrawWorkspace`, `TimeArrays`, `FutureArrays`, `CountWorkspace`,
        `Counted`.
    simulate, draw, measure : functions
        `simulate_batch`, `draw_batch` and `measure_batch`, compiled apart from this one.
    """
    for start in range(first - first % 4, first + count, BATCH):
        low, high, base = max(start, first), min(start + BATCH, first + count), first
        if task == COUNT_ALL:
            base = start
        if task != SIMULATE_ALL:
            draw(
                rules, addresses, unknowns, under_way, chance, tables, task, seed, per_set, start, low, high,
                base, draws, counts, scratch,
            )  # fmt: skip
        if task != DRAW_ALL:
            simulate(future, task, seed, start, low, high, base)
        if task == COUNT_ALL:
            measure(rules, measured, draws, counts, start, low, high, first, times, work, out)


def draw_batch(
    rules, addresses, unknowns, under_way, chance, tables, task, seed, per_set, start, low, high, base,
    draws, counts, scratch,
):  # fmt: skip
    """Make the draws of a batch that every future needs, or with `DRAW_ALL` all of them (rules 1 to 14).

    Mirrors `sim.model.drawing.draw`.

    Parameters
    ----------
    addresses, task, per_set : Addresses, int, int
        As in `run_batches`.
    start, low, high, base : int
        The batch, and the replication in row 0 of `draws`.
    """
    for j in range(0, high - start, 4):
        counter = np.uint64(start + j) // FOUR
        fill_uniforms(chance.keys, chance.words, seed, counter, chance.at_once[2], scratch.uniforms, j)
        keys, words = addresses.future_keys, addresses.future_words
        fill_uniforms(keys, words, seed, counter, len(keys), scratch.of_future, j)
        if per_set == 1:
            keys, words = addresses.set_keys, addresses.set_words
            fill_uniforms(keys, words, seed, counter, len(keys), scratch.of_set, j)
    for index in range(low, high):
        j, r = index - start, index - base
        if per_set > 1:
            for k in range(len(addresses.set_keys)):
                key, word = addresses.set_keys[k], addresses.set_words[k]
                scratch.of_set[j, k] = uniform(seed, key, word, index // per_set)
        if task == COUNT_ALL:
            _forget_draws(chance, draws, r)
        draw_unknowns(unknowns, tables, j, r, draws, counts, scratch)
        draw_shared(unknowns, seed, index, rules.horizon_days[0], j, r, draws, scratch)
        draw_push(unknowns, tables, j, r, counts, scratch)
        draw_under_way(rules, under_way, chance, tables, j, r, draws, scratch)
    for index in range(low, high):
        j, r = index - start, index - base
        draw_chance(chance, tables, j, r, draws, scratch)
        if task == DRAW_ALL:
            later = chance.at_once[2]
            draw_later(chance, tables, seed, later, len(chance.draws) - later, index, j, r, draws, scratch)


def simulate_batch(future, task, seed, start, low, high, base):
    """Take the rows through a batch of futures.

    Mirrors `Reference.simulate`.

    Parameters
    ----------
    task : int
        As in `run_batches`.
    start, low, high, base : int
        The batch, and the replication in row 0 of `draws` and `times`.
    """
    which = future.which[0]
    which.seed = seed
    for index in range(low, high):
        which.index, which.j, which.r = index, index - start, index - base
        if task == COUNT_ALL:
            _forget_times(future.all_times, index - base)
        point_to(future.draws, future.all_draws, index - base)
        point_to(future.times, future.all_times, index - base)
        simulate_future(future)


def measure_batch(rules, measured, draws, counts, start, low, high, first, times, work, out):
    """Measure a batch of futures (rules 12 and 13).

    Mirrors `sim.model.outcomes.measure`.

    Parameters
    ----------
    start, low, high : int
        The batch; its draws and times begin in row 0.
    first : int
        Replication in row 0 of `out`.
    """
    for index in range(low, high):
        measure_future(rules, measured, draws, counts, index - start, times, work, out, index - first)


@jitted
def _blank(values):
    """Set all of an array to NaN.

    Parameters
    ----------
    values : float64
    """
    for i in range(len(values)):
        values[i] = math.nan


@jitted
def _forget_draws(chance, draws, r):
    """Mark the draws that are made only when needed as not made: they are still those of another future."""
    for i in range(len(chance.reissued)):
        draws.reissue_days[r, chance.reissued[i], 0] = math.nan
    for column in range(draws.round_luck.shape[1]):
        _blank(draws.round_luck[r, column])
    for column in range(draws.grace_days.shape[1]):
        _blank(draws.grace_days[r, column])


@jitted
def _forget_times(times, r):
    """Set the times of another future to NaN, as far as they are read before they are written."""
    _blank(times.lapsed[r])
    _blank(times.started[r])
    _blank(times.ended[r])
    _blank(times.fallback[r])
    for column in range(times.stalled.shape[1]):
        _blank(times.stalled[r, column])
        _blank(times.recalled[r, column])
        _blank(times.resumed[r, column])
