"""A back-test in sentences: what was scored, how it stands beside the official forecasts, and what may be claimed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from sim.backtest import (
    ENOUGH_OUTCOMES,
    LEVELS,
    Backtest,
    RivalKind,
    ScoredForecast,
    Skill,
    Summary,
    YearOutcome,
)
from sim.errors import FixedDecimals, Message, TwoLanguages, msg, msg_n
from sim.scenario import FinishedPlan
from sim.words.notes import CLASS_NAMES

RIVAL_NAMES: Mapping[RivalKind, Message] = {
    "official": msg("official forecast"),
    "target_met": msg("the target is met"),
    "last_year": msg("rate of the years before"),
    "straight_line": msg("straight line through the year"),
    "reference_class": msg("finished plans of others"),
}
"""What rivals are called."""


def outcome_in_words(outcome: YearOutcome, target: int) -> Message:
    """Say what came of an outcome, against the target as it stood."""
    place, year, result = outcome.place, str(outcome.year), outcome.result
    if result is None:
        return msg(
            "{place}, {year}: not known yet, left unscored (target {target})",
            place=place,
            year=year,
            target=target,
        )
    if result.homes is None:
        met = msg("met") if result.met else msg("not met")
        return msg(
            "{place}, {year}: target of {target} {met}; homes not published",
            place=place,
            year=year,
            target=target,
            met=met,
        )
    low, high = result.homes
    came = msg("{homes}", homes=low) if low == high else msg("{low} or {high}", low=low, high=high)
    return msg(
        "{place}, {year}: {came} homes came (target {target})",
        place=place,
        year=year,
        came=came,
        target=target,
    )


def backtest_in_words(found: Backtest) -> Message:
    """Say how the forecasts did beside the official ones, or that none can be scored yet."""
    summary = found.summary
    if summary.crps is None:
        return msg("None of these forecasts can be scored in homes yet.")
    official = summary.rival_crps.get("official")
    if official is None:
        return msg("The forecasts missed by {error} homes on average (CRPS).", error=round(summary.crps))
    return msg(
        "Where there was an official number, these forecasts missed by {ours} homes on average (CRPS), the official "
        "ones by {theirs}, over {outcomes}.",
        ours=round(summary.own_crps["official"]),
        theirs=round(official),
        outcomes=msg_n("{count} outcome", "{count} outcomes", summary.skill["official"].outcomes),
    )


def backtest_notes(found: Backtest) -> Iterator[Message | TwoLanguages]:
    """Say what the scores rest on, what may be claimed of them, and what would mend them."""
    summary, suite = found.summary, found.loaded.suite
    yield _outcomes_in_words(summary)
    yield msg(
        "Error: CRPS, in homes; of a single number it is the plain error. {levels}: whether the bands of these levels "
        "held what came. Skill (in homes, and by chance: in Brier scores): 1 is no error, 0 as good as the rival, "
        "below 0 worse. Brier: 0 to 1, the lower the better; 0.25 is a coin's. Each forecast rests on {futures} "
        "futures (seed {seed}) of the scenario as it was known then.",
        levels="/".join(str(round(100 * level)) for level in LEVELS) + "%",
        futures=found.futures,
        seed=str(found.seed),
    )
    if any(len(each.scores) > 1 for each in found.forecasts):
        yield msg("Where sources leave two numbers for what came, both ends are scored and the mean is told.")
    assumed = max((_assumptions(each) for each in found.forecasts), default=0)
    if assumed:
        yield msg(
            "Sources, statuses and fits are held to the as-of date. Assumptions carry no date (up to {count} in one of "
            "these scenarios): that no hindsight entered them is a matter of trust.",
            count=assumed,
        )
    for name, plans in found.beside.items():
        yield beside_in_words(name, plans)
    for each in found.forecasts:
        if each.case.note is not None:
            yield msg("{day}: {note}", day=each.case.as_of, note=each.case.note)
    for left in found.loaded.left_out:
        yield msg("left out: {file}: {why}", file=left.file, why=left.why)
    for outcome in suite.outcomes:
        yield msg("{place}: counted are {definition}", place=outcome.place, definition=outcome.definition)
    if suite.mending is not None:
        yield suite.mending


def beside_in_words(name: str, plans: Sequence[FinishedPlan]) -> Message:
    """Say how far a class of other official forecasts came."""
    ratios = sorted(plan.ratio for plan in plans)
    return msg(
        "Beside it, {plans} of others: {count} of them came to {low} to {high} of what was forecast, {middle} in the "
        "middle.",
        plans=CLASS_NAMES.get(name, msg("{name}", name=name)),
        count=len(ratios),
        low=FixedDecimals(ratios[0], 2),
        high=FixedDecimals(ratios[-1], 2),
        middle=FixedDecimals(median(ratios), 2),
    )


def skill_in_words(found: Skill) -> Message:
    """Say a skill with its error, where it has either."""
    if found.value is None:
        return msg("–")
    value = FixedDecimals(found.value, 2, signed=True)
    if found.error is None:
        return msg("{value}", value=value)
    return msg("{value} ± {error}", value=value, error=FixedDecimals(found.error, 2))


def _outcomes_in_words(summary: Summary) -> Message:
    count = msg_n(
        "{count} independent outcome (dates within one year of one place are one)",
        "{count} independent outcomes (dates within one year of one place are one)",
        summary.outcomes,
    )
    years = msg_n("{count} calendar year", "{count} calendar years", summary.years)
    if summary.enough:
        return msg(
            "{outcomes}, of {years}; places of one year share its conditions.", outcomes=count, years=years
        )
    return msg(
        "{outcomes}, of {years}: too few to claim anything of how often bands hold ({enough} are needed), and "
        "under three no error of a skill is told.",
        outcomes=count,
        years=years,
        enough=ENOUGH_OUTCOMES,
    )


def _assumptions(each: ScoredForecast) -> int:
    return each.case.undated_assumptions
