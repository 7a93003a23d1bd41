"""The rows of this room as somebody may read them, and the very row that a change begins from."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Q

from counterpoise.record import Case, Row
from counterpoise.record.initiatives import Affects, Group, Matter, ProcessRole
from counterpoise.record.mandates import Basis, Limit, LimitQuestion, Mandate, Requirement, StatutoryMandate
from counterpoise.web.control.records import PAIRS
from counterpoise.web.initiatives.selectors import LATEST_WRITTEN, Ask, case_with, kept_row, slice_of, visible
from counterpoise.web.people.selectors import Viewer

__all__ = [
    "PER_PAGE",
    "affected_by",
    "case_for",
    "matters_after",
    "matters_named",
    "negotiated_on",
    "on_matter",
    "rights_on",
    "there",
]

R = TypeVar("R", bound=Row)

_MODELS = {kind: model for model, kind in PAIRS.items()}


PER_PAGE = 25
"""So many matters stand on one page."""

_BESIDE = (Mandate, StatutoryMandate, Limit, LimitQuestion, Requirement, ProcessRole)


def case_for(initiative: str, *, viewer: Viewer, start: int = 0, limit: int | None = None) -> Case | None:
    """Return what somebody may read of an initiative in this room; nothing where they may not read it at all.

    Parameters
    ----------
    initiative, viewer
        The initiative, and who reads.
    start, limit
        The first matter to read, the one that was written last being the first of all, and how many; without a limit
        all. What people agreed, asked and laid down is always read whole.
    """
    order = LATEST_WRITTEN if limit is not None else ()
    asks = [Ask(Matter, order=order, start=start, limit=limit), *(Ask(kind, common=True) for kind in _BESIDE)]
    return case_with(initiative, viewer=viewer, asks=asks)


def matters_named(names: Iterable[str | None], *, case: Case, viewer: Viewer) -> dict[str, Matter]:
    """Return matters by their ids: those of a case, and of those that it has not, the ones that somebody may read."""
    found = case.by_id(Matter)
    others = {name for name in names if name} - found.keys()
    more = slice_of(case.initiative.id, viewer=viewer, asks=[Ask(Matter, Q(pk__in=sorted(others)))]) if others else None
    return found | more.by_id(Matter) if more is not None else found


def matters_after(matter: str, *, initiative: str, viewer: Viewer) -> int:
    """Return how many matters that somebody may read were written after this one: they stand before it."""
    seen = visible(Matter, viewer=viewer).filter(initiative=initiative).order_by()
    return seen.filter(written__gt=seen.filter(pk=matter).values("written")).count()


def there(kind: type[R], name: str, *, initiative: str, viewer: Viewer) -> R | None:
    """Return a row of an initiative as it is kept, where somebody may read it."""
    case = slice_of(initiative, viewer=viewer, asks=[Ask(kind, Q(pk=name))])
    seen = case.by_id(kind).get(name) if case is not None else None
    return kept_row(seen, model=_MODELS[kind], initiative=initiative)


def on_matter(matter: str) -> tuple[Ask, ...]:
    """Return what to read of a matter: whom it touches, and how far the talk about who decides has come."""
    return (
        Ask(Matter, Q(pk=matter), common=True),
        Ask(Affects, Q(matter=matter), common=True),
        Ask(Mandate, Q(matter=matter), common=True),
        Ask(StatutoryMandate, common=True),
    )


def affected_by(matter: str, *, case: Case) -> tuple[Group, ...]:
    """Return the groups that a matter touches, in the order of the record."""
    touched = {row.group for row in case.rows(Affects) if row.matter == matter}
    return tuple(row for row in case.rows(Group) if row.id in touched)


def rights_on(matter: str, *, case: Case) -> tuple[StatutoryMandate, ...]:
    """Return the legal rights that were written down as holding on a matter."""
    names = {row.legal_right for row in case.rows(Mandate) if row.matter == matter and row.basis is Basis.STATUTORY}
    return tuple(row for row in case.rows(StatutoryMandate) if row.id in names)


def negotiated_on(matter: str, *, case: Case) -> Mandate | None:
    """Return the mandate on a matter that both sides talk about; not what is claimed, nor what the law lays down."""
    found = [
        row for row in case.rows(Mandate) if row.matter == matter and row.basis not in {Basis.CLAIMED, Basis.STATUTORY}
    ]
    return max(found, key=lambda row: (row.recorded_at, row.id), default=None)
