"""Why words can be hidden, whatever they are: a contribution, or a statement that people vote on."""

from enum import StrEnum

__all__ = ["Ground", "read_reason", "told_reason"]


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


def read_reason(reason: str) -> tuple[Ground | None, str]:
    """Return the ground of a reason that the record keeps, and why it fits; no ground where it says other words."""
    word, _, why = reason.partition(":")
    return (Ground(word.strip()), why.strip()) if word.strip() in set(Ground) else (None, reason)
