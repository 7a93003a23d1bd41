"""The rows of this room as somebody may read them, and the very row that a change begins from."""

from typing import TypeVar

from django.db.models import Q

from counterpoise.record import Case, Row
from counterpoise.record.initiatives import Matter
from counterpoise.web.expertise.records import PAIRS
from counterpoise.web.initiatives.selectors import LATEST_WRITTEN, MOST_CHOICES, Ask, case_of, case_with, slice_of
from counterpoise.web.ledger.records import to_row
from counterpoise.web.people.selectors import Viewer

__all__ = ["MODELS", "case_for", "matters_to_choose", "there"]

R = TypeVar("R", bound=Row)

MODELS = {kind: model for model, kind in PAIRS.items()}
"""For each table of the record that this room holds, its table on the site."""


def case_for(initiative: str, *, viewer: Viewer) -> Case | None:
    """Return what somebody may read of an initiative in this room; nothing where they may not read it at all."""
    return case_of(initiative, viewer=viewer, room="expertise", tables=PAIRS)


def there(kind: type[R], name: str, *, initiative: str, viewer: Viewer) -> R | None:
    """Return a row of an initiative as it is kept, where somebody may read it.

    What pages show comes from `case_for`, in which versions are counted anew and hidden words are left out. A change
    begins from the row as it is kept.

    Parameters
    ----------
    kind
        The table.
    name
        The row's id.
    initiative, viewer
        The initiative, and who asks.
    """
    case = slice_of(initiative, viewer=viewer, asks=[Ask(kind, Q(pk=name))])
    seen = case.by_id(kind).get(name) if case is not None else None
    if seen is None or seen.initiative != initiative:
        return None
    found = MODELS[kind]._default_manager.filter(pk=name).first()  # noqa: SLF001 - Django's own name for it
    return to_row(kind, found) if found is not None else None


def matters_to_choose(initiative: str, *, viewer: Viewer) -> tuple[Matter, ...]:
    """Return what can be decided in an initiative, the latest of it: words, problems and texts say what they are about.

    Parameters
    ----------
    initiative, viewer
        The initiative, and who asks.
    """
    asks = [Ask(Matter, order=LATEST_WRITTEN, limit=MOST_CHOICES, common=True)]
    case = case_with(initiative, viewer=viewer, asks=asks)
    return case.rows(Matter) if case is not None else ()
