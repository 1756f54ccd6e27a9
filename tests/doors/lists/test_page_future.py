"""One future on the page: chosen by its percentile, looked at by month, played."""

from __future__ import annotations

from datetime import date
from typing import Any

from doors.page.pages import EN, checked, choose, said

from sim.analysis.one_future import day_state, one_future
from sim.files import check_scenario
from sim.words import day_state_in_words, one_of_futures

FUTURES = 200


def opened(visit: Any, **address: str) -> Any:
    return visit("projects", list="future", lang="en", futures=str(FUTURES), **address)


def words_of(page: Any) -> str:
    return " ".join(said(page).split())


def play(page: Any) -> Any:
    return next(each for each in page.button if each.key == "future.play")


def test_the_future_is_that_of_the_command_and_says_that_it_is_one_of_many(visit, folder):
    scenario = check_scenario(folder / "example.toml").scenario
    for percentile in ("50", "10", "90"):
        page = opened(visit, future=percentile, month="2027-03")
        found = one_future(scenario, percentile=int(percentile), replications=FUTURES)
        words = words_of(page)
        assert EN(one_of_futures(found)) in words
        day = float((date(2027, 3, 1) - found.data_date).days)
        for course in found.courses:
            assert EN(day_state_in_words(day_state(course, day), course, scenario)) in words


def test_another_month_and_future_stand_in_the_address(visit):
    page = opened(visit)
    assert "1 Jan 2026" in words_of(page)
    page = choose(page, "future", "10")
    (slider,) = page.select_slider
    page = checked(slider.set_value("2026-07").run())
    assert "Where projects stand on 1 Jul 2026" in words_of(page)
    assert page.query_params["future"] in ("10", ["10"])
    assert page.query_params["month"] in ("2026-07", ["2026-07"])


def test_a_damaged_address_shows_a_typical_future(visit):
    page = opened(visit, future="49", month="1999-13")
    assert page.session_state["future"] == "50"
    assert "1 Jan 2026" in words_of(page)


def test_months_are_played_from_the_one_looked_at_until_they_are_stopped(visit):
    page = opened(visit, month="2026-07")
    page = checked(play(page).click().run())
    assert "Where projects stand on 1 Jul 2026" in words_of(page)
    assert page.select_slider[0].disabled
    page = checked(page.run())
    page = checked(page.run())
    assert "Where projects stand on 1 Sep 2026" in words_of(page)
    page = checked(play(page).click().run())
    assert not page.select_slider[0].disabled
    assert page.select_slider[0].value == "2026-09", "the month shown last"


def test_a_play_ends_with_the_last_month(visit):
    page = opened(visit)
    months = list(page.select_slider[0].options)
    last = "-".join(reversed(months[-1].split("/")))
    page = checked(page.select_slider[0].set_value(last).run())
    page = checked(play(page).click().run())
    page = checked(page.run())
    assert not page.session_state["future.playing"]
    assert page.select_slider[0].value == last


def test_the_steps_of_a_project_are_told(visit, folder):
    page = choose(opened(visit), "future.steps", "A1")
    assert "Khu nhà ở A" in words_of(page)
    assert EN("From") in words_of(page)
