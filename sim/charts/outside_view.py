"""The forecast of the period among finished plans, as a strip of dots with the model's bar below."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from sim.analysis import AmongPlans
from sim.analysis.board import Board
from sim.charts.theme import BAR_SHAPE, BLUE, INK, LIGHT_BLUE, ORANGE, ROUND_SHAPE, chart_of, figure, key
from sim.scenario import FinishedPlan
from sim.text import Text
from sim.words import READING_WORDS, class_name, whole_percent

_MOST = 2.0
"""Ratio at which the scale ends: a plan exceeded by more than that stands at its edge."""
_STEPS = 50
"""Dots less than two fiftieths of the scale apart would cover one another."""
_BAR = -0.9
"""Where the model's bar lies; dots lie at 0, 1, …"""


def outside_view_chart(
    found: AmongPlans, board: Board, text: Text, width: int = 900, height: int = 150
) -> alt.LayerChart:
    """Draw each finished plan by the share of it that was completed, and the model's P10, P50 and P90 of the period.

    Parameters
    ----------
    found : AmongPlans
    board : Board
        That it was found from.
    text : Text
        Language of the figure.
    width, height : int
        Size of the plot in pixels, axes and titles aside.

    Returns
    -------
    LayerChart
        One dot a plan (a triangle where its ratio is only a lower bound), a line where a plan is reached, and below
        them a bar from P10 to P90 with a mark at P50.
    """
    plans = sorted(found.reference_class.plans, key=lambda plan: plan.ratio)
    most = min(_MOST, max(1.1, *(plan.ratio for plan in plans), found.p90.ratio))
    levels = stacked([min(plan.ratio, most) for plan in plans], most)
    scale = alt.Scale(domain=[0, most], nice=False, zero=True, padding=12)
    percent = alt.Axis(format=".0%", tickCount=6, domain=False, ticks=False)
    done = text("homes completed, of those planned")
    x = alt.X("ratio:Q", title=done, scale=scale, axis=percent)
    heights = alt.Scale(domain=[_BAR - 0.6, max(*levels, 2) + 0.6], nice=False)
    y = alt.Y("level:Q", title=None, axis=None, scale=heights)
    dots = chart_of(
        [_row(plan, level, most, text) for plan, level in zip(plans, levels, strict=True)]
    ).encode(
        x=x,
        y=y,
        tooltip=[
            alt.Tooltip("place:N", title=text("Place")),
            alt.Tooltip("plan:N", title=text("Plan")),
            alt.Tooltip("period:N", title=text("Years")),
            alt.Tooltip("label:N", title=text("completed")),
        ],
    )
    at_least = alt.when(alt.datum.at_least).then(alt.value("triangle-right")).otherwise(alt.value("circle"))
    model = chart_of([_model(found, most, text)]).encode(
        y=y,
        tooltip=[alt.Tooltip(f"{name}:N", title=name.upper()) for name in ("p10", "p50", "p90")],
    )
    names = {
        text("finished plan"): ORANGE,
        text("this model, P10 to P90"): LIGHT_BLUE,
        text("this model, P50"): BLUE,
    }
    layers = (
        key(names, shapes=(ROUND_SHAPE, BAR_SHAPE, "diamond")),
        dots.mark_point(filled=True, size=170, opacity=0.85, color=ORANGE).encode(shape=at_least),
        model.mark_bar(size=22, color=LIGHT_BLUE).encode(x=alt.X("low:Q", title=done), x2="high:Q"),
        model.mark_point(filled=True, shape="diamond", size=260, opacity=1, color=BLUE).encode(
            x=alt.X("middle:Q", title=done)
        ),
        chart_of([{"ratio": 1.0}]).mark_rule(color=INK, strokeWidth=2, strokeDash=[6, 4]).encode(x=x),
    )
    lines = [
        text("Reading: {reading}", reading=READING_WORDS[board.reading]),
        text(
            "{count} {plans}; {reached} of them reached what was planned (dashed line)",
            count=found.plans,
            plans=class_name(found.reference_class),
            reached=found.reached,
        ),
    ]
    if any(plan.ratio > most for plan in plans):
        lines.append(text("At the right edge: {percent} or more", percent=whole_percent(most)))
    return figure(layers, (width, height), text("The period among finished plans"), lines, text)


def stacked(ratios: Sequence[float], most: float) -> list[int]:
    """Give dots that would cover one another different levels, from 0 up.

    Parameters
    ----------
    ratios : sequence of float
        In rising order, 0 to `most`.
    most : float
        Where the scale ends.
    """
    taken: set[tuple[int, int]] = set()
    levels = []
    for ratio in ratios:
        step, level = round(ratio / most * _STEPS), 0
        while any((level, step + beside) in taken for beside in (-1, 0, 1)):
            level += 1
        taken.add((level, step))
        levels.append(level)
    return levels


def _row(plan: FinishedPlan, level: int, most: float, text: Text) -> dict[str, object]:
    done = text(whole_percent(plan.ratio))
    return {
        "ratio": min(plan.ratio, most),
        "level": level,
        "at_least": plan.at_least,
        "place": text(plan.place),
        "plan": text(plan.plan),
        "period": plan.period,
        "label": text("{percent} or more", percent=done) if plan.at_least else done,
    }


def _model(found: AmongPlans, most: float, text: Text) -> dict[str, object]:
    at = {"low": found.p10, "middle": found.p50, "high": found.p90}
    said = {"p10": found.p10, "p50": found.p50, "p90": found.p90}
    return {
        "level": _BAR,
        **{name: min(each.ratio, most) for name, each in at.items()},
        **{name: text(whole_percent(each.ratio)) for name, each in said.items()},
    }
