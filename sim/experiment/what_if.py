"""What no scenario states, and a question asks: rows that go first in every queue, steps done by a day."""

from __future__ import annotations

from dataclasses import dataclass

from sim.model import Draws, row_begun_by, step_done_by
from sim.plan import Plan, first_in_queues


@dataclass(frozen=True)
class DoneBy:
    """A step of a row that is done by an instant.

    Attributes
    ----------
    row : int
        Position in the register.
    node : int or None
        Node of its graph, under way on the data date; None: the row begins.
    day : float
        Days since the data date, above 0.
    """

    row: int
    node: int | None
    day: float


@dataclass(frozen=True)
class WhatIf:
    """A change of the plan and of the draws of every future; all random numbers stay those of the scenario.

    Attributes
    ----------
    first : tuple of int
        Register rows that go first in every queue.
    done : tuple of DoneBy
    """

    first: tuple[int, ...] = ()
    done: tuple[DoneBy, ...] = ()

    def plan(self, plan: Plan) -> Plan:
        """The plan in which the rows go first."""
        return first_in_queues(plan, self.first) if self.first else plan

    def draws(self, plan: Plan, draws: Draws) -> Draws:
        """The draws in which the steps are done."""
        for each in self.done:
            if each.node is None:
                draws = row_begun_by(draws, each.row, each.day)
            else:
                draws = step_done_by(plan, draws, each.row, each.node, each.day)
        return draws
