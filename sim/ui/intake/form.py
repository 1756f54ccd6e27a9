"""The form: a list is uploaded, understood, corrected, and becomes the register of a scenario of the visitor's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

import streamlit as st

from sim.cities import CITIES
from sim.errors import HousingSimError, ScenarioError
from sim.files import load_settings, load_toml
from sim.intake import (
    TARGETS,
    Destination,
    Intake,
    ListFit,
    ListMap,
    list_fit,
    load_map,
    understood,
    with_answers,
    write_intake,
)
from sim.register import MAX_CELL_CHARACTERS, MAX_COLUMNS, MAX_FILE_MB, MAX_ROWS
from sim.text import Text
from sim.ui import escaped, literal, parsed_scenario, problem_list, restore, select_code
from sim.ui.intake.answers import as_options, begin
from sim.ui.intake.mapping import draw_headings, draw_questions, draw_sheets, draw_states
from sim.ui.intake.own_folder import copy_for, digest, keep_scenario, stored, write_fitted
from sim.ui.intake.report import show_account, show_first_rows

NEW = "new"
"""Code of the program's blank city, for a list that has no scenario yet."""
_INTO, _FAILED, _AT_HAND, _UNDERSTOOD = "into", "intake.failed", "intake.given", "intake.understood"
_ENDINGS = ("xlsx", "xls", "ods", "csv")
_MAP_MB = 1
_MOST_UNDERSTOOD = 4


@dataclass(frozen=True)
class _Given:
    """What the visitor has uploaded: where it lies, the name it came with, and a mark of all of it."""

    path: Path
    name: str
    list_map: ListMap
    mark: str


def draw_intake(
    scenarios: Mapping[str, Path], names: Mapping[str, str], use: Callable[[str], object], text: Text
) -> None:
    """Draw the form.

    Parameters
    ----------
    scenarios : mapping of str to Path
        Scenarios that a list can go into, by code; each is copied, none is written to.
    names : mapping of str to str
        Their names, in the language of `text`.
    use : callable
        Told the code of the scenario that was made (see `own_scenarios`), when the visitor asks for its board; as in
        every callback, values of widgets may be set.
    text : Text
    """
    _lead(text)
    given = _uploaded(text)
    into = _into(scenarios, names, text)
    if given is None:
        return
    begin(given.mark, into)
    base = scenarios.get(into, CITIES["blank"].scenario)
    try:
        scenario = copy_for(base, f"{given.mark}-{into}")
        where = Destination(
            scenario.parent, scenario, False, into == NEW, with_answers(given.list_map, as_options())
        )
        intake = _understood(given, where)
        changed = None if intake.questions else list_fit(scenario, intake.rows)
        if changed is not None:
            where = replace(where, scenario=write_fitted(scenario, changed.toml))
            intake = _understood(given, where)
        settings = load_settings(scenario)
    except ScenarioError as error:
        st.error(text("This list cannot be read yet."))
        st.html(problem_list(error.problems, text))
        return
    except HousingSimError as error:
        st.error(literal(text(error.message)))
        return
    _step(text("How its headings are read"))
    draw_sheets(intake, text)
    draw_headings(intake, text)
    if intake.states:
        _step(text("What its states mean"))
        draw_states(intake, settings, text)
    with st.container(key="intake-questions"):
        _step(text("What the list does not tell"))
        draw_questions(intake, parsed_scenario(base).scenario, settings, text, blank=into == NEW)
    show_first_rows(intake, settings, text)
    show_account(intake, given.name, text)
    if changed is not None:
        _tell_changes(changed, text)
    _finish(intake, where, f"{given.mark}-{into}", use, text)


def _lead(text: Text) -> None:
    said = (
        text(
            "Upload a department's list as it is: the page proposes what its headings and states mean, asks for what "
            "the list does not tell, and accounts for every row."
        ),
        text(
            "It stays on this server for the length of the visit, and no other visitor sees it. At most {mb} MB, "
            "{rows} rows, {columns} columns, {letters} letters a cell.",
            mb=MAX_FILE_MB,
            rows=MAX_ROWS,
            columns=MAX_COLUMNS,
            letters=MAX_CELL_CHARACTERS,
        ),
    )
    st.html("".join(f'<p class="hs-basis">{escaped(each)}</p>' for each in said))


def _step(title: str) -> None:
    st.html(f'<h3 class="hs-step">{escaped(title)}</h3>')


def _uploaded(text: Text) -> _Given | None:
    """Ask for the list, and for the map of last month where there is one."""
    # Streamlit says these in English alone; what they say of the size stands in the lead and in the label.
    st.html(
        f"""<style>.st-key-intake-files section [data-testid="stFileUploaderDropzoneInstructions"] {{ display: none; }}
        .st-key-intake-files section button p {{ font-size: 0; }}
        .st-key-intake-files section button p::after {{ content: "{escaped(text("Choose a file"))}"; font-size: 1rem; }}
        </style>"""
    )
    of_list, of_map = st.container(key="intake-files").columns([3, 2])
    given = of_list.file_uploader(
        text("List of projects (Excel, OpenDocument or CSV)"),
        _ENDINGS,
        key="intake.file",
        max_upload_size=MAX_FILE_MB,
    )
    map_file = of_map.file_uploader(
        text("Map of last month, where there is one (import.toml, at most {mb} MB)", mb=_MAP_MB),
        "toml",
        key="intake.map",
        max_upload_size=_MAP_MB,
    )
    if given is None:
        # The browser forgets a file when another part of the page is looked at.
        kept: _Given | None = st.session_state.get(_AT_HAND)
        if kept is not None:
            st.caption(literal(text("At hand: {name}", name=kept.name)))
        return kept
    content = given.getvalue()
    ending = PurePath(given.name).suffix.lower()
    path = stored(content, ending if ending.lstrip(".") in _ENDINGS else ".csv")
    list_map, mark = ListMap(), digest(content)
    if map_file is not None:
        try:
            list_map = load_map(stored(map_file.getvalue(), ".toml"))
        except ScenarioError as error:
            st.error(text("The map cannot be read; the list is read without it."))
            st.html(problem_list(error.problems, text))
        mark = digest(content + map_file.getvalue())
    found = st.session_state[_AT_HAND] = _Given(path, given.name, list_map, mark)
    return found


def _into(scenarios: Mapping[str, Path], names: Mapping[str, str], text: Text) -> str:
    """Ask which scenario the list goes into a copy of."""
    codes = (NEW, *(code for code, path in scenarios.items() if _has_its_own_register(path)))
    restore(_INTO, codes, NEW)
    return select_code(
        st,
        text("Durations, capacities and targets from"),
        codes,
        lambda code: names.get(code) or text("the blank city: illustrative, to be replaced"),
        _INTO,
        text,
        help=text("The scenario is copied with the list as its register; the one chosen stays as it is."),
    )


def _has_its_own_register(path: Path) -> bool:
    """Whether a scenario names a register of its own, in its folder or below: only such a one can take a list."""
    register = (load_toml(path, path.name).content or {}).get("register")
    if not isinstance(register, str):
        return False
    return not PurePath(register).is_absolute() and ".." not in PurePath(register).parts


def _understood(given: _Given, where: Destination) -> Intake:
    """Understand a list; once, as long as the answers are the same."""
    key = (where.scenario, given.mark, where.list_map.model_dump_json(exclude_unset=True))
    kept: dict[object, Intake] = st.session_state.setdefault(_UNDERSTOOD, {})
    if key not in kept:
        if len(kept) >= _MOST_UNDERSTOOD:
            kept.clear()
        kept[key] = understood(given.path, where)
    return kept[key]


def _finish(intake: Intake, where: Destination, code: str, use: Callable[[str], object], text: Text) -> None:
    """Offer the map as a file, and the board of the list where nothing stands in the way."""
    st.session_state.setdefault(_FAILED, None)
    open_count, refused = len(intake.questions), len(intake.refused)
    ready = not open_count and not refused and bool(intake.rows) and not _errors(intake)

    def write() -> None:
        try:
            write_intake(intake, where)
        except HousingSimError as error:
            st.session_state[_FAILED] = error.message
            return
        st.session_state[_FAILED] = None
        keep_scenario(code, where.scenario)
        use(code)

    if open_count:
        st.info(text("Answer the questions above: {count} still open.", count=open_count))
    elif any(offer.key == TARGETS for offer in intake.offers):
        st.warning(
            text("The targets are illustrative: type in the city's own above, or the board tells of others.")
        )
    with st.container(horizontal=True, key="intake-end"):
        st.button(
            text("Use this list: see its board"),
            key="intake.use",
            type="primary",
            disabled=not ready,
            on_click=write,
        )
        st.download_button(
            text("Save the map for next month (TOML)"),
            data=lambda: intake.list_map.kept().toml(intake.questions).encode(),
            file_name="import.toml",
            mime="application/toml",
            key="intake.save",
            on_click="ignore",
        )
    if (failed := st.session_state[_FAILED]) is not None:
        st.error(literal(text(failed)))


def _tell_changes(changed: ListFit, text: Text) -> None:
    st.info(text("So that the scenario fits this list, its copy leaves out or takes on:"))
    said = "".join(f"<li>{escaped(text(each))}</li>" for each in changed.told)
    st.html(f'<ul class="hs-problems">{said}</ul>')


def _errors(intake: Intake) -> bool:
    return any(problem.severity == "error" for problem in intake.problems)
