"""All that the frozen results ask of the simulator. Where names or modules of `sim` move, only this file is edited.

What other modules of the tests make scenarios with stands in tests/builders.py.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from conservation.generated.reached import RULES, reached
from futures import simulate

import sim
from sim.distributions import DistributionSpec
from sim.files import scenario_problems, tagged_models
from sim.guide import example, example_full
from sim.levers import load_package
from sim.model import rules
from sim.model import unknown_values as unknowns
from sim.random import addresses
from sim.random import uniform_source as room
from sim.scenario import DateRange as DateRange
from sim.scenario import Scenario
from sim.scenario import StageUnderWay as StageUnderWay

ROOT = Path(__file__).parents[2]
SCENARIOS = ROOT / "scenarios"
READINGS = ("counted", "eligible", "handed_over")
ENGINES = ("compiled", "reference")
EXAMPLES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "example": ("example.toml", example.EXAMPLE_FILES),
    "example_full": ("example-full.toml", example_full.FULL_FILES),
}
"""Name of the scenario file, and all files by name."""
THINGS = RULES
"""How many things `came_about` knows."""


@dataclass(frozen=True)
class Ran:
    """One run: whole numbers by name, dates and addresses.

    `days` are those of every block and reading in every future, since the data date; NaN for never. `ranges` are the
    chances at the hopeless and hopeful ends, where sets of unknown numbers were asked for. `addresses` are told by the
    reference engine.
    """

    whole: Mapping[str, np.ndarray]
    met: Mapping[str, list[int]]
    homes_mean: Mapping[str, list[float]]
    days: np.ndarray
    ranges: list[float]
    addresses: frozenset[str]


def read_file(path: Path) -> Scenario:
    """Scenario of a file."""
    return sim.load_scenario(path)


def read_texts(files: Mapping[str, str], name: str) -> Scenario:
    """Scenario of files held as texts."""
    with TemporaryDirectory() as folder:
        for file, text in files.items():
            (Path(folder) / file).write_text(text, encoding="utf-8")
        return sim.load_scenario(Path(folder) / name)


def read_stored(path: Path) -> Scenario:
    """Scenario of a file in tests/frozen/scenarios; a field that gets another name is translated here."""
    return Scenario.model_validate_json(path.read_text(encoding="utf-8"))


def stored(scenario: Scenario) -> str:
    """Text of a scenario that `read_stored` reads."""
    return scenario.model_dump_json(by_alias=True, exclude_defaults=True) + "\n"


def errors_of(scenario: Scenario) -> list[str]:
    """What the product would refuse in a scenario."""
    return [str(one) for one in scenario_problems(scenario, "frozen") if one.severity == "error"]


@cache
def _city(path: Path) -> Scenario:
    return sim.load_scenario(path)


@cache
def _levers() -> Mapping[str, sim.Lever]:
    return sim.load_levers()


@cache
def _causes() -> Mapping[str, sim.Cause]:
    return sim.load_causes()


def with_lever(baseline: Path, lever_id: str, which: str, ramp_months: int = 0) -> Scenario:
    """Baseline with a lever at its `default`, `low` or `high`."""
    lever = _levers()[lever_id]
    value = getattr(lever, which)
    assert value != lever.neutral, lever_id
    return sim.apply_levers(_city(baseline), [sim.LeverSetting(lever, value, ramp_months=ramp_months)])


def with_package(baseline: Path, package: Path) -> Scenario:
    """Baseline with the levers of a package."""
    return sim.apply_levers(_city(baseline), load_package(package, _levers()))


def without_cause(baseline: Path, cause_id: str) -> Scenario:
    """Baseline without a cause."""
    base = _city(baseline)
    if cause_id == "full_delivery":
        # What a promise delivers matters only where a fast track makes one.
        base = with_lever(baseline, "green_lane", "default")
    return sim.apply_cause(base, _causes()[cause_id])


def _of_every_board(board: sim.Board) -> Sequence[Any]:
    """Chances that the boards of all three readings have, of targets: indicators are computed from frozen homes."""
    return replace(board, period_without_last_push=None, indicators=()).chances


def run(scenario: Scenario, engine: str, futures: int, seed: int, per_set: int) -> Ran:
    """Run a scenario to the horizon and read off what is frozen."""
    with _asked() as asked:
        results = sim.run(
            scenario,
            replications=futures,
            seed=seed,
            engine=engine,
            jobs=1,
            futures_per_set=per_set,
            completions=True,
        )
    boards = {reading: sim.judge(results, reading) for reading in READINGS}
    completions = results.completions
    assert completions is not None
    whole = {
        "quarters": results.homes_by_quarter,
        "years": np.stack([results.homes_in_years(reading) for reading in READINGS], axis=2),
        "blocks": completions.homes,
        "reasons": completions.reason,
        "caps": np.rint([mean * futures for mean in results.caps_met.values()]),
        "chances": np.array([[chance.met for chance in _of_every_board(board)] for board in boards.values()]),
        "percentiles": np.array(
            [
                [
                    (one.homes.p10, one.homes.p50, one.homes.p90)
                    for one in (*board.years, *board.cumulative, board.period, board.programme)
                    if one is not None
                ]
                for board in boards.values()
            ]
        ),
    }
    without = boards["counted"].period_without_last_push
    if results.early_homes.shape[1] > 0:
        whole["early"] = completions.early
    if without is not None:
        whole["without_last_push"] = np.array([without.chance.met, without.homes.p50])
    return Ran(
        whole=whole,
        met={name: [year.chance.met for year in board.years] for name, board in boards.items()},
        homes_mean={name: [year.homes.mean for year in board.years] for name, board in boards.items()},
        days=completions.days,
        ranges=[
            end
            for board in boards.values()
            for chance in replace(board, indicators=()).chances
            if (known := chance.over_unknowns) is not None
            for end in (known.low.chance, known.high.chance)
        ],
        addresses=frozenset(asked),
    )


@contextmanager
def _asked() -> Iterator[set[str]]:
    """Spelling of every address of which a draw asks, and the words that stand for it."""
    asked: set[str] = set()

    def spy(seed: int, address: addresses.Address, first: int, count: int) -> np.ndarray:
        spelled = (address.project, address.block, address.stage, address.purpose, str(address.attempt))
        words = f"{addresses.hash64(address.project):016x} {address.counter_word:016x}"
        asked.add("\t".join((*spelled, words)))
        return addresses.uniforms(seed, address, first, count)

    # Kept factors would not ask again.
    unknowns._factor.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room, "uniforms", spy)
        yield asked
    unknowns._factor.cache_clear()


def template_of(address: str) -> str:
    """An address without the names of its project, block and stage, and without its number."""
    project, block, stage, purpose, *_ = address.split("\t")
    if project == addresses.SHARED:
        return "|".join((project, block, stage, purpose))
    return "|".join(("*", "*" if block else "", "*" if stage else "", purpose))


def came_about(scenario: Scenario, futures: int) -> set[str]:
    """Which of the things that rules bring about came about in some futures of a scenario."""
    return reached(simulate(scenario, futures, engine="compiled"))


def family_examples() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """Every family of distributions, in every way of stating it."""
    models: dict[str, Any] = tagged_models(DistributionSpec)
    return {name: model.examples for name, model in models.items()}


def rule_titles() -> Sequence[str]:
    """Headings of the rules of the model."""
    return re.findall(r"^(\S.*)\n-+$", rules.__doc__ or "", re.MULTILINE)


def mean_days(days: np.ndarray) -> list[float | None]:
    """Mean of all dates of each reading; None where there is none."""
    means: list[float | None] = []
    for reading in range(days.shape[2]):
        known = days[:, :, reading]
        known = known[np.isfinite(known)]
        means.append(math.fsum(known.tolist()) / known.size if known.size else None)
    return means
