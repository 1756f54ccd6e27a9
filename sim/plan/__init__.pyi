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
    "Chances",
    "DONE",
    "DROP_OUT",
    "FIRST_COME",
    "HazardLaw",
    "LikelihoodLaw",
    "MOST_HOMES_FIRST",
    "MarketLaw",
    "NEAREST_COMPLETION_FIRST",
    "NONE",
    "Network",
    "NodeChances",
    "Plan",
    "RowChances",
    "STAGGER",
    "Span",
    "TO_DO",
    "UNDER_WAY",
    "WorkLaw",
    "graph_of",
    "make_plan",
]
