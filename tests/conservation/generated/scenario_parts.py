"""Parts of generated scenarios: durations, tenders, recalls, markets, stages, stocks, pools and routes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from builders import WHY, amendment, duration, likelihood, market, pool, route, stock, stock_use, valid
from conservation.generated.scenario_dated import GRID, cuts
from hypothesis import strategies as st

QUEUES = ("first_come", "most_homes_first", "nearest_completion_first")
OFFICE: dict[str, Any] = {
    "name": "office",
    "assumption": WHY,
    "week": [1, 1, 1, 1, 1, 0, 0],
    "holidays": "VN",
    "makeup_days": ["2026-02-28", "2027-01-30"],
}
SITE: dict[str, Any] = {
    "name": "site",
    "assumption": WHY,
    "week": [1, 1, 1, 1, 1, 1, 0.5],
    "months": [1, 1, 1, 1, 0.9, 0.8, 0.7, 0.7, 0.7, 0.8, 0.9, 1],
    "lunar_new_year": {"days_before": 10, "days_after": 15},
    "closures": [{"first": "2026-03-01", "last": "2026-03-09", "assumption": WHY}],
}
CALENDARS = {"office": OFFICE, "site": SITE}

numbers = partial(st.floats, allow_nan=False, allow_infinity=False)
ticks = st.integers(0, 8).map(lambda n: float(GRID * n))


def _rising(count: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(0, 150), min_size=count, max_size=count, unique=True).map(sorted)


def _family(family: str, **fields: st.SearchStrategy[float]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"family": st.just(family), **fields})


simple_shapes = st.one_of(
    _family("exponential", mean=numbers(1, 200)),
    _family("lognormal", median=numbers(1, 200), sigma_log=numbers(0.1, 1.2)),
    _family("gamma", shape=numbers(0.3, 20), scale=numbers(1, 30)),
    _family("weibull", shape=numbers(0.4, 5), scale=numbers(5, 200)),
    _rising(2).map(lambda n: {"family": "uniform", "low": n[0], "high": n[1]}),
    _rising(3).map(lambda n: {"family": "triangular", "low": n[0], "mode": n[1], "high": n[2]}),
    _rising(3).map(lambda n: {"family": "pert", "low": n[0], "mode": n[1], "high": n[2]}),
    _rising(3).map(
        lambda n: {"family": "quantiles", "points": [(0, n[0]), (0.3, n[1]), (0.6, n[1]), (1, n[2])]}
    ),
)
mixtures = st.tuples(simple_shapes, simple_shapes, numbers(0.05, 0.95)).map(
    lambda parts: {
        "family": "mixture",
        "components": [
            {"name": "one", "weight": parts[2], "spread": parts[0]},
            {"name": "two", "weight": 1 - parts[2], "spread": parts[1]},
        ],
    }
)
uncertain_factors = st.sampled_from(
    [
        {"family": "uniform", "low": 0.6, "high": 1.6},
        {"family": "lognormal", "median": 1.0, "sigma_log": 0.3},
        {"family": "triangular", "low": 0.5, "mode": 1.0, "high": 2.0},
    ]
)
scalings = st.sampled_from(
    [
        {"by": "homes", "exponent": 0.3, "reference": 100},
        {"by": "homes", "exponent": -0.5, "reference": 200},
        {"by": "land_ha", "exponent": 1.0, "reference": 2},
    ]
)


@st.composite
def durations(draw: st.DrawFn, calendar: str | None = None) -> dict[str, Any]:
    """A duration: fixed on the grid in half of the cases, else any shape with any factor and growth."""
    if draw(st.booleans()):
        return duration(draw(ticks), "working_days" if calendar else "days")
    units = ["days", "days", "weeks", "months"] + (["working_days"] * 3 if calendar else [])
    more = {
        "uncertain": draw(st.none() | uncertain_factors),
        "scale": draw(st.none() | scalings),
    }
    return duration(draw(st.one_of(simple_shapes, mixtures)), draw(st.sampled_from(units)), **more)


@st.composite
def waits(draw: st.DrawFn) -> dict[str, Any]:
    """A wait in plain days: a gap between rounds, a grace period, a stagger."""
    if draw(st.integers(0, 3)):
        return duration(float(GRID * draw(st.integers(0, 3))))
    return duration(draw(simple_shapes), uncertain=draw(st.none() | uncertain_factors))


def likelihoods(states: Sequence[str]) -> st.SearchStrategy[dict[str, Any]]:
    """A chance, often a sure one; by state of the market where there is one, or not."""
    one = st.sampled_from([0.0, 0.3, 0.5, 0.8, 1.0])
    chance = one | st.fixed_dictionaries(dict.fromkeys(states, one)) if states else one
    return st.builds(likelihood, chance, st.sampled_from([None, None, 0.5, 4, 40]))


@st.composite
def tenders(draw: st.DrawFn, states: Sequence[str]) -> dict[str, Any]:
    return {
        "success": draw(likelihoods(states)),
        "rounds": draw(st.integers(1, 4)),
        "gap": draw(st.none() | waits()),
        "holds_slot": draw(st.sampled_from(["round", "loop"])),
    }


@st.composite
def recalls(draw: st.DrawFn, states: Sequence[str], again: str, data_date: date) -> dict[str, Any]:
    """A recall that happens often: once in weeks or months of work."""
    rate = st.sampled_from([0.0, 5.0, 20.0, 20.0])
    hazard = {
        "per_year": draw(rate | st.fixed_dictionaries(dict.fromkeys(states, rate)) if states else rate),
        "uncertain": draw(st.none() | uncertain_factors),
        "cuts": draw(cuts(data_date)),
        "assumption": WHY,
    }
    lapse, grace, cap = draw(likelihoods(states)), draw(waits()), draw(st.sampled_from([1, 2, 3, 3]))
    table = {"hazard": hazard, "grace": grace, "lapse": lapse, "tender_again": again, "cap": cap}
    return table | {"grace_cuts": draw(cuts(data_date))}


@st.composite
def markets(draw: st.DrawFn) -> dict[str, Any] | None:
    """No market, or two or three states with passages so frequent that the cap is met now and then."""
    names = draw(st.sampled_from([(), ("low", "high"), ("low", "high", "middle")]))
    if not names:
        return None
    pairs = [(a, b) for a in names for b in names if a != b]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=4))
    rates = {pair: draw(st.sampled_from([0.5, 4.0, 20.0])) for pair in chosen}
    table = market(rates, draw(st.sampled_from(names)), draw(st.sampled_from([1, 3, 60])))
    return table | {"states": {name: {"name": name} for name in names}}


@st.composite
def stages(
    draw: st.DrawFn, pools: Sequence[str], stocks: Sequence[str], states: Sequence[str], data_date: date
) -> dict[str, Any]:
    """A stage: a quarter of them tenders, some only by a law to come."""
    calendar = draw(st.sampled_from([None, None, *CALENDARS]))
    table: dict[str, Any] = {"name": "stage", "duration": draw(durations(calendar)), "calendar": calendar}
    table["pool"] = draw(st.sampled_from([*pools, *pools, None]))
    if draw(st.integers(0, 2)) == 0:
        table["tender"] = draw(tenders(states))
    if stocks and draw(st.integers(0, 2)) == 0:
        per = draw(st.sampled_from(["project", "homes", "land_ha"]))
        amount = draw(
            st.sampled_from({"project": [5, 20, 60], "homes": [0.125, 0.5], "land_ha": [1, 30]}[per])
        )
        table["stock"] = stock_use(draw(st.sampled_from(stocks)), amount, per)
    if draw(st.booleans()):
        table["agency_share"] = {"share": draw(st.sampled_from([0.0, 0.5, 0.9, 1.0])), "assumption": WHY}
    offset = 0
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2]))):
        law = {"duration": draw(durations(calendar)), "tender": draw(st.none() | tenders(states))}
        if draw(st.booleans()) and table["duration"].get("uncertain") == law["duration"].get("uncertain"):
            law["duration"]["unknown_of"] = "stages.same"
            table["duration"]["unknown_of"] = "stages.same"
        table.setdefault("law", []).append(amendment(data_date + timedelta(days=offset), 0.0) | law)
        offset += GRID * draw(st.integers(1, 20))
    return table


@st.composite
def stock_tables(draw: st.DrawFn, data_date: date) -> dict[str, Any]:
    """A stock that is short at first; its last refill serves the largest request there can be."""
    days = sorted(draw(st.sets(st.integers(0, 60), max_size=3)))
    refills = {data_date + timedelta(days=GRID * n): float(draw(st.sampled_from([0, 20, 50]))) for n in days}
    refills[data_date + timedelta(days=GRID * draw(st.integers(61, 200)))] = 400.0
    return stock(draw(st.sampled_from([0.0, 20.0, 60.0, 2000.0])), refills)


def is_tender(table: dict[str, Any]) -> bool:
    return any(one.get("tender") is not None for one in (table, *table.get("law", ())))


def is_built(table: dict[str, Any], stage_tables: dict[str, Any]) -> bool:
    """Whether the stage at whose end homes are eligible builds, and finds no investor."""
    again = {step["recall"]["tender_again"] for step in table["steps"] if "recall" in step}
    return table["eligible_after"] not in again and not is_tender(stage_tables[table["eligible_after"]])


@st.composite
def pool_tables(draw: st.DrawFn, data_date: date) -> dict[str, Any]:
    steps = draw(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 3)), max_size=4))
    changes, offset = [], 0
    for gap, slots in steps:
        offset += 2 * GRID * gap
        changes.append((data_date + timedelta(days=offset), slots))
    slots = draw(st.sampled_from([1, 1, 2, 3, 0]))
    if not any([slots, *(later for _, later in changes)]):
        changes.append((data_date + timedelta(days=offset + GRID), 1))
    queue_from = data_date + timedelta(days=GRID * draw(st.integers(0, 40))) if draw(st.booleans()) else None
    return pool(slots, draw(st.sampled_from(QUEUES)), changes) | {"queue_from": queue_from}


def _keeps_order(
    names: Sequence[str],
    after: dict[str, set[str]],
    steps: dict[str, dict[str, Any]],
    wanted: list[tuple[str, str]],
) -> bool:
    """Whether overlaps let nothing begin before what it needs is over."""
    firm: dict[str, set[str]] = {}
    for name in names:
        left = after[name] - {one["stage"] for one in steps[name].get("overlaps", ())}
        firm[name] = left.union(*(firm[one] for one in left))
        if "recall" in steps[name]:
            wanted = [*wanted, (steps[name]["recall"]["tender_again"], name)]
        if "needs_valid" in steps[name]:
            wanted = [*wanted, (steps[name]["needs_valid"]["stage"], name)]
    return all(one == other or one in firm[other] for one, other in wanted)


@st.composite
def routes(
    draw: st.DrawFn, stage_tables: dict[str, Any], states: Sequence[str], data_date: date
) -> dict[str, Any]:
    """A route over some of the stages: any graph, any file order, all that a step can say."""
    names = draw(st.lists(st.sampled_from(list(stage_tables)), min_size=2, max_size=7, unique=True))
    after: dict[str, set[str]] = {}
    before: dict[str, set[str]] = {}
    for i, name in enumerate(names):
        few = draw(st.sampled_from([0, 0, 1, 1, 1]))
        after[name] = draw(st.sets(st.sampled_from(names[:i]), min_size=few, max_size=2)) if i else set()
        before[name] = after[name].union(*(before[one] for one in after[name]))
    tendered = {name for name in names if is_tender(stage_tables[name])}
    # Mostly a stage that builds: only then can homes enter the statistic early.
    eligible = draw(st.sampled_from([name for name in names if name not in tendered] or names))
    handed_over = draw(
        st.sampled_from([name for name in names if name == eligible or eligible in before[name]])
    )
    free = sorted(set(names) - tendered)
    split = draw(st.sets(st.sampled_from(free))) if free and draw(st.booleans()) else set()
    # The stages of each block stand in one stretch: none of the whole project between two of them.
    split -= {name for name in split if any(before[one] & split for one in before[name] - split)}
    steps: dict[str, dict[str, Any]] = {name: {} for name in names}
    for name, step in steps.items():
        earlier = sorted(before[name] - split)
        if draw(st.integers(0, 5)) == 0:
            step["duration"] = draw(durations(stage_tables[name]["calendar"]))
            if draw(st.booleans()):
                later = data_date + timedelta(days=GRID * draw(st.integers(0, 40)))
                law = {"duration": draw(durations(stage_tables[name]["calendar"]))}
                step["law"] = [amendment(later, 0.0) | law]
        if after[name] and draw(st.integers(0, 3)) == 0:
            beside = draw(st.sampled_from(sorted(after[name])))
            later = data_date + timedelta(days=GRID * draw(st.integers(0, 20)))
            step["overlaps"] = [{"stage": beside, "from_date": later, "assumption": WHY}]
        if name in tendered:
            step["fallback"] = draw(st.sampled_from(["assign", "drop_out"]))
        elif name in split:
            step["per_block"] = True
        elif earlier and draw(st.integers(0, 3)):
            step["recall"] = draw(recalls(states, draw(st.sampled_from(earlier)), data_date))
        if earlier and draw(st.integers(0, 2)) == 0:
            days = draw(st.sampled_from([1.0, 20.0, 60.0, 400.0]))
            step["needs_valid"] = valid(draw(st.sampled_from(earlier)), days)
    if not _keeps_order(names, after, steps, [(eligible, handed_over)]):
        for step in steps.values():
            step.pop("overlaps", None)
    order = draw(st.permutations(names))
    table = route({name: sorted(after[name]) for name in order}, eligible, handed_over, steps)
    if split:
        until, stagger = draw(st.sampled_from(sorted(split))), draw(waits())
        table["blocks"] = {"at_a_time": draw(st.integers(1, 3)), "until": until, "stagger": stagger}
    return table
