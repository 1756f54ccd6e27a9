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
from sim.words import READING_NAMES, headline, one_sentence

pytestmark = BROWSER
VI = Text("vi")
AT_REST = """() => !document.querySelector('[data-testid=stProgress]')
    && document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"""


def address(page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlparse(page.url).query).items()}


@cache
def board_of_the_city() -> Board:
    scenario = check_scenario(ROOT / "scenarios" / "can-tho-2026.toml").scenario
    results = run(scenario, replications=FUTURES, seed=DEFAULT_SEED, futures_per_set=FUTURES_PER_SET)
    return judge(results, "counted")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_shows_the_city_in_its_language(page, city, language, tmp_path):
    shown(page, f"{city}?lang={language}&scenario=can-tho-2026&futures={FUTURES}&reading=counted")
    board, text = board_of_the_city(), Text(language)
    assert page.inner_text(".hs-summary h1") == text(one_sentence(board))
    assert page.locator(".hs-year").count() == len(board.years)

    images = ROOT / IMAGES if IMAGES else tmp_path
    images.mkdir(parents=True, exist_ok=True)
    for width in (1280, 800, 390):
        page.set_viewport_size({"width": width, "height": 900})
        nothing_is_cut(page, width)
        path = images / f"page-{language}-{width}.png"
        picture(page, path, width)
        assert path.stat().st_size > 40_000
    # Folded at first, each opens.
    page.set_viewport_size({"width": 1280, "height": 900})
    for label in (
        text("In words, and how far to trust it"),
        text("Three readings side by side"),
        text("Year by year and all together: homes, homes missing, simulation error"),
    ):
        page.locator("summary").get_by_text(label, exact=True).click()
    page.wait_for_timeout(1_000)
    assert text(headline(board)) in page.inner_text("[data-testid=stMain]")
    assert page.locator(".hs-years .hs-card").count() == len(board.years)
    assert page.locator(".hs-readings tbody tr").count() == len(board.years) + 1
    for width in (1280, 800):
        page.set_viewport_size({"width": width, "height": 900})
        nothing_is_cut(page, width)


def nothing_is_cut(page, width: int) -> None:
    page.wait_for_timeout(500)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for selector in (
        *(".hs-summary h1", ".hs-summary h2", ".hs-confidence", ".hs-year", ".hs-year p", ".hs-year h3"),
        *(".hs-card dd", ".hs-card dt", ".hs-card h3", ".hs-card .hs-value", ".hs-readings th"),
        *(".hs-readings td", ".st-key-pages a", ".st-key-next a"),
    ):
        cut = page.eval_on_selector_all(
            selector, "all => all.filter(e => e.offsetParent && e.scrollWidth > e.clientWidth + 1).length"
        )
        assert cut == 0, (selector, width)
    tiles = page.eval_on_selector_all(".hs-year", "all => new Set(all.map(e => e.offsetLeft)).size")
    assert tiles == (1 if width == 390 else tiles)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_with_no_click_on_one_screen(browser, city, language):
    """Opened afresh: sentence, confidence, tiles, figure and links stand above the fold of a small projector."""
    visitor = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    visitor.goto(f"{city}?lang={language}" if language != "vi" else city)
    visitor.wait_for_selector(".hs-footer", timeout=180_000)
    visitor.wait_for_selector("[data-testid=stVegaLiteChart] svg")
    assert Text(language).number(30_000) in visitor.inner_text(".hs-summary")
    ends = {
        selector: visitor.locator(selector).last.evaluate("e => e.getBoundingClientRect().bottom")
        for selector in (
            *(".hs-summary h1", ".hs-confidence", ".hs-year", ".st-key-figure", ".st-key-next a"),
            *(".st-key-pages a", ".st-key-choices"),
        )
    }
    assert max(ends.values()) <= 720, ends
    assert visitor.locator("[data-testid=stMain] button[data-testid=stBaseButton-primary]").count() == 0
    visitor.context.close()


def test_back_reload_and_a_link_in_a_second_context(page, browser, city):
    shown(page, f"{city}?lang=vi&scenario=can-tho-2026&futures=200&reading=counted")
    counted = page.inner_text(".hs-summary")
    page.get_by_text(VI(READING_NAMES["handed_over"]), exact=True).first.wait_for()
    page.get_by_role("radio", name=VI("handed over")).or_(
        page.get_by_role("button", name=VI("handed over"), exact=True)
    ).first.click()
    page.wait_for_function(f"() => document.querySelector('.hs-summary')?.innerText !== {counted!r}")
    page.wait_for_function("() => location.search.includes('reading=handed_over')")
    handed_over = page.inner_text(".hs-summary")

    page.get_by_role("link", name=VI("Data and sources")).click()
    page.wait_for_url("**/so-lieu?*")
    page.get_by_role("heading", name=VI("What these answers rest on")).wait_for()
    assert address(page) == {
        "lang": "vi", "scenario": "can-tho-2026", "futures": "200", "reading": "handed_over",
    }  # fmt: skip
    # One step back is one page back, and one more the reading before.
    page.go_back()
    page.wait_for_selector(".hs-summary")
    assert page.inner_text(".hs-summary") == handed_over
    page.go_back()
    page.wait_for_function(f"() => document.querySelector('.hs-summary')?.innerText === {counted!r}")
    page.go_forward()
    page.wait_for_function(f"() => document.querySelector('.hs-summary')?.innerText === {handed_over!r}")
    page.reload()
    page.wait_for_selector(".hs-footer")
    assert page.inner_text(".hs-summary") == handed_over
    assert address(page)["reading"] == "handed_over"

    # The links of the bar can be opened by another: they hold what is chosen.
    link = page.get_by_role("link", name=VI("Measures"), exact=True).get_attribute("href")
    second = browser.new_context().new_page()
    second.goto(city + link)
    second.wait_for_selector(".hs-headline", timeout=60_000)
    assert address(second) == address(page)
    assert urlparse(second.url).path == "/giai-phap"
    second.context.close()


@pytest.mark.parametrize("name", ["", "giai-phap", "du-an", "hoi-dap", "so-lieu"])
def test_after_a_change_of_language_nothing_is_left_in_the_other(page, city, name):
    """What stands on a page turned into a language is what stands there when it is opened in it."""
    address = f"{city}{name}?scenario=can-tho-2026&futures=200&lang="
    page.goto(address + "en")
    fresh = words_on(page)
    page.goto("about:blank")
    page.goto(address + "vi")
    words_on(page)
    page.get_by_text("English", exact=True).click()
    page.wait_for_function("() => location.search.includes('lang=en')")
    # The last words may come a moment after the address.
    assert any(words_on(page) == fresh for _ in range(10)), set(words_on(page)) ^ set(fresh)


def words_on(page) -> list[str]:
    """Everything that can be read on a page at rest, what its fields show included."""
    page.wait_for_selector("[data-testid=stMain] .hs-basis", timeout=60_000)
    page.wait_for_function(AT_REST, timeout=60_000)
    page.wait_for_timeout(1_000)
    fields = page.eval_on_selector_all("input", "all => all.map(e => e.value + '|' + (e.placeholder || ''))")
    return [*page.inner_text("[data-testid=stApp]").splitlines(), *fields]


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
