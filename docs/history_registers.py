"""Remake the registers of the past that share published totals out into blocks: ``python docs/history_registers.py``.

They lie in scenarios/history/as_known. Those of Cần Thơ list projects that were named, and are written by hand.
"""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "scenarios" / "history" / "as_known"
BLOCK, NATIONAL_BLOCK = 350, 400
"""Homes of a block, about: in a place of which two totals are known, and in large projects of the nation."""
CLASSES = ((0.4, 300, 1), (0.4, 800, 2))
"""Classes of size nationwide: share of the projects, homes, blocks. The other projects are large."""
PROJECTS_A_ROW = 3
"""Approved projects of the nation that stand in one row."""
BUILDING, APPROVED = "Khối đang xây dựng", "Dự án đã chấp thuận, chưa có giấy phép"
BUILDING_NATION, APPROVED_NATION = (
    "Dự án đang xây dựng",
    "Khoảng ba dự án đã chấp thuận, chưa khởi công",
)
WHY_NATION = ("Quy mô theo hạng, xem mô tả của kịch bản.", "Size by class, see the scenario's description.")
WHY_PLACE = ("Xem mô tả của kịch bản.", "See the scenario's description.")


@dataclass(frozen=True)
class Stock:
    """Projects and homes under construction and approved, as published, and the span in which the first began."""

    file: str
    source: str
    as_of: str
    begun: str
    projects: int
    homes: int
    approved: int
    approved_homes: int


@dataclass(frozen=True)
class Expected:
    """Homes counted so far and expected for the whole year, as published of one place."""

    file: str
    source: str
    counted: int
    expected: int


@dataclass(frozen=True)
class Year:
    """What turns expected homes into blocks.

    Attributes
    ----------
    year : int
    as_of : str
        Day of the register.
    soon, later : str
        Spans in which blocks begun that are expected within the year, and others.
    building, to_come : int
        Homes under construction nationwide, and those of them still expected within the year.
    """

    year: int
    as_of: str
    soon: str
    later: str
    building: int
    to_come: int


# As the page of each source has it; that of June 2024 says nothing new of what was approved.
NATION = (
    Stock(
        "vietnam-2023-12",
        "vneconomy_475_2023_12",
        "2023-12-31",
        "2021-01..2023-12",
        120,
        120_066,
        309,
        292_422,
    ),
    Stock(
        "vietnam-2024-06", "vnews_503_2024_06", "2024-06-30", "2021-07..2024-06", 128, 115_000, 309, 292_422
    ),
    Stock(
        "vietnam-2024-12",
        "xetoday_2024_12_21",
        "2024-12-21",
        "2022-01..2024-12-21",
        133,
        110_217,
        415,
        412_240,
    ),
    Stock(
        "vietnam-2025-03", "laodong_2025_03_657", "2024-12-31", "2022-01..2024-12", 140, 124_352, 414, 406_045
    ),
    Stock(
        "vietnam-2025-09", "vjs_2025_09_25", "2025-09-25", "2022-10..2025-09-25", 147, 135_033, 380, 388_090
    ),
    Stock(
        "vietnam-2026-01",
        "vietnamplus_nationwide_2025",
        "2025-12-31",
        "2023-01..2025-12",
        200,
        134_111,
        305,
        354_187,
    ),
)
HO_CHI_MINH_CITY = Stock(
    "tp-hcm-2026-01", "sggp_tphcm_2026_01", "2025-12-31", "2023-01..2025-12", 11, 11_587, 47, 34_000
)
IN_2025 = Year(2025, "2025-09-25", "2023-01..2024-06", "2023-07..2025-09-25", 135_033, 39_245)
IN_2026 = Year(2026, "2025-12-31", "2024-01..2025-06", "2024-07..2025-12-31", 134_111, 110_000)
NINE_MONTHS = "laodong_9_thang_2025"
PLACES = (
    (IN_2025, Expected("bac-ninh-2025-09", NINE_MONTHS, 8_919, 16_285)),
    (IN_2025, Expected("ha-noi-2025-09", "xetoday_2025_09_29", 2_060, 3_160)),
    (IN_2025, Expected("hai-phong-2025-09", NINE_MONTHS, 5_496, 10_785)),
    (IN_2025, Expected("hung-yen-2025-09", NINE_MONTHS, 649, 2_550)),
    (IN_2025, Expected("nghe-an-2025-09", NINE_MONTHS, 2_381, 2_456)),
    (IN_2025, Expected("phu-tho-2025-09", NINE_MONTHS, 1_059, 2_913)),
    (IN_2025, Expected("quang-ninh-2025-09", NINE_MONTHS, 1_738, 2_268)),
    (IN_2025, Expected("tay-ninh-2025-09", NINE_MONTHS, 3_300, 3_986)),
    (IN_2025, Expected("thai-nguyen-2025-09", NINE_MONTHS, 493, 1_152)),
    (IN_2026, Expected("dong-nai-2026-02", "baodongnai_2026_02_8000", 0, 8_000)),
)


def registers() -> dict[str, str]:
    """Every register by the name of its file, as CSV."""
    nation = {stock.file: _of_nation(stock) for stock in NATION}
    places = {expected.file: _of_place(year, expected) for year, expected in PLACES}
    return {f"{name}.csv": text for name, text in {**nation, **places, **_of_city(HO_CHI_MINH_CITY)}.items()}


def shares(homes: int, parts: int) -> list[int]:
    """Homes in equal parts; the first have one more where they do not divide."""
    each, left = divmod(homes, parts)
    return [each + 1] * left + [each] * (parts - left)


def _of_nation(stock: Stock) -> str:
    building: list[list[int]] = []
    large, left = stock.projects, stock.homes
    for share, homes, parts in CLASSES:
        projects = round(share * stock.projects)
        building += [shares(homes, parts)] * projects
        large, left = large - projects, left - projects * homes
    parts = round(left / large / NATIONAL_BLOCK)
    building += [shares(homes, parts) for homes in shares(left, large)]
    waiting = shares(stock.approved_homes, math.ceil(stock.approved / PROJECTS_A_ROW))
    parts = round(waiting[0] / NATIONAL_BLOCK)
    return _stock_csv(stock, (BUILDING_NATION, building), (APPROVED_NATION, waiting, parts))


def _of_city(stock: Stock) -> dict[str, str]:
    blocks = [[homes] for homes in shares(stock.homes, round(stock.homes / BLOCK))]
    waiting = shares(stock.approved_homes, stock.approved)
    return {stock.file: _stock_csv(stock, (BUILDING, blocks), (APPROVED, waiting, round(waiting[0] / BLOCK)))}


def _of_place(year: Year, expected: Expected) -> str:
    soon = expected.expected - expected.counted
    later = round(soon * (year.building / year.to_come - 1))
    rows = [
        [f"{letter}{n:02}", name, "building", homes, "in_progress", "building", begun, "no", year.as_of]
        for letter, name, begun, total in (
            ("E", f"Khối dự kiến xong năm {year.year}", year.soon, soon),
            ("L", "Khối đang xây khác", year.later, later),
        )
        for n, homes in enumerate(shares(total, max(1, round(total / BLOCK))), 1)
    ]
    head = "project_id,name,route,homes,status,stage,stage_start,counted_before,status_as_of,source,"
    return _csv(head, [[*row, expected.source, *WHY_PLACE] for row in rows])


def _stock_csv(
    stock: Stock, building: tuple[str, list[list[int]]], approved: tuple[str, list[int], int]
) -> str:
    (name, projects), (waiting, homes_of_rows, parts) = building, approved
    digits = 3 if len(projects) > 99 else 2
    rows: list[list[object]] = []
    for n, blocks in enumerate(projects, 1):
        for block, homes in enumerate(blocks, 1):
            which = block if len(blocks) > 1 else ""
            known = [f"B{n:0{digits}}", which, name, "building", homes, "", "in_progress", "", ""]
            rows.append([*known, "building", stock.begun])
    rows += [
        [f"A{n:0{digits}}", "", waiting, "building", homes, parts, "not_started", "", "approved", "", ""]
        for n, homes in enumerate(homes_of_rows, 1)
    ]
    head = (
        "project_id,block,name,route,homes,blocks,status,entry,start_hazard,stage,stage_start,counted_before,"
        "status_as_of,source,"
    )
    return _csv(head, [[*row, "no", stock.as_of, stock.source, *WHY_NATION] for row in rows])


def _csv(head: str, rows: list[list[object]]) -> str:
    out = io.StringIO()
    out.write(f"{head}assumption,assumption_en\n")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


if __name__ == "__main__":
    for file, text in registers().items():
        (FOLDER / file).write_text(text, encoding="utf-8")
