"""Leave rows out of a record so that what stays still holds together and says nothing of what went."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar

from counterpoise.record import TABLES, Row, columns, links
from counterpoise.record.commitments import Verdict
from counterpoise.record.contributions import Moderation, Reframe, Rewording
from counterpoise.record.decisions import Answer, Concern, GroupReference, Notice, Trace
from counterpoise.record.documents import Claim, ClaimEvidence, Coding, Mention
from counterpoise.record.initiatives import Affects
from counterpoise.record.people import Admission, Capacity, Membership, Person, ReleasedCount, Seat
from counterpoise.record.positions import Position, Vote
from counterpoise.record.reviews import AuditFinding, Contest, Ranking, ReviewAnswer

__all__ = ["PARENTS", "cleaned", "renumbered", "with_parents", "without_strangers"]

R = TypeVar("R", bound=Row)

PARENTS: Mapping[type[Row], tuple[str, ...]] = {
    Admission: ("room",),
    Affects: ("matter", "group"),
    Answer: ("concern",),
    AuditFinding: ("audit",),
    Claim: ("document",),
    ClaimEvidence: ("claim",),
    Coding: ("mention",),
    Concern: ("decision",),
    Contest: ("finding",),
    GroupReference: ("decision", "document"),
    Mention: ("document",),
    Moderation: ("contribution",),
    Notice: ("decision", "group"),
    Position: ("friction",),
    Ranking: ("round",),
    Reframe: ("question",),
    ReleasedCount: ("room",),
    ReviewAnswer: ("round",),
    Rewording: ("contribution",),
    Seat: ("body",),
    Trace: ("contribution", "digest"),
    Verdict: ("commitment", "promise"),
    Vote: ("statement",),
}
"""The fields of a row that say of what it speaks: without that, its own words would tell of what went."""


def with_parents(rows: Iterable[Row], *, there: Mapping[str, Collection[str]] | None = None) -> list[Row]:
    """Leave out the rows that speak of a row that is not among them, and those that speak of these, and so on.

    Parameters
    ----------
    rows
        The rows.
    there
        For each table the ids of further rows that stay, where these are only some of a record.
    """
    kept = list(rows)
    while True:
        ids = _ids(kept, there)
        staying = [row for row in kept if _has_parents(row, ids)]
        if len(staying) == len(kept):
            return kept
        kept = staying


def _has_parents(row: Row, ids: Mapping[str, set[str]]) -> bool:
    if isinstance(row, ClaimEvidence) and row.record and row.record not in ids.get(row.table, ()):
        return False
    return all((value := getattr(row, name)) is None or value in ids[to] for name, to in _to(row.TABLE))


@cache
def _to(table: str) -> tuple[tuple[str, str], ...]:
    kind = TABLES[table]
    return tuple((link.path, link.to) for link in links(kind) if link.path in PARENTS.get(kind, ()))


def _ids(rows: Iterable[Row], there: Mapping[str, Collection[str]] | None) -> dict[str, set[str]]:
    more = there or {}
    ids: dict[str, set[str]] = {name: set(more.get(name, ())) for name in TABLES}
    for row in rows:
        ids[row.TABLE].add(row.id)
    return ids


def without_strangers(
    rows: Iterable[Row], *, person: str | None = None, named: Mapping[str, Collection[str]] | None = None
) -> list[Row]:
    """Leave out the people of whom no row speaks, with the places from which they speak.

    Parameters
    ----------
    rows
        The rows of a record.
    person
        Whose record it is; their own rows stay.
    named
        For each table the people and the capacities of whom rows speak that are not among these.
    """
    kept = list(rows)
    persons: set[str] = {person} if person is not None else set()
    persons.update((named or {}).get(Person.TABLE, ()))
    capacities: set[str] = set((named or {}).get(Capacity.TABLE, ()))
    for row in kept:
        if not isinstance(row, Person | Capacity | Membership):
            persons.update(_named(row, Person.TABLE))
            capacities.update(_named(row, Capacity.TABLE))
    spoken = [row for row in kept if isinstance(row, Capacity) and (row.id in capacities or row.person == person)]
    persons.update(row.person for row in spoken if row.person is not None)
    speaking = {row.id for row in spoken}
    return [row for row in kept if _is_known(row, persons, speaking)]


def _is_known(row: Row, persons: set[str], speaking: set[str]) -> bool:
    if isinstance(row, Person):
        return row.id in persons
    if isinstance(row, Membership):
        return row.person in persons
    return row.id in speaking if isinstance(row, Capacity) else True


def _named(row: Row, table: str) -> Iterable[str]:
    for path, many in _paths(row.TABLE, table):
        value = getattr(row, path)
        if many:
            yield from value
        elif value is not None:
            yield value


@cache
def _paths(of: str, table: str) -> tuple[tuple[str, bool], ...]:
    # A part that names a person (an assent to a mandate) names them outside its own row as well: by its body.
    return tuple((link.path, link.many) for link in links(TABLES[of]) if link.to == table and "." not in link.path)


def cleaned(rows: Iterable[Row], *, there: Mapping[str, Collection[str]] | None = None) -> list[Row]:
    """Empty every field that points to a row that is not among these, those inside parts included.

    Parameters as for `with_parents`.
    """
    kept = list(rows)
    ids = _ids(kept, there)
    return [_cleaned(row, ids) for row in kept]


# Which fields of a class point to a table, and which hold parts that do (the table is then empty); looked up once for
# each class, since every row of a record is asked.
_POINTERS: dict[type[Any], tuple[tuple[str, str], ...]] = {}


def _pointers(kind: type[Any]) -> tuple[tuple[str, str], ...]:
    if kind not in _POINTERS:
        _POINTERS[kind] = tuple(
            (column.name, column.to) for column in columns(kind) if column.to or (column.is_part and links(column.kind))
        )
    return _POINTERS[kind]


def _cleaned(row: R, ids: Mapping[str, set[str]]) -> R:
    changed: dict[str, Any] = {}
    for name, to in _pointers(type(row)):
        old = getattr(row, name)
        if old is None or old == ():
            continue
        new = _pointing(old, ids[to]) if to else _parts(old, ids)
        if new != old:
            changed[name] = new
    return replace(row, **changed) if changed else row


def _pointing(value: Any, there: set[str]) -> Any:  # noqa: ANN401 - one id, several, or none
    if isinstance(value, tuple):
        return tuple(each for each in value if each in there)
    return value if value in there else None


def _parts(value: Any, ids: Mapping[str, set[str]]) -> Any:  # noqa: ANN401 - a part of any class, several, or none
    if isinstance(value, tuple):
        return tuple(_parts(each, ids) for each in value)
    return _cleaned(value, ids)


def renumbered(rows: Iterable[Row]) -> list[Row]:
    """Give the versions of each row numbers from 1 again, so that a version left out leaves no gap.

    The first one loses its reason to take the place of another: there is none before it any more.
    """
    kept = list(rows)
    there: dict[tuple[str, str], set[int]] = {}
    for row in kept:
        there.setdefault((row.TABLE, row.id), set()).add(row.version)
    ranks = {key: {version: rank for rank, version in enumerate(sorted(found), 1)} for key, found in there.items()}
    return [_ranked(row, ranks[row.TABLE, row.id][row.version]) for row in kept]


def _ranked(row: R, rank: int) -> R:
    if row.version == rank:
        return row
    return replace(row, version=rank, supersedes_reason=row.supersedes_reason if rank > 1 else "")
