"""A visit to the page without a browser: open it, choose, press, read."""

import html
import re
import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from sim.analysis.board import Board, judge
from sim.experiment import DEFAULT_SEED, FUTURES_PER_SET, run
from sim.files import check_scenario
from sim.scenario import Reading
from sim.text import LANGUAGES, Text

APP = Path(__file__).parents[3] / "app_streamlit.py"
VI, EN = Text("vi"), Text("en")


PAGES = {
    "answer": "ket-luan",
    "levers": "giai-phap",
    "projects": "du-an",
    "questions": "hoi-dap",
    "sources": "so-lieu",
}


def opened(name: str = "answer", **address: str) -> AppTest:
    """Open one of the pages at an address."""
    page = turned(AppTest.from_file(str(APP), default_timeout=60), name)
    for name, value in address.items():
        page.query_params[name] = value
    return checked(page.run())


def turned(page: AppTest, name: str) -> AppTest:
    """Have the next run draw another page; AppTest itself turns only to pages that are files."""
    page._page_hash = calc_hash(PAGES[name])
    return page


def go(page: AppTest, name: str) -> AppTest:
    """Follow the link to another page."""
    link = page.page_link[list(PAGES).index(name)]
    page.query_params.clear()
    for key, values in parse_qs(link.proto.query_string, keep_blank_values=True).items():
        page.query_params[key] = values
    return checked(turned(page, name).run())


def checked(page: AppTest) -> AppTest:
    assert not page.exception
    return page


def choose(page: AppTest, key: str, code: object) -> AppTest:
    groups = [each for each in page.get("button_group") if each.key == key]
    return checked((groups[0] if groups else listed(page, key)).set_value(code).run())


def listed(page: AppTest, key: str) -> Any:
    """The list of a key; it has a key of its own in each language."""
    keys = [f"{key}.{language}" for language in LANGUAGES]
    (found,) = (each for each in page.selectbox if each.key in keys)
    return found


def sized(page: AppTest, futures: str) -> AppTest:
    """Choose the number of futures where it is chosen, and come back to the answer."""
    return go(choose(go(page, "sources"), "futures", futures), "answer")


def press(page: AppTest, label: str) -> AppTest:
    return checked(next(each for each in page.button if each.label == label).click().run())


def ended(page: AppTest) -> AppTest:
    """Look again until what was asked in the background is answered in full, or has failed."""
    for _ in range(1_000):
        if not any((each.key or "").startswith("stop.") for each in page.button):
            return checked(page)
        time.sleep(0.05)
        page.run()
    raise AssertionError("a question was not answered")


def said(page: AppTest) -> str:
    """Everything the page says in its own HTML, as a reader sees it."""
    bodies = " ".join(each.proto.body for each in page.get("html"))
    return html.unescape(re.sub(r"<[^>]+>", "\n", bodies))


def board_of(folder: Path, futures: int, reading: Reading = "counted") -> Board:
    scenario = check_scenario(folder / "example.toml").scenario
    return judge(
        run(scenario, replications=futures, seed=DEFAULT_SEED, futures_per_set=FUTURES_PER_SET), reading
    )


def answers(page: AppTest) -> bool:
    """Whether the page gives an answer in large letters."""
    return any(
        f'class="hs-{kind}"' in each.proto.body
        for each in page.get("html")
        for kind in ("headline", "summary")
    )
