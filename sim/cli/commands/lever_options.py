"""Commands that show levers; the work is done in `levers_command`."""

# Annotations stay alive here: Typer reads them, and their help texts are made in the language asked for.

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from sim.cli import SharedOptions


def add_lever_commands(command: Callable[[str, str], Callable[..., Any]], options: SharedOptions) -> None:
    """Add the commands to the program.

    Parameters
    ----------
    command : callable
        Makes a command, as in `sim.cli.program`.
    options : SharedOptions
    """
    t, option, lang, output_format = options.text, options.option, options.lang, options.output_format

    @command("levers", t("List the levers, or explain one in full."))
    def levers(
        lever: Annotated[
            str | None,
            typer.Argument(metavar=t("[LEVER]"), help=t("id of the lever to explain; none: list them all")),
        ] = None,
        folder: Annotated[
            Path | None,
            option(
                t(
                    "folder of lever files (default: those beside the scenarios of this folder, else the program's own)"
                ),
                "--folder",
                metavar=t("FOLDER"),
            ),
        ] = None,
        output_format: Annotated[str | None, output_format] = None,
        _lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sim.cli.commands.levers import levers_command, levers_here

        return levers_command(lever, levers_here() if folder is None else folder, output_format == "json", t)
