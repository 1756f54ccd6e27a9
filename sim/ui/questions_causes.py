"""What each cause of delay costs, and where the time of homes goes."""

from __future__ import annotations

from functools import partial

import streamlit as st

from sim.analysis import Drivers, drivers_in_words, drivers_values
from sim.analysis.bottleneck import Bottleneck
from sim.analysis.bottleneck_summary import bottleneck_summary
from sim.analysis.bottleneck_words import bottleneck_in_words, cause_name
from sim.analysis.find_bottleneck import DEFAULT_REPLICATIONS, find_bottleneck
from sim.analysis.questions import find_drivers
from sim.analysis.words_drivers import cost_in_words
from sim.charts.days import days_chart
from sim.charts.drivers import drivers_chart
from sim.charts.pool_use import pool_use_chart
from sim.charts.wording import homes_change_label, points_label, points_range
from sim.experiment.run import Progress
from sim.ui.answers import say_headline
from sim.ui.ask import Question, answer_to
from sim.ui.asking import Asking
from sim.ui.figures import show_figure
from sim.ui.html import escaped, plain_table
from sim.ui.keep_json import offer_json
from sim.ui.lever_words import said
from sim.ui.pulled import changed_by


def ask_drivers(asking: Asking) -> None:
    """Ask what each cause of delay costs."""
    text, causes = asking.text, asking.causes
    if not causes:
        st.info(text("There are no causes for these scenarios: no folder `causes` stands beside them."))
        return

    def work(progress: Progress) -> Drivers:
        return find_drivers(
            asking.scenario,
            causes,
            asking.target,
            asking.reading,
            given=asking.given,
            runs=asking.runs(progress),
        )

    known = "".join(cause.model_dump_json() for cause in causes.values())
    question = Question(asking.key("drivers", known, str(asking.target)), work, asking.levers)
    found: Drivers | None = answer_to(question, text)
    if found is None:
        return

    def called(name: str) -> str:
        return said(causes[name].name, text)

    sentences = [text(each) for each in drivers_in_words(found, called)]
    # The dearest cause is never named without those that the futures cannot tell from it.
    tied = [rank for rank in found.ranks.values() if rank.rank == 1][1:]
    dearest = text(cost_in_words(found, next(iter(found.costs)), called))
    answer = [dearest, *sentences[1 + len(found.costs) :][: 1 if tied else 0]]
    say_headline(" ".join(answer), f"{sentences[0]} {sentences[-1]}")
    show_figure(partial(drivers_chart, found, called, text), asking.file_name("drivers"), text, 620)
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
        st.html(plain_table(heads, rows, "hs-steps"))
        st.html("".join(f"<p>{escaped(each)}</p>" for each in sentences[1:]))
    offer_json(partial(drivers_values, found), asking.file_name("drivers"), text)


def ask_bottleneck(asking: Asking) -> None:
    """Ask where the time of homes goes."""
    text = asking.text
    futures = min(asking.futures, DEFAULT_REPLICATIONS)

    def work(progress: Progress) -> Bottleneck:
        scenario = changed_by(asking.scenario, asking.given)
        return find_bottleneck(scenario, asking.reading, replications=futures, progress=progress)

    found: Bottleneck | None = answer_to(Question(asking.key("bottleneck"), work, asking.levers), text)
    if found is None:
        return
    first, *others = (text(each) for each in bottleneck_in_words(found, text.language))
    basis = text("{futures} simulated futures", futures=found.replications)
    say_headline(first, basis)
    show_figure(partial(days_chart, found, text), asking.file_name("days"), text, 620)
    show_figure(partial(pool_use_chart, found, text), asking.file_name("pools"), text, 440)
    heads = text("Cause"), text("Days a home"), text("Share of the time")
    rows = (
        (
            (text(cause_name(cause, found.scenario, text.language)), ""),
            ("", text.number(days.days)),
            ("", text.percent(days.share)),
        )
        for cause, days in zip(found.causes, found.homes.causes, strict=True)
    )
    with st.expander(text("Every cause")):
        st.html(plain_table(heads, rows, "hs-steps"))
        st.html("".join(f"<p>{escaped(each)}</p>" for each in others))
    offer_json(partial(bottleneck_summary, found), asking.file_name("bottleneck"), text)
