from .blocks import SHARING, Block, Job, Sharing, outcomes_of, processors, split
from .futures import run
from .growing import Growing, more
from .limits import (
    DEFAULT_REPLICATIONS,
    DEFAULT_SEED,
    FUTURES_PER_SET,
    MAX_JOBS,
    MAX_REPLICATIONS,
    MAX_SEED,
    SETS,
    check_within,
)
from .progress import Progress, SharedProgress
from .replaying import replay
from .results import NeverBegun, Results, completions_frame, shortened_results
from .store import write_run
from .traces import block_size, read_traces

__all__ = [
    "DEFAULT_REPLICATIONS",
    "DEFAULT_SEED",
    "FUTURES_PER_SET",
    "MAX_JOBS",
    "MAX_REPLICATIONS",
    "MAX_SEED",
    "SETS",
    "SHARING",
    "Block",
    "Growing",
    "Job",
    "NeverBegun",
    "Progress",
    "Results",
    "SharedProgress",
    "Sharing",
    "block_size",
    "check_within",
    "completions_frame",
    "more",
    "outcomes_of",
    "processors",
    "read_traces",
    "replay",
    "run",
    "shortened_results",
    "split",
    "write_run",
]
