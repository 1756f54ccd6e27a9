"""Cases as cards: the baseline, the packages that came with the scenario, and those that readers keep."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import streamlit as st

from sim.errors import OptionError, StoreError, msg, msg_n
from sim.levers import LONGEST_NAME, KeptCase, LeverSetting, keep_case, setting_text
from sim.scenario import Words
from sim.text import Text
from sim.ui import Visit, escaped, literal, problem_list
from sim.ui.levers.pulled_levers import pull_instead

NAME = "case_name"
"""Key of the name under which a case is kept."""
_A_ROW = 4
_TOLD = "case_told"


def draw_cards(
    cases: Sequence[KeptCase], pulled: Iterable[LeverSetting], fingerprint: str, text: Text
) -> None:
    """Draw the baseline and every case that can be read, each with a button that pulls its levers.

    Parameters
    ----------
    cases : sequence of KeptCase
    pulled : iterable of LeverSetting
        The card that pulls just these is the one shown.
    fingerprint : str
        Of the scenario: a case that was kept on other data says so.
    text : Text
    """
    now = _said(pulled)
    whole = text("The scenario as it stands")
    usable = [KeptCase("", Words(vi=whole, en=whole)), *(case for case in cases if not case.problems)]
    for first in range(0, len(usable), _A_ROW):
        row = usable[first : first + _A_ROW]
        for column, case in zip(st.columns(_A_ROW), row, strict=False):
            with column.container(border=True, height="stretch"):
                _card(case, chosen=_said(case.settings) == now, fingerprint=fingerprint, text=text)
    if all(_said(case.settings) != now for case in usable):
        st.caption(text("Shown: measures of your own, not kept as a case yet."))


def say_broken(cases: Iterable[KeptCase], text: Text) -> None:
    """List what is wrong in the files of cases, each under its own name."""
    for case in cases:
        if case.problems:
            st.warning(literal(text("The case {name} cannot be used yet.", name=text(case.name))))
            st.html(problem_list(case.problems, text))


def draw_keep(visit: Visit, pulled: Sequence[LeverSetting], fingerprint: str) -> None:
    """Draw the form that keeps what is pulled as a case of its own."""
    text = visit.text
    with st.expander(text("Keep these measures as a case")), st.form("keep_case", border=False):
        st.text_input(text("Name of the case"), key=NAME, max_chars=LONGEST_NAME)
        st.form_submit_button(text("Keep"), on_click=_keep, args=(visit, pulled, fingerprint))
    told = st.session_state.pop(_TOLD, None)
    if told is not None:
        (st.success if told[0] else st.error)(literal(text(told[1])))


def _keep(visit: Visit, pulled: Sequence[LeverSetting], fingerprint: str) -> None:
    name = str(st.session_state.get(NAME, ""))
    try:
        path = keep_case(visit.path.parent, name, pulled, fingerprint, date.today())
    except (OptionError, StoreError) as error:
        st.session_state[_TOLD] = (False, error.message)
    else:
        st.session_state[_TOLD] = (True, msg("Kept in the file {file}.", file=path.name))
        st.session_state[NAME] = ""


def _card(case: KeptCase, *, chosen: bool, fingerprint: str, text: Text) -> None:
    st.html(
        f'<p class="hs-case">{escaped(text(case.name))}</p>'
        + "".join(f'<p class="hs-note">{escaped(note)}</p>' for note in _notes(case, fingerprint, text))
    )
    st.button(
        text("Shown") if chosen else text("Show"),
        key=f"case.{case.id}",
        disabled=chosen,
        on_click=pull_instead,
        args=(case.settings,),
        width="stretch",
    )


def _notes(case: KeptCase, fingerprint: str, text: Text) -> list[str]:
    if not case.id:
        return [text("no measure")]
    notes = [text(msg_n("{count} measure", "{count} measures", len(case.settings)))]
    if case.saved is not None:
        notes.append(text("kept on {day}", day=case.saved))
    if case.fingerprint not in (None, fingerprint):
        notes.append(text("The data have changed since it was kept: its figures are new ones."))
    return notes


def _said(settings: Iterable[LeverSetting]) -> frozenset[str]:
    return frozenset(setting_text(each) for each in settings if not each.neutral)
