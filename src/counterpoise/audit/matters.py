"""One matter of an initiative: the rows that are about it, directly or through what they point to."""

from collections.abc import Mapping
from functools import lru_cache

from counterpoise.record import TABLES, Case, Row, links
from counterpoise.record.initiatives import Initiative, Matter
from counterpoise.record.participation import Margin
from counterpoise.record.reviews import ReviewRound

__all__ = ["only_matter"]

# About the initiative as a whole, although they may name a matter or a meeting.
_WHOLE = frozenset({Matter.TABLE, Initiative.TABLE, ReviewRound.TABLE, Margin.TABLE})


@lru_cache(maxsize=1)
def _ways() -> Mapping[str, tuple[tuple[str, str], ...]]:
    # For each table the fields that lead, step by step, to a matter. A table without such a field is about all matters.
    # A field inside a part tells what a row mentions, not what it is about.
    leading: dict[str, tuple[tuple[str, str], ...]] = {Matter.TABLE: ()}
    grown = True
    while grown:
        grown = False
        for name, cls in TABLES.items():
            ways = tuple((link.path, link.to) for link in links(cls) if "." not in link.path and link.to in leading)
            if name not in _WHOLE and ways and leading.get(name) != ways:
                leading[name] = ways
                grown = True
    return leading


def only_matter(case: Case, matter: str) -> Case:
    """Narrow a case down to one matter.

    Parameters
    ----------
    case
        An initiative as it stood at a date.
    matter
        The matter's id.

    Returns
    -------
    Case
        The rows that point to the matter, the rows that point to those, and the rows that are about no matter
        at all, such as groups and
        bodies. A row that could be about a matter and names none is left out.
    """
    ways = _ways()
    about: dict[str, set[str]] = {Matter.TABLE: {matter}}
    growing = True
    while growing:
        growing = False
        for table in ways:
            ids = {row.id for row in case.of_table(table) if _touches(row, ways[table], about)}
            if table != Matter.TABLE and not ids <= about.get(table, set()):
                about[table] = ids | about.get(table, set())
                growing = True
    kept = {table: frozenset(about.get(table, ())) for table in ways}
    return case.narrowed(kept)


def _touches(row: Row, ways: tuple[tuple[str, str], ...], about: Mapping[str, set[str]]) -> bool:
    for name, to in ways:
        value = getattr(row, name)
        targets = value if isinstance(value, tuple) else (value,)
        if not about.get(to, set()).isdisjoint(targets):
            return True
    return False
