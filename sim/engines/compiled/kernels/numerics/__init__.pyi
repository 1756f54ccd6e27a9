from .lookup import factor_and_log, look_up, quantile
from .normal import (
    exp_of_small,
    log_of_finite,
    log_share_below,
    score_of,
    score_of_log_survival,
    scores_of,
)
from .philox import FOUR, fill_uniforms, uniform

__all__ = [
    "FOUR",
    "exp_of_small",
    "factor_and_log",
    "fill_uniforms",
    "log_of_finite",
    "log_share_below",
    "look_up",
    "quantile",
    "score_of",
    "score_of_log_survival",
    "scores_of",
    "uniform",
]
