"""What may be shown, so that no figure gives a person away.

`rules` holds the one table of minimum numbers; `suppression` protects a table of two traits; `releases` watches that
two publications cannot be subtracted from each other. Every public name can be imported from here.
"""

from counterpoise.statistics.disclosure.releases import Differencing, PublishedCount, differencing_risk
from counterpoise.statistics.disclosure.rules import (
    ARM_MINIMUM,
    COUNT_MINIMUM,
    PUBLIC_MINIMUM,
    RATE_MINIMUM,
    About,
    Audience,
    ImpossibleFigureError,
    display,
    review_display,
    rounded,
)
from counterpoise.statistics.disclosure.suppression import (
    NotATableError,
    NotProtectableError,
    ProtectedTable,
    attacker_range,
    protect_table,
)

__all__ = [
    "ARM_MINIMUM",
    "COUNT_MINIMUM",
    "PUBLIC_MINIMUM",
    "RATE_MINIMUM",
    "About",
    "Audience",
    "Differencing",
    "ImpossibleFigureError",
    "NotATableError",
    "NotProtectableError",
    "ProtectedTable",
    "PublishedCount",
    "attacker_range",
    "differencing_risk",
    "display",
    "protect_table",
    "review_display",
    "rounded",
]
