"""Cells edited as a planner edits them: a real Chromium against a real server."""

from __future__ import annotations

import pytest
from doors.page.browsing import BROWSER, browser, city, example, folder, page, picture  # noqa: F401

from sim.analysis.board import judge
from sim.experiment import run
from sim.files import check_scenario
from sim.intake import copy_with_register
from sim.register import load_draft
from sim.text import Text
from sim.words import one_sentence

pytestmark = BROWSER
GRID = "[data-testid=stDataFrame]"
ROW, HEIGHT = 36, 18


def settled(page) -> None:
    page.wait_for_timeout(400)
    page.wait_for_function(
        "() => document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"
    )
    page.wait_for_timeout(300)


def written(page, row: int, column: int, value: str) -> None:
    """Write into a cell of the table to edit: by row, and steps to the right of the block."""
    page.locator(GRID).scroll_into_view_if_needed()
    box = page.locator(GRID).bounding_box()
    # The id of the project stands to the right of the row's number and of the marks, and does not scroll away.
    page.mouse.click(box["x"] + 60 + 64 + 30, box["y"] + ROW * row + HEIGHT)
    page.wait_for_timeout(300)
    for _ in range(column):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(60)
    page.keyboard.press("Enter")
    cell = page.locator("#portal textarea")
    cell.wait_for()
    page.wait_for_timeout(200)
    cell.fill(value)
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")
    settled(page)


@pytest.mark.parametrize(
    ("language", "width", "height", "futures"), [("vi", 1280, 720, 200), ("en", 390, 844, 1000)]
)
def test_a_wrong_cell_is_told_and_a_right_one_makes_a_board(
    page, example, folder, tmp_path, language, width, height, futures
):
    t = Text(language)
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{example}du-an?lang={language}&list=edit&scenario=example&futures={futures}")
    page.wait_for_selector(f"{GRID} canvas")
    settled(page)
    problems = page.locator(".st-key-register-problems")
    use = page.get_by_role("button", name=t("Use this list: see its board"))
    assert use.is_disabled()
    # The columns in use: id, name, route, homes.
    written(page, 1, 3, "một trăm hai")
    homes = t("number of homes").capitalize()
    problems.get_by_text(t("To mend: {count}", count=1)).wait_for()
    told = problems.inner_text()
    assert f"{t('row {row}', row='2')} · {t('column {column}', column=f'{homes} (homes)')}" in told
    assert '"một trăm hai"' in told
    assert use.is_disabled()
    # Nothing but the tables, which scroll by themselves, is wider than the page.
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    path = tmp_path / f"register-{language}-{width}.png"
    picture(page, path, width)
    assert path.stat().st_size > 30_000
    page.set_viewport_size({"width": width, "height": height})

    written(page, 1, 3, "450")
    problems.get_by_text(t("Nothing to mend.")).wait_for()
    use.click()
    page.wait_for_selector(".hs-footer", timeout=180_000)
    settled(page)
    draft = load_draft(folder / "projects.csv", "projects.csv").with_cells(2, {"homes": "450"})
    made = check_scenario(copy_with_register(folder / "example.toml", draft.texts(), tmp_path / "made"))
    assert made.scenario is not None
    said = page.locator(".hs-summary h1").inner_text()
    assert said == t(one_sentence(judge(run(made.scenario, replications=futures), "counted")))


def test_a_row_of_the_table_opens_its_project_and_the_address_says_so(page, example):
    page.goto(f"{example}du-an?lang=en&scenario=example&futures=200")
    page.wait_for_selector(f"{GRID} canvas")
    settled(page)
    box = page.locator(GRID).bounding_box()
    page.mouse.click(box["x"] + 16, box["y"] + ROW * 2 + HEIGHT)
    page.get_by_role("heading", name="B1 · Khu nhà ở B").wait_for()
    settled(page)
    assert "project=B1" in page.url
    page.reload()
    page.get_by_role("heading", name="B1 · Khu nhà ở B").wait_for()
