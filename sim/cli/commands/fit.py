"""`housing-sim fit`: how long a stage takes, learnt from records."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast

from sim import words
from sim.analysis import to_json
from sim.cli import REFUSED, ProgressOnStderr, lines, plain_table, terminal, usable
from sim.cli.commands.record_choice import FitOptions, check_options, chosen_records, never_prior
from sim.errors import FixedDecimals, Message, OptionError, msg, msg_n
from sim.learning import (
    ClassFit,
    Family,
    FitProvenance,
    FitRequest,
    Prior,
    Records,
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

FitWithOrigin = tuple[ClassFit, FitProvenance | None]


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
    check_options(options)
    request = FitRequest(
        place=options.place,
        family=cast("Family | None", options.family),
        prior=Prior() if options.prior is None else load_duration_class(options.prior).prior,
        never=never_prior(options.never),
    )
    scenario = None if options.into is None else usable(options.into)[0]
    records = load_records(options.path)
    chosen, left_out = chosen_records(records, options)
    with _StepsOnStderr(text, at_most=False) as progress:
        fits = fit_records(chosen, request, progress)
    fitted: list[FitWithOrigin] = [
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


_LEFT_OUT = {
    "unused": msg("not to be used (column used)"),
    "other_stage": msg("of another stage"),
    "other_class": msg("of another class"),
    "published_later": msg("published later"),
    "not_dated": msg("without a date of publication"),
}


def _say(
    records: Records,
    fitted: Sequence[FitWithOrigin],
    left_out: Mapping[str, int],
    options: FitOptions,
    text: Text,
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


def _only(fitted: Sequence[FitWithOrigin]) -> tuple[ClassFit, FitProvenance]:
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
