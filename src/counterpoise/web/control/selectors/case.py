"""The rows of this room as somebody may read them, and the very row that a change begins from."""

from typing import TypeVar

from django.db.models import Q

from counterpoise.record import Case, Row
from counterpoise.record.initiatives import Affects, Group, Matter
from counterpoise.record.mandates import Basis, Mandate, StatutoryMandate
from counterpoise.web.control.records import PAIRS
from counterpoise.web.initiatives.selectors import Ask, case_of, kept_row, slice_of
from counterpoise.web.people.selectors import Viewer

__all__ = ["affected_by", "case_for", "negotiated_on", "on_matter", "rights_on", "there"]

R = TypeVar("R", bound=Row)

_MODELS = {kind: model for model, kind in PAIRS.items()}


def case_for(initiative: str, *, viewer: Viewer) -> Case | None:
    """Return what somebody may read of an initiative in this room; nothing where they may not read it at all."""
    return case_of(initiative, viewer=viewer, room="control", tables=PAIRS)


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
