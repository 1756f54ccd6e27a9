"""Levers and what they are set to, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sim.errors import Message, msg, msg_n
from sim.files import listed
from sim.levers import starts_on
from sim.words.phrases import quarter_in_words

if TYPE_CHECKING:
    from sim.levers import LeftOut, Lever, LeverSetting
    from sim.scenario import Scenario, Standing

STANDING_WORDS: dict[Standing, Message] = {
    "published": msg("published"),
    "derived": msg("derived"),
    "assumption": msg("assumption"),
}
_COUNTED = ("slots", "plots", "months", "projects")
"""Units whose English label is a plural."""


def value_in_words(lever: Lever, value: float) -> Message:
    """Say a value of a lever with its unit: 50%, 3 further teams; applied, where it is only pulled or not."""
    if lever.unit == "on_off":
        return msg("applied") if value != lever.neutral else msg("not applied")
    if lever.unit_label.en.startswith("%"):
        return msg("{value}{unit}", value=value, unit=lever.unit_label)
    label = lever.unit_label
    if value == 1 and lever.unit in _COUNTED:
        label = label.model_copy(update={"en": label.en.removesuffix("s")})
    return msg("{value} {unit}", value=value, unit=label)


def values_in_words(lever: Lever) -> Message:
    """Say which values a lever takes."""
    return msg(
        "{low} to {high} in steps of {step}, {unit}",
        low=lever.low,
        high=lever.high,
        step=lever.step,
        unit=lever.unit_label,
    )


def proposed_in_words(lever: Lever) -> Message:
    """Say at which value a lever changes nothing, and which one its file proposes."""
    return msg("neutral: {neutral}; proposed: {proposed}", neutral=lever.neutral, proposed=lever.default)


def places_in_words(lever: Lever) -> Message:
    """Say to the projects of which places a lever is limited that states some."""
    return msg("only in {places}", places=lever.places)


def left_out_in_words(parts: Iterable[LeftOut]) -> Iterator[Message]:
    """Say what levers name that no project has, and that it is left out."""
    for part in parts:
        named = msg("{what} {names}", what=part.what, names=part.names) if part.names else part.what
        if part.places and part.wholly:
            yield msg(
                "Lever {lever} is left out: no project of the register lies in {places}. Places of the register: "
                "{known}.",
                lever=part.lever.id,
                places=part.names,
                known=listed(part.known),
            )
        elif part.places:
            yield msg(
                "Lever {lever}: no project of the register lies in {places}; it holds in its other places.",
                lever=part.lever.id,
                places=part.names,
            )
        elif part.wholly:
            yield msg(
                "Lever {lever} is left out: no project {there} has to do with this: {named}.",
                lever=part.lever.id,
                there=_there(part.lever),
                named=named,
            )
        else:
            yield msg(
                "Lever {lever}: no project {there} has to do with this, which is left out: {named}.",
                lever=part.lever.id,
                there=_there(part.lever),
                named=named,
            )


def _there(lever: Lever) -> Message:
    return msg("in its places") if lever.places else msg("of the register")


def own_start_in_words(lever: Lever) -> Message:
    """Say from when a lever holds unless another date is asked for."""
    if not lever.dated:
        return msg("the whole scenario")
    if lever.from_date is None:
        return msg("the data date")
    return msg("{day}", day=lever.from_date)


def setting_in_words(setting: LeverSetting, scenario: Scenario, *, short: bool = False) -> Message:
    """Say what a lever is set to, from when in a scenario, and how fast it comes.

    Parameters
    ----------
    setting : LeverSetting
    scenario : Scenario
        In which it is pulled: its data date is the start of levers that state none.
    short : bool
        For tight places: the name first, quarters for dates, nothing that goes without saying.
    """
    lever = setting.lever
    plain = short and lever.dated and lever.unit == "on_off" and not setting.neutral
    parts = [] if plain else [value_in_words(lever, setting.value)]
    if setting.cuts:
        parts.append(_own_cuts(setting, scenario, short=short))
    if lever.dated:
        day = starts_on(scenario, setting)
        parts.append(msg("from {start}", start=quarter_in_words(day) if short else day))
        if day < scenario.settings.data_date and not short:
            parts.append(msg("in force on the data date as far as it had come"))
    if lever.places:
        parts.append(places_in_words(lever))
    if setting.ramp_months:
        ramp = setting.ramp_months
        parts.append(
            msg_n("over {count} month", "over {count} months", ramp)
            if short
            else msg_n(
                "in quarterly steps over {count} month", "in quarterly steps over {count} months", ramp
            )
        )
    if short:
        return msg("{lever}, {setting}", lever=lever.name, setting=_joined(parts))
    said = msg("{id} = {setting} ({lever})", id=lever.id, setting=_joined(parts), lever=lever.name)
    return (
        msg("{setting}; files already lodged keep their old pace", setting=said)
        if setting.spares_lodged
        else said
    )


def _own_cuts(setting: LeverSetting, scenario: Scenario, *, short: bool) -> Message:
    if short:
        return msg_n(
            "{count} stage with a cut of its own", "{count} stages with cuts of their own", len(setting.cuts)
        )
    return cuts_in_words(setting.cuts, scenario)


def cuts_in_words(cuts: Iterable[tuple[str, float]], scenario: Scenario) -> Message:
    """Say which stages of a scenario have a cut of their own, in per cent, beside the lever's value."""
    stages = scenario.settings.stages
    said = tuple(
        msg("{stage} {cut}%", stage=stages[stage].name if stage in stages else stage, cut=cut)
        for stage, cut in cuts
    )
    return msg("but {cuts}", cuts=said)


def _joined(parts: list[Message]) -> Message:
    first, *rest = parts
    return msg("{first}, {rest}", first=first, rest=_joined(rest)) if rest else first


def delivery_in_words(levers: Iterable[Lever], folder: str | None) -> tuple[Message, ...]:
    """Say on what the levers' figures rest, and that a promised cut is not a delivered one.

    Parameters
    ----------
    levers : iterable of Lever
    folder : str or None
        Where their files stand, as a shell takes it; None: they are the product's own.
    """
    levers = tuple(levers)
    said = []
    assumed = [lever.id for lever in levers if lever.standing == "assumption"]
    if assumed:
        shown = (
            msg("`housing-sim levers LEVER`")
            if folder is None
            else msg("`housing-sim levers LEVER --levers {folder}`", folder=folder)
        )
        said.append(
            msg(
                "What the levers do is assumed, each with its reasoning: {levers}; {command} shows it, and what a "
                "lever leaves as it is.",
                levers=assumed,
                command=shown,
            )
        )
    tracks = [lever.name for lever in levers if lever.spare_lodged is not None]
    if tracks:
        said.append(
            msg(
                "A promised cut is not a delivered one: of what “{lever}” promises, the model lets a part come true "
                "that nobody knows, and draws it anew in each future, or for each set of unknown numbers.",
                lever=tracks[0],
            )
        )
    return tuple(said)
