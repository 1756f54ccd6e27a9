"""The numbers that a scenario rests on: those that a second run moves, and those that it cannot move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sim.analysis.confidence.yardsticks import at_yardstick, without_range
from sim.distributions import FamilySpec
from sim.errors import Message
from sim.scenario import Model, Scenario, Sourced, Standing, Uncertain, with_uncertain

_LEFT_OUT = ("targets", "indicators", "outside_view", "correlations")
"""Tables that move no home by themselves: what is asked for, what is computed from homes, what stands beside it, which
ranges belong together."""


@dataclass(frozen=True)
class StatedNumber:
    """A number of a scenario.

    Attributes
    ----------
    path : str
        Dotted path of the part that states it.
    name : Message
        What it is, for readers.
    standing : {"published", "derived", "assumption"}
    """

    path: str
    name: Message
    standing: Standing


@dataclass(frozen=True)
class StatedNumbers:
    """What an answer rests on.

    Attributes
    ----------
    scenario : Scenario
        The one in which every duration, chance and rate is moved over its yardstick, each by itself.
    moved : tuple of StatedNumber
        Those numbers, in file order.
    unmoved : tuple of str
        Paths of the assumptions that no range can move: capacities, shares, calendars, dates.
    """

    scenario: Scenario
    moved: tuple[StatedNumber, ...]
    unmoved: tuple[str, ...]


def numbers_of(scenario: Scenario) -> StatedNumbers:
    """Take a scenario's numbers apart.

    Standing is that of `Sourced`: an assumption is one even where a source stands beside it. Numbers of the register
    (sizes, dates of single projects) and accounts of what was counted before vary as the scenario states them and are
    not judged here: they are facts to be looked up.

    Parameters
    ----------
    scenario : Scenario

    Returns
    -------
    StatedNumbers
        Entries of a list inside a part (refills of a stock, later capacities of a pool) belong to that part.
    """
    parts = dict(_parts("", scenario.settings, None))
    found: list[StatedNumber] = []
    moved: set[int] = set()

    def move(path: str, name: Message, part: Uncertain) -> object:
        source = _holder(part, path, parts)
        standing = source.standing
        changed = at_yardstick(part, standing)
        if changed is None:
            return without_range(part)
        moved.add(id(source))
        found.append(StatedNumber(path, name, standing))
        return changed

    changed = with_uncertain(scenario, move)
    # Indicators are computed from homes: without them the run that was kept for the same homes serves again.
    without: dict[str, object] = {"correlations": (), "indicators": {}}
    apart = changed.model_copy(update={"settings": changed.settings.model_copy(update=without)})
    return StatedNumbers(apart, tuple(found), tuple(_unmoved(scenario, parts, moved)))


def _holder(part: Uncertain, path: str, parts: Mapping[str, tuple[str, Sourced]]) -> Sourced:
    """Part of the scenario that says where a number comes from: itself, or the one that it is made from."""
    if isinstance(part, FamilySpec):
        # A distribution that stands alone.
        return parts[path.rpartition(".")[0]][1]
    return parts[path][1] if path in parts else part


def _unmoved(scenario: Scenario, parts: Mapping[str, tuple[str, Sourced]], moved: set[int]) -> Iterator[str]:
    tracked = {stage for track in scenario.settings.fast_tracks.values() for stage in track.stages}
    told: set[str] = set()
    for path, (holder, part) in parts.items():
        table, _, rest = path.partition(".")
        idle = table == "stages" and rest.endswith(".agency_share") and rest.split(".")[0] not in tracked
        if table in _LEFT_OUT or idle or id(part) in moved or part.standing != "assumption":
            continue
        if holder not in told:
            told.add(holder)
            yield holder


def _parts(path: str, value: object, holder: str | None) -> Iterator[tuple[str, tuple[str, Sourced]]]:
    """Every part that says where its numbers come from: its path, and the path of the part that it belongs to."""
    if isinstance(value, Sourced):
        yield path, (path if holder is None else holder, value)
    if isinstance(value, Model):
        for name in type(value).model_fields:
            inside = getattr(value, name)
            entries = holder or path if isinstance(value, Sourced) and isinstance(inside, tuple) else None
            yield from _parts(f"{path}.{name}".lstrip("."), inside, entries)
    elif isinstance(value, Mapping):
        for key, inside in value.items():
            yield from _parts(f"{path}.{key}", inside, holder)
    elif isinstance(value, tuple):
        for index, inside in enumerate(value):
            yield from _parts(f"{path}.{index}", inside, holder)
