"""Lists of records: read as officials keep them; everything wrong with one is told at once, by row and column."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from sim.errors import ScenarioError, in_english
from sim.files import SHIPPED_SCENARIOS
from sim.learning import load_records
from sim.learning.duration_class import SHIPPED_DURATION_CLASSES, load_duration_class

HEAD = "name,place,class,stage,homes,started,ended,running_on,listed_on,used,published\n"
SOUND = "A,Cần Thơ,,,100,2020-01-05,2021-03-01,,,,\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "records.csv"
    path.write_text(text, encoding="utf-8")
    return path


def problems(path: Path) -> list[tuple[int | None, str | None, str]]:
    with pytest.raises(ScenarioError) as refused:
        load_records(path)
    found = [each for each in refused.value.problems if each.severity == "error"]
    assert all(each.allowed.template and each.action.template for each in found)
    return [(each.row, each.column, in_english(each.found)) for each in found]


def test_officials_headings_and_dates_are_read(tmp_path: Path) -> None:
    text = (
        "THỜI GIAN THI CÔNG CÁC DỰ ÁN,,,,,\n"
        "STT,Tên dự án,Địa phương,Ngày khởi công,Ngày hoàn thành,Còn thực hiện tại ngày\n"
        "1,Khu A,Cần Thơ,quý II/2023,tháng 10/2025,\n"
        "2,Khu B,Huế,17/7/2023,,30/11/2025\n"
        ",Tổng cộng,,,,\n"
    )
    records = load_records(written(tmp_path, text))
    first, second = records.records
    assert (first.name, first.place, first.row) == ("Khu A", "Cần Thơ", 3)
    assert first.seen.started == (date(2023, 4, 1), date(2023, 6, 30))
    assert first.seen.ended == (date(2025, 10, 1), date(2025, 10, 31))
    assert second.seen.running_on == date(2025, 11, 30)
    assert [aside.number for aside in records.set_aside] == [5]
    assert len(records.sha256) == 64


def test_a_workbook_is_read(tmp_path: Path) -> None:
    path = tmp_path / "records.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for column, word in enumerate(("name", "started", "ended")):
            sheet.write(0, column, word)
        sheet.write(1, 0, "Khu A")
        for column, day in enumerate((date(2020, 1, 5), date(2021, 3, 1)), 1):
            sheet.write_datetime(1, column, day, book.add_format({"num_format": "dd/mm/yyyy"}))
    (record,) = load_records(path).records
    assert record.seen.ended == (date(2021, 3, 1), date(2021, 3, 1))


@pytest.mark.parametrize(
    ("row", "column", "found"),
    [
        (",,,,,2020-01-05,2021-03-01,,,,", "name", "an empty cell"),
        ("B,,,,,,2021-03-01,,,,", "started", "nobody knows when it began"),
        ("B,,,,,2020-01-05,,,,,", "ended", "neither an end"),
        ("B,,,,,2020-01-05,2021-03-01,2021-02-01,,,", "running_on", "beside the end"),
        ("B,,,,,2020-01-05,2019-03-01,,,,", "ended", "before the start"),
        ("B,,,,,2020-01-05,,2019-03-01,,,", "running_on", "before the start"),
        ("B,,,,,2020-01-05,2021-03-01,,2021-04-01,,", "listed_on", "after it was last under way"),
        ("B,,,,,2020-01-05,2021-03-01,,2020,,", "listed_on", "more than one day"),
        ("B,,,,,cuối năm 2020,2021-03-01,,,,", "started", "does not say from when to when"),
        ("B,,,,,2020-01-05,30/02/2021,,,,", "ended", "does not exist"),
        ("B,,,,,1970-01-05,2021-03-01,,,,", "started", "the year 1970"),
        ("B,,,,many,2020-01-05,2021-03-01,,,,", "homes", "many"),
        ("B,,,,,2020-01-05,2021-03-01,,,maybe,", "used", "maybe"),
        ("A,Cần Thơ,,,100,2020-01-05,2021-03-01,,,,", "name", "row 2 already states"),
        ("B,,,,,2020-01-05,03/25/2021,,,,", "ended", "does not exist"),
        (f"{'B' * 400},,,,,2020-01-05,2021-03-01,,,,", "name", "400 characters"),
        ("B,,,,,#REF!,2021-03-01,,,,", "started", "#REF!"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: str, column: str, found: str) -> None:
    told = problems(written(tmp_path, HEAD + SOUND + row + "\n"))
    assert any(at == 3 and name == column and found in said for at, name, said in told), told


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    told = problems(written(tmp_path, HEAD + "A,,,,,,2021,,,,\n" + "B,,,,x,2020-13-01,2021,,,,\n"))
    assert {(row, column) for row, column, _ in told} >= {(2, "started"), (3, "homes"), (3, "started")}


def test_month_first_dates_put_their_column_in_doubt(tmp_path: Path) -> None:
    told = problems(written(tmp_path, HEAD + SOUND + "B,,,,,2020-01-05,03/25/2021,,,,\n"))
    assert any(column == "ended" and "month first" in said for _, column, said in told)


@pytest.mark.parametrize(
    ("text", "column", "found"),
    [
        ("", None, "without records"),
        (HEAD, None, "without records"),
        ("name,ended\nA,2020\n", "started", "no column started"),
        ("name,started,start,ended\nA,2020,2020,2021\n", "started", "twice"),
    ],
)
def test_a_list_that_is_none_is_refused(tmp_path: Path, text: str, column: str | None, found: str) -> None:
    told = problems(written(tmp_path, text))
    assert any(name == column and found in said for _, name, said in told), told


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "no such file" in problems(tmp_path / "none.csv")[0][2]


def test_a_column_that_is_not_known_is_told_and_left(tmp_path: Path) -> None:
    records = load_records(written(tmp_path, "name,started,ended,colour\nA,2020,2021,red\n"))
    assert [(each.column, each.severity) for each in records.warnings] == [("colour", "warning")]


def test_the_shipped_records_hold_8_finished_and_22_unfinished() -> None:
    records = load_records(SHIPPED_SCENARIOS / "records" / "vietnam-building.csv").records
    used = [record for record in records if record.used]
    assert [sum(bool(record.seen.ended) is ended for record in used) for ended in (True, False)] == [8, 22]
    assert len(records) == 31
    assert all(record.published is not None for record in records)


def test_the_shipped_class_of_reference_is_read() -> None:
    prior = load_duration_class("building").prior
    assert prior.median is not None and prior.width is not None
    assert prior.median.p10 == pytest.approx(17 * 30.4375)
    assert load_duration_class(f"{SHIPPED_DURATION_CLASSES}:building").prior == prior


@pytest.mark.parametrize(
    ("text", "path", "found"),
    [
        (
            "[a]\nname = 'x'\nassumption = 'x'\nunit = 'months'\nmedian = { p10 = 3, p90 = 2 }\n",
            "a.median",
            "p10 = 3",
        ),
        (
            "[a]\nname = 'x'\nunit = 'months'\nmedian = { p10 = 1, p90 = 2 }\nwidth = { p10 = 1, p90 = 2 }\n",
            "a",
            "",
        ),
        (
            "[a]\nname = 'x'\nassumption = 'x'\nunit = 'moons'\nmedian = { p10 = 1, p90 = 2 }\n",
            "a.unit",
            "moons",
        ),
        (
            "[a]\nname = 'x'\nassumption = 'x'\nunit = 'days'\nmedian = { p10 = -1, p90 = 2 }\n",
            "a.median.p10",
            "",
        ),
        ("a = 3\n", "a", ""),
        ("[a\n", "", ""),
    ],
)
def test_a_wrong_class_of_reference_is_refused(tmp_path: Path, text: str, path: str, found: str) -> None:
    file = tmp_path / "classes.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as refused:
        load_duration_class(f"{file}:a")
    told = [(each.path, in_english(each.found)) for each in refused.value.problems]
    assert any(at == path and found in said for at, said in told), told
