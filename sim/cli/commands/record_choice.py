"""What is asked of records: the options of `housing-sim fit`, and the records that they choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sim.errors import OptionError, msg
from sim.learning import NeverPrior, Records, StageRecord
from sim.questions import picture_path


@dataclass(frozen=True)
class FitOptions:
    """What the user has typed; see the help of `housing-sim fit`."""

    path: Path
    stage: str | None = None
    class_name: str | None = None
    place: str | None = None
    one_place: bool = False
    as_of: str | None = None
    family: str | None = None
    prior: str | None = None
    never: str | None = None
    chart: Path | None = None
    into: Path | None = None
    for_stage: str | None = None
    as_json: bool = False


def check_options(options: FitOptions) -> None:
    """Refuse options that do not go together.

    Raises
    ------
    OptionError
    RunError
        Where a picture is asked for and what draws it is not installed.
    """
    if (options.into is None) != (options.for_stage is None):
        raise OptionError(msg("--into and --for belong together: the scenario, and the stage in it"))
    if options.one_place and options.place is not None:
        raise OptionError(msg("--place and --one-place exclude each other: give one of them"))
    picture_path(options.chart)


def never_prior(stated: str | None) -> NeverPrior | None:
    """Read SHARE:CASES.

    Raises
    ------
    OptionError
    """
    if stated is None:
        return None
    try:
        share, cases = (float(part) for part in stated.split(":"))
    except ValueError:
        share, cases = 0.0, 0.0
    if not (0 < share < 1 and 0.1 <= cases <= 1e6):
        raise OptionError(
            msg(
                "--never is {found}; it must be a share between 0 and 1, a colon, and the cases that make it as sure: "
                "0.1:20",
                found=stated[:60],
            )
        )
    return NeverPrior(share, cases)


def chosen_records(records: Records, options: FitOptions) -> tuple[list[StageRecord], Mapping[str, int]]:
    """Records to be learnt from, and how many are left out, by reason."""
    as_of = None if options.as_of is None else _day(options.as_of)
    reasons = dict.fromkeys(("unused", "other_stage", "other_class", "published_later", "not_dated"), 0)
    chosen: list[StageRecord] = []
    for record in records.records:
        reason = _reason(record, options, as_of)
        if reason:
            reasons[reason] += 1
        else:
            chosen.append(replace(record, place="") if options.one_place else record)
    for given, column, found in (
        (options.stage, "stage", {record.stage for record in records.records}),
        (options.class_name, "class", {record.class_name for record in records.records}),
        (options.place, "place", {record.place for record in chosen}),
    ):
        if given is not None and given not in found:
            raise OptionError(
                msg(
                    "--{option} is {given}; the column {option} holds: {found}",
                    option=column,
                    given=given[:60],
                    found=", ".join(sorted(found)[:20]) or "–",
                )
            )
    if not chosen:
        raise OptionError(
            msg("no record is left to learn from: all are left out by the options or by `used`")
        )
    return chosen, {reason: count for reason, count in reasons.items() if count}


def _reason(record: StageRecord, options: FitOptions, as_of: date | None) -> str:
    """Why a record is left out; empty where it is not."""
    if not record.used:
        return "unused"
    if options.stage is not None and record.stage != options.stage:
        return "other_stage"
    if options.class_name is not None and record.class_name != options.class_name:
        return "other_class"
    if as_of is not None and record.published is None:
        return "not_dated"
    return "published_later" if as_of is not None and record.published and record.published > as_of else ""


def _day(stated: str) -> date:
    try:
        return date.fromisoformat(stated)
    except ValueError:
        raise OptionError(
            msg("--as-of is {found}; it must be a day written as 2025-11-10", found=stated[:60])
        ) from None
