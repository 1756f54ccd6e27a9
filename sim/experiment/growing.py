"""A run made longer: more futures of the same scenario, as one long run would hold them."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import replace
from threading import Lock

import numpy as np

from sim.engines import ENGINES
from sim.experiment.blocks import SHARING, Job, outcomes_of, split
from sim.experiment.collect import Collection
from sim.experiment.futures import run
from sim.experiment.limits import DEFAULT_SEED, MAX_JOBS, MAX_REPLICATIONS, check_within
from sim.experiment.progress import Progress
from sim.experiment.results import Completions, NeverBegun, Results, shortened_results
from sim.plan import make_plan
from sim.scenario import Scenario


def more(
    results: Results, replications: int, *, jobs: int | None = None, progress: Progress | None = None
) -> Results:
    """Simulate more futures of a run.

    Parameters
    ----------
    results : Results
        Of `run`, or of this function.
    replications : int
        Futures to have in all, those done included.
    jobs, progress
        As for `run`.

    Returns
    -------
    Results
        The bytes of one run of so many replications.

    Raises
    ------
    OptionError
        When there are as many already.
    """
    done = results.replications
    check_within("replications", replications, done, MAX_REPLICATIONS)
    if jobs is not None:
        check_within("jobs", jobs, 1, MAX_JOBS)
    if replications == done:
        return replace(results, requested=done)
    sharing = SHARING[results.engine]
    job = Job.of(
        make_plan(results.scenario, years_beyond=results.years_beyond),
        results.seed,
        results.engine,
        results.futures_per_set,
        by_block=results.completions is not None,
        what_if=results.what_if,
    )
    added = Collection(results.scenario, job, replications - done)
    work = outcomes_of(job, split(replications, sharing.block, done), jobs or sharing.jobs)
    try:
        for outcomes in work:
            added.add(outcomes)
            if progress is not None:
                progress(done + added.count, replications)
    except KeyboardInterrupt:
        if added.count == 0:
            return replace(results, requested=replications)
    finally:
        work.close()  # type: ignore[attr-defined]
    return _joined(results, added.results(requested=replications))


class Growing:
    """Runs of scenarios that are asked for again and again, each time perhaps with more futures.

    The only place where futures are added to a run: the longest run of each scenario is kept and made longer, so that
    no future is simulated twice. Scenarios are known by their content. A run that is interrupted ends with
    KeyboardInterrupt: an answer is never made from half of it, but what was done is kept.

    Parameters
    ----------
    seed, engine, jobs, futures_per_set, years_beyond, progress
        As for `run`.
    kept : mutable mapping of str to Results, optional
        Where runs are kept, by the fingerprint of their scenario; by default all are. It may forget some, must be
        safe for threads where several ask, and holds runs made in one way only.
    """

    def __init__(
        self,
        *,
        seed: int = DEFAULT_SEED,
        engine: str = ENGINES[0],
        jobs: int | None = None,
        futures_per_set: int | None = None,
        years_beyond: int | None = None,
        progress: Progress | None = None,
        kept: MutableMapping[str, Results] | None = None,
    ) -> None:
        self._seed, self._engine, self._jobs = seed, engine, jobs
        self._futures_per_set, self._years_beyond = futures_per_set, years_beyond
        self._progress = progress
        self._kept: MutableMapping[str, Results] = {} if kept is None else kept
        self._lock = Lock()

    def __call__(
        self,
        scenario: Scenario,
        replications: int,
        *,
        progress: Progress | None = None,
        same_caps: bool = False,
    ) -> Results:
        """Give the results of so many futures of a scenario.

        Parameters
        ----------
        scenario : Scenario
        replications : int
        progress : callable, optional
            Of this run; by default that of all runs.
        same_caps : bool
            Whether `Results.caps_met` must be the mean over these very futures. A longer run that is kept is then
            not cut, since it holds that mean over all its own.

        Returns
        -------
        Results
            Those of `run`.

        Raises
        ------
        KeyboardInterrupt
            When stopped.
        """
        progress = progress or self._progress
        known = self._kept.get(scenario.fingerprint)
        longer = 0 if known is None else known.replications - replications
        if known is not None and (longer == 0 or (longer > 0 and not same_caps)):
            return replace(shortened_results(known, replications), requested=replications)
        if known is not None and longer < 0:
            results = more(known, replications, jobs=self._jobs, progress=progress)
        else:
            results = run(
                scenario,
                replications=replications,
                seed=self._seed,
                engine=self._engine,
                jobs=self._jobs,
                futures_per_set=self._futures_per_set,
                years_beyond=self._years_beyond,
                progress=progress,
            )
        self._keep(results)
        if results.interrupted:
            raise KeyboardInterrupt
        return results

    def known(self, scenario: Scenario) -> int:
        """How many futures of a scenario are kept."""
        results = self._kept.get(scenario.fingerprint)
        return 0 if results is None else results.replications

    def _keep(self, results: Results) -> None:
        key = results.scenario.fingerprint
        with self._lock:
            there = self._kept.get(key)
            if there is None or there.replications < results.replications:
                self._kept[key] = results


def _joined(first: Results, second: Results) -> Results:
    count = first.replications + second.replications

    def of_both(one: float, other: float) -> float:
        # A mean of whole numbers times their count is their sum, once rounded.
        return (round(one * first.replications) + round(other * second.replications)) / count

    caps_met = {cap: of_both(mean, second.caps_met[cap]) for cap, mean in first.caps_met.items()}
    never_begun = NeverBegun(
        of_both(first.never_begun.rows, second.never_begun.rows),
        of_both(first.never_begun.homes, second.never_begun.homes),
    )
    completions = None
    if first.completions is not None and second.completions is not None:
        completions = _completions_joined(first.completions, second.completions)
    return replace(
        first,
        requested=second.requested,
        homes_by_quarter=np.concatenate([first.homes_by_quarter, second.homes_by_quarter]),
        early_homes=np.concatenate([first.early_homes, second.early_homes]),
        caps_met=caps_met,
        never_begun=never_begun,
        completions=completions,
    )


def _completions_joined(first: Completions, second: Completions) -> Completions:
    return replace(
        first,
        homes=np.concatenate([first.homes, second.homes]),
        days=np.concatenate([first.days, second.days]),
        reason=np.concatenate([first.reason, second.reason]),
        early=np.concatenate([first.early, second.early]),
    )
