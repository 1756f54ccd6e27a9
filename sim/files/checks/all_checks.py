"""What must hold between the parts of a scenario, and what deserves a warning."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from sim.errors import Problem
from sim.files import PartialScenario
from sim.files.checks.amendments import dated_problems
from sim.files.checks.blocks import block_problems
from sim.files.checks.common_causes import (
    ask_of_problems,
    common_cause_problems,
    shared_unknown_problems,
)
from sim.files.checks.fits import fit_problems, undated_fit_problems
from sim.files.checks.goals import counting_problems, indicator_problems, year_problems
from sim.files.checks.history import ended_problems, finished_problems
from sim.files.checks.investors import investor_problems
from sim.files.checks.laws import law_problems
from sim.files.checks.network import network_problems, unawaited_problems
from sim.files.checks.rows import project_problems, row_problems
from sim.files.checks.sizes import size_problems
from sim.files.checks.status import status_problems
from sim.files.checks.stocks import stock_problems
from sim.files.checks.time_spent import time_problems
from sim.files.checks.unused import unused_warnings
from sim.scenario import Settings, ancestry


def cross_problems(partial: PartialScenario) -> tuple[Problem, ...]:
    """Find everything wrong between parts that are sound in themselves.

    Parameters
    ----------
    partial : PartialScenario
        What depends on a part that is missing here is not checked.

    Returns
    -------
    tuple of Problem
        Each problem once. Parts that nothing uses are told only where there is no error: a broken part might use them.
    """
    graphs = {
        route_id: found
        for route_id, route in partial.routes.items()
        if (found := ancestry(route)) is not None
    }
    problems = _each_once(
        chain(
            network_problems(partial, graphs),
            law_problems(partial),
            dated_problems(partial),
            investor_problems(partial, graphs),
            stock_problems(partial, graphs),
            common_cause_problems(partial),
            year_problems(partial),
            counting_problems(partial),
            indicator_problems(partial),
            fit_problems(partial),
            row_problems(partial),
            project_problems(partial),
            block_problems(partial, graphs),
            size_problems(partial, graphs),
            status_problems(partial, graphs),
            finished_problems(partial, graphs),
            ended_problems(partial),
            time_problems(partial, graphs),
        )
    )
    complete = partial.settings_complete and partial.rows_complete and partial.sources is not None
    if any(problem.severity == "error" for problem in problems) or not complete:
        return problems
    return (*problems, *unused_warnings(partial))


def file_problems(settings: Settings, file: str) -> tuple[Problem, ...]:
    """Find what only the author of a file can be asked, and no lever: for settings in which nothing else is wrong."""
    return (
        *shared_unknown_problems(settings, file),
        *unawaited_problems(settings.routes, file),
        *ask_of_problems(settings, file),
        *undated_fit_problems(settings, file),
    )


def _each_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    kept: list[Problem] = []
    for problem in problems:
        if problem not in kept:
            kept.append(problem)
    return tuple(kept)
