"""A second route of the full example, its desk, and a green lane: what a route states for its steps alone."""

ROUTE_OF_CLEAR_LAND = """\
[pools.one_stop]
name = { vi = "Tổ cấp phép đất sạch", en = "Permit desk for clear land" }
slots = 1
other_users = { vi = "Không ai khác.", en = "Nobody else." }
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }

[fast_tracks.green_lane]
name = { vi = "Luồng xanh", en = "Green lane" }
stages = ["permit"]
cuts = [{ from_date = 2026-07-01, share = 0.25 }, { from_date = 2026-10-01, share = 0.4, by_stage = { permit = 0.5 } }]
delivered = { family = "triangular", low = 0, mode = 0.55, high = 1 }
also_pooled = true
assumption = { vi = "Số đặt ra cho ví dụ.", en = "Invented for this example." }

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
