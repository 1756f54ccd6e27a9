"""The page as a person meets it: a real Chromium against a real server, on this machine only.

To remake the pictures of the documents: ``HOUSING_SIM_IMAGES=docs/images pytest tests/doors/page/test_page_browser.py``.
"""

from functools import cache
from urllib.parse import parse_qs, urlparse

import pytest
from doors.page.browsing import (
    BROWSER,
    FUTURES,
    IMAGES,
    ROOT,
    browser,  # noqa: F401
    city,  # noqa: F401
    example,  # noqa: F401
    folder,  # noqa: F401
    page,  # noqa: F401
    picture,
    shown,
)

from sim.analysis.board import Board, judge
from sim.experiment import DEFAULT_SEED, FUTURES_PER_SET, run
from sim.files import check_scenario
from sim.text import LANGUAGES, Text
from sim.words import headline

pytestmark = BROWSER


@cache
def board_of_the_city() -> Board:
    scenario = check_scenario(ROOT / "scenarios" / "can-tho-2026.toml").scenario
    results = run(scenario, replications=FUTURES, seed=DEFAULT_SEED, futures_per_set=FUTURES_PER_SET)
    return judge(results, "counted")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_shows_the_city_in_its_language(page, city, language, tmp_path):
    shown(page, f"{city}?lang={language}&scenario=can-tho-2026&futures={FUTURES}&reading=counted")
    board = board_of_the_city()
    # Where confidence is low it stands first; that the futures are few is said in the same paragraph.
    told = page.locator(".hs-headline p").all_inner_texts()
    assert any(one.startswith(Text(language)(headline(board))) for one in told)
    assert page.locator(".hs-years .hs-card").count() == len(board.years)
    assert page.locator(".hs-readings tbody tr").count() == len(board.years) + 1

    images = ROOT / IMAGES if IMAGES else tmp_path
    images.mkdir(parents=True, exist_ok=True)
    for width in (1280, 800):
        path = images / f"page-{language}-{width}.png"
        picture(page, path, width)
        assert path.stat().st_size > 50_000
        for selector in (
            ".hs-card dd",
            ".hs-card dt",
            ".hs-card h3",
            ".hs-value",
            ".hs-word",
            ".hs-table th",
            ".hs-readings th",
            ".hs-readings td",
            ".hs-wide",
        ):
            cut = page.eval_on_selector_all(
                selector, "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).length"
            )
            assert cut == 0, (selector, width)


def test_run_stop_run_and_switch(page, city):
    vi, en = Text("vi"), Text("en")
    # A finished answer first, so that something stands on the page that the next run must sweep away.
    shown(page, f"{city}?lang=vi&scenario=can-tho-2026&futures=200&reading=counted")
    first = page.inner_text(".hs-headline")

    page.get_by_role("combobox").nth(1).click()
    page.get_by_role("option", name="30.000").click()
    page.wait_for_selector(".hs-headline", state="detached")
    page.get_by_role("button", name=vi("Run"), exact=True).click()
    # In one glance, while it runs: the old answer is swept away, and no new one stands there yet.
    page.wait_for_function(
        r"""() => /Đã mô phỏng [\d.]+\/30\.000/.test(document.querySelector("[data-testid=stMain]").innerText)
            && !document.querySelector(".hs-headline, .hs-card")"""
    )
    page.get_by_role("button", name=vi("Stop")).click()
    page.get_by_text(vi("Nothing is simulated yet for this choice. Run plays the projects forward {futures} times.",
                        futures=30_000)).wait_for()  # fmt: skip
    assert page.locator(".hs-headline").count() == 0
    assert page.get_by_role("button", name=vi("Run"), exact=True).is_enabled()

    page.get_by_role("combobox").nth(1).click()
    page.get_by_role("option", name="200", exact=True).click()
    page.wait_for_selector(".hs-footer")
    assert page.inner_text(".hs-headline") == first

    page.get_by_text("English", exact=True).click()
    page.get_by_text(en("Year by year"), exact=True).wait_for()
    page.get_by_text(en("handed over"), exact=True).click()
    page.get_by_text(en("homes handed over to households")).first.wait_for()
    page.wait_for_timeout(300)
    address = {name: values[0] for name, values in parse_qs(urlparse(page.url).query).items()}
    assert address == {"lang": "en", "scenario": "can-tho-2026", "futures": "200", "reading": "handed_over"}


def test_figures_can_be_saved(page, example, tmp_path):
    shown(page, f"{example}?lang=vi&scenario=example&futures=200&reading=counted")
    for name, start in (("PNG", b"\x89PNG"), ("SVG", b"<svg"), ("PDF", b"%PDF")):
        with page.expect_download() as saved:
            page.get_by_test_id("stDownloadButton").get_by_role("button", name=name).last.click()
        path = tmp_path / saved.value.suggested_filename
        saved.value.save_as(path)
        assert path.name == f"fan-counted-vi.{name.lower()}"
        assert path.read_bytes().startswith(start)


def test_a_broken_scenario_is_explained_without_a_traceback(page, example):
    page.goto(f"{example}?lang=vi&scenario=hong&futures=200")
    page.get_by_text("hong.toml · pools.appraisal.slots").wait_for()
    said = page.inner_text("[data-testid=stMain]")
    assert "Traceback" not in said
    assert "-2" in said
