"""Who left a panel and who came, as it is published: a chain of small files that others can check."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from counterpoise.inclusion.lottery.leaving import PanelGround, replacement_seed
from counterpoise.inclusion.lottery.pool import Pool
from counterpoise.inclusion.lottery.quotas import Quotas
from counterpoise.inclusion.lottery.replacement import NotEnoughLeftError, replace
from counterpoise.inclusion.lottery.verifier import misfit, sha256

__all__ = ["CHANGE", "Standing", "other_people", "published_change", "standing"]

CHANGE: Mapping[Any, Any] = {
    "format": str, "commitment": str, "randomness": str, "number": int, "before": str, "ground": str, "words": str,
    "at": str, "broken": int, "left": [str], "came": [str], "unwilling": [str],
}  # fmt: skip
"""What stands in the file of one change, in the words of `verifier.misfit`."""
FORMAT = "counterpoise-replacement-1"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a panel stands after changes.

    Attributes
    ----------
    panel
        The hashes of those who are on it.
    away
        The hashes of those who left it, or could not be asked: they do not come again.
    wrong
        What is wrong with the changes; then panel and away are those before the first that is wrong.
    """

    panel: frozenset[str]
    away: frozenset[str]
    wrong: tuple[str, ...] = ()


def _sha(text: str) -> str:
    return sha256(text.removesuffix("\n"))


def published_change(
    draw: Mapping[str, Any],
    earlier: Sequence[str],
    *,
    left: Sequence[str],
    came: Sequence[str],
    unwilling: Sequence[str] = (),
    ground: PanelGround,
    words: str,
    broken: int,
    at: datetime,
) -> dict[str, Any]:
    """Return what is published of a change: hashes only, tied to the draw and to the change before it.

    Parameters
    ----------
    draw
        The draw.
    earlier
        The texts of the changes before this one, the first one first.
    left, came, unwilling
        The hashes of those who left, who took their places, and who could not be asked.
    ground, words
        Why, from the list and in words. No name stands in them.
    broken
        By how many people the quotas are missed since.
    at
        When.
    """
    return {
        "format": FORMAT,
        "commitment": draw["commitment"],
        "randomness": draw["randomness"],
        "number": len(earlier) + 1,
        "before": _sha(earlier[-1]) if earlier else "",
        "left": sorted(left),
        "came": sorted(came),
        "unwilling": sorted(unwilling),
        "ground": ground.value,
        "words": words,
        "broken": broken,
        "at": at.isoformat(timespec="seconds"),
    }


def standing(public: Mapping[str, Any], draw: Mapping[str, Any], changes: Sequence[str]) -> Standing:
    """Follow changes from the draw, with what is published alone.

    Parameters
    ----------
    public, draw
        The lottery and the draw as they are published.
    changes
        The texts of the changes, the first one first.
    """
    now = Standing(frozenset(draw["veils"]), frozenset())
    everybody = frozenset(public["chances"])
    before = ""
    for number, text in enumerate(changes, start=1):
        told = _read(text)
        if told is None:
            return Standing(now.panel, now.away, ("change_unreadable",))
        left, came, unwilling = frozenset(told["left"]), frozenset(told["came"]), frozenset(told["unwilling"])
        can_come = everybody - now.panel - now.away - unwilling
        wrong = {
            "change_of_another": (told["commitment"], told["randomness"]) != (draw["commitment"], draw["randomness"]),
            "change_out_of_order": (told["number"], told["before"]) != (number, before),
            "change_without_reason": told["ground"] not in set(PanelGround) or not told["words"].strip(),
            "change_of_people": not (
                left
                and left <= now.panel
                and came <= can_come
                and unwilling <= everybody - now.panel - now.away
                and len(left) == len(told["left"]) == len(came) == len(told["came"])
            ),
        }
        if any(wrong.values()):
            return Standing(now.panel, now.away, tuple(code for code, there in wrong.items() if there))
        now = Standing(now.panel - left | came, now.away | left | unwilling)
        before = _sha(text)
    return now


def _read(text: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    try:
        told = json.loads(text, parse_constant=int)
    except (ValueError, RecursionError):
        return None
    return None if misfit(told, CHANGE) else told


def other_people(
    draw: Mapping[str, Any],
    changes: Sequence[str],
    *,
    people: Mapping[str, Mapping[str, str]],
    pool: Pool,
    quotas: Quotas,
) -> list[int]:
    """Return the numbers, from 1, of the changes in which others came than the draw finds.

    Parameters
    ----------
    draw
        The draw.
    changes
        The texts of the changes, in which `standing` finds nothing wrong.
    people
        For each name its salt and its hash.
    pool, quotas
        The people, in the order of the file that was frozen, and the quotas.
    """
    names = {one["veil"]: name for name, one in people.items()}
    panel, away = {names[veil] for veil in draw["veils"]}, set[str]()
    found = []
    for number, text in enumerate(changes, start=1):
        told = json.loads(text)
        left, came, unwilling = ({names[veil] for veil in told[key]} for key in ("left", "came", "unwilling"))
        away |= unwilling
        try:
            right = replace(pool, quotas, sorted(panel), sorted(left), seed=replacement_seed(draw), unwilling=away)
        except NotEnoughLeftError:
            right = None
        if right is None or (set(right.people), right.broken) != (came, told["broken"]):
            found.append(number)
        panel, away = panel - left | came, away | left
    return found
