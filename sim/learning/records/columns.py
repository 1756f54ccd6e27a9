"""Columns of a list of records, and the headings under which officials keep them."""

from __future__ import annotations

from collections.abc import Mapping

from sim.register import COUNTER, Cell, folded, header_name

RECORD_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": (
        "Dự án",
        "Tên dự án",
        "Công trình",
        "Tên công trình",
        "Danh mục dự án",
        "Project",
        "Project name",
    ),
    "place": (
        *("Địa phương", "Tỉnh", "Thành phố", "Tỉnh, thành phố", "Tỉnh/thành phố", "Tỉnh thành", "Địa bàn"),
        *("City", "Province"),
    ),
    "class": ("Loại", "Loại dự án", "Loại công trình", "Nhóm", "Nhóm dự án", "Kind"),
    "stage": ("Bước", "Giai đoạn", "Công đoạn", "Công việc", "Thủ tục", "Step"),
    "homes": ("Số căn", "Số căn hộ", "Số lượng căn hộ", "Quy mô (căn)", "Units"),
    "started": (
        *("Bắt đầu", "Ngày bắt đầu", "Khởi công", "Ngày khởi công", "Ngày nộp hồ sơ", "Ngày tiếp nhận"),
        *("Start", "Start date", "Started on"),
    ),
    "ended": (
        *("Kết thúc", "Ngày kết thúc", "Hoàn thành", "Ngày hoàn thành", "Ngày trả kết quả", "Ngày bàn giao"),
        *("End", "End date", "Ended on", "Finished"),
    ),
    "running_on": (
        *(
            "Còn thực hiện",
            "Còn thực hiện tại ngày",
            "Đang thực hiện tại ngày",
            "Ngày báo cáo",
            "Ngày cập nhật",
        ),
        *("Still running on", "Status date"),
    ),
    "listed_on": ("Ngày lập danh sách", "Biết từ danh sách ngày", "Listed on"),
    "used": ("Sử dụng", "Dùng", "Use"),
    "source": ("Nguồn", "Nguồn số liệu"),
    "published": ("Ngày đăng", "Ngày công bố"),
    "note": ("Ghi chú", "Remarks"),
}
"""Column -> headings that stand for it, beside its own name. `name`, `started` and one of `ended`, `running_on`."""

REQUIRED_RECORD_COLUMNS = ("name", "started")
RECORD_DATES = ("started", "ended", "running_on", "listed_on", "published")

_HEADINGS = {
    COUNTER: ("STT", "TT", "No."),
    **RECORD_COLUMNS,
}
_COLUMN_OF = {folded(heading): column for column, headings in _HEADINGS.items() for heading in headings}


def record_column(upper: Cell, lower: Cell = "") -> str | None:
    """Column that a heading stands for, the lower one of two first; None where it is not known."""
    for heading in (lower, upper):
        if heading == "":
            continue
        name = header_name(heading)
        if name in RECORD_COLUMNS:
            return name
        if folded(heading) in _COLUMN_OF:
            return _COLUMN_OF[folded(heading)]
    return None
