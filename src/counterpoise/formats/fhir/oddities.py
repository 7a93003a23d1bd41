"""What a resource says that cannot be: a day that does not exist, or several values where there is one.

Such a resource is taken over all the same, and comes back as it was written. But nobody is left to think that a day of
the record is missing because care systems did not say it.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from counterpoise.formats.fhir.problems import CareDataError
from counterpoise.formats.fhir.shapes import fields_of

__all__ = ["MOST", "oddities"]

MOST = 20
"""So many are named of one resource."""

_LONGEST = 40
_DAYS = frozenset(
    "start end lastUpdated time creation created startDate statusDate dueDate dateTime verificationDate sent received"  # noqa: SIM905 - reads best
    " authoredOn lastModified authored valueDate valueDateTime occurredDateTime recorded".split()
)
_FORM = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(.+))?)?)?\Z")
_TIME = re.compile(r"(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?\Z")


def oddities(content: dict[str, Any]) -> Iterator[CareDataError]:
    """Yield what stands in a resource that cannot be, at most `MOST`.

    Parameters
    ----------
    content
        A resource with its mapped fields only, as `shapes.cut` gives it.

    Yields
    ------
    CareDataError
        ``no_such_day`` or ``several_values``, with the path of the field and what stands there.
    """
    kind = str(content["resourceType"])
    for number, found in enumerate(_element(content, kind, kind)):
        if number == MOST:
            return
        yield found


def _element(given: dict[str, Any], kind: str, path: str) -> Iterator[CareDataError]:
    for name, field in fields_of(kind).items():
        value, where = given.get(name), f"{path}.{name}"
        if value is None:
            continue
        if field.is_value and isinstance(value, list) and not field.many:
            yield CareDataError("several_values", path=where, value=_short(value))
        for number, one in enumerate(value) if isinstance(value, list) else [(None, value)]:
            place = where if number is None else f"{where}[{number}]"
            if isinstance(one, dict) and not field.is_value:
                yield from _element(one, field.holds, place)
            elif name in _DAYS and field.is_value and one is not None and not _is_day(one):
                yield CareDataError("no_such_day", path=place, value=_short(one))


def _short(value: Any) -> str:  # noqa: ANN401 - as read
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _is_day(value: Any) -> bool:  # noqa: ANN401 - as read
    found = _FORM.match(value.strip()) if isinstance(value, str) else None
    if found is None:
        return False
    year, month, day, time = found.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return False
    clock = _TIME.match(time) if time is not None else None
    # A second more than 59 is one that is put in to keep clocks with the sun.
    return time is None or (
        clock is not None and int(clock[1]) < 24 and int(clock[2]) < 60 and int(clock[3] or 0) <= 60
    )
