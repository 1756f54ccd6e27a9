"""An entry of `changes` in a lever or cause file: any of the mechanisms, told apart by its `kind`."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Union

from pydantic import Field

from sim.levers import mechanisms
from sim.levers.mechanisms import Mechanism


def _mechanisms() -> Iterator[type[Mechanism]]:
    for name in dir(mechanisms):
        value: Any = getattr(mechanisms, name)
        if inspect.isclass(value) and issubclass(value, Mechanism) and not inspect.isabstract(value):
            yield value


MECHANISMS: tuple[type[Mechanism], ...] = tuple(
    sorted(_mechanisms(), key=lambda mechanism: mechanism.kind_written())
)
"""Every mechanism that leaves its room, by its kind."""

if TYPE_CHECKING:
    Change = Mechanism
else:
    Change = Annotated[Union[MECHANISMS], Field(discriminator="kind")]  # noqa: UP007 - made from a list
