"""A question on the page, whose whole answer is held back: the rough one first, left alone, found again, stopped."""

import time
from threading import Event

import pytest
from doors.page.pages import EN, answers, checked, ended, go, press, said

from sim import analysis
from sim.analysis import commit
from sim.errors import msg
from sim.experiment import QUICK_FUTURES
from sim.text import number_of_simulated_futures


@pytest.fixture
def the_rest(monkeypatch):
    """Set when more than a rough answer of `commit` may be given."""
    may_go_on = Event()

    def slow(results, *args, **kwargs):
        assert results.replications <= QUICK_FUTURES or may_go_on.wait(20)
        return commit(results, *args, **kwargs)

    monkeypatch.setattr(analysis, "commit", slow)
    return may_go_on


def rough_of(visit, topic):
    page = visit("questions", q=topic, lang="en")
    for _ in range(400):
        if answers(page):
            return page
        time.sleep(0.05)
        page.run()
    raise AssertionError("no rough answer")


def test_a_rough_answer_comes_first_and_says_so(visit, the_rest):
    page = rough_of(visit, "commit")
    rough = number_of_simulated_futures(QUICK_FUTURES)
    assert EN(msg("Rough, for it rests on {futures} only.", futures=rough)) in said(page)
    # The page may be left, and finds the work under way on return.
    page = go(go(page, "sources"), "questions")
    assert any(each.key == "stop.commit" for each in page.button)
    the_rest.set()
    page = ended(page)
    assert answers(page) and "Rough" not in said(page)


def test_a_question_that_is_stopped_keeps_its_rough_answer(visit, the_rest):
    page = rough_of(visit, "commit")
    page = checked(page.button(key="stop.commit").click().run())
    assert answers(page) and "Rough" in said(page)
    assert [each.value for each in page.caption] == ["Stopped: this answer stays rough."]
    the_rest.set()
    page = ended(press(page, "Go on"))
    assert answers(page) and "Rough" not in said(page)
