"""One row of a list -> the cells of a row of the register, or why it is set aside."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sim.errors import Message, msg
from sim.intake.list_map import DONE, FINISHED, FOR_ALL_ROWS, LAND_M2, SET_ASIDE, SINCE, STOPPED, ListMap
from sim.intake.proposal import DATED, building_stages, stage_of, state_meant
from sim.intake.stages_done import cells_of_done, dated_stages, stage_named
from sim.intake.told import Ending, ending_told, heads_shares_of_work, share_told
from sim.register import (
    COLUMNS,
    OUT_OF_PLACE,
    UNDER_WAY,
    Cell,
    Refusal,
    date_span,
    listed_ids,
    spelled,
)
from sim.scenario import MOST_ID_CHARACTERS, PASSED_ON, DateRange, Settings

_SINCE_IS = {"in_progress": "stage_start", "completed": "completed_on"}
_GROUPS_OF_THREE = re.compile(r"[1-9]\d{0,2}(?:[., ]\d{3})+", re.ASCII)
_DECIMAL = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)
_THREE_DECIMALS = 3  # one to three digits, a mark and three digits could be thousands of hectares
_NO_SHARE = re.compile(r"0+(?:[.,]0+)?\s*%?", re.ASCII)
_NO_HOMES = re.compile(r"[-–−]?\s*0+([.,]0+)?", re.ASCII)
_FEWER_THAN_NONE = re.compile(r"[-–−]\s*(?=[\d., ]*[1-9])\d[\d., ]*", re.ASCII)


@dataclass(frozen=True)
class Converted:
    """A row of a list in terms of the register.

    Attributes
    ----------
    cells : mapping of str to str
        By column of the register.
    aside : Message or None
        Why the row is set aside; None where it is a row of the register.
    unknown_state : str
        State that neither the map nor the program knows; empty where there is none.
    open : tuple of str
        Columns that this row needs and that nothing fills.
    """

    cells: Mapping[str, str] = field(default_factory=dict)
    aside: Message | None = None
    unknown_state: str = ""
    open: tuple[str, ...] = ()


def converted(
    cells: Mapping[str, Cell], list_map: ListMap, settings: Settings, headings: Mapping[str, str]
) -> Converted:
    """Put a row of a list into the columns of the register.

    Rules: a row with fewer than no homes, or whose state is set aside is set aside; so is one without homes, unless the
    map keeps them, and one that ended on a day that is not told. A row that has not started but of which a stage is
    dated as done is in progress, with nothing under way; the stages before it count as done
    too. A date that does not belong to the state of its row (a planned completion) goes to the note with its
    heading. A row without an id takes its name as its id, one without a name its id. What a row leaves open is
    taken from `all_rows`.

    Parameters
    ----------
    cells : mapping of str to Cell
        Cells that are not blank, by column of the map.
    list_map : ListMap
        Complete, but for what has to be asked.
    settings : Settings
        Of the scenario.
    headings : mapping of str to str
        Heading of each column of the map.
    """
    written = {column: _text(column, cell, list_map) for column, cell in cells.items()}
    if "progress" in written:
        written["progress"] = share_told(written["progress"], headings.get("progress", ""))
    if LAND_M2 in written:
        written.setdefault("land_ha", _hectares(written.pop(LAND_M2)))
    nothing = _without_homes(written, list_map)
    if nothing is not None:
        return Converted(aside=nothing)
    state = written.pop("status", list_map.all_rows.get("status", ""))
    meant = list_map.state(state) or state_meant(state, settings) if state else None
    if meant is None:
        return Converted(
            written, unknown_state=state, open=_open_in_any_state(written, list_map, bool(state))
        )
    status, _, stage = meant.partition(" ")
    if status == SET_ASIDE:
        return Converted(aside=msg("its state, {state}", state=state))
    stopped, finished = status == STOPPED, dict(dated_stages(written, settings))
    # What follows the stages done has not begun.
    waits = status == DONE or (status == "not_started" and bool(finished))
    if status == DONE and stage:
        _done(written, finished, stage_named(stage, settings))
    status = "in_progress" if stopped or waits else status
    if status == "ended":
        _tell_end(written, ending_told(state), list_map)
    if not _dated(written, status, stopped=stopped) and "ended_as" not in list_map.all_rows:
        return Converted(aside=_ended_undated(state, written))
    out: dict[str, str] = {"status": status}
    closed = (*OUT_OF_PLACE[status], *(UNDER_WAY if waits else ()))
    _fill(out, written, closed, headings)
    if status == "in_progress" and not waits:
        _stage(out, stage, settings, list_map)
        _shares_of_the_site(out, headings, settings)
    _names(out)
    _fill_for_all(out, list_map, closed, stopped=stopped)
    out |= cells_of_done(out, finished, settings, waits=waits)
    if status != "completed" and "counted_before" not in cells:
        out["counted_before"] = "no"
    if stopped and "stopped_since" in out:
        out["stopped_since"] = _for_each_stage(out["stopped_since"], out)
    missing = ["stopped_since"] if stopped and "stopped_since" not in out else []
    return Converted(out, open=(*_open(out, status, waits=waits), *missing))


def _without_homes(written: dict[str, str], list_map: ListMap) -> Message | None:
    """Say why a row without homes is set aside; None where it has homes, or the map keeps it."""
    homes = written.get("homes", "")
    if _FEWER_THAN_NONE.fullmatch(homes):
        return msg("no homes: {homes}", homes=homes)
    if not _NO_HOMES.fullmatch(homes):
        return None
    if list_map.no_homes == "set_aside":
        return msg("no homes: {homes}; kept with no_homes=keep", homes=homes)
    written["homes"] = "0"
    return None


def _ended_undated(state: str, written: Mapping[str, str]) -> Message:
    """Say that a row ended on a day not told, and where its homes have to be if it went into another project."""
    ended, into = ending_told(state), written.get("ended_into", "")
    if ended is None or ended.how not in PASSED_ON or not into:
        return msg("it ended ({state}), and the list does not say when", state=state)
    return msg(
        "it ended ({state}), and the list does not say when; its {homes} homes count only within those of {into}",
        state=state,
        homes=written.get("homes", "?"),
        into=into,
    )


def _tell_end(written: dict[str, str], told: Ending | None, list_map: ListMap) -> None:
    """Say how a project ended, as its state tells it, and when, by the list or for all rows; where it went, and why."""
    if "ended_as" not in written:
        how = "cancelled" if told is None else told.how
        for_all = list_map.all_rows.get("ended_as", "").split(maxsplit=1)
        when = written.pop(SINCE, "") or (for_all[-1] if how in PASSED_ON and for_all else "")
        if when:
            written["ended_as"] = f"{how} {when}"
    for column, words in () if told is None else (("ended_into", told.into), ("ended_reason", told.reason)):
        if words:
            written.setdefault(column, words)


def _dated(written: dict[str, str], status: str, *, stopped: bool) -> bool:
    """Put the date since which the state holds into its column; False for a row that ended on a day not told."""
    if status == "ended":
        return "ended_as" in written
    since = written.pop(SINCE, "")
    if since:
        written.setdefault("stopped_since" if stopped else _SINCE_IS.get(status, SINCE), since)
    return True


def _done(written: dict[str, str], finished: dict[str, str], stage: str) -> None:
    """Say that a stage is done: with the date since which the state holds, where that is told."""
    if stage in finished:
        return
    if since := written.pop(SINCE, ""):
        finished[stage] = since
    else:
        written["done"] = "; ".join([*([written["done"]] if written.get("done") else []), stage])


def _fill_for_all(out: dict[str, str], list_map: ListMap, closed: Sequence[str], *, stopped: bool) -> None:
    """Fill what the row leaves open with what holds for all rows of its status; `closed` columns it leaves empty."""
    for column in FOR_ALL_ROWS:
        value = list_map.all_rows.get(column, "")
        if column == "stopped_since" and not stopped:
            continue
        if value and column not in out and column not in closed:
            out[column] = value


def _for_each_stage(value: str, out: Mapping[str, str]) -> str:
    """A value of one stage for every stage under way."""
    stages = out.get("stage", "").count(";") + 1
    return "; ".join([value] * stages) if ";" not in value else value


def _fill(
    out: dict[str, str], written: Mapping[str, str], closed: Sequence[str], headings: Mapping[str, str]
) -> None:
    """Put cells into their columns, and those that do not belong to the state of the row into the note."""
    elsewhere: list[str] = []
    for column, value in written.items():
        if column in COLUMNS and column not in closed:
            out[column] = value
        elif value:
            elsewhere.append(f"{headings.get(column, headings.get(SINCE, column))}: {value}")
    if elsewhere:
        out["note"] = "; ".join([*([out["note"]] if out.get("note") else []), *elsewhere])


def _stage(out: dict[str, str], meant: str, settings: Settings, list_map: ListMap) -> None:
    """Name the stages under way: those of the row, of its state, of all rows; each with a start."""
    told = out.get("stage", meant)
    parts = listed_ids(told) if told else ()
    if told and not isinstance(parts, Refusal):
        out["stage"] = "; ".join(stage_of(part, settings) or part for part in parts)
    if "stage" not in out and "stage" in list_map.all_rows:
        out["stage"] = list_map.all_rows["stage"]
    starts = out.get("stage_start", list_map.all_rows.get("stage_start", ""))
    if starts:
        out["stage_start"] = _for_each_stage(starts, out)


def _shares_of_the_site(out: dict[str, str], headings: Mapping[str, str], settings: Settings) -> None:
    """Put a share of the work on the site into the note, where no construction is under way, or none is done."""
    heading = headings.get("progress", "")
    heads = (heading.rpartition(" / ")[2], heading.replace(" / ", " "))
    if "progress" not in out or not any(map(heads_shares_of_work, heads)):
        return
    none = _NO_SHARE.fullmatch(out["progress"]) is not None
    if none or out.get("stage", "") not in ("", *building_stages(settings)):
        told = f"{heading}: {out.pop('progress')}"
        out["note"] = "; ".join([*([out["note"]] if out.get("note") else []), told])


def _names(out: dict[str, str]) -> None:
    if "name" not in out and "project_id" in out:
        out["name"] = out["project_id"]
    if "project_id" not in out and "name" in out:
        out["project_id"] = id_of_name(out["name"])


def id_of_name(name: str) -> str:
    """Id of a project that has none: its name, cut where it is too long for one, without what no id may hold."""
    plain = " ".join(re.sub(r"[#;@]", " ", name).split())
    if len(plain) <= MOST_ID_CHARACTERS:
        return plain
    mark = hashlib.blake2b(plain.encode(), digest_size=4).hexdigest()
    return f"{plain[: MOST_ID_CHARACTERS - len(mark) - 1].rstrip()} {mark}"


def _open_in_any_state(written: Mapping[str, str], list_map: ListMap, told: bool) -> tuple[str, ...]:
    """Columns that are open whatever the state of the row turns out to mean."""
    out = {**list_map.all_rows, **written}
    columns = [column for column in _open(out, "") if column != "counted_before"]
    return (*columns, *(() if told else ("status",)))


def _open(out: Mapping[str, str], status: str, *, waits: bool = False) -> list[str]:
    needed = ["homes", "route", "counted_before", "status_as_of"]
    if "project_id" not in out and "name" not in out:
        needed.insert(0, "name")
    if status == "not_started" and "start_hazard" not in out:
        needed.append("entry")
    if status == "in_progress" and not waits:
        needed += ["stage", "stage_start"]
    if status == "completed":
        needed.append("completed_on")
    missing = [column for column in needed if not out.get(column)]
    return missing + (["assumption"] if not out.get("source") and not out.get("assumption") else [])


def _hectares(square_metres: str) -> str:
    """Hectares of square metres, 15.000 and 15000 alike; another text as it is, to be refused where it is read."""
    if _GROUPS_OF_THREE.fullmatch(square_metres):
        number = Decimal(re.sub(r"\D", "", square_metres))
    elif _DECIMAL.fullmatch(square_metres):
        number = Decimal(square_metres.replace(",", "."))
    else:
        return square_metres
    text = format((number / 10_000).normalize(), "f")
    return f"{text}0" if len(text.partition(".")[2]) == _THREE_DECIMALS else text


def _text(column: str, cell: Cell, list_map: ListMap) -> str:
    """A cell as the register states it; dates by the order of the map."""
    if (column in (*DATED, SINCE) or column.startswith(FINISHED)) and list_map.dates == "month_first":
        span = date_span(cell, month_first=True)
        if isinstance(span, DateRange):
            return span.first.isoformat() if span.days == 1 else f"{span.first}..{span.last}"
    return spelled(cell)
