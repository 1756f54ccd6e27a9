"""Questions on the page, without a browser: asked by a click or a link, kept, refused in words."""

from datetime import date

import pytest
from doors.page.pages import EN, VI, answers, checked, choose, ended, go, listed, press, said
from test_page_levers import DESKS, LANE, address

from sim.analysis import Runs, cause_ablation, commit, latest_start, seek, tornado
from sim.analysis.bottleneck import find_bottleneck
from sim.analysis.projects import ProjectPush, project_outlooks, push_effects, reach_of
from sim.analysis.seek import seek_lever, trade_off
from sim.analysis.statistics import rank_label
from sim.errors import OptionError, msg
from sim.files import check_scenario
from sim.levers import LeverSetting, load_causes, load_levers
from sim.questions import forms
from sim.words import (
    bottleneck_in_words,
    cause_ablation_in_words,
    commitment_in_words,
    latest_start_in_words,
    off_in_words,
    projects_in_words,
    push_in_words,
    reach_in_words,
    seeking_in_words,
    swing_in_words,
    swings_note,
    value_in_words,
    weeks_in_words,
)

CAUSE = """
format = 1
id = "no_queue"
order = 10
name = { vi = "Xếp hàng", en = "Queues" }
help = { vi = "Không xếp hàng.", en = "No queues." }
assumption = { vi = "Đặt ra.", en = "Invented." }
changes = [{ kind = "slots", pool = "appraisal", to = 1000 }]
"""
RUNS = Runs(replications=200)


@pytest.fixture
def levers(folder):
    for place, files in (("levers", {"desks": DESKS, "lane": LANE}), ("causes", {"no_queue": CAUSE})):
        (folder / place).mkdir()
        for name, text in files.items():
            (folder / place / f"{name}.toml").write_text(text, encoding="utf-8")
    return load_levers(folder / "levers")


@pytest.fixture
def scenario(folder):
    return check_scenario(folder / "example.toml").scenario


def ask(visit, topic, **inputs):
    return ended(visit("questions", q=topic, futures="200", lang="en", **inputs))


def charts(page):
    return len(page.get("vega_lite_chart") or page.get("arrow_vega_lite_chart"))


def test_how_much_is_enough(visit, levers, scenario):
    page = ask(visit, "seek", lever="lane", target="2027", chance="0.5")
    found = seek_lever(scenario, levers["lane"], 2027, 0.5, "counted", most=200, runs=RUNS)
    *sentences, astray, caution = seeking_in_words(found, lambda value: value_in_words(levers["lane"], value))
    for sentence in (*sentences, caution):
        assert EN(sentence) in said(page)
    assert "at most 1% of cases" in EN(astray) and "but for a chance of 1%" in said(page)
    assert charts(page) == 1


def test_what_can_stand_in(visit, levers, scenario):
    page = ask(visit, "trade_off", lever="lane", also="desks", target="2027", chance="0.5")
    lane, desks = levers["lane"], levers["desks"]
    found = trade_off(scenario, lane, desks, 2027, 0.5, "counted", most=200, runs=RUNS)
    read = said(page)
    for row in found.rows:
        assert row.weeks_off is not None and row.other_weeks_off is None
        assert EN(value_in_words(desks, row.other)) in read
        assert EN(off_in_words(row.weeks_off)) in read
    for sentence in weeks_in_words(found):
        assert EN(sentence) in read
    # The second measure is never the first.
    page = choose(page, "lever", "desks")
    assert listed(page, "also").value == "lane"
    assert address(page)["also"] == ["lane"]


def test_what_is_worth_knowing(visit, levers, scenario):
    page = ask(visit, "unknowns", target="all")
    found, unknowns = tornado(scenario, "all", "counted", runs=RUNS)
    first = EN(swing_in_words(found, next(iter(found.swings)), lambda name: EN(unknowns[name].name)))
    assert first[0].upper() + first[1:] in said(page) and EN(swings_note(found)) in said(page)
    for name in found.swings:
        assert f"{rank_label(found.ranks, name)}\n" in said(page) and EN(unknowns[name].name) in said(page)


def test_with_a_single_measure_nothing_can_stand_in(visit, levers, folder):
    (folder / "levers" / "desks.toml").unlink()
    page = visit("questions", q="trade_off", lang="en")
    assert page.info and [each.key for each in page.button] == ["all_questions"]
    assert "question.trade_off" not in {each.key for each in visit("questions", lang="en").button}


def test_by_when(visit, levers, scenario):
    page = ask(visit, "when", lever="lane", worth="10")
    found = latest_start(scenario, LeverSetting(levers["lane"], 70), "counted", worth=10, runs=RUNS)
    head, *sentences = (EN(sentence) for sentence in latest_start_in_words(found))
    assert all(sentence in said(page) for sentence in (head, *sentences))
    assert charts(page) == 1
    page = choose(page, "figure", "1")
    assert charts(page) == 1


def test_what_costs_homes(visit, levers, scenario, folder):
    page = ask(visit, "drivers", target="all")
    found = cause_ablation(scenario, load_causes(folder / "causes"), "all", "counted", runs=RUNS)
    for sentence in cause_ablation_in_words(found, lambda name: "Queues"):
        assert EN(sentence) in said(page)
    assert charts(page) == 1


def test_where_the_time_goes(visit, levers, scenario):
    page = ask(visit, "bottleneck")
    for sentence in bottleneck_in_words(find_bottleneck(scenario, "counted", replications=200)):
        assert EN(sentence) in said(page)
    assert "Appraisal desks" in said(page)
    assert charts(page) == 2


def test_every_project_by_name(visit, levers, scenario):
    page = ask(visit, "projects", by="block")
    for sentence in projects_in_words(project_outlooks(scenario, "counted", kind="block", replications=200)):
        assert EN(sentence) in said(page)
    assert "Points lost without it" in said(page)
    assert {"Save the table (Excel)", "Save the table (CSV)"} <= {
        button.proto.label for button in page.get("download_button")
    }


def test_a_project_that_goes_first(visit, levers, scenario):
    first = scenario.rows[0].project_id
    page = ask(visit, "projects", pushes=first)
    (effect,) = push_effects(scenario, "counted", [ProjectPush(first)], replications=200)
    assert EN(push_in_words(effect, scenario)) in said(page)


def test_a_step_of_a_project_done_by_a_day(visit, levers, scenario):
    """How and by when are asked only of a project, and only of a step; the answer is that of the option."""
    waiting = next(row.project_id for row in scenario.rows if row.status == "not_started")
    page = visit("questions", q="projects", futures="200", lang="en")
    assert {"push_step.en", "push_day.en"}.isdisjoint(each.key for each in page.selectbox)
    page = choose(page, "pushes", waiting)
    assert listed(page, "push_step").options == ["it goes first in every queue", "it begins by a day"]
    page = choose(choose(page, "push_step", "begin"), "push_day", "2026-04-01")
    page = ended(page)
    push = ProjectPush(waiting, "begin", date(2026, 4, 1))
    (effect,) = push_effects(scenario, "counted", [push], replications=200)
    assert EN(push_in_words(effect, scenario)) in said(page)
    assert "Save “What a push changes” (CSV)" in {
        button.proto.label for button in page.get("download_button")
    }
    assert page.query_params["push_step"] in ("begin", ["begin"])


def test_why_a_year_is_out_of_reach(visit, levers, scenario):
    page = ask(visit, "reach", year="2027")
    for sentence in reach_in_words(reach_of(scenario, "counted", 2027, replications=200)):
        assert EN(sentence) in said(page)
    assert "What each still needs" in said(page)


def test_what_can_be_promised(visit, levers, scenario):
    page = ask(visit, "commit", chance="0.9")
    for sentence in commitment_in_words(commit(RUNS(scenario), "counted", 0.9)):
        assert EN(sentence) in said(page)


def test_an_answer_is_kept_for_the_next_reader_and_told_in_the_language(visit, levers):
    ask(visit, "commit", chance="0.9")
    page = visit("questions", q="commit", futures="200", chance="0.9", lang="vi")
    assert answers(page) and VI(
        msg("How many homes can be promised at a confidence of {chance}?", chance="90%")
    )
    before = said(page)
    # Another input is another question, asked at once.
    page = ended(choose(page, "chance", "0.5"))
    assert answers(page) and said(page) != before


def test_inputs_stand_in_the_address_as_codes(visit, levers):
    page = visit("questions", q="seek", lever="desks", target="2027", chance="0.6", lang="en")
    page = choose(page, "lang", "vi")
    wanted = {
        "q": ["seek"],
        "lever": ["desks"],
        "target": ["2027"],
        "chance": ["0.6"],
    }
    assert wanted.items() <= address(page).items()
    # Looking elsewhere forgets nothing.
    page = go(go(page, "levers"), "questions")
    assert wanted.items() <= address(page).items()


def test_levers_switched_on_may_stand_under_a_question(visit, levers):
    page = ended(visit("questions", q="commit", futures="200", pull="lane=70", lang="en", on_top="yes"))
    changed = said(page)
    assert answers(page)
    page = ended(choose(page, "on_top", "no"))
    assert answers(page) and said(page) != changed


def test_a_refusal_is_said_in_words_and_the_question_can_be_asked_again(visit, levers, monkeypatch):
    def refused(*args, **kwargs):
        raise OptionError(msg("a search needs values of the lever to try"))

    with monkeypatch.context() as broken:
        broken.setattr(seek, "seek_lever", refused)
        page = ask(visit, "seek")
    assert [each.value for each in page.error] == [EN("a search needs values of the lever to try")]
    # It is not asked again by itself, and no other question knows of it.
    assert [each.value for each in ended(page.run()).error] == [page.error[0].value]
    assert not ask(visit, "commit").error
    page = ended(press(ask(visit, "seek"), EN("Ask again")))
    assert answers(page) and not page.error


def test_a_fault_of_the_program_is_told_at_its_question(visit, levers, monkeypatch):
    def broken(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(seek, "seek_lever", broken)
    (error,) = ask(visit, "seek").error
    assert error.value.startswith("An error of the program")


def test_every_question_is_a_sentence_and_a_click_asks_it(visit, levers):
    page = visit("questions", futures="200", lang="en")
    questions = {each.key: each.label for each in page.button if (each.key or "").startswith("question.")}
    # No measure of this folder cuts the time of procedures: that question is not offered, and the page says why.
    assert set(questions) == {f"question.{name}" for name in forms() if name != "procedures"}
    assert all(label.endswith("?") for label in questions.values())
    page = ended(checked(page.button(key="question.commit").click().run()))
    assert answers(page) and page.query_params["q"] in ("commit", ["commit"])
    assert "How many homes can be promised at a confidence of 80%?" in said(page)
    # Back on the list it is known to be asked, and its address names no question.
    page = press(page, "← All questions")
    assert not answers(page) and page.button(key="question.commit").label.endswith("asked before")
    assert "q" not in page.query_params


def test_levers_that_clash_are_named_before_anything_is_asked(visit, levers, folder):
    for name, order, rule in (("first", 40, "most_homes_first"), ("second", 41, "nearest_completion_first")):
        queue = f'changes = [{{ kind = "queue", pools = ["appraisal"], rule = "{rule}" }}]'
        text = DESKS.replace('changes = [{ kind = "slots", pool = "appraisal", per_unit = 1 }]', queue)
        text = text.replace('id = "desks"', f'id = "{name}"').replace("order = 31", f"order = {order}")
        text = text.replace("ramp = true\n", "").replace("More desks", f"The {name}")
        (folder / "levers" / f"{name}.toml").write_text(text, encoding="utf-8")
    page = visit("questions", q="seek", lever="first", pull="second=1", on_top="yes", lang="en")
    assert page.error and not answers(page)
    assert "The second" in said(page)


def test_without_causes_the_page_says_so(visit, levers, folder):
    (folder / "causes" / "no_queue.toml").unlink()
    page = visit("questions", q="drivers", lang="en")
    assert page.info
