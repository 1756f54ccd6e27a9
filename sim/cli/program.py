"""The commands, their options and what the help says of them; the work is done one module a command."""

# Annotations stay alive here: Typer reads them, and their help texts are made in the language asked for.

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from sim.cities import CITIES
from sim.cli.commands import add_lever_commands, add_question_commands
from sim.cli.help import command_classes
from sim.cli.options import one_of, precision, whole_number
from sim.cli.shared_options import SharedOptions
from sim.errors import msg
from sim.text import Text

Command: TypeAlias = Callable[..., int]


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

    options = SharedOptions(text)
    option, scenario, lang = options.option, options.scenario, options.lang
    seed, engine, count, jobs = options.seed, options.engine, options.count, options.jobs
    output_format, replications = options.output_format, options.replications

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

    @command("init", t("Write the files of a city to begin with into a new folder."))
    def init(
        folder: Annotated[
            Path, typer.Argument(metavar=t("FOLDER"), help=t("folder to make; must not exist yet"))
        ],
        city: Annotated[
            str,
            option(
                t(
                    "city to begin with: {cities} (default {default})",
                    cities=[
                        msg("{name} ({about})", name=name, about=city.about) for name, city in CITIES.items()
                    ],
                    default=next(iter(CITIES)),
                ),
                "--city",
                metavar="|".join(CITIES),
                parser=one_of("--city", tuple(CITIES)),
            ),
        ] = next(iter(CITIES)),
        _lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sim.cli.commands import init_command

        return init_command(folder, city, text)

    @command("run", t("Simulate a scenario and show how likely each target is."))
    def run(
        scenario: Annotated[
            Path | None,
            typer.Argument(
                metavar=t("[SCENARIO]"),
                help=t(
                    "scenario file (TOML); by default the one of the current folder, else the program's own"
                ),
            ),
        ] = None,
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
        from sim.cli.commands import Request, run_command

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

    add_question_commands(command, options)
    add_lever_commands(command, options)

    @command("check", t("Check a scenario and its register, and say everything that is wrong with them."))
    def check(
        scenario: Annotated[Path, scenario],
        output_format: Annotated[str | None, output_format] = None,
        _lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sim.cli.commands import check_command

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
        from sim.cli.commands import trace_command

        return trace_command(scenario, replication, seed, engine, out, text)

    @command("warmup", t("Compile the fast engine for this machine, so that nobody waits for it later."))
    def warmup(_lang: Annotated[str | None, lang] = None) -> int:
        from sim.cli.commands import warmup_command

        return warmup_command(text)

    @command("fields", t("Explain every field of a scenario file and of its register."))
    def fields(_lang: Annotated[str | None, lang] = None) -> int:
        from sim.guide import guide_in

        print(guide_in(text, with_example=True))
        return 0

    @command("schema", t("Write the JSON Schema of the files, with which editors complete and check them."))
    def schema(
        out: Annotated[
            Path | None,
            option(
                t("folder to write to, one file a schema (default: print them)"), "--out", metavar=t("FOLDER")
            ),
        ] = None,
        _lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sim.cli.commands import schema_command

        return schema_command(out, text)

    @command("app", t("Open the pages in the browser."))
    def app_command(
        folder: Annotated[
            Path | None,
            typer.Argument(
                metavar=t("[FOLDER]"),
                help=t(
                    "folder of scenarios; by default the current one if it holds any, else the program's own"
                ),
            ),
        ] = None,
        _lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sim.cli.commands import app_command

        return app_command(folder, text)

    return app
