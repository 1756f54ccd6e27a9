"""The baseline's results, frozen: what moves them must be said in CHANGELOG.

Remake them with ``python tests/known_answers/test_frozen_baseline.py``. Homes and counts are compared with a tolerance of
one future in a hundred and 2 % of homes, since releases of NumPy and SciPy may differ in the last bits of a quantile,
which can move a completion over a year's end.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import sim

ROOT = Path(__file__).parents[2]
FROZEN = Path(__file__).with_name("frozen_baseline.json")
FUTURES = 200


def answers() -> dict[str, list[dict[str, float]]]:
    results = sim.run(
        sim.load_scenario(ROOT / "scenarios" / "can-tho-2026.toml"), replications=FUTURES, seed=1
    )
    return {
        reading: [
            {
                "year": year.year,
                "met": year.chance.met,
                "mean": round(year.homes.mean, 1),
                "p50": year.homes.p50,
            }
            for year in sim.judge(results, reading).years
        ]
        for reading in ("counted", "eligible", "handed_over")
    }


def test_baseline_results_have_not_moved():
    frozen = json.loads(FROZEN.read_text(encoding="utf-8"))
    for reading, years in answers().items():
        for now, then in zip(years, frozen[reading], strict=True):
            assert now["year"] == then["year"]
            assert now["met"] == pytest.approx(then["met"], abs=FUTURES / 100), (reading, now, then)
            assert now["mean"] == pytest.approx(then["mean"], rel=0.02, abs=5), (reading, now, then)


if __name__ == "__main__":
    FROZEN.write_text(json.dumps(answers(), indent=1) + "\n", encoding="utf-8")
