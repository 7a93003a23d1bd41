"""Stored readings of the power check: the same for both sides, drawn once, with the contests beside them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, Q, QuerySet

from counterpoise.audit.display import Audience
from counterpoise.levels.spaces import CLOSED
from counterpoise.record.people import Space
from counterpoise.record.reviews import Audit, Contest
from counterpoise.web.audit import models
from counterpoise.web.expertise.models import Contribution
from counterpoise.web.interests.models import Vote
from counterpoise.web.ledger.records import to_row
from counterpoise.web.ledger.services import COMMON
from counterpoise.web.people.selectors import Viewer, readable, spaces

__all__ = [
    "Contested",
    "Reading",
    "any_check_due",
    "closed_rooms_of",
    "contests_on",
    "is_small",
    "is_waiting",
    "reading_for",
    "readings_for",
]

_SMALL = 3000
"""Up to so many contributions and ballots a power check is run while somebody waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A stored reading.

    Attributes
    ----------
    audit
        What was set: the day, the edition, the seed.
    kept_at
        When it was stored.
    room
        The closed room that was read too; empty for what both sides may read.
    later
        How many entries were made since then in the log that tells of it.
    records
        How many records were read.
    waiting
        Whether another check waits to be run.
    """

    audit: Audit
    kept_at: datetime
    room: str | None
    later: int
    records: int
    waiting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Contested:
    """What somebody holds against a finding, and as what they speak."""

    contest: Contest
    capacity: Any


def _readable(initiative: str, *, viewer: Viewer) -> QuerySet[models.StoredReading]:
    found = models.StoredReading.objects.filter(initiative=initiative)
    return found.filter(Q(room=None) | Q(room__in=list(viewer.rooms)))


def readings_for(initiative: str, *, viewer: Viewer) -> tuple[Reading, ...]:
    """Return every stored reading that somebody may read, the latest first."""
    found = _readable(initiative, viewer=viewer).select_related("audit").defer("records")
    return tuple(_reading(each, viewer) for each in found)


def reading_for(
    initiative: str, page: str, *, viewer: Viewer, lang: str, name: str = ""
) -> tuple[Reading, Mapping[str, Any]] | None:
    """Return a stored reading with one of its pages; nothing where there is none that this person may read.

    Parameters
    ----------
    initiative, page
        The initiative, which this person may read, and which page: ``first``, a tension, or ``figures``.
    viewer
        Who reads: who takes no part sees what everybody may.
    lang
        ``en`` or ``nl``.
    name
        The reading; empty for the latest one that both sides read.
    """
    inside = viewer.person is not None and bool(viewer.sides(initiative))
    audience = Audience.INSIDE if inside else Audience.PUBLIC
    theirs = Q(reading__room=None) | Q(reading__room__in=list(viewer.rooms))
    found = models.ReadingPage.objects.filter(
        theirs, reading__initiative=initiative, name=page, lang=lang, audience=audience.value
    )
    found = found.filter(reading=name) if name else found.filter(reading__room=None)
    due = models.CheckDue.objects.filter(initiative=initiative, room=None)
    chosen = (
        found.annotate(waiting=Exists(due))
        .select_related("reading__audit")
        .defer("reading__records")
        .order_by("-reading__kept_at", "-pk")
    )
    kept = chosen.first()
    return None if kept is None else (_reading(kept.reading, viewer, waiting=kept.waiting), kept.content)


def _reading(kept: models.StoredReading, viewer: Viewer, *, waiting: bool = False) -> Reading:
    sizes = dict(each.rsplit("=", 1) for each in viewer.heads.split(";") if each)
    now = int(sizes.get(kept.room_id or COMMON, kept.entries))
    return Reading(
        audit=to_row(Audit, kept.audit),
        kept_at=kept.kept_at,
        room=kept.room_id,
        later=max(0, now - kept.entries),
        records=kept.records_read,
        waiting=waiting,
    )


def contests_on(initiative: str, *, viewer: Viewer) -> Mapping[str, tuple[Contested, ...]]:
    """Return what people hold against findings, by the code of what was measured, the first one first."""
    found: defaultdict[str, list[Contested]] = defaultdict(list)
    for told in readable(models.Contest, viewer=viewer).filter(initiative=initiative).select_related("capacity"):
        capacity = told.capacity.kind if told.capacity is not None else None
        found[told.indicator].append(Contested(contest=to_row(Contest, told), capacity=capacity))
    return {code: tuple(each) for code, each in found.items()}


def closed_rooms_of(initiative: str, *, viewer: Viewer) -> tuple[Space, ...]:
    """Return the closed rooms of an initiative that somebody may enter."""
    return tuple(row for row in spaces(viewer=viewer, initiative=initiative) if row.kind in CLOSED)


def is_small(initiative: str) -> bool:
    """Say whether the power check of an initiative is run while somebody waits."""
    said = Contribution.objects.filter(initiative=initiative)[: _SMALL + 1].count()
    return said + Vote.objects.filter(initiative=initiative)[: _SMALL + 1].count() <= _SMALL


def any_check_due() -> bool:
    """Say whether any power check waits to be run."""
    return models.CheckDue.objects.exists()


def is_waiting(initiative: str, *, viewer: Viewer) -> bool:
    """Say whether a power check that somebody may read waits to be run."""
    found = models.CheckDue.objects.filter(initiative=initiative)
    return found.filter(Q(room=None) | Q(room__in=list(viewer.rooms))).exists()
