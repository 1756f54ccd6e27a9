"""`housing-sim bottleneck`."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from sim.analysis.bottleneck_summary import bottleneck_summary
from sim.analysis.find_bottleneck import DEFAULT_REPLICATIONS, find_bottleneck
from sim.cli.bottleneck_board import print_bottleneck
from sim.cli.options import one_of
from sim.cli.problems import lines, usable
from sim.cli.progress import ProgressOnStderr, say_preparation
from sim.engines import ENGINES
from sim.experiment import DEFAULT_SEED
from sim.scenario import READINGS, Reading
from sim.text import Text

STOPPED = 130


@dataclass(frozen=True)
class Request:
    """What the user asked."""

    scenario: Path
    replications: int | None
    seed: int | None
    engine: str | None
    count: str
    jobs: int | None
    as_json: bool


def bottleneck_command(request: Request, text: Text) -> int:
    """Simulate a scenario and say where the time of its homes goes.

    Parameters
    ----------
    request : Request
    text : Text

    Returns
    -------
    int
        0, or 130 where Ctrl-C ended the run early; what is printed then rests on the futures done.

    Raises
    ------
    HousingSimError
        When an option or the scenario cannot be used.
    """
    reading = cast(Reading, one_of("--count", READINGS)(request.count))
    scenario, warnings = usable(request.scenario)
    for line in lines(warnings, text):
        print(line, file=sys.stderr)
    engine = request.engine or ENGINES[0]
    say_preparation(engine, text)
    with ProgressOnStderr(text, at_most=False) as progress:
        answer = find_bottleneck(
            scenario,
            reading,
            replications=DEFAULT_REPLICATIONS if request.replications is None else request.replications,
            seed=DEFAULT_SEED if request.seed is None else request.seed,
            engine=engine,
            jobs=request.jobs,
            progress=progress,
        )
    if answer.interrupted:
        said = text(
            "stopped: {done} of {total} futures done; the answer rests on these",
            done=answer.replications,
            total=answer.requested,
        )
        print(said, file=sys.stderr)
    if request.as_json:
        print(json.dumps(bottleneck_summary(answer), ensure_ascii=False, indent=2))
    else:
        print_bottleneck(answer, text)
    return STOPPED if answer.interrupted else 0
