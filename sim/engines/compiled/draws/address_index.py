"""Addresses of chance by number, as the compiled kernels find them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.random import Address, hash64


class AddressIndex:
    """Addresses numbered in the order in which they are asked for."""

    def __init__(self) -> None:
        self._addresses: list[Address] = []

    def number(self, address: Address) -> int:
        """Number of a further address."""
        self._addresses.append(address)
        return len(self._addresses) - 1

    @property
    def keys(self) -> NDArray[np.uint64]:
        """Their keys."""
        return np.array([hash64(address.project) for address in self._addresses], dtype=np.uint64)

    @property
    def words(self) -> NDArray[np.uint64]:
        """Their counter words."""
        return np.array([address.counter_word for address in self._addresses], dtype=np.uint64)
