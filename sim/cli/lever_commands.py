"""Commands that show levers; the work is done in `levers_command`."""

# Annotations stay alive here: Typer reads them, and their help texts are made in the language asked for.

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from sim.text import Text


def add_lever_commands(
    command: Callable[[str, str], Callable[..., Any]],
    option: Callable[..., Any],
    lang: Any,
    output_format: Any,
    text: Text,
) -> None:
    """Add the commands to the program.

    Parameters
    ----------
    command, option : callable
        Make a command and an option, as `sim.cli.commands` does.
    lang, output_format : object
        Options that every command shares.
    text : Text
    """
    t = text

    @command("levers", t("List the levers, or explain one in full."))
    def levers(
        lever: Annotated[
            str | None,
            typer.Argument(metavar=t("[LEVER]"), help=t("id of the lever to explain; none: list them all")),
        ] = None,
        folder: Annotated[
            Path | None,
            option(
                t("folder of lever files (default: scenarios/levers of this product)"),
                "--folder",
                metavar=t("FOLDER"),
            ),
        ] = None,
        output_format: Annotated[str | None, output_format] = None,
        _lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sim.cli.levers_command import levers_command

        return levers_command(lever, folder, output_format == "json", text)
