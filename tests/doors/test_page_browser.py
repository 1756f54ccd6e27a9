"""The page as a person meets it: a real Chromium against a real server, on this machine only.

To remake the pictures of the documents: ``HOUSING_SIM_IMAGES=docs/images pytest tests/doors/test_page_browser.py``.
"""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest

from sim.analysis import Board, headline, judge
from sim.experiment import DEFAULT_SEED, FUTURES_PER_SET, run
from sim.scenario.example import FILES
from sim.scenario.read import check_scenario
from sim.text import LANGUAGES, Text

CHROMIUM = Path("/usr/bin/chromium")
ROOT = Path(__file__).parents[2]
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
IMAGES = os.environ.get("HOUSING_SIM_IMAGES")
FUTURES = 1000 if IMAGES else 200

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A small scenario beside a broken one."""
    made = tmp_path_factory.mktemp("scenarios")
    for name, content in FILES.items():
        (made / name).write_text(content, encoding="utf-8")
    broken = FILES["example.toml"].replace("slots = 2", "slots = -2")
    (made / "hong.toml").write_text(broken, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def city(tmp_path_factory) -> Iterator[str]:
    """Address of a page of the city's own scenarios."""
    yield from served(ROOT / "scenarios", tmp_path_factory.mktemp("city"))


@pytest.fixture(scope="module")
def example(folder, tmp_path_factory) -> Iterator[str]:
    """Address of a page of the small scenarios."""
    yield from served(folder, tmp_path_factory.mktemp("example"))


def served(scenarios: Path, logs: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app_streamlit.py", "--server.port", str(port),
               "--server.headless", "true", "--", str(scenarios)]  # fmt: skip
    log = logs / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert server.poll() is None, log.read_text()
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser):
    """A page that notes where every request goes and every error of its scripts."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    opened.set_default_timeout(20_000)
    addresses, errors = [], []
    opened.on("request", lambda request: addresses.append(request.url))
    opened.on("websocket", lambda stream: addresses.append(stream.url))
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    yield opened
    opened.close()
    outside = [url for url in addresses if urlparse(url).scheme in ("http", "https", "ws", "wss")
               and urlparse(url).hostname != "127.0.0.1"]  # fmt: skip
    assert len(addresses) > 5
    assert not outside
    assert not errors


def shown(page, address: str) -> None:
    """Open an address and wait for its results and both figures."""
    page.goto(address)
    page.wait_for_selector(".hs-foot", timeout=180_000)
    page.wait_for_function("document.querySelectorAll('[data-testid=stVegaLiteChart] svg').length == 2")


def picture(page, path: Path, width: int) -> None:
    """Take the whole page in one picture."""
    page.set_viewport_size({"width": width, "height": 900})
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": height + 300})
    page.wait_for_timeout(1_000)
    page.screenshot(path=path, clip={"x": 0, "y": 0, "width": width, "height": height + 40})


@cache
def board_of_the_city() -> Board:
    scenario = check_scenario(ROOT / "scenarios" / "can-tho-2026.toml").scenario
    results = run(scenario, replications=FUTURES, seed=DEFAULT_SEED, futures_per_set=FUTURES_PER_SET)
    return judge(results, "counted")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_shows_the_city_in_its_language(page, city, language, tmp_path):
    shown(page, f"{city}?lang={language}&scenario=can-tho-2026&futures={FUTURES}&reading=counted")
    board = board_of_the_city()
    assert page.inner_text(".hs-headline p:first-child") == Text(language)(headline(board))
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
    first = page.inner_text(".hs-headline p:first-child")

    page.get_by_role("combobox").nth(1).click()
    page.get_by_role("option", name="10.000").click()
    page.wait_for_selector(".hs-headline", state="detached")
    page.get_by_role("button", name=vi("Run"), exact=True).click()
    page.get_by_text(re.compile(r"Đã mô phỏng [\d.]+/10\.000")).wait_for()
    assert page.locator(".hs-headline").count() == 0
    assert page.locator(".hs-card").count() == 0
    page.get_by_role("button", name=vi("Stop")).click()
    page.get_by_text(vi("Nothing is simulated yet for this choice. Run plays the projects forward {futures} times.",
                        futures=10_000)).wait_for()  # fmt: skip
    assert page.locator(".hs-headline").count() == 0
    assert page.get_by_role("button", name=vi("Run"), exact=True).is_enabled()

    page.get_by_role("combobox").nth(1).click()
    page.get_by_role("option", name="200", exact=True).click()
    page.wait_for_selector(".hs-foot")
    assert page.inner_text(".hs-headline p:first-child") == first

    page.get_by_text("English", exact=True).click()
    page.get_by_text(en("Year by year")).wait_for()
    page.get_by_text(en("handed over"), exact=True).click()
    page.get_by_text(en("homes handed over to households")).first.wait_for()
    page.wait_for_timeout(300)
    address = {name: values[0] for name, values in parse_qs(urlparse(page.url).query).items()}
    assert address == {"lang": "en", "scenario": "can-tho-2026", "futures": "200", "reading": "handed_over"}


def test_figures_can_be_saved(page, example, tmp_path):
    shown(page, f"{example}?lang=vi&scenario=example&futures=200&reading=counted")
    for name, start in (("PNG", b"\x89PNG"), ("SVG", b"<svg"), ("PDF", b"%PDF")):
        with page.expect_download() as saved:
            page.get_by_role("button", name=name).last.click()
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
