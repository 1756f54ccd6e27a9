"""Long work steps aside while short work is under way, and not for ever."""

from threading import Event, Thread

from sim.ui.jobs import RightOfWay

LONG = 20


def test_with_nobody_ahead_nothing_is_waited_for():
    RightOfWay(patience=1e9).step_aside()


def test_long_work_waits_until_all_short_work_is_done():
    way, passed = RightOfWay(patience=LONG), Event()

    def long_work():
        way.step_aside()
        passed.set()

    with way.taken():
        with way.taken():
            Thread(target=long_work, daemon=True).start()
        assert not passed.wait(0.05)
    assert passed.wait(LONG)


def test_it_goes_on_where_sliders_never_rest():
    way = RightOfWay(patience=0.01)
    with way.taken():
        way.step_aside()


def test_the_way_is_free_again_after_a_failure():
    way = RightOfWay(patience=1e9)
    try:
        with way.taken():
            raise ValueError
    except ValueError:
        way.step_aside()
