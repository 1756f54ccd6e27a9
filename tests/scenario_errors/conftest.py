"""A sound scenario that uses every part, for tests to break."""

import csv
import io
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from scenario_errors.toml_text import toml

from sim.files import ParsedScenario, check_scenario
from sim.guide import example_full

SETTINGS = """
format = 1
name = "Test"
description = { vi = "Kiểm tra", en = "Test" }
data_date = 2025-12-31
register = "rows.csv"
sources = "sources.toml"

[targets]
years = [{ year = 2026, homes = 300 }, { year = 2027, homes = 400 }, { year = 2028, homes = 500 }]
carry_over = "surplus"
period = { first_year = 2026, last_year = 2028, homes = 1200 }
programme = { first_year = 2021, last_year = 2028, homes = 2000, done_before = 1000 }
source = "resolution"

[counting]
counted_when = "eligible"
assumption = "invented"
alternatives = [
    { id = "with_d", name = "D is in", weight = 0.4, rows = ["D/1"] },
    { id = "without_d", name = "D is not in", weight = 0.6, rows = [] },
]

[calendars.office]
name = "Office"
week = [1, 1, 1, 1, 1, 0, 0]
holidays = "VN"
assumption = "invented"

[calendars.site]
name = "Site"
months = [1, 1, 1, 1, 1, 0.8, 0.7, 0.7, 0.6, 0.6, 0.8, 1]
lunar_new_year = { days_before = 7, days_after = 10 }
closures = [{ first = 2027-09-01, last = 2027-09-05, rate = 0.5, assumption = "invented" }]
makeup_days = [2026-08-22]
assumption = "invented"

[pools.desks]
name = "Desks"
slots = 2
other_users = "nobody"
changes = [
    { from_date = 2026-07-01, slots = 3, assumption = "invented" },
    { from_date = 2027-01-01, slots = 2, assumption = "invented" },
]
assumption = "invented"

[stages.clearance]
name = "Clearance"
[stages.clearance.duration]
unit = "months"
scale = { by = "land_ha", exponent = 0.5, reference = 3.0 }
assumption = "invented"
[stages.clearance.duration.spread]
family = "mixture"
components = [
    { name = "clean", weight = 0.3, spread = { family = "fixed", value = 0 } },
    { name = "ordinary", weight = 0.7, spread = { family = "gamma", mean = 14, sd = 8 } },
]

[stages.permit]
name = "Permit"
calendar = "office"
pool = "desks"
[stages.permit.duration]
unit = "working_days"
spread = { family = "lognormal", p10 = 15, p90 = 60 }
uncertain = { family = "triangular", low = 0.9, mode = 1, high = 1.4 }
source = "law"

[stages.design]
name = "Design"
duration = { unit = "weeks", spread = { family = "uniform", low = 4, high = 30 }, assumption = "invented" }

[stages.building]
name = "Building"
calendar = "site"
[stages.building.duration]
unit = "months"
spread = { family = "weibull", median = 18, p90 = 30 }
scale = { by = "homes", exponent = 0.3, reference = 400.0 }
source = "law"
derivation = "from the table of the page"

[stages.handover]
name = "Hand-over"
duration = { unit = "days", spread = { family = "fixed", value = 30 }, assumption = "invented" }

[routes.state]
name = "State land"
steps = [
    { stage = "clearance" },
    { stage = "design" },
    { stage = "permit", after = ["clearance", "design"] },
    { stage = "building", after = ["permit"] },
    { stage = "handover", after = ["building"] },
]
eligible_after = "building"
handed_over_after = "handover"

[routes.investor]
name = "Investor"
steps = [
    { stage = "permit" },
    { stage = "building", after = ["permit"] },
    { stage = "handover", after = ["building"] },
]
eligible_after = "building"
handed_over_after = "handover"

[homes_groups.sites]
homes = 900
assumption = "invented"

[[own_durations]]
project = "A"
stage = "handover"
duration = { unit = "days", spread = { family = "exponential", mean = 40 }, assumption = "invented" }
"""

ROWS = """\
project_id,block,name,route,homes,homes_group,land_ha,status,entry,stage,stage_start,done,completed_on,counted_before,status_as_of,source,assumption
A,,Alpha,investor,120,,,in_progress,,building,2025-03,,,no,2025-12-01,law,
B,,Beta,state,300..500,sites,2.5,not_started,Q2/2026,,,,,no,2025-12-01,,invented
C,,Gamma,state,300..500,sites,3.5,in_progress,,clearance,2025-06,design,,no,2025-12-01,,invented
D,1,Delta,investor,250,,,completed,,,,,2025-11,alternatives,2025-12-01,law,
D,2,Delta,investor,250,,,in_progress,,permit,01/10/2025,,,no,2025-12-01,law,
E,,Epsilon,investor,700,,,completed,,,,,2023,yes,2024-12-01,resolution,
"""

SOURCES = """
law = { title = "A law", reference = "50/2014/QH13", published = "2014-06-18" }
resolution = { title = "A resolution", reference = "x", published = "2025-12" }
"""


@dataclass
class ScenarioFiles:
    """The three files as values that can be changed, and the folder they are written to."""

    folder: Path
    settings: Any
    rows: list[dict[str, str]]
    sources: Any

    def put(self, path: str, value: object) -> None:
        """Set a value of the settings: `put("stages.permit.duration.unit", "weeks")`, lists by position."""
        holder, last = self._holder(path)
        holder[last] = value

    def drop(self, path: str) -> None:
        """Remove a value of the settings."""
        holder, last = self._holder(path)
        del holder[last]

    def _holder(self, path: str) -> tuple[Any, Any]:
        *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        holder = self.settings
        for part in way:
            holder = holder[part]
        return holder, last

    def write(self) -> Path:
        """Write the files; the path of the scenario."""
        if self.rows:
            text = io.StringIO()
            columns = dict.fromkeys(column for row in self.rows for column in row)
            writer = csv.DictWriter(text, list(columns), restval="")
            writer.writeheader()
            writer.writerows(self.rows)
            (self.folder / "rows.csv").write_text(text.getvalue(), encoding="utf-8")
        if self.sources is not None:
            (self.folder / "sources.toml").write_text(toml(self.sources), encoding="utf-8")
        path = self.folder / "test.toml"
        path.write_text(toml(self.settings), encoding="utf-8")
        return path

    def check(self) -> ParsedScenario:
        """Write the files and check them."""
        return check_scenario(self.write())


@pytest.fixture
def files(tmp_path: Path) -> ScenarioFiles:
    """Sound files in a folder of their own."""
    rows = list(csv.DictReader(io.StringIO(ROWS)))
    return ScenarioFiles(tmp_path, tomllib.loads(SETTINGS), rows, tomllib.loads(SOURCES))


MORE = """
[pools.desks]
name = "Desks"
slots = 2
queue = "nearest_completion_first"
other_users = "nobody"
assumption = "invented"

[homes_groups.sites]
homes = 500
land_ha = 5.0
assumption = "invented"

[[own_durations]]
project = "C1"
stage = "handover"
duration = { unit = "days", spread = { family = "exponential", mean = 90 }, assumption = "invented" }
"""


@pytest.fixture
def full(tmp_path: Path) -> ScenarioFiles:
    """Sound files that use tenders, recalls, notices, blocks, stocks, laws, the market and factors."""
    settings = tomllib.loads(example_full.FULL_SCENARIO + MORE)
    settings["counting"]["alternatives"] = [
        {"id": "with_e", "name": "E is in", "weight": 0.4, "rows": ["E1/K1"]},
        {"id": "without_e", "name": "E is not in", "weight": 0.6, "rows": []},
    ]
    settings["register"] = "rows.csv"
    settings["stages"]["permit"]["pool"] = settings["stages"]["call"]["pool"] = "desks"
    settings["stages"]["call"]["tender"]["holds_slot"] = "loop"
    rows = list(csv.DictReader(io.StringIO(example_full.FULL_REGISTER)))
    for row in rows:
        row |= {"homes_group": "", "done": "", "completed_on": ""}
    rows[0] |= {"homes": "300..600", "homes_group": "sites", "land_ha": ""}
    rows[2]["counted_before"] = "alternatives"
    return ScenarioFiles(tmp_path, settings, rows, {})
