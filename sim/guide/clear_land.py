"""A second route of the full example: what a route states for its steps alone; its numbers are invented."""

ROUTE_OF_CLEAR_LAND = """\
[routes.clear_land]
name = { vi = "Mời gọi nhà đầu tư vào đất sạch", en = "Call for investors on clear land" }
eligible_after = "structure"
handed_over_after = "handover"
[[routes.clear_land.steps]]
stage = "call"
fallback = "assign"
[routes.clear_land.steps.duration]
unit = "months"
spread = { family = "lognormal", p10 = 3, p90 = 6 }
assumption = { vi = "Đất sạch, hồ sơ gọn hơn.", en = "Clear land, so fewer papers." }
[routes.clear_land.steps.tender]
rounds = 2
[routes.clear_land.steps.tender.success]
chance = 0.8
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }
[[routes.clear_land.steps.law]]
from_date = 2027-01-01
name = { vi = "Quy định mới về mời gọi nhà đầu tư", en = "New rules on calls for investors" }
assumption = { vi = "Đặt ra cho ví dụ.", en = "Invented for this example." }
[routes.clear_land.steps.law.duration]
unit = "months"
spread = { family = "lognormal", p10 = 2, p90 = 4 }
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }
[routes.clear_land.steps.law.tender]
rounds = 1
[routes.clear_land.steps.law.tender.success]
chance = 0.9
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }
[routes.clear_land.steps.assign_duration]
unit = "months"
spread = { family = "lognormal", median = 3, p90 = 8 }
uncertain = { family = "lognormal", p10 = 0.7, p90 = 1.5 }
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }
[[routes.clear_land.steps]]
stage = "permit"
after = ["call"]
pool = "one_stop"
[[routes.clear_land.steps]]
stage = "start"
after = ["permit"]
calendar = "office"
[[routes.clear_land.steps]]
stage = "structure"
after = ["start"]
[[routes.clear_land.steps]]
stage = "handover"
after = ["structure"]
"""
