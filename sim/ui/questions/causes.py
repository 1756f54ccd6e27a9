"""What each cause of delay costs, and where the time of homes goes."""

from __future__ import annotations

from functools import partial

import streamlit as st

from sim.analysis import CauseAblation, cause_ablation
from sim.analysis.bottleneck import BOTTLENECK_REPLICATIONS, Bottleneck, bottleneck_json, find_bottleneck
from sim.charts import (
    cause_costs_chart,
    days_chart,
    homes_change_label,
    points_label,
    points_range,
    pool_use_chart,
)
from sim.experiment import Progress
from sim.ui import escaped, html_table, offer_json, say_headline, show_figure
from sim.ui.levers import changed_by, said
from sim.ui.questions.answer_runner import AskedQuestion, answer_to
from sim.ui.questions.inputs import QuestionInputs
from sim.words import (
    bottleneck_in_words,
    cause_ablation_in_words,
    cause_ablation_values,
    cause_name,
    cost_in_words,
)


def ask_drivers(asking: QuestionInputs) -> None:
    """Ask what each cause of delay costs."""
    text, causes = asking.text, asking.causes
    if not causes:
        st.info(
            text(
                "There are no causes for this scenario: no folder `causes` stands beside it, and it lacks the parts "
                "that the causes of this program name."
            )
        )
        return

    def work(progress: Progress) -> CauseAblation:
        return cause_ablation(
            asking.scenario,
            causes,
            asking.target,
            asking.reading,
            given=asking.given,
            runs=asking.runs(progress),
        )

    known = "".join(cause.model_dump_json() for cause in causes.values())
    question = AskedQuestion(asking.key("drivers", known, str(asking.target)), work, asking.levers)
    found: CauseAblation | None = answer_to(question, text)
    if found is None:
        return

    def called(name: str) -> str:
        return said(causes[name].name, text)

    sentences = [text(each) for each in cause_ablation_in_words(found, called)]
    # The dearest cause is never named without those that the futures cannot tell from it.
    tied = [rank for rank in found.ranks.values() if rank.rank == 1][1:]
    dearest = text(cost_in_words(found, next(iter(found.costs)), called))
    answer = [dearest, *sentences[1 + len(found.costs) :][: 1 if tied else 0]]
    say_headline(" ".join(answer), f"{sentences[0]} {sentences[-1]}")
    show_figure(partial(cause_costs_chart, found, called, text), asking.file_name("drivers"), text, 620)
    heads = text("Cause"), text("Homes a year"), text("Chance, points")
    rows = (
        (
            (f"{found.ranks[name].rank}. {called(name)}", ""),
            ("", homes_change_label(cost.homes_per_year, text)),
            (points_label(cost.chance, text), f"({points_range(cost.chance.interval, text)})"),
        )
        for name, cost in found.costs.items()
    )
    with st.expander(text("Every cause")):
        st.html(html_table(heads, rows, "hs-steps"))
        st.html("".join(f"<p>{escaped(each)}</p>" for each in sentences[1:]))
    offer_json(partial(cause_ablation_values, found), asking.file_name("drivers"), text)


def ask_bottleneck(asking: QuestionInputs) -> None:
    """Ask where the time of homes goes."""
    text = asking.text
    futures = min(asking.futures, BOTTLENECK_REPLICATIONS)

    def work(progress: Progress) -> Bottleneck:
        scenario = changed_by(asking.scenario, asking.given)
        return find_bottleneck(scenario, asking.reading, replications=futures, progress=progress)

    found: Bottleneck | None = answer_to(AskedQuestion(asking.key("bottleneck"), work, asking.levers), text)
    if found is None:
        return
    first, *others = (text(each) for each in bottleneck_in_words(found))
    basis = text("{futures} simulated futures", futures=found.replications)
    say_headline(first, basis)
    show_figure(partial(days_chart, found, text), asking.file_name("days"), text, 620)
    show_figure(partial(pool_use_chart, found, text), asking.file_name("pools"), text, 440)
    heads = text("Cause"), text("Days a home"), text("Share of the time")
    rows = (
        (
            (text(cause_name(cause, found.scenario)), ""),
            ("", text.number(days.days)),
            ("", text.percent(days.share)),
        )
        for cause, days in zip(found.causes, found.homes.causes, strict=True)
    )
    with st.expander(text("Every cause")):
        st.html(html_table(heads, rows, "hs-steps"))
        st.html("".join(f"<p>{escaped(each)}</p>" for each in others))
    offer_json(partial(bottleneck_json, found), asking.file_name("bottleneck"), text)
