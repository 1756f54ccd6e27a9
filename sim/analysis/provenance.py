"""Which run an answer comes from, and whether two runs can be compared future by future."""

from __future__ import annotations

from dataclasses import dataclass

from sim.errors import OptionError, msg
from sim.experiment import Results
from sim.scenario import LocalText, unknowns_of


@dataclass(frozen=True)
class Provenance:
    """What makes a run again: with the files of the scenario, the same numbers.

    Attributes
    ----------
    name : LocalText
        The scenario's.
    scenario_hash : str
        Its `fingerprint`.
    seed, engine, replications, futures_per_set
        As in `Results`.
    """

    name: LocalText
    scenario_hash: str
    seed: int
    engine: str
    replications: int
    futures_per_set: int

    @classmethod
    def of(cls, results: Results) -> Provenance:
        """Say where results come from."""
        return cls(
            results.scenario.settings.name,
            results.scenario.fingerprint,
            results.seed,
            results.engine,
            results.replications,
            results.futures_per_set,
        )


def check_paired(base: Results, changed: Results) -> None:
    """Refuse two runs whose replications do not meet the same draws, or that are held against different targets.

    Raises
    ------
    OptionError
    """
    for what, first, second in (
        (msg("the seed"), base.seed, changed.seed),
        (msg("the number of futures"), base.replications, changed.replications),
        (
            msg("the number of futures that share what is not known"),
            _sharing(base, changed),
            _sharing(changed, base),
        ),
        (msg("the data date"), base.data_date, changed.data_date),
    ):
        if first != second:
            raise OptionError(
                msg(
                    "two runs cannot be compared future by future: {what} is {first} in one and {second} in the other",
                    what=what,
                    first=_plain(first),
                    second=_plain(second),
                )
            )
    if _wanted(base) != _wanted(changed):
        raise OptionError(msg("two runs cannot be compared future by future: their targets differ"))


def _sharing(results: Results, other: Results) -> int:
    """Futures that share what is not known; as many as in the other run where nothing is unknown in this one."""
    if results.futures_per_set == other.futures_per_set:
        return results.futures_per_set
    return results.futures_per_set if unknowns_of(results.scenario) else other.futures_per_set


def _plain(value: object) -> object:
    return str(value) if isinstance(value, int) else value


def _wanted(results: Results) -> tuple[object, ...]:
    targets = results.scenario.settings.targets
    done = targets.done_this_year
    so_far = None if done is None else (done.counted, done.eligible, done.handed_over)
    return targets.years, targets.carry_over, targets.period, targets.programme, so_far
