"""A run made longer: more futures of the same scenario, as one long run would hold them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.engines import ENGINES
from sim.experiment.blocks import SHARING, Job, outcomes_of, split
from sim.experiment.collect import Collection
from sim.experiment.futures import DEFAULT_SEED, Progress, check_shared_out, run
from sim.experiment.limits import MAX_JOBS, MAX_REPLICATIONS, check_within
from sim.experiment.results import Completions, Results
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
        When there are as many already, or so many cannot be shared out to sets.
    """
    done = results.replications
    check_within("replications", replications, done, MAX_REPLICATIONS)
    check_shared_out(replications, results.futures_per_set)
    if jobs is not None:
        check_within("jobs", jobs, 1, MAX_JOBS)
    if replications == done:
        return replace(results, requested=done)
    sharing = SHARING[results.engine]
    job = Job(
        make_plan(results.scenario),
        results.seed,
        results.engine,
        results.futures_per_set,
        by_block=results.completions is not None,
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
    """Runs of many scenarios that are asked for again and again, each time perhaps with more futures.

    Nothing is simulated twice as long as no run is asked for with fewer futures than before. Scenarios are known by
    their content. A run that is interrupted ends with KeyboardInterrupt: an answer is never made from half of it.

    Parameters
    ----------
    seed, engine, jobs, futures_per_set, progress
        As for `run`.
    """

    def __init__(
        self,
        *,
        seed: int = DEFAULT_SEED,
        engine: str = ENGINES[0],
        jobs: int | None = None,
        futures_per_set: int = 1,
        progress: Progress | None = None,
    ) -> None:
        self._seed, self._engine, self._jobs = seed, engine, jobs
        self._futures_per_set, self._progress = futures_per_set, progress
        self._longest: dict[str, Results] = {}

    def __call__(self, scenario: Scenario, replications: int) -> Results:
        """Results of exactly so many replications: those of `run`."""
        key = scenario.fingerprint
        known = self._longest.get(key)
        if known is not None and known.replications <= replications:
            results = more(known, replications, jobs=self._jobs, progress=self._progress)
        else:
            results = run(
                scenario,
                replications=replications,
                seed=self._seed,
                engine=self._engine,
                jobs=self._jobs,
                futures_per_set=self._futures_per_set,
                progress=self._progress,
            )
        if known is None or known.replications < results.replications:
            self._longest[key] = results
        if results.interrupted:
            raise KeyboardInterrupt
        return results


def _joined(first: Results, second: Results) -> Results:
    count = first.replications + second.replications
    # A mean of whole numbers times their count is their sum, once rounded.
    caps_met = {
        cap: (round(mean * first.replications) + round(second.caps_met[cap] * second.replications)) / count
        for cap, mean in first.caps_met.items()
    }
    completions = None
    if first.completions is not None and second.completions is not None:
        completions = _completions_joined(first.completions, second.completions)
    return replace(
        first,
        requested=second.requested,
        homes_by_quarter=np.concatenate([first.homes_by_quarter, second.homes_by_quarter]),
        caps_met=caps_met,
        completions=completions,
    )


def _completions_joined(first: Completions, second: Completions) -> Completions:
    return replace(
        first,
        homes=np.concatenate([first.homes, second.homes]),
        days=np.concatenate([first.days, second.days]),
        reason=np.concatenate([first.reason, second.reason]),
    )
