"""Cases as a person keeps and finds them: a real Chromium against a real server."""

from collections.abc import Iterator

import pytest
from doors.page.browsing import BROWSER, browser, page, served  # noqa: F401
from doors.page.levers_beside import put_beside

from sim.guide import EXAMPLE_FILES
from sim.text import Text

pytestmark = BROWSER
VI = Text("vi")


@pytest.fixture(scope="module")
def own_folder(tmp_path_factory):
    """A scenario with levers, to whose folder the page may write."""
    folder = tmp_path_factory.mktemp("own")
    for name, content in EXAMPLE_FILES.items():
        (folder / name).write_text(content, encoding="utf-8")
    put_beside(folder / "example.toml")
    return folder


@pytest.fixture(scope="module")
def own(own_folder, tmp_path_factory) -> Iterator[str]:
    yield from served(own_folder, tmp_path_factory.mktemp("logs"))


def test_a_case_is_kept_found_after_reload_and_in_a_second_context(page, browser, own, own_folder):
    page.goto(f"{own}giai-phap?lang=vi&futures=200")
    page.wait_for_selector(".hs-headline", timeout=180_000)
    # Lever, then its change.
    page.get_by_test_id("stSidebar").get_by_role("combobox").first.click()
    page.get_by_role("option").filter(has_text="Giải pháp faster").click()
    page.get_by_text("Giải pháp: Giải pháp faster").wait_for()
    page.get_by_text(VI("Keep these measures as a case")).click()
    page.get_by_label(VI("Name of the case")).fill("Nhanh hơn")
    page.get_by_role("button", name=VI("Keep"), exact=True).click()
    page.locator(".hs-case").get_by_text("Nhanh hơn").wait_for()
    assert [path.name for path in (own_folder / "cases").iterdir()] == ["case-nhanh-hon.toml"]

    page.goto("about:blank")
    page.goto(f"{own}giai-phap?lang=vi&futures=200")
    page.locator(".hs-case").get_by_text("Nhanh hơn").wait_for(timeout=60_000)

    other = browser.new_context(viewport={"width": 390, "height": 844}, locale="vi-VN").new_page()
    other.set_default_timeout(60_000)
    other.goto(f"{own}giai-phap?lang=vi&futures=200")
    other.locator(".hs-case").get_by_text("Nhanh hơn").wait_for()
    other.get_by_role("button", name=VI("Show"), exact=True).last.click()
    other.get_by_text("Giải pháp: Giải pháp faster").wait_for()
    assert "pull=faster" in other.url
    other.context.close()
