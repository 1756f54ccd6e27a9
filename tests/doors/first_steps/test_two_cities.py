"""Sóc Trăng and Sơn La, made by `init` and `import`: sound, by themselves, and no part of the program."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import sim
from sim.files import SHIPPED_SCENARIOS, check_scenario, models_in
from sim.levers import load_causes, load_levers
from sim.scenario import Scenario, Sourced, unknowns_of
from sim.text import Text
from sim.words.describe_scenario import assumptions_of

Command = Callable[..., Any]
CITIES = ("soc-trang", "son-la")
DAY = ("--answer", "status_as_of=2025-12-31")
every_city = pytest.mark.parametrize("city", CITIES)


@pytest.fixture
def alone(tmp_path: Path, city: str) -> Path:
    """Folder of a city with nothing of the program's scenarios beside it."""
    return Path(shutil.copytree(SHIPPED_SCENARIOS / city, tmp_path / "elsewhere"))


def scenario_of(folder: Path) -> Scenario:
    parsed = check_scenario(folder / "scenario.toml")
    assert parsed.problems == ()
    assert parsed.scenario is not None
    return parsed.scenario


@every_city
def test_check_gives_no_problem_wherever_the_folder_stands(alone: Path) -> None:
    """No reference leads out of the folder, so nothing of Cần Thơ's is needed; the list of plans comes with the program."""
    scenario = scenario_of(alone)
    sourced = [part for _, part in models_in(scenario.settings) if isinstance(part, Sourced)]
    named = {source for part in (*sourced, *scenario.rows) for source in part.source}
    assert named == scenario.sources.keys()


@every_city
def test_the_list_and_the_map_give_the_register(call: Command, alone: Path) -> None:
    register, before = alone / "register.csv", (alone / "register.csv").read_bytes()
    register.unlink()
    code, out, err = call("import", alone / "danh-sach.csv", "--into", alone, *DAY, "--lang", "en")
    assert code == 0, err
    assert re.search(r"rows: (\d+) in = \d+ used \+ \d+ set aside \+ 0 rejected", out)
    assert register.read_bytes() == before


@every_city
def test_a_city_runs_and_says_which_targets_are_hypothetical(call: Command, alone: Path) -> None:
    for language, word in (("vi", "giả định"), ("en", "hypothetical")):
        code, out, err = call("run", alone / "scenario.toml", "--replications", "40", "--lang", language)
        assert code == 0, err
        years = len(scenario_of(alone).settings.targets.years)
        beside = [line for line in out.splitlines() if line.strip() == word]
        assert len(beside) >= 2 * years, "beside each year, by itself and added up"


@every_city
def test_targets_that_nobody_published_are_marked(alone: Path, city: str) -> None:
    targets = scenario_of(alone).settings.targets
    assert all(year.hypothetical for year in targets.years)
    assert targets.period is None or targets.period.hypothetical
    if city == "soc-trang":
        assert targets.programme is not None and not targets.programme.hypothetical and targets.source
    else:
        assert targets.programme is None


@every_city
def test_levers_and_causes_of_a_city_fit_it(alone: Path) -> None:
    scenario = scenario_of(alone)
    levers, causes = load_levers(alone / "levers"), load_causes(alone / "causes")
    assert levers and causes
    for lever in levers.values():
        changed = sim.apply_levers(scenario, [sim.LeverSetting(lever, lever.default)])
        assert changed.fingerprint != scenario.fingerprint
    for cause in causes.values():
        assert sim.apply_cause(scenario, cause).fingerprint != scenario.fingerprint


@every_city
def test_every_number_says_where_it_comes_from_in_both_languages(alone: Path) -> None:
    scenario = scenario_of(alone)
    assert unknowns_of(scenario)
    for language in ("vi", "en"):
        listed = assumptions_of(scenario, Text(language))
        assert all(each.sources or each.reasoning for each in listed)
    assert all(row.assumption and row.assumption_en for row in scenario.rows)


def test_plots_bind_in_soc_trang() -> None:
    """The sites of the register ask for more plots than there are on the data date and a year later."""
    scenario = scenario_of(SHIPPED_SCENARIOS / "soc-trang")
    stock = scenario.settings.stocks["resettlement_plots"]
    use = scenario.settings.stages["compensation"].stock
    assert use is not None and use.per == "land_ha"
    to_clear = [row for row in scenario.rows if row.land_ha is not None]
    asked = sum(use.amount * row.land_ha.low for row in to_clear if row.land_ha is not None)
    assert len(to_clear) == 5 and asked == pytest.approx(3 * (13.21 + 4 * 2.6))
    assert asked > stock.level + stock.refills[0].amount


def test_the_coverage_of_soc_trang_is_that_of_its_source() -> None:
    """319.3 + 6,281.94 + 427.71 ha planned; zone 5F is the rest of 7,599.15 ha."""
    stage = scenario_of(SHIPPED_SCENARIOS / "soc-trang").settings.stages["zoning"]
    covered, waiting = stage.duration.spread.kinds_of_case
    assert covered.weight == pytest.approx((319.3 + 6_281.94 + 427.71) / 7_599.15, abs=2.5e-4)
    assert covered.weight + waiting.weight == pytest.approx(1)


def test_no_city_but_the_programs_own_stands_in_the_program() -> None:
    """Whatever a city is stands in its files."""
    room = Path(sim.__file__).parent
    named = [
        str(path.relative_to(room))
        for path in sorted(room.rglob("*.py"))
        if re.search(
            r"soc[-_ ]trang|son[-_ ]la|Sóc Trăng|Sơn La", path.read_text(encoding="utf-8"), re.IGNORECASE
        )
    ]
    assert named == []
