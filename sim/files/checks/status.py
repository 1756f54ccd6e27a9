"""How far a project has got: stages under way and stages done that are possible together on its route."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from sim.errors import Problem, msg, msg_n
from sim.files import PartialScenario, in_row, listed, unknown_name
from sim.files.checks.time_spent import LARGEST_FACTOR
from sim.scenario import UNIT_DAYS, Ancestry, Duration, ProjectRow, StageUnderWay
from sim.text import number_of_days


def status_problems(partial: PartialScenario, graphs: Mapping[str, Ancestry]) -> Iterator[Problem]:
    """Yield statuses that a row's route does not allow, and pools of which more slots are held than there are.

    Parameters
    ----------
    partial : PartialScenario
    graphs : mapping of str to Ancestry
        The sound route graphs, by route id.
    """
    for row in partial.rows:
        graph = graphs.get(row.route)
        if graph is not None and row.status == "in_progress":
            yield from _under_way_problems(partial.register, row, graph)
            yield from _done_problems(partial.register, row, graph)
            yield from _begun_problems(partial, row, graph)
        for one in row.finished:
            if graph is not None and one.stage not in graph:
                what = msg("stage on route `{route}`", route=row.route)
                yield unknown_name(
                    partial.register, "", one.stage, graph, what, row=row.row, column="finished"
                )
        yield from _round_problems(partial, row)
        for part in row.under_way:
            yield from _stop_problems(partial, row, part)
    yield from _progress_problems(partial)
    yield from _held_slots(partial)


def _under_way_problems(file: str, row: ProjectRow, graph: Ancestry) -> Iterator[Problem]:
    stages = [part.stage for part in row.under_way]
    for stage in stages:
        if stage not in graph:
            what = msg("stage on route `{route}`", route=row.route)
            yield unknown_name(file, "", stage, graph, what, row=row.row, column="stage")
    for later in stages:
        for earlier in stages:
            if later in graph and earlier in graph[later]:
                yield in_row(
                    file,
                    row,
                    "stage",
                    msg("`{earlier}` and `{later}` under way at once", earlier=earlier, later=later),
                    msg(
                        "stages of which none waits for another: `{later}` begins when `{earlier}` is done",
                        earlier=earlier,
                        later=later,
                    ),
                    msg(
                        "remove `{earlier}` if it is done, or `{later}` if it has not begun",
                        earlier=earlier,
                        later=later,
                    ),
                )


def _done_problems(file: str, row: ProjectRow, graph: Ancestry) -> Iterator[Problem]:
    under_way = [part.stage for part in row.under_way if part.stage in graph]
    done = set(row.stages_done).union(*(graph[stage] for stage in under_way))
    for stage in row.stages_done:
        column = "done" if stage in row.done else "finished"
        if stage not in graph:
            if stage in row.done:
                what = msg("stage on route `{route}`", route=row.route)
                yield unknown_name(file, "", stage, graph, what, row=row.row, column=column)
            continue
        after = [other for other in under_way if other in graph[stage]]
        open_before = sorted(graph[stage] - done - set(under_way))
        if after:
            yield in_row(
                file,
                row,
                column,
                msg(
                    "`{stage}` done, but it waits for `{other}`, which is under way",
                    stage=stage,
                    other=after[0],
                ),
                msg("stages that do not come after a stage under way"),
                msg("remove `{stage}`, or correct the stages under way", stage=stage),
            )
        elif open_before:
            yield in_row(
                file,
                row,
                column,
                msg(
                    "`{stage}` done, but not the stages before it: {stages}",
                    stage=stage,
                    stages=listed(open_before),
                ),
                msg("stages with all that comes before them"),
                msg("add these stages, or remove `{stage}`", stage=stage),
            )


def _begun_problems(partial: PartialScenario, row: ProjectRow, graph: Ancestry) -> Iterator[Problem]:
    """Yield a project that may never begin although its homes have reached a milestone."""
    route, done = partial.routes[row.route], {*row.stages_done}
    begun = (*row.stages_done, *(part.stage for part in row.under_way))
    done = done.union(*(graph[stage] for stage in begun if stage in graph))
    reached = [stage for stage in (route.eligible_after, route.handed_over_after) if stage in done]
    if row.never_begins is not None and reached:
        yield in_row(
            partial.register,
            row,
            "never_begins",
            msg("`{name}`, but the stage `{stage}` is done", name=row.never_begins, stage=reached[0]),
            msg("a project whose homes have reached no milestone: what is built has begun"),
            msg("empty the cell, or correct the stages done"),
        )


def _round_problems(partial: PartialScenario, row: ProjectRow) -> Iterator[Problem]:
    """Yield a round stated where none or two tenders are under way, or one beyond the last; an empty cell means 1."""
    stages = [partial.stage_on(row.route, part.stage) for part in row.under_way]
    if row.tender_round == 1 or None in stages:
        return
    day = date.min if partial.data_date is None else partial.data_date
    held = [stage.tender_on(day) for stage in stages if stage is not None]
    tenders = [tender for tender in held if tender is not None]
    if len(tenders) != 1:
        yield in_row(
            partial.register,
            row,
            "tender_round",
            msg("round {round}, but {count} tenders under way", round=row.tender_round, count=len(tenders)),
            msg("a round where one stage under way is a tender"),
            msg("empty the cell, or correct the stages under way"),
        )
    elif row.tender_round > tenders[0].rounds:
        yield in_row(
            partial.register,
            row,
            "tender_round",
            msg("round {round} of a tender of {rounds}", round=row.tender_round, rounds=tenders[0].rounds),
            msg("a round from 1 to {rounds}", rounds=tenders[0].rounds),
            msg("correct the round, or `rounds` of the stage's tender"),
        )


def _progress_problems(partial: PartialScenario) -> Iterator[Problem]:
    """Yield shares of work done without a word of how far such shares may be off."""
    stating = [row for row in partial.rows if any(part.progress is not None for part in row.under_way)]
    if stating and "progress" not in partial.written:
        yield Problem(
            partial.file,
            msg(
                "no table [progress], though rows of the register state a share of work done: {rows}",
                rows=listed([row.key for row in stating]),
            ),
            msg("how far such shares lie from the truth: `sigma_log`, with a source or an assumption"),
            msg(
                "add [progress] with sigma_log = 0.15, about 7 of 10 shares within 15%, and say in `assumption` why; "
                "or empty the column progress"
            ),
            path="progress",
        )


def _stop_problems(partial: PartialScenario, row: ProjectRow, part: StageUnderWay) -> Iterator[Problem]:
    """Yield stops outside of the time from the start to the status, or of which nobody says how they end."""
    stopped, file = part.stopped_since, partial.register
    if stopped is not None and not part.start.first <= stopped <= row.status_as_of:
        yield in_row(
            file,
            row,
            "stopped_since",
            msg("stage `{stage}` stopped on {day}", stage=part.stage, day=stopped),
            msg(
                "a day from the start, {start}, to the date of the status, {seen}",
                start=part.start.first,
                seen=row.status_as_of,
            ),
            msg("correct one of these dates, or write - where the work goes on"),
        )
    end = row.status_as_of if stopped is None else stopped - timedelta(days=1)
    for stop, before in zip(part.stops, (None, *part.stops), strict=False):
        first = part.start.first if before is None else before.last + timedelta(days=1)
        if first <= stop.first and stop.last <= end:
            continue
        yield in_row(
            file,
            row,
            "stops",
            msg(
                "stage `{stage}` stopped from {first} to {last}",
                stage=part.stage,
                first=stop.first,
                last=stop.last,
            ),
            msg("spans in order, apart from each other, from {first} to {end}", first=first, end=end),
            msg("correct the span; a stop that lasts stands in the column stopped_since"),
        )
    route, stage = partial.routes.get(row.route), partial.stages.get(part.stage)
    step = None if route is None else next((one for one in route.steps if one.stage == part.stage), None)
    if stopped is None or step is None or stage is None:
        return
    if step.recall is not None:
        yield from _grace_over(partial, row, part, step.recall.grace, stopped)
    elif stage.resumes is None:
        yield Problem(
            partial.file,
            msg(
                "no `resumes`, though the work of `{stage}` stands still in project `{row}`",
                stage=part.stage,
                row=row.key,
            ),
            msg("how long from the data date until work that has stopped goes on"),
            msg(
                "add [stages.{stage}.resumes], a duration with its source or assumption; or empty the cell "
                "stopped_since where the work goes on",
                stage=part.stage,
            ),
            path=f"stages.{part.stage}.resumes",
        )


def _grace_over(
    partial: PartialScenario, row: ProjectRow, part: StageUnderWay, grace: Duration, stopped: date
) -> Iterator[Problem]:
    """Yield a stop that has lasted longer than any period of grace."""
    unknown = 1.0 if grace.uncertain is None else grace.uncertain.quantile(LARGEST_FACTOR)
    longest = grace.distribution().high * UNIT_DAYS[grace.unit] * unknown
    days = (row.status_as_of - stopped).days
    if grace.scale is None and days > longest:
        yield in_row(
            partial.register,
            row,
            "stopped_since",
            msg(
                "stage `{stage}` stopped {days} before the status",
                stage=part.stage,
                days=number_of_days(days),
            ),
            msg("at most {days}, the longest period of grace", days=number_of_days(math.ceil(longest))),
            msg(
                "check the day and the period of grace; as it stands the investor is recalled on the data date"
            ),
            warning=True,
        )


def _held_slots(partial: PartialScenario) -> Iterator[Problem]:
    for pool_id, pool in partial.pools.items():
        holders = [
            row.key
            for row in partial.rows
            for part in row.under_way
            for stage in (partial.stage_on(row.route, part.stage),)
            if stage is not None and stage.pool == pool_id
        ]
        slots = pool.slots if partial.data_date is None else pool.slots_on(partial.data_date)
        if len(holders) > slots:
            yield Problem(
                partial.file,
                msg_n(
                    "{count} slot, but {held} are held on the data date: {rows}",
                    "{count} slots, but {held} are held on the data date: {rows}",
                    slots,
                    held=len(holders),
                    rows=listed(holders),
                ),
                msg("at least as many slots as are held, in most cases"),
                msg(
                    "check the number; work under way keeps its slots, and nothing starts until enough are free"
                ),
                path=f"pools.{pool_id}.slots",
                severity="warning",
            )
