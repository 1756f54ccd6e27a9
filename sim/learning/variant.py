"""A scenario that takes an estimate over: a file of its own, based on the one it belongs to, which stays untouched."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from sim.errors import Message, OptionError, ScenarioError, StoreError, msg
from sim.files import check_scenario
from sim.learning.provenance import FitProvenance
from sim.learning.scenario_form import StatedDuration
from sim.scenario import Scenario, Stage
from sim.whole_files import write_whole

InBoth = Callable[[Message], tuple[str, str]]
"""A sentence in Vietnamese and in English."""


def stage_table(
    stated: StatedDuration, provenance: FitProvenance, stage: str, scales: str, in_both: InBoth
) -> str:
    """Write the table `[stages.STAGE.duration]`, ready to paste.

    Parameters
    ----------
    stated : StatedDuration
    provenance : FitProvenance
    stage : str
        Id of the stage.
    scales : str
        Line that states its growth with size, or nothing.
    in_both : callable
    """
    vi, en = in_both(provenance.derivation)
    return "\n".join(
        (
            f"[stages.{stage}.duration]",
            *stated.toml,
            *((scales,) if scales else ()),
            f'source = ["{provenance.source_id}"]',
            f"derivation = {{ vi = {_quoted(vi)}, en = {_quoted(en)} }}",
        )
    )


def source_table(provenance: FitProvenance, in_both: InBoth) -> str:
    """Write the table of the source, for the sources file."""
    vi, en = in_both(provenance.title)
    return "\n".join(
        (
            f"[{provenance.source_id}]",
            f"title = {{ vi = {_quoted(vi)}, en = {_quoted(en)} }}",
            f"reference = {_quoted(provenance.reference)}",
            f'published = "{provenance.published}"',
        )
    )


def scale_line(stage: Stage | None, stated: StatedDuration) -> str:
    """Line of the growth with size: the estimate holds for the size of the recorded projects."""
    scale = None if stage is None else stage.duration.scale
    if scale is None or scale.by != "homes" or stated.reference_homes is None:
        return ""
    return (
        f'scale = {{ by = "homes", exponent = {scale.exponent:g}, reference = {stated.reference_homes:g} }}'
    )


def write_variant(
    scenario: Scenario,
    path: Path,
    stage: str,
    stated: StatedDuration,
    provenance: FitProvenance,
    in_both: InBoth,
) -> tuple[Path, ...]:
    """Write a scenario based on another, in which a stage takes as long as estimated, and its sources, beside it.

    Parameters
    ----------
    scenario : Scenario
    path : Path
        Its file; no byte of it changes.
    stage : str
        Id of the stage.
    stated : StatedDuration
    provenance : FitProvenance
    in_both : callable

    Returns
    -------
    tuple of Path
        The two files written, the scenario first.

    Raises
    ------
    OptionError
        Where the scenario has no such stage, or a file of that name exists.
    ScenarioError
        Where the scenario with the estimate cannot be used; nothing is left of it then.
    StoreError
        Where the files cannot be written.
    """
    found = scenario.settings.stages.get(stage)
    if found is None:
        raise OptionError(
            msg(
                "--for: {file} has no stage {stage}; choose one of: {names}",
                file=str(path),
                stage=stage,
                names=", ".join(scenario.settings.stages),
            )
        )
    variant, sources = f"{path.stem}-fit-{stage}.toml", f"{path.stem}-fit-{stage}-sources.toml"
    for name in (variant, sources):
        if (path.parent / name).exists():
            raise OptionError(
                msg("{file} exists and is not written over; move or delete it", file=str(path.parent / name))
            )
    vi, en = in_both(
        msg(
            "{name}, duration of {stage} learnt from records",
            name=scenario.settings.name,
            stage=found.name,
        )
    )
    lines = "\n".join(
        (
            f"based_on = {_quoted(path.name)}",
            f"name = {{ vi = {_quoted(vi)}, en = {_quoted(en)} }}",
            f"sources = {_quoted(sources)}",
            "",
            stage_table(stated, provenance, stage, scale_line(found, stated), in_both),
            "",
        )
    )
    written = write_whole(
        path.parent,
        {
            sources: lambda temporary: temporary.write_text(
                source_table(provenance, in_both) + "\n", encoding="utf-8", newline="\n"
            ),
            variant: lambda temporary: temporary.write_text(lines, encoding="utf-8", newline="\n"),
        },
    )
    checked = check_scenario(path.parent / variant)
    if checked.scenario is None:
        for file in written:
            _remove(file)
        raise ScenarioError(checked.problems)
    return path.parent / variant, path.parent / sources


def _remove(file: Path) -> None:
    try:
        file.unlink()
    except OSError as error:
        raise StoreError(msg("{file} cannot be removed", file=str(file))) from error


def _quoted(text: str) -> str:
    """A TOML string: that of JSON, which escapes what TOML escapes, and DEL besides."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False).replace("\x7f", "\\u007f")
