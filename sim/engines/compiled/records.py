"""Records of the compiled kernels' arrays, and the codes that stand in them."""

from __future__ import annotations

import numpy as np
from numpy.typing import DTypeLike

I8, F8 = np.int64, np.float64


def _record(**fields: DTypeLike) -> np.dtype[np.void]:
    """Make a record; a field named a__b__c stands for three fields of one kind."""
    return np.dtype(
        [(name, kind) for names, kind in fields.items() for name in names.split("__")], align=True
    )


NODE = _record(
    pool__stock__calendar__rounds_column__fallback__notice=np.int16,
    recall_cap__recall_hazard__recall_lapse__recall_column__recall_rounds_node=np.int16,
    versions__successors__overlaps=np.int16,
    pace__track__spares_lodged__hazard_cuts__grace_cuts=np.int16,
    first_successor=np.int32,
    notice_valid_days=F8,
)
"""What the network says of a node of a graph; `recall_cap` is 0 where no investor can stall.

`overlaps` counts the successors that may run beside it; `pace`, `hazard_cuts` and `grace_cuts` are rows of the cuts by
date, an empty one where there are none.
"""

TENDER = _record(rounds__holds_loop__success=I8)
"""A kind of tender: most rounds, whether it holds its slot from the first to the last, likelihood of success."""

CHANGE = _record(days__amount=F8)
"""More or fewer slots, or more in stock, from an instant on."""

NODE_STATE = _record(
    path__op__after__host__after_recall__holds_slot__round_number__version=np.uint16,
    attempt__recalls__missing__rounds_held=np.uint16,
    ready_days__begun_days__work_left__issued_days__reissued_until=F8,
)
"""Where a node of a row stands.

Attributes
----------
path : how much of it takes no event, see `sim.engines.compiled.event_free`
op, after : its next operation; the one after it has its slot
host, after_recall : node whose rounds are held and whose slot is asked for; whether the rounds follow a recall
holds_slot : whether its slot is kept between rounds
round_number, version, attempt : rounds held in this tender; version of the statute and column of the running one
recalls : recalls behind it
missing : predecessors that have not ended
rounds_held : rounds held of this node in all
ready_days : when the last of its predecessors that have ended did
begun_days, work_left : start of the running work, and how much is left
issued_days, reissued_until : when its notice was issued last; when one issued again is at hand
"""

PROJECT_NODE = _record(project__node=np.uint32)
"""A row and one of its nodes."""

TIMER = _record(days=F8, node=I8)
"""An instant, and the node of a row that waits for it."""

QUEUED = _record(rank__days=F8, position=I8, amount=F8, project__node=np.uint32)
"""A request in a queue: the least (rank, days, position, node) goes first. Its time may lie ahead of the city's."""

REPLICATION = _record(seed=np.uint64, index__j__r=I8)
"""Seed of the run, number of a replication, its row in the scratch arrays, its row in draws and times."""

COUNTS = _record(granted__woken__activations=I8)
"""Lengths of the lists of these names in the workspace."""


DURATION_MODEL = _record(table__scale_by=np.int32, exponent__reference=F8, offset__slope=F8)
"""A duration model: its quantile table, and the size it grows with (0 none, 1 homes, 2 hectares).

Where the logarithm of a duration is linear in its normal score it is offset + slope x score; elsewhere slope is 0.
"""

UNKNOWN = _record(address__table__group=np.int32)
"""A factor nobody knows: number of its address, quantile table, group of correlated factors (-1 for none)."""

GROUP = _record(address=np.int32, correlation=F8)
"""A group of correlated unknown factors: number of the address of its common score, correlation of two of them."""

ROW = _record(
    homes_address__land_address__entry_address__begins_address__never_begins__start=np.int32,
    homes_low__homes_high__land_low__land_high__entry_low__entry_high=F8,
)
"""What is unknown about a register row; hectares are NaN where nothing is known.

Addresses of homes and land are those of the set of unknown numbers, the others those of the future.

`never_begins` is the likelihood that it never does, -1 where it surely begins; `start` the stock from which it starts
at a hazard, -1 where it enters on a day from `entry_low` to `entry_high`.
"""

START = _record(hazard__first_period__periods=np.int32, year_sigma=F8)
"""A stock of rows that start at a hazard: its hazard, its periods among those of all stocks, how years differ."""

PERIOD = _record(address=np.int32, days__times=F8)
"""A period of a stock: first day, address of the factor of its calendar year, dated factor on the hazard."""

TOTAL = _record(homes=I8, land_ha=F8, first_member__members=I8)
"""Known total of a homes group."""

DRAW = _record(kind__attempt__factor__number__blocks=np.int16, project__position=np.int32)
"""One draw of chance: its kind, and the node or column (among those of all rows) to which it is written."""

BEND = _record(duration__model=np.int32)
"""A drawn duration whose logarithm is not linear in its normal score, and its duration model."""

UNDER_WAY_STAGE = _record(
    start_address__left_address__project__node__model__first_cell__cells=np.int32,
    factor__number__blocks__calendar__attempt=np.int16,
    column__score_table__survival_table=np.int32,
    first_stop__stops__stopped_address__lapse_address__stopped_model__grace_column__grace_table=np.int32,
    known_days__share_sigma__grace_spent__grace_known=F8,
)
"""A stage under way on the data date.

Attributes
----------
start_address, left_address : numbers of the addresses of its start and of the work left
project, node : row, and index of its node among those of all rows
model : index of its duration model
first_cell, cells : its possible starts, one cell where the start is known
factor, number, blocks : common factor (-1 for none), block and of how many
calendar : its calendar
attempt, column : round that is under way, and its column among those of all rows (-1 where it holds no rounds)
score_table, survival_table : tables of its score and its survival by logarithm of the duration
known_days : last instant at which it is known to have been under way, days
first_stop, stops : when its work stood still before the data date
stopped_model, stopped_address : of work that stands still on the data date (-1 for others), duration model of the time
    until it goes on, or of the period of grace; number of the address of its draw
grace_column, lapse_address, grace_table : column of its recalls among those of all rows (-1 where the work goes on by
    itself), number of the address of the lapse, table of the survival of the period of grace by its logarithm
grace_spent, grace_known : days of that period gone by, and when it was last known not to be over
share_sigma : standard deviation of the logarithm of the whole work that a reported share of work speaks for; 0 where
    none is reported
"""

SIZE = _record(project__per=np.int32, number__blocks=np.int16)
"""What work grows with: homes (1) or hectares (2) of a row or a block."""

STOCK = _record(project__node=np.int32, per__number__blocks=np.int16, amount=F8)
"""What a node (among those of all rows) takes from its stock, for each project (0), home (1) or hectare (2)."""

WORK_DAYS, ROUND_WORK, LUCK, GAP, ASSIGN_WORK, STALL_BUDGET, GRACE, LAPSE, REISSUE = range(9)
"""Kinds of draw."""

BATCH = 4
"""Replications that are drawn, simulated and measured together; a multiple of four, which share random words."""

DRAW_ALL, SIMULATE_ALL, COUNT_ALL = range(3)
"""Tasks of the kernels."""

STEP_BY_STEP, EVENT_FREE, FREE_ONCE_ACTIVATED, UNSHARED = range(4)
"""Paths of nodes, see `sim.engines.compiled.event_free`."""

GO_ON, STOCK_TAKEN, TAKE_SLOT, SLOT_TAKEN, BEGIN, WORK, WORK_DONE = range(7)
STALL, RECALL, ROUND, ROUND_OVER, ASSIGNED, RESUMED, END = range(7, 14)
FIRST_ACTIVATION = 14
REQUEST, TAKE_STOCK, AGAIN, NEXT_ROUND, RESUME = range(FIRST_ACTIVATION, FIRST_ACTIVATION + 5)
"""Operations of nodes, in the order in which `sim.engines.compiled.kernels.steps` tells them apart.

From `FIRST_ACTIVATION` on a node asks for something: it is activated at the end of an instant, after all completions.
"""

NOW = -np.inf
"""Instant of an operation that follows at once."""
