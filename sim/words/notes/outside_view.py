"""Where the forecast of the period stands among finished plans, in one sentence or two."""

from __future__ import annotations

from sim.analysis import AmongPlans
from sim.errors import Message, TwoLanguages, msg
from sim.scenario import ReferenceClass
from sim.words.chances import chance_in_words, chance_percent, chances_between
from sim.words.phrases import span_of

CLASS_NAMES: dict[str, Message] = {
    "several_years": msg("finished social-housing plans of several years"),
    "one_year": msg("finished social-housing plans of one year"),
    "rolling_five_years": msg("finished rolling five-year forecasts"),
}
"""What the plans of the classes in `NAMED_CLASSES` are called."""


def class_name(reference_class: ReferenceClass) -> Message | TwoLanguages:
    """Call the plans of a class as its scenario does, else as all scenarios do."""
    return reference_class.view.name or CLASS_NAMES[reference_class.id]


def outside_view_in_words(found: AmongPlans) -> Message:
    """Say where the model stands among finished plans, how many of them reached what was planned, and the blend.

    Parameters
    ----------
    found : AmongPlans

    Returns
    -------
    Message
        Names the class and who chose it, n, the standing of P50, P10 and P90, and the weight; says that the blend
        stands beside the model.
    """
    low, high = chances_between(found.interval)
    return msg(
        "Compared with {count} {plans} ({chosen}), by the share of the plan that was completed: the model's P50 is "
        "{p50} of the target of {span}, more than in {above50} of the {count}; its P10 is {p10}, more than in "
        "{above10}; its P90 is {p90}, more than in {above90}. Of these plans {reached} reached what was planned, a "
        "chance of about {share} (95% interval {low} to {high}%). Giving them {weight} of the weight puts the chance "
        "of reaching the period's target at about {blend}, beside {model} by the model alone; it does not replace the "
        "model's.",
        count=found.plans,
        plans=class_name(found.reference_class),
        chosen=chosen_in_words(found.reference_class),
        p50=whole_percent(found.p50.ratio),
        above50=found.p50.above,
        p10=whole_percent(found.p10.ratio),
        above10=found.p10.above,
        p90=whole_percent(found.p90.ratio),
        above90=found.p90.above,
        span=span_of(found.period.goal),
        reached=found.reached,
        share=_chance(found.share),
        low=low,
        high=high,
        weight=whole_percent(found.weight),
        blend=_chance(found.blend),
        model=chance_in_words(found.period.chance),
    )


def chosen_in_words(reference_class: ReferenceClass) -> Message:
    """Say who chose the class, and whose list of plans it is of."""
    by_scenario = reference_class.view.reference_class is not None
    if by_scenario and reference_class.own_list:
        return msg("class and list chosen by the scenario")
    if by_scenario:
        return msg("class chosen by the scenario, from the program's list")
    if reference_class.own_list:
        return msg("class chosen by the length of the period, from the scenario's list")
    return msg("class chosen by the length of the period, from the program's list")


def whole_percent(share: float) -> Message:
    """Say the share of a plan that is done, or a weight, in whole percent."""
    return msg("{percent}%", percent=round(100 * share))


def _chance(share: float) -> Message:
    return msg("{percent}%", percent=chance_percent(share))
