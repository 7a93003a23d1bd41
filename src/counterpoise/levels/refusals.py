"""The one form in which every rule of the house says no."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Refusal"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing that stands in the way, as a word. The words for people are made where people are spoken to.

    Attributes
    ----------
    code
        What stands in the way; each room declares its codes.
    given
        What was found there, by name.
    """

    code: str
    given: Mapping[str, Any] = field(default_factory=dict)
