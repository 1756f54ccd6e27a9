"""What a fast track promises of its procedures and what of that is delivered, in sentences: always two numbers."""

from __future__ import annotations

from sim.analysis.procedures import ProcedureTable, ProcedureTime
from sim.errors import Message, msg
from sim.words.phrases import percent

_SAME = 1e-9


def procedures_in_words(table: ProcedureTable) -> tuple[Message, ...]:
    """Say what is promised and delivered of the agencies' time, what was asked for, and what is left in all."""
    mean = table.mean
    if mean is None:
        return (msg("“{track}”: no project that is not over comes to its procedures.", track=table.name),)
    low, middle, high = (percent(part) for part in mean.cut_delivered)
    said = [
        msg(
            "“{track}”, from {day}: promised, {promised} off the agencies' time of its procedures; delivered, {middle} "
            "(P10 {low}, P90 {high}: how much comes true is not known).",
            track=table.name,
            day=table.whole_from,
            promised=percent(mean.cut_promised),
            low=low,
            middle=middle,
            high=high,
        )
    ]
    if table.asked is not None and table.lever is not None:
        asked = {"asked": percent(table.asked), "passage": table.lever.passage}
        said.append(
            msg(
                "Asked for ({passage}): at least {asked} off. {verdict}",
                **asked,
                verdict=_verdict(mean, table.asked),
            )
        )
    return (*said, _all_time(mean))


def _verdict(mean: ProcedureTime, asked: float) -> Message:
    _, middle, high = mean.cut_delivered
    wanted = asked - _SAME
    if mean.cut_promised < wanted:
        return msg("The promise falls short of it, and so does what is delivered.")
    if high < wanted:
        return msg("The promise reaches it; what is delivered does so in fewer than one case of ten.")
    if middle < wanted:
        return msg("The promise reaches it; what is delivered does so in fewer than half of the cases.")
    return msg("The promise reaches it, and what is delivered does so in at least half of the cases.")


def _all_time(mean: ProcedureTime) -> Message:
    _, middle, _ = mean.delivered
    return msg(
        "Of all the time that a project spends in these procedures ({before} calendar days, of which agencies hold "
        "{agencies}) {promised} days are left by the promise, {delivered} as delivered (P50): {off_promised} and "
        "{off_delivered} off.",
        before=round(mean.before),
        agencies=percent(mean.agencies / mean.before if mean.before else 0.0),
        promised=round(mean.promised),
        delivered=round(middle),
        off_promised=percent(1 - mean.promised / mean.before if mean.before else 0.0),
        off_delivered=percent(1 - middle / mean.before if mean.before else 0.0),
    )


def compliance_cost_in_words(table: ProcedureTable) -> Message | None:
    """Say that a cut of the cost of complying is asked for and in no result; None where none is asked for."""
    if table.asked_of_cost is None or table.lever is None:
        return None
    return msg(
        "Compliance cost: at least {asked} off is asked for too ({passage}). The model knows no such cost and says "
        "nothing of it, until a figure with a source is there.",
        asked=percent(table.asked_of_cost),
        passage=table.lever.passage,
    )
