"""A real Chromium against a real server, on this machine only: what journeys over the page share."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse

import pytest

from sim.guide import EXAMPLE_FILES

CHROMIUM = Path("/usr/bin/chromium")
ROOT = Path(__file__).parents[3]
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

BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}: apt-get install chromium"),
]
"""Marks of a file of journeys."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A small scenario beside a broken one."""
    made = tmp_path_factory.mktemp("scenarios")
    for name, content in EXAMPLE_FILES.items():
        (made / name).write_text(content, encoding="utf-8")
    broken = EXAMPLE_FILES["example.toml"].replace("slots = 2", "slots = -2")
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
    opened.on("console", lambda line: errors.append(line.text) if wrong(line) else None)
    yield opened
    opened.close()
    outside = [url for url in addresses if urlparse(url).scheme in ("http", "https", "ws", "wss")
               and urlparse(url).hostname != "127.0.0.1"]  # fmt: skip
    assert len(addresses) > 5
    assert not outside
    assert not errors


def wrong(line) -> bool:
    """Whether a line of the console tells an error of the page.

    Opened at an address such as /so-lieu, Streamlit looks for its server below it first, and then at the root.
    """
    return line.type == "error" and "/_stcore/" not in line.location["url"]


def shown(page, address: str) -> None:
    """Open an address and wait for its results and figures."""
    page.goto(address)
    page.wait_for_selector(".hs-footer", timeout=180_000)
    page.wait_for_selector("[data-testid=stVegaLiteChart] svg")


def picture(page, path: Path, width: int) -> None:
    """Take the whole page in one picture."""
    page.set_viewport_size({"width": width, "height": 900})
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": height + 300})
    page.wait_for_timeout(1_000)
    page.screenshot(path=path, clip={"x": 0, "y": 0, "width": width, "height": height + 40})
