"""Cases on the page, without a browser: cards, keeping, side by side, broken files, links onto changed data."""

from datetime import date

import pytest
from doors.page.levers_beside import put_beside
from doors.page.pages import EN, checked, choose, press, said

from sim.analysis import compare, compare_roughly
from sim.errors import OptionError
from sim.experiment import DEFAULT_SEED, FUTURES_PER_SET, run
from sim.files import check_scenario
from sim.levers import apply_levers, cases_beside, keep_case, load_levers, load_package, parse_setting
from sim.words import chance_label

DAY = date(2026, 12, 1)


@pytest.fixture
def beside(folder):
    """A scenario with levers, and the package where packages stand."""
    package = put_beside(folder / "example.toml")
    (folder / "packages").mkdir()
    package.rename(folder / "packages" / "both.toml")
    return folder


def keep(beside, name, *texts, fingerprint=None):
    known = load_levers(beside / "levers")
    scenario = check_scenario(beside / "example.toml").scenario
    settings = [parse_setting(text, known) for text in texts]
    return keep_case(beside, name, settings, fingerprint or scenario.fingerprint, DAY)


def results_of(beside, *texts, futures):
    known = load_levers(beside / "levers")
    scenario = check_scenario(beside / "example.toml").scenario
    changed = apply_levers(scenario, [parse_setting(text, known) for text in texts])
    return run(changed, replications=futures, seed=DEFAULT_SEED, futures_per_set=FUTURES_PER_SET)


def show(page, case):
    return checked(next(each for each in page.button if each.key == f"case.{case}").click().run())


def test_a_case_kept_is_a_package_that_every_command_reads(beside):
    name = 'Luồng xanh "<b>"\n[x](y) \\ đẹp'
    path = keep(beside, name, "faster=30", "desks=1,from=2026-07-01,ramp=6")
    assert path.relative_to(beside).as_posix() == "cases/case-luong-xanh-b-x-y-dep.toml"
    known = load_levers(beside / "levers")
    assert load_package(path, known) == load_package(beside / "packages" / "both.toml", known)
    package, case = cases_beside(beside, known)
    assert (package.id, package.saved, package.fingerprint) == ("packages/both", None, None)
    assert (case.name.vi, case.saved) == ('Luồng xanh "<b>" [x](y) \\ đẹp', DAY)
    assert case.settings == package.settings


@pytest.mark.parametrize(
    ("name", "complaint"), [(" \n ", "a name"), ("x" * 81, "81 characters"), ("TWICE", "another name")]
)
def test_a_name_that_cannot_be_kept_is_refused(beside, name, complaint):
    keep(beside, "twice", "faster=30")
    with pytest.raises(OptionError, match=complaint):
        keep(beside, name, "faster=40")
    assert [path.name for path in (beside / "cases").iterdir()] == ["case-twice.toml"]


def test_a_name_stays_in_its_folder(beside):
    assert keep(beside, "../../etc/passwd", "faster=30").name == "case-etc-passwd.toml"
    assert keep(beside, "☃", "faster=30").parent == beside / "cases"


def test_a_card_pulls_its_levers_and_the_baseline_none(visit, beside):
    page = visit("levers", futures="200", lang="en")
    assert {each.key for each in page.button if str(each.key).startswith("case.")} == {
        "case.",
        "case.packages/both",
    }
    page = show(page, "packages/both")
    assert page.query_params["pull"] == ["faster=30", "desks=1,from=2026-07-01,ramp=6"]
    assert [each.key for each in page.toggle] == ["on.faster", "on.desks"]
    page = show(page, "")
    assert "pull" not in page.query_params
    assert not page.toggle


def test_a_case_is_kept_from_the_page_and_found_in_another_visit(visit, beside):
    page = visit("levers", futures="200", lang="en", pull="faster=40")
    page.text_input[0].set_value("My <b>case</b>")
    page = press(page, EN("Keep"))
    assert [each.value for each in page.success]
    page = show(visit("levers", futures="200", lang="en"), "cases/case-my-b-case-b")
    assert page.query_params["pull"] in ("faster=40", ["faster=40"])
    assert "My <b>case</b>" in said(page)
    assert EN("The data have changed since it was kept: its figures are new ones.") not in said(page)


def test_a_case_of_other_data_says_so(visit, beside):
    keep(beside, "old", "faster=40", fingerprint="0" * 64)
    page = visit("levers", futures="200", lang="en")
    assert EN("The data have changed since it was kept: its figures are new ones.") in said(page)


def test_a_link_onto_changed_data_says_so(visit, beside):
    told = EN(
        "The data have changed since this link was made: the figures are not those that it showed then."
    )
    page = visit("levers", futures="200", lang="en", pull="faster=40")
    digits = page.query_params["data"]
    assert told not in [each.value for each in page.warning]
    (own,) = digits if isinstance(digits, list) else [digits]
    page = visit("levers", futures="200", lang="en", pull="faster=40", data=own)
    assert told not in [each.value for each in page.warning]
    page = visit("levers", futures="200", lang="en", pull="faster=40", data="0" * 12)
    assert told in [each.value for each in page.warning]


def test_a_broken_case_is_told_and_blocks_nothing(visit, beside):
    path = keep(beside, "Half", "faster=40")
    path.write_text(path.read_text(encoding="utf-8").replace("faster=40", "faster=41"), encoding="utf-8")
    (beside / "cases" / "{bad}.toml").write_text("levers = [", encoding="utf-8")
    page = visit("levers", futures="200", lang="en", pull="faster=40")
    warned = " ".join(each.value for each in page.warning)
    assert "Half" in warned
    assert "bad" in warned
    assert "levers[0]" in said(page)
    assert 'class="hs-headline"' in " ".join(each.proto.body for each in page.get("html"))
    show(page, "packages/both")


def test_four_cases_stand_side_by_side_with_the_figures_of_the_analysis(visit, beside):
    levels = {"a": "faster=10", "b": "faster=30", "c": "faster=50", "d": "desks=4"}
    for name, text in levels.items():
        keep(beside, name, text)
    page = visit("levers", futures="200", lang="en")
    names = [f"cases/case-{name}" for name in levels]
    page = choose(page, "beside", names)
    assert page.query_params["beside"] == names
    table = [
        each.proto.body for each in page.get("html") if each.proto.body.startswith('<div class="hs-wide">')
    ][-1]
    base = results_of(beside, futures=200)
    for text in levels.values():
        for change in compare(base, results_of(beside, text, futures=200), "counted").years:
            assert f"<b>{chance_label(change.after, EN)}</b>" in table
    page = choose(page, "beside", [*names, "packages/both"])
    assert page.query_params["beside"] == names


def test_a_rough_case_is_told_beside_the_whole_baseline(beside):
    base, whole = results_of(beside, futures=2_000), results_of(beside, "faster=50", futures=2_000)
    few = results_of(beside, "faster=50", futures=200)
    rough = compare_roughly(base, few, "counted")
    paired = compare(results_of(beside, futures=200), few, "counted")
    settled = compare(base, whole, "counted")
    assert [each.before for each in rough.changes] == [each.before for each in settled.changes]
    assert [each.chance for each in rough.changes] == [each.chance for each in paired.changes]
    for each in rough.changes:
        expected = min(max(each.before.share + each.chance.share, 0), 1)
        assert each.after.share == pytest.approx(expected, abs=1 / 2_000)
    assert any(each.chance.share for each in rough.changes)
    assert compare_roughly(base, whole, "counted") == settled
