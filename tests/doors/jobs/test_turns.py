"""Who is next: short before long, visits in turn, nobody's request lost."""

from hypothesis import given
from hypothesis import strategies as st

from sim.ui.jobs import Turn, can_begin, turns_in_order

TURNS = st.lists(
    st.builds(Turn, st.sampled_from("abc"), st.integers(0, 9), st.booleans(), st.integers(0, 99)),
    max_size=12,
    unique_by=lambda turn: turn.since,
)


def turns(text, short=()):
    """`a1 b2`: a request of visit a, number 1, then one of b; each with work of its own."""
    return [Turn(said[0], said, said in short, int(said[1:])) for said in text.split()]


def said(ordered):
    return " ".join(turn.key for turn in ordered)


def test_first_come_first_served_within_a_visit():
    assert said(turns_in_order(turns("a2 a1 a3"), {})) == "a1 a2 a3"


def test_visits_take_turns_whoever_asks_most():
    assert said(turns_in_order(turns("a1 a2 a3 b4 c5"), {})) == "a1 b4 c5 a2 a3"


def test_the_visit_served_longest_ago_is_next():
    assert said(turns_in_order(turns("a1 b2 c3"), {"a": 7, "b": 5})) == "c3 b2 a1"


def test_short_work_goes_first_whose_ever_it_is():
    assert said(turns_in_order(turns("a1 b2 a3", short=["a3"]), {"a": 9})) == "a3 b2 a1"


@given(TURNS, st.dictionaries(st.sampled_from("abc"), st.integers(1, 50)))
def test_everyone_gets_a_turn_and_no_visit_two_while_another_waits(waiting, served):
    ordered = turns_in_order(waiting, served)
    assert sorted(ordered, key=waiting.index) == waiting
    for length in (True, False):
        of_length = [turn.visit for turn in ordered if turn.short == length]
        for position, visit in enumerate(of_length[1:], 1):
            behind = set(of_length[position:])
            # Twice in a row only where nobody else waits for work of that length.
            assert visit != of_length[position - 1] or behind == {visit}


def test_long_work_leaves_a_thread_to_short_work():
    a, b, c = turns("a1 b2 c3", short=["c3"])
    assert can_begin(a, [], 2)
    assert not can_begin(b, [a], 2) and can_begin(b, [a], 3)
    assert can_begin(c, [a], 2)
    assert can_begin(a, [], 1)


def test_a_visit_has_one_of_each_length_under_way():
    a, more, quick = turns("a1 a2 a3", short=["a3"])
    assert not can_begin(more, [a], 9)
    assert can_begin(quick, [a], 9)


def test_what_is_being_worked_on_for_another_is_waited_for():
    assert not can_begin(Turn("b", "same", False, 2), [Turn("a", "same", False, 1)], 9)
