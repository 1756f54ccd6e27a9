"""The commands, their options and what the help says of them; the work is done one module a command."""

# Annotations stay alive here: Typer reads them, and their help texts are made in the language asked for.

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import typer

from sim.cli.help import command_classes
from sim.cli.lever_commands import add_lever_commands
from sim.cli.options import one_of, precision, whole_number
from sim.text import LANGUAGES, Text

Command: TypeAlias = Callable[..., int]
FORMATS = ("table", "json")


def build(text: Text, arguments: Sequence[str]) -> typer.Typer:
    """Build the program in one language.

    Parameters
    ----------
    text : Text
        Language of help and output.
    arguments : sequence of str
        What the user asked, for the manifest of a run.

    Returns
    -------
    Typer
        Each command returns its exit code.
    """
    t = text
    command_class, group_class = command_classes(text)

    def option(help_text: str, *names: str, metavar: str, **more: Any) -> Any:
        return typer.Option(*names, help=help_text, metavar=metavar, **more)

    scenario = typer.Argument(
        metavar=t("SCENARIO"), help=t("scenario file (TOML); its register and sources stand beside it")
    )
    lang = option(
        t("language: vi or en; by default that of the system, else Vietnamese"),
        "--lang",
        metavar="vi|en",
        parser=one_of("--lang", LANGUAGES),
    )
    seed = option(
        t("start of the random numbers; the same seed gives the same futures (default {default})", default=1),
        "--seed",
        metavar="N",
        parser=whole_number("--seed"),
    )
    engine = option(t("engine that computes the futures"), "--engine", metavar=t("NAME"))
    output_format = option(
        t("table to read, or json for programs (default table)"),
        "--format",
        metavar="table|json",
        parser=one_of("--format", FORMATS),
    )
    count = option(
        t(
            "which homes count: counted (official statistic), eligible (built, fit for sale) or handed_over "
            "(default counted)"
        ),
        "--count",
        metavar=t("READING"),
    )
    jobs = option(
        t(
            "processors to use (default: all for the compiled engine, 1 for the reference engine); the "
            "results do not depend on it"
        ),
        "--jobs",
        metavar="N",
        parser=whole_number("--jobs"),
    )

    def replications(default: int) -> Any:
        return option(
            t("futures to simulate (default {default})", default=default),
            "--replications",
            metavar="N",
            parser=whole_number("--replications"),
        )

    app = typer.Typer(
        cls=group_class,
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
        help=t("How likely are the yearly housing targets of a scenario, and what stands in their way."),
        epilog=t("`housing-sim COMMAND --help` explains a command."),
    )

    def command(name: str, short: str) -> Callable[[Command], Command]:
        return app.command(
            name, cls=command_class, short_help=short, help=short, context_settings={"allow_extra_args": True}
        )

    def show_version(asked: bool) -> None:
        if asked:
            from importlib.metadata import version

            print(version("housing-sim"))
            raise typer.Exit

    @app.callback(invoke_without_command=True)
    def program(
        ctx: typer.Context,
        _version: Annotated[
            bool, typer.Option("--version", help=t("show the version"), callback=show_version, is_eager=True)
        ] = False,
        _lang: Annotated[str | None, lang] = None,
    ) -> None:
        if ctx.invoked_subcommand is None:
            print(ctx.get_help())

    @command("run", t("Simulate a scenario and show how likely each target is."))
    def run(
        scenario: Annotated[Path, scenario],
        replications: Annotated[int | None, replications(10_000)] = None,
        uncertainty: Annotated[
            bool,
            typer.Option(
                "--uncertainty",
                help=t(
                    "show beside every chance its range over what is not known: {futures} futures for each of "
                    "{sets} sets of unknown numbers, or as many sets as --replications allows",
                    futures=20,
                    sets=500,
                ),
            ),
        ] = False,
        precision: Annotated[
            float | None,
            option(
                t("simulate until every chance is within ±P, a share: 0.01 means ±1 percentage point"),
                "--precision",
                metavar="P",
                parser=precision,
            ),
        ] = None,
        seed: Annotated[int | None, seed] = None,
        engine: Annotated[str | None, engine] = None,
        count: Annotated[str, count] = "counted",
        jobs: Annotated[int | None, jobs] = None,
        output_format: Annotated[str | None, output_format] = None,
        out: Annotated[
            Path | None,
            option(
                t("folder for summary.json, manifest.json and completions.parquet"),
                "--out",
                metavar=t("FOLDER"),
            ),
        ] = None,
        _lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sim.cli.run_command import Request, run_command

        request = Request(
            scenario=scenario,
            replications=replications,
            precision=precision,
            uncertainty=uncertainty,
            seed=seed,
            engine=engine,
            count=count,
            jobs=jobs,
            as_json=output_format == "json",
            out=out,
            arguments=tuple(arguments),
        )
        return run_command(request, text)

    @command("bottleneck", t("Show where the time of homes goes: work, queues, tenders, days off."))
    def bottleneck(
        scenario: Annotated[Path, scenario],
        replications: Annotated[int | None, replications(2_000)] = None,
        seed: Annotated[int | None, seed] = None,
        engine: Annotated[str | None, engine] = None,
        count: Annotated[str, count] = "counted",
        jobs: Annotated[int | None, jobs] = None,
        output_format: Annotated[str | None, output_format] = None,
        _lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sim.cli.bottleneck_command import Request, bottleneck_command

        request = Request(scenario, replications, seed, engine, count, jobs, output_format == "json")
        return bottleneck_command(request, text)

    @command("check", t("Check a scenario and its register, and say everything that is wrong with them."))
    def check(
        scenario: Annotated[Path, scenario],
        output_format: Annotated[str | None, output_format] = None,
        _lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sim.cli.check_command import check_command

        return check_command(scenario, output_format == "json", text)

    @command("trace", t("Write the event log of one future."))
    def trace(
        scenario: Annotated[Path, scenario],
        replication: Annotated[
            int,
            option(
                t("number of the future, from 0"),
                "--replication",
                metavar="K",
                parser=whole_number("--replication"),
            ),
        ],
        out: Annotated[
            str,
            option(
                t("CSV file to write; - prints it"),
                "--out",
                metavar=t("FILE"),
            ),
        ],
        seed: Annotated[int | None, seed] = None,
        engine: Annotated[str | None, engine] = None,
        _lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sim.cli.trace_command import trace_command

        return trace_command(scenario, replication, seed, engine, out, text)

    add_lever_commands(command, option, lang, output_format, text)

    @command("warmup", t("Compile the fast engine for this machine, so that nobody waits for it later."))
    def warmup(_lang: Annotated[str | None, lang] = None) -> int:
        from sim.cli.warmup_command import warmup_command

        return warmup_command(text)

    @command("fields", t("Explain every field of a scenario file and of its register."))
    def fields(_lang: Annotated[str | None, lang] = None) -> int:
        from sim.scenario.guide import guide_in

        print(guide_in(text, with_example=True))
        return 0

    @command("app", t("Open the pages in the browser."))
    def app_command(_lang: Annotated[str | None, lang] = None) -> int:
        from sim.cli.app_command import app_command

        return app_command()

    return app
