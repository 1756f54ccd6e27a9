"""The sentence on top: the word for every chance, the counts, and that it never claims more than was simulated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.analysis.board import Board, Goal, Percentiles, TargetAnswer, likelihood_word
from sim.analysis.statistics import Chance
from sim.text import LANGUAGES, Text
from sim.words import LIKELIHOOD_WORDS, headline
from sim.words.readings import of_simulated_futures

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
TWO_WORDS = {"unlikely_to_even": (0.0, 0.66), "even_to_likely": (0.33, 1.0), "unlikely_to_likely": (0.0, 1.0)}
SHARE = st.floats(0, 1)


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
    assert likelihood_word(Chance(met, futures)) == word


@given(st.integers(1, 20_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_no_word_claims_more_than_the_interval_holds(counts: tuple[int, int]) -> None:
    chance = Chance(*counts)
    low, high = chance.interval
    word = likelihood_word(chance)
    if word == "too_few_futures":
        assert high - low > 0.33
        return
    floor, ceiling = RANGES[word]
    assert floor <= low
    if high > ceiling:
        assert (word, True) in {("unlikely", low < 0.33 < high), ("about_even", low < 0.66 < high)}
    narrower = [w for w, (f, c) in RANGES.items() if f <= low and high <= c and c - f < ceiling - floor]
    assert narrower == []


@pytest.mark.parametrize(
    ("met", "low", "high", "word"),
    [
        (510, 0.18, 0.68, "unlikely_to_likely"),
        (510, 0.35, 0.65, "about_even"),
        (500, 0.40, 0.70, "even_to_likely"),
        (250, 0.10, 0.50, "unlikely_to_even"),
        (100, 0.02, 0.17, "unlikely"),  # alone: 8.3–12.0 %, unlikely as well
        (50, 0.01, 0.08, "very_unlikely"),
        (50, 0.00, 0.12, "unlikely"),  # alone: very unlikely
        (950, 0.92, 0.97, "very_likely"),
        (950, 0.85, 0.99, "likely"),  # alone: very likely
        (950, 0.60, 0.99, "even_to_likely"),
        (650, 0.64, 0.65, "even_to_likely"),  # simulation error alone reaches across 66 %: 62.0–67.9 %
        (999, 0.985, 1.0, "very_likely"),  # alone: virtually certain
    ],
)
def test_word_of_a_chance_whose_range_is_told(met: int, low: float, high: float, word: str) -> None:
    assert likelihood_word(Chance(met, 1_000, None, (low, high))) == word


@given(st.integers(0, 1_000), st.tuples(SHARE, SHARE).map(sorted))
def test_no_word_is_surer_than_what_is_not_known_allows(met: int, told: list[float]) -> None:
    low, high = told
    first, last = Chance(met, 1_000).interval
    floor, ceiling = (RANGES | TWO_WORDS)[likelihood_word(Chance(met, 1_000, None, (low, high)))]
    assert floor <= min(low, first)
    assert max(high, last) <= ceiling


def test_so_few_futures_are_not_rated_whatever_the_range() -> None:
    assert likelihood_word(Chance(5, 10, None, (0.45, 0.55))) == "too_few_futures"


@given(st.integers(40, 5_000))
def test_more_futures_met_is_never_a_less_hopeful_word(futures: int) -> None:
    step = max(1, futures // 200)
    words = [likelihood_word(Chance(met, futures)) for met in range(0, futures + 1, step)]
    hopes = [HOPE.index(word) for word in words]
    assert hopes == sorted(hopes)


def year(
    number: int, met: int, futures: int = 1_000, told: tuple[float, float] | None = None
) -> TargetAnswer:
    chance = Chance(met, futures, None, told)
    goal = Goal("year", number, number, 3_000)
    return TargetAnswer(goal, chance, Percentiles(2_500.0, 2_000, 2_500, 3_000), 500.0)


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
        answer = TargetAnswer(
            Goal("period", years[0].year, years[-1].year, 13_250),
            Chance(period, futures, None, told),
            spread,
            900.0,
        )
    return Board(reading, "none", tuple(years), tuple(years), Chance(together, futures), answer, None, None)  # type: ignore[arg-type]


FIVE = [year(2026, 0), year(2027, 20), year(2028, 25), year(2029, 500), year(2030, 950)]


def test_sentence_in_english() -> None:
    assert Text("en")(headline(board(FIVE, 0, 12))) == (
        "With the projects on the register and counting homes entered in the official statistic, this model "
        "(not a commitment) rates the yearly targets: 2026 exceptionally unlikely, 2027–2028 very unlikely, "
        "2029 about as likely as not, 2030 very likely. All 5 together are met in none of 1,000 simulated futures, "
        "and the 13,250 homes of 2026–2030 in 12 of 1,000."
    )


@pytest.mark.parametrize(
    ("met", "futures", "said"),
    [
        (0, 1, "no future (only one was simulated)"),
        (1, 1, "the one simulated future"),
        (0, 2, "none of 2 simulated futures"),
        (1, 2, "1 of 2 simulated futures"),
    ],
)
def test_counts_of_futures(met: int, futures: int, said: str) -> None:
    assert Text("en")(of_simulated_futures(Chance(met, futures, None, None))) == said


def test_sentence_in_vietnamese() -> None:
    assert Text("vi")(headline(board(FIVE, 0, 12))) == (
        "Với các dự án trong danh mục và chỉ tính căn hộ đã vào thống kê chính thức, mô hình này (không phải lời cam "
        "kết) đánh giá chỉ tiêu từng năm: năm 2026 gần như không thể đạt, năm 2027–2028 rất ít khả năng đạt, "
        "năm 2029 khả năng đạt và không đạt ngang nhau, năm 2030 rất nhiều khả năng đạt. Đạt đồng thời cả 5 năm: "
        "không lần nào trong 1.000 lần mô phỏng; đạt 13.250 căn giai đoạn 2026–2030: 12/1.000 lần."
    )


def test_certainty_is_said_as_a_count() -> None:
    all_met = [year(2026 + i, 1_000) for i in range(5)]
    said = Text("en")(headline(board(all_met, 1_000, 1_000, "eligible")))
    assert "homes built and fit for sale" in said
    assert "2026–2030 virtually certain" in said
    assert "All 5 together are met in all 1,000 simulated futures" in said
    assert said.endswith("in all 1,000.")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("met", [0, 1, 40, 345, 500, 700, 930, 999, 1_000])
def test_no_percentage_and_no_empty_promise(language: str, met: int) -> None:
    said = Text(language)(headline(board([year(2026, met), year(2027, met)], met, met)))  # type: ignore[arg-type]
    assert "%" not in said
    assert ("not a commitment" in said) or ("không phải lời cam kết" in said)
    assert said.endswith(".") and len(said) < 420


def test_without_a_period_only_the_years_together_are_said() -> None:
    said = Text("en")(headline(board(FIVE, 7, None, "handed_over")))
    assert "homes handed over to households" in said
    assert said.endswith("All 5 together are met in 7 of 1,000 simulated futures.")


def test_a_single_year_is_not_said_twice() -> None:
    said = Text("en")(headline(board([year(2026, 3)], 3, 3)))
    assert said.endswith(
        "rates the yearly target: 2026 exceptionally unlikely. It is met in 3 of 1,000 simulated futures."
    )


def test_few_futures_are_not_put_into_words() -> None:
    said = Text("en")(headline(board([year(2026, 2, 5), year(2027, 0, 5)], 0, 0)))
    assert "2026–2027 not to be rated from so few futures" in said
    assert "none of 5 simulated futures" in said


TOLD = [
    year(2026, 0),
    year(2027, 90, told=(0.004, 0.17)),
    year(2028, 510, told=(0.18, 0.68)),
    year(2029, 540, told=(0.35, 0.7)),
    year(2030, 540, told=(0.35, 0.7)),
]


def test_ranges_stand_beside_the_words_in_english() -> None:
    assert Text("en")(headline(board(TOLD, 0, 190, told=(0.02, 0.42)))) == (
        "With the projects on the register and counting homes entered in the official statistic, this model "
        "(not a commitment) rates the yearly targets: 2026 exceptionally unlikely, 2027 unlikely (0.4 to 17%), "
        "2028 anywhere between unlikely and likely (18 to 68%), 2029–2030 between about as likely as not and likely "
        "(35 to 70%). All 5 together are met in none of 1,000 simulated futures, and the 13,250 homes of 2026–2030 in "
        "190 of 1,000 (2.0 to 42%). Percentages in brackets: depending on what is not known yet, the chance lies in that "
        "range in 8 cases of 10."
    )


def test_ranges_stand_beside_the_words_in_vietnamese() -> None:
    assert Text("vi")(headline(board(TOLD, 0, 190, told=(0.02, 0.42)))) == (
        "Với các dự án trong danh mục và chỉ tính căn hộ đã vào thống kê chính thức, mô hình này (không phải lời cam "
        "kết) đánh giá chỉ tiêu từng năm: năm 2026 gần như không thể đạt, năm 2027 ít khả năng đạt (0,4 đến 17%), "
        "năm 2028 từ ít khả năng đạt đến nhiều khả năng đạt (18 đến 68%), năm 2029–2030 từ khả năng "
        "đạt và không đạt ngang nhau đến nhiều khả năng đạt (35 đến 70%). Đạt đồng thời cả 5 năm: không lần nào trong 1.000 lần mô phỏng; đạt "
        "13.250 căn giai đoạn 2026–2030: 190/1.000 lần (2,0 đến 42%). Số phần trăm trong ngoặc: tùy những điều chưa "
        "biết, khả năng đạt nằm trong khoảng đó ở 8/10 trường hợp."
    )


def test_years_of_one_word_and_different_ranges_are_said_apart() -> None:
    years = [year(2026, 500, told=(0.4, 0.6)), year(2027, 500, told=(0.41, 0.6))]
    said = Text("en")(headline(board(years, 0, None)))
    assert "2026 about as likely as not (40 to 60%), 2027 about as likely as not (41 to 60%)" in said


def test_the_range_of_a_single_year_is_said_once() -> None:
    said = Text("en")(headline(board([year(2026, 500, told=(0.4, 0.6))], 500, None)))
    assert (
        "2026 about as likely as not (40 to 60%). It is met in 500 of 1,000 simulated futures. Percent"
        in said
    )
    assert said.count("(40 to 60%)") == 1


@pytest.mark.parametrize(
    ("met", "low", "high", "between"),
    [
        (90, 0.0004, 0.17, "at most 17%"),
        (90, 0.004, 0.1701, "0.4 to 18%"),
        (3, 0.0004, 0.0009, "at most 0.1%"),
        (910, 0.83, 0.9995, "at least 83%"),
        (910, 0.838, 0.997, "83 to 99.7%"),
        (999, 0.9996, 0.9998, "at least 99.9%"),
        (20, 0.00512, 0.04, "0.5 to 4.0%"),
        (500, 0.0001, 0.9999, "0.0 to 100.0%"),
    ],
)
def test_a_range_never_rounds_to_certainty(met: int, low: float, high: float, between: str) -> None:
    said = Text("en")(headline(board([year(2026, met, told=(low, high))], met, None)))
    assert f"({between})" in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("pair", "words"),
    [
        ("even_to_likely", ("about_even", "likely")),
        ("unlikely_to_even", ("unlikely", "about_even")),
        ("unlikely_to_likely", ("unlikely", "likely")),
    ],
)
def test_two_words_are_said_as_each_by_itself(language, pair, words) -> None:
    said = Text(language)(LIKELIHOOD_WORDS[pair])
    assert all(Text(language)(LIKELIHOOD_WORDS[word]) in said for word in words)


def test_every_likelihood_has_words() -> None:
    assert set(LIKELIHOOD_WORDS) == {*RANGES, *TWO_WORDS, "too_few_futures"}
