"""Options that several commands share, with what the help says of them."""

# Annotations stay alive where these are used: Typer reads them, and help texts are made in the language asked for.

from __future__ import annotations

from typing import Any

import typer

from sim.cli.options import one_of, whole_number
from sim.text import LANGUAGES, Text

OUTPUT_FORMATS = ("table", "json")


class SharedOptions:
    """Options and arguments in one language.

    Parameters
    ----------
    text : Text
    """

    def __init__(self, text: Text) -> None:
        t = self.text = text
        self.scenario = typer.Argument(
            metavar=t("SCENARIO"), help=t("scenario file (TOML); its register and sources stand beside it")
        )
        self.lang = self.option(
            t(
                "language: {languages}; by default that of the system, else Vietnamese",
                languages=tuple(LANGUAGES),
            ),
            "--lang",
            metavar="|".join(LANGUAGES),
            parser=one_of("--lang", tuple(LANGUAGES)),
        )
        self.seed = self.option(
            t(
                "start of the random numbers; the same seed gives the same futures (default {default})",
                default=1,
            ),
            "--seed",
            metavar="N",
            parser=whole_number("--seed"),
        )
        self.engine = self.option(t("engine that computes the futures"), "--engine", metavar=t("NAME"))
        self.output_format = self.option(
            t("table to read, or json for programs (default table)"),
            "--format",
            metavar="table|json",
            parser=one_of("--format", OUTPUT_FORMATS),
        )
        self.count = self.option(
            t(
                "which homes count: counted (official statistic), eligible (built, fit for sale) or handed_over "
                "(default counted)"
            ),
            "--count",
            metavar=t("READING"),
        )
        self.jobs = self.option(
            t(
                "processors to use (default: all for the compiled engine, 1 for the reference engine); the "
                "results do not depend on it"
            ),
            "--jobs",
            metavar="N",
            parser=whole_number("--jobs"),
        )
        self.levers = self.option(
            t("lever to pull, with its value; may be given several times"),
            "--lever",
            metavar=t("ID=VALUE[,from=DATE][,ramp=MONTHS]"),
        )
        self.given = self.option(
            t("lever pulled in any case, with its value; may be given several times"),
            "--given",
            metavar=t("ID=VALUE[,from=DATE][,ramp=MONTHS]"),
        )
        self.packages = self.option(
            t("package file (TOML) of levers to pull; may be given several times"),
            "--with",
            metavar=t("FILE"),
        )
        self.levers_folder = self.option(
            t("folder of lever files (default: levers beside the scenario, else the product's own)"),
            "--levers",
            metavar=t("FOLDER"),
        )
        self.chance = self.option(
            t("chance wanted, a share: 0.8 means 80 in 100 (default 0.8)"), "--chance", metavar="P"
        )

    def option(self, help_text: str, *names: str, metavar: str, **more: Any) -> Any:
        """Make an option."""
        return typer.Option(*names, help=help_text, metavar=metavar, **more)

    def replications(self, default: int) -> Any:
        """Make the option of the number of futures."""
        return self.option(
            self.text("futures to simulate (default {default})", default=default),
            "--replications",
            metavar="N",
            parser=whole_number("--replications"),
        )
