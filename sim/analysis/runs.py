"""How the futures behind a question are simulated, and many scenarios on the same draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.engines import ENGINES
from sim.experiment import COMPARE_FUTURES, DEFAULT_SEED, Growing, Progress, Results, SharedProgress, run
from sim.scenario import Scenario


@dataclass(frozen=True)
class Runs:
    """How the futures of a question are simulated; the fields are those of `sim.run`.

    Futures end with the last target year: what is asked of them are chances and homes up to it.
    """

    replications: int = COMPARE_FUTURES
    seed: int = DEFAULT_SEED
    engine: str = ENGINES[0]
    jobs: int | None = None
    futures_per_set: int | None = None
    progress: Progress | None = None

    def __call__(self, scenario: Scenario, progress: Progress | None = None, *, last: bool = True) -> Results:
        """Simulate a scenario.

        A run that is cut short gives the futures done; `Growing`, which adds futures to runs, refuses such halves.

        Parameters
        ----------
        scenario : Scenario
        progress : callable, optional
            Of this run, where several share one; by default that of these runs.
        last : bool
            Whether no other scenario is to be simulated after it.

        Raises
        ------
        KeyboardInterrupt
            When stopped before the first block is done, or Ctrl-C comes in the last block and further scenarios
            are still to run.
        """
        progress = progress or self.progress
        stopped = False

        def told(done: int, to_do: int) -> None:
            nonlocal stopped
            assert progress is not None
            try:
                progress(done, to_do)
            except KeyboardInterrupt:
                stopped = True
                raise

        results = run(
            scenario,
            replications=self.replications,
            seed=self.seed,
            engine=self.engine,
            jobs=self.jobs,
            futures_per_set=self.futures_per_set,
            years_beyond=0,
            progress=None if progress is None else told,
        )
        if stopped and not results.interrupted and not last:
            # Ctrl-C in the last block leaves `interrupted` False; raise, or the next run would start.
            raise KeyboardInterrupt
        return results

    def all(self, scenarios: Mapping[str, Scenario], base: Scenario) -> tuple[Results, dict[str, Results]]:
        """Simulate a scenario and others to be compared with it; those that a Ctrl-C cut short are left out.

        Scenarios of one content are simulated once.

        Raises
        ------
        KeyboardInterrupt
            Where the base or every other scenario was cut short.
        """
        own = base.fingerprint
        keys = {name: scenario.fingerprint for name, scenario in scenarios.items()}
        many = len({own, *keys.values()})
        progress = self.shared(many)
        first = self(base, progress.of(own), last=many == 1)
        done = {own: first}
        if first.interrupted:
            raise KeyboardInterrupt
        found: dict[str, Results] = {}
        for name, scenario in scenarios.items():
            key = keys[name]
            if key not in done:
                try:
                    results = self(scenario, progress.of(key), last=len(done) + 1 == many)
                except KeyboardInterrupt:
                    break
                if results.interrupted:
                    break
                done[key] = results
            found[name] = done[key]
        if not found:
            raise KeyboardInterrupt
        return first, found

    def shared(self, scenarios: int) -> SharedProgress:
        """Progress that so many scenarios share."""
        return SharedProgress(self.progress, scenarios * self.replications)

    def growing(self) -> Growing:
        """Runs that are asked for again with more futures; progress is passed with each call, not taken from here."""
        return Growing(
            seed=self.seed,
            engine=self.engine,
            jobs=self.jobs,
            futures_per_set=self.futures_per_set,
            years_beyond=0,
        )


DEFAULT_RUNS = Runs()
