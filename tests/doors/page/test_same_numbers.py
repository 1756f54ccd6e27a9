"""One question, three doors: Python, the command line and the page give the same numbers, each by its own default."""

import json
import re

from doors.page.pages import EN, VI, ended, said
from test_page_levers import DESKS, LANE

import sim
from sim.text import Text
from sim.ui.simulation import board_values
from sim.words import promises_in_words, range_label


def as_json(values):
    return json.loads(json.dumps(values))


def scenario_of(folder):
    return sim.load_scenario(folder / "example.toml")


def test_the_board(visit, call, folder):
    results = sim.run(scenario_of(folder))
    assert (results.replications, results.futures_per_set) == (30_000, 20)
    board = sim.judge(results, "counted")
    printed = call("run", folder / "example.toml", "--format", "json").values
    # The confidence is of the scenario, not of a run: Python asks for it apart (`evidence_of`).
    told = as_json(sim.board_json(results, "counted"))
    assert {**printed, "confidence": None} == {**told, "confidence": None}
    page = visit(futures="usual", lang="vi")
    assert VI(sim.headline(board)) in said(page)
    assert all(range_label(answer.chance, VI) in said(page) for answer in board.years)
    assert board_values(sim.check_scenario(folder / "example.toml"), "counted", 30_000) == printed


def test_what_can_be_promised(visit, call, folder):
    (folder / "levers").mkdir()
    for name, text in {"desks": DESKS, "lane": LANE}.items():
        (folder / "levers" / f"{name}.toml").write_text(text, encoding="utf-8")
    found = sim.commit(sim.run(scenario_of(folder)), "counted", 0.8)
    printed = call("commit", folder / "example.toml", "--format", "json").values
    assert [(year["homes"], year["safe"], year["over_unknowns"]) for year in printed["years"]] == [
        (promise.homes, promise.safe, promise.over_unknowns) for promise in found.years
    ]
    assert printed["jointly"]["factor"] == found.jointly.factor
    page = ended(visit("questions", q="commit", lang="en"))
    for sentence in promises_in_words(found):
        assert EN(sentence) in said(page)


def test_what_levers_change(call, folder):
    (folder / "levers").mkdir()
    (folder / "levers" / "lane.toml").write_text(LANE, encoding="utf-8")
    levers = sim.load_levers(folder / "levers")
    found = sim.compare_levers(scenario_of(folder), [sim.LeverSetting(levers["lane"], 70)], "counted")
    assert found.base.replications == 10_000
    printed = call("compare", folder / "example.toml", "--lever", "lane=70", "--format", "json").values
    told = [(each["chance"]["gained"], each["chance"]["lost"]) for each in printed["changes"]]
    assert told == [(each.chance.gained, each.chance.lost) for each in found.changes]


def test_a_stated_number_of_futures_is_the_same_at_every_door(visit, call, folder):
    results = sim.run(scenario_of(folder), replications=2_000)
    page = visit(futures="2000", lang="en")
    assert EN(sim.headline(sim.judge(results, "counted"))) in said(page)
    assert "Rough, for it rests on 2,000 simulated futures only." in said(page)
    out = call("run", folder / "example.toml", "--quick", "--lang", "en").out
    # The line of confidence may stand before it.
    assert Text("en")(sim.headline(sim.judge(results, "counted"))) in re.sub(r"\s+", " ", out)
