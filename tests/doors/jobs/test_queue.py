"""The queue with fake work: order, cancellation, failures, one answer for all who ask the same, visits that end."""

from threading import Event, active_count

import pytest

from sim.errors import OptionError, msg
from sim.ui.jobs import Queue, RightOfWay, Task

LONG = 20
"""Seconds after which a test that hangs fails; none waits for them."""


class Fake:
    """Task that begins, tells progress when allowed, and ends when allowed."""

    def __init__(self, key, answer="answer", *, short=False):
        self.key, self.answer = key, answer
        self.begun, self.may_end, self.stopped = Event(), Event(), Event()
        self.times = 0
        self.task = Task(key, short, self.do)

    def do(self, progress):
        self.times += 1
        self.begun.set()
        try:
            progress(1, 4)
            assert self.may_end.wait(LONG)
            progress(4, 4)
        finally:
            self.stopped.set()
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def end(self):
        self.may_end.set()
        return self


@pytest.fixture
def answers():
    return {}


@pytest.fixture
def queue(answers):
    return Queue(answers, threads=2, way=RightOfWay(patience=0.0))


def ended(queue, visit, name):
    status = queue.wait(visit, name, LONG)
    assert status is None or not status.active
    return status


def test_a_rough_answer_first_then_the_whole_one(queue, answers):
    rough, whole = Fake("rough", 1, short=True), Fake("whole", 2)
    queue.ask("a", "when", [rough.task, whole.task])
    assert rough.begun.wait(LONG) and queue.status("a", "when").step == 0
    rough.end()
    assert whole.begun.wait(LONG)
    status = queue.status("a", "when")
    assert (status.phase, status.step, answers) == ("running", 1, {"rough": 1})
    assert (status.done, status.to_do) == (1, 4)
    whole.end()
    assert ended(queue, "a", "when").phase == "done"
    assert answers == {"rough": 1, "whole": 2}


def test_it_says_how_many_go_before(queue):
    first, second, third = Fake("1"), Fake("2"), Fake("3")
    queue.ask("a", "x", [first.task])
    assert first.begun.wait(LONG)
    queue.ask("a", "y", [second.task])
    queue.ask("b", "x", [third.task])
    assert queue.status("b", "x").ahead == 0
    assert (queue.status("a", "y").phase, queue.status("a", "y").ahead) == ("waiting", 1)
    first.end(), second.end(), third.end()
    assert ended(queue, "a", "y").phase == ended(queue, "b", "x").phase == "done"


def test_short_work_begins_while_long_work_runs(queue):
    long, short = Fake("long"), Fake("short", short=True)
    queue.ask("a", "x", [long.task])
    assert long.begun.wait(LONG)
    queue.ask("a", "y", [short.end().task])
    assert ended(queue, "a", "y").phase == "done"
    assert queue.status("a", "x").phase == "running"
    long.end()


def test_a_cancelled_request_stops_at_its_next_block_and_keeps_what_it_has(queue, answers):
    rough, whole = Fake("rough", short=True).end(), Fake("whole")
    queue.ask("a", "x", [rough.task, whole.task])
    assert whole.begun.wait(LONG)
    queue.cancel("a", "x")
    assert queue.status("a", "x").phase == "cancelled"
    whole.end()
    assert whole.stopped.wait(LONG)
    assert answers == {"rough": "answer"}
    # Its thread is free again.
    after = Fake("after").end()
    queue.ask("a", "y", [after.task])
    assert ended(queue, "a", "y").phase == "done" and "whole" not in answers


def test_what_waits_can_be_cancelled_and_is_never_begun(queue):
    first, second = Fake("1"), Fake("2")
    queue.ask("a", "x", [first.task])
    assert first.begun.wait(LONG)
    queue.ask("b", "x", [second.task])
    queue.cancel("b", "x")
    first.end()
    assert ended(queue, "a", "x").phase == "done"
    assert queue.status("b", "x").phase == "cancelled" and not second.begun.is_set()


def test_a_new_request_takes_the_place_of_the_one_before(queue, answers):
    old, new = Fake("old"), Fake("new")
    queue.ask("a", "x", [old.task])
    assert old.begun.wait(LONG)
    queue.ask("a", "x", [new.task])
    assert queue.status("a", "x").keys == ("new",)
    old.end(), new.end()
    assert ended(queue, "a", "x").phase == "done"
    assert answers == {"new": "answer"}


@pytest.mark.parametrize("error", [OptionError(msg("Run")), ZeroDivisionError("a fault")])
def test_a_failure_is_told_at_its_request_only(queue, answers, error, caplog):
    bad, good = Fake("bad", error).end(), Fake("good").end()
    queue.ask("a", "x", [bad.task, Fake("never").task])
    queue.ask("a", "y", [good.task])
    status = ended(queue, "a", "x")
    assert (status.phase, status.error, status.step) == ("failed", error, 0)
    assert ended(queue, "a", "y").phase == "done" and answers == {"good": "answer"}
    # What no user can mend goes to the log of the server.
    assert bool(caplog.records) == isinstance(error, ZeroDivisionError)


def test_an_answer_being_made_for_one_is_made_once_for_all(queue):
    of_a, of_b = Fake("same"), Fake("same")
    queue.ask("a", "x", [of_a.task])
    assert of_a.begun.wait(LONG)
    queue.ask("b", "x", [of_b.task])
    of_a.end()
    assert ended(queue, "b", "x").phase == "done" and not of_b.times


def test_if_the_one_who_asked_first_cancels_the_other_goes_on(queue, answers):
    of_a, of_b = Fake("same"), Fake("same").end()
    queue.ask("a", "x", [of_a.task])
    assert of_a.begun.wait(LONG)
    queue.ask("b", "x", [of_b.task])
    queue.leave("a")
    of_a.end()
    assert ended(queue, "b", "x").phase == "done" and of_b.times == 1


def test_what_is_answered_is_not_worked_on(queue, answers):
    answers["whole"] = 1
    rough, whole = Fake("rough", short=True), Fake("whole")
    queue.ask("a", "x", [rough.task, whole.task])
    assert queue.status("a", "x").phase == "done"
    assert not rough.begun.is_set() and not whole.begun.is_set()


def test_a_visit_that_ends_takes_its_requests_along(queue, answers):
    running, waiting, other = Fake("1"), Fake("2"), Fake("3").end()
    queue.ask("a", "x", [running.task])
    assert running.begun.wait(LONG)
    queue.ask("a", "y", [waiting.task])
    queue.ask("b", "x", [other.task])
    queue.leave("a")
    assert queue.status("a", "x") is queue.status("a", "y") is None
    running.end()
    assert ended(queue, "b", "x").phase == "done"
    assert answers == {"3": "answer"} and not waiting.begun.is_set()


def test_a_visit_with_many_requests_does_not_keep_another_waiting(queue):
    order = []

    def noted(key):
        return Task(key, False, lambda _progress: order.append(key))

    first = Fake("first")
    queue.ask("a", "first", [first.task])
    assert first.begun.wait(LONG)
    for key in ("a1", "a2", "a3"):
        queue.ask("a", key, [noted(key)])
    queue.ask("b", "b1", [noted("b1")])
    first.end()
    for visit, key in (("a", "a1"), ("a", "a2"), ("a", "a3"), ("b", "b1")):
        ended(queue, visit, key)
    assert order == ["b1", "a1", "a2", "a3"]


def test_no_more_than_its_threads_work_at_once_and_none_stays_behind(queue):
    before = active_count()
    works = [Fake(str(number), short=True) for number in range(6)]
    for number, each in enumerate(works):
        queue.ask(str(number), "x", [each.task])
    assert works[0].begun.wait(LONG) and works[1].begun.wait(LONG)
    assert active_count() <= before + 2
    assert sum(each.begun.is_set() for each in works) == 2
    for number, each in enumerate(works):
        each.end()
        assert ended(queue, str(number), "x").phase == "done"
