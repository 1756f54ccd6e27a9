"""What the server keeps: so many entries, for many threads at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from sim.ui.shelf import Shelf


def test_what_was_used_longest_ago_makes_room():
    shelf = Shelf(2)
    shelf["a"], shelf["b"] = 1, 2
    assert shelf["a"] == 1
    shelf["c"] = 3
    assert set(shelf) == {"a", "c"} and len(shelf) == 2
    assert shelf.get("b") is None
    with pytest.raises(KeyError):
        shelf["b"]
    del shelf["a"]
    assert list(shelf) == ["c"]


def test_many_threads_may_use_it_at_once():
    shelf = Shelf(7)

    def use(seed):
        for step in range(2_000):
            key = (seed * 31 + step) % 50
            shelf[key] = key
            assert shelf.get((key * 7) % 50) in (None, (key * 7) % 50)
            assert len(list(shelf)) <= 7
        return True

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(use, range(8)))


def test_what_it_holds_may_be_bounded_by_size():
    shelf = Shelf(10, len)
    shelf["a"], shelf["b"] = "1234", "123456"
    assert set(shelf) == {"a", "b"}
    shelf["c"] = "1"
    assert set(shelf) == {"b", "c"}
    # What is larger than the shelf is kept, and nothing beside it.
    shelf["d"] = "x" * 1000
    assert list(shelf) == ["d"]
    shelf["e"] = "1"
    assert list(shelf) == ["e"]
