"""Small cities whose homes are entered in the statistic at a year's end."""

from __future__ import annotations

from datetime import date

from builders import DATA_DATE, WHY, day, route, row, scenario_of, stage

COUNTED, ELIGIBLE, HANDED_OVER = range(3)
LAST = {year: (date(year, 12, 31) - DATA_DATE).days for year in range(2026, 2036)}
AFTER = {"build": [], "accept": ["build"]}


def targets(*homes, carry_over="none", first=2026, **more):
    years = [{"year": first + i, "homes": each} for i, each in enumerate(homes)]
    return {"years": years, "carry_over": carry_over, "assumption": WHY} | more


def city(rows, aims, effort, build=800.0, counted_when="eligible", **more):
    """Rows that build for so many days and are accepted 100 days later."""
    routes = more.pop("routes", {"r": route(AFTER, "build", "accept")})
    counting = {"counted_when": counted_when, "push": effort, "assumption": WHY}
    stages = {"build": build if isinstance(build, dict) else stage(build), "accept": stage(100.0)}
    return scenario_of(stages, rows, routes, targets=aims, counting=counting, **more)


def under_way(name, homes, since, **more):
    return row(name, homes=homes, status="in_progress", under_way={"build": day(since)}, **more)


# On 31 December 2026 B has done 665 of 800 days, A 465, C 165, and D has not begun: 200 homes can be entered.
FOUR = [
    under_way("A", 100, -100),
    under_way("B", 60, -300),
    row("C", homes=40, entry=day(200)),
    row("D", homes=80, entry=day(400)),
]
