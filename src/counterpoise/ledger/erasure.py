"""Erase what an entry tells of: body and salt go, the envelope stays, and an entry says on what ground."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

__all__ = ["ERASURE", "ErasureStaysError", "Ground", "NothingErasedError", "erasure"]

ERASURE = "erasure"
"""The type of the entry."""


class Ground(StrEnum):
    """On what ground something was erased."""

    ASKED = "asked"
    """The person whose words or data they are asked for it."""
    CONSENT_WITHDRAWN = "consent_withdrawn"
    """The person took back consent."""
    NO_LONGER_NEEDED = "no_longer_needed"
    """The time for which it was kept is over."""
    UNLAWFUL = "unlawful"
    """It should never have been kept."""
    LEGAL_DUTY = "legal_duty"
    """A law or a court demands it."""


class NothingErasedError(ValueError):
    """An erasure names no entry, or one that there cannot be.

    Attributes
    ----------
    code
        Always ``"nothing_erased"``.
    """

    code = "nothing_erased"


class ErasureStaysError(ValueError):
    """An entry of erasure is to be erased: then nobody could tell any more why a text is gone. It holds no name anyway.

    Attributes
    ----------
    code
        Always ``"erasure_stays"``.
    """

    code = "erasure_stays"


def erasure(*, log: str, entries: Iterable[int], ground: Ground) -> Mapping[str, Any]:
    """Return the body of an entry of erasure: no name, no word of what was erased.

    Parameters
    ----------
    log
        The log of the entries.
    entries
        Their numbers.
    ground
        Why.

    Raises
    ------
    NothingErasedError
        There is no number, or one below 0.
    """
    numbers = sorted(set(entries))
    if not numbers or numbers[0] < 0:
        raise NothingErasedError
    return {"log": log, "entries": numbers, "ground": ground.value}
