"""The paper's four illustrations as one record: who was asked what, who decided, who was there, who was told when.

What the paper says carries its words in `quote`; everything else was assumed for the demo, and its `source` says so.
"""

from counterpoise.datasets.illustrations.care_path import care_path
from counterpoise.datasets.illustrations.lindehof_concerns import concerns
from counterpoise.datasets.illustrations.lindehof_contributions import contributions
from counterpoise.datasets.illustrations.lindehof_control import control
from counterpoise.datasets.illustrations.lindehof_decisions import decisions
from counterpoise.datasets.illustrations.lindehof_frictions import frictions
from counterpoise.datasets.illustrations.lindehof_meetings import meetings
from counterpoise.datasets.illustrations.lindehof_participation import participation
from counterpoise.datasets.illustrations.lindehof_reviews import reviews
from counterpoise.datasets.illustrations.lindehof_spine import spine
from counterpoise.datasets.illustrations.meals import meals
from counterpoise.datasets.illustrations.people import people
from counterpoise.record import Record

__all__ = ["illustrations"]


def illustrations() -> Record:
    """Give the record of the four illustrations.

    Returns
    -------
    Record
        Three initiatives: ``meals`` (illustration 1), ``lindehof-together`` (illustrations 2, 3 and 4) and
        ``care-path`` (the level of one person). All versions are in it; it reads the same every time.
    """
    parts = (
        people(),
        meals(),
        spine(),
        meetings(),
        contributions(),
        control(),
        frictions(),
        decisions(),
        concerns(),
        participation(),
        reviews(),
        care_path(),
    )
    return Record.of(row for part in parts for row in part)
