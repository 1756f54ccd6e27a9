"""Records held against what was fitted to them: the share still under way by duration."""

from __future__ import annotations

import math

import altair as alt
import numpy as np

from sim.charts.theme import BLUE, MUTED, ORANGE, RULE_SHAPE, chart_of, figure, key
from sim.learning import ClassFit, shape_of
from sim.scenario import UNIT_DAYS
from sim.text import Text

_POINTS = 120
_LINES = {"lognormal": BLUE, "gamma": "#3a9188", "weibull": "#7b3294"}


def fitted_chart(fit: ClassFit, text: Text, width: int = 820, height: int = 380) -> alt.LayerChart | None:
    """Draw the curve without a family as steps, and each fitted family as a line.

    Parameters
    ----------
    fit : ClassFit
    text : Text
        Language of the figure.
    width, height : int
        Size of the plot in pixels, axes and titles aside.

    Returns
    -------
    LayerChart or None
        None where nothing is finished, so that there is no curve.
    """
    estimate = fit.estimate
    if estimate is None or estimate.curve is None:
        return None
    curve = estimate.curve
    settled = [each for each in estimate.families if each.settled]
    longest = curve.until
    days = 1.0 if longest < 4 * UNIT_DAYS["months"] else UNIT_DAYS["months"]
    observed = text("records")
    # The curve tells of stages that lasted at least until they could be known.
    steps = [{"time": curve.since / days, "still": 1.0}]
    steps += [
        {"time": day / days, "still": share}
        for day, share in zip(curve.days.tolist(), curve.still.tolist(), strict=True)
    ]
    steps.append({"time": longest / days, "still": steps[-1]["still"]})
    times = np.linspace(curve.since, longest, _POINTS)
    lines = []
    for each in settled:
        share = np.exp(shape_of(each.family, each.width).log_sf(times / each.median))
        share = each.never + (1 - each.never) * share
        name = text("{family}, AIC {aic}", family=each.family, aic=round(each.aic, 1))
        lines += [
            {"time": time / days, "still": still, "family": name}
            for time, still in zip(times.tolist(), (share / share[0]).tolist(), strict=True)
            if math.isfinite(still)
        ]
    colours = {observed: ORANGE}
    colours |= {
        text("{family}, AIC {aic}", family=each.family, aic=round(each.aic, 1)): _LINES[each.family]
        for each in settled
    }
    x = alt.X(
        "time:Q",
        title=text("days since the start") if days == 1.0 else text("months since the start"),
        scale=alt.Scale(domain=[0, longest / days], nice=False),
        axis=alt.Axis(format=",.0f", tickCount=8, ticks=False, grid=False),
    )
    y = alt.Y(
        "still:Q",
        title=text("share still under way"),
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(format=".0%", tickCount=5, domain=False, ticks=False),
    )
    layers = [
        key(colours, shapes=[RULE_SHAPE] * len(colours)),
        chart_of(lines)
        .mark_line(strokeWidth=3)
        .encode(
            x=x,
            y=y,
            color=alt.Color(
                "family:N", scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=None
            ),
        ),
        chart_of(steps).mark_line(strokeWidth=3, interpolate="step-after", color=ORANGE).encode(x=x, y=y),
        chart_of([{"time": curve.since / days}])
        .mark_rule(color=MUTED, strokeDash=[4, 4])
        .encode(x=alt.X("time:Q")),
    ]
    told = [
        text(
            "{finished} finished and {unfinished} unfinished records; all places taken as one",
            finished=fit.tally.finished,
            unfinished=fit.tally.unfinished,
        )
    ]
    if fit.name:
        told.insert(0, text("Class: {name}", name=fit.name))
    return figure(layers, (width, height), text("How long the recorded stages take"), told, text)
