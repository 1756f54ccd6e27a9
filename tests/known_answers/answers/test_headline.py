"""The sentences on top: the words for every chance, its percentage and its range, and that nothing is told as certain."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from planted_chance import planted_chance, planted_range

from sim.analysis.board import LIKELIHOOD_RANGES, Board, Goal, Percentiles, TargetAnswer, likelihood
from sim.analysis.statistics import Chance
from sim.text import LANGUAGES, Text
from sim.words import (
    LIKELIHOOD_WORDS,
    calibrated_words,
    chance_in_words,
    chance_label,
    headline,
    interval_label,
    range_ends_label,
    range_label,
    rating_in_words,
)

RANGES = {
    "exceptionally_unlikely": (0.0, 0.01),
    "very_unlikely": (0.0, 0.10),
    "unlikely": (0.0, 0.33),
    "about_even": (0.33, 0.66),
    "likely": (0.66, 1.0),
    "very_likely": (0.90, 1.0),
    "virtually_certain": (0.99, 1.0),
}
"""Mastrandrea et al. 2010, table 1, from the least likely to the most."""
HOPE = list(RANGES)
EN, VI = Text("en"), Text("vi")


@pytest.mark.parametrize(
    ("met", "futures", "words"),
    [
        (0, 1_000, ("exceptionally_unlikely",)),  # 0–0.9 %
        (3, 1_000, ("exceptionally_unlikely", "very_unlikely")),  # 0.07–1.4 %: across 1 %
        (0, 100, ("exceptionally_unlikely", "very_unlikely")),  # 0–8 %: none of 100 does not show 1 %
        (40, 1_000, ("very_unlikely",)),  # 2.5–6.3 %
        (90, 1_000, ("very_unlikely", "unlikely")),  # 6.6–12.0 %
        (0, 10, ()),  # 0–47 %: three words
        (280, 1_000, ("unlikely",)),  # 23.9–32.4 %
        (300, 1_000, ("unlikely", "about_even")),  # 25.8–34.5 %
        (345, 1_000, ("unlikely", "about_even")),  # 30.1–39.1 %
        (500, 1_000, ("about_even",)),
        (670, 1_000, ("about_even", "likely")),  # 62.4–71.3 %
        (750, 1_000, ("likely",)),  # 70.7–78.9 %
        (910, 1_000, ("likely", "very_likely")),  # 87.9–93.4 %
        (950, 1_000, ("very_likely",)),  # 92.5–96.7 %
        (990, 1_000, ("very_likely", "virtually_certain")),  # 97.6–99.6 %
        (1_000, 1_000, ("virtually_certain",)),  # 99.1–100 %
        (0, 5, ()),
        (5, 10, ()),
        (1, 1, ()),
    ],
)
def test_words_of_a_chance(met: int, futures: int, words: tuple[str, ...]) -> None:
    assert likelihood(Chance(met, futures)) == words


@given(st.integers(1, 20_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_words_hold_three_standard_errors_and_none_of_them_is_idle(counts: tuple[int, int]) -> None:
    low, high = Chance(*counts).interval_at(3.0)
    words = likelihood(Chance(*counts))
    reached = [word for word, (start, end) in LIKELIHOOD_RANGES.items() if start < high and low < end]
    assert list(words) == (reached if len(reached) <= 2 else [])


def test_the_ranges_part_all_chances_and_lie_in_those_of_the_ipcc() -> None:
    spans = list(LIKELIHOOD_RANGES.values())
    assert spans[0][0] == 0 and spans[-1][1] == 1
    assert all(one[1] == other[0] for one, other in pairwise(spans))
    assert list(LIKELIHOOD_RANGES) == HOPE
    for word, (low, high) in LIKELIHOOD_RANGES.items():
        assert RANGES[word][0] <= low < high <= RANGES[word][1]


def test_what_is_not_known_never_changes_the_word() -> None:
    for ends in ((0.18, 0.68), (0.45, 0.55), (0.0, 1.0)):
        assert likelihood(planted_chance(510, 1_000, ends)) == ("about_even",)


@given(st.integers(40, 5_000))
def test_more_futures_met_is_never_a_less_hopeful_word(futures: int) -> None:
    step = max(1, futures // 200)
    words = [likelihood(Chance(met, futures)) for met in range(0, futures + 1, step)]
    hopes = [(HOPE.index(each[0]), HOPE.index(each[-1])) for each in words if each]
    assert hopes == sorted(hopes)


def year(
    number: int, met: int, futures: int = 1_000, told: tuple[float, float] | None = None
) -> TargetAnswer:
    goal = Goal("year", number, number, 3_000)
    return TargetAnswer(
        goal, planted_chance(met, futures, told), Percentiles(2_500.0, 2_000, 2_500, 3_000), 500.0
    )


def board(
    years: list[TargetAnswer],
    together: int,
    period: int | None,
    reading: str = "counted",
    told: tuple[float, float] | None = None,
) -> Board:
    """Board whose period, if any, has the range `told` over what is not known."""
    futures = years[0].chance.futures
    answer = None
    if period is not None:
        spread = Percentiles(12_000.0, 10_000, 12_000, 14_000)
        goal = Goal("period", years[0].year, years[-1].year, 13_250)
        answer = TargetAnswer(goal, planted_chance(period, futures, told), spread, 900.0)
    return Board(reading, "none", tuple(years), tuple(years), Chance(together, futures), answer, None, None)  # type: ignore[arg-type]


FIVE = [year(2026, 0), year(2027, 20), year(2028, 20), year(2029, 500), year(2030, 950)]


def test_sentences_in_english() -> None:
    assert EN(headline(board(FIVE, 0, 180))) == (
        "With the projects on the register and counting homes entered in the official statistic, this model "
        "(not a commitment) rates the 13,250 homes of 2026–2030: unlikely (about 18%). Half of all futures bring 12,000 "
        "homes or fewer, eight in ten between 10,000 and 14,000. Year by year: 2026 exceptionally "
        "unlikely (under 0.3%), 2027–2028 very unlikely (about 2%), 2029 about as likely as "
        "not (about 50%), 2030 very likely (about 95%). All 5 years together: exceptionally unlikely (under 0.3%)."
    )


def test_sentences_in_vietnamese() -> None:
    assert VI(headline(board(FIVE, 0, 180))) == (
        "Với các dự án trong danh mục và chỉ tính căn hộ đã vào thống kê chính thức, mô hình này (không phải lời cam "
        "kết) đánh giá chỉ tiêu 13.250 căn giai đoạn 2026–2030: ít khả năng đạt (khoảng 18%). "
        "Một nửa số lần mô phỏng cho không quá 12.000 căn, tám phần mười cho từ 10.000 đến 14.000 căn. "
        "Từng năm: 2026 gần như "
        "không thể đạt (dưới 0,3%), 2027–2028 rất ít khả năng đạt (khoảng 2%), 2029 khoảng "
        "50/50 (khoảng 50%), 2030 rất nhiều khả năng đạt (khoảng 95%). Đồng thời cả 5 năm: gần như không thể đạt (dưới "
        "0,3%)."
    )


TOLD = [
    year(2026, 0, told=(0.0, 0.002)),
    year(2027, 80, told=(0.001, 0.21)),
    year(2028, 510, told=(0.18, 0.68)),
    year(2029, 540, told=(0.35, 0.7)),
    year(2030, 540, told=(0.35, 0.7)),
]


def test_ranges_stand_beside_the_words_in_english() -> None:
    assert EN(headline(board(TOLD, 0, 180, told=(0.02, 0.41)))) == (
        "With the projects on the register and counting homes entered in the official statistic, this model "
        "(not a commitment) rates the 13,250 homes of 2026–2030: unlikely (about 18%; 2 to 41% depending on what is not "
        "known). Half of all futures bring 12,000 homes or fewer, eight in ten between 10,000 and 14,000. "
        "Year by year: 2026 exceptionally unlikely (under 0.3%; under 0.5%), 2027 very unlikely to unlikely "
        "(about 8%; under 0.5 to 21%), 2028 about as likely as not (about 51%; 18 to 68%), 2029–2030 about as likely as "
        "not (about 54%; 35 to 70%). All 5 years together: exceptionally unlikely (under 0.3%)."
    )


def test_ranges_stand_beside_the_words_in_vietnamese() -> None:
    assert VI(headline(board(TOLD, 0, 180, told=(0.02, 0.41)))) == (
        "Với các dự án trong danh mục và chỉ tính căn hộ đã vào thống kê chính thức, mô hình này (không phải lời cam "
        "kết) đánh giá chỉ tiêu 13.250 căn giai đoạn 2026–2030: ít khả năng đạt (khoảng 18%; từ 2 đến 41% tùy điều chưa "
        "biết). Một nửa số lần mô phỏng cho không quá 12.000 căn, tám phần mười cho từ 10.000 đến 14.000 căn. "
        "Từng năm: 2026 gần như không thể đạt (dưới 0,3%; dưới 0,5%), 2027 từ rất ít khả năng đạt đến ít khả "
        "năng đạt (khoảng 8%; từ dưới 0,5 đến 21%), 2028 khoảng 50/50 (khoảng 51%; từ 18 đến 68%), 2029–2030 khoảng "
        "50/50 (khoảng 54%; từ 35 đến 70%). Đồng thời cả 5 năm: gần như không thể đạt (dưới 0,3%)."
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("met", [0, 1, 40, 345, 500, 700, 930, 999, 1_000])
def test_nothing_is_told_as_certain(language: str, met: int) -> None:
    said = Text(language)(headline(board([year(2026, met), year(2027, met)], met, met)))
    assert not any(f" {sure}" in said.replace("(", "( ") for sure in ("0%", "0.0%", "0,0%", "100%"))
    assert ("not a commitment" in said) or ("không phải lời cam kết" in said)
    assert said.endswith(".") and len(said) < 520


def test_without_a_period_the_years_come_first() -> None:
    said = EN(headline(board(TOLD, 7, None, "handed_over")))
    assert "homes handed over to households, this model (not a commitment) rates, year by year: 2026" in said
    assert "2026 exceptionally unlikely (under 0.3%; under 0.5% depending on what is not known), 2027" in said
    assert said.count("depending") == 1
    assert said.endswith("All 5 years together: exceptionally unlikely to very unlikely (about 0.7%).")


def test_a_single_year_is_not_said_twice() -> None:
    said = EN(headline(board([year(2026, 500, told=(0.4, 0.6))], 500, None)))
    assert said.endswith(
        "year by year: 2026 about as likely as not (about 50%; 40 to 60% depending on what is not known)."
    )
    with_period = EN(headline(board([year(2026, 500)], 500, 500)))
    assert with_period.count("about as likely as not (about 50%)") == 1
    assert with_period.endswith("eight in ten between 10,000 and 14,000.")


def test_few_futures_are_not_put_into_words() -> None:
    said = EN(headline(board([year(2026, 2, 5), year(2027, 0, 5)], 0, None)))
    assert (
        "2026 not to be rated from so few futures (about 40%), 2027 not to be rated from so few futures"
        in said
    )
    assert "(under 60%)" in said


def test_years_of_one_word_and_different_ranges_are_said_apart() -> None:
    years = [year(2026, 500, told=(0.4, 0.6)), year(2027, 500, told=(0.42, 0.6))]
    said = EN(headline(board(years, 0, None)))
    assert (
        "(about 50%; 40 to 60% depending on what is not known), 2027 about as likely as not (about 50%; 42"
        in said
    )


@pytest.mark.parametrize(
    ("met", "futures", "words", "label"),
    [
        (0, 30_000, "under 0.1%", "<0.1%"),
        (5, 30_000, "under 0.1%", "<0.1%"),
        (20, 30_000, "0.1%", "0.1%"),
        (0, 2_000, "under 0.2%", "<0.2%"),  # 3/n = 0.15 %
        (0, 1_000, "under 0.3%", "<0.3%"),
        (0, 200, "under 2%", "<2%"),  # 1.5 %
        (0, 2, "under 100%", "<100%"),
        (94, 10_000, "0.9%", "0.9%"),
        (96, 10_000, "1%", "1%"),
        (184, 1_000, "18%", "18%"),
        (9_896, 10_000, "99%", "99%"),
        (9_912, 10_000, "99.1%", "99.1%"),
        (29_999, 30_000, "over 99.9%", ">99.9%"),
        (1_000, 1_000, "over 99.7%", ">99.7%"),
    ],
)
def test_a_chance_is_rounded_in_one_way_and_never_to_certainty(met, futures, words, label) -> None:
    assert EN(chance_in_words(Chance(met, futures))) == words
    assert chance_label(Chance(met, futures), EN) == label


def test_what_no_future_of_few_sets_shows_is_told_by_the_sets() -> None:
    """3 / 1,500: the futures of a set may all be hopeless together."""
    assert chance_label(Chance(0, 30_000, 1_500.0), EN) == "<0.2%"


@pytest.mark.parametrize(
    ("ends", "words", "label"),
    [
        ((0.02, 0.41), "2 to 41%", "2–41%"),
        ((0.001, 0.213), "under 0.5 to 21%", "<0.5–21%"),
        ((0.006, 0.0094), "0.6 to 0.9%", "0.6–0.9%"),
        ((0.0, 0.004), "under 0.5%", "<0.5%"),
        ((0.83, 0.9995), "83 to over 99.5%", "83–>99.5%"),
        ((0.9996, 1.0), "over 99.5%", ">99.5%"),
        ((0.001, 0.999), "under 0.5 to over 99.5%", "<0.5–>99.5%"),
        ((0.3, 0.301), "30%", "30%"),
    ],
)
def test_a_range_never_rounds_to_certainty(ends, words, label) -> None:
    chance = planted_chance(500, 1_000, ends)
    assert EN(rating_in_words(chance)) == f"about as likely as not (about 50%; {words})"
    assert range_label(chance, EN) == label


def test_either_end_has_its_interval() -> None:
    assert range_ends_label(planted_chance(500, 1_000, (0.3, 0.7)), EN) == "28–32%, 68–72%"
    assert range_ends_label(planted_chance(5, 1_000, (0.0, 0.007)), EN) == "0.0–2%, 0.0–3%"
    assert range_ends_label(Chance(5, 1_000), EN) == "—"
    assert planted_range(0.3, 0.7).low.interval == pytest.approx((0.28, 0.32))


@pytest.mark.parametrize(
    ("met", "interval"),
    [(0, "0.0–0.4%"), (3, "0.1–0.9%"), (214, "18–25%"), (997, "99.1–99.9%"), (1_000, "99.6–100.0%")],
)
def test_an_interval_is_never_rounded_inwards(met, interval) -> None:
    assert interval_label(Chance(met, 1_000), EN) == interval


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_words_are_said_as_each_by_itself(language) -> None:
    said = Text(language)(calibrated_words(Chance(670, 1_000)))
    assert all(Text(language)(LIKELIHOOD_WORDS[word]) in said for word in ("about_even", "likely"))
    assert VI(calibrated_words(Chance(670, 1_000))) == "từ khoảng 50/50 đến nhiều khả năng đạt"


def test_every_likelihood_has_words() -> None:
    assert set(LIKELIHOOD_WORDS) == set(RANGES)
