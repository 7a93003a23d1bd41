"""Names under which people take part: chosen freely, but never made to be taken for somebody else.

Refusals, each after ``levels.``: ``name_too_short``, ``name_too_long``, ``name_without_letters``, ``name_unseen``
(signs that nobody can see, or that turn the direction of what follows), ``name_of_many_scripts`` (letters of several
alphabets that look alike), ``name_like_another``.
"""

import unicodedata
from collections.abc import Collection, Sequence
from random import Random

from counterpoise.levels.refusals import Refusal

__all__ = ["LONGEST_NAME", "SHORTEST_NAME", "looks_like", "may_be_called", "suggested_name", "tidied"]

SHORTEST_NAME = 2
LONGEST_NAME = 40

# Letters of other alphabets, and digits, that a hurried eye takes for these Latin ones.
_ALIKE = str.maketrans(
    {
        **dict(zip("аеорсухіјѕԁһкмтвнг", "aeopcyxljsdhkmtbhr", strict=True)),  # Cyrillic
        **dict(zip("αοερνικτυχμηωβ", "aoepvlktuxmnwb", strict=True)),  # Greek
        **dict(zip("0135ıi|", "olesll" + "l", strict=True)),
    }
)
_COLOURS = {
    "en": ("Blue", "Green", "Grey", "Red", "White", "Yellow", "Quiet", "Early", "Old", "Young", "Tall", "Bright"),
    "nl": (
        "Blauwe",
        "Groene",
        "Grijze",
        "Rode",
        "Witte",
        "Gele",
        "Stille",
        "Vroege",
        "Oude",
        "Jonge",
        "Lange",
        "Lichte",
    ),
}
_THINGS = {
    "en": ("heron", "lime tree", "wagtail", "poplar", "swallow", "willow", "finch", "beech", "plover", "rowan"),
    "nl": ("reiger", "linde", "kwikstaart", "populier", "zwaluw", "wilg", "vink", "beuk", "kievit", "lijsterbes"),
}


def tidied(name: str) -> str:
    """Return a name as it is kept: one form for each sign, and single spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).split())


def looks_like(name: str) -> str:
    """Return what a hurried eye sees: two names that give the same can be taken for each other.

    Case, accents, spaces and signs between letters are left out, and letters that look alike are made one. It keeps to
    the pairs that occur in names; the idea is the "skeleton" of Unicode Technical Standard 39.
    """
    plain = unicodedata.normalize("NFKD", tidied(name).casefold())
    kept = "".join(sign for sign in plain if unicodedata.category(sign)[0] in "LN")
    return kept.translate(_ALIKE).replace("rn", "m").replace("vv", "w")


def _alphabets(name: str) -> set[str]:
    return {unicodedata.name(sign, "?").split()[0] for sign in name if unicodedata.category(sign)[0] == "L"}


def may_be_called(name: str, *, taken: Collection[str] = ()) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of a name.

    Parameters
    ----------
    name
        The name as it was typed.
    taken
        The names of others.
    """
    found = []
    if any(unicodedata.category(sign) in {"Cc", "Cf", "Co", "Cn", "Zl", "Zp"} for sign in name.strip()):
        found.append(Refusal("levels.name_unseen"))
    kept = tidied(name)
    if len(kept) < SHORTEST_NAME:
        found.append(Refusal("levels.name_too_short", {"least": SHORTEST_NAME}))
    if len(kept) > LONGEST_NAME:
        found.append(Refusal("levels.name_too_long", {"most": LONGEST_NAME}))
    seen = looks_like(kept)
    if len(kept) >= SHORTEST_NAME and not any(sign.isalpha() for sign in kept):
        found.append(Refusal("levels.name_without_letters"))
    if len(_alphabets(kept)) > 1:
        found.append(Refusal("levels.name_of_many_scripts"))
    if seen and seen in {looks_like(other) for other in taken}:
        found.append(Refusal("levels.name_like_another"))
    return tuple(found)


def suggested_name(*, seed: int, lang: str = "en", taken: Collection[str] = ()) -> str:
    """Return a name for somebody who does not want to think of one; nobody else has it.

    Parameters
    ----------
    seed
        The chance that chooses.
    lang
        ``en`` or ``nl``.
    taken
        The names of others.
    """
    chance = Random(seed)  # noqa: S311 - a name is no secret  # nosec B311 - a name is no secret
    seen = {looks_like(other) for other in taken}
    pairs = [
        f"{colour} {thing}"
        for colour in _COLOURS.get(lang, _COLOURS["en"])
        for thing in _THINGS.get(lang, _THINGS["en"])
    ]
    chance.shuffle(pairs)
    free = next((pair for pair in pairs if looks_like(pair) not in seen), None)
    return free if free is not None else _numbered(pairs, seen)


def _numbered(pairs: Sequence[str], seen: Collection[str]) -> str:
    number = 2
    while looks_like(f"{pairs[0]} {number}") in seen:
        number += 1
    return f"{pairs[0]} {number}"
