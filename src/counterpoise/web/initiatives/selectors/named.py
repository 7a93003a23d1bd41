"""Of whom the rows of somebody's edition speak: people of whom none does stand in no edition.

A page reads people only beside the rows that name them. What reads people by themselves, such as a ledger that somebody
takes along, has to know this of the whole edition. The database answers it; no row is read for it.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.db import connection

from counterpoise.record import TABLES, Row, links
from counterpoise.record.contributions import Digest
from counterpoise.record.documents import ClaimEvidence
from counterpoise.record.people import Capacity, Membership, Person
from counterpoise.web.initiatives.selectors.conditions import Table
from counterpoise.web.initiatives.selectors.mirror import in_edition, is_nobodys
from counterpoise.web.initiatives.selectors.slices import Ask, record_slice
from counterpoise.web.ledger.records import model_of
from counterpoise.web.people.selectors import Viewer

__all__ = ["people_named"]

_TO = frozenset({Person.TABLE, Capacity.TABLE})
_BY_RULE: tuple[type[Row], ...] = (Digest, ClaimEvidence)
"""Of these the database lets a row too many through: they are few, and the rule itself is asked."""
_SELVES = frozenset({Person, Capacity, Membership})


def people_named(*, viewer: Viewer) -> dict[str, set[str]]:
    """Return the people of whom somebody's edition speaks, and the capacities in which they do; each by table."""
    found: dict[str, set[str]] = {table: set() for table in _TO}
    for kind in TABLES.values():
        if kind not in _SELVES and kind not in _BY_RULE and not is_nobodys(kind):
            for name, to, many in _fields(kind):
                found[to].update(_values(kind, name, many=many, viewer=viewer))
    for row in record_slice(viewer=viewer, asks=[Ask(kind) for kind in _BY_RULE], anywhere=True):
        for name, to, many in _fields(type(row)):
            value = getattr(row, name)
            found[to].update(value if many else () if value is None else (value,))
    found[Person.TABLE].update(_speaking(found[Capacity.TABLE], viewer=viewer))
    return found


def _fields(kind: type[Row]) -> Iterator[tuple[str, str, bool]]:
    return ((link.path, link.to, link.many) for link in links(kind) if link.to in _TO and "." not in link.path)


def _values(kind: type[Row], name: str, *, many: bool, viewer: Viewer) -> Iterator[str]:
    row = Table.of(kind, "n0")
    for (value,) in _asked(row, f"DISTINCT {row.column(name)}", viewer=viewer):
        if not many:
            yield from () if value is None else (str(value),)
        elif value:
            yield from json.loads(value) if isinstance(value, str) else value


def _speaking(names: set[str], *, viewer: Viewer) -> Iterator[str]:
    row = Table.of(Capacity, "n0")
    for name, person in _asked(row, f"{row.column('id')}, {row.column('person')}", viewer=viewer):
        if person is not None and name in names:
            yield person


def _asked(row: Table, what: str, *, viewer: Viewer) -> list[tuple[Any, ...]]:
    condition = in_edition(row, viewer=viewer)
    table = connection.ops.quote_name(model_of(row.kind)._meta.db_table)  # noqa: SLF001 - Django's own name
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {what} FROM {table} {row.alias} WHERE {condition.sql}", condition.params)  # noqa: S608 - our own names  # nosec B608 - the same
        return list(cursor.fetchall())
