"""Names as people spell them: the same name in two ways is one name, and a slip of the pen is found."""

import re
import unicodedata
from collections.abc import Iterable

__all__ = ["key_of", "nearest", "parts_of", "slug"]


def key_of(text: str) -> str:
    """Return what two spellings of one name have in common: no capitals, accents, punctuation or spaces."""
    plain = _without_accents(text).casefold().replace("&", " en ")
    return re.sub(r"[\W_]+", "", plain)


def _without_accents(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))


def slug(*texts: str, longest: int = 48) -> str:
    """Return a readable id: small letters, figures and hyphens, cut off after a whole word; or nothing."""
    words = re.findall(r"[a-z0-9]+", _without_accents(" ".join(texts)).casefold())
    made = ""
    for word in words:
        longer = f"{made}-{word}" if made else word[:longest]
        if len(longer) > longest:
            break
        made = longer
    return made


def parts_of(text: str) -> list[str]:
    """Split a cell with several values at commas, semicolons and new lines."""
    return [part for each in re.split(r"[,;\n]", text) if (part := each.strip(" \t\r-•*"))]


def nearest(text: str, known: Iterable[str]) -> str | None:
    """Return the known name that this one is a slip of the pen of, or None.

    Names in which a figure or a short word differs, such as "group 1" and "group 2", are different names.
    """
    given = _words(text)
    found = [(distance, name) for name in known if (distance := _distance(given, _words(name))) > 0]
    return min(found)[1] if found else None


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", _without_accents(text).casefold())


def _distance(one: list[str], other: list[str]) -> int:
    """Return how many letters differ; 0 where nothing does or where it is more than a slip."""
    if len(one) != len(other):
        return _distance(["".join(one)], ["".join(other)]) if len(one) + len(other) > 2 else 0
    total = 0
    for a, b in zip(one, other, strict=True):
        if a == b:
            continue
        apart = edits(a, b, most=3)
        if any(letter.isdigit() for letter in a + b) or not _may_be_a_slip(a, b, apart):
            return 0
        total += apart
    return total if total <= (1 if sum(map(len, one)) < 8 else 2) else 0


def _may_be_a_slip(a: str, b: str, apart: int) -> bool:
    # Short words with another letter are other words (zon, ton); with a letter too few they are slips (dor, door).
    shortest = min(len(a), len(b))
    return shortest >= 5 or (shortest >= 3 and apart == 1 and len(a) != len(b))


def edits(one: str, other: str, *, most: int) -> int:
    """Return how many letters must be added, taken out, changed or swapped with the next; at most `most`."""
    if abs(len(one) - len(other)) >= most or max(len(one), len(other)) > 200:
        return most
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        last, before, row = before, row, [i]
        for j, b in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) >= most:
            return most
    return min(row[-1], most)
