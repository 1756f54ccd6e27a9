"""What knowing more would buy: how much narrower the answer, how much better the choice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.analysis.board import Goal, GoalName, goal_result
from sim.analysis.information.groups import UnknownGroup, group_scores, groups_of_all
from sim.analysis.information.narrowing import Spread, narrowings, spread_over_sets
from sim.analysis.information.over_sets import OverSets
from sim.analysis.information.regret import saved_regret
from sim.analysis.provenance import Provenance
from sim.analysis.runs import Runs
from sim.analysis.statistics import FEWEST_SETS
from sim.array_types import Floats
from sim.errors import OptionError, msg
from sim.experiment import BOARD_FUTURES, FUTURES_PER_SET, Results
from sim.levers import LeverSetting, apply_levers
from sim.scenario import Reading, Scenario

ASK_RUNS = Runs(replications=BOARD_FUTURES)
_NEAR_END = 0.05
"""Chances so near 0 or 1 tell little: the homes are told first."""


@dataclass(frozen=True)
class Worth:
    """What it would buy to know one group of unknown numbers.

    Attributes
    ----------
    group : UnknownGroup
    chance, homes : OverSets
        Fall of the standard deviation over what is not known: of the chance (0 to 1), of the homes of the target's
        years.
    share_of_chance, share_of_homes : OverSets
        Share of the variance that would be gone.
    saved : OverSets or None
        What the chance would gain by a better choice among the alternatives; None where there is no choice.
    """

    group: UnknownGroup
    chance: OverSets
    homes: OverSets
    share_of_chance: OverSets
    share_of_homes: OverSets
    saved: OverSets | None


@dataclass(frozen=True)
class Alternative:
    """Something that can be chosen: some levers, or none, and the chance with them."""

    settings: tuple[LeverSetting, ...]
    chance: float


@dataclass(frozen=True)
class Information:
    """What knowing more would buy.

    Attributes
    ----------
    reading : {"counted", "eligible", "handed_over"}
    goal : Goal
    base : Provenance
    sets : int
        Sets of unknown numbers behind it.
    chance, homes : Spread
        Today, without levers: chance of the target, homes of its years.
    worths : tuple of Worth
        From what narrows the chance most to what narrows it least; the homes, where the chance tells too little.
    alternatives : tuple of Alternative
        What can be chosen, to leave things as they are first; empty where there is no choice.
    regret : OverSets or None
        What the chance would gain if all unknown numbers were known before the choice; at least that.
    interrupted : bool
        Whether Ctrl-C left out sets or alternatives.
    """

    reading: Reading
    goal: Goal
    base: Provenance
    sets: int
    chance: Spread
    homes: Spread
    worths: tuple[Worth, ...]
    alternatives: tuple[Alternative, ...]
    regret: OverSets | None
    interrupted: bool = False

    @property
    def by_chance(self) -> bool:
        """Whether the chance tells the numbers apart: it is seen to vary, and not near 0 or 1."""
        return _tells(self.chance)


def value_of_information(
    scenario: Scenario,
    target: GoalName,
    reading: Reading,
    *,
    alternatives: Iterable[Sequence[LeverSetting]] = (),
    runs: Runs = ASK_RUNS,
) -> Information:
    """Tell what it would buy to know each number that is not known.

    Parameters
    ----------
    scenario : Scenario
    target : int or {"all", "period", "programme"}
    reading : {"counted", "eligible", "handed_over"}
    alternatives : iterable of sequence of LeverSetting
        What can be chosen instead of leaving things as they are: each the levers that are pulled together.
    runs : Runs
        Its futures are shared out over sets of unknown numbers.

    Returns
    -------
    Information

    Raises
    ------
    OptionError
        Where no number is unknown, or there are fewer than 20 sets.
    """
    each = runs.futures_per_set or FUTURES_PER_SET
    if each < 2 or runs.replications < FEWEST_SETS * each:
        raise OptionError(
            msg(
                "what knowing more would buy needs at least {sets} sets of unknown numbers, of two futures or more "
                "each: {futures} futures with {each} in a set; raise --replications",
                sets=FEWEST_SETS,
                futures=FEWEST_SETS * max(each, 2),
                each=max(each, 2),
            )
        )
    choices = {str(index): tuple(settings) for index, settings in enumerate(alternatives)}
    changed = {name: apply_levers(scenario, settings) for name, settings in choices.items()}
    groups = groups_of_all((scenario, *changed.values()))
    if not groups:
        raise OptionError(msg("the scenario states no unknown number"))
    first, done = runs.all(changed, scenario) if changed else (runs(scenario), {})
    if first.replications < FEWEST_SETS * each:
        raise KeyboardInterrupt
    with_levers = [(choices[name], results) for name, results in done.items()]
    found = _judged(first, with_levers, groups, target, reading)
    return replace(found, interrupted=first.interrupted or len(done) < len(changed))


def _judged(
    base: Results,
    changed: Sequence[tuple[tuple[LeverSetting, ...], Results]],
    groups: Sequence[UnknownGroup],
    target: GoalName,
    reading: Reading,
) -> Information:
    held = goal_result(base, reading, target)
    met, homes = (_by_set(base, each) for each in (held.met, held.homes))
    sets = len(met)
    scores = {group.path: group_scores(group, base.scenario, base.seed, sets) for group in groups}
    chance, of_homes = spread_over_sets(met), spread_over_sets(homes)
    for_chance, for_homes = narrowings(chance, scores), narrowings(of_homes, scores)
    alternatives: tuple[Alternative, ...] = ()
    saved: dict[str, OverSets] = {}
    regret = None
    if changed:
        chances = [met, *(_by_set(run, goal_result(run, reading, target).met) for _, run in changed)]
        table = np.stack([each.mean(axis=1) for each in chances], axis=1)
        alternatives = tuple(
            Alternative(settings, mean)
            for settings, mean in zip(
                [(), *(each for each, _ in changed)], table.mean(axis=0).tolist(), strict=True
            )
        )
        saved = {name: saved_regret(table, values) for name, values in scores.items()}
        regret = saved_regret(table, np.concatenate(list(scores.values()), axis=1))
    worths = [
        Worth(
            group,
            chance=for_chance[group.path][0],
            homes=for_homes[group.path][0],
            share_of_chance=for_chance[group.path][1],
            share_of_homes=for_homes[group.path][1],
            saved=saved.get(group.path),
        )
        for group in groups
    ]

    def narrows(worth: Worth) -> float:
        return (worth.chance if _tells(chance) else worth.homes).value

    return Information(
        reading,
        held.goal,
        Provenance.of(base),
        sets,
        chance,
        of_homes,
        tuple(sorted(worths, key=narrows, reverse=True)),
        alternatives,
        regret,
    )


def _tells(chance: Spread) -> bool:
    return chance.seen and _NEAR_END <= chance.mean <= 1 - _NEAR_END


def _by_set(results: Results, of_futures: object) -> Floats:
    """Values of futures by their sets, shape (S, n); a last set that is not whole is left out."""
    each = results.futures_per_set
    sets = results.replications // each
    return np.asarray(of_futures, dtype=np.float64)[: sets * each].reshape(sets, each)
