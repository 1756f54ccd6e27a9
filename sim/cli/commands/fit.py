"""`housing-sim fit`: how long a stage takes, learnt from records."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from sim import words
from sim.analysis import to_json
from sim.cli import REFUSED, ProgressOnStderr, lines, plain_table, terminal, usable
from sim.errors import FixedDecimals, Message, OptionError, RunError, msg, msg_n
from sim.learning import (
    ClassFit,
    Family,
    FitProvenance,
    FitRequest,
    NeverPrior,
    Prior,
    Records,
    StageRecord,
    fit_records,
    load_duration_class,
    load_records,
    provenance_of,
    source_table,
    stage_table,
    stated_duration,
    write_variant,
)
from sim.text import Text
from sim.whole_files import whole_file

_PICTURES = ("png", "svg", "pdf")
Fitted = tuple[ClassFit, FitProvenance | None]


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


def fit_command(options: FitOptions, text: Text) -> int:
    """Say what records say, write the picture and the scenario that are asked for.

    Parameters
    ----------
    options : FitOptions
    text : Text

    Returns
    -------
    int
        0 where there is an estimate, else 2.

    Raises
    ------
    OptionError
        When an option cannot be used with another, or with what the records hold.
    ScenarioError
        When a file cannot be used.
    StoreError
        When a file cannot be written.
    """
    _check(options)
    request = FitRequest(
        place=options.place,
        family=cast("Family | None", options.family),
        prior=Prior() if options.prior is None else load_duration_class(options.prior).prior,
        never=_never(options.never),
    )
    scenario = None if options.into is None else usable(options.into)[0]
    records = load_records(options.path)
    chosen, left_out = _chosen(records, options)
    with _StepsOnStderr(text, at_most=False) as progress:
        fits = fit_records(chosen, request, progress)
    fitted: list[Fitted] = [
        (
            fit,
            None if fit.estimate is None else provenance_of(records, fit, fit.estimate, options.prior or ""),
        )
        for fit in fits
    ]
    _say(records, fitted, left_out, options, text)
    if options.chart is not None:
        _draw(options.chart, fits, text)
    if options.into is not None and scenario is not None:
        fit, origin = _only(fitted)
        assert fit.estimate is not None and options.for_stage is not None
        files = write_variant(
            scenario,
            options.into,
            options.for_stage,
            stated_duration(fit.estimate, fit.tally),
            origin,
            _in_both,
        )
        written = text("written: {files}", files=", ".join(str(file) for file in files))
        print(written, file=sys.stderr if options.as_json else sys.stdout)
    return 0 if any(fit.estimate is not None for fit in fits) else REFUSED


class _StepsOnStderr(ProgressOnStderr):
    def _sentence(self, done: int, total: int) -> str:
        return self._text("step {done} of {total}", done=done, total=total)


def _check(options: FitOptions) -> None:
    if (options.into is None) != (options.for_stage is None):
        raise OptionError(msg("--into and --for belong together: the scenario, and the stage in it"))
    if options.one_place and options.place is not None:
        raise OptionError(msg("--place and --one-place exclude each other: give one of them"))
    if options.chart is None:
        return
    if options.chart.suffix.lstrip(".").lower() not in _PICTURES:
        raise OptionError(
            msg(
                "--chart is {file}; its ending must be one of: {endings}",
                file=str(options.chart),
                endings=", ".join(f".{each}" for each in _PICTURES),
            )
        )
    if find_spec("altair") is None or find_spec("vl_convert") is None:
        raise RunError(msg("pictures need more packages: pip install 'housing-sim[app]'"))


def _never(stated: str | None) -> NeverPrior | None:
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


def _chosen(records: Records, options: FitOptions) -> tuple[list[StageRecord], Mapping[str, int]]:
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


_LEFT_OUT = {
    "unused": msg("not to be used (column used)"),
    "other_stage": msg("of another stage"),
    "other_class": msg("of another class"),
    "published_later": msg("published later"),
    "not_dated": msg("without a date of publication"),
}


def _say(
    records: Records, fitted: Sequence[Fitted], left_out: Mapping[str, int], options: FitOptions, text: Text
) -> None:
    print("\n".join(lines(records.warnings, text)), end="\n" if records.warnings else "", file=sys.stderr)
    if options.as_json:
        print(to_json.json_text(to_json.fit_json(records, dict(left_out), options.prior, fitted)))
        return
    console = terminal()
    console.print(text("{file}: records of how long stages took", file=records.file), style="bold")
    for reason, count in left_out.items():
        said = msg_n(
            "{count} record left out: {reason}",
            "{count} records left out: {reason}",
            count,
            reason=_LEFT_OUT[reason],
        )
        console.print("  " + text(said))
    for aside in records.set_aside:
        console.print(
            "  " + text("row {row} is set aside: {reason}", row=str(aside.number), reason=aside.reason)
        )
    for fit, origin in fitted:
        console.print()
        if fit.name:
            console.print(text("Class: {name}", name=fit.name), style="bold")
        for sentence in words.fit_in_words(fit):
            console.print(text(sentence))
        if fit.estimate is None or origin is None:
            continue
        _print_families(fit, text)
        console.print()
        console.print(text("To paste into a scenario and its sources file:"))
        for line in _pasted(fit, origin, options.for_stage or "STAGE"):
            print(line)


def _print_families(fit: ClassFit, text: Text) -> None:
    assert fit.estimate is not None
    if not fit.estimate.families:
        return
    console, table = terminal(), plain_table(padding=2)
    for head in (text("family"), text("median"), text("width"), "P90", "AIC"):
        table.add_column(head, justify="left" if not table.columns else "right")
    for each in fit.estimate.families:
        table.add_row(
            each.family,
            text(words.length_in_words(each.median)) if each.settled else "–",
            text.fixed(FixedDecimals(each.width, 2)) if each.settled else "–",
            text(words.length_in_words(each.p90)) if each.settled else "–",
            text.fixed(FixedDecimals(each.aic, 1)),
        )
    console.print()
    console.print(table)
    intervals = fit.estimate.intervals
    if intervals:
        console.print(
            text(
                "90% intervals by profile likelihood, {family}, all places as one: median {median}; P90 {late}.",
                family=fit.estimate.family,
                median=words.interval_of_length(intervals["median"]),
                late=words.interval_of_length(intervals["p90"]),
            )
        )


def _pasted(fit: ClassFit, origin: FitProvenance, stage: str) -> Iterator[str]:
    assert fit.estimate is not None
    yield from stage_table(stated_duration(fit.estimate, fit.tally), origin, stage, "", _in_both).split("\n")
    yield ""
    yield from source_table(origin, _in_both).split("\n")


def _only(fitted: Sequence[Fitted]) -> tuple[ClassFit, FitProvenance]:
    """The one class with an estimate, which a scenario can take over."""
    found = [(fit, origin) for fit, origin in fitted if origin is not None]
    if len(found) != 1:
        raise OptionError(
            msg(
                "--into takes one estimate, and there are {count}; name the class with --class: {names}",
                count=len(found),
                names=", ".join(fit.name or "–" for fit, _ in fitted),
            )
        )
    return found[0]


def _draw(file: Path, fits: Sequence[ClassFit], text: Text) -> None:
    from sim.charts import Format, figure_file, fitted_chart

    charts = [chart for chart in (fitted_chart(fit, text) for fit in fits) if chart is not None]
    if len(charts) != 1:
        raise OptionError(
            msg("--chart takes one class with finished records, and there are {count}", count=len(charts))
        )
    picture = figure_file(charts[0], cast("Format", file.suffix.lstrip(".").lower()))
    with whole_file(file) as temporary:
        temporary.write_bytes(picture)


def _in_both(message: Message) -> tuple[str, str]:
    return Text("vi")(message), Text("en")(message)
