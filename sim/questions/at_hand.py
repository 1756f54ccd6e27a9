"""Levers or causes that can be asked about, and where they stand."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from sim.levers import Cause, Lever

Kind = TypeVar("Kind", "Lever", "Cause")


@dataclass(frozen=True)
class AtHand(Mapping[str, Kind], Generic[Kind]):
    """Levers or causes by id, as a mapping.

    Attributes
    ----------
    by_id : mapping
    folder : Path, optional
        Where their files stand; None: they are the product's own.
    left_out : tuple
        Those of the product that name parts which the scenario does not have, where they are not offered.
    """

    by_id: Mapping[str, Kind]
    folder: Path | None = None
    left_out: tuple[Kind, ...] = ()

    @property
    def command(self) -> str:
        """Command that lists them, where they are levers."""
        return "housing-sim levers" + (
            "" if self.folder is None else f" --levers {shlex.quote(str(self.folder))}"
        )

    def __getitem__(self, name: str) -> Kind:
        return self.by_id[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_id)

    def __len__(self) -> int:
        return len(self.by_id)


def those_that_fit(every: Mapping[str, Kind], applicable: Mapping[str, Kind]) -> AtHand[Kind]:
    """Give those of the product that a scenario has the parts for; the others are left out."""
    return AtHand(applicable, None, tuple(part for name, part in every.items() if name not in applicable))
