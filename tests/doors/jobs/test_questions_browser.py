"""A leader's questions as a person asks them: a real Chromium against a real server, clicks counted."""

import re
from urllib.parse import parse_qs, urlparse

import pytest
from doors.page.browsing import BROWSER, browser, city, page  # noqa: F401

from sim.errors import msg
from sim.text import LANGUAGES, Text

pytestmark = BROWSER
VI = Text("vi")
TEAMS = {"vi": "Thêm tổ giải phóng mặt bằng", "en": "More clearance teams"}
MOST_CLICKS = 3
WAIT = 180_000


def answered(page, *, rough: bool = False) -> None:
    page.locator(f".st-key-{'rough' if rough else 'whole'} .hs-headline").wait_for(timeout=WAIT)


class Reader:
    """Clicks, and counts them."""

    def __init__(self, page, text: Text) -> None:
        self.page, self.text, self.clicks = page, text, 0

    def click(self, found) -> None:
        found.click()
        self.clicks += 1

    def ask(self, said) -> None:
        """Ask a question from the list, whose sentence begins so."""
        self.click(self.page.get_by_role("button", name=re.compile("^" + re.escape(said))))

    def back(self) -> None:
        """Come back to the list; where one question ends and the next begins nothing is counted."""
        assert self.clicks <= MOST_CLICKS
        self.page.get_by_role("button", name=self.text("← All questions")).click()
        self.page.locator(".st-key-catalogue").wait_for()
        self.clicks = 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_five_questions_of_a_leader_in_three_clicks_each(page, city, language):
    text = Text(language)
    page.goto(f"{city}hoi-dap?lang={language}&futures=1000&scenario=can-tho-2026")
    reader = Reader(page, text)
    page.locator(".st-key-catalogue").wait_for(timeout=WAIT)
    for said in (
        msg("Why is {year} out of reach?", year="2026"),
        msg("How many homes can be promised at a confidence of {chance}?", chance="80%"),
        msg("Which project should be pushed?"),
        msg("Which causes cost homes?"),
    ):
        reader.ask(text(said))
        answered(page)
        reader.back()
    # How many teams are needed: the measure is chosen from a list.
    page.get_by_role("button", name=re.compile(text("Why is {year} out of reach?", year="2026"))).wait_for()
    reader.click(page.locator(".st-key-catalogue button").first)
    answered(page)
    reader.click(page.get_by_role("combobox", name=text("Measure")))
    # A long list draws only the choices in sight.
    page.keyboard.type(TEAMS[language])
    reader.click(page.get_by_role("option", name=TEAMS[language]))
    page.locator(".st-key-question h2").filter(has_text=TEAMS[language]).wait_for(timeout=WAIT)
    answered(page)
    assert parse_qs(urlparse(page.url).query)["lever"] == ["clearance_teams"]
    reader.back()


def test_rough_first_left_alone_found_again_and_stopped(page, city):
    page.goto(f"{city}hoi-dap?lang=vi&scenario=can-tho-2026&q=unknowns")
    answered(page, rough=True)
    assert "sơ bộ" in page.inner_text(".st-key-rough .hs-headline")
    page.get_by_role("link", name=VI("Projects")).click()
    page.locator(".st-key-rough").wait_for(state="detached")
    page.go_back()
    answered(page, rough=True)
    page.get_by_role("button", name=VI("Stop")).click()
    page.get_by_text(VI("Stopped: this answer stays rough.")).wait_for(timeout=WAIT)
    assert page.get_by_role("button", name=VI("Go on")).is_enabled()
    answered(page, rough=True)
