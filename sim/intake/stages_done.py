"""Columns of a list that hold the date on which a stage was done, and states that say which one is."""

from __future__ import annotations

from collections.abc import Mapping

from sim.intake.list_map import FINISHED
from sim.intake.proposal import stage_of
from sim.register import Refusal, listed_ids
from sim.scenario import Settings, ancestry


def dated_stages(written: dict[str, str], settings: Settings) -> Mapping[str, str]:
    """Take the columns of stages done out of a row.

    Parameters
    ----------
    written : dict of str to str
        Cells by column of the map; those of columns such as ``finished permit`` are taken out.
    settings : Settings
        Of the scenario.

    Returns
    -------
    mapping of str to str
        Date by stage.
    """
    columns = [column for column in written if column.startswith(FINISHED)]
    return {stage_named(column.removeprefix(FINISHED), settings): written.pop(column) for column in columns}


def stage_named(words: str, settings: Settings) -> str:
    """Stage of the scenario that the map names; the words themselves where there is none, to be refused later."""
    return stage_of(words, settings) or words.strip()


def cells_of_done(
    out: Mapping[str, str], finished: Mapping[str, str], settings: Settings, *, waits: bool
) -> Mapping[str, str]:
    """Write which stages of a row are done, and when.

    Parameters
    ----------
    out : mapping of str to str
        Cells of the row by column of the register.
    finished : mapping of str to str
        Date by stage, of the stages whose end is dated.
    settings : Settings
        Of the scenario.
    waits : bool
        Whether nothing is under way: then what comes before the stages done on the route of the row is done as well.

    Returns
    -------
    mapping of str to str
        The columns `finished` and `done`, each where it has to be written.
    """
    cells = {}
    if finished:
        dated = [f"{stage}: {day}" for stage, day in finished.items()]
        cells["finished"] = "; ".join([out["finished"], *dated] if out.get("finished") else dated)
    stated = listed_ids(out["done"]) if out.get("done") else ()
    route = settings.routes.get(out.get("route", ""))
    graph = None if route is None or not waits else ancestry(route)
    # A column that cannot be read is refused where the row is.
    if graph is not None and not isinstance(stated, Refusal):
        told = {*stated, *finished}
        before = frozenset().union(*(graph.get(stage, ()) for stage in told)) - told
        if before:
            cells["done"] = "; ".join([*stated, *(stage for stage in graph if stage in before)])
    return cells
