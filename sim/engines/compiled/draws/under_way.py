"""Stages under way in a plan -> the arrays by which the kernels draw their starts and the work left of them."""

from __future__ import annotations

import numpy as np

from sim.engines.compiled import UNDER_WAY_STAGE, UnderWayArrays, widths_of
from sim.engines.compiled.draws.address_index import AddressIndex
from sim.engines.compiled.tables import QuantileTables
from sim.model import LEAST_WORKED_DAYS, UnderWay
from sim.plan import NONE, Plan, UnderWayNode
from sim.random import Address


def under_way_arrays_of(
    plan: Plan, quantile_tables: QuantileTables, of_future: AddressIndex
) -> UnderWayArrays:
    """Lay out the stages under way on the data date.

    Parameters
    ----------
    plan : Plan
    quantile_tables : QuantileTables
        Receives the score and survival tables of their distributions.
    of_future : AddressIndex
        Receives the addresses of their starts and of what is left of them.

    Returns
    -------
    UnderWayArrays
    """
    records: list[tuple[float, ...]] = []
    stops: list[tuple[float, float]] = []
    log_spent, log_told, starts, cells = [np.zeros(0)], [np.zeros(0)], [np.zeros(0)], 0
    nodes, rounds, _ = widths_of(plan.network)
    for p, row in enumerate(plan.chances.rows):
        for part in row.under_way:
            s, node, g = part.node, row.nodes[part.node], int(plan.network.graph_of[p])
            calendar = int(plan.network.calendar_of[g, s])
            model = plan.chances.durations[node.durations[0]]
            stage = UnderWay.of(model, np.ones(1), plan.network.calendars[calendar], part)
            attempt = row.rounds_before if plan.network.tender_of[g, s, 0] != NONE else 0
            column = p * rounds + int(plan.network.rounds_column[g, s]) if node.rounds else NONE
            addresses = (
                of_future.number(Address(row.project, node.block, node.stage, purpose, number))
                for purpose, number in (("start", 0), ("work", attempt))
            )
            records.append(
                (
                    *addresses,
                    *(p, p * nodes + s, node.durations[0], cells, len(stage.spent)),
                    *(node.factor, node.number, node.blocks, calendar, attempt, column),
                    quantile_tables.score_of_log(model.distribution),
                    quantile_tables.log_survival_of_log(model.distribution),
                    *(len(stops), len(part.stops)),
                    *_stopped(plan, p, part, quantile_tables, of_future),
                    *(part.known_days, 0.0 if part.reported is None else part.reported.sigma_log),
                    *(
                        (0.0, 0.0)
                        if part.stopped is None
                        else (part.stopped.grace_spent, part.stopped.grace_known)
                    ),
                )
            )
            stops += [(stop.low, stop.high) for stop in part.stops]
            with np.errstate(divide="ignore"):
                log_spent.append(np.log(stage.spent))
            told = 1.0 if part.reported is None else part.reported.share
            log_told.append(np.log(np.maximum(stage.worked, LEAST_WORKED_DAYS) / told))
            starts.append(stage.edges)
            cells += len(stage.spent)
    return UnderWayArrays(
        stages=np.array(records, dtype=UNDER_WAY_STAGE),
        stops=np.array(stops, dtype=np.float64).reshape(-1, 2),
        log_spent=np.concatenate(log_spent),
        log_told=np.concatenate(log_told),
        starts=np.concatenate(starts),
    )


def _stopped(
    plan: Plan, p: int, part: UnderWayNode, quantile_tables: QuantileTables, of_future: AddressIndex
) -> tuple[int, int, int, int, int]:
    """Addresses, model, column and table of work that stands still on the data date; -1 each for other work."""
    row, stopped = plan.chances.rows[p], part.stopped
    node = row.nodes[part.node]
    if stopped is None:
        return NONE, NONE, NONE, NONE, NONE
    at = (row.project, node.block, node.stage)
    if stopped.resumes != NONE:
        return of_future.number(Address(*at, "resumes")), NONE, stopped.resumes, NONE, NONE
    column = int(plan.network.recall_column[plan.network.graph_of[p], part.node])
    return (
        of_future.number(Address(*at, "grace")),
        of_future.number(Address(*at, "lapse")),
        node.grace,
        p * widths_of(plan.network)[2] + column,
        quantile_tables.log_survival_of_log(plan.chances.durations[node.grace].distribution),
    )
