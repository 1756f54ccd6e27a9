"""The one room of randomness: every draw has an address, and NumPy's Philox4x64-10 answers for it.

key = (seed, hash of the project id); counter = (replication // 4, hash of block, stage, purpose and attempt, 0, 0);
replication % 4 picks one of the four words. For a fixed address, consecutive replications are therefore NumPy's own
stream from that counter on: nothing depends on order, on chunking, or on what else is drawn.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sim.array_types import Floats

SHARED = "@shared"
"""Stands in for the project id where one chance is shared by all; no project id can begin with @."""

_WORD_BITS_DROPPED = 12
_STEP = 2.0**-52


@lru_cache(maxsize=65_536)
def hash64(text: str) -> int:
    """64-bit hash of a text, the same on every machine (BLAKE2b of its NFC form, little endian)."""
    data = unicodedata.normalize("NFC", text).encode()
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little")


@dataclass(frozen=True)
class Address:
    """Where a draw lives, replication aside.

    Attributes
    ----------
    project : str
        Project id, or `SHARED`.
    block, stage : str
        Block of the project and stage id (or id of an uncertainty); empty where they do not apply.
    purpose : str
        What the draw is for; its spelling is part of the results. Of a row: ``entry``, ``homes``, ``land``. Of a
        project: ``begins`` (whether it ever does). Of a
        stage: ``start`` (when one under way began), ``work``, ``luck`` (whether a round of a tender succeeds), ``gap``
        (wait until the next round), ``assign`` (work of assigning an investor after a round that was the last),
        ``resumes`` (when work that has stopped goes on), ``stall`` (when the investor
        stalls), ``grace`` (the period he is then given) and ``lapse`` (whether the project lapses after it),
        ``reissue`` (work of issuing a notice again). Of all
        projects: ``stay`` and ``next`` (how long the market stays in a state, which one follows), ``factor`` (a common
        factor), ``starts`` (the factor of a calendar year on start hazards), ``push`` and ``push_size`` (whether homes
        are entered in the statistic to meet a year's target, and how far beyond it), ``account`` (of the past),
        ``uncertain`` and ``correlated`` (an unknown number's own and common part).
    attempt : int
        0 for the first time, 1 for the first repetition, ...; of starts and of a push, the calendar year.
    """

    project: str
    block: str
    stage: str
    purpose: str
    attempt: int = 0

    @property
    def counter_word(self) -> int:
        """Second word of the Philox counter."""
        return hash64("\x1f".join((self.block, self.stage, self.purpose, str(self.attempt))))


def random_words(seed: int, address: Address, first: int, count: int) -> NDArray[np.uint64]:
    """Random 64-bit words of consecutive replications.

    Parameters
    ----------
    seed : int
        0 to 2**64 - 1.
    address : Address
        What is drawn.
    first, count : int
        First replication, and how many.

    Returns
    -------
    ndarray of uint64, shape (count,)
    """
    generator = np.random.Philox(
        key=np.array([seed, hash64(address.project)], dtype=np.uint64),
        counter=np.array([first // 4, address.counter_word, 0, 0], dtype=np.uint64),
    )
    return generator.random_raw(first % 4 + count)[first % 4 :]


def uniforms(seed: int, address: Address, first: int, count: int) -> Floats:
    """Uniform numbers strictly between 0 and 1: the middles of 2**52 equal cells, exact in float64.

    Parameters and shape as in `random_words`.
    """
    cells = random_words(seed, address, first, count) >> np.uint64(_WORD_BITS_DROPPED)
    return (cells.astype(np.float64) + 0.5) * _STEP
