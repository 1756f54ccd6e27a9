"""Places in a ranking: what cannot be told apart is told together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby
from typing import TypeAlias

from sim.analysis.statistics import Rank
from sim.errors import Message, msg

Called: TypeAlias = Callable[[str], Message | str]
"""Name of a cause or an unknown -> as it is said."""


def ranks_note() -> Message:
    """Say what ranks go by."""
    return msg("Ranks go by homes a year; = marks groups that the futures cannot fully order.")


def ranked_in_words(rank: Rank, said: Message) -> Message:
    """Put a rank before a sentence."""
    return msg("{rank}. {said}", rank=rank.rank, said=said)


def ties_in_words(ranks: Mapping[str, Rank], called: Called) -> list[Message]:
    """Say which of what is ranked the futures cannot put in order, a sentence for each rank shared."""
    groups = [list(group) for _, group in groupby(ranks, key=lambda name: ranks[name].rank)]
    return [
        msg(
            "Same rank: the futures cannot put {names} in one order.",
            names=[called(name) for name in group],
        )
        for group in groups
        if len(group) > 1
    ]
