"""What the server keeps for all its readers."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, MutableMapping
from threading import RLock
from typing import Any, TypeVar

import streamlit as st
from cachetools import LRUCache

Key = TypeVar("Key", bound=Hashable)
Kept = TypeVar("Kept")


class Shelf(MutableMapping[Key, Kept]):
    """Mapping for many threads that holds so many entries, or so much; what was used longest ago makes room.

    Parameters
    ----------
    most : int
        Entries, 1 or more; or what they may add up to by `size_of`.
    size_of : callable, optional
        Entry -> its size, 1 or more. One that is larger than all of the shelf stands there alone.
    """

    def __init__(self, most: int, size_of: Callable[[Kept], int] | None = None) -> None:
        size = None if size_of is None else lambda kept: min(size_of(kept), most)
        self._entries: LRUCache[Key, Kept] = LRUCache(most, size)
        # Even to look moves an entry to the front.
        self._lock = RLock()

    def __getitem__(self, key: Key) -> Kept:
        with self._lock:
            return self._entries[key]

    def __setitem__(self, key: Key, kept: Kept) -> None:
        with self._lock:
            self._entries[key] = kept

    def made(self, key: Key, make: Callable[[], Kept]) -> Kept:
        """Give what stands under a key, made first where nothing does; readers who ask at once may each make it."""
        try:
            return self[key]
        except KeyError:
            kept = self[key] = make()
            return kept

    def __delitem__(self, key: Key) -> None:
        with self._lock:
            del self._entries[key]

    def __iter__(self) -> Iterator[Key]:
        with self._lock:
            return iter(tuple(self._entries))

    def __len__(self) -> int:
        with self._lock:
            return len(self._entries)


@st.cache_resource(show_spinner=False)
def shared_shelf(name: str, most: int) -> Shelf[Any, Any]:
    """Shelf of a name, one for the whole server.

    Parameters
    ----------
    name : str
        What it holds.
    most : int
        Entries.

    Returns
    -------
    Shelf
    """
    del name
    return Shelf(most)
