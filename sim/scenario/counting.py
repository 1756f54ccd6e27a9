"""What puts a home in the official statistic, and what the statistic says of the days before the data date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated, Any, Literal, Self

import numpy as np
from pydantic import BeforeValidator, Field, model_validator

from sim.array_types import Floats
from sim.distributions import DistributionSpec
from sim.errors import msg
from sim.scenario.base import Fitted, Identifier, LocalText, Model, Sourced, refuse
from sim.scenario.market import Likelihood
from sim.scenario.network import Route
from sim.scenario.project_row import ProjectRow, StageUnderWay

MostHomes = Annotated[int, Field(ge=0, le=1_000_000)]


def _as_pair(value: Any) -> Any:
    if isinstance(value, int):
        return (value, value)
    return tuple(value) if isinstance(value, list) else value


HomesBetween = Annotated[
    tuple[MostHomes, MostHomes],
    BeforeValidator(_as_pair, json_schema_input_type=MostHomes | list[MostHomes]),
]
"""Fewest and most homes, written as one number or as a pair."""


class CountedAlternative(Model):
    """One account of which register rows the official figure already holds."""

    id: Identifier = Field(description="short name used in results")
    name: LocalText = Field(description="the account in words")
    weight: Annotated[float, Field(gt=0, le=1)] = Field(
        description="how credible this account is; all weights sum to 1"
    )
    rows: tuple[str, ...] = Field(
        max_length=5000,
        description="rows (project id, or project id/block) marked `alternatives` "
        "that this account holds counted",
    )
    elsewhere: HomesBetween = Field(
        default=(0, 0),
        description="homes that this account holds counted outside the register: a number, or [fewest, most], all "
        "whole numbers between equally likely; only beside `alternatives_total`",
    )


class PushLikelihood(Likelihood, Fitted):
    """How likely it is that a city short of its target makes the push."""


class ShareEnterable(Fitted):
    """How much of what is being built a push can enter at most."""

    uncertain: DistributionSpec = Field(
        description="ignorance: share (0 to 1) of the homes begun and not yet counted that can be entered at most; one "
        "value a future"
    )


class BeyondTarget(Fitted):
    """How far beyond the target a push goes."""

    spread: DistributionSpec = Field(
        description="chance: homes entered beyond what the target still lacked, as a share of the year's own target; "
        "drawn anew for each year"
    )


class Push(Model):
    """A last effort at the end of a target year: where the target can still be met with homes under construction, they
    may be entered in the statistic before they are finished.
    """

    likelihood: PushLikelihood = Field(
        description="chance that the push is made where homes are lacking and can be entered"
    )
    share_enterable: ShareEnterable = Field(
        description="share of the homes under construction that a push can enter at most"
    )
    beyond_target: BeyondTarget = Field(description="how far beyond the target a push goes")


class Counting(Sourced):
    """What puts a home in the official statistic."""

    counted_when: Literal["eligible", "handed_over"] = Field(
        description="the moment at which a home not yet counted enters the statistic"
    )
    push: Push | None = Field(
        default=None,
        description="homes entered at the end of a target year to meet it; none: a home enters only when "
        "`counted_when` says",
    )
    alternatives: tuple[CountedAlternative, ...] = Field(
        default=(),
        max_length=32,
        description="accounts of which rows were counted before the data date, one drawn a future",
    )

    alternatives_total: HomesBetween | None = Field(
        default=None,
        description="homes that every account must add up to: a number, or [fewest, most]; accounts and sizes are then "
        "drawn given that they do; none: accounts are drawn by weight alone",
    )

    @model_validator(mode="after")
    def _pairs_rise(self) -> Self:
        pairs = [self.alternatives_total, *(one.elsewhere for one in self.alternatives)]
        for low, high in (pair for pair in pairs if pair is not None):
            if low > high:
                raise refuse(
                    msg("{low} homes at least and {high} at most", low=low, high=high),
                    msg("[fewest, most], the smaller number first"),
                    msg("swap or correct the two numbers"),
                )
        return self

    @model_validator(mode="after")
    def _weights_sum_to_one(self) -> Self:
        total = sum(alternative.weight for alternative in self.alternatives)
        if self.alternatives and abs(total - 1) > 1e-9:
            raise refuse(
                msg("weights that sum to {total}", total=total),
                msg("weights that sum to 1"),
                msg("correct the weights of the alternatives"),
            )
        return self


@dataclass(frozen=True)
class Account:
    """One account of what was counted before, given the total that all accounts must explain.

    Attributes
    ----------
    stated : float
        Weight that the scenario gives it.
    adds_up : float
        Chance that its homes add up to the total; 1 where no total is stated.
    weight : float
        Probability of the account given the total: stated weight x that chance, in parts of their sum (Bayes).
    rows : tuple of int
        Its rows whose homes are not known, in the order of the register; none where no total is stated.
    low, high : int
        Fewest and most homes of these rows and elsewhere together.
    rest : tuple of float64 arrays
        For each of these rows, the distribution function of what comes after it (the rows that follow, and homes
        elsewhere): at `rest_low`, `rest_low` + 1, ... homes, up to the most there can be.
    rest_low : tuple of int
        Fewest homes that can come after each of these rows.
    """

    stated: float
    adds_up: float
    weight: float
    rows: tuple[int, ...] = ()
    low: int = 0
    high: int = 0
    rest: tuple[Floats, ...] = ()
    rest_low: tuple[int, ...] = ()


def accounts_of(counting: Counting, rows: Sequence[ProjectRow]) -> tuple[Account, ...]:
    """Hold the accounts of a scenario against the total that they must explain.

    The homes of a row are whole numbers, all equally likely, and so are those elsewhere; sums of them follow from
    convolution, not from simulation.

    Parameters
    ----------
    counting : Counting
    rows : sequence of ProjectRow
        The register. Rows of homes groups have no size of their own; checks refuse them where a total is stated.

    Returns
    -------
    tuple of Account
        In the order of the file. Weights are all NaN where no account adds up, which checks refuse.
    """
    if counting.alternatives_total is None:
        return tuple(Account(one.weight, 1.0, one.weight) for one in counting.alternatives)
    held = [_held(one, counting.alternatives_total, rows) for one in counting.alternatives]
    likely = np.array([account.stated * account.adds_up for account in held])
    with np.errstate(invalid="ignore"):
        weights = (likely / likely.sum()).tolist()
    return tuple(replace(one, weight=weight) for one, weight in zip(held, weights, strict=True))


def sums_of(account: CountedAlternative, rows: Sequence[ProjectRow]) -> tuple[int, int]:
    """Fewest and most homes that an account can add up to, homes elsewhere included."""
    named = [row for row in rows if row.key in account.rows]
    fewest = account.elsewhere[0] + sum(int(row.homes.low) for row in named)
    return fewest, account.elsewhere[1] + sum(int(row.homes.high) for row in named)


def _held(account: CountedAlternative, total: tuple[int, int], rows: Sequence[ProjectRow]) -> Account:
    named = frozenset(account.rows)
    known = sum(int(row.homes.low) for row in rows if row.key in named and row.homes.known)
    open_rows = [p for p, row in enumerate(rows) if row.key in named and not row.homes.known]
    low, high = total[0] - known, total[1] - known
    first, last = account.elsewhere
    likely, fewest = np.full(last - first + 1, 1.0 / (last - first + 1)), first
    rest: list[Floats] = []
    rest_low: list[int] = []
    for p in reversed(open_rows):
        rest.insert(0, likely.cumsum())
        rest_low.insert(0, fewest)
        homes = rows[p].homes
        likely, fewest = _with_even(likely, int(homes.high - homes.low) + 1), fewest + int(homes.low)
    adds_up = _at(likely.cumsum(), fewest, high) - _at(likely.cumsum(), fewest, low - 1)
    return Account(account.weight, adds_up, np.nan, tuple(open_rows), low, high, tuple(rest), tuple(rest_low))


def _with_even(likely: Floats, count: int) -> Floats:
    """Distribution of a number and another of 0 .. count - 1, all equally likely: their sum, from its fewest on."""
    so_far = np.concatenate([likely.cumsum(), np.full(count - 1, likely.cumsum()[-1])])
    before = np.concatenate([np.zeros(count), so_far[:-count]])
    return np.asarray((so_far - before) / count, dtype=np.float64)


def _at(so_far: Floats, fewest: int, homes: int) -> float:
    """Distribution function at a number of homes."""
    return 0.0 if homes < fewest else float(so_far[min(homes - fewest, len(so_far) - 1)])


def last_seen(
    row: ProjectRow, part: StageUnderWay, route: Route, counting: Counting | None, data_date: date
) -> date:
    """Last day at whose 00:00 a stage is known to have been under way.

    The date of the row's status, or the end of the span in which the stage began where that is later. The data date,
    where the row's homes are known not to have been counted and would be at the end of this stage.

    Parameters
    ----------
    row : ProjectRow
    part : StageUnderWay
        One of its stages.
    route : Route
        The row's.
    counting : Counting or None
        The scenario's; None where it is not known.
    data_date : date

    Returns
    -------
    date
        Not after the data date.
    """
    if counting is not None and row.counted_before == "no":
        eligible = counting.counted_when == "eligible"
        if part.stage == (route.eligible_after if eligible else route.handed_over_after):
            return data_date
    # A known day is taken at its 00:00, a span lasts until the 00:00 after its last day.
    begun = part.start.last + timedelta(days=0 if part.start.days == 1 else 1)
    return min(max(row.status_as_of, begun), data_date)
