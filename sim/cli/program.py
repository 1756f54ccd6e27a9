"""The commands, their options and what the help says of them; the work is done one module a command."""

# Annotations stay alive here: Typer reads them, and their help texts are made in the language asked for.

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from sim.cli.ask import question_command
from sim.cli.beginning import add_beginning
from sim.cli.help import command_classes
from sim.cli.options import parameter
from sim.cli.records import add_records
from sim.questions import (
    ENGINE,
    LANG,
    LEVERS,
    OUTPUT_FORMAT,
    SCENARIO,
    SEED,
    commands,
)
from sim.text import Text

CommandFunction: TypeAlias = Callable[..., int]
AddCommand: TypeAlias = Callable[[str, str], Callable[[CommandFunction], CommandFunction]]
"""(name, help) -> what adds a function as a command."""


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

    lang = parameter(LANG, text)
    app = typer.Typer(
        cls=group_class,
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
        help=t("How likely are the yearly housing targets of a scenario, and what stands in their way."),
        epilog=t("`housing-sim COMMAND --help` explains a command."),
    )

    def command(name: str, short: str) -> Callable[[CommandFunction], CommandFunction]:
        return app.command(
            name, cls=command_class, short_help=short, help=short, context_settings={"allow_extra_args": True}
        )

    @app.callback(invoke_without_command=True)
    def program(
        ctx: typer.Context,
        _version: Annotated[
            bool, typer.Option("--version", help=t("show the version"), callback=_show_version, is_eager=True)
        ] = False,
        _lang: Annotated[str | None, lang] = None,
    ) -> None:
        if ctx.invoked_subcommand is None:
            print(ctx.get_help())

    add_beginning(command, text)
    for name, questions in commands().items():
        asked = questions[0].command
        assert asked is not None and asked.help is not None
        command(name, t(asked.help))(question_command(questions, text, arguments))
    add_records(command, text)
    _add_files(command, text)
    _add_record(command, text)
    _add_machine(command, text)
    return app


def _show_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(version("housing-sim"))
        raise typer.Exit


def _add_files(command: AddCommand, text: Text) -> None:
    """Add the commands that read files, and explain what they may hold."""
    t = text
    scenario, lang, output_format, folder = (
        parameter(each, text) for each in (SCENARIO, LANG, OUTPUT_FORMAT, LEVERS)
    )

    @command("levers", t("List the levers, or explain one in full."))
    def levers(
        lever: Annotated[
            str | None,
            typer.Argument(metavar=t("[LEVER]"), help=t("id of the lever to explain; none: list them all")),
        ] = None,
        folder: Annotated[Path | None, folder] = None,
        output_format: Annotated[str | None, output_format] = None,
        _lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sim.cli.commands import levers_command, levers_here

        return levers_command(
            lever, levers_here() if folder is None else folder, output_format == "json", text
        )

    @command("check", t("Check a scenario and its register, and say everything that is wrong with them."))
    def check(
        scenario: Annotated[Path | None, scenario] = None,
        output_format: Annotated[str | None, output_format] = None,
        _lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sim.cli.commands import check_command

        return check_command(scenario, output_format == "json", text)

    @command("fields", t("Explain every field of a scenario file and of its register."))
    def fields(_lang: Annotated[str | None, lang] = None) -> int:
        from sim.guide import guide_in

        print(guide_in(text, with_example=True))
        return 0

    @command(
        "schema",
        t(
            "Write the JSON Schema of the files, with which editors complete and check them, and of the answers."
        ),
    )
    def schema(
        out: Annotated[
            Path | None,
            typer.Option(
                "--out",
                metavar=t("FOLDER"),
                help=t("folder to write all of them to, one file a schema"),
            ),
        ] = None,
        name: Annotated[
            str | None,
            typer.Argument(metavar=t("[NAME]"), help=t("schema to print; none: list the names")),
        ] = None,
        _lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sim.cli.commands import schema_command

        return schema_command(name, out, text)


def _add_record(command: AddCommand, text: Text) -> None:
    """Add the command that holds past forecasts against what came."""
    t = text
    seed, engine, output_format, lang = (
        parameter(each, text) for each in (SEED, ENGINE, OUTPUT_FORMAT, LANG)
    )

    @command("backtest", t("Score forecasts made on registers as they stood, beside the official ones."))
    def backtest(
        suites: Annotated[
            list[Path] | None,
            typer.Argument(
                metavar=t("[SUITE]..."),
                help=t("suite files; by default those that come with the program"),
            ),
        ] = None,
        out: Annotated[
            Path | None,
            typer.Option(
                "--out",
                metavar=t("FILE"),
                help=t("file for the track record of one suite, which a scenario may name as `track_record`"),
            ),
        ] = None,
        seed: Annotated[int | None, seed] = None,
        engine: Annotated[str | None, engine] = None,
        output_format: Annotated[str | None, output_format] = None,
        _lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sim.cli.commands import backtest_command

        return backtest_command(suites or (), seed, engine, out, output_format == "json", text)


def _add_machine(command: AddCommand, text: Text) -> None:
    """Add the commands that make ready this machine, and serve the page from it."""
    t, lang = text, parameter(LANG, text)

    @command("warmup", t("Compile the fast engine for this machine, so that nobody waits for it later."))
    def warmup(_lang: Annotated[str | None, lang] = None) -> int:
        from sim.cli.commands import warmup_command

        return warmup_command(text)

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
        host: Annotated[
            list[str] | None,
            typer.Option(
                metavar=t("NAME"),
                help=t(
                    "a name under which the page answers too, such as that of a proxy before it; can be repeated"
                ),
            ),
        ] = None,
        _lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sim.cli.commands import app_command

        return app_command(folder, host or [], text)
