"""The city's scenario, its levers and causes, and what differs between two scenarios."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sim.files import load_scenario
from sim.levers import apply_levers, load_causes, load_levers, parse_setting
from sim.scenario import Scenario

LEVERS = load_levers()
CAUSES = load_causes()
JULY = date(2026, 7, 1)


@cache
def baseline() -> Scenario:
    return load_scenario(Path(__file__).parents[1] / "scenarios" / "can-tho-2026.toml")


def pulled(scenario: Scenario, *texts: str) -> Scenario:
    return apply_levers(scenario, [parse_setting(text, LEVERS) for text in texts])


def content(scenario: Scenario) -> dict[str, Any]:
    return scenario.model_dump(mode="json", by_alias=True)


def differing(one: Any, other: Any, path: str = "") -> set[str]:
    """Places at which two contents differ, evidence aside; a part that only one has counts as one place."""
    if isinstance(one, dict) and isinstance(other, dict):
        found: set[str] = set()
        for key in one.keys() | other.keys():
            if key not in ("source", "derivation", "assumption", "sources"):
                found |= differing(one.get(key), other.get(key), f"{path}.{key}" if path else key)
        return found
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return {
            place
            for n, (a, b) in enumerate(zip(one, other, strict=True))
            for place in differing(a, b, f"{path}[{n}]")
        }
    return set() if one == other else {path}


def touched(before: Scenario, after: Scenario) -> set[str]:
    """Tables, ids and fields that differ, positions left out."""
    places = set()
    for place in differing(content(before), content(after)):
        inside = place.removeprefix("settings.").split("[")[0]
        places.add(".".join(inside.split(".")[:3]))
    return places
