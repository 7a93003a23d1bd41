"""The very rows from which a change begins, where somebody may read them."""

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import Q

from counterpoise.record import Row
from counterpoise.record.commitments import Commitment, Promise
from counterpoise.web.decisions.records import PAIRS
from counterpoise.web.initiatives.selectors import Ask, slice_of
from counterpoise.web.ledger.records import to_row
from counterpoise.web.people.selectors import Viewer

__all__ = ["MODELS", "agreement_there", "there"]

R = TypeVar("R", bound=Row)

MODELS = {kind: model for model, kind in PAIRS.items()}
"""For each table of the record that is held here, its table on the site."""


def there(kind: type[R], name: str, *, initiative: str, viewer: Viewer) -> R | None:
    """Return a row of an initiative as it is kept, where somebody may read all of it.

    A decision that comes out of a closed room by rule can be read in part by those outside; for them it is not there
    to be changed.

    Parameters
    ----------
    kind
        The table.
    name
        The row's id.
    initiative, viewer
        The initiative, and who asks.
    """
    found = _kept((kind,), name, initiative=initiative, viewer=viewer)
    return found if isinstance(found, kind) else None


def agreement_there(name: str, *, initiative: str, viewer: Viewer) -> Commitment | Promise | None:
    """Return an agreement or a promise as it is kept; parameters as for `there`."""
    found = _kept((Commitment, Promise), name, initiative=initiative, viewer=viewer)
    return found if isinstance(found, Commitment | Promise) else None


def _kept(kinds: Sequence[type[Row]], name: str, *, initiative: str, viewer: Viewer) -> Row | None:
    """Return the row of the first of these tables that has one of this name; in one look at the initiative."""
    case = slice_of(initiative, viewer=viewer, asks=[Ask(kind, Q(pk=name)) for kind in kinds])
    for kind in kinds if case is not None else ():
        seen = case.by_id(kind).get(name) if case is not None else None
        if seen is None or seen.initiative != initiative or not viewer.may_enter(seen.space):
            continue
        found = MODELS[kind]._default_manager.filter(pk=name).first()  # noqa: SLF001 - Django's own name for it
        kept = to_row(kind, found) if found is not None else None
        if kept is not None and viewer.may_enter(kept.space):
            return kept
    return None
