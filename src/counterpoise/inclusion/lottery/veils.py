"""How a lottery is written in one fixed way, and how people are published without their names: hashes with a salt."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from counterpoise.inclusion.lottery.verifier import sha256

__all__ = ["PEOPLE", "canonical", "unlike", "veiled"]

PEOPLE: Mapping[Any, Any] = {str: {"salt": str, "veil": str}}
"""What a frozen lottery holds of each person by name, in the words of `verifier.misfit`."""


def canonical(value: object) -> str:
    """Return values as text in one fixed way: sorted keys, no spaces, ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def veiled(name: str, salt: str) -> str:
    """Return the veiled id of a person: whoever knows name and salt can find it, nobody else can."""
    return sha256(f"{salt}:{name}")


def unlike(
    people: Mapping[str, Mapping[str, str]], *, drawn: Collection[str] = (), names: Collection[str] = ()
) -> list[str]:
    """Return the names that do not belong to their hash, and those said to be drawn who are not, or the other way.

    Parameters
    ----------
    people
        For each name the salt and the veiled id.
    drawn, names
        Who was drawn, by veiled id and by name; without names only the hashes are looked at.
    """
    wrong = {name for name, one in people.items() if veiled(name, one["salt"]) != one["veil"]}
    if names:
        wrong |= {name for name, one in people.items() if one["veil"] in set(drawn)} ^ set(names)
    return sorted(wrong)
