"""Levers on the page, without a browser: controls made from files, both cases, links, errors."""

from datetime import date

import pytest
from doors.page.pages import EN, VI, checked, choose, go, listed, press, said

from sim.analysis import compare
from sim.errors import in_english
from sim.experiment import DEFAULT_SEED, FUTURES_PER_SET, growing, run
from sim.files import check_scenario
from sim.levers import apply_levers, load_levers, parse_setting
from sim.words import chance_label, comparison_in_words

DESKS = """
format = 1
id = "desks"
order = 31
name = { vi = "Thêm tổ", en = "More desks" }
help = { vi = "Thêm tổ thẩm định.", en = "Adds desks." }
passage = "1"
unit = "slots"
unit_label = { vi = "tổ thêm", en = "further desks" }
neutral = 0
low = 0
high = 4
step = 1
default = 2
from_date = 2026-04-01
ramp = true
assumption = { vi = "Đặt ra.", en = "Invented." }
changes = [{ kind = "slots", pool = "appraisal", per_unit = 1 }]
"""
LANE = """
format = 1
id = "lane"
order = 20
name = { vi = "Làn nhanh", en = "Fast lane" }
help = { vi = "Cắt thời gian.", en = "Cuts time: $E=mc^2$, [x](javascript:y) :red[z]" }
passage = "2"
unit = "percent"
unit_label = { vi = "%", en = "%" }
neutral = 0
low = 0
high = 70
step = 35
default = 70
from_date = 2026-01-01
spare_lodged = false
assumption = { vi = "Đặt ra.", en = "Invented." }
[[changes]]
kind = "duration_cut"
stages = ["building"]
per_unit = 0.01
"""
LANE = LANE.replace("spare_lodged = false\n", "")
CLASH = (
    LANE.replace('"lane"', '"other"').replace("order = 20", "order = 21").replace("Fast lane", "Other lane")
)


@pytest.fixture
def levers(folder):
    place = folder / "levers"
    place.mkdir()
    (place / "desks.toml").write_text(DESKS, encoding="utf-8")
    (place / "lane.toml").write_text(LANE, encoding="utf-8")
    return place


@pytest.fixture
def grown(monkeypatch):
    """Scenarios that are simulated for the levers, in order, with the number of futures they then have."""
    made, first, further = [], growing.run, growing.more

    def ran(scenario, **how):
        made.append((scenario.fingerprint, how["replications"]))
        return first(scenario, **how)

    def longer(results, replications, **how):
        made.append((results.scenario.fingerprint, replications))
        return further(results, replications, **how)

    monkeypatch.setattr(growing, "run", ran)
    monkeypatch.setattr(growing, "more", longer)
    return made


def switch(page, lever):
    """Pull a lever from the list of those that are not pulled."""
    return choose(page, "add_lever", lever)


def offered_in(page):
    """Labels of that list, the empty choice first."""
    return list(listed(page, "add_lever").options)


def address(page):
    return {
        name: values if isinstance(values, list) else [values] for name, values in page.query_params.items()
    }


def results_of(folder, *texts, futures=1_000):
    scenario = check_scenario(folder / "example.toml").scenario
    known = load_levers(folder / "levers")
    changed = apply_levers(scenario, [parse_setting(text, known) for text in texts])
    return run(changed, replications=futures, seed=DEFAULT_SEED, futures_per_set=FUTURES_PER_SET)


def test_only_the_levers_pulled_have_controls_and_the_others_stand_in_a_list(visit, levers, grown):
    page = visit("levers", futures="200", lang="en")
    assert not page.toggle
    subjects = EN("Procedures"), EN("Plans, appraisal, designs")
    assert offered_in(page)[1:] == [f"{subjects[0]} · Fast lane", f"{subjects[1]} · More desks"]
    page = switch(page, "lane")
    assert [(each.label, each.value, each.help) for each in page.toggle] == [
        # What a file says is text, never Markdown.
        ("Fast lane", True, r"Cuts time\: \$E\=mc\^2\$\, \[x\]\(javascript\:y\) \:red\[z\]"),
    ]
    assert offered_in(page)[1:] == [f"{subjects[1]} · More desks"]
    (levers / "third.toml").write_text(
        LANE.replace('"lane"', '"third"').replace("order = 20", "order = 70").replace("Fast lane", "Third"),
        encoding="utf-8",
    )
    page = checked(page.run())
    assert offered_in(page)[1:] == [f"{subjects[1]} · More desks", f"{EN('Further projects')} · Third"]
    # Switched off it goes back into the list; pulled again it begins anew.
    next(each for each in page.select_slider if each.key == "value.lane").set_value(35.0).run()
    page = checked(next(each for each in page.toggle if each.key == "on.lane").set_value(False).run())
    assert "pull" not in address(page)
    page = switch(page, "lane")
    assert address(page)["pull"] == ["lane=70"]


def test_a_lever_switched_on_stands_at_what_its_file_proposes(visit, levers):
    page = switch(visit("levers", futures="200", lang="en"), "desks")
    slider = next(each for each in page.select_slider if each.key == "value.desks")
    assert (slider.label, slider.value, slider.options) == ("further desks", 2.0, ["0", "1", "2", "3", "4"])
    start = listed(page, "from.desks")
    assert (start.value, start.options[:2]) == ("2026-04-01", ["Q1/2026", "Q2/2026"])
    assert listed(page, "ramp.desks").value == 0
    assert address(page)["pull"] == ["desks=2"]


def test_with_no_lever_both_cases_are_one(visit, levers, grown, folder):
    page = visit("levers", futures="1000", lang="en")
    words, base = said(page), results_of(folder)
    assert EN("No measure is switched on: both columns are the scenario as it stands.") in words
    for change in compare(base, base, "counted").years:
        assert words.count(chance_label(change.before, EN)) >= 2
    assert [futures for _, futures in grown] == [1_000]


def test_neutral_values_change_nothing(visit, levers, grown):
    page = visit("levers", futures="200", pull="desks=0", lang="en")
    assert EN("No measure is switched on: both columns are the scenario as it stands.") in said(page)
    assert len({fingerprint for fingerprint, _ in grown}) == 1


def test_both_cases_are_those_of_the_analysis(visit, levers, folder, grown):
    page = visit("levers", futures="1000", pull="lane=70")
    found = compare(results_of(folder), results_of(folder, "lane=70"), "counted")
    words = said(page)
    assert "up" in {change.chance.verdict for change in found.years}
    for change in found.years:
        assert chance_label(change.before, VI) in words
        assert chance_label(change.after, VI) in words
    for sentence in comparison_in_words(found):
        assert VI(sentence) in words
    assert len(page.get("vega_lite_chart") or page.get("arrow_vega_lite_chart")) == 3


def test_a_link_restores_every_setting(visit, levers):
    setting = "desks=3,from=2026-07-01,ramp=6"
    page = visit("levers", futures="200", pull=setting)
    assert address(page)["pull"] == [setting]
    assert next(each for each in page.select_slider if each.key == "value.desks").value == 3.0
    assert listed(page, "from.desks").value == "2026-07-01"
    # Another part of the page, another language, and back: nothing is lost.
    page = go(choose(go(page, "answer"), "lang", "en"), "levers")
    assert address(page)["pull"] == [setting]
    assert next(each for each in page.toggle if each.key == "on.desks").value is True
    page = press(page, EN("Switch all off"))
    assert "pull" not in address(page)


def test_what_a_link_says_wrongly_is_left_out_and_told(visit, levers):
    page = visit("levers", futures="200", pull="desks=9", lang="en")
    assert ["desks is 9" in each.value for each in page.warning] == [True]
    assert not any(each.value for each in page.toggle)


def test_the_first_look_is_rough_and_is_refined_step_by_step(visit, levers, grown):
    page = visit("levers", futures="10000", pull="lane=70", lang="en")
    looks = lambda: sorted({futures for _, futures in grown})  # noqa: E731
    # The baseline at once and once for all; the case itself step by step.
    assert looks() == [2_000, 4_000, 10_000]
    assert "2,000" in said(page)
    for expected in ([2_000, 4_000, 6_000, 10_000], [2_000, 4_000, 6_000, 8_000, 10_000]):
        page = checked(page.run())
        assert looks() == expected


def test_no_number_of_the_baseline_moves_while_a_case_is_refined(visit, levers, folder, grown):
    whole = compare(*[results_of(folder, futures=10_000)] * 2, "counted")
    page = visit("levers", futures="10000", pull="lane=70", lang="en")
    for _ in range(6):
        words = said(page)
        for change in whole.years:
            assert chance_label(change.before, EN) in words
        page = checked(page.run())
    assert EN.number(10_000) in said(page)


def test_a_new_position_abandons_the_old_one(visit, levers, grown):
    page = visit("levers", futures="10000", pull="lane=70", lang="en")
    old = {fingerprint for fingerprint, _ in grown}
    slider = next(each for each in page.select_slider if each.key == "value.lane")
    page = checked(slider.set_value(35.0).run())
    grown.clear()
    checked(page.run())
    after = {fingerprint for fingerprint, _ in grown}
    assert len(after - old) == 1  # the new position
    assert len(after & old) <= 1  # the baseline, never the old position


def test_the_baseline_is_simulated_once_for_all_readers(visit, levers, grown):
    visit("levers", futures="200")
    visit("levers", futures="200", pull="lane=70")
    assert [futures for _, futures in grown] == [200, 200]


def test_levers_that_clash_are_said_in_words(visit, levers):
    # Two levers that would set who goes first in the same pool.
    for name, order, rule in (("first", 40, "most_homes_first"), ("second", 41, "nearest_completion_first")):
        text = DESKS.replace('id = "desks"', f'id = "{name}"').replace("order = 31", f"order = {order}")
        text = (
            text.replace("ramp = true\n", "")
            .replace("high = 4", "high = 1")
            .replace("default = 2", "default = 1")
        )
        text = text.replace("More desks", f"The {name}")
        change = f'changes = [{{ kind = "queue", pools = ["appraisal"], rule = "{rule}" }}]'
        text = text.replace('changes = [{ kind = "slots", pool = "appraisal", per_unit = 1 }]', change)
        (levers / f"{name}.toml").write_text(text, encoding="utf-8")
    page = visit("levers", futures="200", lang="en")
    page = switch(switch(page, "first"), "second")
    assert EN("These measures cannot be applied as they are chosen.") in [each.value for each in page.error]
    assert "The second" in said(page)
    assert "Traceback" not in said(page)


def test_a_date_before_the_data_date_is_kept(visit, levers):
    page = visit("levers", futures="200", pull="lane=70,from=2020-01-01", lang="en")
    assert not page.error
    assert "Fast lane" in said(page)
    assert date.fromisoformat(listed(page, "from.lane").value) == date(2020, 1, 1)


def test_broken_lever_files_are_listed(visit, levers):
    (levers / "lane.toml").write_text(LANE.replace("high = 70", "high = -70"), encoding="utf-8")
    page = visit("levers", futures="200", lang="en")
    assert page.error
    assert "lane.toml" in said(page)
    # The answers without levers stand as ever, and the link loses nothing.
    page = go(visit("levers", futures="200", lang="en", pull="desks=2"), "answer")
    assert not page.error
    assert address(page)["pull"] == ["desks=2"]


def test_without_levers_the_page_says_so(visit):
    page = visit("levers", lang="en")
    assert (
        EN(
            "There are no measures for this scenario: no folder `levers` stands beside it, and it lacks the stages "
            "that the measures of this program name."
        )
        in page.info[0].value
    )


def test_messages_of_levers_can_be_said(levers):
    with pytest.raises(Exception, match="desks is 9") as refused:
        parse_setting("desks=9", load_levers(levers))
    assert in_english(refused.value.message)
