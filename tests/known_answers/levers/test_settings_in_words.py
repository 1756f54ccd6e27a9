"""A lever setting in words: in full, and short for tight places, in both languages."""

from __future__ import annotations

import pytest
from pulling import LEVERS, baseline

from sim.levers import LeverSetting, parse_setting
from sim.text import Text
from sim.words import setting_in_words, value_in_words

EN, VI = Text("en"), Text("vi")
NAME = {lever.id: lever.name.en for lever in LEVERS.values()}
STAGES = {name: each.name.en for name, each in baseline().settings.stages.items()}
CASES = {
    "green_lane=50": (
        f"green_lane = 50%, from 1 Jul 2026 ({NAME['green_lane']})",
        f"{NAME['green_lane']}, 50%, from Q3/2026",
    ),
    "green_lane=50,from=2026-08-15,ramp=6,spare_lodged=yes": (
        f"green_lane = 50%, from 15 Aug 2026, in quarterly steps over 6 months ({NAME['green_lane']}); files already "
        "lodged keep their old pace",
        f"{NAME['green_lane']}, 50%, from 15 Aug 2026, over 6 months",
    ),
    "green_lane=50,cuts=acceptance:62.5/planning:30": (
        "green_lane = 50%, but {planning} 30%, {acceptance} 62.5%, from 1 Jul 2026 ({lane})".format(
            **STAGES, lane=NAME["green_lane"]
        ),
        f"{NAME['green_lane']}, 50%, 2 stages with cuts of their own, from Q3/2026",
    ),
    "clearance_teams=1,ramp=1": (
        "clearance_teams = 1 further team, from 1 Jul 2026, in quarterly steps over 1 month "
        f"({NAME['clearance_teams']})",
        f"{NAME['clearance_teams']}, 1 further team, from Q3/2026, over 1 month",
    ),
    "parallel_procedures=1": (
        f"parallel_procedures = applied, from 1 Jul 2026 ({NAME['parallel_procedures']})",
        f"{NAME['parallel_procedures']}, from Q3/2026",
    ),
    "parallel_procedures=0": (
        f"parallel_procedures = not applied, from 1 Jul 2026 ({NAME['parallel_procedures']})",
        f"{NAME['parallel_procedures']}, not applied, from Q3/2026",
    ),
    "assignment_extension=24": (
        f"assignment_extension = 24 months ({NAME['assignment_extension']})",
        f"{NAME['assignment_extension']}, 24 months",
    ),
}


@pytest.mark.parametrize("said", CASES)
def test_a_setting_is_said_in_full_and_short(said: str) -> None:
    setting = parse_setting(said, LEVERS)
    full, short = CASES[said]
    assert EN(setting_in_words(setting, baseline())) == full
    assert EN(setting_in_words(setting, baseline(), short=True)) == short


def test_in_vietnamese() -> None:
    setting = parse_setting("clearance_teams=1,from=2026-10-01,ramp=6", LEVERS)
    name = LEVERS["clearance_teams"].name.vi
    short = VI(setting_in_words(setting, baseline(), short=True))
    assert short == f"{name}, 1 tổ thêm, từ Quý 4/2026, dần trong 6 tháng"
    full = VI(setting_in_words(setting, baseline()))
    assert full == f"clearance_teams = 1 tổ thêm, từ 01/10/2026, tăng dần theo quý trong 6 tháng ({name})"
    assert VI(value_in_words(LEVERS["stuck_projects"], 1)) == "áp dụng"


def test_a_lever_limited_to_places_says_so() -> None:
    lever = LEVERS["green_lane"].model_copy(update={"places": ("An Bình", "Cái Khế")})
    for short in (False, True):
        said = setting_in_words(LeverSetting(lever, 50), baseline(), short=short)
        assert "only in An Bình, Cái Khế" in Text("en")(said)
        assert "chỉ tại An Bình, Cái Khế" in Text("vi")(said)
