"""The JSON Schemas: current in docs/schema, and true of every file that the program ships or shows."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sim.cities import CITIES, write_city
from sim.files import SHIPPED_SCENARIOS, as_json
from sim.guide import EXAMPLE_FILES, FULL_FILES, every_schema

KEPT = Path(__file__).parents[3] / "docs" / "schema"
SCHEMAS = every_schema()
FILES = {
    **{
        str(path.relative_to(SHIPPED_SCENARIOS)): path.read_text("utf-8")
        for path in SHIPPED_SCENARIOS.rglob("*.toml")
        if path.parent.name != "lists" and path.name != "import.toml"
    },
    **{f"example/{name}": content for name, content in EXAMPLE_FILES.items() if name.endswith(".toml")},
    **{f"full/{name}": content for name, content in FULL_FILES.items() if name.endswith(".toml")},
}


def kind(name: str) -> str:
    folder, _, file = name.rpartition("/")
    if file.endswith("sources.toml"):
        return "sources"
    if file == "durations.toml":
        return "duration_classes"
    parts = {
        "levers": "lever",
        "causes": "cause",
        "packages": "package",
        "reference_classes": "outside_view",
        "history": "suite",
        "track_records": "track_record",
    }
    whole = "variant" if "\nbased_on = " in FILES[name] else "scenario"
    return parts.get(folder.rpartition("/")[2], whole)


def schema_of(name: str) -> dict[str, Any]:
    """Schema of a file's kind; a file with the table `[outside_view]` alone has that of the table."""
    if kind(name) != "outside_view":
        return SCHEMAS[kind(name)]
    return {"$ref": "#/$defs/OutsideView", "$defs": SCHEMAS["scenario"]["$defs"]}


def errors(schema: dict[str, Any], content: dict[str, Any]) -> list[str]:
    return [
        error.message[:200]
        for error in Draft202012Validator(schema).iter_errors(json.loads(as_json(content)))
    ]


def test_kept_schemas_are_current(call: Callable[..., Any], tmp_path: Path) -> None:
    assert call("schema", "--out", tmp_path / "new").code == 0

    def content(folder: Path) -> dict[str, bytes]:
        files = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    assert content(tmp_path / "new") == content(KEPT), "housing-sim schema --out docs/schema"


def test_schemas_are_listed_and_each_is_printed_by_its_name(call: Callable[..., Any]) -> None:
    *names, how = call("schema").out.splitlines()
    assert names == list(SCHEMAS) and "--out FOLDER" in how
    for name in names:
        assert call("schema", name).values == SCHEMAS[name]


def test_a_schema_that_does_not_exist_is_refused(call: Callable[..., Any], tmp_path: Path) -> None:
    code, out, err = call("schema", "levers")
    assert (code, out) == (2, "") and "NAME is “levers”; it must be one of: scenario, " in err
    code, out, err = call("schema", "lever", "--out", tmp_path / "new")
    assert (code, out) == (2, "") and "exclude each other" in err and not (tmp_path / "new").exists()


def test_a_folder_that_cannot_be_written_is_refused(call: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    code, out, err = call("schema", "--out", tmp_path / "file")
    assert (code, out) == (2, "") and "cannot be written" in err


@pytest.mark.parametrize("name", FILES)
def test_every_file_fits_its_schema(name: str) -> None:
    assert errors(schema_of(name), tomllib.loads(FILES[name])) == []


def test_fields_stand_as_the_files_write_them() -> None:
    fields = SCHEMAS["scenario"]["properties"].keys()
    assert {"register", "sources"} <= fields and not {"register_file", "sources_file"} & fields
    assert all(schema["$schema"] for schema in SCHEMAS.values())


def test_what_is_misspelt_or_missing_is_found() -> None:
    content = tomllib.loads(EXAMPLE_FILES["example.toml"])
    assert errors(SCHEMAS["scenario"], content | {"regster": "x"})
    assert errors(SCHEMAS["scenario"], {key: value for key, value in content.items() if key != "targets"})
    assert not errors(SCHEMAS["scenario"], content | {"name": "one text for both languages"})


@pytest.mark.parametrize(
    ("tables", "fits"),
    [
        ({}, True),
        ({"stages": {"planning": {"duration": {"unit": "days"}}}}, True),
        ({"stages": {"planning": {"duration": {"spread": {"family": "fixed", "value": 3}}}}}, True),
        ({"based_on": 5}, False),
        ({"stages": {"planning": {"duration": {"unti": "days"}}}}, False),
        ({"stages": {"planning": {"duration": {"spread": {"value": 3}}}}}, False),
        ({"stages": {"planning": {"law": [{"from_date": "2026-02-13"}]}}}, False),
        ({"name": {"vi": "half a text"}}, False),
    ],
)
def test_a_variant_states_parts_of_tables_but_whole_values(tables: dict[str, Any], fits: bool) -> None:
    assert (errors(SCHEMAS["variant"], {"based_on": "base.toml", **tables}) == []) is fits


def test_a_variant_names_its_base_and_a_whole_scenario_names_none() -> None:
    assert errors(SCHEMAS["variant"], {"name": "x"}) != []
    content = tomllib.loads(EXAMPLE_FILES["example.toml"])
    assert errors(SCHEMAS["scenario"], content | {"based_on": "base.toml"}) != []
    assert errors(SCHEMAS["variant"], content | {"based_on": "base.toml"}) == []


@pytest.mark.parametrize(
    ("answer", "more"),
    [
        ("run", []),
        ("compare", ["--lever", "clearance_teams=1"]),
        ("drivers", ["--no-unknowns"]),
        ("commit", []),
        ("bottleneck", []),
    ],
)
def test_answers_fit_their_schema(
    call: Callable[..., Any], tmp_path: Path, answer: str, more: list[str]
) -> None:
    write_city(tmp_path / "city", CITIES["blank"])
    said = call(answer, tmp_path / "city" / "scenario.toml", *more, "--replications", 60, "--format", "json")
    assert said.code == 0, said.err
    assert not_kept(answer, said.values) == []


@pytest.mark.parametrize("asked", [("levers",), ("levers", "appraisal_desks"), ("check",)], ids=" ".join)
def test_what_is_said_of_files_fits_its_schema(call: Callable[..., Any], asked: tuple[str, ...]) -> None:
    said = call(*asked, "--format", "json")
    assert said.code == 0 and said.values
    assert not_kept(asked[0], said.values) == []


def not_kept(answer: str, values: dict[str, Any]) -> list[str]:
    return [e.message[:200] for e in Draft202012Validator(SCHEMAS[f"answers/{answer}"]).iter_errors(values)]
