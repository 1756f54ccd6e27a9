"""What a run says about an indicator: how likely it is, and how much of that rests on other construction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sim.analysis import IndicatorAnswer
from sim.errors import FixedDecimals, Message, msg
from sim.scenario import Indicator
from sim.words.chances import chance_in_words, rating_in_words
from sim.words.describe_scenario import INPUT_NAMES
from sim.words.readings import READING_WORDS


def indicators_in_words(
    answers: Sequence[IndicatorAnswer], stated: Mapping[str, Indicator]
) -> Iterator[Message]:
    """Say each indicator, a year after the other, and what it rests on.

    Parameters
    ----------
    answers : sequence of IndicatorAnswer
    stated : mapping of str to Indicator
        The indicators of the scenario that was run.
    """
    for answer in answers:
        indicator = stated[answer.key]
        yield msg(
            "{name}: at least {value} m² a person by the end of {year}, counting {reading}: {rating}. Half of all "
            "futures reach {middle} m² or less, eight in ten between {low} and {high}.",
            name=answer.name,
            value=square_metres(answer.at_least),
            year=str(answer.year),
            reading=READING_WORDS[answer.counts],
            rating=rating_in_words(answer.chance, at_length=True),
            middle=square_metres(answer.p50),
            low=square_metres(answer.p10),
            high=square_metres(answer.p90),
        )
        yield msg(
            "Of it the homes of the register bring {brought} m² a person in the mean future. {other}% of the floor "
            "area added since {day} is other construction; were no home of the register completed, the chance would "
            "be {without}.",
            brought=square_metres(answer.from_homes),
            other=FixedDecimals(_share_told(answer.other_share), 0),
            day=indicator.stock.as_of,
            without=chance_in_words(answer.without_homes),
        )
    for key in dict.fromkeys(answer.key for answer in answers):
        assumed = [
            INPUT_NAMES[name] for name, part in stated[key].inputs.items() if part.standing == "assumption"
        ]
        if assumed:
            yield msg(
                "{name}: these inputs are assumptions: {inputs}. The level of confidence speaks of the targets, not of "
                "this indicator.",
                name=stated[key].name,
                inputs=assumed,
            )


def square_metres(value: float) -> FixedDecimals:
    """Say floor area a person: two decimals under 10, else one."""
    digits = 1 if abs(value) >= 10 else 2
    return FixedDecimals(round(value, digits), digits)


def _share_told(share: float) -> int:
    """Whole percent; what is not all of it is not told as all."""
    percent = round(100 * share)
    return min(percent, 99) if share < 1 else percent
