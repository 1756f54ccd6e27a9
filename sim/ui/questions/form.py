"""Questions about levers and causes: choose one, say what is wanted, press the button."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, get_args

import streamlit as st

from sim.analysis.board import Target, usual_target
from sim.levers import Cause, Lever, LeverSetting
from sim.scenario import Scenario
from sim.text import Text
from sim.ui import Choice, escaped, restore
from sim.ui.levers import levers_pulled, name_of
from sim.ui.questions.causes import ask_bottleneck, ask_drivers
from sim.ui.questions.inputs import QuestionInputs
from sim.ui.questions.levers import ask_commit, ask_seek, ask_when
from sim.ui.questions.trade_off import ask_exchange
from sim.ui.questions.unknowns import ask_unknowns
from sim.words import setting_in_words

Topic = Literal["seek", "exchange", "when", "drivers", "unknowns", "bottleneck", "commit"]
QUESTION_TOPICS: tuple[Topic, ...] = get_args(Topic)
QUESTION, LEVER, ALSO, TARGET, CHANCE, WORTH = "ask", "lever", "also", "target", "chance", "worth"
ON_TOP = "on_top"
QUESTION_INPUTS = (QUESTION, LEVER, ALSO, TARGET, CHANCE, WORTH, ON_TOP)
"""Keys of the widgets and names in the address."""
_CHANCES = ("0.5", "0.6", "0.7", "0.8", "0.9", "0.95")
_WORTHS = ("1", "2", "3", "5", "10", "20")
_ABOUT_A_LEVER: tuple[Topic, ...] = ("seek", "exchange", "when")


def show_questions(
    scenario: Scenario,
    levers: Mapping[str, Lever],
    causes: Mapping[str, Cause],
    choice: Choice,
    text: Text,
    remember: Callable[[], None],
) -> None:
    """Draw the questions, the inputs of the one chosen, and its answer.

    Parameters
    ----------
    scenario : Scenario
    levers, causes : mapping
        By id.
    choice : Choice
        Reading and number of futures.
    text : Text
    remember : callable
        Writes the inputs into the address; called before any work begins.
    """
    labels: dict[Topic, str] = {
        "seek": text("How much is enough?"),
        "exchange": text("What can stand in?"),
        "when": text("By when?"),
        "drivers": text("What costs homes?"),
        "unknowns": text("What is worth knowing?"),
        "bottleneck": text("Where does time go?"),
        "commit": text("What can be promised?"),
    }
    restore(QUESTION, QUESTION_TOPICS, QUESTION_TOPICS[0])
    topic = st.segmented_control(
        text("Question"),
        QUESTION_TOPICS,
        format_func=lambda code: labels[code],
        key=QUESTION,
        required=True,
        label_visibility="collapsed",
    )
    assert topic is not None
    meanings: dict[Topic, str] = {
        "seek": text("The least of one measure that makes a target as likely as asked for."),
        "exchange": text(
            "The least of one measure beside each value of a second: along this line a target is as likely as asked "
            "for. Takes minutes."
        ),
        "when": text("What each start of a measure buys, and the last quarter that still buys enough."),
        "drivers": text("Each cause of delay is taken away in turn: how many homes a year does it cost?"),
        "unknowns": text(
            "Each number that is not known yet is set to its P10 and to its P90: how far does that move the outcome? "
            "Takes minutes."
        ),
        "bottleneck": text(
            "How the days of a home share out among work and waits, and how full the capacities are."
        ),
        "commit": text("Numbers of homes that hold with the chance asked for."),
    }
    st.html(f'<p class="hs-basis">{escaped(meanings[topic])}</p>')
    # Where the time goes needs no input, unless levers are switched on.
    with st.container(border=topic != "bottleneck" or bool(levers_pulled(levers)), key="inputs"):
        asking = _inputs(topic, scenario, levers, causes, choice, text)
    remember()
    {
        "seek": ask_seek,
        "exchange": ask_exchange,
        "when": ask_when,
        "drivers": ask_drivers,
        "unknowns": ask_unknowns,
        "bottleneck": ask_bottleneck,
        "commit": ask_commit,
    }[topic](asking)


def _inputs(
    topic: Topic,
    scenario: Scenario,
    levers: Mapping[str, Lever],
    causes: Mapping[str, Cause],
    choice: Choice,
    text: Text,
) -> QuestionInputs:
    offered = {code: lever for code, lever in levers.items() if topic != "when" or lever.dated}
    restore(LEVER, tuple(offered), next(iter(offered), ""))
    targets = _targets(scenario, text)
    restore(TARGET, tuple(targets), str(usual_target(scenario)))
    restore(CHANCE, _CHANCES, "0.8")
    restore(WORTH, _WORTHS, "5")
    restore(ON_TOP, ("yes", "no"), "no")
    widths = [4, 4, 3, 2] if topic == "exchange" else [5, 4, 3]
    columns = iter(st.columns(widths, vertical_alignment="bottom"))
    if topic in _ABOUT_A_LEVER:
        next(columns).selectbox(
            text("Measure"), tuple(offered), format_func=lambda code: name_of(offered[code], text), key=LEVER
        )
    others = tuple(code for code in levers if code != st.session_state[LEVER])
    restore(ALSO, others, next(iter(others), ""))
    if topic == "exchange" and others:
        next(columns).selectbox(
            text("Second measure"), others, format_func=lambda code: name_of(levers[code], text), key=ALSO
        )
    if topic in ("seek", "exchange", "drivers", "unknowns"):
        next(columns).selectbox(
            text("Target"), tuple(targets), format_func=lambda code: targets[code], key=TARGET
        )
    if topic in ("seek", "exchange", "commit"):
        next(columns).selectbox(
            text("Chance asked for"), _CHANCES, format_func=lambda code: text.percent(float(code)), key=CHANCE
        )
    if topic == "when":
        next(columns).selectbox(
            text("Worth it from, percentage points"),
            _WORTHS,
            format_func=lambda code: text.number(int(code)),
            key=WORTH,
        )
    state = st.session_state
    code, lever, also = state[TARGET], levers[state[LEVER]], levers.get(state[ALSO])
    target: Target = int(code) if code.isdecimal() else code
    asked = {"exchange": (lever, also), "seek": (lever,), "when": (lever,)}.get(topic, ())
    given = _given(asked, scenario, levers, text)
    return QuestionInputs(
        scenario=scenario,
        levers=levers,
        causes=causes,
        lever=lever,
        also=also,
        target=target,
        chance=float(state[CHANCE]),
        worth=float(state[WORTH]),
        given=given,
        reading=choice.reading,
        futures=choice.futures,
        text=text,
    )


def _given(
    asked: tuple[Lever | None, ...], scenario: Scenario, levers: Mapping[str, Lever], text: Text
) -> tuple[LeverSetting, ...]:
    others = tuple(each for each in levers_pulled(levers) if not each.neutral and each.lever not in asked)
    if not others:
        return ()
    said = "; ".join(text(setting_in_words(each, scenario, short=True)) for each in others)
    labels = {"no": text("the scenario as it stands"), "yes": text("with the measures switched on")}
    st.segmented_control(
        text("Asked about"),
        ("no", "yes"),
        format_func=lambda code: labels[code],
        key=ON_TOP,
        required=True,
        help=said,
    )
    return others if st.session_state[ON_TOP] == "yes" else ()


def _targets(scenario: Scenario, text: Text) -> dict[str, str]:
    stated = scenario.settings.targets
    found = {
        str(target.year): text("{year}: {homes} homes", year=str(target.year), homes=target.homes)
        for target in stated.years
    }
    found["all"] = text("all years jointly")
    if stated.period is not None:
        found["period"] = text("whole period: {homes} homes", homes=stated.period.homes)
    if stated.programme is not None:
        found["programme"] = text("programme: {homes} homes", homes=stated.programme.homes)
    return found
