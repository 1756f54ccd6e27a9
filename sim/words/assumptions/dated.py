"""What a scenario takes for granted about changes on dates: fast tracks, overlaps, durations to come on a route."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario import FastTrack
from sim.words.assumptions.entry import Assumption, Scribe, alike
from sim.words.scenario import Phrases, duration_in_words, quantiles_in_words


def fast_tracks(scribe: Scribe) -> Iterator[Assumption]:
    """Procedures that go faster from a date on."""
    settings, t = scribe.scenario.settings, scribe.text
    for track in settings.fast_tracks.values():
        stages = "; ".join(scribe.stage(stage, track.routes) for stage in track.stages)
        values = (*_promise(scribe, track), t("it covers: {stages}", stages=stages))
        yield scribe.entry(track, t("Fast tracks"), scribe.text(track.name), values)


def _promise(scribe: Scribe, track: FastTrack) -> Phrases:
    t = scribe.text
    said = []
    for cut in track.cuts:
        share = t.percent(cut.share)
        if track.base == "statutory":
            said.append(
                t("promised from {day}: {share} of the statutory limit", day=cut.from_date, share=share)
            )
        else:
            said.append(
                t("promised from {day}: {share} of the agencies' time", day=cut.from_date, share=share)
            )
    low, middle, high = (t.percent(part) for part in quantiles_in_words(track.delivered))
    said.append(
        t(
            "of that, not known, so much is delivered: P10 {low}, P50 {middle}, P90 {high}",
            low=low,
            middle=middle,
            high=high,
        )
    )
    said.append(
        t("files already lodged keep their old pace")
        if track.spare_lodged
        else t("files already lodged go on faster too")
    )
    return tuple(said)


def overlaps(scribe: Scribe) -> Iterator[Assumption]:
    """Stages that need not wait for another to the end."""
    t = scribe.text
    stated = [((step.stage, overlap), route) for step, route in scribe.steps() for overlap in step.overlaps]
    for (key, overlap), routes in alike(stated):
        beside = scribe.stage(overlap.stage)
        values = (
            t("from {day} it may begin once this has begun: {stage}", day=overlap.from_date, stage=beside),
        )
        yield scribe.entry(overlap, t("Stages side by side"), scribe.stage(key, routes), values)


def durations_to_come(scribe: Scribe) -> Iterator[Assumption]:
    """Durations that a route states for later, and what brings them about."""
    settings, t = scribe.scenario.settings, scribe.text
    stated = [((step.stage, change), route) for step, route in scribe.steps() for change in step.law]
    for (key, change), routes in alike(stated):
        named = "; ".join(scribe.text(settings.routes[route].name) for route in routes)
        what = t(
            "{stage} — from {day}, on the route: {route}",
            stage=scribe.stage(key),
            day=change.from_date,
            route=named,
        )
        yield scribe.entry(change.duration, t("Durations"), what, duration_in_words(change.duration, t))
        changes = (
            t("from {day} it changes: {stage}", day=change.from_date, stage=scribe.stage(key, routes)),
        )
        yield scribe.entry(change, t("Changes to come"), scribe.text(change.name), changes)
