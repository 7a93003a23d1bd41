"""Quotas that follow from a population, and features by which nobody may be told apart without a ground in law."""

import math
from collections.abc import Iterable, Mapping

from counterpoise.inclusion.lottery.quotas import Quota, Quotas
from counterpoise.inclusion.lottery.tables import plain

__all__ = ["SENSITIVE", "invitations_needed", "sensitive_features", "suggested_quotas"]

SENSITIVE: Mapping[str, tuple[str, ...]] = {
    "belief": ("belief", "religio", "church", "faith", "geloof", "godsdienst", "relig", "kerk", "levensbeschouw"),
    "ethnicity": (
        "ethnic", "race", "nationalit", "country of birth", "birth country", "migra", "skin", "roots", "origin",
        "ancestry", "etnic", "ras", "nationaliteit", "geboorteland", "afkomst", "herkomst", "huidskleur",
    ),
    "health": (
        "health", "illness", "disab", "diagnos", "disease", "impair", "medic", "patient",
        "gezondheid", "ziek", "ziekte", "beperking", "handicap", "aandoening", "medisch", "zorgvraag",
    ),
    "sexual life": ("sexual", "orientation", "lgbt", "gay", "seksue", "geaardheid", "lhbt"),
    "politics": ("politic", "party", "voted", "vote", "politiek", "partij", "stem", "vakbond", "union"),
}  # fmt: skip
"""For each kind of feature that the law protects, how words begin that name it, in English and Dutch."""


def sensitive_features(names: Iterable[str]) -> dict[str, str]:
    """Return the features that tell of belief, ethnicity, health, sexual life or politics, each with its kind.

    Parameters
    ----------
    names
        The features, as the pool names them.

    Notes
    -----
    A word of the name counts when it begins with one of `SENSITIVE`; short ones must be the whole word, so that
    “rasp” is no race. Names can hide what a column holds: this reads names only.
    """
    found: dict[str, str] = {}
    for name in names:
        text = plain(name).replace("_", " ").replace("-", " ")
        words = text.split()
        for kind, beginnings in SENSITIVE.items():
            if any(_names(start, words, text) for start in beginnings):
                found.setdefault(name, kind)
    return found


def _names(start: str, words: list[str], text: str) -> bool:
    if " " in start:
        return start in text
    return any(word == start or (len(start) > 4 and word.startswith(start)) for word in words)


def suggested_quotas(margins: Mapping[str, Mapping[str, int]], *, size: int) -> Quotas:
    """Return quotas that give each category its share of the population, rounded down and up.

    Parameters
    ----------
    margins
        For each feature how many people of the population are in each category.
    size
        The number of people on a panel.

    Returns
    -------
    Quotas
        A category of nobody gets no place. The least of a feature never add up to more than the panel, nor the most to
        fewer.
    """
    rows = []
    for feature, counts in margins.items():
        total = sum(counts.values())
        for value, count in counts.items():
            # In whole numbers: a share of three tenths of ten places is three, not 3.0000000000000004.
            least, rest = divmod(count * size, total) if total else (0, 1)
            rows.append(Quota(feature, value, least, least + (rest > 0) if total else size))
    return Quotas(tuple(rows))


def invitations_needed(*, size: int, per_place: float, share_of_yes: float) -> int:
    """Return how many people to ask, so that for each place so many are expected to say yes.

    Parameters
    ----------
    size
        The number of places.
    per_place
        How many people are wanted for each.
    share_of_yes
        The share of those asked who say yes, above 0.
    """
    return math.ceil(size * per_place / share_of_yes)
