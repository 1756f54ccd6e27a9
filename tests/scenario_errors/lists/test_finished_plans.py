"""The finished plans a period is compared with: which list and class are taken, and what is refused in them."""

import csv
import io
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from scenario_errors.breaking import errors_of, put, said

from sim.files import PLAN_COLUMNS, SHIPPED_SCENARIOS, check_scenario
from sim.guide.plan_columns import PLAN_CONTENTS
from sim.scenario import ReferenceClass

LIST = "plans.csv"
NAMED = "reference_classes/plan_attainment.csv"
Rows = list[dict[str, str]]


def plans(count: int = 6, class_id: str = "several_years") -> Rows:
    """So many sound rows of a class: 10, 20, … of 100 homes."""
    return [
        {"class": class_id, "place": f"Tỉnh {i}", "period": "2016–2020", "plan": "kế hoạch", "planned": "100",
         "outcome": f"{10 * i}", "ratio": f"0.{i}", "source": "https://example.org/plan"}
        for i in range(1, count + 1)
    ]  # fmt: skip


def write(files: Any, rows: Rows, name: str = LIST, separator: str = ",") -> None:
    text = io.StringIO()
    columns = list(dict.fromkeys(key for row in rows for key in row))
    writer = csv.DictWriter(text, columns, delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    path = Path(files.folder / name)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text.getvalue(), encoding="utf-8")


def own(files: Any, rows: Rows | None = None, **table: Any) -> None:
    """State an outside view with a list of its own."""
    write(files, plans() if rows is None else rows)
    put("outside_view", {"file": LIST, "weight": 0.5, "assumption": "x"} | table)(files)


def compared(files: Any) -> ReferenceClass:
    reading = files.check()
    assert [said(each) for each in reading.problems if each.severity == "error"] == []
    found: ReferenceClass = reading.scenario.reference_class
    return found


def test_without_a_table_the_program_s_own_class_is_taken_by_the_length_of_the_period(files: Any) -> None:
    found = compared(files)
    assert (found.id, found.own_list) == ("several_years", False)
    assert found.view.assumption is not None
    put("targets.period", {"first_year": 2027, "last_year": 2027, "homes": 400})(files)
    assert compared(files).id == "one_year"


def test_without_a_period_there_is_nothing_to_compare(files: Any) -> None:
    own(files)
    del files.settings["targets"]["period"]
    reading = files.check()
    assert reading.scenario.reference_class is None
    assert [(each.path, each.severity) for each in reading.problems] == [("outside_view", "warning")]


def test_a_list_beside_the_scenario_goes_first(files: Any) -> None:
    write(files, plans(), NAMED)
    found = compared(files)
    assert found.own_list
    assert [each.ratio for each in found.plans] == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]


def test_a_list_stands_beside_the_file_that_names_it(files: Any) -> None:
    own(files)
    base = files.write()
    (files.folder / "base").mkdir()
    for name in (LIST, "rows.csv", "sources.toml", base.name):
        (files.folder / name).rename(files.folder / "base" / name)
    variant = files.folder / "variant.toml"
    variant.write_text(
        f'based_on = "base/{base.name}"\n[outside_view]\nweight = 0.25\nassumption = "y"\n', encoding="utf-8"
    )
    found = check_scenario(variant).scenario.reference_class
    assert (found.own_list, found.view.weight, len(found.plans)) == (True, 0.25, 6)


def test_a_class_may_be_named_and_have_a_name_of_its_own(files: Any) -> None:
    own(files, plans(8) + plans(5, "delta"), **{"class": "delta", "name": {"vi": "kế hoạch", "en": "plans"}})
    found = compared(files)
    assert (found.id, len(found.plans), found.view.name.vi) == ("delta", 5, "kế hoạch")


def test_semicolons_decimal_commas_and_vietnamese_answers_are_understood(files: Any) -> None:
    rows = [
        row | {"ratio": row["ratio"].replace(".", ","), "used": "có", "at_least": "không"} for row in plans()
    ]
    rows[5]["used"] = "không"
    rows[0] |= {"at_least": "có", "planned": "", "outcome": ""}
    write(files, rows, separator=";")
    put("outside_view", {"file": LIST, "weight": 0.5, "assumption": "x"})(files)
    found = compared(files)
    assert [each.ratio for each in found.plans] == [0.1, 0.2, 0.3, 0.4, 0.5]
    assert [each.at_least for each in found.plans] == [True, False, False, False, False]


def cell(row: int, **cells: str) -> Callable[[Rows], object]:
    return lambda rows: rows[row].update(cells)


def each_row(**cells: str) -> Callable[[Rows], object]:
    return lambda rows: [row.update(cells) for row in rows]


def without(column: str) -> Callable[[Rows], object]:
    return lambda rows: [row.pop(column) for row in rows]


BAD_LISTS: dict[str, tuple[Callable[[Rows], object], str, tuple[str, ...]]] = {
    "no ratio column": (without("ratio"), "1 ratio", ("no column ratio", "add the column")),
    "no source column": (without("source"), "1 source", ("no column source",)),
    "unknown column": (each_row(rato="1"), "1 rato", ("did you mean `ratio`",)),
    "ratio in words": (cell(0, ratio="half"), "2 ratio", ('"half"', "0.42 where 42%")),
    "ratio in percent": (cell(0, ratio="10%"), "2 ratio", ('"10%"', "from 0 to 100")),
    "ratio far too large": (cell(0, ratio="101", planned=""), "2 ratio", ("from 0 to 100",)),
    "ratio below zero": (cell(0, ratio="-0.1"), "2 ratio", ("from 0 to 100",)),
    "no ratio": (cell(0, ratio=""), "2 ratio", ("from 0 to 100",)),
    "ratio that is another": (cell(1, ratio="0.25"), "3 ratio", ("0.25, although outcome / planned is 0.2",)),
    "nothing planned": (cell(0, planned="0"), "2 planned", ("a plan of 0",)),
    "thousands that may be decimals": (cell(0, planned="1.000"), "2 planned", ("separators of thousands",)),
    "outcome in words": (cell(0, outcome="some"), "2 outcome", ("digits alone",)),
    "no source": (cell(2, source=""), "4 source", ("an empty cell",)),
    "no place": (cell(2, place=""), "4 place", ("an empty cell",)),
    "class with a space": (cell(0, **{"class": "several years"}), "2 class", ("an id such as",)),
    "used perhaps": (each_row(used="perhaps"), "2 used", ("yes or no",)),
    "at least perhaps": (each_row(at_least="?"), "2 at_least", ("yes or no",)),
    "date of the page in words": (each_row(published="last year"), "2 published", ("YYYY-MM",)),
    "the same plan twice": (
        lambda rows: rows.append(dict(rows[0])),
        "8 plan",
        ("row 2 already states", "each plan once"),
    ),
    "too few plans": (lambda rows: rows.__delitem__(slice(4, None)), "None class", ("4 plans", "at least 5")),
    "too few used": (
        lambda rows: [row.update(used="no") for row in rows[:3]],
        "None class",
        ("3 plans of class `several_years`",),
    ),
    "none of the class": (
        each_row(**{"class": "one_year"}),
        "outside_view.class",
        ("no class, and none named `several_years`", "period of 3 years"),
    ),
}


@pytest.mark.parametrize("name", BAD_LISTS)
def test_bad_list(files: Any, name: str) -> None:
    change, where, words = BAD_LISTS[name]
    rows = plans()
    change(rows)
    own(files, rows)
    found = errors_of(files.check())
    assert where in found, found
    for part in words:
        assert part in found[where]


BAD_TABLES: dict[str, tuple[dict[str, Any], str, tuple[str, ...]]] = {
    "no weight": ({"weight": None}, "outside_view.weight", ()),
    "weight above one": ({"weight": 1.5}, "outside_view.weight", ("1",)),
    "neither source nor assumption": ({"assumption": None}, "outside_view", ("assumption",)),
    "unknown source": ({"source": "nowhere"}, "outside_view.source", ("nowhere",)),
    "no such list": ({"file": "other.csv"}, "outside_view.file", ("neither beside the scenario nor",)),
    "list elsewhere": ({"file": "../plans.csv"}, "outside_view.file", ("leads out",)),
    "unknown class": (
        {"class": "several_year"},
        "outside_view.class",
        ("no such class in the list", "`several_years`"),
    ),
    "class of one's own without a name": (
        {"class": "delta", "file": LIST},
        "outside_view.name",
        ("`delta`", "one_year, several_years, rolling_five_years"),
    ),
}


@pytest.mark.parametrize("name", BAD_TABLES)
def test_bad_table(files: Any, name: str) -> None:
    change, where, words = BAD_TABLES[name]
    own(files, plans() + plans(5, "delta"))
    table = files.settings["outside_view"] | change
    put("outside_view", {key: value for key, value in table.items() if value is not None})(files)
    found = errors_of(files.check())
    assert where in found, found
    for part in words:
        assert part in found[where]


def test_everything_wrong_is_said_at_once(files: Any) -> None:
    rows = plans()
    rows[0]["ratio"] = "half"
    rows[1]["source"] = ""
    rows[2]["class"] = "several years"
    own(files, rows)
    put("targets.carry_over", "some")(files)
    found = errors_of(files.check())
    assert {"2 ratio", "3 source", "4 class", "targets.carry_over"} <= set(found)
    assert files.check().scenario is None


def test_a_list_that_is_no_text_is_refused(files: Any) -> None:
    own(files)
    (files.folder / LIST).write_bytes(b"class,place\n\xff\xfe\x00\n")
    problems = [each for each in files.check().problems if each.severity == "error"]
    assert [each.file for each in problems] == [LIST]


def test_the_guide_explains_every_column_and_the_shipped_list_has_them() -> None:
    assert tuple(PLAN_CONTENTS) == PLAN_COLUMNS
    with (SHIPPED_SCENARIOS / NAMED).open(encoding="utf-8-sig", newline="") as file:
        assert tuple(next(csv.reader(file))) == PLAN_COLUMNS


def test_the_example_of_the_page_on_other_cities_can_be_used(files: Any) -> None:
    page = (Path(__file__).parents[3] / "docs" / "own-city.md").read_text(encoding="utf-8")
    block = next(part for part in page.split("```toml\n") if part.startswith("[outside_view]"))
    put("outside_view", tomllib.loads(block.split("```")[0])["outside_view"])(files)
    found = compared(files)
    assert (found.id, found.view.weight, found.own_list) == ("rolling_five_years", 0.3, False)
