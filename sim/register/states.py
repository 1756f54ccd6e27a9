"""States of projects as departments write them, and the status each stands for."""

from __future__ import annotations

from collections.abc import Mapping

from sim.register.sheets.cell_table import Cell, folded
from sim.scenario import EndedHow, Status

STATES: Mapping[Status, tuple[str, ...]] = {
    "not_started": (
        *(
            "not started",
            "Chưa khởi công",
            "Chưa triển khai",
            "Chưa thực hiện",
            "Chưa bắt đầu",
            "Chưa có chủ đầu tư",
        ),
        *(
            "Đang kêu gọi đầu tư",
            "Kêu gọi đầu tư",
            "Dự kiến",
            "Dự kiến triển khai",
            "Chưa lựa chọn chủ đầu tư",
        ),
        *("Planned", "Proposed", "Pre-Planning", "Pipeline", "Chưa lựa chọn nhà đầu tư"),
    ),
    "in_progress": (
        *(
            "in progress",
            "Đang thi công",
            "Đang xây dựng",
            "Đang triển khai",
            "Đang thực hiện",
            "Đã khởi công",
        ),
        *(
            "Đang triển khai thi công",
            "Đang thi công xây dựng",
            "Thi công",
            "Khởi công",
            "Under Construction",
        ),
        *("Construction", "Đang giải phóng mặt bằng", "Đang làm thủ tục", "Đang thực hiện thủ tục"),
        *("Đang lập thủ tục", "Đang hoàn thiện", "Ongoing"),
    ),
    "completed": (
        *(
            "completed",
            "Hoàn thành",
            "Đã hoàn thành",
            "Đã bàn giao",
            "Bàn giao",
            "Đã đưa vào sử dụng",
            "Complete",
        ),
        *(
            "Đưa vào sử dụng",
            "Hoàn thành, đưa vào sử dụng",
            "Đã hoàn thành, đưa vào sử dụng",
            "Occupied",
            "Built",
        ),
        *("Đã nghiệm thu, bàn giao", "Hoàn thành, đã bàn giao", "Đã hoàn thành, đã bàn giao"),
        *("Hoàn thành, bàn giao", "Đã hoàn thành, bàn giao", "Đã xong", "Done", "Finished"),
    ),
    "ended": (
        *(
            "ended",
            "Hủy",
            "Đã hủy",
            "Hủy bỏ",
            "Bị hủy",
            "Chấm dứt",
            "Đã chấm dứt",
            "Chấm dứt hoạt động",
            "Thu hồi",
        ),
        *(
            "Đã thu hồi",
            "Thu hồi chủ trương",
            "Dừng thực hiện",
            "Đã dừng",
            "Hết hiệu lực",
            "Cancelled",
            "Canceled",
        ),
        *("Withdrawn", "Abandoned", "Lapsed", "Stopped", "Merged", "Split"),
        *("Sáp nhập", "Đã sáp nhập", "Nhập vào dự án khác", "Gộp vào dự án khác"),
        *("Tách dự án", "Đã tách", "Đã tách dự án", "Chia tách"),
    ),
}
"""By status; compared without capitals, diacritics and punctuation. What could mean two of them is not listed."""

ENDED: Mapping[EndedHow, tuple[str, ...]] = {
    "cancelled": (
        "cancelled",
        "Hủy",
        "Đã hủy",
        "Hủy bỏ",
        "Bị hủy",
        "Canceled",
        "Withdrawn",
        "Thu hồi",
        "Đã thu hồi",
    ),
    "lapsed": ("lapsed", "Hết hiệu lực"),
    "merged": ("merged", "Sáp nhập", "Đã sáp nhập", "Nhập vào dự án khác", "Gộp vào dự án khác"),
    "split": ("split", "Tách dự án", "Đã tách", "Đã tách dự án", "Chia tách"),
    "stopped": (
        "stopped",
        "Dừng thực hiện",
        "Đã dừng",
        "Chấm dứt",
        "Đã chấm dứt",
        "Chấm dứt hoạt động",
        "Abandoned",
    ),
}
"""How a project ended; a state of `ended` that stands in none of these is a cancellation."""

_STATUS: Mapping[str, Status] = {
    folded(words): status for status, states in STATES.items() for words in states
}
_HOW: Mapping[str, EndedHow] = {folded(words): how for how, states in ENDED.items() for words in states}


def status_of(cell: Cell) -> Status | None:
    """Status that a state stands for, by its code or as departments write it; None where that is not clear."""
    return _STATUS.get(folded(cell))


def ending_of(cell: Cell) -> EndedHow:
    """How a project whose state says that it ended did so."""
    return _HOW.get(folded(cell), "cancelled")
