"""Lists in the form of Vietnamese departments, unlike each other, and two in that of public lists from elsewhere."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from scenario_errors.register.register_files import write_xlsx

REPORT: list[list[Any]] = [
    ["ỦY BAN NHÂN DÂN TỈNH", "", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["SỞ XÂY DỰNG"],
    [],
    ["BIỂU 02. TIẾN ĐỘ CÁC DỰ ÁN NHÀ Ở XÃ HỘI"],
    ["(Kèm theo Báo cáo số 15/BC-SXD ngày 05/01/2026)"],
    ["STT", "Tên dự án", "Chủ đầu tư", "Quy mô", "", "Trạng thái", "Tiến độ", "", "Ghi chú"],
    ["", "", "", "Diện tích (ha)", "Số căn", "", "Khởi công", "Năm hoàn thành", ""],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"],
    ["I", "Dự án đã hoàn thành", "", "", 300, "", "", "", ""],
    [1, "Khu nhà ở xã hội A", "Công ty A", "1,5", 300, "Hoàn thành", "2021", "Quý IV/2024", ""],
    ["II", "Dự án đang triển khai", "", "", 1550, "", "", "", ""],
    [
        2,
        "Khu nhà ở xã hội B",
        "Công ty B",
        "2,25",
        "1.050",
        "Đang thi công",
        "tháng 3/2025",
        "2027",
        "chậm mặt bằng",
    ],
    [
        3,
        "Tổng công ty C – lô 5",
        "Tổng công ty C",
        3,
        500,
        "ĐANG THI CÔNG",
        date(2025, 6, 19),
        "dự kiến 2027",
        "",
    ],
    ["III", "Dự án khác", "", "", "", "", "", "", ""],
    [4, "Khu D", "", "", 400, "Chưa khởi công", "Quý II/2027", "2029", ""],
    [5, "Khu E", "", "", 0, "Chưa khởi công", "", "", "chưa có quy mô"],
    [6, "Khu F", "Công ty F", "", 120, "Thu hồi chủ trương", "", "", ""],
    ["", "Tổng cộng (I+II+III)", "", "", 2370, "", "", "", ""],
    ["Ghi chú: số liệu đến hết ngày 31/12/2025."],
    ["", "NGƯỜI LẬP BIỂU", "", "", "", "", "GIÁM ĐỐC"],
]
"""Titles, two rows of headings, numbered columns, groups with sums, notes and signatures; rows by number from 1."""

TYPED = """\
DANH SACH DU AN NOXH NAM 2026;;;;;;
Ma so;Ten cong trinh;Dia ban;So can ho;Tinh hinh thuc hien;Ngay cap nhat;Dien thoai
34/NOXH;Chung cu Hoa Binh;phuong 1;1 200;Dang GPMB;31/12/2025;0292 123
12.5;Chung cu Tan An;phuong 2;85;dang thi cong;31/12/2025;
0007;Khu do thi Nam;xa My;400-600;Cho giao dat;31/12/2025;
0008;Khu do thi Bac;xa My;-20;Dang GPMB;31/12/2025;
Cong;;;1.285;;;
"""
"""CSV typed without diacritics, with semicolons, ids of every form, a title, and states of its own."""

BLOCKS: list[list[Any]] = [
    [
        "Dự án",
        "Lô",
        "Xã/phường",
        "Số căn hộ (căn)",
        "Hiện trạng dự án",
        "Ngày khởi công",
        "Năm hoàn thành",
        "Nguồn vốn",
    ],
    ["Khu Hưng Phú", "A", "Hưng Phú", 200, "Đã bàn giao", "2022", "15/08/2025", "NSNN"],
    ["", "B", "", 180, "Đang hoàn thiện", "12/2024", "6 tháng đầu năm 2026", "NSNN"],
    ["", "C", "", 220, "Chưa triển khai", "", "", ""],
    ["Khu Cái Sâu", "", "Hưng Phú", 640, "Đang triển khai", "từ tháng 5 đến tháng 8 năm 2025", "", "vay"],
]
"""Blocks below a project's name and ward, which are merged downwards; dates in words."""

PIPELINE = """\
PROJECT_TYPE,LOT,NAMEADDR,BESTSTAT,BESTDATE,UNITS,UNITSNET,NEIGHBORHOOD
Vacant,0285005A,1 FIRST ST,PL Filed,1/25/2025 0:00,0,0,Centre
Resident,0300003C,2 SECOND ST,BP FILED,7/24/2024 0:00,12,12,Hill
Resident,0439001,3 THIRD WY,BP Filed,4/1/2025 0:00,1,1,Marina
Resident,0439001,3 THIRD WY,CONSTRUCTION,4/9/2024 0:00,2,2,Marina
Resident,1149029,4 FOURTH AV,CONSTRUCTION,7/21/2023 0:00,8,-1,Marina
Resident,1149030,4 FOURTH AV,CONSTRUCTION,11/2/2024 0:00,31,30,Marina
"""
"""Codes of an American city: month first, ids that begin with a digit, one id twice, a loss of homes."""

NUMBERED = """\
project_id,Status,place,homes
1,Under Construction,3,0
2,Under Construction,14,6
3,Occupied,11,9
4,Pre-Planning,4,40
5,Under Review,9,15
6,Cancelled,24,303
"""
"""No names, no dates, ids that are numbers."""


def rows_of(text: str, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter=separator))


def write_report(path: Path) -> Path:
    def merge(book: Any, sheet: Any) -> None:
        for column in (0, 1, 2, 5, 8):
            sheet.merge_range(5, column, 6, column, REPORT[5][column])
        sheet.merge_range(5, 3, 5, 4, "Quy mô")
        sheet.merge_range(5, 6, 5, 7, "Tiến độ")
        sheet.merge_range(3, 0, 3, 8, REPORT[3][0])
        sheet.merge_range(8, 1, 8, 3, REPORT[8][1])

    return write_xlsx(path, REPORT, merge, sheet_name="Biểu 02")


def write_blocks(path: Path) -> Path:
    def merge(book: Any, sheet: Any) -> None:
        sheet.merge_range(1, 0, 3, 0, "Khu Hưng Phú")
        sheet.merge_range(1, 2, 4, 2, "Hưng Phú")

    return write_xlsx(path, BLOCKS, merge, sheet_name="Danh mục")


def write_ods(path: Path, cells: Sequence[Sequence[Any]]) -> Path:
    """Workbook of LibreOffice with the cells as text and numbers."""

    def cell(value: Any) -> str:
        if isinstance(value, (int, float)):
            return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
        kind = ' office:value-type="string"' if value else ""
        return f"<table:table-cell{kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"

    lines = "".join(f"<table:table-row>{''.join(map(cell, line))}</table:table-row>" for line in cells)
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<office:document-content xmlns:office="{names}office:1.0" xmlns:table="{names}table:1.0" '
        f'xmlns:text="{names}text:1.0"><office:body><office:spreadsheet><table:table table:name="Biểu 1">'
        f"{lines}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("META-INF/manifest.xml", "<manifest/>")
        book.writestr("content.xml", content)
    return path
