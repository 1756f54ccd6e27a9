"""Mechanism on laws to come: the date on which one enters into force."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field

from sim.errors import Message, msg
from sim.levers import Pull, months_later
from sim.levers.mechanisms.base import A_STAGE, ByAmount, changed
from sim.levers.mechanisms.dated_durations import sharing_unknowns_with
from sim.scenario import Amendment, Identifier, Scenario


class LawDateChange(ByAmount):
    """A law that comes into force at another date: the effect is the number of months, later where positive."""

    kind: Literal["law_date"]
    stage: Annotated[Identifier, A_STAGE] = Field(description="id of the stage that the law changes")
    law: date = Field(description="date of the law in the scenario")

    dated = False

    def apply(self, scenario: Scenario, pull: Pull) -> Scenario:
        """Move the law; what nobody knows about it stays the same."""
        settings = scenario.settings
        stage = settings.stages[self.stage]
        dates = {law.from_date.isoformat() for law in stage.law}
        pull.must_be_in(self.law.isoformat(), dates, "law", msg("law of this stage"))
        day = months_later(self.law, round(pull.schedule.whole))
        if self.law < settings.data_date:
            raise pull.refuse(
                msg("the law of {day}, in force on the data date already", day=self.law),
                msg("a law that comes into force on the data date or later"),
                msg("leave the lever out"),
                "law",
            )
        if day.isoformat() in dates or day < settings.data_date:
            raise pull.refuse(
                msg("a law moved to {day}", day=day),
                msg("a date on or after the data date, on which no other law changes the stage"),
                msg("choose another value"),
            )
        laws = (self._moved(law, day) if law.from_date == self.law else law for law in stage.law)
        in_order = tuple(sorted(laws, key=lambda law: law.from_date))
        stage = stage.model_copy(update={"law": in_order})
        return changed(scenario, stages={**settings.stages, self.stage: stage})

    def both_set(self, other: Self) -> Message | None:
        """Twice the same law."""
        if (self.stage, self.law) != (other.stage, other.law):
            return None
        return msg("the date of a law on stage {stage}", stage=self.stage)

    def _moved(self, law: Amendment, day: date) -> Amendment:
        path = f"stages.{self.stage}.law.{law.from_date}"
        duration, tender = sharing_unknowns_with(path, (law.duration, law.tender))
        return law.model_copy(update={"from_date": day, "duration": duration, "tender": tender})
