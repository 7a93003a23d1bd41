"""What the database is asked when somebody looks for words: which rows hold them, and how far the tables go.

Both write their own SQL: put together of Django's expressions, one search takes a fifth of a second.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from django.db import connection
from django.db.models import BooleanField, CharField, Expression, TextField

from counterpoise.record import Row
from counterpoise.record.decisions import Decision, Notice
from counterpoise.record.initiatives import Group
from counterpoise.record.people import Body
from counterpoise.record.trajectories import Alignment, Tie
from counterpoise.web.initiatives.selectors import rows_of
from counterpoise.web.initiatives.selectors.conditions import Condition, Table, any_of, every
from counterpoise.web.ledger.models import Log
from counterpoise.web.ledger.records import model_of

__all__ = ["holding", "longer_than", "searched"]

_SEARCHED = ("title", "text", "quote", "reasons", "claim", "reason", "place")
_ALSO: Mapping[type[Row], tuple[str, ...]] = {Tie: ("name", "task", "willing_for"), Alignment: ("system_asks",)}
_BESIDE: Mapping[type[Row], tuple[tuple[str, type[Row], tuple[str, ...]], ...]] = {
    Notice: (("decision", Decision, ("title", "text")), ("group", Group, ("name",))),
    Decision: (("taken_by", Body, ("name",)),),
}
"""Fields that name a row of another table, and the fields of that row in which words are looked for as well."""


def searched(kind: type[Row]) -> tuple[str, ...]:
    """Return the fields of a table in which words are looked for."""
    fields = model_of(kind)._meta.local_concrete_fields  # noqa: SLF001 - Django's own, documented way to its fields
    names = (*_SEARCHED, *_ALSO.get(kind, ()))
    return tuple(each.name for each in fields if each.name in names and isinstance(each, TextField | CharField))


def holding(kind: type[Row], words: Collection[str]) -> Callable[[Table], Condition]:
    """Return the condition that a row holds all of some words, each anywhere in it, in capital letters or not.

    Parameters
    ----------
    kind
        The table of the record.
    words
        The words.
    """
    return lambda row: every(*(any_of(*_places(kind, row, word)) for word in words))


def _places(kind: type[Row], row: Table, word: str) -> Iterator[Condition]:
    for name in searched(kind):
        yield _like(row.column(name), word)
    for number, (name, beside, names) in enumerate(_BESIDE.get(kind, ())):
        other = Table.of(beside, f"f{number}")
        said = any_of(*(_like(other.column(each), word) for each in names))
        yield other.there(other.same("id", row, name), said)


def _like(column: str, word: str) -> Condition:
    """Return the condition that a column holds a word, as Django's own look-up asks it of this database."""
    database: Any = connection
    asked = f"{database.ops.lookup_cast('icontains') % column} {database.operators['icontains']}"
    return any_of(*(Condition(asked, (f"%{database.ops.prep_for_like_query(form)}%",)) for form in _forms(word)))


def _forms(word: str) -> tuple[str, ...]:
    # SQLite knows large and small letters of plain English alone; there one form of a word finds all.
    return (word,) if word.isascii() else tuple(dict.fromkeys((word, word.lower(), word.upper(), word.capitalize())))


class _Beyond(Expression):
    """Whether a table has more rows than a number."""

    output_field = BooleanField()

    def __init__(self, kind: type[Row], number: int) -> None:
        super().__init__()
        self.kind, self.number = kind, number

    def as_sql(self, _compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ANN401 - Django's own
        """Write the question: it walks over so many rows of an index, and over none after them."""
        # Only the name of our own table stands in the text; the number is a parameter.
        source = f"FROM {connection.ops.quote_name(rows_of(self.kind).model._meta.db_table)}"  # noqa: SLF001 - as above
        return f"EXISTS (SELECT 1 {source} LIMIT 1 OFFSET %s)", (self.number,)


def longer_than(numbers: Collection[int], kinds: Mapping[str, type[Row]]) -> dict[int, frozenset[str]]:
    """Return for some numbers which tables have more rows than that, whoever may read them.

    It tells nobody anything: it says only where a list that somebody may read has to be cut.
    """
    asked = {f"{word}_{number}": _Beyond(kind, number) for number in numbers for word, kind in kinds.items()}
    one = next(iter(Log.objects.order_by().annotate(**asked).values(*asked)[:1]), None)
    if one is None:
        return dict.fromkeys(numbers, frozenset())
    return {number: frozenset(word for word in kinds if one[f"{word}_{number}"]) for number in numbers}
