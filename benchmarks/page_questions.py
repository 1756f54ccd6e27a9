"""Every question of the page, rough and in full, in a server that has run before."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

from benchmarks.cities import BASELINE, SEED
from benchmarks.commands import FEW
from benchmarks.figure import Figure, Setting
from benchmarks.timing import Contender, median, side_by_side
from sim.experiment import QUICK_FUTURES, run
from sim.files import ParsedScenario, check_scenario
from sim.levers import applicable_causes, applicable_levers, load_causes, load_levers
from sim.questions import (
    QUICK,
    Around,
    Asked,
    Question,
    choices_of,
    forms,
    read_inputs,
    those_that_fit,
    with_choices,
    written_inputs,
)

ROUGH = 5.0
"""Seconds within which a rough answer must stand."""


def page_questions(setting: Setting) -> Sequence[Figure]:
    """Seconds from asking to the answer, with the inputs that the page proposes; all processors, wall time.

    Beside each stands the time that its futures take by themselves, as a plain run of the baseline simulates them:
    what is left is Python, which reads off each future what it did.
    """
    parsed = check_scenario(BASELINE)
    assert parsed.scenario is not None
    scenario = parsed.scenario
    sizes: dict[str, dict[str, object]] = {"rough": {QUICK.name: True}, "full": {}}
    if setting.quick:
        sizes = {"rough": {"replications": int(FEW)}}
    asked = {
        (name, size): _asked(question, parsed, {**how, "engine": setting.engine})
        for name, question in forms().items()
        for size, how in sizes.items()
    }
    simulated: dict[str, int] = {}
    contenders = [
        Contender("run", lambda: run(scenario, replications=QUICK_FUTURES, seed=SEED, engine=setting.engine))
    ]
    contenders += [
        Contender(f"{name} {size}", _answering(f"{name} {size}", forms()[name], each, simulated))
        for (name, size), each in asked.items()
    ]
    times = side_by_side(contenders, setting.rounds(3), clock=time.perf_counter)
    a_future = times["run"] / QUICK_FUTURES
    return tuple(
        Figure(
            f"page_{name}_{size}",
            f"page, `{name}`, {size}: from asking to the answer",
            "s",
            times[f"{name} {size}"],
            must=ROUGH if size == "rough" else None,
            aim=ROUGH if size == "rough" else None,
            detail={
                "futures": simulated[f"{name} {size}"],
                "simulating_s": median(a_future * simulated[f"{name} {size}"]),
                "rough_runs": f"{median(times[f'{name} {size}'] / times['run'])} ×",
            },
        )
        for name, size in asked
    )


def _answering(
    name: str, question: Question[object], asked: Asked, simulated: dict[str, int]
) -> Callable[[], object]:
    def answer() -> object:
        simulated[name] = 0

        def told(done: int, _to_do: int) -> None:
            simulated[name] = done

        return question.answer(asked, lambda _each: told)

    return answer


def _asked(question: Question[object], parsed: ParsedScenario, how: Mapping[str, object]) -> Asked:
    """Inputs as the page proposes them."""
    assert parsed.scenario is not None and question.form is not None
    levers, causes = load_levers(), load_causes()
    around = Around(
        parsed.scenario,
        those_that_fit(levers, applicable_levers(parsed.scenario, levers)),
        those_that_fit(causes, applicable_causes(parsed.scenario, causes)),
    )
    around = with_choices(choices_of(question.inputs), around)
    known = {
        "scenario": parsed,
        "levers": around.levers,
        "causes": around.causes,
        "pulled": (),
        "packages": (),
        "reading": "counted",
        "seed": SEED,
        **(question.form.known or {}),
        **how,
    }
    return read_inputs(question.inputs, question.checks, written_inputs(question.inputs, around), known)
