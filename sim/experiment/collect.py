"""Outcomes of blocks put together."""

from __future__ import annotations

import numpy as np

from sim.errors import RunError, msg
from sim.experiment.blocks import Job
from sim.experiment.results import Completions, NeverBegun, Results
from sim.model import CAPS, REASONS, BlockOutcomes, Outcomes
from sim.scenario import READINGS, Scenario


class Collection:
    """What has been handed back so far, in arrays made once for the whole run: nothing is ever held twice.

    Parameters
    ----------
    scenario : Scenario
    job : Job
    replications : int
        Most that will be handed back.

    Raises
    ------
    RunError
        When there is no memory for so many.
    """

    def __init__(self, scenario: Scenario, job: Job, replications: int) -> None:
        self._scenario, self._job = scenario, job
        self.count = 0
        quarters = len(job.plan.measurement.quarter_days) - 1
        columns = len(job.plan.labels.block_keys)
        push = job.plan.measurement.push
        years = 0 if push is None else len(push.homes)
        try:
            # A register holds at most 20,000 rows of 100,000 homes: below 2**31.
            self._homes = np.empty((replications, quarters, len(READINGS)), dtype=np.int32)
            self._early = np.empty((replications, years), dtype=np.int32)
            self._caps = np.empty((replications, len(CAPS)), dtype=np.int64)
            self._never_begun = np.empty((replications, 2), dtype=np.int64)
            self._blocks = (
                BlockOutcomes(
                    homes=np.empty((replications, columns), dtype=np.int64),
                    days=np.empty((replications, columns, len(READINGS))),
                    reason=np.empty((replications, columns, len(READINGS)), dtype=np.int8),
                    early=np.empty((replications, columns, years), dtype=np.int32),
                )
                if job.by_block
                else None
            )
        except MemoryError as error:
            raise RunError(
                msg("there is no memory for {count} futures; ask for fewer", count=replications)
            ) from error

    def add(self, outcomes: Outcomes) -> None:
        """Take in the block that follows."""
        done = slice(self.count, self.count + len(outcomes.caps))
        self._homes[done] = outcomes.homes_by_quarter
        self._early[done] = outcomes.early
        self._caps[done] = outcomes.caps
        self._never_begun[done] = outcomes.never_begun
        if self._blocks is not None:
            assert outcomes.blocks is not None
            self._blocks.homes[done] = outcomes.blocks.homes
            self._blocks.days[done] = outcomes.blocks.days
            self._blocks.reason[done] = outcomes.blocks.reason
            self._blocks.early[done] = outcomes.blocks.early
        # Last, for Ctrl-C may come in between.
        self.count = done.stop

    def results(self, requested: int) -> Results:
        """Make results of what is there."""
        job, done = self._job, slice(self.count)
        caps_met = self._caps[done].mean(axis=0)
        never_begun = self._never_begun[done].mean(axis=0)
        return Results(
            scenario=self._scenario,
            seed=job.seed,
            engine=job.engine,
            futures_per_set=job.futures_per_set,
            requested=requested,
            first_year=job.plan.measurement.first_year,
            homes_by_quarter=self._homes[done],
            early_homes=self._early[done],
            caps_met=dict(zip(CAPS, map(float, caps_met), strict=True)),
            never_begun=NeverBegun(*map(float, never_begun)),
            completions=None if self._blocks is None else self._completions(self._blocks),
            what_if=job.what_if,
        )

    def _completions(self, blocks: BlockOutcomes) -> Completions:
        keys, done = self._job.plan.labels.block_keys, slice(self.count)
        return Completions(
            projects=tuple(project for project, _ in keys),
            blocks=tuple(block for _, block in keys),
            homes=blocks.homes[done],
            days=blocks.days[done],
            reason=blocks.reason[done],
            reasons=REASONS,
            early=blocks.early[done],
        )
