"""What a resource says in words and days, whatever form it chose."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from counterpoise.record import Moment, MomentError

__all__ = [
    "TOLD_ANEW",
    "day",
    "day_after",
    "each",
    "moment",
    "name_of",
    "own_name",
    "part",
    "text_of",
    "texts_of",
    "when_told",
]

TOLD_ANEW = "Told anew."
"""Why a later version replaces the one before, where a care system told the same thing again in other words."""


def each(value: Any) -> Iterator[Any]:  # noqa: ANN401 - as read
    """Walk over what may stand once or several times; gaps are left out."""
    for one in value if isinstance(value, list) else [value]:
        if one is not None:
            yield one


def part(value: Any, *names: str) -> Any:  # noqa: ANN401 - as read
    """Return what stands at a path of names; of several things the first; None where there is nothing."""
    for name in names:
        value = next(each(value), None)
        value = value.get(name) if isinstance(value, dict) else None
    return value


def text_of(concept: Any) -> str:  # noqa: ANN401 - a code, a concept, or text
    """Return the words of a concept: its text, else what its codes are called. A code itself is no word."""
    one = next(each(concept), None)
    if isinstance(one, str):
        return one.strip()
    if not isinstance(one, dict):
        return ""
    if isinstance(one.get("text"), str) and one["text"].strip():
        return str(one["text"]).strip()
    codings = [coding for coding in each(one.get("coding", one)) if isinstance(coding, dict)]
    found = (coding["display"].strip() for coding in codings if isinstance(coding.get("display"), str))
    return str(next(filter(None, found), ""))


def texts_of(concepts: Any) -> str:  # noqa: ANN401 - any number of concepts
    """Return the words of several concepts, one after another."""
    return ", ".join(dict.fromkeys(text for one in each(concepts) if (text := text_of(one))))


def name_of(names: Any) -> str:  # noqa: ANN401 - any number of names
    """Return how somebody is called: the whole name as text, else its parts."""
    one = next(each(names), None)
    if not isinstance(one, dict):
        return ""
    if isinstance(one.get("text"), str) and one["text"].strip():
        return str(one["text"]).strip()
    parts = [*each(one.get("prefix")), *each(one.get("given")), *each(one.get("family")), *each(one.get("suffix"))]
    return " ".join(word.strip() for word in parts if isinstance(word, str) and word.strip())


def own_name(resource: Mapping[str, Any]) -> str:
    """Return how a resource calls itself, for those that refer to it without a name. The patient stays unnamed."""
    if resource.get("resourceType") == "Patient":
        return ""
    name = resource.get("name")
    told = text_of(name) if isinstance(name, str) else name_of(name)
    role = part(resource, "practitioner", "display")
    title, code = resource.get("title"), resource.get("code")
    return told or (role if isinstance(role, str) else "") or text_of(title) or text_of(code)


def moment(text: Any, *, by: datetime | None = None) -> Moment | None:  # noqa: ANN401 - as read
    """Return a moment as exactly as a date of FHIR knows it; None where it is none.

    Parameters
    ----------
    text
        Such as ``2015``, ``2015-02``, ``2015-02-07`` or ``2015-02-07T13:28:17-05:00``.
    by
        By when it must have come; what lies after it is none.
    """
    text = next(each(text), None)
    if not isinstance(text, str):
        return None
    try:
        found = Moment.parse(text.strip())
    except MomentError:
        # A time without its zone is known to the day.
        try:
            found = Moment.parse(text.strip()[:10])
        except MomentError:
            return None
    if by is not None and (found.at > by if found.at is not None else found.first > by.date()):
        return None
    return found


def day(text: Any) -> date | None:  # noqa: ANN401 - as read
    """Return the day, where it is known; a month or a year is no day."""
    found = moment(text)
    return found.first if found is not None and found.first == found.last else None


def day_after(text: Any) -> date | None:  # noqa: ANN401 - as read
    """Return the day after the last one of a period: FHIR counts its end, the record does not."""
    found = day(text)
    return found + timedelta(days=1) if found is not None and found < date.max else None


def when_told(meta: Any) -> tuple[str, str, int]:  # noqa: ANN401 - as read
    """Return what sorts the versions of one resource: when it was last changed, then its number.

    Parameters
    ----------
    meta
        The resource's ``meta``; where it says nothing, the version comes first.
    """
    written = part({"meta": meta}, "meta", "lastUpdated")
    updated = moment(written)
    number = str(part({"meta": meta}, "meta", "versionId") or "")
    return (
        "" if updated is None else updated.at.astimezone(UTC).isoformat() if updated.at else updated.first.isoformat(),
        str(written or ""),
        int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0,
    )
