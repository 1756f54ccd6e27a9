"""What knowing an unknown number saves in a choice: the expected value of partial perfect information.

Of alternatives d with the chances f_d, the best today is the one with the highest E[f_d]. Whoever knew x would choose
by E[f_d | x]; that is worth E[max_d E[f_d | x]] - max_d E[f_d] (Strong, Oakley & Brennan 2014). Taking the largest of
estimates makes noise look like gain. So both choices are made from the sets of the other parts alone, and the set at
hand tells what they bring: that is no more than the choice with perfect knowledge would bring, and unbiased for what
this choice brings.
"""

from __future__ import annotations

import numpy as np

from sim.analysis.information.over_sets import OverSets
from sim.analysis.information.regression import columns_of, cross_fitted
from sim.array_types import Floats


def saved_regret(chances: Floats, scores: Floats) -> OverSets:
    """Tell what knowing some unknown numbers adds to the chance, by a better choice.

    Parameters
    ----------
    chances : float64 (S, D)
        Chance of the target in each set with each of D alternatives, from any number of futures.
    scores : float64 (S, N)
        Normal scores of the numbers that would be known.
    """
    today = cross_fitted(chances, np.ones((len(chances), 1))).predicted.argmax(axis=1)
    then = cross_fitted(chances, columns_of(scores)).predicted.argmax(axis=1)
    sets = np.arange(len(chances))
    return OverSets.mean_of(chances[sets, then] - chances[sets, today])
