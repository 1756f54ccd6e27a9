"""Which levers the page offers where a scenario has none of its own, and which it names instead."""

import pytest
from doors.page.pages import EN, ended, listed, said

from sim.cities import CITIES, write_city
from sim.levers import load_levers
from sim.ui.html import literal


def offered_in(page):
    """Labels of that list, the empty choice first."""
    return list(listed(page, "add_lever").options)


def test_the_programs_own_levers_are_offered_where_they_apply(visit, folder):
    for path in folder.glob("*"):
        path.unlink()
    write_city(folder / "city", CITIES["can-tho"])
    for path in (folder / "city").glob("can-tho*"):
        path.rename(folder / path.name)
    for name in ("sources.toml", "track_records"):
        (folder / "city" / name).rename(folder / name)
    page = visit("levers", futures="200", lang="en")
    assert not page.info or "There are no measures" not in page.info[0].value
    names = [said_name.partition(" · ")[2] for said_name in offered_in(page)]
    assert names[1:] == [EN(lever.name) for lever in load_levers().values()]


@pytest.fixture
def other_city(folder):
    """A city that lacks parts which the program's own levers and causes name, and has none of its own."""
    for path in folder.glob("*"):
        path.unlink()
    write_city(folder / "city", CITIES["blank"])
    for path in (folder / "city").glob("*.*"):
        path.rename(folder / path.name)


def test_levers_that_are_not_offered_are_named(visit, other_city):
    page = visit("levers", futures="200", lang="en")
    labels = {said_name.partition(" · ")[2] for said_name in offered_in(page)}
    offered = {name for name, lever in load_levers().items() if EN(lever.name) in labels}
    (caption,) = [each.value for each in page.caption if "Not offered" in each.value]
    assert offered and set(load_levers()) - offered
    for name, lever in load_levers().items():
        assert (literal(EN(lever.name)) in caption) == (name not in offered)


def test_causes_that_do_not_apply_are_named_under_the_answer(visit, other_city):
    words = said(ended(visit("questions", q="drivers", futures="200", lang="en")))
    assert "left out: Common conditions that hold up all projects, Green lane delivered in part" in words
