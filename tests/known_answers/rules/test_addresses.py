"""The one room of randomness: Philox itself, the addresses, and the way from words to uniforms."""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from builders import WHY, day, pool, row, scenario_of, stage
from futures import RARE, STANDARD_ERRORS
from scipy import stats

from sim.files import load_scenario
from sim.model import draw
from sim.model import unknown_values as unknowns
from sim.plan import make_plan
from sim.random import SHARED, Address, addresses, hash64, random_words, uniforms
from sim.random import uniform_source as room
from sim.scenario import DateRange, Scenario

BASELINE = Path(__file__).parents[3] / "scenarios" / "can-tho-2026.toml"
MASK = 2**64 - 1


def philox(counter: list[int], key: list[int]) -> list[int]:
    """Philox4x64-10 from its definition: Salmon, Moraes, Dror and Shaw 2011, SC'11, section 4.3."""
    (c0, c1, c2, c3), (k0, k1) = counter, key
    for _ in range(10):
        left, right = 0xD2E7470EE14C6C93 * c0, 0xCA5A826395121157 * c2
        c0, c1, c2, c3 = (right >> 64) ^ c1 ^ k0, right & MASK, (left >> 64) ^ c3 ^ k1, left & MASK
        k0, k1 = (k0 + 0x9E3779B97F4A7C15) & MASK, (k1 + 0xBB67AE8584CAA73B) & MASK
    return [c0, c1, c2, c3]


def test_the_definition_gives_the_published_vectors():
    """Known answers of the authors' library Random123 (file kat_vectors, philox4x64 10)."""
    assert [f"{word:016x}" for word in philox([0] * 4, [0] * 2)] == [
        "16554d9eca36314c", "db20fe9d672d0fdc", "d7e772cee186176b", "7e68b68aec7ba23b",
    ]  # fmt: skip
    assert [f"{word:016x}" for word in philox([MASK] * 4, [MASK] * 2)] == [
        "87b092c3013fe90b", "438c3c67be8d0224", "9cc7d7c69cd777b6", "a09caebf594f0ba0",
    ]  # fmt: skip


# b2sum --length=64 of the UTF-8 text, its bytes read as a little-endian number.
@pytest.mark.parametrize(
    ("text", "digest"),
    [
        ("@shared", "58c0e2c1aa70159e"),
        ("CT-01", "0839f9d08813d47a"),
        ("Cần Thơ", "ab15faffdf502bdc"),
        ("", "e4a6a0577479b2b4"),
        ("B1\x1fbuild\x1fwork\x1f0", "f5266c19f5dd30dd"),
    ],
)
def test_hashes_never_change(text, digest):
    expected = int.from_bytes(bytes.fromhex(digest), "little")
    assert hash64(text) == expected
    assert hash64(unicodedata.normalize("NFD", text)) == expected


def test_a_draw_is_addressed_by_block_stage_purpose_and_attempt():
    assert Address("P", "B1", "build", "work").counter_word == hash64("B1\x1fbuild\x1fwork\x1f0")
    fields = [("P", "", "ab", "c"), ("P", "a", "b", "c"), ("P", "", "a", "bc"), ("P", "", "ab", "c", 1)]
    assert len({Address(*one).counter_word for one in fields}) == 4


@pytest.mark.parametrize("seed", [0, 1, MASK])
def test_words_are_numpys_stream_and_philox_itself(seed):
    address = Address("CT-01", "B1", "build", "work")
    every = random_words(seed, address, 0, 400)
    for r in [*range(12), 99, 100, 399]:
        stream = np.random.Philox(
            key=np.array([seed, hash64("CT-01")], dtype=np.uint64),
            counter=np.array([r // 4, address.counter_word, 0, 0], dtype=np.uint64),
        )
        assert every[r] == stream.random_raw(4)[r % 4]
        # NumPy moves its counter on before it answers.
        block = philox([r // 4 + 1, address.counter_word, 0, 0], [seed, hash64("CT-01")])
        assert int(every[r]) == block[r % 4]


def test_any_cut_of_the_replications_gives_the_same_words():
    address = Address("P", "", "s", "work")
    every = random_words(5, address, 0, 60)
    for first in range(20):
        for count in (1, 2, 3, 4, 5, 17):
            assert np.array_equal(random_words(5, address, first, count), every[first : first + count])
    far = 4 * 2**40 + 3
    assert random_words(5, address, far, 1)[0] == random_words(5, address, far - 3, 8)[3]


def test_extreme_words_stay_inside_zero_and_one(monkeypatch):
    extreme = np.array([0, MASK, 1 << 12, (1 << 12) - 1, 1 << 63], dtype=np.uint64)
    monkeypatch.setattr(addresses, "random_words", lambda *_: extreme)
    expected = [2.0**-53, 1 - 2.0**-53, 3 * 2.0**-53, 2.0**-53, 0.5 + 2.0**-53]
    assert uniforms(0, Address("P", "", "", ""), 0, 5).tolist() == expected


def test_uniforms_of_neighbouring_addresses_are_uniform_and_unrelated():
    places = [Address(f"P{i}", "", f"s{j}", "work") for i in range(10) for j in range(10)]
    table = np.stack([uniforms(11, place, 0, 500) for place in places])
    assert stats.kstest(table.ravel(), "uniform").pvalue > RARE
    # The largest of 4,950 correlations of n = 500 pairs: 1 / sqrt(n) each, at Bonferroni's share of the bar.
    off = np.abs(np.corrcoef(table)[np.triu_indices(100, 1)]).max() * np.sqrt(500)
    assert off < stats.norm.isf(RARE / 2 / 4950)
    # A replication and the next, over all addresses.
    pairs = (table[:, 1:] - 0.5) * (table[:, :-1] - 0.5)
    assert abs(pairs.mean()) < STANDARD_ERRORS / 12 / np.sqrt(pairs.size)


def record(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> list[Address]:
    """Every address of which a draw asks, as often as it asks."""
    asked: list[Address] = []

    def spy(seed: int, address: Address, first: int, count: int) -> np.ndarray:
        asked.append(address)
        return uniforms(seed, address, first, count)

    monkeypatch.setattr(room, "uniforms", spy)
    unknowns._factor.cache_clear()
    draw(make_plan(scenario), 1, 0, 2)
    return asked


def small_scenario() -> Scenario:
    wait = {"family": "exponential", "mean": 50}
    factor = {"family": "uniform", "low": 0.5, "high": 2}
    accounts = [{"id": name, "name": name, "weight": 0.5, "rows": ["A"] * n} for n, name in enumerate("xy")]
    return scenario_of(
        {"s": stage(wait, uncertain=factor), "t": stage(wait, "desk", uncertain=factor)},
        [
            row("A", counted_before="alternatives", homes={"low": 1, "high": 9}),
            row("B", block="1", entry=DateRange(first=day(3), last=day(9)), land_ha={"low": 1, "high": 2}),
            row(
                "B", block="2", status="in_progress", under_way={"s": DateRange(first=day(-9), last=day(-3))}
            ),
            row("C", homes_group="g", homes={"low": 1, "high": 9}),
        ],
        pools={"desk": pool(1)},
        homes_groups={"g": {"homes": 5, "assumption": WHY}},
        counting={"counted_when": "eligible", "alternatives": accounts, "assumption": WHY},
    )


def test_a_small_plan_asks_for_exactly_these_addresses(monkeypatch):
    steps = [(p, b, s, "work") for p, b in (("A", ""), ("B", "1"), ("B", "2"), ("C", "")) for s in "st"]
    others = [("A", "", "", "homes"), ("C", "", "", "homes"), ("B", "1", "", "entry"), ("B", "1", "", "land")]
    # Both what the account held and the sizes that it explains ask for it.
    shared = [(SHARED, "", f"stages.{s}", "uncertain") for s in "st"] + [(SHARED, "", "", "account")] * 2
    expected = [*steps, *others, *shared, ("B", "2", "s", "start")]
    asked = record(small_scenario(), monkeypatch)
    assert Counter(asked) == Counter(Address(*one) for one in expected)


def test_every_draw_of_a_small_plan_is_at_its_philox_address():
    scenario = small_scenario()
    made = draw(make_plan(scenario), 3, 0, 9)
    factor = 0.5 + 1.5 * by_hand(3, SHARED, "\x1fstages.t\x1funcertain\x1f0", 9)
    u = by_hand(3, "B", "2\x1ft\x1fwork\x1f0", 9)
    assert np.allclose(made.work_days[:, 2, 1, 0], factor * -50 * np.log1p(-u), rtol=1e-13)
    entry = 3 + 7 * by_hand(3, "B", "1\x1f\x1fentry\x1f0", 9)
    assert np.allclose(made.entry_days[:, 1], entry, rtol=1e-13)
    homes = np.floor(1 + 9 * by_hand(3, "A", "\x1f\x1fhomes\x1f0", 9))
    assert np.array_equal(made.homes[:, 0], homes)
    counted = by_hand(3, SHARED, "\x1f\x1faccount\x1f0", 9) >= 0.5
    assert np.array_equal(made.counted_before[:, 0], counted)


def by_hand(seed: int, project: str, rest: str, count: int) -> np.ndarray:
    blocks = [philox([r // 4 + 1, hash64(rest), 0, 0], [seed, hash64(project)])[r % 4] for r in range(count)]
    return np.array([((word >> 12) + 0.5) * 2.0**-52 for word in blocks])


def test_no_two_addresses_of_the_baseline_collide(monkeypatch):
    asked = Counter(record(load_scenario(BASELINE), monkeypatch))
    assert len(asked) > 100
    # The versions of a stage under successive laws meet the same chance, and what is shared is asked for by each
    # that shares it; the account of the past, and the sizes that it explains, are asked for by both of what they settle;
    # all else is asked for once. That an address means one thing is held in test_what_is_not_known.
    assert {one.purpose for one, times in asked.items() if times > 1} <= {
        "account",
        "correlated",
        "homes",
        "uncertain",
        "work",
    }
    assert len({(hash64(one.project), one.counter_word) for one in asked}) == len(asked)
