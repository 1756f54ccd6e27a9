"""Blocks that would wait for each other in a circle are refused."""

import random
from graphlib import CycleError
from typing import Any

import pytest
from scenario_errors.breaking import said

from sim.files import scenario_problems
from sim.plan import graph_of
from sim.scenario import Route, Step, Words


def random_route(chance: random.Random, like: Route) -> Route:
    names = ["notice", "call", "clearance", "permit", "start", "structure", "handover"]
    chance.shuffle(names)
    split = {name for name in names if chance.random() < 0.5} or {names[0]}
    steps = [
        Step(
            stage=name,
            after=tuple(sorted(chance.sample(names[:i], min(i, chance.randint(0, 2))))),
            per_block=name in split,
        )
        for i, name in enumerate(names)
    ]
    assert like.blocks is not None
    rule = like.blocks.model_copy(
        update={"until": chance.choice(sorted(split)), "at_a_time": chance.randint(1, 2)}
    )
    return Route(
        name=Words(vi="x", en="x"),
        steps=tuple(steps),
        eligible_after=names[-1],
        handed_over_after=names[-1],
        blocks=rule,
    )


@pytest.fixture
def sound(full: Any) -> Any:
    return full.check().scenario


def test_no_blocks_that_pass_wait_in_a_circle(sound: Any) -> None:
    chance = random.Random(7)
    refused = circular = 0
    for _ in range(100):
        route = random_route(chance, sound.settings.routes["tendered"])
        settings = sound.settings.model_copy(update={"routes": {"tendered": route}})
        problems = scenario_problems(sound.model_copy(update={"settings": settings}), "x")
        told = any("waits for all blocks" in said(problem) for problem in problems)
        refused += told
        try:
            graph_of(route, blocks=4)
        except CycleError:
            circular += 1
            assert told, route
    assert 0 < circular <= refused < 80
