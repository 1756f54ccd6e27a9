"""What pushes of single projects change, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.analysis.projects import BEGIN, Outlooks, PushEffect
from sim.errors import Message, msg
from sim.scenario import Scenario
from sim.words.bottleneck import stage_name
from sim.words.phrases import points, points_between, signed, span_of
from sim.words.projects.when import when_in_words


def push_in_words(effect: PushEffect, scenario: Scenario) -> Message:
    """Name a push: CT05 first in every queue; CT09: building done by 1 Oct 2026."""
    push = effect.push
    if push.stage is None or push.day is None:
        return msg("{project} first in every queue", project=push.project)
    if push.stage == BEGIN:
        return msg("{project} begins by {day}", project=push.project, day=push.day)
    stage = stage_name(push.stage, scenario)
    return msg("{project}: “{stage}” done by {day}", project=push.project, stage=stage, day=push.day)


def pushes_in_words(found: Outlooks) -> Iterator[Message]:
    """Say of each push which target gains most by it, and when the last home of the project is then there."""
    for effect in found.pushes:
        if all(change.unchanged for change in effect.changes):
            yield msg("{push}: nothing changes.", push=push_in_words(effect, found.scenario))
            continue
        goals = [change for change in effect.changes if change.goal.kind in ("year", "period")]
        clear = [change for change in goals if change.chance.verdict == "up"]
        said: dict[str, Any] = {
            "push": push_in_words(effect, found.scenario),
            "before": when_in_words(effect.before, found.last_year),
            "after": when_in_words(effect.after, found.last_year),
        }
        if clear:
            best = max(clear, key=lambda change: change.chance.share)
            low, high = points_between(best.chance.interval)
            yield msg(
                "{push}: {span} gains most, {points} points ({low} to {high}); half of the futures have its last home "
                "{after} instead of {before}.",
                span=span_of(best.goal),
                points=signed(points(best.chance.share)),
                low=low,
                high=high,
                **said,
            )
        elif effect.before == effect.after:
            yield msg(
                "{push}: no target clearly gains, and half of the futures have its last home {before} all the same.",
                push=said["push"],
                before=said["before"],
            )
        else:
            yield msg(
                "{push}: no target clearly gains; half of the futures have its last home {after} instead of {before}.",
                **said,
            )
