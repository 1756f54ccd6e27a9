"""Where the days of a home go, as stacked bars: work apart from waits."""

from __future__ import annotations

import altair as alt

from sim.analysis.bottleneck import Bottleneck, CauseKind, Group
from sim.charts.theme import INK, chart_of, figure, key
from sim.text import Text, number_of_days
from sim.words import READING_WORDS, kind_name, total

# Work in blues, waits from yellow to red, what lies outside the project in greys.
_COLOURS: dict[CauseKind, str] = {
    "work": "#0b4f8a",
    "calendar": "#8fbce0",
    "pool": "#b8500b",
    "stock": "#e08a3c",
    "rounds": "#f3c64a",
    "recall": "#7b3294",
    "notice": "#c2a5cf",
    "blocks": "#3a9188",
    "not_entered": "#c3cad2",
    "lapsed": "#7d8894",
}


def days_chart(answer: Bottleneck, text: Text, width: int = 820, height: int = 360) -> alt.LayerChart:
    """Draw the days of the mean home by kind of cause, for all homes and by the year they are there.

    Parameters
    ----------
    answer : Bottleneck
    text : Text
        Language of the figure.
    width, height : int
        Size of the plot in pixels, axes and titles aside.

    Returns
    -------
    LayerChart
        A bar for all homes, for those of each year, and for those that are not there in time.
    """
    kinds = [kind for kind in _COLOURS if total(answer, answer.homes, kind).days > 0]
    named = {kind: text(kind_name(kind)) for kind in kinds}
    groups = [(text("all homes"), answer.homes)]
    groups += [(str(group.year), group) for group in answer.years if group.homes > 0]
    if answer.late.homes > 0:
        groups.append((text("after {year} or never", year=str(answer.last_year)), answer.late))
    rows = [row for name, group in groups for row in _rows(answer, name, group, named, text)]
    order = [name for name, _ in groups]
    y = alt.Y("group:N", title=None, sort=order, axis=alt.Axis(labelFontSize=18, ticks=False, domain=False))
    number = alt.Axis(format=",.0f", tickCount=6, domain=False, ticks=False)
    colours = alt.Scale(domain=list(named.values()), range=[_COLOURS[kind] for kind in kinds])
    base = chart_of(rows).encode(
        y=y,
        tooltip=[
            alt.Tooltip("kind:N", title=text("Cause")),
            alt.Tooltip("said:N", title=text("days a home")),
        ],
    )
    ends = chart_of(
        [
            {
                "group": name,
                "days": group.whole.days,
                "label": text(number_of_days(round(group.whole.days))),
            }
            for name, group in groups
        ]
    )
    layers = (
        key({named[kind]: _COLOURS[kind] for kind in kinds}, columns=2, direction="vertical", symbolSize=200),
        base.mark_bar(size=30).encode(
            x=alt.X(
                "days:Q", title=text("days a home"), axis=number, stack="zero", scale=alt.Scale(padding=60)
            ),
            color=alt.Color("kind:N", scale=colours, legend=None),
            order="position:Q",
        ),
        ends.mark_text(align="left", dx=8, fontSize=17, fontWeight="bold", color=INK).encode(
            y=y, x=alt.X("days:Q"), text="label:N"
        ),
    )
    lines = [
        text("Reading: {reading}", reading=READING_WORDS[answer.reading]),
        text("A description: removing a cause may save fewer days, for another may take its place"),
    ]
    return figure(layers, (width, height), text("Where the days of a home go"), lines, text)


def _rows(
    answer: Bottleneck, name: str, group: Group, named: dict[CauseKind, str], text: Text
) -> list[dict[str, object]]:
    return [
        {
            "group": name,
            "kind": said,
            "position": position,
            "days": total(answer, group, kind).days,
            "said": text.number(total(answer, group, kind).days),
        }
        for position, (kind, said) in enumerate(named.items())
    ]
