"""The smallest complete scenario, shown in the guide and kept sound by a test; its numbers are invented."""

EXAMPLE_SCENARIO = """\
format = 1
name = { vi = "Ví dụ: hai dự án", en = "Example: two projects" }
data_date = 2025-12-31
register = "projects.csv"

[targets]
years = [{ year = 2026, homes = 100 }, { year = 2027, homes = 200 }]
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }

[counting]
counted_when = "handed_over"
assumption = { vi = "Quy ước của ví dụ.", en = "A convention of this example." }

[calendars.office]
name = { vi = "Ngày làm việc của cơ quan", en = "Office working days" }
week = [1, 1, 1, 1, 1, 0, 0]
holidays = "VN"
source = "QD188"

[pools.appraisal]
name = { vi = "Tổ thẩm định", en = "Appraisal desks" }
slots = 2
other_users = { vi = "Không có đơn vị khác dùng chung.", en = "Nobody else shares them." }
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }

[stages.permit]
name = { vi = "Cấp phép xây dựng", en = "Building permit" }
calendar = "office"
pool = "appraisal"
[stages.permit.duration]
unit = "working_days"
spread = { family = "lognormal", p10 = 15, p90 = 60 }
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }

[stages.building]
name = { vi = "Xây dựng", en = "Construction" }
[stages.building.duration]
unit = "months"
spread = { family = "lognormal", median = 18, p90 = 28 }
uncertain = { family = "triangular", low = 0.9, mode = 1, high = 1.4 }
scale = { by = "homes", exponent = 0.3, reference = 200 }
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }

[stages.handover]
name = { vi = "Nghiệm thu, bàn giao", en = "Acceptance and hand-over" }
[stages.handover.duration]
unit = "weeks"
spread = { family = "uniform", low = 4, high = 12 }
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }

[routes.direct]
name = { vi = "Đất sạch, đã có chủ đầu tư", en = "Cleared land, investor known" }
steps = [
    { stage = "permit" },
    { stage = "building", after = ["permit"] },
    { stage = "handover", after = ["building"] },
]
eligible_after = "building"
handed_over_after = "handover"
"""

EXAMPLE_REGISTER = """\
project_id,name,route,homes,status,entry,stage,stage_start,counted_before,status_as_of,assumption
A1,Khu nhà ở A,direct,120,in_progress,,building,2025-03,no,01/12/2025,Dự án đặt ra cho ví dụ
B1,Khu nhà ở B,direct,200..300,not_started,Q2/2026,,,no,01/12/2025,Dự án đặt ra cho ví dụ
"""

EXAMPLE_SOURCES = """\
[QD188]
title = { vi = "Quyết định về tuần làm việc 40 giờ", en = "Decision on the 40-hour working week" }
reference = "188/1999/QĐ-TTg"
published = "1999-09-17"
"""

EXAMPLE_FILES = {
    "example.toml": EXAMPLE_SCENARIO,
    "projects.csv": EXAMPLE_REGISTER,
    "sources.toml": EXAMPLE_SOURCES,
}
