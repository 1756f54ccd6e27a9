"""How the futures behind a question are simulated, and many scenarios on the same draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.engines import ENGINES
from sim.experiment import DEFAULT_REPLICATIONS, DEFAULT_SEED, Growing, Progress, Results, run
from sim.scenario import Scenario


@dataclass(frozen=True)
class Runs:
    """How the futures of a question are simulated; the fields are those of `sim.run`."""

    replications: int = DEFAULT_REPLICATIONS
    seed: int = DEFAULT_SEED
    engine: str = ENGINES[0]
    jobs: int | None = None
    futures_per_set: int = 1
    progress: Progress | None = None

    def __call__(self, scenario: Scenario, position: int = 0, of: int = 1) -> Results:
        """Simulate a scenario, the `position`-th of so many, as far as progress is concerned.

        Raises
        ------
        KeyboardInterrupt
            When stopped before the first block is done, or at the last block where other scenarios follow.
        """
        stopped = False

        def told(done: int, _total: int) -> None:
            nonlocal stopped
            assert self.progress is not None
            try:
                self.progress(position * self.replications + done, of * self.replications)
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
            progress=None if self.progress is None else told,
        )
        if stopped and not results.interrupted and position + 1 < of:
            # A whole run does not show that it was stopped, and the next one would begin.
            raise KeyboardInterrupt
        return results

    def all(self, scenarios: Mapping[str, Scenario], base: Scenario) -> tuple[Results, dict[str, Results]]:
        """Simulate a scenario and others to be compared with it; those that a Ctrl-C cut short are left out.

        Scenarios of one content are simulated once.
        """
        of = 1 + len({scenario.fingerprint for scenario in scenarios.values()} - {base.fingerprint})
        first = self(base, 0, of)
        done = {base.fingerprint: first}
        if first.interrupted:
            raise KeyboardInterrupt
        found: dict[str, Results] = {}
        for name, scenario in scenarios.items():
            key = scenario.fingerprint
            if key not in done:
                try:
                    results = self(scenario, len(done), of)
                except KeyboardInterrupt:
                    break
                if results.interrupted:
                    break
                done[key] = results
            found[name] = done[key]
        if not found:
            raise KeyboardInterrupt
        return first, found

    def growing(self) -> Growing:
        """Runs that are asked for again with more futures; whoever asks says who is told of progress."""
        return Growing(
            seed=self.seed, engine=self.engine, jobs=self.jobs, futures_per_set=self.futures_per_set
        )


DEFAULT_RUNS = Runs()
