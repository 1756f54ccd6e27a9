"""What questions about levers and causes cost, beside one run of the same scenario."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from benchmarks.cities import SEED, baseline
from benchmarks.commands import FEW
from benchmarks.figure import Figure, Setting
from benchmarks.timing import Contender, median, side_by_side
from sim.analysis import Runs, cause_ablation, compare_levers
from sim.levers import load_causes, load_levers, parse_setting


def questions(setting: Setting) -> Sequence[Figure]:
    """`compare` of three levers, and `drivers` with every cause, against one run; processor time, one job.

    Reading files and printing are left out of all three; applying levers and causes, and the answer itself, are not.
    """
    runs = Runs(seed=SEED, engine=setting.engine, jobs=1)
    if setting.quick:
        runs = replace(runs, replications=int(FEW))
    levers, causes = load_levers(), load_causes()
    settings = [parse_setting(said, levers) for said in ("green_lane=50", "clearance_teams=3", "builders=4")]
    times = side_by_side(
        [
            Contender("run", lambda: runs(baseline())),
            Contender("compare", lambda: compare_levers(baseline(), settings, "counted", runs=runs)),
            Contender("drivers", lambda: cause_ablation(baseline(), causes, "period", "counted", runs=runs)),
        ],
        setting.rounds(3),
    )
    what = f"baseline, {runs.replications:,} replications"
    seconds: dict[str, float | str] = {f"{name}_s": median(values) for name, values in times.items()}
    return (
        Figure(
            "compare",
            f"{what}: comparing three levers / one run",
            "×",
            times["compare"] / times["run"],
            must=2.5,
            aim=2.2,
            detail=seconds,
        ),
        Figure(
            "drivers",
            f"{what}: {len(causes)} causes left out / one run",
            "×",
            times["drivers"] / times["run"],
            must=15,
            aim=13,
            detail=seconds,
        ),
    )
