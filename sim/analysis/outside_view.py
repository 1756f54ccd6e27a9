"""The outside view: where the forecast of the period stands among finished plans, and a blend of the two.

Kahneman & Tversky (1979, *Intuitive prediction: biases and corrective procedures*, TIMS Studies in Management Science
12, 313) set the results of a class of like cases beside a forecast made from the case itself; Flyvbjerg (2006, *From
Nobel Prize to project management*, Project Management Journal 37(3), 5) does so for projects. The blend is a linear
opinion pool (Stone 1961, *The opinion pool*, Ann. Math. Stat. 32, 1339).
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.board import Board, TargetAnswer
from sim.scenario import FinishedPlan, ReferenceClass


@dataclass(frozen=True)
class RatioAmongPlans:
    """A number of homes that the model gives for the period, among the finished plans.

    Attributes
    ----------
    ratio : float
        Homes divided by the target of the period; 0 or more.
    above : int
        Finished plans with a lower ratio; one that is only known to be at least its ratio is never among them.
    """

    ratio: float
    above: int


@dataclass(frozen=True)
class AmongPlans:
    """The forecast of the period beside finished plans.

    Attributes
    ----------
    reference_class : ReferenceClass
    period : TargetAnswer
        What the model says of the period.
    p10, p50, p90 : RatioAmongPlans
        Of the model's homes.
    reached : int
        Finished plans that reached what was planned: a ratio of 1 or more.
    """

    reference_class: ReferenceClass
    period: TargetAnswer
    p10: RatioAmongPlans
    p50: RatioAmongPlans
    p90: RatioAmongPlans
    reached: int

    @property
    def plans(self) -> int:
        """Finished plans compared, n."""
        return len(self.reference_class.plans)

    @property
    def weight(self) -> float:
        """Weight of the class in the blend, 0 to 1."""
        return self.reference_class.view.weight

    @property
    def share(self) -> float:
        """Chance that a plan like these is reached, 0 to 1: (k + 1/2) / (n + 1) where k of n were.

        Mean of the beta distribution that Jeffreys' prior leads to (Jeffreys 1961, *Theory of Probability*, 3rd ed.,
        section 3.10): of few plans, none reached does not mean that none can be.
        """
        return (self.reached + 0.5) / (self.plans + 1)

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval of `share`: quantiles of the same beta distribution.

        Brown, Cai & DasGupta (2001, *Interval estimation for a binomial proportion*, Statistical Science 16, 101)
        recommend it for n of 40 or less. The lower end is 0 where k = 0, the upper one 1 where k = n, as they advise.
        It takes the plans for independent, which plans of one country and one time are not quite.
        """
        from scipy.special import betaincinv

        k, n = self.reached, self.plans
        low, high = (float(betaincinv(k + 0.5, n - k + 0.5, tail)) for tail in (0.025, 0.975))
        return 0.0 if k == 0 else low, 1.0 if k == n else high

    @property
    def blend(self) -> float:
        """Linear pool of the model's chance and the class's share, 0 to 1; stands beside the model's chance only."""
        return (1 - self.weight) * self.period.chance.share + self.weight * self.share


def among_plans(board: Board, reference_class: ReferenceClass | None) -> AmongPlans | None:
    """Hold the forecast of the period against finished plans.

    Parameters
    ----------
    board : Board
    reference_class : ReferenceClass or None
        Of its scenario.

    Returns
    -------
    AmongPlans or None
        None where the board has no period, or the scenario nothing to compare it with.
    """
    if board.period is None or reference_class is None:
        return None
    homes, plans = board.period.homes, reference_class.plans
    p10, p50, p90 = (
        _among(number / board.period.target, plans) for number in (homes.p10, homes.p50, homes.p90)
    )
    reached = sum(plan.ratio >= 1 for plan in plans)
    return AmongPlans(reference_class, board.period, p10, p50, p90, reached)


def _among(ratio: float, plans: tuple[FinishedPlan, ...]) -> RatioAmongPlans:
    return RatioAmongPlans(ratio, sum(plan.ratio < ratio and not plan.at_least for plan in plans))
