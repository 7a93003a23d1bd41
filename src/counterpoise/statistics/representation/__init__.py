"""Who takes part, against the population: response contrast, group tables, pooled shares, raking and weights.

The topics are files of this folder; every public name can be imported from here.
"""

from counterpoise.statistics.representation.groups import (
    CellTest,
    GroupRow,
    GroupTable,
    UnknownGroupError,
    cell_tests,
    group_table,
)
from counterpoise.statistics.representation.pooling import pooled_shares
from counterpoise.statistics.representation.propensity import (
    Contrast,
    ImpossibleResponseError,
    contrast,
    contrast_interval,
)
from counterpoise.statistics.representation.raking import (
    Kish,
    MarginsDisagreeError,
    Raked,
    WeightsUnusableError,
    kish,
    rake,
)

__all__ = [
    "CellTest",
    "Contrast",
    "GroupRow",
    "GroupTable",
    "ImpossibleResponseError",
    "Kish",
    "MarginsDisagreeError",
    "Raked",
    "UnknownGroupError",
    "WeightsUnusableError",
    "cell_tests",
    "contrast",
    "contrast_interval",
    "group_table",
    "kish",
    "pooled_shares",
    "rake",
]
