"""What goes out comes in again with the same meaning: as a workbook, as CSV, and through `import`."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.cities import CITIES, write_register
from sim.files import SHIPPED_BASELINE, load_scenario, load_settings
from sim.intake import ListMap, take_in
from sim.register import COLUMNS, cells_of, column_of, load_register, load_table
from sim.register.sheets.cell_table import clean
from sim.scenario import (
    DateRange,
    EndedAs,
    FinishedStage,
    NumberRange,
    ProjectRow,
    StageUnderWay,
)

SETTINGS = load_settings(CITIES["blank"].scenario)
FORMULAS = [
    "=1+2",
    "+84 292",
    "- chậm",
    "@Sở",
    "'quoted",
    "'=x",
    "==",
    '=HYPERLINK("http://x")',
    "-5",
    '"x", y; z',
]
KINDS = pytest.mark.parametrize("kind", ["xlsx", "csv"])

_days = st.dates(date(1990, 1, 1), date(2040, 12, 31))
_spans = st.tuples(_days, st.integers(0, 900)).map(
    lambda pair: DateRange(first=pair[0], last=min(pair[0] + timedelta(pair[1]), date(2040, 12, 31)))
)
_plain = st.text(
    st.characters(categories=("L", "N", "P", "Zs", "S"), exclude_characters="\ufffd"), max_size=30
)
_texts = st.one_of(_plain, st.sampled_from(FORMULAS))
_shares = st.one_of(st.none(), st.floats(0.000001, 0.999))
_ids = st.sampled_from(["permit", "construction", "a-b_1"])


_ends = st.builds(
    EndedAs,
    how=st.just("lapsed"),
    when=_spans,
    reason=_texts.map(lambda text: _whole(text)),
) | st.builds(EndedAs, how=st.just("split"), when=_spans, into=st.just(("CT01", "34/NOXH")))


def _whole(text: str) -> str:
    """Text as a cell holds it: an Excel error would be one, and what reading cleans is cleaned."""
    return "" if text.startswith("#") else str(clean(text))


@st.composite
def project_rows(draw: st.DrawFn) -> ProjectRow:
    status = draw(st.sampled_from(["not_started", "in_progress", "completed", "ended"]))
    low = draw(st.integers(1, 100_000))
    land = draw(st.one_of(st.none(), st.floats(0.001, 9_999), st.sampled_from([1.05, 13.215, 0.35, 1050.0])))
    stages = draw(st.lists(_ids, min_size=1, max_size=3, unique=True))
    going = status == "in_progress"
    return ProjectRow(
        project_id=draw(st.sampled_from(["CT01", "0123", "12.5", "34/NOXH", "Khu A 2", "-7", "=A", "+1"])),
        block=_whole(draw(_texts)).replace("#", "")[:64].strip(),
        name=_whole(draw(_texts)) or "x",
        place=_whole(draw(_texts)),
        investor=_whole(draw(_texts)),
        route="standard",
        homes=NumberRange(low=low, high=draw(st.sampled_from([low, 100_000]))),
        blocks=draw(st.integers(1, 24)),
        land_ha=None if land is None else NumberRange(low=land, high=land),
        status=status,
        tender_round=draw(st.integers(1, 12)) if going else 1,
        entry=draw(_spans) if status == "not_started" else None,
        never_begins=draw(st.sampled_from([None, "firms"])) if going else None,
        under_way=tuple(
            StageUnderWay(
                stage=stage,
                start=draw(_spans),
                progress=draw(_shares),
                stopped_since=draw(st.none() | _days),
                stops=tuple(draw(st.lists(_spans, max_size=2))),
            )
            for stage in stages
        )
        if going
        else (),
        done=("clearance",) if going and draw(st.booleans()) else (),
        finished=()
        if status == "not_started"
        else (FinishedStage(stage="plan", begin=draw(_spans), end=draw(_spans)),),
        completed_on=draw(_spans) if status == "completed" else None,
        ended_as=draw(_ends) if status == "ended" else None,
        counted_before=draw(st.sampled_from(["yes", "no", "alternatives"])),
        status_as_of=draw(_days),
        source=draw(st.sampled_from([(), ("s1",), ("s1", "s-2")])),
        assumption=_whole(draw(_texts)) or "x",
        note=_whole(draw(_texts)),
    )


def same(rows: tuple[ProjectRow, ...]) -> list[dict[str, object]]:
    return [row.model_dump(exclude={"row"}) for row in rows]


@KINDS
@settings(max_examples=60, deadline=None)
@given(row=project_rows())
def test_a_row_comes_in_as_it_went_out(
    tmp_path_factory: pytest.TempPathFactory, kind: str, row: ProjectRow
) -> None:
    path = tmp_path_factory.getbasetemp() / f"out.{kind}"
    write_register(path, SETTINGS, [cells_of(row)])
    reading = load_register(path, path.name)
    assert [problem for problem in reading.problems if problem.severity == "error"] == []
    assert same(reading.rows) == same((row,))


@KINDS
def test_the_baseline_comes_in_as_it_went_out(tmp_path: Path, kind: str) -> None:
    scenario = load_scenario(SHIPPED_BASELINE)
    path = tmp_path / f"out.{kind}"
    cells = [cells_of(row) for row in scenario.rows]
    write_register(path, scenario.settings, cells)
    assert same(load_register(path, path.name).rows) == same(scenario.rows)
    taken = take_in(load_table(path, path.name, column_of), ListMap(), scenario.settings, path.name)
    assert (taken.questions, taken.refused, taken.set_aside) == ((), {}, ())
    assert same(taken.rows) == same(scenario.rows)


@KINDS
@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_stays_text(tmp_path: Path, kind: str, text: str) -> None:
    cells = {"project_id": "A", "name": text, "route": "standard", "homes": "5", "status": "completed"}
    cells |= {
        "completed_on": "2025",
        "counted_before": "no",
        "status_as_of": "2025-12-31",
        "assumption": text,
    }
    path = tmp_path / f"out.{kind}"
    write_register(path, SETTINGS, [cells])
    (row,) = load_register(path, path.name).rows
    assert (row.name, row.assumption) == (text, text)
    if kind == "csv":
        raw = path.read_text(encoding="utf-8-sig").splitlines()[1]
        assert not any(cell.strip('"').startswith(("=", "+", "-", "@")) for cell in raw.split(",")[:3])


def test_every_column_can_be_written() -> None:
    """A column that is read and never written would be lost on the way out."""
    put_together = {
        "stage",
        "stage_start",
        "progress",
        "stopped_since",
        "stops",
        "ended_into",
        "ended_reason",
    }
    assert {*ProjectRow.model_fields} - {"row", "under_way"} | put_together == set(COLUMNS)
