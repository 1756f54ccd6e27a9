"""A mechanism is one class that knows all of itself: what leaves its room is what a lever file may say."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

import sim
from sim.errors import in_english
from sim.levers import MECHANISMS
from sim.levers.mechanisms import Mechanism

ROOM = Path(sim.__file__).parent
KINDS = {mechanism.kind_written(): mechanism for mechanism in MECHANISMS}
RAMPS = {
    "component_weight", "duration_cut", "fast_track", "grace", "slots", "stall_hazard", "start_hazard", "stock", "tender_success",
}  # fmt: skip
UNDATED = {"calendar_months", "delivered", "factor_shared", "law_date", "never_begins"}
IN_PLACES = {"component_weight", "duration_cut", "fast_track", "grace", "overlap", "stall_hazard"}
ON_OFF = {"overlap", "queue"}


def classes(parent: type[Mechanism] = Mechanism) -> Iterator[type[Mechanism]]:
    for child in parent.__subclasses__():
        yield child
        yield from classes(child)


def test_every_mechanism_leaves_its_room_by_its_own_kind() -> None:
    assert {each for each in classes() if not inspect.isabstract(each)} == set(MECHANISMS)
    assert len(KINDS) == len(MECHANISMS) and list(KINDS) == sorted(KINDS)


def test_what_each_can_do() -> None:
    assert {kind for kind, each in KINDS.items() if each.can_ramp} == RAMPS
    assert {kind for kind, each in KINDS.items() if not each.dated} == UNDATED
    assert {kind for kind, each in KINDS.items() if not each.whole_city} == IN_PLACES
    assert {kind for kind, each in KINDS.items() if each.can_spare_lodged} == {"fast_track"}
    assert {kind for kind, each in KINDS.items() if "per_unit" not in each.model_fields} == ON_OFF


@pytest.mark.parametrize("kind", KINDS)
def test_each_says_what_it_changes(kind: str) -> None:
    said = in_english(KINDS[kind].about())
    assert said.endswith(".") and said[0].isupper() and "\n" not in said
    assert all(field.description for name, field in KINDS[kind].model_fields.items() if name != "kind")


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_called_after_a_thing_says_what_it_names(kind: str) -> None:
    things = {
        "stage",
        "stages",
        "beside",
        "route",
        "routes",
        "pool",
        "pools",
        "calendar",
        "tracks",
        "factors",
        "classes",
        "never_begins",
        "hazards",
        "start_hazard",
    }
    named = things | ({"stock"} if kind == "stock" else set())
    for name, field in KINDS[kind].model_fields.items():
        marks = [type(mark).__name__ for mark in field.metadata]
        assert ("Named" in marks) == (name in named), name


def test_no_other_room_knows_a_mechanism_by_name() -> None:
    """No lists of types and no chains of isinstance: what differs between mechanisms stands in their classes."""
    names = re.compile("|".join(rf"\b{each.__name__}\b" for each in MECHANISMS))
    inside = ROOM / "levers" / "mechanisms"
    elsewhere = [path for path in ROOM.rglob("*.py*") if inside not in path.parents and path.suffix != ".pyc"]
    assert len(elsewhere) > 200
    assert [str(path) for path in elsewhere if names.search(path.read_text(encoding="utf-8"))] == []


def test_parts_of_a_mechanism_are_closed_and_frozen() -> None:
    for each in MECHANISMS:
        assert (
            issubclass(each, BaseModel)
            and each.model_config["frozen"]
            and each.model_config["extra"] == "forbid"
        )
