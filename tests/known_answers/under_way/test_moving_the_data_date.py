"""Rule "Time": what lies before the data date holds from its beginning, and moving the data date needs no other edit."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from sim.cities import CITIES, write_city
from sim.engines import ENGINES
from sim.experiment import run
from sim.files import check_scenario, load_scenario
from sim.guide.example_full import FULL_FILES
from sim.levers import applicable_levers, apply_levers, load_levers, load_package, parse_setting
from sim.scenario import Scenario

SHIPPED = Path(__file__).parents[3] / "scenarios"
LATER = ("2026-04-01", "2026-08-01", "2026-12-31", "2027-03-01", "2028-01-01", "2030-11-30")
IN_LAW = '[stages.permit.law.duration]\nunit = "working_days"\n'
HAND_EDITS = {
    # A law, of a stage and of a route; both share what is not known with what they replace.
    'spread = { family = "lognormal", p10 = 20, p90 = 80 }\nuncertain = { family = "lognormal", p10 = 0.8, p90 = 1.3 }\n': (
        'spread = { family = "lognormal", p10 = 10, p90 = 50 }\nuncertain = { family = "lognormal", p10 = 0.7, p90 = 1.5 }\n'
    ),
    'spread = { family = "lognormal", median = 9, p90 = 16 }\n': (
        'spread = { family = "lognormal", median = 7, p90 = 13 }\n'
    ),
    'spread = { family = "lognormal", p10 = 3, p90 = 6 }\n': 'spread = { family = "lognormal", p10 = 2, p90 = 4 }\n',
    "[routes.clear_land.steps.tender]\nrounds = 2\n[routes.clear_land.steps.tender.success]\nchance = 0.8\n": (
        "[routes.clear_land.steps.tender]\nrounds = 1\n[routes.clear_land.steps.tender.success]\nchance = 0.9\n"
    ),
    # Refills, changes of a pool and its queue, the pace of starts, overlaps and cuts.
    "level = 10\n": "level = 50\n",
    'slots = 1\nqueue = "most_homes_first"\n': 'slots = 2\nqueue = "most_homes_first"\n',
    "queue_from = 2027-01-01\n": "",
    "changes = [{ from_date = 2027-01-01, times": "changes = [{ from_date = 2028-06-01, times",
    "cuts = [{ from_date = 2026-07-01, share = 0.25 }, { from_date = 2026-10-01, share": (
        "cuts = [{ from_date = 2028-06-01, share"
    ),
    "{ from_date = 2027-01-01, share": "{ from_date = 2028-06-01, share",
    'stage = "clearance"\nfrom_date = 2027-01-01\n': 'stage = "clearance"\nfrom_date = 2028-06-01\n',
    # Years that are over.
    "{ year = 2026, homes = 100 }, { year = 2027, homes = 200, hypothetical = true }, ": "",
}
LEFT_OUT = (
    r"\[\[stages\.permit\.law\]\].*?(?=\n\[stages\.start\])",
    r"\[\[routes\.tendered\.steps\.law\]\].*?(?=\n\[\[routes\.tendered\.steps\]\]\nstage = \"trees\")",
    r"\[\[routes\.clear_land\.steps\.law\]\].*?(?=\[routes\.clear_land\.steps\.assign_duration\])",
    r"\[\[stocks\.plots\.refills\]\].*?(?=\n\n)",
    r"\[\[pools\.crews\.changes\]\].*?(?=\n\n)",
)
"""Tables that a hand would delete, with what has been written into what stands around them."""


@pytest.fixture(scope="module")
def at_home(tmp_path_factory) -> Path:
    """The shipped scenarios, to be edited."""
    folder = tmp_path_factory.mktemp("shipped")
    for name in ("can-tho-2026.toml", "can-tho-2026-projects.csv", "sources.toml"):
        shutil.copy(SHIPPED / name, folder)
    shutil.copytree(SHIPPED / "track_records", folder / "track_records")
    write_city(folder / "blank", CITIES["blank"])
    return folder


def moved(file: Path, day: str) -> Path:
    """A scenario whose data date, and nothing else, is another."""
    text, count = re.subn(r"(?m)^data_date = .*$", f"data_date = {day}", file.read_text(encoding="utf-8"))
    assert count == 1
    result = file.with_name(f"{file.stem}-{day}.toml")
    result.write_text(text, encoding="utf-8")
    return result


@pytest.mark.parametrize("day", LATER)
@pytest.mark.parametrize("name", ["can-tho-2026.toml", "blank/scenario.toml"])
def test_the_data_date_alone_is_moved(name, day, at_home):
    checked = check_scenario(moved(at_home / name, day))
    assert [problem for problem in checked.problems if problem.severity == "error"] == []
    scenario = checked.scenario
    assert scenario is not None
    assert scenario.settings.targets.years[0].year >= scenario.settings.data_date.year
    assert run(scenario, replications=20).replications == 20


@pytest.mark.parametrize("day", ["2026-08-01", "2027-03-01"])
def test_levers_and_packages_go_on_working(day, at_home):
    levers = load_levers()
    scenario = load_scenario(moved(at_home / "can-tho-2026.toml", day))
    assert applicable_levers(scenario, levers).keys() == levers.keys()
    package = load_package(SHIPPED / "packages" / "can-tho-luong-xanh.toml", levers)
    assert run(apply_levers(scenario, package), replications=20).replications == 20


def test_a_law_in_force_cannot_be_moved(at_home):
    scenario = load_scenario(moved(at_home / "can-tho-2026.toml", "2030-08-01"))
    assert load_levers().keys() - applicable_levers(scenario, load_levers()).keys() == {
        "assignment_extension"
    }


def full(folder: Path, *, by_hand: bool) -> Scenario:
    """The full example, which changes all that can change on dates, as of June 2028."""
    text = FULL_FILES["example-full.toml"].replace("data_date = 2025-12-31", "data_date = 2028-06-01")
    text = text.replace("hypothetical = true }]", "hypothetical = true }, { year = 2028, homes = 300 }]")
    text = re.sub(r"\[\[correlations\]\].*?\n\n", "", text, flags=re.DOTALL)
    text = text.replace("last_year = 2027", "last_year = 2028")
    text = text.replace(
        'uncertain = { family = "lognormal", p10 = 0.7, p90 = 1.5 }\n',
        'uncertain = { family = "lognormal", p10 = 0.7, p90 = 1.5 }\nunknown_of = "stages.permit"\n',
    )
    text = text.replace(
        "[stages.structure]\n",
        '[pools.crews]\nname = "crews"\nother_users = "none"\nslots = 1\nqueue = "most_homes_first"\n'
        'queue_from = 2027-01-01\nassumption = "invented"\n[[pools.crews.changes]]\nfrom_date = 2027-06-01\n'
        'slots = 2\nassumption = "invented"\n\n[stages.structure]\npool = "crews"\n',
    )
    register = FULL_FILES["projects-full.csv"]
    if by_hand:
        for pattern in LEFT_OUT:
            text, count = re.subn(pattern, "", text, flags=re.DOTALL)
            assert count == 1, pattern
        for before, after in HAND_EDITS.items():
            assert before in text, before
            text = text.replace(before, after)
        register = register.replace("Q2/2026", "2028-06-01").replace("Q1/2026", "2028-06-01")
    (folder / "projects-full.csv").write_text(register, encoding="utf-8")
    file = folder / "example-full.toml"
    file.write_text(text, encoding="utf-8")
    return load_scenario(file)


@pytest.mark.parametrize("engine", ENGINES)
def test_folded_in_it_is_the_scenario_edited_by_hand(engine, tmp_path):
    left, edited = (
        run(full(tmp_path, by_hand=by_hand), replications=60, engine=engine) for by_hand in (False, True)
    )
    assert left.homes_by_quarter.any()
    assert np.array_equal(left.homes_by_quarter, edited.homes_by_quarter)
    assert left.caps_met == edited.caps_met


def test_an_entry_planned_for_the_past_is_told_with_its_row(tmp_path):
    full(tmp_path, by_hand=False)
    found = [p for p in check_scenario(tmp_path / "example-full.toml").problems if p.column == "entry"]
    assert [(p.severity, p.row) for p in found] == [("warning", row) for row in (2, 8, 9)]


def test_a_ramp_that_began_before_is_as_far_as_it_had_come(at_home):
    levers = load_levers()
    scenario = load_scenario(moved(at_home / "can-tho-2026.toml", "2027-03-01"))
    (track,) = apply_levers(
        scenario, [parse_setting("green_lane=50,from=2026-10-01,ramp=12", levers)]
    ).settings.fast_tracks.values()
    # Five quarterly steps of 10 points: two were taken by March 2027, and hold from then on.
    assert [(cut.from_date, cut.share) for cut in track.cuts] == [
        (date(2027, 3, 1), 0.2),
        (date(2027, 4, 1), 0.3),
        (date(2027, 7, 1), 0.4),
        (date(2027, 10, 1), 0.5),
    ]
