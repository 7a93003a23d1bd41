"""Who leaves a panel that was drawn: on which ground, in which words, and by which chance the next person is found."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any

from counterpoise.levels.refusals import Refusal

__all__ = ["REFUSALS", "PanelGround", "may_leave_panel", "plain_code", "replacement_seed"]

REFUSALS = (
    "inclusion.nobody_left",
    "inclusion.no_ground_of_leaving",
    "inclusion.no_words_of_leaving",
    "inclusion.name_in_words",
    "inclusion.still_seated",
)
"""The words with which this module says no."""

_SHORTEST_NAME = 3


class PanelGround(StrEnum):
    """Why somebody who was drawn is no longer on the panel. What somebody thinks is no ground."""

    SAID_NO = "said_no"
    STOPS = "stops"
    UNABLE = "unable"
    NOT_ENTITLED = "not_entitled"
    SEAT_ENDED = "seat_ended"


def may_leave_panel(
    *, gone: Collection[str], ground: PanelGround | None, words: str, seated: Collection[str]
) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of replacing people who were drawn.

    Parameters
    ----------
    gone
        The ids of those who leave.
    ground, words
        Why, from the list and in words. Everybody reads both, so no id may stand in them.
    seated
        Those of them who still hold a seat: a seat ends first, by the rules for seats, which protect from being removed
        for what one thinks.

    Returns
    -------
    tuple of Refusal
        Empty where nothing stands in the way.
    """
    found = []
    if not gone:
        found.append(Refusal("inclusion.nobody_left"))
    if ground is None:
        found.append(Refusal("inclusion.no_ground_of_leaving"))
    if not words.strip():
        found.append(Refusal("inclusion.no_words_of_leaving"))
    plain = words.casefold()
    if any(len(name) >= _SHORTEST_NAME and name.casefold() in plain for name in gone):
        found.append(Refusal("inclusion.name_in_words"))
    if seated:
        found.append(Refusal("inclusion.still_seated", {"number": len(seated)}))
    return tuple(found)


def replacement_seed(draw: Mapping[str, Any]) -> str:
    """Return the seed by which replacements of a draw are found: its lottery and the chance that came out.

    Both were there before anybody left, so nobody can look for a seed that brings somebody in. The same people leaving
    give the same people coming, however often it is worked out.

    Parameters
    ----------
    draw
        The draw, with ``commitment`` and ``randomness``.
    """
    return f"{draw['commitment']}/{draw['randomness']}"


def plain_code(text: str) -> str:
    """Return somebody's code as it was made, however it was typed: with capitals, spaces or dashes."""
    return "".join(sign for sign in text.casefold() if sign in "0123456789abcdef")
