"""A department's spreadsheet on the page as a planner meets it: a real Chromium against a real server."""

from __future__ import annotations

import pytest
from doors.page.browsing import BROWSER, browser, city, example, folder, page, picture  # noqa: F401
from scenario_errors.lists.department_lists import write_report

from sim.analysis.board import judge
from sim.experiment import run
from sim.files import check_scenario
from sim.intake import destination, understood, write_intake
from sim.text import Text
from sim.words import one_sentence

pytestmark = BROWSER
FUTURES = 200
ANSWERS = {
    "Of which day is the list?": "31/12/2025",
    "Where does the list come from?": "theo báo cáo số 15",
    "When can the projects that have not started begin: a date, or the span it lies in?": "2026..2027",
}
OPTIONS = (
    "counted_before=yes",
    "status_as_of=31/12/2025",
    "assumption=theo báo cáo số 15",
    "entry=2026..2027",
)


def settled(page) -> None:
    page.wait_for_timeout(300)
    page.wait_for_function(
        "() => document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"
    )
    page.wait_for_timeout(300)


# Not as many futures each: the page keeps an answer for the next reader, and would have nothing to run.
@pytest.mark.parametrize(
    ("language", "width", "height", "futures"), [("vi", 1280, 720, 200), ("en", 390, 844, 1000)]
)
def test_a_spreadsheet_of_a_department_becomes_a_board(
    page, example, tmp_path, language, width, height, futures
):
    t = Text(language)
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{example}du-an?list=import&lang={language}&futures={futures}")
    page.wait_for_selector("input[type=file]", state="attached")
    report = write_report(tmp_path / "Biểu 02 [x](y).xlsx")
    page.locator("input[type=file]").first.set_input_files(str(report))
    page.wait_for_selector(".hs-account")
    settled(page)
    asked = page.locator(".st-key-intake-questions")
    # A list that opens while the page still scrolls closes again.
    asked.get_by_role("combobox").scroll_into_view_if_needed()
    page.wait_for_timeout(1_000)
    asked.get_by_role("combobox").click()
    page.get_by_role("option", name=t("yes"), exact=True).click()
    settled(page)
    for position, (question, said) in enumerate(ANSWERS.items()):
        asked.get_by_text(t(question), exact=True).wait_for()
        box = asked.get_by_role("textbox").nth(position)
        box.fill(said)
        box.press("Enter")
        settled(page)
    page.wait_for_selector(".hs-list")
    account = page.inner_text(".hs-account")
    assert t(
        "{rows_in} rows in the list = {used} used + {aside} set aside + {refused} refused",
        rows_in=13, used=4, aside=9, refused=0,
    ) in account  # fmt: skip
    # Nothing of the form is wider than the page; tables scroll by themselves.
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    path = tmp_path / f"list-{language}-{width}.png"
    picture(page, path, width)
    assert path.stat().st_size > 30_000
    page.set_viewport_size({"width": width, "height": height})

    with page.expect_download() as saved:
        page.get_by_role("button", name=t("Save the map for next month (TOML)")).click()
    kept = tmp_path / "import.toml"
    saved.value.save_as(kept)
    where = destination(tmp_path / "made", kept, OPTIONS)
    assert saved.value.suggested_filename == "import.toml"

    page.get_by_role("button", name=t("Use this list: see its board")).click()
    page.wait_for_selector(".hs-footer", timeout=180_000)
    write_intake(understood(report, where), where)
    made = check_scenario(tmp_path / "made" / "scenario.toml").scenario
    assert made is not None
    assert page.inner_text(".hs-summary h1") == t(
        one_sentence(judge(run(made, replications=futures), "counted"))
    )


def test_lists_of_choices_change_their_words_with_the_language(page, city):
    page.goto(f"{city}hoi-dap?lang=vi&q=projects&scenario=can-tho-2026&futures={FUTURES}")
    vi, en = Text("vi"), Text("en")
    by = page.get_by_role("combobox", name=vi("A row for each"))
    by.click()
    page.get_by_role("option", name=vi("block"), exact=True).click()
    settled(page)
    page.get_by_text("English", exact=True).click()
    by = page.get_by_role("combobox", name=en("A row for each"))
    by.wait_for()
    settled(page)
    assert by.input_value() == en("block")
    page.get_by_role("combobox", name=en("Project to push")).click()
    page.get_by_role("option").nth(1).click()
    page.get_by_role("combobox", name=en("How")).wait_for()
    settled(page)
    assert by.input_value() == en("block"), "the choice is still known after the next click"
    page.get_by_text("Tiếng Việt", exact=True).click()
    by = page.get_by_role("combobox", name=vi("A row for each"))
    by.wait_for()
    settled(page)
    assert by.input_value() == vi("block")
