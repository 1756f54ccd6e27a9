from .applicable import applicable_causes, applicable_levers, causes_at_work, part_missing
from .application import apply_cause, apply_levers, starts_on
from .cases import LONGEST_NAME, KeptCase, cases_beside, keep_case
from .changes import MECHANISMS, Change
from .files import load_causes, load_levers
from .left_out import LeftOut, without_projects
from .lever import Cause, Cost, Lever
from .package import Package, load_package
from .places import set_apart
from .pull import Pull, sharing_unknown_with, tender_sharing_unknowns_with
from .schedule import ALWAYS, Schedule, day_before, months_later, ramped, revised
from .setting import LeverSetting
from .setting_text import known_lever, parse_setting, setting_text

__all__ = [
    "ALWAYS",
    "LONGEST_NAME",
    "MECHANISMS",
    "Cause",
    "Change",
    "Cost",
    "KeptCase",
    "LeftOut",
    "Lever",
    "LeverSetting",
    "Package",
    "Pull",
    "Schedule",
    "applicable_causes",
    "applicable_levers",
    "apply_cause",
    "apply_levers",
    "cases_beside",
    "causes_at_work",
    "day_before",
    "keep_case",
    "known_lever",
    "load_causes",
    "load_levers",
    "load_package",
    "months_later",
    "parse_setting",
    "part_missing",
    "ramped",
    "revised",
    "set_apart",
    "setting_text",
    "sharing_unknown_with",
    "starts_on",
    "tender_sharing_unknowns_with",
    "without_projects",
]
