"""What records say of durations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from pydantic import Field

from sim.analysis.to_json.answer import as_values
from sim.analysis.to_json.parts import JsonObject, NameJson
from sim.learning import (
    PROFILE_LEVEL,
    ClassFit,
    Estimate,
    Family,
    FitProvenance,
    MaximumLikelihood,
    ProfileInterval,
    Records,
    StatedDuration,
    stated_duration,
)


class OpenIntervalJson(JsonObject):
    """Values that the records do not rule out."""

    low: float | None = Field(description="null: no value is too small")
    high: float | None = Field(description="null: no value is too large")

    @classmethod
    def of(cls, interval: ProfileInterval) -> OpenIntervalJson:
        """Write an interval."""
        return cls(low=interval.low, high=interval.high)


class FamilyFitJson(JsonObject):
    """A family at its likeliest."""

    family: Family
    median_days: float
    width: float = Field(description="log(P90 / median) / 1.2816")
    log_likelihood: float
    aic: float
    settled: bool = Field(
        description="whether the likelihood has a maximum; without one nothing is determined"
    )

    @classmethod
    def of(cls, fit: MaximumLikelihood) -> FamilyFitJson:
        """Write a fit."""
        return cls(
            family=fit.family,
            median_days=fit.median,
            width=fit.width,
            log_likelihood=fit.log_likelihood,
            aic=fit.aic,
            settled=fit.settled,
        )


class KnownJson(JsonObject):
    """What is known of a number."""

    p10: float
    p50: float
    p90: float


class StatedDurationJson(JsonObject):
    """Keys of a duration as a scenario states them."""

    unit: str
    spread: dict[str, str | float]
    uncertain: dict[str, str | float]
    reference_homes: float | None = Field(description="geometric mean of the homes of the recorded projects")

    @classmethod
    def of(cls, stated: StatedDuration) -> StatedDurationJson:
        """Write a duration."""
        return cls(
            unit=stated.unit,
            spread={"family": stated.family, "median": stated.median, "p90": stated.p90},
            uncertain={"family": "lognormal", "p10": stated.uncertain_p10, "p90": stated.uncertain_p90},
            reference_homes=stated.reference_homes,
        )


class PointJson(JsonObject):
    """A point of the curve."""

    days: float
    still: float = Field(description="share still under way after these days")


class EstimateJson(JsonObject):
    """What the records of a class say."""

    families: tuple[FamilyFitJson, ...] = Field(
        description="the smallest AIC first; none where too few are finished"
    )
    family: Family = Field(description="the one that the rest is about")
    level: float = Field(description="of the intervals by profile likelihood")
    intervals: dict[str, OpenIntervalJson] = Field(
        description="median and p90 in days, width; as if of one place"
    )
    median_days: KnownJson = Field(description="what is known of the median, of the place asked about")
    width: KnownJson
    never: KnownJson | None = Field(description="share that never ends; null where none is told")
    plateau: bool | None = Field(
        description="whether the curve is flat at its end; null where nothing is finished"
    )
    pooled: bool = Field(description="whether several places each have a median of their own")
    place: str | None = Field(
        description="the place asked about; null: one without records, or all are of one"
    )
    curve: tuple[PointJson, ...] = Field(description="without a family: Turnbull's estimate")
    scenario_form: StatedDurationJson
    derivation: NameJson


class ClassFitJson(JsonObject):
    """A class of projects."""

    name: str = Field(description="empty where the records state none")
    finished: int
    unfinished: int
    truncated: int = Field(description="known only because they were still under way")
    places: tuple[str, ...]
    first: date
    last: date
    refused: NameJson | None = Field(description="why there is no estimate")
    estimate: EstimateJson | None


class FitJson(JsonObject):
    """How long recorded stages take: `housing-sim fit`."""

    file: str
    sha256: str
    left_out: dict[str, int] = Field(description="records that were read and not learnt from, by reason")
    set_aside: tuple[int, ...] = Field(description="rows that are no records: titles, sums, notes")
    prior: str | None = Field(description="class of reference")
    classes: tuple[ClassFitJson, ...]


def fit_json(
    records: Records,
    left_out: dict[str, int],
    prior: str | None,
    fits: Iterable[tuple[ClassFit, FitProvenance | None]],
) -> dict[str, Any]:
    """Put what records say into plain JSON values.

    Parameters
    ----------
    records : Records
    left_out : dict
        Reason -> number of records.
    prior : str or None
        Class of reference that was used.
    fits : iterable of (ClassFit, FitProvenance or None)
        None where there is no estimate.

    Returns
    -------
    dict
        As `FitJson` describes it.
    """
    return as_values(
        FitJson(
            file=records.file,
            sha256=records.sha256,
            left_out=left_out,
            set_aside=tuple(aside.number for aside in records.set_aside),
            prior=prior,
            classes=tuple(_of_class(fit, origin) for fit, origin in fits),
        )
    )


def _of_class(fit: ClassFit, origin: FitProvenance | None) -> ClassFitJson:
    tally = fit.tally
    return ClassFitJson(
        name=fit.name,
        finished=tally.finished,
        unfinished=tally.unfinished,
        truncated=tally.truncated,
        places=tally.places,
        first=tally.first,
        last=tally.last,
        refused=None if fit.refused is None else NameJson.said(fit.refused),
        estimate=None
        if fit.estimate is None or origin is None
        else _of_estimate(fit.estimate, stated_duration(fit.estimate, tally), origin),
    )


def _of_estimate(estimate: Estimate, stated: StatedDuration, origin: FitProvenance) -> EstimateJson:
    known, curve = estimate.posterior, estimate.curve
    never = known.never_share if estimate.never is not None else None
    points = () if curve is None else zip(curve.days.tolist(), curve.still.tolist(), strict=True)
    return EstimateJson(
        families=tuple(FamilyFitJson.of(fit) for fit in estimate.families),
        family=estimate.family,
        level=PROFILE_LEVEL,
        intervals={name: OpenIntervalJson.of(each) for name, each in estimate.intervals.items()},
        median_days=KnownJson(p10=known.median(0.1), p50=known.median(0.5), p90=known.median(0.9)),
        width=KnownJson(p10=known.width(0.1), p50=known.width(0.5), p90=known.width(0.9)),
        never=None if never is None else KnownJson(p10=never(0.1), p50=never(0.5), p90=never(0.9)),
        plateau=None if estimate.plateau is None else estimate.plateau.there,
        pooled=estimate.pooled,
        place=estimate.place,
        curve=tuple(PointJson(days=days, still=still) for days, still in points),
        scenario_form=StatedDurationJson.of(stated),
        derivation=NameJson.said(origin.derivation),
    )
