"""A scenario based on another: what it states is laid over the other, and each problem names the file that states it."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scenario_errors.conftest import ScenarioFiles
from scenario_errors.toml_text import toml

import sim
from sim.cities import CITIES, write_city
from sim.errors import in_english
from sim.files import SHIPPED_SCENARIOS, ParsedScenario, check_scenario, load_scenario, scenarios_in
from sim.files.merging import TomlFile, content_of, files_of, laid_over, stated_by

BASE, OVER = TomlFile(Path("base.toml"), "base"), TomlFile(Path("over.toml"), "over")
BOTH = {"vi": "cũ", "en": "old"}
FIXED = {"family": "fixed", "value": 3}


def variant(files: ScenarioFiles, tables: dict[str, Any], name: str = "variant.toml") -> Path:
    """Write the base and a scenario based on it."""
    base = files.write()
    path = files.folder / name
    path.write_text(toml({"based_on": base.name, **tables}), encoding="utf-8")
    return path


def told(parsed: ParsedScenario) -> list[tuple[str, str]]:
    return [(Path(problem.file).name, problem.path) for problem in parsed.problems]


@pytest.mark.parametrize(
    ("base", "over", "together"),
    [
        ({"a": 1, "b": 2}, {"b": 3, "c": 4}, {"a": 1, "b": 3, "c": 4}),
        ({"t": {"u": {"a": 1, "b": 2}}}, {"t": {"u": {"b": 3}}}, {"t": {"u": {"a": 1, "b": 3}}}),
        ({"list": [1, 2, 3]}, {"list": [4]}, {"list": [4]}),
        ({"law": [{"a": 1}, {"b": 2}]}, {"law": [{"c": 3}]}, {"law": [{"c": 3}]}),
        ({"t": {"a": 1}}, {"t": 5}, {"t": 5}),
        ({"t": 5}, {"t": {"a": 1}}, {"t": {"a": 1}}),
        ({"t": {"a": 1}}, {"t": {}}, {"t": {"a": 1}}),
        ({"name": BOTH}, {"name": {"vi": "mới"}}, {"name": {"vi": "mới"}}),
        ({"spread": {"family": "gamma", "mean": 3, "sd": 1}}, {"spread": FIXED}, {"spread": FIXED}),
        ({"spread": FIXED}, {"spread": {"value": 4}}, {"spread": {"value": 4}}),
        ({"d": {"a": 1, "source": "s", "derivation": "x"}}, {"d": {"a": 2}}, {"d": {"a": 2}}),
        ({"d": {"a": 1, "source": "s"}}, {"d": {"assumption": "y"}}, {"d": {"a": 1, "assumption": "y"}}),
        (
            {"d": {"source": "s", "inner": {"a": 1, "source": "t"}}},
            {"d": {"inner": {"a": 2, "source": "u"}}},
            {"d": {"source": "s", "inner": {"a": 2, "source": "u"}}},
        ),
    ],
    ids=[
        "key by key",
        "at every depth",
        "a list whole",
        "a list of tables whole",
        "a value over a table",
        "a table over a value",
        "an empty table changes nothing",
        "a text in two languages whole",
        "a distribution whole",
        "half a distribution is not completed",
        "an old source does not speak for a new number",
        "nor beside a new assumption",
        "tables inside are judged for themselves",
    ],
)
def test_what_is_laid_over(base: dict[str, Any], over: dict[str, Any], together: dict[str, Any]) -> None:
    assert content_of(laid_over(stated_by(BASE, base), stated_by(OVER, over))) == together


def test_each_part_remembers_its_file() -> None:
    base = {"a": 1, "t": {"x": 1, "y": {"z": [1]}}, "u": {"v": 1}, "odd key": 1}
    stated = laid_over(stated_by(BASE, base), stated_by(OVER, {"t": {"y": {"z": [2]}}, "new": {"n": 1}}))
    by_over = {"", "t", "t.y", "t.y.z", "new", "new.n"}
    assert {path: file.display for path, file in files_of(stated)} == {
        **dict.fromkeys(by_over, "over"),
        **dict.fromkeys({"a", "t.x", "u", "u.v", '"odd key"'}, "base"),
    }


def test_base_and_name_alone_give_the_results_of_the_base(files: ScenarioFiles) -> None:
    path = variant(files, {"name": "Another name"})
    base, other = load_scenario(files.folder / "test.toml"), load_scenario(path)
    settings = other.settings.model_copy(update={"name": base.settings.name})
    assert other.settings.name.en == "Another name"
    assert other.model_copy(update={"settings": settings}).fingerprint == base.fingerprint
    first, second = (sim.run(each, replications=200, completions=True).completions for each in (base, other))
    assert first is not None and second is not None
    assert first.homes.size and np.array_equal(first.homes, second.homes)
    assert np.array_equal(first.days, second.days, equal_nan=True)


def test_a_variant_is_the_scenario_that_one_file_would_state(files: ScenarioFiles) -> None:
    path = variant(files, {"stages": {"permit": {"law": [LAW]}}, "pools": {"desks": POOL}})
    varied = load_scenario(path)
    files.put("stages.permit.law", [LAW])
    for key, value in POOL.items():
        files.put(f"pools.desks.{key}", value)
    assert varied.fingerprint == load_scenario(files.write()).fingerprint
    assert varied.settings.stages["permit"].law and varied.settings.pools["desks"].changes


POOL = {"slots": 4, "assumption": "more desks"}
LAW = {
    "from_date": "2026-05-01",
    "name": "A law",
    "source": "law",
    "duration": {"unit": "days", "spread": FIXED, "assumption": "invented"},
}


def test_a_chain_is_read_from_its_lowest_file_up(files: ScenarioFiles) -> None:
    variant(files, {"name": "middle", "pools": {"desks": POOL}}, "middle.toml")
    top = files.folder / "top.toml"
    top.write_text('based_on = "middle.toml"\n[pools.desks]\nslots = 9\nassumption = "x"\n', encoding="utf-8")
    scenario = load_scenario(top)
    assert scenario.settings.pools["desks"].slots == 9 and scenario.settings.name.en == "middle"
    assert set(scenarios_in(files.folder)) == {"test", "middle", "top"}


def test_register_and_sources_stand_beside_the_file_that_names_them(files: ScenarioFiles) -> None:
    files.write()
    path = files.folder.parent / "variant.toml"
    rows = (files.folder / "rows.csv").read_text("utf-8").replace("A,,Alpha", "A,,Beside")
    (path.parent / "own.csv").write_text(rows.replace(",law,", ",new,"), encoding="utf-8")
    (path.parent / "own.toml").write_text(toml({"new": {**SOURCE, "title": "Added"}}), encoding="utf-8")
    named = f'based_on = "{files.folder.name}/test.toml"\n'
    path.write_text(named, encoding="utf-8")
    assert load_scenario(path).rows == load_scenario(files.folder / "test.toml").rows
    path.write_text(f'{named}register = "own.csv"\nsources = "own.toml"\n', encoding="utf-8")
    scenario = load_scenario(path)
    assert scenario.rows[0].name == "Beside" and set(scenario.sources) == {"law", "resolution", "new"}


SOURCE = {"reference": "x", "published": "2026"}


def test_all_problems_at_once_each_in_the_file_that_states_it(files: ScenarioFiles) -> None:
    files.put("calendars.office.holidays", "XX")
    files.put("pools.desks.slotz", 3)
    files.put("pools.desks.slots", "two")
    over = {
        "nane": "misspelt",
        "pools": {"desks": {"slots": -1, "assumption": "x"}, "team": {"slots": 1, "assumption": "x"}},
        "calendars": {"site": {"months": {"a": 1}, "assumption": "x"}},
        "stages": {"permit": {"law": [{**LAW, "name": 5}], "calendar": "offfice"}},
        "counting": {"counted_when": "sold"},
    }
    parsed = check_scenario(variant(files, over))
    assert parsed.scenario is None
    assert set(told(parsed)) == {
        ("test.toml", "calendars.office.holidays"),
        ("test.toml", "pools.desks.slotz"),
        ("variant.toml", "nane"),
        ("variant.toml", "pools.desks.slots"),
        ("variant.toml", "pools.team.name"),
        ("variant.toml", "pools.team.other_users"),
        ("variant.toml", "calendars.site.months"),
        ("variant.toml", "stages.permit.law[0].name"),
        ("variant.toml", "counting.counted_when"),
    }


def test_what_does_not_fit_between_the_files_is_told_where_it_is_stated(files: ScenarioFiles) -> None:
    over = {"stages": {"permit": {"calendar": "offfice"}}, "pools": {"desks": {"slots": 5}}}
    parsed = check_scenario(variant(files, over))
    assert told(parsed) == [("variant.toml", "pools.desks"), ("variant.toml", "stages.permit.calendar")]
    files.put("stages.building.calendar", "sitte")
    assert ("test.toml", "stages.building.calendar") in told(check_scenario(variant(files, {})))


@pytest.mark.parametrize(
    ("based_on", "file", "path", "found"),
    [
        ("test.tml", "variant.toml", "based_on", "there is no such file"),
        ("below", "variant.toml", "based_on", "a folder"),
        ("../test.toml", "variant.toml", "based_on", "leads out of the scenario's folder"),
        (5, "variant.toml", "based_on", "5"),
        ("", "variant.toml", "based_on", '""'),
        ("variant.toml", "variant.toml", "based_on", "variant.toml → "),
        ("broken.toml", "broken.toml", "", "`=` is missing after the key"),
        ("lever.toml", "lever.toml", "", "a lever file, not a scenario"),
    ],
)
def test_a_base_that_cannot_be_read(
    files: ScenarioFiles, based_on: object, file: str, path: str, found: str
) -> None:
    (files.folder / "below").mkdir()
    (files.folder / "broken.toml").write_text('name = "x"\nwhat is this\n', encoding="utf-8")
    (files.folder / "lever.toml").write_text('changes = []\nunit = "x"\n', encoding="utf-8")
    parsed = check_scenario(variant(files, {"based_on": based_on}))
    assert told(parsed) == [(file, path)]
    assert found in in_english(parsed.problems[0].found)
    assert parsed.problems[0].row == (2 if based_on == "broken.toml" else None)


def test_a_circle_names_its_files(files: ScenarioFiles) -> None:
    for name, base in (("a", "b"), ("b", "c"), ("c", "b")):
        (files.folder / f"{name}.toml").write_text(f'based_on = "{base}.toml"\n', encoding="utf-8")
    parsed = check_scenario(files.folder / "a.toml")
    assert told(parsed) == [("c.toml", "based_on")]
    circle = in_english(parsed.problems[0].found).replace(f"{files.folder}/", "")
    assert circle == "a circle: b.toml → c.toml → b.toml"


def test_tables_nested_too_deeply_are_refused(files: ScenarioFiles) -> None:
    path = variant(files, {})
    path.write_text(f"{path.read_text('utf-8')}\n{'.'.join(['a'] * 3000)} = 1\n", encoding="utf-8")
    parsed = check_scenario(path)
    assert [in_english(problem.found) for problem in parsed.problems] == ["lists or tables nested too deeply"]


def test_the_shipped_variant_says_over_again_only_what_the_baseline_says() -> None:
    """A list replaces that of the base: where the baseline's correlations change, the variant's must follow."""
    base = load_scenario(SHIPPED_SCENARIOS / "can-tho-2026.toml").settings
    april = load_scenario(SHIPPED_SCENARIOS / "can-tho-known-in-april-2026.toml").settings
    added = "stages.planning.law.2026-02-13"
    assert [
        each.model_copy(update={"between": tuple(name for name in each.between if name != added)})
        for each in april.correlations
    ] == list(base.correlations)
    assert april.data_date == base.data_date and april.register_file == base.register_file


def test_the_example_of_the_page_on_other_cities_can_be_used(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "own-city.md").read_text(encoding="utf-8")
    block = next(part for part in page.split("```toml\n") if part.startswith("based_on"))
    example = block.split("```")[0]
    write_city(tmp_path / "city", CITIES["blank"])
    path = tmp_path / "city" / "longer.toml"
    path.write_text(example, encoding="utf-8")
    base, longer = load_scenario(tmp_path / "city" / "scenario.toml"), load_scenario(path)
    changed = {key for key, stage in longer.settings.stages.items() if stage != base.settings.stages[key]}
    assert changed == {"construction"}
