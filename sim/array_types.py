"""Array types of the whole product."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
"""Days, shares, chances, homes on average: any array of real numbers."""
Ints = NDArray[np.int64]
"""Counts and positions."""
Flags = NDArray[np.bool_]
"""Whether something holds, element by element."""
