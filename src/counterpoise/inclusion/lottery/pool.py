"""The pool: everybody who said yes, with the features that the quotas speak of and, where known, who lives together."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterpoise.inclusion.lottery.problems import BadInputError, Problem
from counterpoise.inclusion.lottery.quotas import Quotas
from counterpoise.inclusion.lottery.tables import Table, plain

__all__ = ["Pool", "address_columns", "numbered_by_row", "read_pool", "shared_addresses"]

IDS = (
    "id", "unique_id", "nationbuilder_id", "person_id", "respondent_id", "candidate_id", "external_reference", "uuid",
    "nummer", "volgnummer", "deelnemersnummer", "respondentnummer", "persoonsnummer",
)  # fmt: skip
STREETS = ("primary_address1", "address_line_1", "address1", "address", "adres", "street", "straat", "straatnaam")
PLACES = (
    "primary_address2", "primary_city", "primary_zip", "address_line_2", "address2", "huisnummer", "house_number",
    "huisnr", "huisletter", "toevoeging", "city", "town", "plaats", "woonplaats", "postcode", "postal_code", "zip",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pool:
    """Everybody who can be drawn.

    Attributes
    ----------
    ids
        One for each person, no two alike.
    values
        For each person the place of their value among the quotas of each feature; shape (people, features).
    features
        The features, as the quotas name them.
    households
        For each person the number of their household, or None where households do not count.
    lines
        The line of each person in the file, or 0.
    file
        The name of the file.
    """

    ids: tuple[str, ...]
    values: tuple[tuple[int, ...], ...]
    features: tuple[str, ...]
    households: tuple[int, ...] | None = None
    lines: tuple[int, ...] = ()
    file: str = "pool"

    def __len__(self) -> int:
        """Return the number of people."""
        return len(self.ids)


def read_pool(table: Table, quotas: Quotas, *, size: int, id_column: str = "", addresses: Sequence[str] = ()) -> Pool:
    """Read the pool from a table.

    Parameters
    ----------
    table
        One row for each person.
    quotas
        The quotas; each of their features must be a column.
    size
        The number of people on a panel.
    id_column
        The column of ids. If not given, one of the usual names, and else the number of the row, from 1.
    addresses
        The columns that make up an address. At most one person of an address then comes on a panel; whoever has left
        all of them blank counts as living alone.

    Raises
    ------
    BadInputError
        With every line that is wrong: a missing column, a blank or double id, a blank or unknown value, too few people.
    """
    where = _feature_columns(table, quotas)
    problems: list[Problem] = []
    ids = _ids(table, id_column, problems)
    values = _values(table, quotas, where, problems)
    homes = _homes(table, addresses) if addresses else None
    if not problems:
        problems += _too_few(table, quotas, values, size)
    if problems:
        raise BadInputError(*problems)
    lines = tuple(line for line, _ in table.rows)
    return Pool(tuple(ids), tuple(values), quotas.features, homes, lines, table.file)


def _feature_columns(table: Table, quotas: Quotas) -> list[int]:
    where = [table.column(feature) for feature in quotas.features]
    missing = [feature for feature, at in zip(quotas.features, where, strict=True) if at < 0]
    if missing:
        given = {"there": ", ".join(table.header), "quotas": quotas.file}
        raise BadInputError(
            *(Problem(table.file, table.header_line, feature, "feature_missing", given) for feature in missing)
        )
    return where


def _ids(table: Table, column: str, problems: list[Problem]) -> list[str]:
    usual = (table.column(name) for name in IDS)
    at = table.column(column) if column else next((place for place in usual if place >= 0), -1)
    if at < 0:
        if column:
            given = {"there": ", ".join(table.header)}
            raise BadInputError(Problem(table.file, table.header_line, column, "column_missing", given))
        return [str(number) for number in range(1, len(table.rows) + 1)]
    first: dict[str, int] = {}
    ids = []
    for line, row in table.rows:
        if not row[at]:
            problems.append(Problem(table.file, line, table.header[at], "blank_id"))
        elif row[at] in first:
            twice = {"id": row[at], "first": first[row[at]]}
            problems.append(Problem(table.file, line, table.header[at], "double_id", twice))
        first.setdefault(row[at], line)
        ids.append(row[at])
    return ids


def _values(table: Table, quotas: Quotas, where: list[int], problems: list[Problem]) -> list[tuple[int, ...]]:
    known = [{plain(row.value): at for at, row in enumerate(quotas.of(feature))} for feature in quotas.features]
    names = [", ".join(row.value for row in quotas.of(feature)) for feature in quotas.features]
    values = []
    for line, row in table.rows:
        found = []
        for number, at in enumerate(where):
            place = known[number].get(plain(row[at]), -1)
            if place < 0:
                code = "unknown_value" if row[at] else "blank"
                given = {"value": row[at], "known": names[number], "quotas": quotas.file}
                problems.append(Problem(table.file, line, table.header[at], code, given))
            found.append(place)
        values.append(tuple(found))
    return values


def _too_few(table: Table, quotas: Quotas, values: list[tuple[int, ...]], size: int) -> Iterator[Problem]:
    if len(values) < size:
        yield Problem(table.file, 0, "", "size_above_pool", {"size": size, "people": len(values)})
    for number, feature in enumerate(quotas.features):
        counts: dict[int, int] = defaultdict(int)
        for row in values:
            counts[row[number]] += 1
        for at, quota in enumerate(quotas.of(feature)):
            if quota.least > counts[at]:
                given = {"value": quota.value, "least": quota.least, "people": counts[at], "pool": table.file}
                yield Problem(quotas.file, quota.line, feature, "too_few_in_pool", given)


def numbered_by_row(table: Table) -> tuple[bool, str]:
    """Say whether people are known by the number of their row, and which column looks as if it held ids instead.

    Parameters
    ----------
    table
        One row for each person.

    Returns
    -------
    bool
        Whether no column has one of the usual names of ids.
    str
        The first column in which nothing is blank and no two are alike; empty where there is none.
    """
    if any(table.column(name) >= 0 for name in IDS):
        return False, ""
    for at, title in enumerate(table.header):
        values = [row[at] for _, row in table.rows]
        if all(values) and len(set(values)) == len(values):
            return True, title
    return True, ""


def address_columns(table: Table) -> tuple[str, ...]:
    """Return the columns that make up an address, by their usual names; none where there is no street among them."""
    there = {plain(title): title for title in table.header}
    if not any(name in there for name in STREETS):
        return ()
    return tuple(there[name] for name in (*STREETS, *PLACES) if name in there)


def _homes(table: Table, addresses: Sequence[str]) -> tuple[int, ...]:
    where = [table.column(name) for name in addresses]
    missing = [name for name, at in zip(addresses, where, strict=True) if at < 0]
    if missing:
        given = {"there": ", ".join(table.header)}
        raise BadInputError(
            *(Problem(table.file, table.header_line, name, "column_missing", given) for name in missing)
        )
    numbers: dict[tuple[str, ...], int] = {}
    homes = []
    for count, (_, row) in enumerate(table.rows):
        address = tuple(plain(row[at]) for at in where)
        key = address if any(address) else ("", str(count))
        homes.append(numbers.setdefault(key, len(numbers)))
    return tuple(homes)


def shared_addresses(table: Table, addresses: Sequence[str]) -> list[Problem]:
    """Return each line on which an address stands that an earlier line has as well."""
    first: dict[int, int] = {}
    found = []
    for (line, _), home in zip(table.rows, _homes(table, addresses), strict=True):
        if home in first:
            found.append(Problem(table.file, line, addresses[0], "shared_address", {"first": first[home]}))
        first.setdefault(home, line)
    return found
