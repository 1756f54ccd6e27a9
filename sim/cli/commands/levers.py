"""`housing-sim levers`: the levers at hand, or one of them in full, all read from their files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from sim.analysis import to_json
from sim.cli import terminal
from sim.errors import msg
from sim.files import scenarios_in
from sim.levers import Change, Lever, LeverSetting, known_lever, load_levers, setting_text
from sim.scenario import Words
from sim.text import Text
from sim.words import STANDING_WORDS, own_start_in_words, places_in_words, proposed_in_words, values_in_words


def levers_here() -> Path | None:
    """Folder `levers` of the current folder where it stands beside scenarios; None: the program's own."""
    folder = Path("levers")
    return folder if folder.is_dir() and scenarios_in(Path()) else None


def levers_command(lever_id: str | None, folder: Path | None, as_json: bool, text: Text) -> int:
    """Show the levers, or one.

    Parameters
    ----------
    lever_id : str or None
        None: all of them.
    folder : Path or None
        Where their files are; None: this product's own.
    as_json : bool
        Whether a program reads the answer.
    text : Text

    Returns
    -------
    int
        0.

    Raises
    ------
    OptionError
        When there is no such lever.
    ScenarioError
        When a file cannot be read.
    """
    levers = load_levers(folder)
    asked = tuple(levers.values()) if lever_id is None else (known_lever(lever_id, levers),)
    if as_json:
        print(to_json.json_text(to_json.levers_json(asked)))
    elif lever_id is None:
        _print_table(asked, text)
    else:
        print("\n".join(_explained(asked[0], text)))
    return 0


def _print_table(levers: Sequence[Lever], text: Text) -> None:
    from rich import box
    from rich.table import Table

    console = terminal()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    heads = (
        text("lever"),
        text("values"),
        text("from"),
        text("passage, figures"),
    )
    widest = max((len(lever.id) for lever in levers), default=0)
    for position, head in enumerate(heads):
        table.add_column(head, overflow="fold", width=widest if position == 0 else None)
    for lever in levers:
        table.add_row(
            f"{lever.id}\n{text(lever.name)}",
            f"{text(values_in_words(lever))}\n{text(proposed_in_words(lever))}",
            text(own_start_in_words(lever)),
            f"{lever.passage}\n{text(STANDING_WORDS[lever.standing])}",
        )
    console.print(table)
    console.print(
        text("`housing-sim levers LEVER` explains one in full: what it changes, its sources and assumptions.")
    )


def _explained(lever: Lever, text: Text) -> Iterator[str]:
    yield f"{lever.id}: {text(lever.name)}"
    yield ""
    yield _on_one_line(lever.help, text)
    yield ""
    yield text("values: {values}", values=values_in_words(lever))
    yield text(proposed_in_words(lever))
    yield text("from: {start}", start=own_start_in_words(lever))
    if lever.places:
        yield text("where: {places}", places=places_in_words(lever))
    yield text("comes in quarterly steps if asked for") if lever.ramp else text("comes all at once")
    if lever.spare_lodged is not None:
        spared = msg("keep their old pace") if lever.spare_lodged else msg("go faster too")
        yield text("files lodged before: {spared}, unless asked otherwise", spared=spared)
    yield text("passage: {passage}", passage=lever.passage)
    yield text("order among levers: {order}", order=lever.order)
    if lever.cost is not None:
        yield text("cost of one unit: {amount} {unit}", amount=lever.cost.amount, unit=lever.cost.unit)
    yield ""
    yield text("What it changes in the scenario:")
    for change in lever.changes:
        yield f"- {change.kind}: {text(change.about())}"
        yield f"  {_stated(change)}"
    yield ""
    yield text("Figures: {standing}.", standing=STANDING_WORDS[lever.standing])
    if lever.assumption is not None:
        yield _on_one_line(lever.assumption, text)
    for source in lever.source:
        known = lever.sources.get(source)
        yield (
            f"- {source}"
            if known is None
            else f"- {text(known.title)} ({known.published}): {known.reference}"
        )
    yield ""
    yield text("to pull it: {example}", example=_example(lever))


def _stated(change: Change) -> str:
    said = change.model_dump(mode="json", exclude_defaults=True, exclude={"kind"})
    return ", ".join(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in said.items())


def _example(lever: Lever) -> str:
    return setting_text(LeverSetting(lever, lever.default, lever.from_date if lever.dated else None))


def _on_one_line(words: Words, text: Text) -> str:
    return " ".join(text(words).split())
