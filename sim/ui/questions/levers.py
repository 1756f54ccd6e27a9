"""How much of a lever is enough, by when it must be pulled, and what can be promised."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import streamlit as st

from sim.analysis import (
    Commitment,
    Deadline,
    LatestStart,
    Promise,
    commit,
    commitment_values,
    latest_start,
    latest_start_values,
)
from sim.analysis.seek import Seeking, seek_lever
from sim.charts import (
    chance_label,
    points_label,
    points_range,
    quarter_label,
    seek_chart,
    span_label,
    starts_chart,
)
from sim.errors import Message
from sim.experiment import Progress
from sim.levers import LeverSetting
from sim.text import Text
from sim.ui import escaped, html_table, offer_json, say_headline, show_figure, simulated
from sim.ui.levers import changed_by, levers_pulled, name_of, said
from sim.ui.questions.answer_runner import AskedQuestion, answer_to
from sim.ui.questions.inputs import QuestionInputs
from sim.words import (
    commitment_in_words,
    deadline_in_words,
    latest_start_in_words,
    seeking_in_words,
    seeking_values,
    span_of,
    value_in_words,
)

GOAL = "goal"


def ask_seek(asking: QuestionInputs) -> None:
    """Ask for the least value of a lever that is enough."""
    lever, text = asking.lever, asking.text

    def work(progress: Progress) -> Seeking:
        return seek_lever(
            asking.scenario,
            lever,
            asking.target,
            asking.chance,
            asking.reading,
            given=asking.given,
            most=asking.futures,
            runs=asking.runs(progress),
        )

    key = asking.key("seek", lever.model_dump_json(), str(asking.target), asking.chance)
    found: Seeking | None = answer_to(AskedQuestion(key, work, asking.levers), text)
    if found is None:
        return
    first, *others = seeking_in_words(found, partial(_value, asking))
    say_headline(text(first), " ".join(text(each) for each in others))
    draw = partial(seek_chart, found, name_of(lever, text), said(lever.unit_label, text), text)
    show_figure(draw, asking.file_name("seek"), text, 520)
    heads = text("Value"), text("Chance"), text("Against the chance asked for")
    verdicts = {
        "yes": text("clearly enough"),
        "no": text("clearly too little"),
        "unclear": text("cannot be told"),
    }
    rows = (
        (
            (text(value_in_words(lever, step.value)), ""),
            (chance_label(step.chance, text), span_label(step.bounds, text)),
            ("", verdicts[step.reaches]),
        )
        for step in found.steps
    )
    with st.expander(text("Every value")):
        _basis((text("Small numbers: bounds that hold for all values at once, simulation error only."),))
        st.html(html_table(heads, rows, "hs-steps"))
    offer_json(partial(seeking_values, found), asking.file_name("seek"), text)


def ask_when(asking: QuestionInputs) -> None:
    """Ask for the last start of a lever that still buys enough."""
    lever, text = asking.lever, asking.text
    at = (
        each.value for each in levers_pulled(asking.levers) if each.lever.id == lever.id and not each.neutral
    )
    value = next(at, lever.default)

    def work(progress: Progress) -> LatestStart:
        return latest_start(
            asking.scenario,
            LeverSetting(lever, value),
            asking.reading,
            worth=asking.worth,
            given=asking.given,
            runs=asking.runs(progress),
        )

    _basis(
        (
            text(
                "Tried at the value switched on, or else the one proposed: {value}.",
                value=text(value_in_words(lever, value)),
            ),
        )
    )
    key = asking.key("when", lever.model_dump_json(), value, asking.worth)
    found: LatestStart | None = answer_to(AskedQuestion(key, work, asking.levers), text)
    if found is None:
        return
    deadline = _chosen(found, text)
    head, *others = latest_start_in_words(found)
    sentences = deadline_in_words(deadline, found.worth)
    say_headline(" ".join(text(each) for each in sentences), text(head))
    name = f"{name_of(lever, text)}: {text(value_in_words(lever, value))}"
    show_figure(partial(starts_chart, found, deadline, name, text), asking.file_name("when"), text, 520)
    heads = text("Target"), text("Last start that buys enough"), text("It buys, points")
    rows = (_deadline(each, text) for each in found.deadlines)
    st.html(html_table(heads, rows, "hs-steps"))
    _basis(
        (
            text("Small numbers: 95% interval, which is simulation error only."),
            text("Where no start buys enough, the best one is shown."),
        )
    )
    with st.expander(text("Every target in words")):
        st.html("".join(f"<p>{escaped(text(each))}</p>" for each in others))
    offer_json(partial(latest_start_values, found), asking.file_name("when"), text)


def ask_commit(asking: QuestionInputs) -> None:
    """Ask for numbers of homes that hold with the chance asked for."""
    text = asking.text

    def work(progress: Progress) -> Commitment:
        scenario = changed_by(asking.scenario, asking.given)
        return commit(simulated(scenario, asking.futures, progress), asking.reading, asking.chance)

    found: Commitment | None = answer_to(
        AskedQuestion(asking.key("commit", asking.chance), work, asking.levers), text
    )
    if found is None:
        return
    sentences = [text(each) for each in commitment_in_words(found)]
    after = 1 + len(found.years)
    say_headline(
        " ".join((sentences[0], *sentences[after:][: 0 if found.period is None else 1])), sentences[-1]
    )
    heads = text("Years"), text("Target"), text("By itself"), text("All years together")
    jointly = found.jointly
    together = (
        dict(
            zip(
                (each.goal for each in found.years),
                zip(jointly.homes, jointly.safe, strict=True),
                strict=True,
            )
        )
        if jointly
        else {}
    )
    period = () if found.period is None else (found.period,)
    rows = (_promise(each, together.get(each.goal), text) for each in (*found.years, *period))
    st.html(html_table(heads, rows, "hs-steps"))
    _basis(
        (
            text("Homes; small numbers: safe against simulation error."),
            *sentences[1:-1][-1:],
        )
    )
    with st.expander(text("In words")):
        st.html("".join(f"<p>{escaped(each)}</p>" for each in sentences))
    offer_json(partial(commitment_values, found), asking.file_name("commit"), text)


def _value(asking: QuestionInputs, value: float) -> Message | str:
    return asking.text(value_in_words(asking.lever, value))


def _chosen(found: LatestStart, text: Text) -> Deadline:
    names = {str(place): _goal(deadline, text) for place, deadline in enumerate(found.deadlines)}
    if st.session_state.get(GOAL) not in names:
        st.session_state[GOAL] = max(
            names, key=lambda place: (found.deadlines[int(place)].best.bought.share, -int(place))
        )
    chosen = st.segmented_control(
        text("Target"), tuple(names), format_func=lambda place: names[place], key=GOAL, required=True
    )
    assert chosen is not None
    return found.deadlines[int(chosen)]


def _goal(deadline: Deadline, text: Text) -> str:
    whole = {"all_years": text("all years jointly"), "programme": text("programme"), "period": text("period")}
    span = span_of(deadline.goal)
    return f"{whole[deadline.goal.kind]} {span}" if deadline.goal.kind in whole else span


def _deadline(deadline: Deadline, text: Text) -> tuple[tuple[str, str], ...]:
    start = deadline.best if deadline.last is None else deadline.on(deadline.last)
    return (
        (_goal(deadline, text), text("{homes} homes", homes=deadline.goal.target)),
        (quarter_label(deadline.last, text), "")
        if deadline.last is not None
        else ("", text("no start buys enough")),
        (
            points_label(start.bought, text),
            f"({points_range(start.bought.interval, text)}); {quarter_label(start.day, text)}",
        ),
    )


def _promise(promise: Promise, together: tuple[int, int] | None, text: Text) -> tuple[tuple[str, str], ...]:
    return (
        (span_of(promise.goal), ""),
        ("", text("{homes} homes", homes=promise.goal.target)),
        (text.number(promise.homes), text.number(promise.safe)),
        ("", "—") if together is None else (text.number(together[0]), text.number(together[1])),
    )


def _basis(lines: Iterable[str]) -> None:
    st.html("".join(f'<p class="hs-basis">{escaped(line)}</p>' for line in lines))
