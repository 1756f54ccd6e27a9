"""The sentence of a level of confidence: every combination of scores, in both languages."""

from itertools import product
from typing import get_args

import pytest

from sim.analysis.board import Goal
from sim.analysis.confidence import (
    Agreement,
    AgreementReason,
    Basis,
    BasisReason,
    Confidence,
    Evidence,
    Influence,
    RecordReason,
    StatedNumber,
)
from sim.analysis.statistics import RangeEnd
from sim.errors import msg
from sim.scenario import READINGS
from sim.text import Text
from sim.words import LIKELIHOOD_WORDS, confidence_in_words, trust_in_words

SHARES: dict[BasisReason, float | None] = {
    "nothing_moves": None,
    "mostly_assumed": 0.9,
    "partly_assumed": 0.5,
    "mostly_published": 0.1,
}
ENDS: dict[AgreementReason, tuple[float, float]] = {
    "one_band": (0.02, 0.2),
    "two_bands": (0.02, 0.41),
    "all_bands": (0.02, 0.8),
}


def confidence(basis: BasisReason, record: RecordReason, agreement: AgreementReason) -> Confidence:
    """Confidence with these reasons."""
    low, high = (RangeEnd(chance, (chance, chance)) for chance in ENDS[agreement])
    moved = (Influence(StatedNumber("stages.a", msg("{day}", day=1), "assumption"), 5.0),)
    return Confidence(Basis(moved, 0, SHARES[basis]), Agreement(low, high), record)


SAID: dict[tuple[BasisReason, RecordReason, AgreementReason], tuple[str, str]] = {
    ("mostly_assumed", "none", "one_band"): (
        "Confidence is low: it rests mostly on assumptions, and it has not been tested against results yet.",
        "Độ tin cậy thấp: phần lớn dựa trên giả định, chưa được kiểm chứng với kết quả thực tế.",
    ),
    ("mostly_assumed", "none", "two_bands"): (
        "Confidence is low: it rests mostly on assumptions, and it has not been tested against results yet.",
        "Độ tin cậy thấp: phần lớn dựa trên giả định, chưa được kiểm chứng với kết quả thực tế.",
    ),
    ("mostly_assumed", "none", "all_bands"): (
        "Confidence is very low: it rests mostly on assumptions, it has not been tested against results yet, and what "
        "is not known could turn the rating round.",
        "Độ tin cậy rất thấp: phần lớn dựa trên giả định, chưa được kiểm chứng với kết quả thực tế, và những điều chưa "
        "biết có thể làm nhận định thay đổi hẳn.",
    ),
    ("mostly_assumed", "tested", "one_band"): (
        "Confidence is low: it rests mostly on assumptions.",
        "Độ tin cậy thấp: phần lớn dựa trên giả định.",
    ),
    ("mostly_assumed", "tested", "all_bands"): (
        "Confidence is low: it rests mostly on assumptions, and what is not known could turn the rating round.",
        "Độ tin cậy thấp: phần lớn dựa trên giả định, và những điều chưa biết có thể làm nhận định thay đổi hẳn.",
    ),
    ("nothing_moves", "none", "one_band"): (
        "Confidence is low: no figure of the scenario clearly moves the result, and it has not been tested against "
        "results yet.",
        "Độ tin cậy thấp: chưa thấy số liệu nào của kịch bản làm kết quả thay đổi rõ rệt, chưa được kiểm chứng với kết "
        "quả thực tế.",
    ),
    ("partly_assumed", "none", "one_band"): (
        "Confidence is medium: it has not been tested against results yet.",
        "Độ tin cậy trung bình: chưa được kiểm chứng với kết quả thực tế.",
    ),
    ("partly_assumed", "none", "all_bands"): (
        "Confidence is low: it has not been tested against results yet, and what is not known could turn the rating "
        "round.",
        "Độ tin cậy thấp: chưa được kiểm chứng với kết quả thực tế, và những điều chưa biết có thể làm nhận định thay "
        "đổi hẳn.",
    ),
    ("partly_assumed", "short", "two_bands"): (
        "Confidence is medium: it rests partly on assumptions, it has been tested against few results so far, and what "
        "is not known could change the rating.",
        "Độ tin cậy trung bình: một phần dựa trên giả định, mới được kiểm chứng với ít kết quả thực tế, và những điều "
        "chưa biết có thể làm nhận định thay đổi.",
    ),
    ("partly_assumed", "short", "one_band"): (
        "Confidence is medium: it rests partly on assumptions, and it has been tested against few results so far.",
        "Độ tin cậy trung bình: một phần dựa trên giả định, mới được kiểm chứng với ít kết quả thực tế.",
    ),
    ("partly_assumed", "refuted", "one_band"): (
        "Confidence is medium: the ranges of earlier forecasts did not fit the results.",
        "Độ tin cậy trung bình: biên độ của các dự báo trước đây không khớp với kết quả thực tế.",
    ),
    ("partly_assumed", "tested", "one_band"): (
        "Confidence is high, though it rests partly on assumptions.",
        "Độ tin cậy cao, dù một phần dựa trên giả định.",
    ),
    ("mostly_published", "short", "one_band"): (
        "Confidence is high, though it has been tested against few results so far.",
        "Độ tin cậy cao, dù mới được kiểm chứng với ít kết quả thực tế.",
    ),
    ("mostly_published", "tested", "two_bands"): (
        "Confidence is high, though what is not known could change the rating.",
        "Độ tin cậy cao, dù những điều chưa biết có thể làm nhận định thay đổi.",
    ),
    ("mostly_published", "not_better", "two_bands"): (
        "Confidence is medium: earlier forecasts came no closer to the results than official ones.",
        "Độ tin cậy trung bình: các dự báo trước đây chưa sát kết quả thực tế hơn dự kiến của cơ quan nhà nước.",
    ),
    ("mostly_published", "tested", "one_band"): (
        "Confidence is very high: it rests mostly on published figures, the ranges of earlier forecasts fitted the "
        "results, and the rating holds whatever is not known.",
        "Độ tin cậy rất cao: phần lớn dựa trên số liệu đã công bố, biên độ của các dự báo trước đây khớp với kết quả "
        "thực tế, và nhận định không đổi dù còn những điều chưa biết.",
    ),
}


@pytest.mark.parametrize("reasons", SAID, ids=" ".join)
def test_what_is_said(reasons: tuple[BasisReason, RecordReason, AgreementReason]) -> None:
    message = confidence_in_words(confidence(*reasons))
    assert (Text("en")(message), Text("vi")(message)) == SAID[reasons]


EVERY = list(product(get_args(BasisReason), get_args(RecordReason), get_args(AgreementReason)))


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_combination_is_one_sentence_that_tells_no_likelihood(language: str) -> None:
    text = Text(language)
    likelihoods = [text(word) for word in LIKELIHOOD_WORDS.values()]
    for reasons in EVERY:
        said = text(confidence_in_words(confidence(*reasons)))
        assert said.count(".") == 1
        assert said.endswith(".")
        assert "{" not in said
        assert not any(word in said for word in likelihoods)


@pytest.mark.parametrize("reasons", EVERY, ids=" ".join)
def test_the_lowest_scores_are_the_reasons(
    reasons: tuple[BasisReason, RecordReason, AgreementReason],
) -> None:
    found = confidence(*reasons)
    said = Text("en")(confidence_in_words(found))
    scores = (found.basis.score, found.record_score, found.agreement.score)
    signs = (
        ("assumptions", "published figures", "no figure"),
        ("tested against", "earlier forecasts"),
        ("what is not known", "whatever is not known"),
    )
    told = tuple(any(sign in said for sign in each) for each in signs)
    assert told == tuple(score == min(scores) for score in scores)


def test_where_it_could_not_be_assessed() -> None:
    message = confidence_in_words(None)
    assert (
        Text("vi")(message)
        == "Chưa đánh giá được độ tin cậy, vì chưa chạy được lượt mô phỏng thứ hai dùng để đánh giá."
    )


def test_targets_of_another_level_are_named() -> None:
    period = Goal("period", 2026, 2030, 13_250)
    years = [Goal("year", year, year, 2_500) for year in (2027, 2028, 2029, 2030)]
    found = {
        "period": confidence("mostly_assumed", "none", "two_bands"),
        "2027": confidence("mostly_assumed", "none", "one_band"),
        **{str(year): confidence("mostly_assumed", "none", "all_bands") for year in (2028, 2029, 2030)},
    }
    agreements = {name: each.agreement for name, each in found.items()}
    evidence = Evidence(found["period"].basis, dict.fromkeys(READINGS, agreements), "none")
    said = trust_in_words(evidence, [period, *years], "counted")
    assert [Text("en")(each) for each in said] == [
        "Confidence is low: it rests mostly on assumptions, and it has not been tested against results yet.",
        "For 2028, 2029 and 2030 it is very low, as what is not known could turn the rating round.",
    ]
    assert Text("vi")(said[1]) == (
        "Riêng năm 2028, năm 2029 và năm 2030: độ tin cậy rất thấp, vì những điều chưa biết có thể làm nhận định thay "
        "đổi hẳn."
    )
    # The other way round, the sentence is about a year, and the others are better.
    first, others = trust_in_words(evidence, [years[1], years[0], period], "counted")
    assert Text("en")(first).startswith("Confidence is very low")
    assert Text("en")(others) == "For 2027 and 2026–2030 it is low."
    assert trust_in_words(evidence, [period, years[0]], "eligible") == (said[0],)
    assert trust_in_words(None, [period], "counted") == (confidence_in_words(None),)
