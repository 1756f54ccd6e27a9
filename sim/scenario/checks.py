"""What must hold between the parts of a scenario, and what deserves a warning."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from sim.errors import Problem
from sim.scenario.checks_blocks import block_problems
from sim.scenario.checks_dated import dated_problems
from sim.scenario.checks_investors import investor_problems
from sim.scenario.checks_laws import law_problems
from sim.scenario.checks_network import network_problems
from sim.scenario.checks_projects import project_problems
from sim.scenario.checks_rows import row_problems
from sim.scenario.checks_shared import shared_problems
from sim.scenario.checks_sizes import size_problems
from sim.scenario.checks_status import status_problems
from sim.scenario.checks_stocks import stock_problems
from sim.scenario.checks_targets import target_problems
from sim.scenario.checks_time import time_problems
from sim.scenario.checks_use import use_warnings
from sim.scenario.parts import Parts
from sim.scenario.route_graph import ancestry


def cross_problems(parts: Parts) -> tuple[Problem, ...]:
    """Everything wrong between parts that are sound in themselves.

    Parameters
    ----------
    parts : Parts
        Sound parts; what depends on a broken one is not checked.

    Returns
    -------
    tuple of Problem
        Each thing once. What is never used is told only where there is no error, since a broken part uses things too.
    """
    graphs = {
        route_id: found for route_id, route in parts.routes.items() if (found := ancestry(route)) is not None
    }
    problems = _each_once(
        chain(
            network_problems(parts, graphs),
            law_problems(parts),
            dated_problems(parts),
            investor_problems(parts, graphs),
            stock_problems(parts, graphs),
            shared_problems(parts),
            target_problems(parts),
            row_problems(parts),
            project_problems(parts),
            block_problems(parts, graphs),
            size_problems(parts, graphs),
            status_problems(parts, graphs),
            time_problems(parts, graphs),
        )
    )
    complete = parts.settings_complete and parts.rows_complete and parts.sources is not None
    if any(problem.severity == "error" for problem in problems) or not complete:
        return problems
    return (*problems, *use_warnings(parts))


def _each_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    kept: list[Problem] = []
    for problem in problems:
        if problem not in kept:
            kept.append(problem)
    return tuple(kept)
