"""The command that learns from records, `fit`, and its options."""

# Annotations stay alive here: Typer reads them, and their help texts are made in the language asked for.

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from sim.cli.options import parameter
from sim.questions import LANG, OUTPUT_FORMAT, one_of
from sim.text import Text

_FAMILIES = ("lognormal", "gamma", "weibull")


def add_records(command: Callable[[str, str], Callable[..., Any]], text: Text) -> None:
    """Add the command.

    Parameters
    ----------
    command : callable
        (name, help) -> what adds a function as a command.
    text : Text
    """
    t, lang, output_format = text, parameter(LANG, text), parameter(OUTPUT_FORMAT, text)

    @command("fit", t("Learn how long a stage takes from records of when it began and ended."))
    def fit(
        path: Annotated[
            Path,
            typer.Argument(
                metavar=t("RECORDS"),
                help=t(
                    "the list, .xlsx, .xls, .ods or .csv: a row a stage, with the columns name, started, and ended or "
                    "running_on; listed_on, place, class, stage, homes, published, used where they are known"
                ),
            ),
        ],
        stage: Annotated[
            str | None,
            typer.Option("--stage", metavar=t("NAME"), help=t("only records of this stage (column stage)")),
        ] = None,
        class_name: Annotated[
            str | None,
            typer.Option("--class", metavar=t("NAME"), help=t("only records of this class (column class)")),
        ] = None,
        place: Annotated[
            str | None,
            typer.Option(
                "--place",
                metavar=t("NAME"),
                help=t("the place asked about (column place); by default one without records"),
            ),
        ] = None,
        one_place: Annotated[
            bool, typer.Option("--one-place", help=t("take the records of all places as if they were of one"))
        ] = False,
        as_of: Annotated[
            str | None,
            typer.Option(
                "--as-of",
                metavar=t("DATE"),
                help=t("only records published by this day (column published), as 2025-11-10"),
            ),
        ] = None,
        family: Annotated[
            str | None,
            typer.Option(
                "--family",
                metavar="|".join(_FAMILIES),
                help=t("family of distributions; by default the one with the smallest AIC"),
                parser=one_of("--family", _FAMILIES),
            ),
        ] = None,
        prior: Annotated[
            str | None,
            typer.Option(
                "--prior",
                metavar=t("CLASS"),
                help=t(
                    "class of reference that the records are weighed with, such as building; or FILE.toml:CLASS"
                ),
            ),
        ] = None,
        never: Annotated[
            str | None,
            typer.Option(
                "--never",
                metavar=t("SHARE:CASES"),
                help=t("share that never ends, as sure as so many cases make it: 0.1:20"),
            ),
        ] = None,
        chart: Annotated[
            Path | None,
            typer.Option(
                "--chart",
                metavar=t("FILE"),
                help=t("picture of the records and the fit, .png, .svg or .pdf (needs the extra [app])"),
            ),
        ] = None,
        into: Annotated[
            Path | None,
            typer.Option(
                "--into",
                metavar=t("SCENARIO"),
                help=t(
                    "write a scenario beside this one, based on it, in which --for takes as long as estimated"
                ),
            ),
        ] = None,
        for_stage: Annotated[
            str | None,
            typer.Option("--for", metavar=t("STAGE"), help=t("id of the stage of the scenario of --into")),
        ] = None,
        output_format: Annotated[str | None, output_format] = None,
        _lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sim.cli.commands import FitOptions, fit_command

        options = FitOptions(
            path=path,
            stage=stage,
            class_name=class_name,
            place=place,
            one_place=one_place,
            as_of=as_of,
            family=family,
            prior=prior,
            never=never,
            chart=chart,
            into=into,
            for_stage=for_stage,
            as_json=output_format == "json",
        )
        return fit_command(options, text)
