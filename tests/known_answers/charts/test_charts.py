"""Figures hold what the summaries say, in the reader's language, and lose no letter on the way to a file."""

import json
import re
import zlib
from functools import cache
from io import BytesIO
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from planted_chance import planted_chance

from sim.analysis.board import Board, Fan, FanPoint, Goal, Percentiles, TargetAnswer, TargetStep
from sim.analysis.statistics import Chance
from sim.charts import FIGURE_FORMATS, Format, chance_chart, fan_chart, figure_file, theme
from sim.errors import OptionError
from sim.text import LANGUAGES, Language, Text
from sim.words import READING_WORDS, chance_label

HOMES = Percentiles(1_250.0, 400, 1_200, 2_100)
MET = [(3_000, 0), (2_800, 3), (2_250, 214), (2_500, 680), (2_700, 1_000)]
RANGES = (None, None, (0.08, 0.41), (0.45, 0.875), None)
YEARS = tuple(
    TargetAnswer(Goal("year", 2026 + i, 2026 + i, target), planted_chance(met, 1_000, known), HOMES, 900.0)
    for i, ((target, met), known) in enumerate(zip(MET, RANGES, strict=True))
)
BOARD = Board("counted", "none", YEARS, YEARS, Chance(0, 1_000), None, None, None)
FAN = Fan(
    "counted",
    tuple(FanPoint(2026 + q / 4, 10 * q, 20 * q, 30 * q, 40 * q, 550 * q) for q in range(21)),
    tuple(TargetStep(2026 + i, homes) for i, homes in enumerate((3_000, 5_800, 8_050, 10_550, 13_250))),
)
DRAWN = {"chance": lambda text: chance_chart(BOARD, text), "fan": lambda text: fan_chart(FAN, text)}
figures = pytest.mark.parametrize("name", DRAWN)
languages = pytest.mark.parametrize("language", LANGUAGES)


@cache
def exported(name: str, language: Language, file_format: Format) -> bytes:
    return figure_file(DRAWN[name](Text(language)), file_format)


def svg_texts(name: str, language: Language) -> list[str]:
    """Lines of text in the SVG, in order."""
    tree = ElementTree.fromstring(exported(name, language, "svg"))
    return [line for node in tree.iter("{http://www.w3.org/2000/svg}text") for line in node.itertext()]


def dark_share(picture: bytes) -> float:
    """Share of dark pixels in the strip that holds the titles."""
    pixels = np.asarray(Image.open(BytesIO(picture)).convert("L"))
    return float((pixels[:70] < 120).mean())


def letters_of(pdf: bytes) -> set[str]:
    """Letters that the PDF says its glyphs stand for, from the character maps of its fonts."""
    found: set[str] = set()
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            content = zlib.decompress(stream)
        except zlib.error:
            content = stream
        if b"begincmap" in content:
            for code in re.findall(rb"<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f]{4})>", content):
                found.add(chr(int(code, 16)))
    return found


@figures
@languages
def test_svg_has_title_reading_and_labels_uncut(name, language):
    text = Text(language)
    said = svg_texts(name, language)
    reading = text("Reading: {reading}", reading=READING_WORDS["counted"])
    expected = {
        "chance": [
            text("Chance of each year's target"),
            "2026",
            "2030",
            chance_label(Chance(214, 1_000), text),
        ],
        "fan": [text("Homes completed so far, and what is due"), "2026", "2030", text.number(13_250)],
    }[name]
    assert {reading, *expected} <= set(said)
    assert not [each for each in said if "…" in each]


@figures
def test_languages_differ_in_words_and_in_numbers(name):
    vietnamese, english = (svg_texts(name, language) for language in ("vi", "en"))
    assert any(letter in "".join(vietnamese) for letter in "ạảấầẩậắằẵặẹẻếềểệỉịọỏốồổộớờởợụủứừửựỷỹđ")
    assert not set(vietnamese) & {each for each in english if any(letter.isalpha() for letter in each)}
    if name == "fan":
        assert "10.000" in vietnamese
        assert "10,000" in english


@figures
@languages
def test_png_has_its_letters(name, language):
    assert dark_share(exported(name, language, "png")) > 0.01


@figures
def test_a_font_list_without_sans_serif_would_lose_them(name, monkeypatch):
    """The trap that the two tests around this one watch: were it gone, they would prove nothing."""
    monkeypatch.setattr(theme, "FONT", "A Font That Nobody Has")
    lost = DRAWN[name](Text("vi"))
    assert dark_share(figure_file(lost, "png")) == 0
    assert not letters_of(figure_file(lost, "pdf"))


@figures
def test_pdf_holds_vietnamese_letters_as_text(name):
    said = "".join(svg_texts(name, "vi"))
    letters = letters_of(exported(name, "vi", "pdf"))
    accented = {letter for letter in said if ord(letter) > 0x1E00 and letter.isalpha()}
    assert accented
    assert accented <= letters


@figures
@languages
def test_a_figure_carries_summaries_never_futures(name, language):
    chart = DRAWN[name](Text(language)).to_dict()
    assert 1 <= max(map(len, chart["datasets"].values())) <= len(FAN.points)
    assert '"values": [{' not in json.dumps({key: part for key, part in chart.items() if key != "datasets"})


@figures
def test_nothing_but_the_schema_is_an_address(name):
    chart = DRAWN[name](Text("vi")).to_dict()
    assert re.findall(r"https?://[^\"' ]+", str(chart)) == [chart["$schema"]]


def test_bars_and_lines_stand_at_the_values_of_the_summaries():
    (bars,) = (
        rows for rows in chance_chart(BOARD, Text("en")).to_dict()["datasets"].values() if "chance" in rows[0]
    )
    assert [row["chance"] for row in bars] == [0.0, 0.003, 0.214, 0.68, 1.0]
    assert [(row["from"], row["to"]) for row in bars if row["told"]] == [(0.08, 0.41), (0.45, 0.875)]
    assert [(row["low"], row["high"]) for row in bars] == [answer.chance.interval for answer in YEARS]
    data = [rows for rows in fan_chart(FAN, Text("en")).to_dict()["datasets"].values() if "p50" in rows[0]]
    assert {(row["time"], row["p10"], row["p50"], row["p90"]) for rows in data for row in rows} == {
        (point.time, point.p10, point.p50, point.p90) for point in FAN.points
    }


@languages
def test_the_wide_band_is_what_is_not_known_and_the_thin_line_is_the_simulation(language):
    text = Text(language)
    chart = chance_chart(BOARD, text).to_dict()
    _, bands, bars, errors, *_ = chart["layer"]
    assert (bands["encoding"]["y"]["field"], bands["encoding"]["y2"]["field"]) == ("from", "to")
    assert (errors["encoding"]["y"]["field"], errors["encoding"]["y2"]["field"]) == ("low", "high")
    assert bands["mark"]["size"] > bars["mark"]["size"] > errors["mark"]["strokeWidth"]
    colours = chart["layer"][0]["encoding"]["color"]["scale"]
    key = dict(zip(colours["domain"], colours["range"], strict=True))
    assert key[text("range over what is not known (8 cases in 10)")] == bands["mark"]["color"]
    assert (
        key[text("error of simulating only {futures} futures (95%)", futures=1_000)]
        == errors["mark"]["color"]
    )
    assert set(key) <= set(svg_texts("chance", language))


@languages
def test_bands_stand_where_the_scale_says_and_years_in_their_order(language):
    """Drawn, not only specified: a layer that holds some years only must not move the others."""
    tree = ElementTree.fromstring(exported("chance", language, "svg"))
    drawn = [
        node
        for node in tree.iter("{http://www.w3.org/2000/svg}path")
        if node.get("fill") == theme.PALE_ORANGE
    ]
    heights = [[float(part) for part in re.findall(r"[vV](-?[\d.]+)", node.get("d", ""))] for node in drawn]
    # The first is the legend's; 330 pixels stand for 100 %.
    spans = [abs(steps[0]) for steps in heights if steps and abs(steps[0]) > 50]
    assert spans == pytest.approx([330 * 0.33, 330 * 0.425], abs=0.5)
    years = [each for each in svg_texts("chance", language) if each in {str(answer.year) for answer in YEARS}]
    assert years == sorted(years)


@languages
def test_without_a_band_the_figure_says_why(language):
    text = Text(language)
    known = [TargetAnswer(Goal("year", 2026, 2026, 100), planted_chance(500, 1_000, (0.4, 0.6)), HOMES, 0.0)]
    board = Board("counted", "none", tuple(known), tuple(known), Chance(0, 1_000, 50.0), None, None, None)
    why = text("No band: too few futures to tell")
    assert why in chance_chart(BOARD, text).to_dict()["title"]["subtitle"]
    assert why not in chance_chart(board, text).to_dict()["title"]["subtitle"]


@figures
def test_vietnamese_is_drawn_in_one_family_of_letters(name):
    """Where the first font lacks a Vietnamese letter, the whole line falls back to another."""
    fonts = {
        language: set(re.findall(rb"/BaseFont\s*/\w+\+(\w+)", exported(name, language, "pdf")))
        for language in LANGUAGES
    }
    assert fonts["vi"]
    assert fonts["vi"] == fonts["en"]


def test_other_formats_are_refused_by_name():
    with pytest.raises(OptionError, match="bmp.*png, svg, pdf"):
        figure_file(DRAWN["fan"](Text("en")), "bmp")
    assert FIGURE_FORMATS == ("png", "svg", "pdf")
