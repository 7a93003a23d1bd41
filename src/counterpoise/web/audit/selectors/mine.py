"""Everything that this site keeps about one person, found by a walk over every field that can name a person.

Rows of the record are walked by the links of the record itself, all other tables by their foreign keys. So a new table
is in it from its first day. Words are given to who wrote them: of a row that only names the person, the words of
others and the names of others are left out.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection
from django.db import models as db
from django.db.models import Q

from counterpoise.formats.codec import encode
from counterpoise.record import TABLES, Row, columns, links
from counterpoise.record.people import Person
from counterpoise.web.audit.records import ALL
from counterpoise.web.ledger.models import EarlierVersion, EntryBody, Told
from counterpoise.web.ledger.records import column_name, earlier_row, to_row
from counterpoise.web.ledger.selectors import Written, read_together
from counterpoise.web.people import models as people

__all__ = ["SECRETS", "Mine", "NamedIn", "about_person"]

SECRETS = frozenset({"password", "code_hash", "data", "extra_data", "token", "token_secret", "who"})
"""Columns with which somebody could sign in or use a code: they are secrets of the site, and no data for a file."""

_WRITERS = frozenset({"added_by", "asked_by", "begun_by", "by", "proposed_by", "recorded_by", "set_by"})
"""Columns outside the record that say who wrote a row: its words are theirs, also where it names others."""

ELSE = "somebody else"
"""Stands where a row names another person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedIn:
    """A row that names the person.

    Attributes
    ----------
    table
        Its table.
    fields
        The fields that name the person.
    own
        Whether the person wrote it: then its words are there too.
    row
        What it holds.
    """

    table: str
    fields: tuple[str, ...]
    own: bool
    row: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mine:
    """Everything about one person.

    Attributes
    ----------
    person
        Who.
    rows
        The rows that name them, earlier versions too.
    entries
        The entries of the logs that tell of what they did or of them: log, number, kind and time.
    """

    person: Person
    rows: tuple[NamedIn, ...]
    entries: tuple[dict[str, Any], ...]


def about_person(name: str) -> Mine | None:
    """Return everything that is kept about a person; nothing where there is no such person.

    Parameters
    ----------
    name
        The person. Who asks must be this person: the view holds that.
    """
    found = people.Person.objects.filter(pk=name).first()
    if found is None:
        return None
    rows = (*_of_the_record(name), *_of_earlier_versions(name), *_of_other_tables(name))
    return Mine(person=to_row(Person, found), rows=rows, entries=tuple(_entries(name)))


def _person_links(kind: type[Row]) -> tuple[str, ...]:
    return tuple(link.path for link in links(kind) if link.to == Person.TABLE)


def _values(value: Any, path: str) -> Iterator[Any]:  # noqa: ANN401 - a row, a part, or any number of them
    name, _dot, rest = path.partition(".")
    found = getattr(value, name, None)
    for each in found if isinstance(found, tuple) else (found,):
        if rest and each is not None:
            yield from _values(each, rest)
        else:
            yield each


def _naming(row: Row, person: str) -> tuple[str, ...]:
    found = [path for path in _person_links(type(row)) if person in _values(row, path)]
    return ("id", *found) if isinstance(row, Person) and row.id == person else tuple(found)


def _told(row: Row, person: str) -> NamedIn | None:
    fields = _naming(row, person)
    if not fields:
        return None
    own = (row.on_behalf_of or row.recorded_by) == person or (isinstance(row, Person) and row.id == person)
    kept = encode(row) if own else _without_words(row)
    return NamedIn(table=row.TABLE, fields=fields, own=own, row=_without_others(kept, type(row), person))


def _without_words(row: Row) -> dict[str, Any]:
    words = {each.name for each in columns(type(row)) if (each.kind is str and not each.to) or each.is_part}
    return {name: value for name, value in encode(row).items() if name not in words - {"id"}}


def _without_others(kept: dict[str, Any], kind: type[Row], person: str) -> dict[str, Any]:
    for path in _person_links(kind):
        _mask(kept, path, person)
    return kept


def _mask(value: Any, path: str, person: str) -> None:  # noqa: ANN401 - plain JSON
    name, _dot, rest = path.partition(".")
    if not isinstance(value, dict) or value.get(name) is None:
        return
    found = value[name]
    if rest:
        for each in found if isinstance(found, list) else [found]:
            _mask(each, rest, person)
    elif isinstance(found, list):
        value[name] = [each if each == person else ELSE for each in found]
    elif found != person:
        value[name] = ELSE


def _of_the_record(person: str) -> Iterator[NamedIn]:
    asked = [(kind, _names_them(model, kind, person)) for model, kind in ALL.items()]
    read = read_together(Written(kind, condition) for kind, condition in asked if condition is not None)
    for kind in ALL.values():
        yield from (found for row in read.of(kind.TABLE) if (found := _told(row, person)) is not None)


_Sql = Callable[[str], tuple[str, tuple[Any, ...]]]


def _names_them(model: type[Told], kind: type[Row], person: str) -> _Sql | None:
    """Return the condition that a row may name a person; nothing for a table that names nobody."""
    paths = [link for link in links(kind) if link.to == Person.TABLE]
    names = [(column_name(model, link.path.partition(".")[0]), link.many or "." in link.path) for link in paths]
    if kind is Person:
        names.append(("id", False))
    if not names:
        return None
    fields = model._meta.concrete_fields  # noqa: SLF001 - Django's own way to its fields
    columns_of = {name: str(each.column) for each in fields for name in (each.name, each.attname)}
    # Letters outside ASCII are written in two ways in JSON: then every row is looked at.
    written = f"%{json.dumps(person)}%" if person.isascii() else "%"
    quote = connection.ops.quote_name

    def condition(table: str) -> tuple[str, tuple[Any, ...]]:
        # Several persons in one column stand there as JSON: their names in it are looked for as text. That can find a
        # row too many, which is looked at once more.
        told = [
            f"CAST({table}.{quote(columns_of[name])} AS TEXT) LIKE %s"
            if many
            else f"{table}.{quote(columns_of[name])} = %s"
            for name, many in names
        ]
        values = tuple(written if many else person for _, many in names)
        return f"({' OR '.join(told)})", values

    return condition


def _of_earlier_versions(person: str) -> Iterator[NamedIn]:
    names = [name for name, kind in TABLES.items() if kind is Person or _person_links(kind)]
    for earlier in EarlierVersion.objects.filter(table__in=names).iterator():
        found = _told(earlier_row(earlier), person)
        if found is not None:
            yield found


def _of_other_tables(person: str) -> Iterator[NamedIn]:
    accounts = list(people.Account.objects.filter(person=person).values_list("pk", flat=True))
    found: list[tuple[db.QuerySet[Any], dict[str, Any]]] = []
    for model in apps.get_models():
        if issubclass(model, Told):
            continue
        fields = {each.name: _target(each) for each in model._meta.concrete_fields}  # noqa: SLF001 - Django's own way to its fields
        ours = {name: target for name, target in fields.items() if target is not None}
        asked = Q()
        for name, target in ours.items():
            asked |= Q(**{name: person}) if target is people.Person else Q(**{f"{name}__in": accounts})
        if model is people.Account:
            asked |= Q(pk__in=accounts)
        if asked:
            found.append((model._default_manager.filter(asked), ours))  # noqa: SLF001 - Django's own name for it
    for rows, ours in _with_rows(found):
        yield from (_plain(each, ours, person, accounts) for each in rows.iterator())


def _with_rows(
    asked: Sequence[tuple[db.QuerySet[Any], dict[str, Any]]],
) -> Iterator[tuple[db.QuerySet[Any], dict[str, Any]]]:
    """Yield those of some queries that find something; of most tables nothing names one person, and one query tells."""
    one = people.Person.objects.order_by()[:1]
    there = one.annotate(**{f"in_{number}": db.Exists(rows.order_by()) for number, (rows, _) in enumerate(asked)})
    told = there.values_list(*(f"in_{number}" for number in range(len(asked)))).get()
    yield from (each for each, holds in zip(asked, told, strict=True) if holds)


def _target(field: Any) -> type[db.Model] | None:  # noqa: ANN401 - any of Django's fields
    if isinstance(field, db.ForeignKey):
        target = field.related_model
        return target if target in {people.Person, people.Account} else None
    return people.Person if getattr(field, "to", None) == Person.TABLE else None


def _plain(row: db.Model, ours: dict[str, type[db.Model]], person: str, accounts: list[int]) -> NamedIn:
    fields = row._meta.concrete_fields  # noqa: SLF001 - Django's own way to its fields
    columns_of = {each.name: each.attname for each in fields}

    def is_me(name: str) -> bool:
        value = getattr(row, columns_of[name])
        return value == person if ours[name] is people.Person else value in accounts

    wrote = [name for name in ours if name in _WRITERS]
    own = not wrote or any(is_me(name) for name in wrote)
    held: dict[str, Any] = {}
    for field in fields:
        if field.name in SECRETS or (not own and _holds_words(field)):
            continue
        value = getattr(row, field.attname)
        if field.name in ours and value is not None and not is_me(field.name):
            value = ELSE
        held[field.name] = value if isinstance(value, str | int | float | bool | None) else str(value)
    return NamedIn(table=row._meta.db_table, fields=tuple(filter(is_me, ours)), own=own, row=held)  # noqa: SLF001 - as above


def _holds_words(field: Any) -> bool:  # noqa: ANN401 - any of Django's fields
    words = isinstance(field, db.CharField | db.TextField | db.JSONField)
    return words and not field.choices and not field.primary_key and _target(field) is None


def _entries(person: str) -> Iterator[dict[str, Any]]:
    mark = f'"{person}"'.encode()
    for body in EntryBody.objects.select_related("entry").order_by("entry__log", "entry__seq").iterator():
        if mark in bytes(body.body):
            entry = body.entry
            at = json.loads(bytes(entry.envelope))["at"]
            yield {"log": entry.log_id, "number": entry.seq, "kind": entry.type, "at": at}
