from .bottleneck import Bottleneck, Days, FollowedStep, Group, Quarter, among_shared, follow
from .critical_path import walk
from .pool_use import slots_by_quarter, use_of
from .tally import find_bottleneck, finish_of, quarter_edges
from .waits import IN_A_STAGE, CauseKind, Ledger, WaitCause, ledger_of

__all__ = [
    "IN_A_STAGE",
    "Bottleneck",
    "CauseKind",
    "Days",
    "FollowedStep",
    "Group",
    "Ledger",
    "Quarter",
    "WaitCause",
    "among_shared",
    "find_bottleneck",
    "finish_of",
    "follow",
    "ledger_of",
    "quarter_edges",
    "slots_by_quarter",
    "use_of",
    "walk",
]
