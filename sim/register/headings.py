"""Headings of project lists as departments write them, in Vietnamese and English, and the column each stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sim.register.row import COLUMNS
from sim.register.sheets.cell_table import Cell, folded, header_name

COUNTER = "#"
"""What `column_of` returns for a heading of running numbers (STT), which say nothing of a project."""

HEADINGS: Mapping[str, tuple[str, ...]] = {
    COUNTER: ("STT", "TT", "Số TT", "Số thứ tự", "No.", "S.No"),
    "project_id": (
        "Mã dự án",
        "Mã DA",
        "Mã số dự án",
        "Mã số",
        "Mã",
        "Ký hiệu",
        "ID",
        "Project no",
        "Project code",
    ),
    "block": (
        "Lô",
        "Khối",
        "Tòa",
        "Block/Lô",
        "Phân khu",
        "Lô/khối nhà",
        "Khối nhà",
        "Tòa nhà",
        "Building",
        "Lot",
    ),
    "name": (
        *("Tên dự án", "Tên DA", "Dự án", "Danh mục dự án", "Tên công trình", "Tên dự án, công trình", "Tên"),
        *(
            "Tên dự án nhà ở xã hội",
            "Dự án nhà ở xã hội",
            "Tên khu nhà ở",
            "Project",
            "Project name",
            "Name of project",
        ),
    ),
    "place": (
        *(
            "Địa điểm",
            "Địa điểm xây dựng",
            "Vị trí",
            "Địa chỉ",
            "Phường, xã",
            "Phường/xã",
            "Xã, phường",
            "Xã/phường",
        ),
        *(
            "Quận, huyện",
            "Quận/huyện",
            "Địa bàn",
            "Địa điểm thực hiện",
            "Location",
            "Address",
            "Ward",
            "Neighborhood",
        ),
        *("Neighbourhood", "District"),
    ),
    "investor": (
        *(
            "Chủ đầu tư",
            "Nhà đầu tư",
            "Chủ đầu tư dự án",
            "Đơn vị thực hiện",
            "Tên chủ đầu tư",
            "CĐT",
            "Developer",
        ),
        *("Tên nhà đầu tư", "Chủ đầu tư/nhà đầu tư", "Owner"),
    ),
    "route": ("Quy trình", "Loại thủ tục", "Hình thức lựa chọn chủ đầu tư", "Procedure"),
    "homes": (
        *(
            "Số căn",
            "Số căn hộ",
            "Tổng số căn",
            "Tổng số căn hộ",
            "Số lượng căn",
            "Số lượng căn hộ",
            "Quy mô (căn)",
        ),
        *(
            "Quy mô (căn hộ)",
            "Số căn NƠXH",
            "Số căn nhà ở xã hội",
            "Số căn hộ nhà ở xã hội",
            "Số lượng nhà ở",
            "Căn hộ",
        ),
        *(
            "Số căn hộ NƠXH",
            "Tổng số căn NƠXH",
            "Số nhà ở",
            "Units",
            "Dwellings",
            "Number of homes",
            "Số căn (căn)",
        ),
        *("Number of units", "Total units", "Số căn hộ (căn)", "Số lượng (căn)"),
    ),
    "blocks": ("Số khối", "Số khối nhà", "Số tòa", "Số tòa nhà", "Số block", "Number of blocks"),
    "land_ha": (
        *("Diện tích (ha)", "Diện tích đất (ha)", "Quy mô đất (ha)", "Diện tích khu đất (ha)", "Quy mô (ha)"),
        *(
            "Quy mô diện tích (ha)",
            "Diện tích đất ở (ha)",
            "Quỹ đất (ha)",
            "Land (ha)",
            "Area (ha)",
            "Site area (ha)",
        ),
    ),
    "status": (
        *(
            "Trạng thái",
            "Tình trạng",
            "Hiện trạng",
            "Tình hình thực hiện",
            "Tiến độ thực hiện",
            "Hiện trạng dự án",
        ),
        *(
            "Tình trạng dự án",
            "Trạng thái dự án",
            "Tình hình triển khai",
            "Tình hình hiện nay",
            "Tình trạng hiện nay",
            "Tình hình",
            "Tiến độ",
            "State",
            "Project status",
        ),
    ),
    "entry": (
        *(
            "Thời điểm bắt đầu thủ tục",
            "Dự kiến bắt đầu",
            "Dự kiến triển khai",
            "Bắt đầu thủ tục",
            "Năm triển khai",
        ),
        *("Thời gian bắt đầu", "Ngày bắt đầu", "Planned start"),
    ),
    "stage": ("Bước", "Bước đang làm", "Bước đang thực hiện", "Giai đoạn", "Công việc đang thực hiện"),
    "stage_start": (
        *("Ngày khởi công", "Năm khởi công", "Thời điểm khởi công", "Khởi công", "Thời gian khởi công"),
        *("Tháng khởi công", "Bắt đầu bước", "Construction start", "Start of construction"),
    ),
    "stopped_since": ("Ngày tạm dừng thi công", "Tạm dừng từ ngày", "Stopped since"),
    "stops": ("Các lần tạm dừng", "Earlier stops"),
    "progress": ("Tỷ lệ khối lượng của bước", "Khối lượng đã làm của bước", "Share of the stage done"),
    "completed_on": (
        *(
            "Ngày hoàn thành",
            "Năm hoàn thành",
            "Thời điểm hoàn thành",
            "Thời gian hoàn thành",
            "Tháng hoàn thành",
        ),
        *(
            "Ngày bàn giao",
            "Năm bàn giao",
            "Ngày đưa vào sử dụng",
            "Completion date",
            "Date completed",
        ),
    ),
    "ended_as": ("Kết thúc", "Chấm dứt", "Ended"),
    "ended_into": (
        "Sáp nhập vào",
        "Nhập vào dự án",
        "Tách thành",
        "Tách thành các dự án",
        "Merged into",
        "Split into",
    ),
    "ended_reason": ("Lý do chấm dứt", "Lý do hủy", "Lý do thu hồi", "Lý do sáp nhập", "Lý do kết thúc"),
    "counted_before": ("Đã thống kê", "Đã tính", "Đã tính vào chỉ tiêu", "Đã báo cáo hoàn thành", "Counted"),
    "status_as_of": (
        *(
            "Ngày cập nhật",
            "Thời điểm báo cáo",
            "Ngày báo cáo",
            "Thời điểm cập nhật",
            "Cập nhật đến",
            "Số liệu đến ngày",
        ),
        *("Tính đến ngày", "As of", "Updated", "Last updated"),
    ),
    "source": ("Nguồn", "Nguồn số liệu", "Mã nguồn"),
    "assumption": ("Giả định",),
    "note": (
        "Ghi chú",
        "Khó khăn, vướng mắc",
        "Vướng mắc",
        "Ý kiến",
        "Notes",
        "Remarks",
        "Comment",
        "Comments",
    ),
}
"""By column. Compared without capitals, diacritics and punctuation; a unit in brackets belongs to the heading."""

_HOMES_UNIT = {"can", "can ho", "ho", "units"}
_BY_WORDS: Mapping[str, str] = {
    folded(heading): column for column, headings in HEADINGS.items() for heading in headings
}


def column_of(cell: Cell) -> str | None:
    """Column that a heading stands for, by its code or as departments write it.

    Parameters
    ----------
    cell : Cell
        ``homes``, ``Số căn``, ``SO CAN (căn)``.

    Returns
    -------
    str or None
        A name of `COLUMNS`; `COUNTER` for running numbers; None for a heading that is not known, or that could stand
        for more than one column (Quy mô, Diện tích without its unit).
    """
    code = header_name(cell)
    if code in COLUMNS:
        return code
    words = folded(cell)
    if words in _BY_WORDS:
        return _BY_WORDS[words]
    before, bracket, unit = str(cell).partition("(")
    if bracket and folded(unit) in _HOMES_UNIT and _BY_WORDS.get(folded(before)) == "homes":
        return "homes"
    return None


def column_of_two(upper: Cell, lower: Cell) -> str | None:
    """Column that a heading of two rows stands for: Quy mô over Số căn, Số căn over Tổng số.

    Parameters
    ----------
    upper, lower : Cell
        The heading of the group and the one below it; "" where there is none.
    """
    if lower == "":
        return column_of(upper)
    if upper == "":
        return column_of(lower)
    if re.fullmatch(r"tong( so| cong)?|total", folded(lower)):
        return column_of(upper)
    return column_of(f"{upper} {lower}") or column_of(lower) or column_of(f"{upper} ({lower})")
