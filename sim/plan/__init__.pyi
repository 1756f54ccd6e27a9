from .chances import Chances, HazardLaw, LikelihoodLaw, MarketLaw, NodeChances, RowChances, Span, WorkLaw
from .from_scenario import make_plan
from .graph import STAGGER, graph_of
from .plan import (
    ASSIGN,
    DONE,
    DROP_OUT,
    FIRST_COME,
    MOST_HOMES_FIRST,
    NEAREST_COMPLETION_FIRST,
    NONE,
    TO_DO,
    UNDER_WAY,
    Network,
    Plan,
)

__all__ = [
    "ASSIGN",
    "DONE",
    "DROP_OUT",
    "FIRST_COME",
    "MOST_HOMES_FIRST",
    "NEAREST_COMPLETION_FIRST",
    "NONE",
    "STAGGER",
    "TO_DO",
    "UNDER_WAY",
    "Chances",
    "HazardLaw",
    "LikelihoodLaw",
    "MarketLaw",
    "Network",
    "NodeChances",
    "Plan",
    "RowChances",
    "Span",
    "WorkLaw",
    "graph_of",
    "make_plan",
]
