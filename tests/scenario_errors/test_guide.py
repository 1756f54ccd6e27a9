"""The guide says what the models say, its example works, and every sentence exists in Vietnamese."""

import ast
import inspect
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from pydantic import TypeAdapter, ValidationError

import sim.scenario
import sim.text
from sim.distributions import DistributionSpec, FamilySpec
from sim.files import check_scenario, fields_of
from sim.guide import README, example, example_full, field_guide, guide_in
from sim.register import COLUMNS
from sim.scenario import Grounded, Model, ProjectRow, Settings, Stage, Step
from sim.text import Text

CODE = [
    path
    for room in ("scenario", "register", "files", "levers", "guide")
    for path in (Path(inspect.getfile(sim.scenario)).parents[1] / room).rglob("*.py")
]


def models(base: type[Model] = Model) -> set[type[Model]]:
    return {sub for direct in base.__subclasses__() for sub in {direct, *models(direct)}}


def catalogue() -> dict[str, str]:
    with (Path(inspect.getfile(sim.text)).parent / "catalogues" / "vi.po").open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file, locale="vi") if entry.id}


def templates() -> set[str]:
    said = set()
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "msg":
                said |= {part.value for part in node.args if isinstance(part, ast.Constant)}
    for model in models():
        said |= {field.description for field in model.model_fields.values() if field.description}
    return {text for text in said if isinstance(text, str)}


def test_the_readme_is_what_the_models_say() -> None:
    assert README.read_text(encoding="utf-8") == field_guide(), "run: python -m sim.guide"


@pytest.mark.parametrize(
    ("files", "name", "rows"),
    [(example.EXAMPLE_FILES, "example.toml", 2), (example_full.FULL_FILES, "example-full.toml", 8)],
    ids=["smallest", "full"],
)
def test_the_examples_are_sound(tmp_path: Path, files: dict[str, str], name: str, rows: int) -> None:
    for file, content in files.items():
        assert content in field_guide()
        (tmp_path / file).write_text(content, encoding="utf-8")
    reading = check_scenario(tmp_path / name)
    assert reading.problems == ()
    assert reading.rows_used == rows


@pytest.mark.parametrize("field", sorted({*fields_of(Step), *fields_of(Stage)}))
def test_the_full_example_shows_every_field_of_stages_and_steps(field: str) -> None:
    told_elsewhere = {"pool", "duration", *Grounded.model_fields}
    assert field in told_elsewhere or field in example_full.FULL_SCENARIO


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_field_stands_in_the_guide(language: Any) -> None:
    guide = guide_in(Text(language), with_example=False)
    wanted = {name for model in models() if not model.__name__.startswith("_") for name in fields_of(model)}
    only_in_memory = {
        "rows",
        "low",
        "high",
        "first",
        "last",
        "start",
        "under_way",
        "begin",
        "end",
        "how",
        "when",
        "into",
        "reason",
        "row",
        "settings",
        "reference_class",
    }
    for name in wanted - only_in_memory | set(COLUMNS):
        assert f"`{name}`" in guide, name
    assert "{" not in guide.replace("{ vi", "")


def test_every_field_has_a_meaning() -> None:
    for model in {Settings, ProjectRow, *models()}:
        for name, field in model.model_fields.items():
            told_otherwise = name in ("family", "kind") or model.__name__ in (
                "Scenario",
                "NumberRange",
                "DateRange",
                "StageUnderWay",
                "FinishedStage",
                "EndedAs",
            )
            assert field.description or told_otherwise, (model, name)


def test_the_vietnamese_guide_holds_no_english_sentence() -> None:
    guide = guide_in(Text("vi"), with_example=False)
    abouts = {" ".join((inspect.getdoc(model) or "").split("\n\n")[0].split()) for model in models()}
    english = {text for text in templates() | abouts if len(text) > 25 and "{" not in text}
    assert len(english) > 400
    assert [template for template in english if template in guide] == []


UNMAKEABLE: list[dict[str, object]] = [
    {"family": "uniform", "low": 3, "high": 3},
    {"family": "triangular", "low": 1, "mode": 9, "high": 3},
    {"family": "lognormal", "p10": 9, "p90": 3},
    {"family": "gamma", "median": 9, "p90": 3},
    {"family": "gamma", "p10": 1e-300, "p90": 1e5},
    {"family": "weibull", "mean": 1e-9, "sd": 1e5},
    {"family": "quantiles", "points": [[0, 1], [0.9, 2]]},
    {"family": "quantiles", "points": [[0, 1], [0, 2], [1, 2]]},
    {"family": "quantiles", "points": [[0, 3], [1, 2]]},
    {"family": "mixture", "components": [
        {"name": "a", "weight": 0.4, "spread": {"family": "fixed", "value": 1}},
        {"name": "b", "weight": 0.4, "spread": {"family": "fixed", "value": 2}},
    ]},
]  # fmt: skip


@pytest.mark.parametrize("shape", UNMAKEABLE, ids=str)
def test_reasons_why_a_shape_cannot_be_made_exist_in_vietnamese(shape: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as raised:
        TypeAdapter(DistributionSpec).validate_python(shape)
    reason = raised.value.errors()[0]["ctx"]["found"].values["reason"]
    assert reason.template in catalogue()


def test_a_shape_that_does_not_say_its_distribution_cannot_be_made() -> None:
    with pytest.raises(TypeError, match="abstract method '?distribution"):
        FamilySpec()
