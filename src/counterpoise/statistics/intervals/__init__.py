"""Intervals: one proportion, two proportions, odds, means, and resampling.

The topics are files of this folder; every public name can be imported from here.
"""

from counterpoise.statistics.intervals.means import (
    MeanDifference,
    SignTest,
    UnevenPairsError,
    paired_t,
    probability_of_superiority,
    sign_test,
    welch,
)
from counterpoise.statistics.intervals.odds import (
    ExactOddsRatio,
    NegativeCellError,
    OddsRatio,
    PooledOddsRatio,
    conditional_odds_ratio,
    fisher_exact_p,
    mantel_haenszel,
    odds_ratio,
)
from counterpoise.statistics.intervals.proportions import (
    ImpossibleCountsError,
    Interval,
    LevelOutOfRangeError,
    newcombe,
    normal_quantile,
    wilson,
)
from counterpoise.statistics.intervals.resampling import (
    NothingToDrawError,
    bootstrap_arms,
    bootstrap_difference,
    bootstrap_multinomial,
    bootstrap_rows,
)

__all__ = [
    "ExactOddsRatio",
    "ImpossibleCountsError",
    "Interval",
    "LevelOutOfRangeError",
    "MeanDifference",
    "NegativeCellError",
    "NothingToDrawError",
    "OddsRatio",
    "PooledOddsRatio",
    "SignTest",
    "UnevenPairsError",
    "bootstrap_arms",
    "bootstrap_difference",
    "bootstrap_multinomial",
    "bootstrap_rows",
    "conditional_odds_ratio",
    "fisher_exact_p",
    "mantel_haenszel",
    "newcombe",
    "normal_quantile",
    "odds_ratio",
    "paired_t",
    "probability_of_superiority",
    "sign_test",
    "welch",
    "wilson",
]
