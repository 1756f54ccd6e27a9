"""Where what is waited for most moves along the values of a lever."""

from typing import cast

import pytest

from sim.analysis.bottleneck import Bottleneck, WaitCause, follow


class Led:
    """Answer at one value of a lever: the causes that lead there."""

    def __init__(self, leaders: str) -> None:
        self.leaders = tuple(WaitCause("pool", name) for name in leaders)

    def most(self, among: object) -> tuple[WaitCause, ...]:
        del among
        return self.leaders

    def days_of(self, cause: WaitCause) -> None:
        del cause


@pytest.mark.parametrize(
    ("leaders", "moved", "common"),
    [
        (("A", "AB", "B"), [None, False, True], "B"),
        (("A", "AB", "B", "B"), [None, False, True, False], "B"),
        (("AB", "B", "A"), [None, False, True], "A"),
        (("AB", "BC", "CB"), [None, False, False], "B"),
        (("A", "AB", "A"), [None, False, False], "A"),
        (("A", ""), [None, True], ""),
        (("", "", "A"), [None, False, True], "A"),
        (("",), [None], ""),
    ],
)
def test_a_tie_does_not_hide_a_move(leaders: tuple[str, ...], moved: list[bool | None], common: str) -> None:
    steps = follow([(float(i), cast(Bottleneck, Led(each))) for i, each in enumerate(leaders)])
    assert [step.moved for step in steps] == moved
    assert "".join(cause.id for cause in steps[-1].common) == common
