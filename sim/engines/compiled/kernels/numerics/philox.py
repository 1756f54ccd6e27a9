"""Random words of addresses: Philox4x64-10 (Salmon and others 2011, Parallel random numbers: as easy as 1, 2, 3).

Bit-equal to NumPy's `Philox` and so to `sim.random.addresses`: the key is (seed, key word of the address), the counter
(block of four replications, counter word of the address). Four replications share a block of four words.
"""

import numpy as np

from sim.engines.compiled.instructions import product
from sim.engines.compiled.jit import jitted

_ROUND_0, _ROUND_1 = np.uint64(0xD2E7470EE14C6C93), np.uint64(0xCA5A826395121157)
_KEY_0, _KEY_1 = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBB67AE8584CAA73B)
_DROPPED, FOUR = np.uint64(12), np.uint64(4)
_STEP = 2.0**-52


@jitted
def philox_words(seed, key, counter, word):
    """Four random words of an address: for replications 4 x counter and the three after it.

    Parameters
    ----------
    seed, key, counter, word : uint64
        Seed of the run; key word of the address; block of four replications; counter word of the address.

    Returns
    -------
    tuple of four uint64
    """
    # NumPy steps the counter before its first block.
    c0, c1, c2, c3 = counter + np.uint64(1), word, np.uint64(0), np.uint64(0)
    k0, k1 = seed, key
    for _ in range(10):
        high_0, low_0 = product(_ROUND_0, c0)
        high_1, low_1 = product(_ROUND_1, c2)
        c0, c1, c2, c3 = high_1 ^ c1 ^ k0, low_1, high_0 ^ c3 ^ k1, low_0
        k0 += _KEY_0
        k1 += _KEY_1
    return c0, c1, c2, c3


@jitted
def to_uniform(word):
    """Uniform of a random word: the middle of one of 2^52 cells.

    Parameters
    ----------
    word : uint64

    Returns
    -------
    float
        In (0, 1).
    """
    return (np.float64(word >> _DROPPED) + 0.5) * _STEP


@jitted
def uniform(seed, key, word, index):
    """One uniform of an address.

    Mirrors `sim.random.addresses.uniforms`.

    Parameters
    ----------
    seed, key, word : uint64
        As in `philox_words`.
    index : int
        Number of the replication, or of the set of unknown numbers.

    Returns
    -------
    float
        In (0, 1).
    """
    words = philox_words(seed, key, np.uint64(index) // FOUR, word)
    return to_uniform(words[index % 4])


@jitted
def fill_uniforms(keys, words, seed, counter, count, uniforms, j):
    """Fill rows j to j + 3 of `uniforms` for the first `count` addresses.

    Parameters
    ----------
    keys, words : uint64 (D,)
        Addresses.
    seed, counter : uint64
        As in `philox_words`.
    count : int
        At most D.
    uniforms : float64 (batch, >= count)
        Written to.
    j : int
        Row of replication 4 x counter.
    """
    for d in range(count):
        w0, w1, w2, w3 = philox_words(seed, keys[d], counter, words[d])
        uniforms[j, d], uniforms[j + 1, d] = to_uniform(w0), to_uniform(w1)
        uniforms[j + 2, d], uniforms[j + 3, d] = to_uniform(w2), to_uniform(w3)
