from .blocks import SHARING, Block, Job, Sharing, outcomes_of, processors, split
from .futures import run
from .growing import Growing, more
from .limits import (
    BOARD_FUTURES,
    COMPARE_FUTURES,
    DEFAULT_SEED,
    FUTURES_PER_SET,
    MAX_JOBS,
    MAX_REPLICATIONS,
    MAX_SEED,
    QUICK_FUTURES,
    check_within,
)
from .progress import Progress, SharedProgress
from .replaying import Replayed, replay, replayed
from .results import NeverBegun, Results, completions_frame, shortened_results
from .sets import futures_in_a_set
from .store import SavedRun, read_run, write_run
from .traces import block_size, read_traces
from .what_if import DoneBy, WhatIf

__all__ = [
    "BOARD_FUTURES",
    "COMPARE_FUTURES",
    "DEFAULT_SEED",
    "FUTURES_PER_SET",
    "MAX_JOBS",
    "MAX_REPLICATIONS",
    "MAX_SEED",
    "QUICK_FUTURES",
    "SHARING",
    "Block",
    "DoneBy",
    "Growing",
    "Job",
    "NeverBegun",
    "Progress",
    "Replayed",
    "Results",
    "SavedRun",
    "SharedProgress",
    "Sharing",
    "WhatIf",
    "block_size",
    "check_within",
    "completions_frame",
    "futures_in_a_set",
    "more",
    "outcomes_of",
    "processors",
    "read_run",
    "read_traces",
    "replay",
    "replayed",
    "run",
    "shortened_results",
    "split",
    "write_run",
]
