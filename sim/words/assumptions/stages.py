"""What a scenario takes for granted about its stages and routes."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario import Fallback, Recall, Stage, Tender, Validity
from sim.words.assumptions.entry import Assumption, Scribe, alike
from sim.words.scenario import (
    Phrases,
    blocks_in_words,
    duration_in_words,
    hazard_in_words,
    likelihood_in_words,
    tender_in_words,
    use_in_words,
)


def duration_entries(scribe: Scribe) -> Iterator[Assumption]:
    """Durations of stages, of laws to come, of routes, and those that projects state for themselves."""
    settings, t, part = scribe.scenario.settings, scribe.text, scribe.text("Durations")
    for key, stage in settings.stages.items():
        values = (*duration_in_words(stage.duration, t), *_conditions(scribe, stage))
        yield scribe.entry(stage.duration, part, scribe.stage(key), values)
        for law in stage.law:
            what = t("{stage} — from {day}", stage=scribe.stage(key), day=law.from_date)
            yield scribe.entry(law.duration, part, what, duration_in_words(law.duration, t))
    stated = [
        ((step.stage, step.duration), route) for step, route in scribe.steps() if step.duration is not None
    ]
    for (key, duration), routes in alike(stated):
        # Said with its routes even where all of them agree: the stage's own duration stands above it.
        named = "; ".join(scribe.text(settings.routes[route].name) for route in routes)
        what = t("{stage} — on the route: {route}", stage=scribe.stage(key), route=named)
        yield scribe.entry(duration, part, what, duration_in_words(duration, t))
    names = {row.project_id: row.name for row in scribe.scenario.rows}
    for own in settings.own_durations:
        project = names[own.project] + (f" — {own.block}" if own.block else "")
        what = t("{stage} — only for: {project}", stage=scribe.stage(own.stage), project=project)
        yield scribe.entry(own.duration, part, what, duration_in_words(own.duration, t))


def law_entries(scribe: Scribe) -> Iterator[Assumption]:
    """Laws already made that change a stage from a date on."""
    t = scribe.text
    for key, stage in scribe.scenario.settings.stages.items():
        for law in stage.law:
            said = [t("from {day} it changes: {stage}", day=law.from_date, stage=scribe.stage(key))]
            if law.tender is None and stage.tender is not None:
                said.append(t("from then on no rounds: one call finds an investor"))
            yield scribe.entry(law, t("Laws to come"), scribe.text(law.name), tuple(said))


def tenders(scribe: Scribe) -> Iterator[Assumption]:
    """Rounds of calls for investors, as the law stands and as it will."""
    t = scribe.text
    for key, stage in scribe.scenario.settings.stages.items():
        if stage.tender is not None:
            yield from _tender(scribe, key, scribe.stage(key), stage.tender)
        for law in stage.law:
            if law.tender is not None:
                name = t("{stage} — from {day}", stage=scribe.stage(key), day=law.from_date)
                yield from _tender(scribe, key, name, law.tender)


def _tender(scribe: Scribe, key: str, name: str, tender: Tender) -> Iterator[Assumption]:
    settings, t, part = scribe.scenario.settings, scribe.text, scribe.text("Tenders")
    fallbacks: dict[Fallback, list[str]] = {}
    for step, route in scribe.steps():
        if step.stage == key and step.fallback is not None:
            fallbacks.setdefault(step.fallback, []).append(scribe.text(settings.routes[route].name))
    values = tender_in_words(tender, fallbacks, settings.market, t)
    if settings.stages[key].pool is not None:
        values += (
            t("its slot is given back after every round")
            if tender.holds_slot == "round"
            else t("its slot is kept until the last round is over"),
        )
    yield scribe.entry(
        tender.success, part, t("Chance that a round finds an investor: {stage}", stage=name), values
    )
    if tender.gap is not None:
        what = t("Wait between two rounds: {stage}", stage=name)
        yield scribe.entry(tender.gap, part, what, duration_in_words(tender.gap, t))


def recalls(scribe: Scribe) -> Iterator[Assumption]:
    """Investors that stall and are recalled."""
    stated = [((step.stage, step.recall), route) for step, route in scribe.steps() if step.recall is not None]
    for (key, recall), routes in alike(stated):
        yield from _recall(scribe, scribe.stage(key, routes), recall)


def _recall(scribe: Scribe, name: str, recall: Recall) -> Iterator[Assumption]:
    market, t, part = scribe.scenario.settings.market, scribe.text, scribe.text("Recalls")
    again = scribe.stage(recall.tender_again)
    often = (
        *hazard_in_words(recall.hazard, market, t),
        t("once recalled, the project goes back to: {stage}; then the work left is done", stage=again),
        t("at most {cap} recalls of a project in this stage", cap=recall.cap),
    )
    yield scribe.entry(recall.hazard, part, t("The investor stalls: {stage}", stage=name), often)
    what = t("From the stall to the recall: {stage}", stage=name)
    yield scribe.entry(recall.grace, part, what, duration_in_words(recall.grace, t))
    what = t("A recalled project lapses for good: {stage}", stage=name)
    yield scribe.entry(recall.lapse, part, what, likelihood_in_words(recall.lapse, market, t))


def notices(scribe: Scribe) -> Iterator[Assumption]:
    """How long notices stay valid."""
    t = scribe.text
    stated = [
        ((step.stage, step.needs_valid), route)
        for step, route in scribe.steps()
        if step.needs_valid is not None
    ]
    for (key, validity), routes in alike(stated):
        yield scribe.entry(
            validity.duration,
            t("Notices"),
            t("{notice}: how long it is valid", notice=scribe.stage(validity.stage)),
            _validity(scribe, scribe.stage(key, routes), validity),
        )


def _validity(scribe: Scribe, needed_by: str, validity: Validity) -> Phrases:
    t = scribe.text
    needed = t("must be valid, or is issued again, before this starts: {stage}", stage=needed_by)
    return *duration_in_words(validity.duration, t), needed


def block_entries(scribe: Scribe) -> Iterator[Assumption]:
    """How the blocks of a project follow one another."""
    settings, t = scribe.scenario.settings, scribe.text
    stated = [(route.blocks, key) for key, route in settings.routes.items() if route.blocks is not None]
    for rule, routes in alike(stated):
        named = "; ".join(scribe.text(settings.routes[route].name) for route in routes)
        wait = "; ".join(duration_in_words(rule.stagger, t))
        values = (
            *blocks_in_words(rule, settings, t),
            t("each block begins this long after the one before, or later: {wait}", wait=wait),
        )
        yield scribe.entry(rule.stagger, t("Blocks"), named, values)


def shares_and_uses(scribe: Scribe) -> Iterator[Assumption]:
    """What of a stage is in the hands of State agencies, and what it takes from a stock."""
    settings, t = scribe.scenario.settings, scribe.text
    for key, stage in settings.stages.items():
        if stage.stock is not None:
            values = use_in_words(stage.stock, settings.stocks[stage.stock.id], t)
            yield scribe.entry(stage.stock, t("Stocks"), scribe.stage(key), values)
    for key, stage in settings.stages.items():
        if stage.agency_share is not None:
            share = t.percent(stage.agency_share.share)
            values = (t("{share} of its time is in the hands of State agencies", share=share),)
            yield scribe.entry(stage.agency_share, t("State agencies' time"), scribe.stage(key), values)


def _conditions(scribe: Scribe, stage: Stage) -> Phrases:
    settings, t = scribe.scenario.settings, scribe.text
    said = []
    if stage.protected:
        said.append(t("a wait that the law protects: no measure may shorten it"))
    if stage.tender is not None:
        said.append(t("the duration of one round"))
    if stage.pool is not None:
        pool = scribe.text(settings.pools[stage.pool].name)
        said.append(t("holds one slot throughout: {pool}", pool=pool))
    if stage.calendar is not None and stage.duration.unit != "working_days":
        said.append(t("worked on: {calendar}", calendar=scribe.text(settings.calendars[stage.calendar].name)))
    return tuple(said)
