"""The first screen of the answer: one short sentence, roughly at once and then as it stays, links to what comes next."""

import html
import re
from dataclasses import replace
from urllib.parse import parse_qs

import pytest
import streamlit as st
from doors.page.pages import EN, VI, board_of, choose, go, said

from sim.analysis.board import Board, likelihood
from sim.analysis.statistics import Chance
from sim.errors import msg
from sim.text import LANGUAGES, Text
from sim.ui import simulation
from sim.ui.pages import answer
from sim.words import chance_label, homes_finding, one_sentence, range_label, rough_chance

MOST_WORDS = 25


def summary(page):
    """What the first screen says, tags and all."""
    return next(each.proto.body for each in page.get("html") if 'class="hs-summary' in each.proto.body)


def with_chance(board: Board, share: float, futures: int) -> Board:
    chance = Chance(round(share * futures), futures)
    period = replace(board.years[0], chance=chance, goal=replace(board.years[0].goal, last_year=2030))
    return replace(board, period=period, all_years=chance)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_sentence_has_at_most_25_words(folder, language):
    board, text = board_of(folder, 200), Text(language)
    words = set()
    for futures in (2_000, 30_000):
        for thousandths in range(0, 1_001, 5):
            changed = with_chance(board, thousandths / 1_000, futures)
            words.add(likelihood(changed.all_years))
            for each in (changed, replace(changed, period=None)):
                for rough in (False, True):
                    sentence = text(one_sentence(each, rough=rough))
                    assert len(sentence.split()) <= MOST_WORDS, sentence
                    assert sentence.count(".") - len(re.findall(r"\d\.\d", sentence)) == 1
    assert len(words) > 10, "single words and pairs were told"


@pytest.mark.parametrize(
    ("met", "told"),
    [(0, "under 5%"), (24, "under 5%"), (26, "about 5%"), (333, "about 35%"), (980, "over 95%")],
)
def test_a_rough_chance_is_told_to_five_points(met, told):
    assert EN(rough_chance(Chance(met, 1_000))) == told


def test_roughly_first_in_rounded_figures(visit, folder, monkeypatch):
    monkeypatch.setattr(answer, "settled", lambda *args: st.stop())
    page, board = visit(lang="en"), board_of(folder, 2_000)
    body = html.unescape(summary(page))
    assert 'class="hs-summary hs-rough"' in body
    assert EN("Rough, from {futures} simulated futures; being worked out.", futures=2_000) in body
    assert EN(one_sentence(board, rough=True)) in body
    for year in board.years:
        assert EN(rough_chance(year.chance)) in body
        assert range_label(year.chance, EN) not in re.sub("<[^>]*>", "", body)


def test_then_as_it_stays(visit, folder):
    page, board = visit(lang="en", futures="10000"), board_of(folder, 10_000)
    body = html.unescape(summary(page))
    assert "hs-rough" not in body
    assert EN(one_sentence(board)) in body and EN(homes_finding(board)) in body
    tiles = body.split("<article")[1:]
    for year, tile in zip(board.years, tiles, strict=True):
        for told in (str(year.year), chance_label(year.chance, EN), range_label(year.chance, EN)):
            assert told in tile
    again = choose(choose(page, "reading", "eligible"), "reading", "counted")
    assert html.unescape(summary(again)) == body


def test_three_links_lead_on(visit, folder):
    page = visit(futures="200", reading="eligible")
    links = {each.value: each.proto for each in page.page_link[5:]}
    assert list(links) == [
        VI("Why are homes missing?"), VI("How many homes can be promised?"), VI("What could change it?"),
    ]  # fmt: skip
    why, promised, change = (parse_qs(link.query_string) for link in links.values())
    assert (why["q"], promised["q"], change.get("q")) == (["drivers"], ["commit"], None)
    assert why["reading"] == promised["reading"] == change["reading"] == ["eligible"]
    assert [link.page for link in links.values()] == ["hoi-dap", "hoi-dap", "giai-phap"]


def test_a_broken_lever_blocks_no_other_page(visit, folder):
    (folder / "levers").mkdir()
    (folder / "levers" / "broken.toml").write_text("this is = = no toml", encoding="utf-8")
    page = visit(futures="200", lang="en")
    assert summary(page)
    for name, blocked in (("levers", True), ("questions", True), ("projects", False), ("sources", False)):
        page = go(page, name)
        assert ("broken.toml" in said(page)) == blocked
    assert summary(go(page, "answer"))


def test_a_broken_scenario_blocks_no_other(visit, folder):
    (folder / "broken.toml").write_text("this is = = no toml", encoding="utf-8")
    page = visit(scenario="broken", futures="200", lang="en")
    assert page.error and "broken.toml" in said(page)
    assert summary(choose(page, "scenario", "example"))


def test_who_waits_for_the_engine_is_told_why(visit, monkeypatch):
    waits = msg("Preparing the fast engine for this machine, once: about {seconds} seconds …", seconds=7)
    monkeypatch.setattr(simulation, "preparation", lambda engine: waits)
    monkeypatch.setattr(simulation, "simulated", lambda *args, **kwargs: st.stop())
    bars = [each.proto.text for each in visit(lang="en", futures="200").get("progress")]
    assert bars == ["Preparing the fast engine for this machine, once: about 7 seconds …"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_and_model_are_explained_beside_the_data(visit, language):
    page, text = visit("sources", futures="200", lang=language), Text(language)
    assert {text("Words of this page"), text("The model in words")} <= {each.label for each in page.expander}
    assert text("the share of futures in which a target is met") in said(page)
    (link,) = page.page_link[5:]
    assert parse_qs(link.proto.query_string)["q"] == ["unknowns"]
