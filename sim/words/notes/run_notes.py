"""What to know before believing a run, and how to get the same numbers again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sim.errors import Message, msg, msg_n
from sim.experiment import NeverBegun
from sim.scenario import Scenario
from sim.text import Text, number_of_futures, number_of_homes
from sim.words.describe_scenario import Phrases

HASH_SHOWN = 12
_ENGINES = {"compiled": msg("compiled"), "reference": msg("reference")}
"""Engines by name; a language may call them by what they are for."""


def run_in_words(
    scenario: Scenario,
    *,
    futures: int,
    futures_per_set: int,
    seed: int,
    engine: str,
    caps_met: Mapping[str, float],
    never_begun: NeverBegun,
    text: Text,
) -> Phrases:
    """Say what was run, how much never begins, which caps of the scenario it met, and what its ranges leave out.

    Parameters
    ----------
    scenario : Scenario
        What was simulated.
    futures : int
        Futures simulated.
    futures_per_set : int
        Consecutive futures that share one set of unknown values; 1 where the run tells no range over them.
    seed : int
    engine : str
    caps_met : mapping of str to float
        How often a cap was met in the mean future, as `Results.caps_met`.
    never_begun : NeverBegun
        As `Results.never_begun`.
    text : Text

    Returns
    -------
    tuple of str
        Whole sentences, a line each; the word of caution comes last, where a terminal leaves the eye.
    """
    done = run_note(scenario, futures, futures_per_set, seed, engine)
    notes = (*_never_begun_in_words(scenario, never_begun, text), *_caps_in_words(scenario, caps_met, text))
    return text(done), *notes, text(model_only(ranges=futures_per_set > 1))


def _never_begun_in_words(scenario: Scenario, never: NeverBegun, text: Text) -> Iterator[str]:
    if any(row.never_begins is not None for row in scenario.rows):
        yield text(
            msg_n(
                "In the mean future {count} row of the register never begins, with {homes}.",
                "In the mean future {count} rows of the register never begin, with {homes}.",
                round(never.rows, 1),
                homes=number_of_homes(round(never.homes)),
            )
        )


def _caps_in_words(scenario: Scenario, met: Mapping[str, float], text: Text) -> Iterator[str]:
    stages = scenario.settings.stages.values()
    tenders = msg_n(
        "{count} tender went through all its rounds in vain",
        "{count} tenders went through all their rounds in vain",
        round(met["tender_rounds"], 1),
    )
    recalls = msg_n(
        "{count} stage used up its recalls",
        "{count} stages used up their recalls",
        round(met["recalls"], 1),
    )
    # What the scenario does not have is not told as a nought.
    steps = [step for route in scenario.settings.routes.values() for step in route.steps]
    has_tenders = any(any(stage.tenders()) for stage in stages) or any(any(step.tenders()) for step in steps)
    has_recalls = any(step.recall is not None for step in steps)
    if has_tenders and has_recalls:
        yield text("In the mean future {tenders} and {stages}.", tenders=tenders, stages=recalls)
    elif has_tenders or has_recalls:
        yield text("In the mean future {what}.", what=tenders if has_tenders else recalls)
    if met["market_switches"] != 0:
        yield text(
            "In {share} of futures the market made as many changes as the scenario allows: raise max_switches.",
            share=text.percent(met["market_switches"], 1),
        )


def run_note(scenario: Scenario, futures: int, futures_per_set: int, seed: int, engine: str) -> Message:
    """Say what makes the same numbers again."""
    what = {
        "replications": number_of_futures(futures),
        "seed": str(seed),
        "engine": _ENGINES.get(engine, engine),
        "fingerprint": scenario.fingerprint[:HASH_SHOWN],
        "day": scenario.settings.data_date,
    }
    if futures_per_set > 1:
        return msg(
            "{replications} = {sets} sets of unknown numbers x {each} futures; seed {seed}, engine {engine}; "
            "scenario {fingerprint}, data date {day}.",
            sets=futures // futures_per_set,
            each=futures_per_set,
            **what,
        )
    return msg(
        "{replications}, seed {seed}, engine {engine}; scenario {fingerprint}, data date {day}.",
        **what,
    )


def model_only(*, ranges: bool) -> Message:
    """Say what no range of a run holds."""
    if ranges:
        return msg(
            "Careful: all ranges hold within this model only. The range due to unknowns covers what the scenario "
            "states as unknown; what it overlooks may move every number here."
        )
    return msg(
        "Careful: the ranges hold chance within this model only. What is not known is listed among the scenario's "
        "assumptions, and may move every number here."
    )
