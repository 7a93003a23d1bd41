"""Which table of the site holds which table of the record, and the whole record built from the tables."""

from collections.abc import Iterator

from counterpoise.levels.editions import edition_for, shared_edition
from counterpoise.record import TABLES, Record, Row
from counterpoise.record import reviews as reviews_record
from counterpoise.web.audit import models
from counterpoise.web.control.records import PAIRS as CONTROL
from counterpoise.web.decisions.records import PAIRS as DECISIONS
from counterpoise.web.expertise.records import PAIRS as EXPERTISE
from counterpoise.web.inclusion.records import PAIRS as INCLUSION
from counterpoise.web.initiatives.records import PAIRS as INITIATIVES
from counterpoise.web.interests.records import PAIRS as INTERESTS
from counterpoise.web.ledger.models import EarlierVersion, Told
from counterpoise.web.ledger.records import earlier_row, to_row
from counterpoise.web.people.records import PAIRS as PEOPLE
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.reviews.records import PAIRS as REVIEWS
from counterpoise.web.trajectory.records import PAIRS as TRAJECTORY

__all__ = ["ALL", "PAIRS", "build", "edition_of"]

PAIRS: dict[type[Told], type[Row]] = {
    models.Audit: reviews_record.Audit,
    models.AuditFinding: reviews_record.AuditFinding,
    models.Contest: reviews_record.Contest,
}
"""Each table here and its table in the record."""

_PAIRS = PEOPLE | INITIATIVES | EXPERTISE | CONTROL | INCLUSION | INTERESTS | DECISIONS | REVIEWS | TRAJECTORY | PAIRS
_MODEL_OF = {kind.TABLE: model for model, kind in _PAIRS.items()}
ALL: dict[type[Told], type[Row]] = {_MODEL_OF[name]: kind for name, kind in TABLES.items()}
"""Every table of the site that holds records, in the order of the record's tables."""


def build() -> Record:
    """Build the whole record, all versions, from the tables, in the order in which everything was written.

    It holds every closed room: nobody gets it as it is. `edition_of` gives what one person may read.
    """
    return Record.of(row for _, row in sorted(_numbered(), key=lambda pair: pair[0]))


def edition_of(viewer: Viewer) -> Record:
    """Build the record as somebody may read it; without an account, as both sides may read it."""
    record = build()
    if viewer.person is None:
        return shared_edition(record, at=viewer.at)
    return edition_for(record, person=viewer.person, at=viewer.at)


def _numbered() -> Iterator[tuple[int, Row]]:
    for model, kind in ALL.items():
        for told in model._default_manager.order_by("written"):  # noqa: SLF001 - Django's own name for it
            yield told.written, to_row(kind, told)
    for earlier in EarlierVersion.objects.all():
        yield earlier.written, earlier_row(earlier)
