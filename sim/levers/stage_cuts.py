"""Cuts that a setting of a fast track promises for single stages, in words as ``cuts=planning:30/acceptance:60``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sim.errors import Message, OptionError, msg
from sim.files import cut_short, listed, nearest
from sim.levers.lever import Lever
from sim.scenario import MOST_CUT

CUTS_EXAMPLE = "cuts=planning:30/acceptance:60"
"""Neither `;` nor `+`: a shell ends a command at the one, a link reads the other as a space."""
_MOST = round(100 * MOST_CUT)

StageCuts = tuple[tuple[str, float], ...]


def in_order(lever: Lever, cuts: StageCuts) -> StageCuts:
    """Cuts in the order of the lever's stages, to nine decimals."""
    said = dict(cuts)
    return tuple((stage, round(float(said[stage]), 9)) for stage in lever.stages_promised if stage in said)


def cuts_complaint(lever: Lever, cuts: StageCuts) -> Message | None:
    """Say what a lever does not allow of cuts; None where it allows all."""
    stages = lever.stages_promised
    if cuts and not stages:
        return msg("lever {lever} is no fast track: leave cuts out", lever=lever.id)
    for position, (stage, cut) in enumerate(cuts):
        if stage not in stages:
            return _not_covered(lever, stage, stages)
        if stage in [name for name, _ in cuts[:position]]:
            return msg("cuts of lever {lever}: stage {stage} stands twice", lever=lever.id, stage=stage)
        if not 0 <= cut <= _MOST:
            return _out_of_range(lever, stage, f"{cut:g}")
    return None


def cuts_text(cuts: StageCuts) -> str:
    """Write cuts as `read_cuts` reads them."""
    return "/".join(f"{stage}:{cut:.9f}".rstrip("0").rstrip(".") for stage, cut in cuts)


def read_cuts(lever: Lever, text: str) -> StageCuts:
    """Read what stands after ``cuts=``; what the lever does not allow, `LeverSetting` tells.

    Raises
    ------
    OptionError
        When it cannot be read.
    """
    return tuple(_cut(lever, part) for part in text.split("/"))


def _cut(lever: Lever, text: str) -> tuple[str, float]:
    stage, colon, cut = (piece.strip() for piece in text.partition(":"))
    if not (stage and colon and cut):
        raise OptionError(
            msg(
                "cuts of lever {lever}: “{text}” does not say a stage and its cut in per cent; write {example}",
                lever=lever.id,
                text=cut_short(text),
                example=CUTS_EXAMPLE,
            )
        )
    if not re.fullmatch(r"[+-]?[0-9]{1,9}([.][0-9]{1,9})?", cut):
        raise OptionError(_out_of_range(lever, stage, cut))
    return stage, float(cut)


def _out_of_range(lever: Lever, stage: str, cut: str) -> Message:
    return msg(
        "cuts of lever {lever}: stage {stage} is “{cut}”; it must be a number from 0 to {most}, in per cent",
        lever=lever.id,
        stage=cut_short(stage),
        cut=cut_short(cut),
        most=_MOST,
    )


def _not_covered(lever: Lever, stage: str, stages: Sequence[str]) -> Message:
    said = {"lever": lever.id, "stage": cut_short(stage), "stages": listed(stages)}
    close = nearest(stage, stages)
    if close is None:
        return msg("cuts of lever {lever}: it does not cover stage {stage}; it covers: {stages}", **said)
    return msg(
        "cuts of lever {lever}: it does not cover stage {stage}; it covers: {stages}; did you mean `{nearest}`?",
        **said,
        nearest=close,
    )
