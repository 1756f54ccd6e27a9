"""Results: what a run leaves behind, enough to answer every question about targets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sim.array_types import Floats, Ints
from sim.errors import OptionError, msg
from sim.experiment.what_if import WhatIf
from sim.scenario import READINGS, Reading, Scenario

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Completions:
    """Block by block, when homes reached each reading.

    Attributes
    ----------
    projects, blocks : tuple of str
        Project id and block of each of the B columns.
    homes : int64 (R, B)
        Homes of each block.
    days : float64 (R, B, 3)
        Days since the data date at which each reading was reached; NaN where it was not.
    reason : int8 (R, B, 3)
        Index into `reasons`.
    reasons : tuple of str
        Names of the reason codes.
    early : int32 (R, B, Y)
        Homes that entered the statistic early, in the push of each target year; the day of `counted` is that of the
        rest. Y is 0 where the scenario has no push.
    """

    projects: tuple[str, ...]
    blocks: tuple[str, ...]
    homes: Ints
    days: Floats
    reason: NDArray[np.int8]
    reasons: tuple[str, ...]
    early: NDArray[np.int32]


@dataclass(frozen=True)
class NeverBegun:
    """Rows of the register that never begin, and their homes, in the mean of the futures."""

    rows: float
    homes: float


@dataclass(frozen=True)
class Results:
    """Outcome of R replications of one scenario.

    Attributes
    ----------
    scenario : Scenario
        The inputs.
    seed : int
        Seed of the draws.
    engine : str
        Engine that ran.
    futures_per_set : int
        Consecutive replications that share one set of unknown values; 1 in an ordinary run.
    requested : int
        Replications asked for; more than R when the run was interrupted.
    first_year : int
        Year of the first quarter.
    homes_by_quarter : int32 (R, N, 3)
        Homes reaching each reading in each quarter, readings in the order of `READINGS`.
    early_homes : int32 (R, Y)
        Homes that entered the statistic early, in the push of each target year; Y is 0 where the scenario has no push.
    caps_met : dict of str to float
        How often, in the mean of the futures, a cap of the scenario was met.
    never_begun : NeverBegun
        Rows that never begin: they are neither under way nor lapsed.
    completions : Completions or None
        Block by block, where the run was asked to keep them.
    what_if : WhatIf or None
        What the run was asked beside the scenario.
    """

    scenario: Scenario
    seed: int
    engine: str
    futures_per_set: int
    requested: int
    first_year: int
    homes_by_quarter: NDArray[np.int32]
    early_homes: NDArray[np.int32]
    caps_met: dict[str, float]
    never_begun: NeverBegun
    completions: Completions | None
    what_if: WhatIf | None = None

    @property
    def replications(self) -> int:
        """Replications done."""
        return len(self.homes_by_quarter)

    @property
    def interrupted(self) -> bool:
        """Whether fewer replications were done than asked for."""
        return self.replications < self.requested

    @property
    def years_beyond(self) -> int:
        """Years simulated after the last target year."""
        years: int = self.homes_by_quarter.shape[1] // 4
        return self.first_year + years - 1 - self.scenario.settings.targets.years[-1].year

    @property
    def data_date(self) -> date:
        """Date whose facts the scenario states."""
        return self.scenario.settings.data_date

    def done_this_year(self, reading: Reading) -> int:
        """Homes done in the data date's own year before the data date."""
        done = self.scenario.settings.targets.done_this_year
        return 0 if done is None else int(getattr(done, reading))

    def homes_in_quarters(self, reading: Reading) -> Ints:
        """Homes in each quarter, shape (R, N); those done earlier in the data date's year stand in its quarter."""
        homes = self.homes_by_quarter[:, :, READINGS.index(reading)].astype(np.int64)
        homes[:, (self.data_date.month - 1) // 3] += self.done_this_year(reading)
        return homes

    def homes_in_years(self, reading: Reading) -> Ints:
        """Homes in each calendar year from `first_year` on, shape (R, N / 4)."""
        quarters = self.homes_in_quarters(reading)
        # Adding up four at a time is what `sum` is slow at.
        return np.asarray(np.einsum("ryq->ry", quarters.reshape(len(quarters), -1, 4)), dtype=np.int64)


def shortened_results(results: Results, replications: int) -> Results:
    """First so many replications of a run: the bytes of a run of that many, but for means (caps, never begun)."""
    if replications >= results.replications:
        return results
    completions = results.completions
    if completions is not None:
        completions = replace(
            completions,
            homes=completions.homes[:replications],
            days=completions.days[:replications],
            reason=completions.reason[:replications],
            early=completions.early[:replications],
        )
    return replace(
        results,
        requested=replications,
        homes_by_quarter=results.homes_by_quarter[:replications],
        early_homes=results.early_homes[:replications],
        completions=completions,
    )


def completions_of(results: Results) -> Completions:
    """Completions of a run that was asked to keep them.

    Raises
    ------
    OptionError
        When it was not.
    """
    if results.completions is None:
        raise OptionError(
            msg(
                "these results do not hold when each block was completed; ask for it: run(…, completions=True)"
            )
        )
    return results.completions


def completions_frame(results: Results) -> pd.DataFrame:
    """Completions as a table for pandas, Parquet or a spreadsheet.

    Returns
    -------
    DataFrame
        A row for each replication and block: `replication`, `project`, `block`, `homes`, and for each reading its
        `..._days` since the data date (NaN where not reached) and `..._reason`. Where the scenario has a push, also
        `early_...` for each target year: homes that entered the statistic at its end before they were finished; the
        day of `counted` is that of the rest.

    Raises
    ------
    OptionError
        When the run was not asked to keep them.
    """
    import pandas as pd

    completions = completions_of(results)
    replications, blocks = completions.homes.shape

    def named(values: tuple[str, ...], index: NDArray[np.integer]) -> pd.Categorical[str]:
        names = list(dict.fromkeys(values))
        codes = np.array([names.index(value) for value in values], dtype=np.int32)
        return pd.Categorical.from_codes(np.asarray(codes[index]), categories=pd.Index(names))

    each_block = np.tile(np.arange(blocks), replications)
    columns: dict[str, object] = {
        "replication": np.repeat(np.arange(replications), blocks),
        "project": named(completions.projects, each_block),
        "block": named(completions.blocks, each_block),
        "homes": completions.homes.ravel(),
    }
    for place, reading in enumerate(READINGS):
        columns[f"{reading}_days"] = completions.days[:, :, place].ravel()
        columns[f"{reading}_reason"] = named(completions.reasons, completions.reason[:, :, place].ravel())
    for year, homes in zip(results.scenario.settings.targets.years, completions.early.T, strict=False):
        columns[f"early_{year.year}"] = homes.T.ravel()
    return pd.DataFrame(columns)
