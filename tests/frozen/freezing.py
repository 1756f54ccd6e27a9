"""What is frozen of a case, and how it is held against what stands in digests.json."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from frozen import adapter
from frozen.cases import CASES

FILE = Path(__file__).with_name("digests.json")
CONSTRAINTS = adapter.ROOT / "constraints.txt"
PINS = ("holidays", "llvmlite", "numba", "numpy", "scipy")
"""Releases that may move a date in its last bits, or the days of a calendar."""
CLOSE_DAYS = 1e-8
CLOSE_SHARES = 1e-9
SAMPLE = {"compiled": 60, "reference": 30}


def wanted_pins() -> dict[str, str]:
    """Releases that constraints.txt asks for."""
    text = CONSTRAINTS.read_text(encoding="utf-8")
    return {name: re.search(rf"^{name}==(\S+)$", text, re.MULTILINE)[1] for name in PINS}  # type: ignore[index]


def other_pins() -> str:
    """Releases installed that are not those of constraints.txt, in words; empty where all are."""
    wanted = wanted_pins()
    other = {name: version(name) for name in PINS if version(name) != wanted[name]}
    return ", ".join(f"{name} {found} is not {wanted[name]}" for name, found in other.items())


def digest(values: np.ndarray) -> str:
    """SHA-256 of whole numbers: their shape, then each as a little-endian int64."""
    whole = np.ascontiguousarray(values, dtype="<i8")
    assert np.array_equal(whole, values)
    return sha256(repr(whole.shape).encode() + whole.tobytes()).hexdigest()


def sample(days: np.ndarray, count: int) -> list[float | None]:
    """Dates spread evenly over futures, blocks and readings; None for never."""
    flat = days.ravel()
    places = np.unique(np.linspace(0, flat.size - 1, min(count, flat.size)).round().astype(int))
    return [float(one) if np.isfinite(one) else None for one in flat[places]]


def frozen_of(name: str) -> tuple[dict[str, Any], frozenset[str]]:
    """Run a case on both engines; what is frozen of it, and the addresses it asked for."""
    case = CASES[name]
    scenario = case.make()
    found: dict[str, Any] = {}
    asked: frozenset[str] = frozenset()
    for engine in adapter.ENGINES:
        ran = adapter.run(scenario, engine, case.futures(engine), case.seed, case.per_set)
        asked |= ran.addresses
        found[engine] = {
            "sha256": {part: digest(values) for part, values in ran.whole.items()},
            "met": ran.met,
            "homes_mean": ran.homes_mean,
            "ranges": ran.ranges,
            "days_mean": adapter.mean_days(ran.days),
            "days": sample(ran.days, SAMPLE[engine]),
        }
    assert asked, "no address was seen: tests/frozen/adapter.py does not watch where they are asked for"
    found["addresses"] = {
        "count": len(asked),
        "sha256": sha256("\n".join(sorted(asked)).encode()).hexdigest(),
    }
    return found, asked


def differences(now: dict[str, Any], then: dict[str, Any]) -> list[str]:
    """What differs between two frozen results, in words."""
    said = []
    for engine in adapter.ENGINES:
        one, other = now[engine], then[engine]
        for part in sorted(one["sha256"].keys() | other["sha256"].keys()):
            if one["sha256"].get(part) != other["sha256"].get(part):
                said.append(f"{engine}: whole numbers of `{part}` differ")
        if one["met"] != other["met"]:
            said.append(f"{engine}: futures that meet a year's target were {other['met']}, are {one['met']}")
        for part, close in (("days", CLOSE_DAYS), ("days_mean", CLOSE_DAYS), ("ranges", CLOSE_SHARES)):
            said += [f"{engine}: {words}" for words in _apart(part, one[part], other[part], close)]
    if now["addresses"] != then["addresses"]:
        said.append(f"addresses were {then['addresses']}, are {now['addresses']}")
    return said


def _apart(part: str, now: list[float | None], then: list[float | None], close: float) -> list[str]:
    if len(now) != len(then):
        return [f"`{part}` had {len(then)} values, has {len(now)}"]
    pairs = enumerate(zip(now, then, strict=True))
    off = [
        (n, one, other)
        for n, (one, other) in pairs
        if (one is None) != (other is None) or (one is not None and not abs(one - other) <= close)  # type: ignore[operator]
    ]
    if not off:
        return []
    n, one, other = off[0]
    return [f"{len(off)} of {len(now)} values of `{part}` differ; value {n} was {other!r}, is {one!r}"]


def read() -> dict[str, Any]:
    """What stands in digests.json."""
    stands: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return stands


def write(content: dict[str, Any]) -> None:
    """Write digests.json: a line for each list, so that a change is seen where it is."""
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    text = re.sub(r"\[[^\[\]{}\"]*\]", lambda found: " ".join(found[0].split()), text)
    FILE.write_text(text + "\n", encoding="utf-8")
