"""The page shows the whole model: what is not known, three readings, caps."""

import html
import re

import pytest
from doors.page.pages import EN, board_of, choose, go, listed, said

from sim.experiment import DEFAULT_SEED, FUTURES_PER_SET, NeverBegun
from sim.files import check_scenario
from sim.guide import FULL_FILES as WHOLE
from sim.scenario import READINGS
from sim.text import LANGUAGES, Text
from sim.ui import FUTURES_OFFERED, USUAL
from sim.words import READING_NAMES, chance_label, interval_label, range_label, run_in_words
from sim.words.describe_scenario import INPUT_NAMES, assumptions_of


def test_every_number_of_futures_offered_makes_whole_sets():
    assert all(int(futures) % FUTURES_PER_SET == 0 for futures in FUTURES_OFFERED if futures != USUAL)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_card_says_what_is_not_known_before_the_simulation_error(visit, folder, language):
    text, board = Text(language), board_of(folder, 1_000)
    page = visit(futures="1000", lang=language)
    years = next(each.proto.body for each in page.get("html") if "hs-years" in each.proto.body)
    said = [html.unescape(card) for card in years.split("<article")[1:]]
    assert len(said) == len(board.years)
    told = [answer.chance for answer in board.years if answer.chance.over_unknowns is not None]
    assert told, "the example must have a range to show"
    for card, answer in zip(said, board.years, strict=True):
        known = f"<dt>{text('Due to unknowns')}</dt><dd>{range_label(answer.chance, text)}</dd>"
        error = f"<dt>{text('Simulation error')}</dt><dd>{interval_label(answer.chance, text)}</dd>"
        assert 0 < card.index(known) < card.index(error)


def test_too_few_sets_are_said_to_be_too_few(visit):
    words = said(visit(futures="200", lang="en"))
    assert "\n—\n" in words
    assert "200 futures are too few to tell: choose 400 or more" in words
    assert "too few to tell: choose" not in said(visit(futures="1000", lang="en"))


@pytest.mark.parametrize("reading", READINGS)
def test_the_readings_stand_side_by_side_and_the_chosen_one_is_marked(visit, folder, reading):
    page = visit(futures="200", lang="en", reading=reading)
    table = next(each.proto.body for each in page.get("html") if "hs-readings" in each.proto.body)
    heads = re.findall(
        r"<th( class=\"hs-chosen\")?>([^<]+?) (<span class=\"hs-shown\">[^<]*</span>)?<p>([^<]+)</p>", table
    )
    assert [name for _, name, _, _ in heads] == [EN(READING_NAMES[each]) for each in READINGS]
    assert (
        [bool(mark) for mark, *_ in heads]
        == [bool(shown) for *_, shown, _ in heads]
        == [each == reading for each in READINGS]
    )
    assert all(meaning.endswith(".") for *_, meaning in heads)
    boards = [board_of(folder, 200, each) for each in READINGS]
    cells = re.findall(r"<td[^>]*><b>([^<]*)</b> <span>([^<]*) homes</span></td>", table)
    assert cells == [
        (chance_label(board.years[i].chance, EN), EN.number(board.years[i].homes.p50))
        for i in range(len(boards[0].years))
        for board in boards
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shown_of_the_whole_model_is_in_the_readers_language(visit, folder, language):
    for name, content in WHOLE.items():
        (folder / name).write_text(content, encoding="utf-8")
    page = visit("sources", scenario="example-full", futures="200", lang=language)
    text, words = Text(language), said(page)
    scenario = check_scenario(folder / "example-full.toml").scenario
    for each in assumptions_of(scenario, text):
        assert each.part in words
        assert all(value in words for value in each.values)
    meaning = (
        "The official statistic: where a year's target can still be met, homes may enter it before they are "
        "finished."
    )
    assert text(meaning) in said(go(page, "answer"))


def test_the_foot_says_which_caps_were_met_and_the_sets(visit, folder, tmp_path):
    words = said(visit(futures="200", lang="en"))
    # The example has no recalls, and no tenders: neither is told.
    assert "In the mean future" not in words
    assert "200 futures = 10 sets of unknown numbers x 20 futures" in words
    assert "max_switches" not in words
    for name, content in WHOLE.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    scenario = check_scenario(tmp_path / "example-full.toml").scenario
    caps = {"tender_rounds": 0.27, "recalls": 1.005, "market_switches": 0.125}
    lines = " ".join(
        run_in_words(
            scenario,
            futures=200,
            futures_per_set=20,
            seed=1,
            engine="reference",
            caps_met=caps,
            never_begun=NeverBegun(1.26, 600.4),
            text=EN,
        )
    )
    assert "0.3 tenders" in lines
    assert "In the mean future 1.3 rows of the register never begin, with 600 homes." in lines
    assert "1 stage used up its recalls" in lines
    assert "In 12.5% of futures the market made as many changes" in lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_indicators_and_hypothetical_targets_stand_on_the_page(visit, folder, language):
    text = Text(language)
    (folder / "example.toml").unlink()
    for name, content in WHOLE.items():
        (folder / name).write_text(content, encoding="utf-8")
    page = visit(futures="200", lang=language)
    assert text("Indicators") in [each.label for each in page.expander]
    words = said(page)
    assert text("{year}: at least {value} m² a person", year="2027", value=text.number(25, 1)) in words
    assert text(INPUT_NAMES["other_construction"]) in words
    years = next(each.proto.body for each in page.get("html") if "hs-years" in each.proto.body)
    marked = [text("hypothetical target") in card for card in html.unescape(years).split("<article")[1:]]
    assert marked == [False, True], "the full example marks its second year"


def test_assumptions_can_be_narrowed_to_one_part(visit):
    page = visit("sources", lang="en")
    table = lambda: next(each.proto.body for each in page.get("html") if "hs-table" in each.proto.body)  # noqa: E731
    options = listed(page, "part").options
    choose(page, "part", options.index("Capacity"))
    assert table().count("<tr>") == 2  # the header and the one pool
    assert "Appraisal desks" in table()
    choose(page, "lang", "vi")
    assert table().count("<tr>") == 2


def test_the_foot_says_how_to_get_the_same_numbers_again(visit, folder):
    scenario = check_scenario(folder / "example.toml").scenario
    words = said(visit(futures="200", lang="en"))
    for part in ("200", f"seed {DEFAULT_SEED}", "engine compiled", scenario.fingerprint[:12], "31 Dec 2025"):
        assert part in words
