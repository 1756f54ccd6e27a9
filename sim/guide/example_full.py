"""A scenario that shows the rest of what a file can say, kept sound by a test; its numbers are invented."""

from sim.guide.clear_land import ROUTE_OF_CLEAR_LAND

_FIRST_ROUTE = """\
format = 1
name = { vi = "Ví dụ: mời gọi nhà đầu tư, thu hồi, nhiều khối nhà", en = "Example: tenders, recalls, several blocks" }
data_date = 2025-12-31
known_until = 2026-01-31
register = "projects-full.csv"
horizon = 2032-12-31
ask_of = { "stages.permit" = { vi = "Sổ cấp phép: Sở Xây dựng", en = "Permit files: Department of Construction" } }

[targets]
years = [{ year = 2026, homes = 100 }, { year = 2027, homes = 200, hypothetical = true }]
period = { first_year = 2024, last_year = 2027, homes = 400, done_before = 60 }
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }

[counting]
counted_when = "eligible"
assumption = { vi = "Quy ước của ví dụ.", en = "A convention of this example." }
[counting.push.likelihood]
chance = 0.5
as_sure_as_cases = 3
[counting.push.share_enterable]
uncertain = { family = "uniform", low = 0.5, high = 1 }
[counting.push.beyond_target]
spread = { family = "lognormal", median = 0.1, p90 = 0.5 }

[indicators.floor_area]
name = { vi = "Diện tích sàn nhà ở bình quân đầu người, khu vực đô thị", en = "Floor area a person, urban area" }
kind = "floor_area_per_person"
counts = "handed_over"
years = [{ year = 2027, at_least = 25 }]
stock = { as_of = 2025-12-31, m2 = 2_400_000, assumption = { vi = "Số ví dụ.", en = "Invented." } }
home_area = { m2 = 60, assumption = { vi = "Số ví dụ.", en = "Invented." } }
share_of_homes = { share = 0.8, as_sure_as_cases = 10, assumption = { vi = "Số ví dụ.", en = "Invented." } }
assumption = { vi = "Chỉ tiêu đặt ra cho ví dụ.", en = "A target invented for this example." }
[indicators.floor_area.other_construction]
m2_a_year = 60_000
uncertain = { family = "lognormal", p10 = 0.5, p90 = 2 }
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }
[indicators.floor_area.population]
years = [{ year = 2027, persons = 102_000 }]
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }

[market]
initial = "ordinary"
states.quiet.name = { vi = "trầm lắng", en = "quiet" }
states.ordinary.name = { vi = "bình thường", en = "ordinary" }
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }
[[market.switches]]
from_state = "ordinary"
to_state = "quiet"
per_year = 0.2
assumption = { vi = "Cứ năm năm một lần.", en = "Once in five years." }
[[market.switches]]
from_state = "quiet"
to_state = "ordinary"
per_year = 0.5
assumption = { vi = "Trầm lắng trung bình hai năm.", en = "Quiet for two years on average." }

[calendars.office]
name = { vi = "Ngày làm việc của cơ quan", en = "Office working days" }
week = [1, 1, 1, 1, 1, 0, 0]
holidays = "VN"
closures = [2027-02-17]
assumption = { vi = "Theo Bộ luật Lao động.", en = "By the Labour Code." }

[stocks.plots]
name = { vi = "Nền tái định cư", en = "Resettlement plots" }
unit = { vi = "nền", en = "plots" }
level = 10
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }
[[stocks.plots.refills]]
on = 2026-07-01
amount = 40
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }

[stages.notice]
name = { vi = "Thông báo thu hồi đất", en = "Land-recovery notice" }
protected = true
[stages.notice.duration]
unit = "days"
spread = { family = "fixed", value = 90 }
assumption = { vi = "Thời hạn tối thiểu theo luật.", en = "The legal minimum." }

[stages.call]
name = { vi = "Mời gọi nhà đầu tư (một lần)", en = "Call for investors (one round)" }
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }
[stages.call.duration]
unit = "months"
spread = { family = "lognormal", p10 = 4, p90 = 9 }
[stages.call.tender]
rounds = 3
[stages.call.tender.success]
chance.quiet = 0.4
chance.ordinary = 0.7
as_sure_as_cases = 6
[stages.call.tender.gap]
unit = "months"
spread = { family = "uniform", low = 1, high = 6 }

[stages.clearance]
name = { vi = "Giải phóng mặt bằng", en = "Land clearance" }
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }
[stages.clearance.duration]
unit = "months"
spread = { family = "gamma", mean = 14, sd = 8 }
[stages.clearance.stock]
id = "plots"
amount = 3
per = "land_ha"

[stages.permit]
name = { vi = "Cấp phép xây dựng", en = "Building permit" }
calendar = "office"
[stages.permit.duration]
unit = "working_days"
spread = { family = "lognormal", p10 = 20, p90 = 80 }
uncertain = { family = "lognormal", p10 = 0.8, p90 = 1.3 }
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }
[stages.permit.agency_share]
share = 0.6
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }
[[stages.permit.law]]
from_date = 2026-07-01
name = { vi = "Luật mới bỏ một lần thẩm định", en = "A new law drops one appraisal" }
assumption = { vi = "Đặt ra cho ví dụ.", en = "Invented for this example." }
[stages.permit.law.duration]
unit = "working_days"
spread = { family = "lognormal", p10 = 10, p90 = 50 }
uncertain = { family = "lognormal", p10 = 0.7, p90 = 1.5 }
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }

[stages.start]
name = { vi = "Chuẩn bị thi công", en = "Getting works started" }
[stages.start.duration]
unit = "months"
spread = { family = "lognormal", p10 = 1, p90 = 6 }
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }

[stages.structure]
name = { vi = "Xây phần thô", en = "Structure" }
[stages.structure.duration]
unit = "months"
spread = { family = "lognormal", median = 12, p90 = 20 }
uncertain = { family = "triangular", low = 0.9, mode = 1, high = 1.4 }
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }
[stages.structure.resumes]
unit = "months"
spread = { family = "lognormal", median = 4, p90 = 12 }
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }

[stages.trees]
name = { vi = "Trồng cây xanh", en = "Planting of trees" }
[stages.trees.duration]
unit = "months"
spread = { family = "uniform", low = 2, high = 6 }
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }

[stages.handover]
name = { vi = "Hoàn thiện, bàn giao", en = "Finishing and hand-over" }
[stages.handover.duration]
unit = "months"
spread = { family = "lognormal", median = 8, p90 = 14 }
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }

[factors.building]
name = { vi = "Giá vật liệu, thợ xây", en = "Prices of materials, workers" }
stages = ["structure", "handover"]
shared = 0.3
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }

[never_begins.unnamed]
name = { vi = "Dự án chưa nêu tên chủ đầu tư", en = "Projects of an unnamed firm" }
chance = 0.3
as_sure_as_cases = 6
data_as_of = 2026-01-15
fitted_to = ["Huế"]
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }

[start_hazards.approved]
name = { vi = "Dự án đã duyệt, chờ khởi công", en = "Approved projects waiting to break ground" }
share_a_year = { quiet = 0.05, ordinary = 0.2 }
year_factor = { family = "lognormal", median = 1, p90 = 1.6 }
uncertain = { family = "lognormal", median = 1, p90 = 1.4 }
changes = [{ from_date = 2027-01-01, times = 1.5 }]
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }

[progress]
sigma_log = 0.15
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }

[[correlations]]
between = ["stages.permit", "stages.permit.law.2026-07-01"]
correlation = 0.7
assumption = { vi = "Cùng một cơ quan.", en = "The same office." }

[routes.tendered]
name = { vi = "Nhà nước thu hồi đất, mời gọi nhà đầu tư", en = "State clears the land and calls for investors" }
eligible_after = "structure"
handed_over_after = "handover"
[[routes.tendered.steps]]
stage = "notice"
[[routes.tendered.steps]]
stage = "call"
fallback = "drop_out"
[[routes.tendered.steps]]
stage = "clearance"
after = ["notice"]
[routes.tendered.steps.needs_valid]
stage = "notice"
[routes.tendered.steps.needs_valid.duration]
unit = "months"
spread = { family = "fixed", value = 12 }
assumption = { vi = "Thông báo có hiệu lực 12 tháng.", en = "A notice is valid for 12 months." }
[[routes.tendered.steps]]
stage = "permit"
after = ["call", "clearance"]
[[routes.tendered.steps.overlaps]]
stage = "clearance"
from_date = 2027-01-01
assumption = { vi = "Nộp hồ sơ khi đang giải phóng mặt bằng.", en = "Files are lodged while land is being cleared." }
[[routes.tendered.steps]]
stage = "start"
after = ["permit", "clearance"]
[routes.tendered.steps.recall]
tender_again = "call"
cap = 2
grace_cuts = [{ from_date = 2027-01-01, share = 0.25 }]
[routes.tendered.steps.recall.hazard]
per_year.quiet = 0.6
per_year.ordinary = 0.3
cuts = [{ from_date = 2027-01-01, share = 0.2 }]
uncertain = { family = "lognormal", p10 = 0.5, p90 = 2 }
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }
[routes.tendered.steps.recall.grace]
unit = "months"
spread = { family = "uniform", low = 12, high = 24 }
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }
[routes.tendered.steps.recall.lapse]
chance = 0.3
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }
[[routes.tendered.steps]]
stage = "structure"
after = ["start"]
per_block = true
[[routes.tendered.steps]]
stage = "handover"
after = ["structure"]
per_block = true
[routes.tendered.steps.duration]
unit = "months"
spread = { family = "lognormal", median = 9, p90 = 16 }
uncertain = { family = "triangular", low = 0.8, mode = 1, high = 1.3 }
assumption = { vi = "Ở quy trình này lâu hơn.", en = "Longer on this route." }
[[routes.tendered.steps.law]]
from_date = 2028-01-01
name = { vi = "Quy định mới về bàn giao", en = "New rules on hand-over" }
assumption = { vi = "Đặt ra cho ví dụ.", en = "Invented for this example." }
[routes.tendered.steps.law.duration]
unit = "months"
spread = { family = "lognormal", median = 7, p90 = 13 }
uncertain = { family = "triangular", low = 0.8, mode = 1, high = 1.3 }
unknown_of = "routes.tendered.handover"
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }
[[routes.tendered.steps]]
stage = "trees"
after = ["structure"]
nothing_waits = true
[routes.tendered.blocks]
at_a_time = 2
until = "structure"
[routes.tendered.blocks.stagger]
unit = "months"
spread = { family = "uniform", low = 1, high = 4 }
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }
"""

FULL_SCENARIO = f"{_FIRST_ROUTE}\n{ROUTE_OF_CLEAR_LAND}"

FULL_REGISTER = """\
project_id,block,name,route,homes,blocks,land_ha,status,entry,stage,stage_start,progress,stopped_since,stops,\
tender_round,finished,ended_as,ended_into,ended_reason,counted_before,status_as_of,start_hazard,never_begins,assumption
C1,,Khu nhà ở C,tendered,450,3,4.5,not_started,Q2/2026,,,,,,,,,,,no,01/12/2025,,,Dự án đặt ra cho ví dụ
D1,,Khu nhà ở D,tendered,300,2,2..3,in_progress,,notice;call,2025-11;2025-10,,,,2,,,,,no,01/12/2025,,,\
Dự án đặt ra cho ví dụ
E1,K1,Khu nhà ở E khối 1,tendered,150,,,in_progress,,structure,2025-06,40%,2025-11-20,2025-08,,\
start: 2025-01/2025-04..2025-06,,,,no,01/12/2025,,,Dự án đặt ra cho ví dụ
E1,K2,Khu nhà ở E khối 2,tendered,150,,,in_progress,,start,2025-08,,,,,,,,,no,01/12/2025,,,Dự án đặt ra cho ví dụ
F1,,Khu nhà ở F,tendered,300,2,3,not_started,,,,,,,,,,,,no,01/12/2025,approved,unnamed,Dự án đặt ra cho ví dụ
G1,,Khu nhà ở G,tendered,200,2,,ended,,,,,,,,,merged 2025-03,C1,Đất liền nhau,no,01/12/2025,,,Dự án đặt ra cho ví dụ
H1,,Khu nhà ở H,clear_land,180,,,not_started,Q1/2026,,,,,,,,,,,no,01/12/2025,,,Dự án đặt ra cho ví dụ
H2,,Khu nhà ở I,clear_land,150,,,not_started,Q1/2026,,,,,,,,,,,no,01/12/2025,,,Dự án đặt ra cho ví dụ
"""

FULL_FILES = {"example-full.toml": FULL_SCENARIO, "projects-full.csv": FULL_REGISTER}
