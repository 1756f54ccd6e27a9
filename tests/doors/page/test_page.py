"""The page's logic, without a browser: what is chosen, what is run, what is said."""

import html
import json

from doors.page.pages import EN, VI, answers, board_of, choose, said, sized

from sim.files import check_scenario
from sim.guide import EXAMPLE_FILES
from sim.ui.simulation import board_values
from sim.words import READING_WORDS, calibrated_words, chance_label, headline


def test_opened_afresh_it_speaks_vietnamese_and_answers_by_itself(visit, folder, runs):
    page = visit()
    assert VI(headline(board_of(folder, 30_000))) in said(page)
    assert not page.button and not page.info
    assert [each.value for each in page.page_link][:5] == [
        "Kết luận", "Giải pháp", "Dự án", "Hỏi đáp", "Số liệu & nguồn",
    ]  # fmt: skip
    # Roughly at once, then as it stays; no future is simulated twice.
    assert runs == [2_000, 12_000, 22_000, 30_000]


def test_the_answer_is_what_the_analysis_says(visit, folder, runs):
    page = sized(visit("sources"), "200")
    board, words = board_of(folder, 200), said(page)
    assert VI(headline(board)) in words
    for answer in board.years:
        assert f"\n{answer.year}\n" in words
        assert chance_label(answer.chance, VI) in words
        assert VI(calibrated_words(answer.chance)) in words
        assert VI.number(answer.homes.p50) in words
    assert len(page.get("vega_lite_chart") or page.get("arrow_vega_lite_chart")) == 2
    assert runs == [200]


def test_every_block_of_results_says_its_reading(visit):
    page = visit(futures="200", reading="handed_over")
    reading = VI("Reading: {reading}", reading=READING_WORDS["handed_over"])
    blocks = [each.proto.body for each in page.get("html")]
    assert sum(html.escape(reading) in body for body in blocks) == 3  # summary, years, all together
    assert not any(html.escape(VI(READING_WORDS["counted"])) in body for body in blocks)
    charts = page.get("vega_lite_chart") or page.get("arrow_vega_lite_chart")
    # What the first says stands above it, with its reading.
    titles = [json.loads(each.proto.spec)["title"] for each in charts]
    assert [reading in title.get("subtitle", ()) for title in titles] == [False, True]


def test_assumptions_can_be_filtered_by_standing(visit):
    page = visit("sources", lang="en")
    table = lambda: next(each.proto.body for each in page.get("html") if "hs-table" in each.proto.body)  # noqa: E731
    everything = table().count("<tr>")
    choose(page, "standing", "published")
    assert table().count("<tr>") == 2  # the header and the office calendar
    assert everything > 5
    assert "Decision on the 40-hour working week" in table()


def test_another_reading_needs_no_new_run(visit, folder, runs):
    page = choose(visit(futures="200"), "reading", "eligible")
    assert VI(headline(board_of(folder, 200, "eligible"))) in said(page)
    assert runs == [200]


def test_other_futures_are_another_run(visit, folder, runs):
    page = sized(visit(futures="200"), "1000")
    assert runs == [200, 1000]
    assert VI(headline(board_of(folder, 1_000))) in said(page)


def test_answers_are_kept_for_the_next_reader(visit, folder, runs):
    visit(futures="200")
    page = sized(visit("sources"), "200")
    assert VI(headline(board_of(folder, 200))) in said(page)
    assert runs == [200]


def test_a_changed_scenario_is_a_new_question(visit, folder, runs):
    visit(futures="200")
    path = folder / "example.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("homes = 100", "homes = 99"), encoding="utf-8")
    visit(futures="200")
    assert runs == [200, 200]


def test_english_keeps_the_choices(visit, folder, runs):
    page = choose(visit(futures="200", reading="eligible"), "lang", "en")
    assert EN(headline(board_of(folder, 200, "eligible"))) in said(page)
    assert [each.value for each in page.selectbox] == ["example"]
    assert "Example: two projects" in page.selectbox[0].options
    assert runs == [200]


def test_the_address_holds_codes_in_any_language(visit):
    page = choose(choose(visit(lang="en"), "reading", "handed_over"), "lang", "vi")
    address = {
        name: values[0] if isinstance(values, list) else values for name, values in page.query_params.items()
    }
    assert address == {"lang": "vi", "scenario": "example", "futures": "usual", "reading": "handed_over"}


def test_a_damaged_address_falls_back_to_the_defaults(visit):
    page = visit(lang="xx", scenario="../../etc/passwd", futures="1e9", reading="<b>")
    assert [each.value for each in page.selectbox] == ["example"]
    assert page.query_params["reading"] in ("counted", ["counted"])
    assert answers(page)


def test_all_errors_of_a_scenario_are_listed_with_their_places(visit, folder):
    path = folder / "example.toml"
    broken = path.read_text(encoding="utf-8")
    for right, wrong in (
        ("slots = 2", "slots = -2"),
        ('counted_when = "handed_over"', 'counted_when = "sold"'),
    ):
        assert right in broken
        broken = broken.replace(right, wrong)
    path.write_text(broken, encoding="utf-8")
    register = folder / "projects.csv"
    register.write_text(
        register.read_text(encoding="utf-8").replace(",direct,120,", ",direct,many,"), encoding="utf-8"
    )
    page = visit(futures="200", lang="en")
    words = said(page)
    assert page.error
    for place in (
        "example.toml · pools.appraisal.slots",
        "example.toml · counting.counted_when",
        "projects.csv · row 2",
    ):
        assert place in words
    assert "Traceback" not in words
    assert not page.header
    assert all(each.disabled for each in page.button)


def test_a_file_that_is_no_toml_is_shown_with_its_error(visit, folder):
    (folder / "example.toml").write_text("this is = = no toml", encoding="utf-8")
    page = visit()
    assert page.selectbox[0].value == "example"
    assert page.error


def test_two_scenarios_of_the_same_name_can_be_told_apart(visit, folder, runs):
    copy = folder / "ban-sao.toml"
    copy.write_text(
        (folder / "example.toml").read_text(encoding="utf-8").replace("homes = 100", "homes = 99"), "utf-8"
    )
    page = visit(scenario="example", futures="200")
    assert page.selectbox[0].options == ["Ví dụ: hai dự án (ban-sao)", "Ví dụ: hai dự án (example)"]
    fingerprint = check_scenario(folder / "example.toml").scenario.fingerprint[:12]
    assert fingerprint in said(page)
    assert page.selectbox[0].value == "example"
    assert fingerprint in said(choose(page, "reading", "eligible"))


def test_an_empty_folder_is_said(visit, folder):
    for name in EXAMPLE_FILES:
        (folder / name).unlink()
    assert str(folder) in visit().error[0].value


def test_words_of_a_file_are_text_not_markup(visit, folder):
    path = folder / "projects.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Khu nhà ở A", "<script>A</script>"), encoding="utf-8"
    )
    bodies = "".join(each.proto.body for each in visit("sources").get("html"))
    assert "&lt;script&gt;A" in bodies
    assert "<script>" not in bodies


def test_the_board_is_saved_as_the_command_line_writes_it(call, folder):
    """Both ask the one question of the registry: the same values, key by key."""
    path = folder / "example.toml"
    saved = board_values(check_scenario(path), "eligible", 1_000)
    printed = call("run", path, "--replications", 1_000, "--count", "eligible", "--format", "json")
    assert saved == printed.values
