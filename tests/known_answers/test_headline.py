"""The sentence on top: the word for every chance, the counts, and that it never claims more than was simulated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.analysis import Board, Chance, PeriodAnswer, YearAnswer, headline, likelihood
from sim.analysis.targets import Spread
from sim.text import Text

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


@pytest.mark.parametrize(
    ("met", "futures", "word"),
    [
        (0, 1_000, "exceptionally_unlikely"),  # 0.0–0.4 %
        (3, 1_000, "exceptionally_unlikely"),  # 0.1–0.9 %
        (5, 1_000, "very_unlikely"),  # 0.2–1.2 %: across 1 %
        (0, 100, "very_unlikely"),  # 0–3.7 %: none of 100 does not show 1 %
        (80, 1_000, "very_unlikely"),  # 6.5–9.8 %
        (90, 1_000, "unlikely"),  # 7.4–10.9 %: across 10 %
        (0, 10, "unlikely"),  # 0–28 %
        (300, 1_000, "unlikely"),  # 27.2–32.9 %
        (345, 1_000, "unlikely"),  # 31.6–37.5 %: across 33 %, the less hopeful
        (365, 1_000, "about_even"),  # 33.6–39.5 %
        (500, 1_000, "about_even"),
        (670, 1_000, "about_even"),  # 64.0–69.8 %: across 66 %, the less hopeful
        (695, 1_000, "likely"),  # 66.6–72.3 %
        (910, 1_000, "likely"),  # 89.1–92.6 %: across 90 %
        (925, 1_000, "very_likely"),  # 90.7–94.0 %
        (990, 1_000, "very_likely"),  # 98.2–99.5 %: across 99 %
        (999, 1_000, "virtually_certain"),  # 99.4–99.98 %
        (1_000, 1_000, "virtually_certain"),
        (100, 100, "very_likely"),
        (0, 5, "too_few_futures"),  # 0–43 %
        (5, 10, "too_few_futures"),  # 24–76 %
        (1, 1, "too_few_futures"),
    ],
)
def test_word_of_a_chance(met: int, futures: int, word: str) -> None:
    assert likelihood(Chance(met, futures)) == word


@given(st.integers(1, 20_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_no_word_claims_more_than_the_interval_holds(counts: tuple[int, int]) -> None:
    chance = Chance(*counts)
    low, high = chance.interval
    word = likelihood(chance)
    if word == "too_few_futures":
        assert high - low > 0.33
        return
    floor, ceiling = RANGES[word]
    assert floor <= low
    if high > ceiling:
        assert (word, True) in {("unlikely", low < 0.33 < high), ("about_even", low < 0.66 < high)}
    narrower = [w for w, (f, c) in RANGES.items() if f <= low and high <= c and c - f < ceiling - floor]
    assert narrower == []


@given(st.integers(40, 5_000))
def test_more_futures_met_is_never_a_less_hopeful_word(futures: int) -> None:
    step = max(1, futures // 200)
    words = [likelihood(Chance(met, futures)) for met in range(0, futures + 1, step)]
    hopes = [HOPE.index(word) for word in words]
    assert hopes == sorted(hopes)


def year(number: int, met: int, futures: int = 1_000) -> YearAnswer:
    return YearAnswer(number, 3_000, Chance(met, futures), Spread(2_500.0, 2_000, 2_500, 3_000), 500.0)


def board(years: list[YearAnswer], together: int, period: int | None, reading: str = "counted") -> Board:
    futures = years[0].chance.futures
    answer = None
    if period is not None:
        spread = Spread(12_000.0, 10_000, 12_000, 14_000)
        answer = PeriodAnswer(
            years[0].year, years[-1].year, 13_250, 0, Chance(period, futures), spread, 900.0
        )
    return Board(reading, "none", tuple(years), tuple(years), Chance(together, futures), answer, None)  # type: ignore[arg-type]


FIVE = [year(2026, 0), year(2027, 20), year(2028, 25), year(2029, 500), year(2030, 950)]


def test_sentence_in_english() -> None:
    assert Text("en")(headline(board(FIVE, 0, 12))) == (
        "With the projects on the register and counting homes entered in the official statistic, this model, which "
        "promises nothing, rates the yearly targets: 2026 exceptionally unlikely, 2027–2028 very unlikely, "
        "2029 about as likely as not, 2030 very likely; all 5 together are met in none of 1,000 simulated futures, "
        "and the 13,250 homes of 2026–2030 in 12 of 1,000."
    )


def test_sentence_in_vietnamese() -> None:
    assert Text("vi")(headline(board(FIVE, 0, 12))) == (
        "Với các dự án trong danh mục và chỉ tính căn hộ đã vào thống kê chính thức, mô hình này (không phải lời cam "
        "kết) đánh giá chỉ tiêu từng năm: năm 2026 gần như không thể đạt, năm 2027–2028 rất ít khả năng đạt, "
        "năm 2029 khả năng đạt và không đạt ngang nhau, năm 2030 rất nhiều khả năng đạt; đạt đồng thời cả 5 năm: "
        "không lần nào trong 1.000 lần mô phỏng; đạt 13.250 căn giai đoạn 2026–2030: 12/1.000 lần."
    )


def test_certainty_is_said_as_a_count() -> None:
    all_met = [year(2026 + i, 1_000) for i in range(5)]
    said = Text("en")(headline(board(all_met, 1_000, 1_000, "eligible")))
    assert "homes built and fit for sale" in said
    assert "2026–2030 virtually certain" in said
    assert "all 5 together are met in all 1,000 simulated futures" in said
    assert said.endswith("in all 1,000.")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("met", [0, 1, 40, 345, 500, 700, 930, 999, 1_000])
def test_no_percentage_and_no_empty_promise(language: str, met: int) -> None:
    said = Text(language)(headline(board([year(2026, met), year(2027, met)], met, met)))  # type: ignore[arg-type]
    assert "%" not in said
    assert ("promises nothing" in said) or ("không phải lời cam kết" in said)
    assert said.endswith(".") and len(said) < 420


def test_without_a_period_only_the_years_together_are_said() -> None:
    said = Text("en")(headline(board(FIVE, 7, None, "handed_over")))
    assert "homes handed over to households" in said
    assert said.endswith("all 5 together are met in 7 of 1,000 simulated futures.")


def test_a_single_year_is_not_said_twice() -> None:
    said = Text("en")(headline(board([year(2026, 3)], 3, 3)))
    assert said.endswith(
        "rates the yearly target: 2026 exceptionally unlikely; it is met in 3 of 1,000 simulated futures."
    )


def test_few_futures_are_not_put_into_words() -> None:
    said = Text("en")(headline(board([year(2026, 2, 5), year(2027, 0, 5)], 0, 0)))
    assert "2026–2027 not to be rated from so few futures" in said
    assert "none of 5 simulated futures" in said
