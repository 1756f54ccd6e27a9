"""What a scenario takes for granted: every number it holds, in words, with where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario import Scenario
from sim.text import Text
from sim.words.describe_scenario import (
    calendars,
    changes_on_dates,
    common_causes,
    durations,
    market,
    projects,
    recalls,
    resources,
    stages,
    targets,
    tenders,
)
from sim.words.describe_scenario.assumption import Assumption, Describer


def assumptions_of(scenario: Scenario, text: Text) -> tuple[Assumption, ...]:
    """List everything a scenario states, project by project and stage by stage.

    Parameters
    ----------
    scenario : Scenario
    text : Text
        Language to say it in.

    Returns
    -------
    tuple of Assumption
        Targets and counting, the market, stages and routes, what projects share, whether they begin, then the rows of
        the register. What several routes state alike, and a stock's equal refills of consecutive years, are listed
        once.
    """
    return tuple(_entries(Describer(scenario, text)))


def _entries(describer: Describer) -> Iterator[Assumption]:
    yield from targets.target_entries(describer)
    yield from targets.indicator_entries(describer)
    yield from market.market_entries(describer)
    yield from durations.duration_entries(describer)
    yield from durations.durations_to_come(describer)
    yield from changes_on_dates.statute_entries(describer)
    yield from changes_on_dates.fast_tracks(describer)
    yield from changes_on_dates.overlaps(describer)
    yield from tenders.tender_entries(describer)
    yield from recalls.recall_entries(describer)
    yield from stages.notice_entries(describer)
    yield from stages.block_entries(describer)
    yield from resources.pool_entries(describer)
    yield from resources.stock_entries(describer)
    yield from resources.stock_uses(describer)
    yield from stages.agency_shares(describer)
    yield from calendars.calendar_entries(describer)
    yield from common_causes.common_cause_entries(describer)
    yield from projects.begin_entries(describer)
    yield from projects.group_entries(describer)
    yield from projects.progress_entries(describer)
    yield from projects.row_entries(describer)
