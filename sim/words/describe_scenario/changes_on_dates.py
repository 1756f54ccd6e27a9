"""What changes from a date on: statutes, fast tracks, stages that may overlap."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario import FastTrack
from sim.words.describe_scenario.assumption import Assumption, Describer, alike
from sim.words.describe_scenario.quantities import Phrases, p10_p50_p90


def statute_entries(describer: Describer) -> Iterator[Assumption]:
    """Statutes already made that change a stage from a date on."""
    t = describer.text
    for key, stage in describer.scenario.settings.stages.items():
        for law in stage.law:
            said = [t("from {day} it changes: {stage}", day=law.from_date, stage=describer.stage(key))]
            if law.tender is None and stage.tender is not None:
                said.append(t("from then on no rounds: one call finds an investor"))
            yield describer.entry(law, t("Laws to come"), describer.text(law.name), tuple(said))


def fast_tracks(describer: Describer) -> Iterator[Assumption]:
    """Procedures that go faster from a date on."""
    settings, t = describer.scenario.settings, describer.text
    for track in settings.fast_tracks.values():
        stages = "; ".join(describer.stage(stage, track.routes) for stage in track.stages)
        values = (*_promise(describer, track), t("it covers: {stages}", stages=stages))
        yield describer.entry(track, t("Fast tracks"), describer.text(track.name), values)


def _promise(describer: Describer, track: FastTrack) -> Phrases:
    t = describer.text
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
        for stage, own in cut.by_stage.items():
            said.append(
                t(
                    "instead, {stage}: {share}",
                    stage=describer.stage(stage, track.routes),
                    share=t.percent(own),
                )
            )
    low, middle, high = (t.percent(part) for part in p10_p50_p90(track.delivered))
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


def overlaps(describer: Describer) -> Iterator[Assumption]:
    """Stages that need not wait for another to the end."""
    t = describer.text
    stated = [
        ((step.stage, overlap), route) for step, route in describer.steps() for overlap in step.overlaps
    ]
    for (key, overlap), routes in alike(stated):
        beside = describer.stage(overlap.stage)
        values = (
            t("from {day} it may begin once this has begun: {stage}", day=overlap.from_date, stage=beside),
        )
        yield describer.entry(overlap, t("Stages side by side"), describer.stage(key, routes), values)
