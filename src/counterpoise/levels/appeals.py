"""What comes of an appeal against hiding words: of a contribution, or of a statement that people vote on."""

from collections.abc import Mapping

from counterpoise.record import Side
from counterpoise.record.contributions import AppealOutcome

__all__ = ["BOTH", "outcome_of"]

BOTH = (Side.CIVIC, Side.ORGANIZATIONAL)
"""The two sides that hear an appeal: one person of each."""


def outcome_of(heard: Mapping[Side, bool]) -> AppealOutcome | None:
    """Return what comes of an appeal: one voice brings the words back, and only both sides together keep them hidden.

    Parameters
    ----------
    heard
        For each side that was heard whether the words should stay hidden.
    """
    if not all(heard.values()):
        return AppealOutcome.OVERTURNED
    return AppealOutcome.UPHELD if all(side in heard for side in BOTH) else None
