"""Every form of a date that is read, with what it means, and every form that is refused, with the reason."""

from __future__ import annotations

from collections.abc import Mapping

from sim.errors import Message, msg

READ_FORMS: Mapping[str, str] = {
    "2026-08-19": "2026-08-19",
    "2026-08-19 00:00": "2026-08-19",
    "19/08/2026": "2026-08-19",
    "19-8-2026": "2026-08-19",
    "19.8.2026": "2026-08-19",
    "03/04/2026": "2026-04-03",
    "ngày 19/8/2026": "2026-08-19",
    "ngày 19 tháng 8 năm 2026": "2026-08-19",
    "19 tháng 8 năm 2026": "2026-08-19",
    "19 August 2026": "2026-08-19",
    "Aug 19, 2026": "2026-08-19",
    "2026-08": "2026-08-01..2026-08-31",
    "08/2026": "2026-08-01..2026-08-31",
    "8-2026": "2026-08-01..2026-08-31",
    "T8/2026": "2026-08-01..2026-08-31",
    "tháng 8/2026": "2026-08-01..2026-08-31",
    "tháng 8 năm 2026": "2026-08-01..2026-08-31",
    "Tháng tám năm 2026": "2026-08-01..2026-08-31",
    "tháng năm năm 2026": "2026-05-01..2026-05-31",
    "tháng chạp năm 2026": "2026-12-01..2026-12-31",
    "August 2026": "2026-08-01..2026-08-31",
    "Q4/2026": "2026-10-01..2026-12-31",
    "2026-Q4": "2026-10-01..2026-12-31",
    "Quý IV/2026": "2026-10-01..2026-12-31",
    "quy 4 nam 2026": "2026-10-01..2026-12-31",
    "H1/2026": "2026-01-01..2026-06-30",
    "2026 H2": "2026-07-01..2026-12-31",
    "6 tháng đầu năm 2026": "2026-01-01..2026-06-30",
    "6 tháng cuối năm 2026": "2026-07-01..2026-12-31",
    "nửa cuối năm 2026": "2026-07-01..2026-12-31",
    "2026": "2026-01-01..2026-12-31",
    "năm 2026": "2026-01-01..2026-12-31",
    "2026..2028": "2026-01-01..2028-12-31",
    "2026-2028": "2026-01-01..2028-12-31",
    "2026 – 2028": "2026-01-01..2028-12-31",
    "giai đoạn 2026-2028": "2026-01-01..2028-12-31",
    "từ 2026 đến 2028": "2026-01-01..2028-12-31",
    "từ tháng 5/2026 đến hết tháng 8/2027": "2026-05-01..2027-08-31",
    "tháng 5 đến tháng 8 năm 2026": "2026-05-01..2026-08-31",
    "tháng 5-8/2026": "2026-05-01..2026-08-31",
    "quý II - III/2026": "2026-04-01..2026-09-30",
    "08/2026..Q1/2027": "2026-08-01..2027-03-31",
}
"""Form -> the day, or first and last day, it stands for. Capitals and diacritics make no difference."""

_NO_SPAN = msg("it does not say from when to when")
_SHORT_YEAR = msg("the year has two digits")
_NOT_THERE = msg("there is no such day, month or quarter")

REFUSED_FORMS: Mapping[str, Message] = {
    "19/8/26": _SHORT_YEAR,
    "8/26": _SHORT_YEAR,
    "08/19/2026": _NOT_THERE,
    "30/02/2026": _NOT_THERE,
    "13/2026": _NOT_THERE,
    "Q5/2026": _NOT_THERE,
    "2026-08-19 07:30": msg("it has a time of day"),
    "cuối năm 2026": _NO_SPAN,
    "đầu năm 2026": _NO_SPAN,
    "giữa năm 2026": _NO_SPAN,
    "trước 30/6/2026": _NO_SPAN,
    "sau năm 2027": _NO_SPAN,
    "khoảng năm 2026": _NO_SPAN,
    "tháng năm 2026": msg("May 2026, or a month left blank: write tháng 5/2026"),
    "5-8/2026": msg("months 5 to 8, or 5 August: write tháng 5-8/2026"),
    "quý IV": msg("the year is missing"),
    "46000": msg("a number in which other programs store days: give the cell a date format"),
    "2027..2026": msg("it ends before it begins"),
    "1989": msg("years lie from 1990 to 2040"),
    "năm nay": msg("it depends on the day of reading"),
}
"""Form -> why it is refused. `dự kiến` is read before a date of the column entry alone, which holds plans."""
