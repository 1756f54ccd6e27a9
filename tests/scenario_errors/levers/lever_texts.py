"""Small levers on the full scenario of `conftest`, and a way to write and to break them."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scenario_errors.toml_text import toml

LANE = """
format = 1
id = "lane"
order = 10
name = "Lane"
help = "Cuts time."
passage = "1"
unit = "percent"
unit_label = { vi = "phần trăm", en = "percent" }
neutral = 0
low = 0
high = 70
step = 5
default = 50
from_date = 2026-07-01
ramp = true
spare_lodged = false
assumption = "invented"
[[changes]]
kind = "fast_track"
id = "lane"
stages = ["permit"]
per_unit = 0.01
delivered = { family = "uniform", low = 0, high = 1 }
also_pooled = true
"""
DESKS = """
format = 1
id = "desks"
order = 20
name = "Desks"
help = "Adds desks."
passage = "2"
unit = "slots"
unit_label = "desks"
neutral = 0
low = 0
high = 4
step = 1
default = 2
assumption = "invented"
changes = [{ kind = "slots", pool = "desks", per_unit = 1 }]
"""
Change = Callable[[dict[str, Any]], object]


def write(folder: Path, *texts: str, breaking: Change | None = None) -> Path:
    folder.mkdir(exist_ok=True)
    for place, text in enumerate(texts):
        table = tomllib.loads(text)
        if breaking is not None and place == 0:
            breaking(table)
        (folder / f"{tomllib.loads(text)['id']}.toml").write_text(toml(table), encoding="utf-8")
    return folder
