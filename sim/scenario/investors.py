"""Investors: tenders that may find no taker, and investors that stall and are recalled."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sim.scenario.amendments import Cuts
from sim.scenario.base import MOST_ROUNDS, Grounded, Identifier
from sim.scenario.durations import Duration
from sim.scenario.market import Hazard, Likelihood

Fallback = Literal["assign", "drop_out"]


class Tender(Grounded):
    """Rounds of a call for investors; the stage's duration is that of one round."""

    success: Likelihood = Field(description="chance that a round finds an investor")
    rounds: Annotated[int, Field(ge=1, le=MOST_ROUNDS)] = Field(
        description="cap on rounds; after the last one fails, the route's fallback applies"
    )
    gap: Duration | None = Field(
        default=None, description="wait between a failed round and the next; none: no wait"
    )
    holds_slot: Literal["round", "loop"] = Field(
        default="round",
        description="round: the slot is given back after every round; loop: it is kept until the last is over",
    )


class Recall(Grounded):
    """An investor that stalls is recalled; the project is tendered again and resumed with the work left, or lapses."""

    hazard: Hazard = Field(description="stalls per year while the stage is under way")
    grace: Duration = Field(
        description="time between the stall and the recall; the slot is held until the recall"
    )
    grace_cuts: Cuts = Field(
        default=(),
        description="shares of the grace period cut off, by date; one that is running goes on faster from that date",
    )
    lapse: Likelihood = Field(description="chance that a recalled project lapses for good")
    tender_again: Identifier = Field(
        description="stage of this route whose rounds are held again after a recall"
    )
    cap: Annotated[int, Field(ge=1, le=5)] = Field(description="most recalls of a project in this stage")


class Validity(Grounded):
    """A notice that is void after some time and must be issued again."""

    stage: Identifier = Field(
        description="stage that issues the notice; must come before, directly or indirectly"
    )
    duration: Duration = Field(description="how long a notice is valid from its issue")
