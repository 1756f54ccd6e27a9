"""What a list's own headings and states, and the scenario it is for, say of how it is read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from sim.intake.list_map import DONE, FINISHED, LAND_M2, NOT_READ, SINCE, STOPPED, ListMap
from sim.intake.told import ending_told, heads_shares_of_work
from sim.register import (
    COUNTER,
    Cell,
    KnownHeading,
    Layout,
    TableRow,
    column_of_two,
    date_span,
    folded,
    month_first_evidence,
    plain_letters,
    spelled,
    status_of,
)
from sim.scenario import DateRange, Settings, Status

DATED = ("entry", "stage_start", "completed_on", "status_as_of")
"""Columns of the register that hold one date or span."""
_BUILDING = ("thi cong", "xay dung", "khoi cong", "construction", "building", "hoan thien")
_BUILT = {"construction", "building", "build", "structure"}
"""Words of the id or name of a stage in which homes are built."""
_BEGINS: Mapping[Status, tuple[str, ...]] = {
    "not_started": ("chua khoi cong", "chua trien khai", "chua thi cong"),
    "in_progress": ("dang thi cong", "dang xay dung", "da khoi cong", "dang giai phong mat bang"),
}
_STOPPED = (
    "tam dung",
    "tam ngung",
    "dang tam dung",
    "dang tam ngung",
    "dung thi cong",
    "ngung thi cong",
    "suspended",
    "on hold",
)
"""Begins of states that go on in free words. Hoàn thành is none: what follows may say of what."""
_IS_DONE = re.compile(
    r"da (?:(?:duoc|co) )?(?:cap|phe duyet|chap thuan|hoan thanh|hoan tat|xong|lua chon|chon|giai phong"
    r"|ban giao|boi thuong|(?<=co )(?:chu truong|quyet dinh|giay phep|gpxd|quy hoach|mat bang|chu dau tu|"
    r"nha dau tu))\b.*|da xong .*"
)
"""States of a stage that is done: Đã cấp GPXD, Đã có chủ trương đầu tư."""
_NOT_ALL = re.compile(
    r"\b(?:dang|chua|nhung|(?<!xay )(?<!su )dung|phan|mot|so bo|nguyen tac|ho so|trinh|nop|xin|cho|de nghi|de xuat"
    r"|ke hoach|thong bao|dieu chinh|nhiem vu|thu hoi|huy|het han|gia han|co so|\d+ ho|du kien|se|con|lai|vuong)\b|%"
)
"""Words by which such a state says that more is to be done, or that something else is."""
_SQUARE_METRES = re.compile(r"\b(m2|m²|mét vuông|sq ?m)(?!\w)", re.IGNORECASE)
_STAGE_WORDS: Mapping[str, tuple[str, ...]] = {
    "clearance": ("giai phong mat bang", "gpmb", "boi thuong", "giao mat bang", "co mat bang", "clearance"),
    "permit": ("cap phep", "giay phep", "gpxd", "tham dinh", "permit"),
    "investor": ("lua chon chu dau tu", "lua chon nha dau tu", "co chu dau tu", "co nha dau tu", "dau thau"),
    "planning": ("quy hoach", "chu truong", "planning"),
    "handover": ("ban giao", "nghiem thu", "handover"),
}
"""Words of a state that tell of a stage, by a word that its id or name holds."""
_FEWEST_STATES = 3
_MOST_ARE_STATES = 2 / 3
"""A column without a known heading holds the states where so many of its cells, and this share, are states."""
_OF_DAY = re.compile(
    r"\b(?:so lieu|cap nhat|tinh)(?: \w+)? (?:den|toi)(?: het)?(?: ngay)? "
    r"(\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{1,2} thang \d{1,2},? nam \d{4})\b",
    re.ASCII,
)
"""Words of a title that say of which day a list is, without diacritics: (Số liệu đến ngày 20/10/2026)."""


def known_by(list_map: ListMap, settings: Settings) -> KnownHeading:
    """Make the function that tells the column of a heading: by the map, else as departments write it.

    Shares of the work on the site are the progress of the one stage of construction; where the scenario has several,
    nobody knows of which they tell.
    """
    one_stage = settings.progress is not None and len(building_stages(settings)) == 1

    def known(upper: Cell, lower: Cell) -> str | None:
        for heading in (_shown(upper, lower), _shown(lower, ""), _shown(upper, "") if lower == "" else ""):
            column = list_map.column(heading) if heading else None
            if column is not None:
                return column
        if one_stage and shares_of_work(upper, lower):
            return "progress"
        return column_of_two(upper, lower) or _in_square_metres(upper, lower)

    return known


def shares_of_work(upper: Cell, lower: Cell) -> bool:
    """Whether a heading of one or two rows is one of shares of the work on the site."""
    return any(heads_shares_of_work(str(each)) for each in (lower or upper, f"{upper} {lower}"))


def _in_square_metres(upper: Cell, lower: Cell) -> str | None:
    """Tell a heading of land in m² by what it would be in hectares."""
    in_hectares = [_SQUARE_METRES.sub("ha", str(part)) for part in (upper, lower)]
    changed = in_hectares != [str(upper), str(lower)]
    return LAND_M2 if changed and column_of_two(*in_hectares) == "land_ha" else None


def proposed(
    layout: Layout,
    lines: Sequence[TableRow],
    stated: ListMap,
    settings: Settings,
    titles: Sequence[TableRow] = (),
) -> ListMap:
    """Complete a map with what the list and the scenario say by themselves.

    Parameters
    ----------
    layout : Layout
        Of the sheet.
    lines : sequence of TableRow
        Rows of projects.
    stated : ListMap
        What the user says already; it goes before everything else.
    settings : Settings
        Of the scenario.
    titles : sequence of TableRow
        Rows above the headings, which may say of which day the list is.

    Returns
    -------
    ListMap
        With an entry for every heading; a heading whose column an earlier one holds, or that is not known, is not read.
        Where no heading stands for the states, the column that holds most of them does. States that are not known are
        left out: they are asked for.
    """
    columns: dict[str, str] = {}
    taken = {column for column in stated.columns.values() if column}
    for index, column in enumerate(layout.columns):
        heading = layout.heading(index)
        if not heading or column == COUNTER or stated.column(heading) is not None:
            continue
        free = column is not None and column not in taken and not column.startswith("?")
        columns[heading] = column if free and column is not None else NOT_READ
        taken |= {column} if free and column is not None else set()
    if "status" not in taken and "status" not in stated.all_rows:
        columns |= _states_by_value(layout, lines, columns, settings)
    headed = stated.completed(ListMap(columns=columns))
    states = {
        words: meant
        for words in states_of(layout, lines, headed)
        if (meant := state_meant(words, settings)) is not None
    }
    for_all = {"route": next(iter(settings.routes))} if len(settings.routes) == 1 else {}
    if "route" in taken:
        for_all = {}
    if (day := _day_of_titles(titles)) is not None:
        for_all |= {"status_as_of": day}
    return headed.completed(ListMap(states=states, all_rows=for_all))


def _states_by_value(
    layout: Layout, lines: Sequence[TableRow], columns: Mapping[str, str], settings: Settings
) -> dict[str, str]:
    """Tell by its cells which column, of those not read, holds the states; none where two hold as many."""
    known: Counter[str] = Counter()
    for index in range(len(layout.headings)):
        heading = layout.heading(index)
        if columns.get(heading) != NOT_READ:
            continue
        cells = [words for line in lines if (words := spelled(line.cell(index)))]
        found = sum(state_meant(words, settings) is not None for words in cells)
        if found >= max(_FEWEST_STATES, _MOST_ARE_STATES * len(cells)):
            known[heading] = found
    first = known.most_common(2)
    alone = len(first) == 1 or (len(first) > 1 and first[0][1] > first[1][1])
    return {first[0][0]: "status"} if alone else {}


def _day_of_titles(titles: Sequence[TableRow]) -> str | None:
    """Day of which the titles above the headings say that the list is; None where they name none, or several."""
    days = {
        span.first.isoformat()
        for line in titles
        for cell in line.cells
        for told in _OF_DAY.findall(" ".join(plain_letters(str(cell)).split()))
        if isinstance(span := date_span(told), DateRange)
    }
    return days.pop() if len(days) == 1 else None


def states_of(layout: Layout, lines: Sequence[TableRow], list_map: ListMap) -> Counter[str]:
    """States that the list holds, as first written, with the number of their rows."""
    index = column_index(layout, list_map).get("status")
    found: Counter[str] = Counter()
    first: dict[str, str] = {}
    for line in lines if index is not None else ():
        words = " ".join(spelled(line.cell(index or 0)).split())
        if words:
            found[first.setdefault(folded(words), words)] += 1
    return found


def column_index(layout: Layout, list_map: ListMap) -> dict[str, int]:
    """Index of each column that the map names; the first where two headings stand for one."""
    found: dict[str, int] = {}
    for index in range(len(layout.headings)):
        column = list_map.column(layout.heading(index))
        if column:
            found.setdefault(column, index)
    return found


def state_meant(words: str, settings: Settings) -> str | None:
    """Status, and stage where the words tell it, of a state as departments write it; None where it is not clear."""
    said = folded(words)
    if said.startswith(_STOPPED):
        stage = stage_of(words, settings)
        return f"{STOPPED} {stage}" if stage is not None else STOPPED
    begins = next((status for status, leads in _BEGINS.items() if said.startswith(leads)), None)
    ended: Status | None = "ended" if ending_told(words) is not None else None
    status = status_of(words) or begins or ended
    stage = stage_of(words, settings)
    # Đã cấp phép, đang …: what is under way is not the stage that the words name first.
    going_on = stage is not None and "dang" in said.split() and not said.startswith("da ")
    if status == "in_progress" or (status is None and going_on):
        return f"in_progress {stage}" if stage is not None else "in_progress"
    return (
        f"{DONE} {stage}"
        if status is None and stage is not None and _says_done(words, stage, settings)
        else status
    )


def _says_done(words: str, stage: str, settings: Settings) -> bool:
    """Whether a state says that a stage is done, and no more than that; of a stage of construction it never does."""
    said = folded(words)
    done = _IS_DONE.fullmatch(said) is not None and _NOT_ALL.search(plain_letters(words)) is None
    return done and stage not in building_stages(settings)


def building_stages(settings: Settings) -> tuple[str, ...]:
    """Stages in which the homes are built: by their ids, or else by their English names."""
    by_id = [stage for stage in settings.stages if _BUILT & {*folded(stage).split()}]
    by_name = [stage for stage, about in settings.stages.items() if _BUILT & {*folded(about.name.en).split()}]
    return tuple(by_id or by_name)


def could_mean(words: str, settings: Settings) -> str:
    """Status and stage that a state which is not clear could mean, as an example to answer with."""
    done = bool({"da", "xong", "hoan", "du"} & {*folded(words).split()})
    stage = stage_of(words, settings) or next(iter(settings.stages))
    return f"{DONE if done else 'in_progress'} {stage}"


def stage_of(words: str, settings: Settings) -> str | None:
    """Stage of the scenario that words tell of: its id or its name, else the one stage they can mean."""
    said = folded(words)
    ids = {stage: stage for stage in settings.stages} | {folded(stage): stage for stage in settings.stages}
    if words.strip() in ids or said in ids:
        return ids.get(words.strip()) or ids[said]
    for stage, about in settings.stages.items():
        if said in (folded(about.name.vi), folded(about.name.en)):
            return stage
    wanted = {word for word, tells in _STAGE_WORDS.items() if any(tell in said for tell in tells)}
    if "giao mat bang" in said:
        wanted.discard("handover")
    # A building permit and a plan for building are no building.
    if any(word in re.sub(r"\b(phep|quy hoach) xay dung\b", r"\1", said) for word in _BUILDING):
        wanted |= _BUILT
    by_id = [stage for stage in settings.stages if wanted & {*folded(stage).split()}]
    by_name = [stage for stage, about in settings.stages.items() if wanted & {*folded(about.name.en).split()}]
    return next((fits[0] for fits in (by_id, by_name) if len(fits) == 1), None)


def month_first_column(
    layout: Layout, lines: Sequence[TableRow], list_map: ListMap
) -> tuple[str, str] | None:
    """Heading of a column with a date that can only be month first, and that date; None where there is none."""
    for column, index in column_index(layout, list_map).items():
        if column in (*DATED, SINCE) or column.startswith(FINISHED):
            shown = month_first_evidence(line.cell(index) for line in lines)
            if shown is not None:
                return layout.heading(index), spelled(shown)
    return None


def _shown(upper: Cell, lower: Cell) -> str:
    return " / ".join(" ".join(str(part).split()) for part in (upper, lower) if part != "")
