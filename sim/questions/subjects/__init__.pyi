from .levers import (
    CAUSES,
    GIVEN_LEVERS,
    LEVER,
    LEVERS,
    PACKAGES,
    PULLED,
    must_fit,
    no_levers,
    read_lever,
    some_value,
)
from .targets import BY, CHANCE, TARGET, TARGET_OR_USUAL, target_chosen

__all__ = [
    "BY",
    "CAUSES",
    "CHANCE",
    "GIVEN_LEVERS",
    "LEVER",
    "LEVERS",
    "PACKAGES",
    "PULLED",
    "TARGET",
    "TARGET_OR_USUAL",
    "must_fit",
    "no_levers",
    "read_lever",
    "some_value",
    "target_chosen",
]
