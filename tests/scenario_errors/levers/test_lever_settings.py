"""Settings of levers in one line, and in files: what a lever does not allow is told with what it does."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenario_errors.breaking import said
from scenario_errors.levers.lever_texts import DESKS, LANE, write

from sim.errors import OptionError, ScenarioError, in_english
from sim.levers import Lever, LeverSetting, load_levers, load_package, parse_setting, setting_text


@pytest.fixture
def levers(tmp_path: Path) -> Any:
    return load_levers(write(tmp_path / "levers", LANE, DESKS))


SETTINGS = {
    "lane": "“lane” does not say a lever and its value; write it as green_lane=50",
    "=50": "“=50” names no lever before the equals sign",
    "": "“” does not say a lever and its value",
    "lane=50,ramp": "lever lane: ramp has no value; write it as in green_lane=50",
    "lane=50,ramp=": "lever lane: ramp has no value",
    "lane=50,ramp=3,ramp=3": "lever lane: ramp stands twice; keep one of them",
    "lane=50,from=2026-07-01,from=2026-08-01": "lever lane: from stands twice",
    "lane=50,frm=2027-01-01": "unknown part `frm`; allowed: from, ramp, spare_lodged, cuts; did you mean `from`?",
    "lane=50,quickly": "lever lane: unknown part `quickly`; allowed: from, ramp, spare_lodged, cuts",
    "lane=50,from=2026-07-01,=3": "lever lane: unknown part ``; allowed: from, ramp, spare_lodged, cuts",
    "lane=50,,": "lever lane: nothing stands after a comma",
    "lane=50,ramp=3,": "lever lane: nothing stands after a comma",
    "lane=12,5": "lever lane is “12,5”; write the number with a decimal point: 12.5",
    "lane=12,5,ramp=3": "write the number with a decimal point: 12.5",
    "lain=50": "there is no lever `lain`; did you mean `lane`?",
    "zzz=50": "there is no lever `zzz`; there are: lane, desks",
    "lane=half": "lane is “half”; it must be a number from 0.0 to 70.0 (percent)",
    "lane=1e1": "lane is “1e1”",
    "lane=75": "lane is 75.0; it must be from 0.0 to 70.0 (percent), in steps of 5.0",
    "lane=-5": "lane is -5.0; it must be from 0.0 to 70.0",
    "lane=47": "the nearest values are 45.0 and 50.0",
    "lane=50,from=07/2026": "from of lever lane is “07/2026”; it must be a date",
    "lane=50,from=2026-02-30": "it must be a date",
    "lane=50,ramp=soon": "ramp of lever lane is “soon”; it must be whole months, from 0 to 60",
    "lane=50,ramp=61": "ramp of lever lane is “61”; it must be whole months, from 0 to 60",
    "lane=50,ramp=-1": "ramp of lever lane is “-1”",
    "desks=2,ramp=3": "desks cannot come in steps",
    "lane=50,spare_lodged=1": "spare_lodged of lever lane is “1”; it must be yes or no",
    "desks=2,spare_lodged=yes": "desks is no fast track",
    "desks=2,cuts=permit:30": "desks is no fast track: leave cuts out",
    "lane=50,cuts=permit": "cuts of lever lane: “permit” does not say a stage and its cut in per cent; write cuts=",
    "lane=50,cuts=:30": "“:30” does not say a stage and its cut",
    "lane=50,cuts=permit:30/": "“” does not say a stage and its cut",
    "lane=50,cuts=permits:30": "does not cover stage permits; it covers: permit; did you mean `permit`?",
    "lane=50,cuts=handover:30": "it does not cover stage handover; it covers: permit",
    "lane=50,cuts=permit:96": "stage permit is “96”; it must be a number from 0 to 95, in per cent",
    "lane=50,cuts=permit:-1": "stage permit is “-1”; it must be a number from 0 to 95",
    "lane=50,cuts=permit:half": "stage permit is “half”; it must be a number",
    "lane=50,cuts=permit:30/permit:40": "stage permit stands twice",
}


@pytest.mark.parametrize("text", SETTINGS)
def test_a_setting_that_cannot_be_names_what_can(text: str, levers: Any) -> None:
    with pytest.raises(OptionError) as raised:
        parse_setting(text, levers)
    assert SETTINGS[text] in in_english(raised.value.message)


def test_settings_are_read(levers: Any) -> None:
    assert parse_setting("lane=50", levers) == LeverSetting(levers["lane"], 50)
    assert parse_setting(
        " lane = 45.0 , from = 2026-09-01 , ramp=6, spare_lodged=yes", levers
    ) == LeverSetting(levers["lane"], 45, date(2026, 9, 1), 6, True)
    assert parse_setting("lane=0", levers).neutral
    assert parse_setting("lane=0,cuts=permit:0", levers).neutral
    assert not parse_setting("lane=0,cuts=permit:5", levers).neutral


@pytest.mark.parametrize(
    "text",
    [
        "lane=50",
        "desks=3",
        "lane=5,from=2027-01-01",
        "lane=70,from=2027-01-01,ramp=12,spare_lodged=no",
        "lane=0,cuts=permit:62.5",
    ],
)
def test_a_setting_says_itself_as_it_is_read(text: str, levers: Any) -> None:
    setting = parse_setting(text, levers)
    assert setting_text(setting) == text and parse_setting(setting_text(setting), levers) == setting


@st.composite
def settings(draw: st.DrawFn) -> LeverSetting:
    """Setting of a lever whose values are any grid, whole numbers or not, with all that it allows."""
    decimals = draw(st.integers(0, 9))
    unit = 10.0**-decimals
    low = draw(st.integers(-1000, 1000)) * unit
    step = draw(st.integers(1, 100)) * unit
    steps = draw(st.integers(1, 40))
    high = low + steps * step
    table = tomllib.loads(LANE) | {"low": low, "high": high, "neutral": low, "default": high, "step": step}
    lever = Lever.model_validate(table)
    return LeverSetting(
        lever,
        draw(st.sampled_from(lever.values)),
        draw(st.none() | st.dates()),
        draw(st.integers(0, 60)),
        draw(st.none() | st.booleans()),
        draw(st.none() | st.decimals(0, 95, places=9).map(float).map(lambda cut: (("permit", cut),))) or (),
    )


@given(settings())
def test_every_setting_says_itself_as_it_is_read(setting: LeverSetting) -> None:
    assert parse_setting(setting_text(setting), {"lane": setting.lever}) == setting


def test_a_lever_takes_the_values_of_its_grid(levers: Any) -> None:
    assert levers["desks"].values == (0, 1, 2, 3, 4)
    assert levers["lane"].values[:3] == (0, 5, 10) and levers["lane"].values[-1] == 70
    for value in levers["lane"].values:
        assert LeverSetting(levers["lane"], value).value == value


def package(folder: Path, text: str) -> Path:
    path = folder / "package.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_package_is_read(tmp_path: Path, levers: Any) -> None:
    text = 'name = "Both"\nlevers = ["lane=50,from=2026-09-01,ramp=6", "desks=1"]\n'
    settings = load_package(package(tmp_path, text), levers)
    assert settings == (
        LeverSetting(levers["lane"], 50, date(2026, 9, 1), 6),
        LeverSetting(levers["desks"], 1),
    )
    assert [setting.package and setting.package.en for setting in settings] == ["Both", "Both"]


@pytest.mark.parametrize(
    ("text", "path", "word"),
    [
        ("", "levers", "`levers` is missing"),
        ("levers = []", "levers", "at least 1 entry"),
        ('levers = ["lane"]', "levers[0]", "does not say a lever and its value"),
        ('levers = ["lain=5"]', "levers[0]", "did you mean `lane`?"),
        ('levers = ["desks=1", "lane=47"]', "levers[1]", "the nearest values are 45 and 50"),
        ('levers = ["lane=50,from_date=2026-01-01"]', "levers[0]", "unknown part `from_date`"),
        ('levers = [{ id = "lane", value = 50 }]', "levers", "write levers = [\"lane=50\"] instead of the tables"),
        ('[[levers]]\nid = "lane"\nvalue = 50\nfrom = 2027-01-01\nramp = 6\nspare_lodged = true', "levers", "write levers = [\"lane=50,from=2027-01-01,ramp=6,spare_lodged=yes\"] instead"),
        ('[[levers]]\nvalue = 50', "levers", "write levers = [\"green_lane=50,from=2026-07-01,ramp=6,spare_lodged=yes\"]"),
        ('levers = ["lane=50", { id = "lane" }]', "levers[1]", "a table"),
        ('package = ["lane=50"]', "package", "unknown field `package`"),
    ],
)  # fmt: skip
def test_a_broken_package_is_told(text: str, path: str, word: str, tmp_path: Path, levers: Any) -> None:
    with pytest.raises(ScenarioError) as raised:
        load_package(package(tmp_path, text), levers)
    told = {p.path: said(p) for p in raised.value.problems}
    assert word in told[path]
