"""Addresses of chance, numbered: the kernels know an address by its number."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.random import Address, hash64


class AddressIndex:
    """Addresses numbered from 0 in the order in which they are registered."""

    def __init__(self) -> None:
        self._addresses: list[Address] = []

    def number(self, address: Address) -> int:
        """Register an address and return its number."""
        self._addresses.append(address)
        return len(self._addresses) - 1

    @property
    def keys(self) -> NDArray[np.uint64]:
        """Key words of the addresses, by number."""
        return np.array([hash64(address.project) for address in self._addresses], dtype=np.uint64)

    @property
    def words(self) -> NDArray[np.uint64]:
        """Counter words of the addresses, by number."""
        return np.array([address.counter_word for address in self._addresses], dtype=np.uint64)
