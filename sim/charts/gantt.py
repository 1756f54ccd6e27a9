"""One of the simulated futures as a Gantt chart: a bar row a project, waits apart from work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Literal

import altair as alt

from sim.analysis.one_future import Course, OneFuture, StageGroup, stage_groups
from sim.charts.theme import GRID, INK, MUTED, ORANGE, chart_of, figure, key
from sim.text import Text
from sim.words import GROUP_NAMES, future_finding, one_of_futures, span_in_words

_ROW = 26
MOST_ROWS = 60
"""Rows that a figure has room for: of a longer register those with most homes."""
_YEARS_BACK = 2
"""Whole years before the data date that are shown at most."""
# Light for what is early, dark for building: told apart in black and white too.
_COLOURS: dict[StageGroup, str] = {
    "preparation": "#cfe2f3",
    "investor": "#8fbce0",
    "building": "#0b4f8a",
    "completion": "#3f86bf",
    "beside": "#8a94a0",
}
_MARKS = {"eligible": "triangle-up", "handed_over": "circle", "early": "diamond", "lapsed": "cross"}


def gantt_rows(found: OneFuture) -> tuple[Course, ...]:
    """Rows of the register that a figure shows, in file order.

    Left out are those that were over on the data date and of which no date is recorded, and of a long register those
    with fewest homes.
    """
    told = [course for course in found.courses if not course.row.over or course.row.finished]
    kept = sorted(range(len(told)), key=lambda i: -told[i].homes)[:MOST_ROWS]
    return tuple(told[i] for i in sorted(kept))


def gantt_height(found: OneFuture) -> int:
    """Height of the plot, in pixels."""
    return _ROW * max(len(gantt_rows(found)), 1)


def gantt_chart(
    found: OneFuture, text: Text, width: int = 900, height: int | None = None, *, month: date | None = None
) -> alt.LayerChart:
    """Draw what every project does in one future, and what it waits for.

    Parameters
    ----------
    found : OneFuture
    text : Text
        Language of the figure.
    width, height : int
        Size of the plot in pixels, axes and titles aside; by default as high as the rows need.
    month : date, optional
        Day at which an upright line stands.

    Returns
    -------
    LayerChart
        A thick bar for what holds a project up, filled where it works, an outline where it waits; a thin one below it
        for what goes on beside that.
    """
    rows, scale = gantt_rows(found), _Years(found)
    order = [_label(course) for course in rows]
    y = alt.Y(
        "row:N",
        title=None,
        sort=order,
        scale=alt.Scale(domain=order),
        axis=alt.Axis(ticks=False, domain=False, labelLimit=420, grid=False, labelPadding=8),
    )
    x = alt.X("from:Q", title=None, scale=scale.scale, axis=scale.axis)
    bars = [bar for course in rows for bar in _bars(found, course, scale, text)]
    base = chart_of(bars).encode(
        x=x,
        x2="to:Q",
        y=y,
        tooltip=[
            alt.Tooltip("row:N", title=text("Project")),
            alt.Tooltip("said:N", title=text("What")),
            alt.Tooltip("span:N", title=text("When")),
        ],
    )
    named = {text(GROUP_NAMES[group]): colour for group, colour in _COLOURS.items()}
    colour: Any = alt.Color(
        "group:N", scale=alt.Scale(domain=list(named), range=list(named.values())), legend=None
    )
    marks = [mark for course in rows for mark in _marks(found, course, scale, text)]
    points = chart_of(marks).encode(
        x=alt.X("from:Q", scale=scale.scale),
        y=y,
        tooltip=[
            alt.Tooltip("row:N", title=text("Project")),
            alt.Tooltip("said:N", title=text("What")),
            alt.Tooltip("span:N", title=text("When")),
        ],
    )
    never = chart_of(
        [{"row": _label(course), "from": scale.of(0.0)} for course in rows if not course.begins]
    ).encode(x=alt.X("from:Q", scale=scale.scale), y=y)
    layers = [
        _key(named, text),
        scale.borders(),
        base.transform_filter("datum.kind == 'beside'")
        .mark_bar(size=5, yOffset=10, clip=True)
        .encode(color=colour),
        base.transform_filter("datum.kind == 'entry'").mark_rule(
            color=MUTED, strokeDash=[1, 4], strokeWidth=2, clip=True
        ),
        base.transform_filter("datum.kind == 'recorded'")
        .mark_bar(size=8, clip=True, stroke=MUTED, strokeWidth=1)
        .encode(color=colour),
        base.transform_filter("datum.kind == 'work'").mark_bar(size=15, clip=True).encode(color=colour),
        base.transform_filter("datum.kind == 'wait'").mark_bar(
            size=13, clip=True, fill="white", stroke=ORANGE, strokeWidth=2, strokeDash=[4, 2]
        ),
        base.transform_filter("datum.kind == 'stopped'").mark_bar(size=9, clip=True, color=ORANGE),
        *(
            points.transform_filter(alt.datum.mark == mark).mark_point(
                shape=shape,
                filled=True,
                size=110,
                color=INK,
                opacity=1,
                stroke="white",
                strokeWidth=1,
                clip=True,
            )
            for mark, shape in _MARKS.items()
        ),
        never.mark_text(align="left", dx=8, fontSize=16, color=MUTED, text=text("never begins")),
        *_lines(found, month, scale, text),
    ]
    lines = [text(one_of_futures(found)), _marks_in_words(text)]
    if len(rows) < sum(not course.row.over for course in found.courses):
        lines.append(text("The {count} rows with most homes", count=len(rows)))
    said = text(future_finding(found))
    size = (width, gantt_height(found) if height is None else height)
    return figure(layers, size, f"{said[:1].upper()}{said[1:]}", lines, text)


class _Years:
    """The axis of time: years as numbers, for a browser would shift dates by its time zone."""

    def __init__(self, found: OneFuture) -> None:
        self.found = found
        begins = [span.begin for course in found.courses for span in course.spans]
        begins += [
            float((one.begin or one.end).first.toordinal() - found.data_date.toordinal())
            for course in found.courses
            for one in course.row.finished
        ]
        earliest = self.of(min(begins, default=0.0))
        self.first = int(max(earliest, found.data_date.year - _YEARS_BACK))
        self.last = found.last_year + 1
        self.scale = alt.Scale(domain=[self.first, self.last], nice=False)
        self.axis = alt.Axis(
            values=[year + 0.5 for year in range(self.first, self.last)],
            labelExpr="format(floor(datum.value), 'd')",
            orient="top",
            ticks=False,
            grid=False,
            domain=False,
            labelOverlap="greedy",
        )

    def of(self, days: float) -> float:
        """Instant as a year with its fraction."""
        whole = self.found.data_date + timedelta(days=int(days // 1))
        first, after = date(whole.year, 1, 1), date(whole.year + 1, 1, 1)
        return whole.year + ((whole - first).days + days % 1) / (after - first).days

    def borders(self) -> alt.Chart:
        """Lines between years."""
        rows = [{"from": year} for year in range(self.first, self.last + 1)]
        layer: alt.Chart = chart_of(rows).mark_rule(color=GRID)
        return layer.encode(x=alt.X("from:Q", scale=self.scale))


def _label(course: Course) -> str:
    return f"{course.row.key} · {course.row.name}"


def _bars(found: OneFuture, course: Course, scale: _Years, text: Text) -> Iterator[dict[str, object]]:
    groups, row = stage_groups(found.scenario, course.row.route), _label(course)

    def group_of(stage: str) -> str:
        return text(GROUP_NAMES[groups[stage]]) if stage in groups else ""

    for one in course.row.finished:
        begin = one.end.last if one.begin is None else one.begin.first
        yield {
            "row": row,
            "kind": "recorded",
            "group": group_of(one.stage),
            "from": scale.of((begin - found.data_date).days),
            # A stage of which only the end is told is a mark as wide as its last day.
            "to": scale.of((one.end.last - found.data_date).days + 1),
            "said": text("recorded: {stage}", stage=found.scenario.settings.stages[one.stage].name),
            "span": text("{first} to {last}", first=begin, last=one.end.last),
        }
    for span in course.spans:
        if not span.on_path and span.waits:
            continue
        kind = "work" if span.kind == "work" else "wait"
        if span.kind in ("entry", "stopped"):
            kind = span.kind
        yield {
            "row": row,
            "kind": kind if span.on_path else "beside",
            "group": group_of(span.stage),
            "from": scale.of(span.begin),
            "to": scale.of(span.end),
            "said": text(span_in_words(span, found.scenario)),
            "span": text("{first} to {last}", first=found.day(span.begin), last=found.day(span.end)),
        }


def _marks(found: OneFuture, course: Course, scale: _Years, text: Text) -> Iterator[dict[str, object]]:
    def mark(kind: str, days: float, said: str) -> dict[str, object]:
        day = text("{day}", day=found.day(days))
        return {"row": _label(course), "mark": kind, "from": scale.of(days), "said": said, "span": day}

    for early in course.early:
        days = float((date(early.year, 12, 31) - found.data_date).days)
        yield mark("early", days, text("{homes} homes enter the statistic early", homes=early.homes))
    if course.eligible.days is not None:
        yield mark("eligible", course.eligible.days, text("all homes fit for sale"))
    if course.handed_over.days is not None:
        yield mark("handed_over", course.handed_over.days, text("all homes handed over"))
    if course.lapsed is not None:
        yield mark("lapsed", course.lapsed, text("dropped out"))


def _lines(found: OneFuture, month: date | None, scale: _Years, text: Text) -> Iterator[alt.Chart]:
    """Upright lines: the data date, and the month looked at."""
    days: list[tuple[str, date, str, Literal["left", "right"], float]] = [
        (text("data date"), found.data_date, INK, "right", 1.5)
    ]
    if month is not None:
        days.append((f"{month.month:02d}/{month.year}", month, ORANGE, "left", 3))
    for name, day, colour, side, thick in days:
        base = chart_of([{"from": scale.of((day - found.data_date).days), "name": name}]).encode(
            x=alt.X("from:Q", scale=scale.scale)
        )
        yield base.mark_rule(color=colour, strokeWidth=thick)
        yield base.mark_text(
            align=side, baseline="top", dy=6, fontSize=16, fontWeight="bold", color=colour
        ).encode(y=alt.value({"expr": "height"}), text="name:N")


def _marks_in_words(text: Text) -> str:
    return text(
        "▲ all homes fit for sale, ● handed over, ◆ some entered in the statistic early, ✚ dropped out; thin bars: "
        "beside what holds the project up, and recorded dates"
    )


def _key(named: dict[str, str], text: Text) -> alt.Chart:
    colours = {**named, text("waiting"): "white", text("stopped work"): ORANGE}
    # Squares: outlines of their own would make a second legend, as the bars share the colours alone.
    return key(colours, columns=4, symbolStrokeColor=MUTED, symbolStrokeWidth=1)
