"""The commands to begin with, before there are files to ask about: `init`, `import`, and `export` for the way back."""

# Annotations stay alive here: Typer reads them, and their help texts are made in the language asked for.

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from sim.cities import CITIES
from sim.cli.options import parameter
from sim.errors import msg
from sim.questions import LANG, SCENARIO, one_of
from sim.text import Text


def add_beginning(command: Callable[[str, str], Callable[..., Any]], text: Text) -> None:
    """Add the commands that write the first files.

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

    @command("import", t("Take a department's list of projects into the folder of a scenario."))
    def import_(
        path: Annotated[
            Path,
            typer.Argument(metavar=t("LIST"), help=t("the list as it is: .xlsx, .xls, .ods or .csv")),
        ],
        into: Annotated[
            Path,
            typer.Option(
                "--into",
                metavar=t("FOLDER"),
                help=t(
                    "folder of the scenario, or its file; a folder that does not exist is made, as `init` makes it"
                ),
            ),
        ],
        map_file: Annotated[
            Path | None,
            typer.Option(
                "--map",
                metavar=t("FILE"),
                help=t(
                    "how the list is read (default: import.toml in the folder); a file that does not exist is written, "
                    "to be filled in"
                ),
            ),
        ] = None,
        answer: Annotated[
            list[str] | None,
            typer.Option(
                "--answer",
                metavar="COLUMN=VALUE",
                help=t("value for all rows that leave a column open; may stand several times"),
            ),
        ] = None,
        _lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sim.cli.commands import import_command

        return import_command(path, into, map_file, answer or [], text)

    @command("export", t("Write the register of a scenario as a workbook or CSV that comes in again."))
    def export(
        path: Annotated[Path | None, parameter(SCENARIO, text)] = None,
        kind: Annotated[
            str,
            typer.Option(
                "--format",
                metavar="xlsx|csv",
                help=t("kind of file: a workbook with choices and notes (default), or CSV"),
                parser=one_of("--format", ("xlsx", "csv")),
            ),
        ] = "xlsx",
        out: Annotated[
            Path | None,
            typer.Option(
                "--out",
                metavar=t("FILE"),
                help=t("file to write (default: named after the scenario, in this folder)"),
            ),
        ] = None,
        _lang: Annotated[str | None, lang] = None,
    ) -> int:
        from sim.cli.commands import export_command

        return export_command(path, kind, out, text)
