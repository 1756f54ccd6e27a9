"""Figures for people, and for programs."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.cities import baseline
from benchmarks.figure import Figure, Setting

_LIBRARIES = ("housing-sim", "numba", "numpy", "scipy", "simpy")
_STYLES = {"aim reached": "green", "must reached": "yellow", "missed": "bold red", "no limit": "dim"}


def show(figures: Sequence[Figure], console: Console) -> None:
    """Print figures as a table; below it what each says, and what it was made from."""
    table = Table(title=f"Medians of rounds taken in turns, and their range ({_machine()['processor']})")
    for column in ("figure", "median", "lowest–highest", "must", "aim", "verdict"):
        table.add_column(column, justify="left" if column in ("figure", "verdict") else "right", no_wrap=True)
    for figure in figures:
        sign = "≥" if figure.more_is_better else "≤"
        table.add_row(
            figure.name,
            _written(figure.value, figure.unit),
            f"{_written(figure.rounds.min())}–{_written(figure.rounds.max())}",
            "" if figure.must is None else f"{sign} {_written(figure.must)}",
            "" if figure.aim is None else f"{sign} {_written(figure.aim)}",
            f"[{_STYLES[figure.verdict]}]{figure.verdict}[/]",
        )
    console.print(table)
    for figure in figures:
        parts = "; ".join(f"{name} {_plain(value)}" for name, value in figure.detail.items())
        console.print(f"• {figure.name}: {figure.what}. {parts}", highlight=False, markup=False)


def keep(figures: Sequence[Figure], setting: Setting, file: Path) -> None:
    """Write figures into a JSON file; those measured before and not now stay, under their own date."""
    kept = json.loads(file.read_text(encoding="utf-8"))["figures"] if file.exists() else {}
    now = {figure.name: _as_plain(figure, setting) for figure in figures}
    file.write_text(
        json.dumps({"figures": {**kept, **now}}, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def _as_plain(figure: Figure, setting: Setting) -> Mapping[str, Any]:
    return {
        "what": figure.what,
        "unit": figure.unit,
        "median": figure.value,
        "rounds": [float(f"{value:.5g}") for value in figure.rounds],
        "better": "more" if figure.more_is_better else "less",
        "must": figure.must,
        "aim": figure.aim,
        "verdict": figure.verdict,
        "detail": dict(figure.detail),
        "engine": setting.engine,
        "scenario": baseline().fingerprint[:12],
        "measured": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": _machine(),
    }


def _machine() -> dict[str, Any]:
    return {
        "processor": _processor(),
        "processors": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "load_1_minute": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
        "python": platform.python_version(),
        **{name: _version(name) for name in _LIBRARIES},
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.machine()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "not installed"


def _written(value: float, unit: str = "") -> str:
    shown = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return f"{shown} {unit}".strip()


def _plain(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:,.5g}"
