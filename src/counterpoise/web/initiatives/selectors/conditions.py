"""Conditions of a query as SQL text with parameters: what is asked of the rows of one table, or of rows beside them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from typing import Any

from django.db import connection

from counterpoise.record import TABLES, Row
from counterpoise.web.ledger.records import model_of

__all__ = ["ANY_NAME", "Condition", "Table", "any_of", "every", "never", "without"]


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition: its SQL, in which each value is ``%s``, the values, and the word that joins its parts.

    Parts are put in brackets only where they need it: the parser of SQLite takes no more than a hundred levels.
    """

    sql: str
    params: tuple[Any, ...] = ()
    word: str = ""


_AND, _OR = " AND ", " OR "
ANY_NAME = "@row@"
"""Stands in a condition where the table's name goes: no name of ours is written so, and no value is in it."""
_BLANKS = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
"""All that Python takes for a blank."""


def never() -> Condition:
    """Return the condition that no row meets."""
    return Condition("1 = 0")


def every(*parts: Condition) -> Condition:
    """Return the condition that all of these hold; where one never does, none is met."""
    if any(part == never() for part in parts):
        return never()
    return _joined(_AND, [replace(part, sql=f"({part.sql})") if part.word == _OR else part for part in parts])


def any_of(*parts: Condition) -> Condition:
    """Return the condition that one of these holds; those that never do are left out."""
    found = [part for part in parts if part != never()]
    return _joined(_OR, found) if found else never()


def without(part: Condition) -> Condition:
    """Return the condition that this one does not hold; it must not be one that is neither true nor false."""
    return Condition("1 = 1") if part == never() else Condition(f"NOT ({part.sql})", part.params)


def _joined(word: str, parts: Sequence[Condition]) -> Condition:
    if len(parts) == 1:
        return parts[0]
    sql = word.join(part.sql for part in parts)
    return Condition(sql, tuple(value for part in parts for value in part.params), word)


@cache
def _places(table: str) -> tuple[str, dict[str, str]]:
    meta = model_of(TABLES[table])._meta  # noqa: SLF001 - Django's own, documented way to its fields
    return meta.db_table, {field.name: str(field.column) for field in meta.local_concrete_fields}


@dataclass(frozen=True, slots=True)
class Table:
    """A table under the name that it has in a query.

    Attributes
    ----------
    kind
        The table of the record.
    alias
        Its name in the query.
    columns
        For each field its column.
    """

    kind: type[Row]
    alias: str
    columns: dict[str, str]

    @classmethod
    def of(cls, kind: type[Row], alias: str) -> "Table":
        """Return a table of the record under a name."""
        return cls(kind, alias, _places(kind.TABLE)[1])

    def column(self, name: str) -> str:
        """Return the column of a field."""
        return f'{self.alias}."{self.columns[name]}"'

    def there(self, *conditions: Condition) -> Condition:
        """Return the condition that there is a row of this table that meets all of these."""
        asked = every(*conditions)
        # Only names of our own tables and columns stand in the text; every value is a parameter.
        source = f'FROM "{_places(self.kind.TABLE)[0]}" {self.alias} WHERE {asked.sql}'
        return Condition(f"EXISTS (SELECT 1 {source})", asked.params)

    def among(self, name: str, other: "Table", *conditions: Condition, of: str = "id") -> Condition:
        """Return the condition that a field holds what one of another table does, in rows that meet all of these."""
        return self.in_list(name, other.chosen(of, *conditions))

    def in_list(self, name: str, wanted: Condition) -> Condition:
        """Return the condition that a field holds something that was `chosen`."""
        return Condition(f"{self.column(name)} IN ({wanted.sql})", wanted.params)

    def chosen(self, name: str, *conditions: Condition) -> Condition:
        """Return what a field holds in the rows that meet all of these, as a list within another condition."""
        asked = every(*conditions)
        # Only names of our own tables and columns stand in the text; every value is a parameter.
        source = f'FROM "{_places(self.kind.TABLE)[0]}" {self.alias} WHERE {asked.sql}'
        return Condition(f"SELECT {self.column(name)} {source}", asked.params)

    def same(self, name: str, other: "Table", of: str) -> Condition:
        """Return the condition that a field holds the same as one of another table."""
        return Condition(f"{self.column(name)} = {other.column(of)}")

    def empty(self, name: str) -> Condition:
        """Return the condition that a field is empty."""
        return Condition(f"{self.column(name)} IS NULL")

    def given(self, name: str) -> Condition:
        """Return the condition that a field is not empty."""
        return Condition(f"{self.column(name)} IS NOT NULL")

    def equal(self, name: str, value: str | None) -> Condition:
        """Return the condition that a field holds a value; where there is no value, no row does."""
        if value is None:
            return never()
        return Condition(f"COALESCE({self.column(name)}, '') = %s", (_plain(value),))

    def other(self, name: str, value: str, *, or_empty: bool = False) -> Condition:
        """Return the condition that a field holds something else, or nothing where it may be empty."""
        column = f"COALESCE({self.column(name)}, '')" if or_empty else self.column(name)
        return Condition(f"{column} <> %s", (_plain(value),))

    def one_of(self, name: str, values: Collection[str]) -> Condition:
        """Return the condition that a field holds one of these values."""
        if not values:
            return never()
        marks = ", ".join(["%s"] * len(values))
        return Condition(f"{self.column(name)} IN ({marks})", tuple(_plain(value) for value in values))

    def holds(self, name: str, *, value: bool) -> Condition:
        """Return the condition that a field is true, or that it is false."""
        return Condition(f"{self.column(name)} = %s", (value,))

    def not_in_list(self, name: str, wanted: Condition) -> Condition:
        """Return the condition that a field holds nothing of what was `chosen`; an empty one does not."""
        return Condition(f"COALESCE({self.column(name)}, '') NOT IN ({wanted.sql})", wanted.params)

    def names_one_of(self, name: str, wanted: Condition) -> Condition:
        """Return the condition that a list of names holds one that was `chosen`."""
        listed = "JSONB_ARRAY_ELEMENTS_TEXT(%s) AS named(value)" if _on_server() else "JSON_EACH(%s) AS named"
        # Only names of our own columns stand in the text; every value is a parameter.
        source = f"FROM {listed % self.column(name)} WHERE named.value IN ({wanted.sql})"
        return Condition(f"EXISTS (SELECT 1 {source})", wanted.params)

    def words(self, name: str) -> Condition:
        """Return the condition that a text holds more than spaces and ends of lines."""
        trim = "BTRIM" if _on_server() else "TRIM"
        return Condition(f"{trim}({self.column(name)}, %s) <> ''", (_BLANKS,))

    def up_to(self, name: str, text: str) -> Condition:
        """Return the condition that a moment does not sort after a text."""
        return Condition(f"{self.column(name)} <= %s", (text,))

    def before(self, name: str, text: str) -> Condition:
        """Return the condition that a moment sorts before a text."""
        return Condition(f"{self.column(name)} < %s", (text,))

    def length(self, name: str, compared: str) -> Condition:
        """Return the condition that a moment is written in so many letters."""
        return Condition(f"LENGTH({self.column(name)}) {compared}")


def _on_server() -> bool:
    return connection.vendor == "postgresql"


def _plain(value: str) -> str:
    return str(value.value) if isinstance(value, Enum) else value
