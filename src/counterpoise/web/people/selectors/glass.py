"""Reads of broken glass: what somebody asked, what waits for a member, who looked, and through what one may look."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from counterpoise.levels.glass import ASK_DAYS, is_live, is_open
from counterpoise.web.people import models
from counterpoise.web.people.selectors.viewers import Viewer

__all__ = [
    "Broken",
    "asks_by",
    "asks_waiting_for",
    "broken_in",
    "glass_to_look_through",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """An ask to look, with the opening and the looks that came of it.

    Attributes
    ----------
    ask, opening
        The ask; the opening, where a member opened.
    looks
        When who asked looked, the latest first.
    live
        Whether it can still be answered.
    open
        Whether they can look now.
    """

    ask: models.GlassAsk
    opening: models.GlassOpening | None
    looks: tuple[datetime, ...]
    live: bool
    open: bool


def asks_by(viewer: Viewer, *, initiative: str) -> tuple[Broken, ...]:
    """Return what somebody asked in an initiative, the latest first. It tells of a room only once a member opened."""
    if viewer.person is None:
        return ()
    found = models.GlassAsk.objects.filter(asked_by=viewer.person, initiative=initiative)
    return tuple(_broken(row, at=viewer.at) for row in found.select_related("opening"))


def asks_waiting_for(room: str, *, viewer: Viewer) -> tuple[Broken, ...]:
    """Return the asks that a member of a room can answer; none for who is not in it.

    Parameters
    ----------
    room
        The room.
    viewer
        Who reads. Nobody answers their own ask.
    """
    if viewer.person is None or room not in viewer.closed_rooms:
        return ()
    initiative = models.Space.objects.filter(pk=room).values("initiative")
    since = viewer.at - timedelta(days=ASK_DAYS)
    found = models.GlassAsk.objects.filter(initiative__in=initiative, asked_at__gt=since, opening__isnull=True)
    return tuple(_broken(row, at=viewer.at) for row in found.exclude(asked_by=viewer.person).select_related("asked_by"))


def broken_in(room: str, *, viewer: Viewer) -> tuple[Broken, ...]:
    """Return who looked into a room through broken glass, for its members: the whole of it, the latest first."""
    if viewer.person is None or room not in viewer.closed_rooms:
        return ()
    found = models.GlassAsk.objects.filter(opening__room=room).select_related(
        "asked_by", "opening", "opening__opened_by", "opening__ended_by"
    )
    return tuple(_broken(row, at=viewer.at) for row in found.prefetch_related("opening__looks"))


def glass_to_look_through(ask: str, *, viewer: Viewer, at: datetime) -> models.GlassOpening | None:
    """Return the opening through which somebody may look now; nothing where there is none, or it is over."""
    if viewer.person is None:
        return None
    found = models.GlassOpening.objects.filter(pk=ask, ask__asked_by=viewer.person).select_related("ask").first()
    if found is None or not is_open(opened_at=found.opened_at, until=found.open_until, ended_at=found.ended_at, at=at):
        return None
    return found


def _broken(ask: models.GlassAsk, *, at: datetime) -> Broken:
    opening = getattr(ask, "opening", None)
    return Broken(
        ask=ask,
        opening=opening,
        looks=tuple(look.looked_at for look in opening.looks.all()) if opening is not None else (),
        live=opening is None and is_live(asked_at=ask.asked_at, at=at),
        open=opening is not None
        and is_open(opened_at=opening.opened_at, until=opening.open_until, ended_at=opening.ended_at, at=at),
    )
