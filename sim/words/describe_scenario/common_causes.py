"""What makes projects late together, and estimates wrong together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sim.scenario import CommonFactor, Correlation
from sim.words.describe_scenario.assumption import Assumption, Describer
from sim.words.describe_scenario.quantities import Phrases, number


def common_cause_entries(describer: Describer) -> Iterator[Assumption]:
    """What makes projects late together, and estimates wrong together."""
    settings, t, part = describer.scenario.settings, describer.text, describer.text("Common causes")
    for factor in settings.factors.values():
        values = common_factor_in_words(factor, describer)
        yield describer.entry(factor, part, describer.text(factor.name), values)
    for correlation in settings.correlations:
        what = t("Estimates that are probably wrong in the same direction")
        yield describer.entry(correlation, part, what, correlation_in_words(correlation, describer))


def common_factor_in_words(factor: CommonFactor, describer: Describer) -> Phrases:
    """Say which stages a common cause moves, and how much of their variation it makes."""
    text = describer.text
    stages = "; ".join(describer.stage(stage) for stage in factor.stages)
    share = text.percent(factor.shared)
    return (
        text("{share} of the variation in how long these stages take is common to all projects", share=share),
        stages,
    )


def correlation_in_words(correlation: Correlation, describer: Describer) -> Phrases:
    """Say which unknown factors belong together, and how closely."""
    text = describer.text
    closely = text(
        "correlation {value} (0: nothing in common; 1: all wrong alike)",
        value=number(correlation.correlation, text),
    )
    return closely, *(_at(path, describer) for path in correlation.between)


def _at(path: str, describer: Describer) -> str:
    """Name the stage whose unknown factor stands at a path of the scenario."""
    match path.split("."):
        case ["stages", stage, "law", day]:
            return describer.stage_from(stage, date.fromisoformat(day))
        case ["routes", route, stage]:
            return describer.stage_on(stage, (route,))
        case [_, stage]:
            return describer.stage(stage)
        case _:
            raise AssertionError(path)
