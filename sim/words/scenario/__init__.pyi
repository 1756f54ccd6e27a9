from .chances import (
    correlation_in_words,
    factor_of_stages_in_words,
    hazard_in_words,
    likelihood_in_words,
    market_in_words,
    switch_in_words,
    tender_in_words,
)
from .numbers import Phrases, duration_in_words, quantiles_in_words
from .projects import blocks_in_words, group_in_words, row_in_words
from .shared import (
    calendar_in_words,
    closure_in_words,
    pool_in_words,
    refill_in_words,
    slots_in_words,
    stock_in_words,
    use_in_words,
)
from .targets import counting_in_words, done_in_words, early_in_words, targets_in_words

__all__ = [
    "Phrases",
    "blocks_in_words",
    "calendar_in_words",
    "closure_in_words",
    "correlation_in_words",
    "counting_in_words",
    "done_in_words",
    "duration_in_words",
    "early_in_words",
    "factor_of_stages_in_words",
    "group_in_words",
    "hazard_in_words",
    "likelihood_in_words",
    "market_in_words",
    "pool_in_words",
    "quantiles_in_words",
    "refill_in_words",
    "row_in_words",
    "slots_in_words",
    "stock_in_words",
    "switch_in_words",
    "targets_in_words",
    "tender_in_words",
    "use_in_words",
]
