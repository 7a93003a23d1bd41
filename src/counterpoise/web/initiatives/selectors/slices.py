"""Slices: what somebody may read of an initiative, only the rows that a page shows.

A page says which rows it needs (`Ask`): the table, a filter, an order, a limit. It gets them as a case of the library,
with every rule of the library working on it::

    case = slice_of("meals", viewer=viewer, asks=[
        Ask(Question),
        Ask(Contribution, Q(question="question-presentation"), order=LATEST, limit=25),
    ], named=(Capacity, Person))

The rooms of the initiative are always in it. `named` brings along the rows of further tables of which the asked ones
speak, such as as whom somebody said something. A field that points to a row which was not read keeps its name if the
viewer may know that row; it is empty if not, just as in their whole edition. Earlier versions of the rows come along.
It costs two or three queries, however many tables are asked for.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OrderBy, OuterRef, Q, QuerySet

from counterpoise.levels.editions import Around, part_for
from counterpoise.record import TABLES, Case, Edition, Level, Record, Row, links, look
from counterpoise.record.contributions import Contribution, Digest, Moderation, Rewording
from counterpoise.record.documents import ClaimEvidence
from counterpoise.record.initiatives import Group, Initiative
from counterpoise.record.people import Body, ReleasedCount, Space
from counterpoise.web.initiatives.selectors.conditions import ANY_NAME, Condition, Table, any_of, every
from counterpoise.web.initiatives.selectors.mirror import (
    COMES_OUT,
    OfRow,
    in_edition,
    is_nobodys,
    rows_of,
    visible,
    visible_by_name,
)
from counterpoise.web.initiatives.selectors.plain import ALWAYS, condition_of, order_of
from counterpoise.web.ledger.models import EarlierVersion
from counterpoise.web.ledger.selectors import Part, Together, Written, read_together
from counterpoise.web.people.selectors import Viewer

__all__ = [
    "LATEST",
    "LATEST_WRITTEN",
    "MOST_CHOICES",
    "Ask",
    "across",
    "case_with",
    "part_of",
    "record_slice",
    "slice_of",
    "written_for",
]

LATEST = (F("happened_at").desc(nulls_last=True), F("written").desc())
"""The order of what happened last, first; of what happened on one day, what was written down last."""
LATEST_WRITTEN = (F("written").desc(),)
"""The order of what was written down last, first."""
MOST_CHOICES = 50
"""So many of the latest matters and the like can be chosen from in a form: more would not fit a page."""

ALL = Q()
"""Every row."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Which rows of a table a page needs.

    Attributes
    ----------
    kind
        The table of the record.
    where
        Which of its rows, by the fields of the site's table.
    order
        Their order, where only some are wanted; the case gives them in the order of the record.
    start, limit
        The first and the number of the rows to read; without a limit all.
    common
        Whether to read what serves all initiatives as well; leave it out of long lists.
    also
        A further condition, written in SQL: for rows beside these, such as decisions that somebody may read.
    """

    kind: type[Row]
    where: Q = ALL
    order: Sequence[str | OrderBy] = ()
    start: int = 0
    limit: int | None = None
    common: bool = False
    also: Callable[[Table], Condition] | None = None


def slice_of(name: str, *, viewer: Viewer, asks: Iterable[Ask] = (), named: Collection[type[Row]] = ()) -> Case | None:
    """Return what somebody may read of an initiative, as far as it was asked for.

    Parameters
    ----------
    name
        The initiative's id.
    viewer
        Who reads.
    asks
        Which rows.
    named
        Tables of which to bring along the rows that the asked ones name.

    Returns
    -------
    Case or None
        Nothing where there is no such initiative, or none that this person may read: both look the same.
    """
    of_this = Q(initiative=name)
    common = of_this | Q(initiative__isnull=True)
    parts = [part_of(Ask(Initiative, _inside(viewer) & Q(pk=name)), ALL, viewer)]
    parts += [part_of(ask, common if ask.common else of_this, viewer) for ask in asks]
    parts.append(part_of(Ask(Space), common, viewer))
    record = _read(parts, viewer=viewer, named=named)
    found = look(record, at=viewer.at.date(), edition=Edition.SHARED).cases
    return next((case for case in found if case.initiative.id == name), None)


def case_with(name: str, *, viewer: Viewer, asks: Iterable[Ask] = (), named: Collection[type[Row]] = ()) -> Case | None:
    """Return the rooms, bodies and groups of an initiative, and what is asked for besides.

    Parameters as for `slice_of`. Forms and writing begin with it: however much was said here, it costs the same.
    """
    return slice_of(name, viewer=viewer, asks=[Ask(Body, common=True), Ask(Group, common=True), *asks], named=named)


def record_slice(
    *,
    viewer: Viewer,
    asks: Iterable[Ask],
    named: Collection[type[Row]] = (),
    anywhere: bool = False,
    people: Mapping[str, Collection[str]] | None = None,
) -> Record:
    """Return what somebody may read across the collective initiatives, as far as it was asked for.

    Parameters
    ----------
    viewer, asks, named
        As for `slice_of`.
    anywhere
        Whether their care paths, and what serves all initiatives, are asked as well.
    people
        Of whom their edition speaks, from `people_named`, where people are asked for by themselves.

    Returns
    -------
    Record
        Rows of any initiatives; the initiatives themselves only where `named` has them.
    """
    asked = list(asks)
    parts = [part_of(ask, ALL if anywhere else None, viewer) for ask in asked]
    return _read(parts, viewer=viewer, named=named, people=people)


def across(viewer: Viewer) -> Q:
    """Return the condition that a row belongs to a collective initiative that somebody may read.

    It is asked of each row by itself, so that a database goes through a long list in its order and stops at the limit.
    """
    there = visible(Initiative, viewer=viewer).filter(
        _inside(viewer), level=Level.COLLECTIVE, pk=OuterRef("initiative")
    )
    return Q(Exists(there.order_by()))


def written_for(ask: Ask, *, viewer: Viewer, initiative: str = "") -> Written | None:
    """Return what somebody may read of a table, as SQL that is written down; nothing where Django has to write it.

    Parameters
    ----------
    ask
        Which rows.
    viewer
        Who reads.
    initiative
        The initiative; all collective ones without it.
    """
    if is_nobodys(ask.kind):
        return None
    return _plain(ask, Q(initiative=initiative) if initiative else None, viewer)


def _inside(viewer: Viewer) -> Q:
    return Q(space__isnull=True) | Q(space__in=[*viewer.rooms, *viewer.open_rooms])


def part_of(ask: Ask, within: Q | None, viewer: Viewer) -> Part | Written:
    """Ask for what somebody may read of a table; of all collective initiatives where none is said."""
    if is_nobodys(ask.kind):
        return Part(ask.kind, rows_of(ask.kind).none())
    return _plain(ask, within, viewer) or _by_django(ask, within, viewer)


def _plain(ask: Ask, within: Q | None, viewer: Viewer) -> Written | None:
    """Write down what is simple; a limit without an order is left to Django, which knows the order of the table."""
    row = Table.of(ask.kind, ANY_NAME)
    order = order_of(ask.order, row)
    where = condition_of(ask.where, row)
    inside = _inside_of(within, row, ask=ask) if within is not None else _of_any(row, ask, viewer)
    if where is None or inside is None or order is None or (ask.limit is not None and not ask.order):
        return None
    also = ask.also(row) if ask.also is not None else ALWAYS
    found = every(inside, where, also, in_edition(row, viewer=viewer))
    return Written(
        ask.kind,
        lambda name: (found.sql.replace(ANY_NAME, name), found.params),
        order=lambda name: order.replace(ANY_NAME, name),
        start=ask.start,
        limit=ask.limit,
    )


def _inside_of(within: Q, row: Table, *, ask: Ask) -> Condition | None:
    """Write down where the rows belong; of rows that are asked for by name so that they are looked up by name alone.

    A database that does not know how long its tables are would rather walk through all of the initiative.
    """
    held = [child for child in within.children if isinstance(child, tuple)]
    by_name = any(isinstance(child, tuple) and child[0] == "pk__in" for child in ask.where.children)
    if not by_name or not held or len(held) < len(within.children) or within.negated:
        return condition_of(within, row)
    known = [row.equal("initiative", value) for name, value in held if name == "initiative"]
    common = [row.empty("initiative") for name, _value in held if name == "initiative__isnull"]
    return any_of(*known, *common)


def _of_any(row: Table, ask: Ask, viewer: Viewer) -> Condition:
    there = Table.of(Initiative, "i0")
    rooms = [*viewer.rooms, *viewer.open_rooms]
    # Looked up once for the whole table: asked of each row anew, it would take longer than all the rest.
    found = row.among(
        "initiative",
        there,
        there.one_of("level", [Level.COLLECTIVE]),
        any_of(there.empty("space"), there.one_of("space", rooms)),
        in_edition(there, viewer=viewer),
    )
    return any_of(found, row.empty("initiative")) if ask.common else found


def _by_django(ask: Ask, within: Q | None, viewer: Viewer) -> Part:
    if within is None:
        within = across(viewer) | Q(initiative__isnull=True) if ask.common else across(viewer)
    found = visible(ask.kind, viewer=viewer).filter(within & ask.where)
    if ask.also is not None:
        found = found.filter(OfRow(ask.kind, ask.also))
    if ask.order:
        found = found.order_by(*ask.order)
    if ask.limit is not None:
        found = found[ask.start : ask.start + ask.limit]
    return Part(ask.kind, found)


def _read(
    parts: Iterable[Part | Written],
    *,
    viewer: Viewer,
    named: Collection[type[Row]],
    people: Mapping[str, Collection[str]] | None = None,
) -> Record:
    # Whether a digest is released by now only the rule knows to the hour, so one that a row names is read as well.
    named = {*named, Digest}
    asked = _rows_in(read_together(parts))
    names = _names_in(asked, known=_keys(asked))
    found = read_together([*_looked_up(names, viewer, named), *_deciding(asked)], earlier=_earlier(asked))
    along = [*(row for kind in named for row in found.of(kind.TABLE)), *found.earlier]
    # What came along speaks of rows as well.
    further = _names_in(along, known=_keys([*asked, *along]) | _pairs(names))
    last = read_together(_looked_up(further, viewer, ()))
    rows = [*asked, *along]
    around = Around(
        standing=viewer.standing,
        rooms=viewer.rooms | viewer.open_rooms,
        closed=viewer.closed_rooms,
        paths=viewer.paths,
        out=frozenset(
            (row.TABLE, row.id) for row in rows if type(row) in COMES_OUT and not viewer.may_enter(row.space)
        ),
        there={table: found.names.get(table, set()) | last.names.get(table, set()) for table in TABLES},
        beside=tuple(row for label in _BESIDE for row in found.of(label)),
        named=people or {},
    )
    return part_for(rows, around=around, at=viewer.at)


def _rows_in(found: Together) -> list[Row]:
    return [row for label in found.rows for row in found.of(label)]


def _keys(rows: Iterable[Row]) -> set[tuple[str, str]]:
    return {(row.TABLE, row.id) for row in rows}


def _pairs(names: Mapping[str, Collection[str]]) -> set[tuple[str, str]]:
    return {(table, name) for table, found in names.items() for name in found}


def _names_in(rows: Iterable[Row], *, known: Collection[tuple[str, str]]) -> dict[str, set[str]]:
    """Return the rows of which these speak, by table, without those that are known."""
    found: dict[str, set[str]] = {}
    for row in rows:
        for to, name in _spoken_of(row):
            if (to, name) not in known:
                found.setdefault(to, set()).add(name)
    return found


def _spoken_of(row: Row) -> Iterator[tuple[str, str]]:
    for link in links(type(row)):
        first, _, inner = link.path.partition(".")
        value = getattr(row, first)
        for each in value if isinstance(value, tuple) else (value,):
            told = getattr(each, inner, None) if inner else each
            for name in told if isinstance(told, tuple) else (told,):
                if name is not None:
                    yield link.to, name
    if isinstance(row, ClaimEvidence) and row.table in TABLES:
        yield row.table, row.record


def _looked_up(names: Mapping[str, Collection[str]], viewer: Viewer, named: Collection[type[Row]]) -> Iterator[Written]:
    for table, found in names.items():
        kind = TABLES[table]
        yield visible_by_name(kind, found, viewer=viewer, names_only=kind not in named)


_BESIDE = ("beside moderations", "beside contributions", "beside spaces")


def _deciding(asked: Iterable[Row]) -> Iterator[Part]:
    """Ask for what decides on words: by whom they were hidden or taken back, and in which room."""
    said = {row.id for row in asked if isinstance(row, Contribution)}
    reworded = {row.contribution for row in asked if isinstance(row, Rewording) and row.contribution} - said
    rooms = {row.room for row in asked if isinstance(row, ReleasedCount) and row.room}
    if said or reworded:
        hiding = rows_of(Moderation).filter(contribution__in=sorted(said | reworded))
        yield Part(Moderation, hiding, label="beside moderations")
        yield Part(Space, rows_of(Space).filter(pk__in=hiding.order_by().values("space")), label="beside spaces")
    if reworded:
        yield Part(Contribution, rows_of(Contribution).filter(pk__in=sorted(reworded)), label="beside contributions")
    if rooms:
        yield Part(Space, rows_of(Space).filter(pk__in=sorted(rooms)), label="beside spaces")


def _earlier(asked: Iterable[Row]) -> QuerySet[EarlierVersion] | None:
    changed = [row for row in asked if row.version > 1]
    if not changed:
        return None
    tables, names = {row.TABLE for row in changed}, {row.id for row in changed}
    return EarlierVersion.objects.filter(table__in=sorted(tables), ref__in=sorted(names))
