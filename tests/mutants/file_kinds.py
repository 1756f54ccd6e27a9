"""What a mutant is given to: the door of its kind, and what must hold behind each of them."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from doors.page.levers_beside import CAUSES, LEVERS, PACKAGE
from engines_agree.agreement import draws_agree, same_outcomes, same_times
from mutants.mutations import OF_CSV, OF_TOML, mutant, workbook_mutant
from scenario_errors.lists.department_lists import TYPED, write_report

from sim.cities import write_register
from sim.cli import lines
from sim.engines import engine_named
from sim.errors import Problem, QuestionError, ScenarioError
from sim.files import check_scenario, load_scenario
from sim.guide import EXAMPLE_FILES, FULL_FILES
from sim.intake import destination, understood
from sim.learning import load_records
from sim.levers import LeverSetting, apply_cause, apply_levers, load_causes, load_levers, load_package
from sim.model import measure
from sim.plan import make_plan
from sim.register import cells_of
from sim.scenario import Scenario
from sim.text import LANGUAGES, Text

MAP = """
dates = "day_first"

[columns]
"Ten cong trinh" = "name"
"Tên dự án" = "name"

[states]
"dang thi cong" = "in_progress construction"
"Cho giao dat" = "not_started"
"Chưa khởi công" = "not_started"

[all_rows]
status_as_of = "2026-01-01"
stage_start = "2024..2025"
entry = "2026..2028"
counted_before = "no"
assumption = "Danh mục thử"
"""
MOST_WORK = 3_000
"""Projects times stages up to which a scenario that passes is simulated: the reference engine takes its time."""


def tell(problems: tuple[Problem, ...]) -> None:
    """Say every problem in every language, as a command does."""
    for language in LANGUAGES:
        said = "\n".join(lines(problems, Text(language)))
        assert said or not problems


def engines_agree(scenario: Scenario) -> None:
    """Both engines give the same futures, unless there would be too many events."""
    plan = make_plan(scenario)
    if sum(row.blocks for row in scenario.rows) * len(scenario.settings.stages) > MOST_WORK:
        return
    fast, exact = (engine_named(name)(plan) for name in ("compiled", "reference"))
    draws, exact_draws = fast.draw(1, 0, 4, 2), exact.draw(1, 0, 4, 2)
    draws_agree(plan, draws, exact_draws)
    trace = exact.simulate(draws)
    same_times(fast.simulate(draws), trace)
    same_outcomes(fast.outcomes(1, 0, 4, 2), measure(plan, draws, trace))


def scenario_door(folder: Path, name: str) -> bool:
    """`check` and `run`."""
    by_file = {"projects-full.csv": "example-full.toml", "projects.xlsx": "workbook.toml"}
    scenario = by_file.get(name, name if name.startswith("example") else "example.toml")
    parsed = check_scenario(folder / scenario)
    tell(parsed.problems)
    errors = [problem for problem in parsed.problems if problem.severity == "error"]
    assert (parsed.scenario is None) == bool(errors)
    if parsed.scenario is None:
        return False
    engines_agree(parsed.scenario)
    return True


def lever_door(folder: Path, _name: str) -> bool:
    """`compare`: every lever at its proposed value, in the example."""
    example = load_scenario(folder / "example.toml")
    try:
        for lever in load_levers(folder / "levers").values():
            engines_agree(apply_levers(example, [LeverSetting(lever, lever.default)]))
    except (ScenarioError, QuestionError) as error:
        tell(error.problems)
        assert error.problems
        return False
    return True


def cause_door(folder: Path, _name: str) -> bool:
    """`drivers`: every cause left out of the example."""
    example = load_scenario(folder / "example.toml")
    try:
        for cause in load_causes(folder / "causes").values():
            engines_agree(apply_cause(example, cause))
    except ScenarioError as error:
        tell(error.problems)
        return False
    return True


def package_door(folder: Path, name: str) -> bool:
    """`compare --with`."""
    example = load_scenario(folder / "example.toml")
    try:
        settings = load_package(folder / name, load_levers(folder / "levers"))
        engines_agree(apply_levers(example, settings))
    except ScenarioError as error:
        tell(error.problems)
        return False
    return True


def list_door(folder: Path, name: str) -> bool:
    """`import`: a list, by a map."""
    is_map = name.endswith(".toml")
    path = folder / ("typed.csv" if is_map else name)
    try:
        where = destination(folder / "new", folder / (name if is_map else "typed.toml"), ())
        intake = understood(path, where)
    except ScenarioError as error:
        tell(error.problems)
        return False
    tell(intake.problems)
    for problems in intake.refused.values():
        tell(problems)
    for question in intake.questions:
        assert all(Text(language)(question.asked) for language in LANGUAGES)
    intake.list_map.toml(intake.questions)
    return not intake.questions and not intake.refused


RECORDS = """name,place,homes,started,ended,running_on,class,source,published,note
Khu A,Cần Thơ,242,2022-04-26,2024-01..2024-06,,,https://a.example,2024-07-17,"hai khối, xong"
Khu B,Hải Phòng,744,28/05/2023,2025-03,,,https://b.example,2025-12,
Khu C,Đà Nẵng,300,Quý II/2023,,2025-10-01,,https://c.example,2025-10-02,đang làm
"""


def records_door(folder: Path, name: str) -> bool:
    """`fit`."""
    try:
        records = load_records(folder / name)
    except ScenarioError as error:
        tell(error.problems)
        assert error.problems
        return False
    tell(records.warnings)
    return True


def prepare(folder: Path) -> dict[str, dict[str, str | bytes]]:
    """Write files that lie beside a damaged one; give the files to damage by their kind."""
    texts = {
        **EXAMPLE_FILES,
        **FULL_FILES,
        **{f"levers/{name}.toml": content for name, content in LEVERS.items()},
        **{f"causes/{name}.toml": content for name, content in CAUSES.items()},
        "package.toml": PACKAGE,
        "typed.csv": TYPED,
        "typed.toml": MAP,
        "records.csv": RECORDS,
        "workbook.toml": EXAMPLE_FILES["example.toml"].replace("projects.csv", "projects.xlsx"),
    }
    for name, content in texts.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    example = load_scenario(folder / "example.toml")
    write_register(folder / "projects.xlsx", example.settings, [cells_of(row) for row in example.rows])
    write_report(folder / "report.xlsx")
    books = {name: (folder / name).read_bytes() for name in ("projects.xlsx", "report.xlsx")}

    def chosen(*names: str) -> dict[str, str | bytes]:
        return {name: books.get(name) or texts[name] for name in names}

    return {
        "scenario": chosen("example.toml", "example-full.toml", "example-full.toml"),
        "register": chosen("projects.csv", "projects-full.csv"),
        "workbook": chosen("projects.xlsx"),
        "sources": chosen("sources.toml"),
        "lever": chosen(*(name for name in texts if name.startswith("levers/"))),
        "cause": chosen(*(name for name in texts if name.startswith("causes/"))),
        "package": chosen("package.toml"),
        "map": chosen("typed.toml"),
        "list": chosen("typed.csv", "report.xlsx"),
        "records": chosen("records.csv"),
    }


DOORS: dict[str, Callable[[Path, str], bool]] = {
    "scenario": scenario_door,
    "register": scenario_door,
    "workbook": scenario_door,
    "sources": scenario_door,
    "lever": lever_door,
    "cause": cause_door,
    "package": package_door,
    "map": list_door,
    "list": list_door,
    "records": records_door,
}


def damaged(name: str, content: str | bytes, chance: random.Random) -> bytes:
    """Mutant of a text, or of a workbook."""
    if isinstance(content, bytes):
        return workbook_mutant(content, chance)
    return mutant(content, OF_CSV if name.endswith(".csv") else OF_TOML, chance)
