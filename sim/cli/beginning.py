"""The command to begin with, before there are files to ask about: `init`."""

# Annotations stay alive here: Typer reads them, and their help texts are made in the language asked for.

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from sim.cities import CITIES
from sim.cli.options import parameter
from sim.errors import msg
from sim.questions import LANG, one_of
from sim.text import Text


def add_beginning(command: Callable[[str, str], Callable[..., Any]], text: Text) -> None:
    """Add the command that writes the first files.

    Parameters
    ----------
    command : callable
        (name, help) -> what adds a function as a command.
    text : Text
    """
    t, lang = text, parameter(LANG, text)
    default = next(iter(CITIES))

    @command("init", t("Write the files of a city to begin with into a new folder."))
    def init(
        folder: Annotated[
            Path, typer.Argument(metavar=t("FOLDER"), help=t("folder to make; must not exist yet"))
        ],
        city: Annotated[
            str,
            typer.Option(
                "--city",
                metavar="|".join(CITIES),
                help=t(
                    "city to begin with: {cities} (default {default})",
                    cities=[
                        msg("{name} ({about})", name=name, about=city.about) for name, city in CITIES.items()
                    ],
                    default=default,
                ),
                parser=one_of("--city", tuple(CITIES)),
            ),
        ] = default,
        _lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sim.cli.commands import init_command

        return init_command(folder, city, text)
