"""Why words can be hidden, whatever they are: a contribution, or a statement that people vote on."""

from enum import StrEnum

__all__ = ["Ground", "told_reason"]


class Ground(StrEnum):
    """Why words can be hidden. There is no other ground."""

    NAMES_SOMEBODY = "names_somebody"
    THREAT = "threat"
    INSULT = "insult"
    HATE = "hate"
    ADVERTISING = "advertising"
    UNLAWFUL = "unlawful"


def told_reason(ground: Ground, why: str) -> str:
    """Return a reason as the record keeps it: the ground, then in one's own words why it fits."""
    return f"{ground.value}: {why.strip()}"
