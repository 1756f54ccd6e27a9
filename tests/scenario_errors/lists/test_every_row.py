"""Rows in = used + set aside + refused, whatever a list holds; rows that wait do so for an answer."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenario_errors.lists.test_take_in import DATES, FACTS, SETTINGS, balanced
from scenario_errors.register.register_files import csv_of

from sim.intake import take_in, with_answers
from sim.intake.list_map import ListMap
from sim.register import CellTable, load_table

_CELLS = st.one_of(
    st.sampled_from(
        ["", "A", "Khu B", "Tổng cộng", "I", "1", "0", "-3", "1.050", "Hoàn thành", "Đang thi công"]
    ),
    st.sampled_from(
        ["Đã hủy", "Đang xem", "2025", "03/25/2025", "04/03/2025", "trước 2026", "#REF!", "Ghi chú: x"]
    ),
    st.sampled_from(
        ["C#1", "@a", "a;b", "x" * 70, "2025-01-01 07:00", "Tạm dừng", "=1", "'=x", "15.000", "٣", "1e5"]
    ),
    st.text(max_size=8),
)
_HEADS = st.lists(
    st.sampled_from(
        [
            "STT",
            "Mã dự án",
            "Lô",
            "Địa điểm",
            "Diện tích (m2)",
            "Tên dự án",
            "Số căn",
            "Trạng thái",
            "Ngày khởi công",
            "Năm hoàn thành",
            "Lạ",
        ]
    ),
    min_size=1,
    max_size=10,
    unique=True,
)


@settings(max_examples=150, deadline=None)
@given(data=st.data(), answered=st.booleans())
def test_rows_in_are_used_or_set_aside_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, answered: bool
) -> None:
    heads = data.draw(_HEADS)
    rows = data.draw(st.lists(st.lists(_CELLS, min_size=1, max_size=len(heads)), max_size=12))
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(csv_of([heads, *rows]).encode("utf-8", "ignore"))
    table: CellTable = load_table(path, path.name, lambda cell: cell in heads)
    if table.rows:
        answers = (*FACTS, *DATES, "stage=permit", "state:Đang xem=set_aside") if answered else ()
        balanced(take_in(table, with_answers(ListMap(), answers), SETTINGS, path.name))
