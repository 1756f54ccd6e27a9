"""The files a city begins with, written whole or not at all."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from sim.cities.cities import City
from sim.cities.register_workbook import write_register_workbook
from sim.files import load_settings
from sim.guide import file_schemas, write_schemas
from sim.whole_files import whole_folder

REGISTER_WORKBOOK = "register.xlsx"
SCHEMAS = "schema"
_SCHEMA_LINE = re.compile(r"\A#:schema \S*/([^/\s]+)$", re.MULTILINE)


def write_city(folder: Path, city: City, more: Callable[[Path], object] = Path.exists) -> tuple[Path, ...]:
    """Write the files of a city into a new folder, in one step.

    Parameters
    ----------
    folder : Path
        Must not exist; the folder above it must.
    city : City
    more : callable
        Writes further files into the folder, or others instead, before it has its name.

    Returns
    -------
    tuple of Path
        What the folder holds, the scenario first.

    Raises
    ------
    StoreError
        When the folder exists already, as a file or a folder, even an empty one, or cannot be written.
    """
    with whole_folder(folder) as begun:
        _fill(begun, city)
        more(begun)
    first = folder / city.scenario.name
    return (first, *sorted(path for path in folder.iterdir() if path != first))


def _fill(folder: Path, city: City) -> None:
    shipped = city.scenario.parent
    for name in (city.scenario.name, *city.copied):
        if (shipped / name).is_dir():
            shutil.copytree(shipped / name, folder / name, copy_function=shutil.copyfile)
        else:
            shutil.copyfile(shipped / name, folder / name)
    write_schemas(folder / SCHEMAS, file_schemas())
    for path in folder.rglob("*.toml"):
        _point_to_schema(path, folder)
    if city.workbook:
        write_register_workbook(folder / REGISTER_WORKBOOK, load_settings(city.scenario))


def _point_to_schema(path: Path, folder: Path) -> None:
    """Let the `#:schema` line of a copied file name the schemas that were written beside the scenario."""
    up = "../" * len(path.relative_to(folder).parent.parts)
    text = path.read_text(encoding="utf-8")
    path.write_text(_SCHEMA_LINE.sub(rf"#:schema {up}{SCHEMAS}/\1", text), encoding="utf-8", newline="\n")
