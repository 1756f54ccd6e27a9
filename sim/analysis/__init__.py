"""Results -> answers."""

from sim.analysis.chance import Chance
from sim.analysis.commit import Commitment, JointPromise, Promise, commit, commitment_values
from sim.analysis.compare import Change, Comparison, compare, comparison_values
from sim.analysis.drivers import Cost, Drivers, Interaction, Swing, Swings, drivers, swings
from sim.analysis.exchange import Exchange, ExchangeRow, exchange
from sim.analysis.goals import Goal, Tally, Target, tallies, tally_of
from sim.analysis.headline import headline
from sim.analysis.likelihood import LIKELIHOOD_RANGES, LIKELIHOOD_WORDS, Likelihood, likelihood
from sim.analysis.origin import Origin
from sim.analysis.paired import ChanceChange, MeanChange, Verdict
from sim.analysis.ranks import Rank
from sim.analysis.seek import Seeking, Step, seek
from sim.analysis.summary import summary
from sim.analysis.targets import Board, PeriodAnswer, YearAnswer, judge, precise_to
from sim.analysis.when import Deadline, Start, When, when, when_values
from sim.analysis.words import CARRY_OVER_WORDS, READING_WORDS, is_rare, of_futures, of_simulated_futures
from sim.analysis.words_commit import commitment_in_words
from sim.analysis.words_compare import change_in_words, comparison_in_words
from sim.analysis.words_drivers import drivers_in_words, drivers_values, swings_in_words, swings_values
from sim.analysis.words_exchange import exchange_in_words, exchange_values
from sim.analysis.words_seek import seeking_in_words, seeking_values
from sim.analysis.words_when import deadline_in_words, when_in_words

__all__ = [
    "CARRY_OVER_WORDS",
    "LIKELIHOOD_RANGES",
    "LIKELIHOOD_WORDS",
    "READING_WORDS",
    "Board",
    "Chance",
    "ChanceChange",
    "Change",
    "Commitment",
    "Comparison",
    "Cost",
    "Deadline",
    "Drivers",
    "Exchange",
    "ExchangeRow",
    "Goal",
    "Interaction",
    "JointPromise",
    "Likelihood",
    "MeanChange",
    "Origin",
    "PeriodAnswer",
    "Promise",
    "Rank",
    "Seeking",
    "Start",
    "Step",
    "Swing",
    "Swings",
    "Tally",
    "Target",
    "Verdict",
    "When",
    "YearAnswer",
    "change_in_words",
    "commit",
    "commitment_in_words",
    "commitment_values",
    "compare",
    "comparison_in_words",
    "comparison_values",
    "deadline_in_words",
    "drivers",
    "drivers_in_words",
    "drivers_values",
    "exchange",
    "exchange_in_words",
    "exchange_values",
    "headline",
    "is_rare",
    "judge",
    "likelihood",
    "of_futures",
    "of_simulated_futures",
    "precise_to",
    "seek",
    "seeking_in_words",
    "seeking_values",
    "summary",
    "swings",
    "swings_in_words",
    "swings_values",
    "tallies",
    "tally_of",
    "when",
    "when_in_words",
    "when_values",
]
