"""Remake the figures of docs/model.md, 4.4: ``python docs/face_validity.py`` (about five minutes on two processors)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

import sim
from sim.experiment import Results
from sim.scenario import READINGS, Scenario, Settings

BASELINE = Path(__file__).parents[1] / "scenarios" / "can-tho-2026.toml"
FUTURES, SEED = 10_000, 1
BRUTE_SETS, BRUTE_FUTURES = 400, 1_000
"""Sets of unknown values, and futures of each: enough to see the chance of each set almost without error."""
JUMP_2025 = 1_176
"""Homes entered ahead of the building in 2025."""

Edit = Callable[[dict[str, Any]], None]


def edited(scenario: Scenario, edit: Edit) -> Scenario:
    """Change a scenario's settings as plain data; they are checked again."""
    plain = scenario.settings.model_dump(by_alias=True, exclude_unset=True)
    edit(plain)
    return scenario.model_copy(update={"settings": Settings.model_validate(plain)})


def everywhere(plain: Any, name: str, change: Callable[[Any], Any]) -> None:
    """Change every field of a name, however deep, that is stated."""
    if isinstance(plain, dict):
        for key, value in plain.items():
            if key == name and value is not None:
                plain[key] = change(value)
            else:
                everywhere(value, name, change)
    elif isinstance(plain, (list, tuple)):
        for value in plain:
            everywhere(value, name, change)


def unchanged(_plain: dict[str, Any]) -> None:
    """Change nothing."""


def without(*names: str) -> Edit:
    def edit(plain: dict[str, Any]) -> None:
        for name in names:
            everywhere(plain, name, lambda _: None)
        if "uncertain" in names:
            plain["correlations"] = ()
            plain["counting"]["push"]["share_enterable"] |= {"uncertain": {"family": "fixed", "value": 0.74}}

    return edit


def empty(name: str, value: Any) -> Edit:
    return lambda plain: plain.update({name: value})


def market(state: str) -> Edit:
    return lambda plain: plain["market"].update(initial=state, switches=())


def no_limit(kind: str, name: str, field: str) -> Edit:
    return lambda plain: plain[kind][name].update({field: 10_000})


def every_call_succeeds(plain: dict[str, Any]) -> None:
    everywhere(plain, "success", lambda success: success | {"chance": 1.0, "as_sure_as_cases": None})


def law_not_in_force(plain: dict[str, Any]) -> None:
    plain["stages"]["design_permit"]["law"] = ()
    for correlation in plain["correlations"]:
        correlation["between"] = tuple(name for name in correlation["between"] if ".law." not in name)


def no_end_of_resolution_201(plain: dict[str, Any]) -> None:
    plain["stages"]["investor_assignment"]["law"] = ()


def uptake_at_once(plain: dict[str, Any]) -> None:
    plain["stages"]["uptake"]["duration"].update(spread={"family": "fixed", "value": 0.0}, uncertain=None)


def all_begin(plain: dict[str, Any]) -> None:
    for one in plain["never_begins"].values():
        one.update(chance=0.0, as_sure_as_cases=None)


def no_wait(plain: dict[str, Any]) -> None:
    for one in plain["start_hazards"].values():
        one.update(share_a_year=0.999_999, year_factor=None, uncertain=None)


CHANGES: dict[str, Edit] = {
    "– (baseline)": unchanged,
    "homes entered to meet a target": without("push"),
    "rows that may never begin (all begin)": all_begin,
    "wait before a start (all enter at once)": no_wait,
    "recall (no investor stalls)": without("recall"),
    "common factors": empty("factors", {}),
    "correlated unknowns": empty("correlations", ()),
    "all unknown levels": without("uncertain", "as_sure_as_cases"),
    "market always quiet": market("quiet"),
    "market always ordinary": market("ordinary"),
    "market always warm": market("warm"),
    "every call finds an investor": every_call_succeeds,
    "notices never void": without("needs_valid"),
    "resettlement plots without limit": no_limit("stocks", "resettlement_plots", "level"),
    "infrastructure money without limit": no_limit("stocks", "infrastructure_budget", "level"),
    "clearance teams without limit": no_limit("pools", "clearance_teams", "slots"),
    "appraisal desks without limit": no_limit("pools", "appraisal_desks", "slots"),
    "crews without limit": no_limit("pools", "builders", "slots"),
    "Construction Law of 1 July 2026 not in force": law_not_in_force,
    "Resolution 201/2025 without an end": no_end_of_resolution_201,
    "uptake at once": uptake_at_once,
}


def percent(share: float) -> str:
    return f"{100 * share:.1f}" if share < 0.01 else f"{100 * share:.0f}"


def years_and_period(results: Results, reading: Any) -> tuple[list[Any], Any]:
    board = sim.judge(results, reading)
    assert board.period is not None
    return list(board.years), board.period


def tables(study: Results) -> None:
    for reading in READINGS:
        years, period = years_and_period(study, reading)
        chances, homes = [], []
        for one in [*years, period]:
            told = one.chance.over_unknowns
            ends = "-" if told is None else f"{100 * told.low.chance:.1f}-{100 * told.high.chance:.1f}"
            chances.append(f"{100 * one.chance.share:.1f}% ({ends})")
            homes.append(f"{one.homes.p10:,} / {one.homes.p50:,} / {one.homes.p90:,}")
        print(f"| {reading} | {' | '.join(chances)} |\n| {reading} | {' | '.join(homes)} |")


def brute_force(scenario: Scenario) -> None:
    """P10 and P90 of the chance over sets, seen directly: so many futures a set that a set's share is its chance."""
    results = sim.run(
        scenario,
        replications=BRUTE_SETS * BRUTE_FUTURES,
        futures_per_set=BRUTE_FUTURES,
        seed=SEED + 1,
        years_beyond=0,
    )
    counted = results.homes_in_years("counted")
    targets = scenario.settings.targets
    goals = {str(goal.year): (counted[:, i], goal.homes) for i, goal in enumerate(targets.years)}
    if targets.period is not None:
        goals["period"] = (counted[:, : len(targets.years)].sum(axis=1), targets.period.homes)
    for name, (homes, target) in goals.items():
        shares = (homes >= target).reshape(BRUTE_SETS, BRUTE_FUTURES).mean(axis=1)
        low, high = np.quantile(shares, (0.1, 0.9))
        print(
            f"brute force, counted {name}: mean {shares.mean():.4f}, P10 {low:.4f}, P90 {high:.4f}",
            flush=True,
        )


def starts_out_of_the_stock(scenario: Scenario) -> None:
    """Share of the homes that wait to start which have broken ground, and which are eligible, year by year."""

    def at_ground_breaking(plain: dict[str, Any]) -> None:
        for route in plain["routes"].values():
            route["eligible_after"] = "design_permit"

    waiting = {row.project_id for row in scenario.rows if row.start_hazard}
    for name, edit in (("broken ground", at_ground_breaking), ("eligible", unchanged)):
        results = sim.run(edited(scenario, edit), replications=2_000, seed=SEED, completions=True)
        kept = results.completions
        assert kept is not None
        rows = [i for i, project in enumerate(kept.projects) if project in waiting]
        days, homes = kept.days[:, rows, READINGS.index("eligible")], kept.homes[:, rows]
        shares = [
            float((homes * (days < 365.25 * years)).sum() / homes.sum()) for years in (1, 2, 3, 4, 5, 8)
        ]
        print(
            f"of the homes that wait to start, {name} after 1, 2, 3, 4, 5, 8 years:",
            [round(x, 3) for x in shares],
        )


def early_and_late(results: Results) -> None:
    counted, eligible = (results.homes_in_years(reading)[:, :5] for reading in ("counted", "eligible"))
    ahead = counted - eligible
    print("counted ahead by", JUMP_2025, "or more, by year:", np.mean(ahead >= JUMP_2025, axis=0))
    print("in any year:", np.mean((ahead >= JUMP_2025).any(axis=1)))
    print("never by 200:", np.mean((ahead < 200).all(axis=1)))
    print("P5, P50, P95:", np.percentile(ahead, [5, 50, 95], axis=0, method="inverted_cdf").T.tolist())
    print("five years, mean:", ahead.sum(axis=1).mean())
    for name, homes in (("counted", counted), ("eligible", eligible)):
        print(
            name,
            "2026: mean, most, share of 683 or more:",
            homes[:, 0].mean(),
            homes[:, 0].max(),
            np.mean(homes[:, 0] >= 683),
        )
        print(name, "means", homes.mean(axis=0), homes.sum(axis=1).mean())


def one_at_a_time(scenario: Scenario) -> None:
    for name, edit in CHANGES.items():
        results = sim.run(edited(scenario, edit), replications=FUTURES, seed=SEED)
        cells = [name]
        for reading in READINGS:
            years, period = years_and_period(results, reading)
            parts = [percent(a.chance.share) for a in (years[1], years[2], years[3], years[4], period)]
            homes = results.homes_in_years(reading)[:, :5].sum(axis=1)
            p10 = int(np.percentile(homes, 10, method="inverted_cdf"))
            cells.append(" / ".join(parts) + f", mean {homes.mean():,.0f}, P10 {p10:,}")
        print("| " + " | ".join(cells) + " |", flush=True)


def five_firms(scenario: Scenario) -> None:
    """What the rows FL01 to FL05, land of firms that nobody has named, add to a year; and the chances without them."""
    results = sim.run(scenario, replications=FUTURES, seed=SEED, completions=True)
    kept = results.completions
    assert kept is not None
    grouped = {row.project_id for row in scenario.rows if row.homes_group}
    groups = ["firms" if p.startswith("FL") else "public" if p in grouped else "named" for p in kept.projects]
    for year in (2028, 2030):
        first, last = (float((date(y, 1, 1) - results.data_date).days) for y in (year, year + 1))
        eligible = kept.days[:, :, READINGS.index("eligible")]
        means = (kept.homes * ((eligible >= first) & (eligible < last))).mean(axis=0)
        print(
            year,
            {name: round(means[[g == name for g in groups]].sum()) for name in ("firms", "named", "public")},
        )
    rows = tuple(row for row in scenario.rows if not row.project_id.startswith("FL"))
    without_them = sim.run(scenario.model_copy(update={"rows": rows}), replications=FUTURES, seed=SEED)
    for reading in READINGS:
        years, _ = years_and_period(without_them, reading)
        print("without the five firms,", reading, [percent(year.chance.share) for year in years])


def main() -> None:
    scenario = sim.load_scenario(BASELINE)
    assert edited(scenario, unchanged).fingerprint == scenario.fingerprint
    study = sim.run(scenario, seed=SEED)
    tables(study)
    early_and_late(study)
    five_firms(scenario)
    starts_out_of_the_stock(scenario)
    brute_force(scenario)
    one_at_a_time(scenario)


if __name__ == "__main__":
    main()
