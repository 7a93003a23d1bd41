"""Ask to look into what is closed, open it as a member, end it, and keep each look. All of it stands in the ledger."""

from datetime import datetime, timedelta

from django.db import transaction

from counterpoise.levels.glass import may_ask_to_look, may_open
from counterpoise.levels.refusals import Refusal
from counterpoise.levels.spaces import may_read
from counterpoise.record.people import Space
from counterpoise.web.ledger.records import to_row
from counterpoise.web.ledger.services import COMMON, AlreadyToldError, Event, RefusedError, append, new_id
from counterpoise.web.people import models
from counterpoise.web.people.selectors import Viewer, glass_to_look_through

__all__ = ["ask_to_look", "end_glass", "look_through_glass", "open_glass"]

_NOTHING = "people.nothing_here"


def ask_to_look(*, initiative: str, reason: str, once: str, by: Viewer, at: datetime) -> models.GlassAsk:
    """Ask the members of whatever room is closed to somebody whether they may look, and why they must.

    Raises
    ------
    RefusedError
        They take no part in the initiative, or give no reason.
    AlreadyToldError
        The same form was sent twice.
    """
    if refusals := may_ask_to_look(by=by.standing, initiative=initiative, reason=reason, at=at):
        raise RefusedError(refusals)
    name = new_id("ask", once=once)
    with transaction.atomic():
        row, new = models.GlassAsk.objects.get_or_create(
            pk=name,
            defaults={
                "initiative": initiative,
                "asked_by_id": str(by.person),
                "reason": reason.strip(),
                "asked_at": at,
            },
        )
        if not new:
            raise AlreadyToldError(name)
        append([Event(type="glass_asked", body={"by": by.person, "glass": name})], at=at)
    return row


def open_glass(*, ask: str, room: str, hours: int, by: Viewer, at: datetime) -> models.GlassOpening:
    """Open a room to who asked, as one of its members. It counts from now and ends by itself.

    Raises
    ------
    RefusedError
        There is no such ask or room for this person, somebody opened already, or a rule stands in the way.
    """
    with transaction.atomic():
        # Locked until the transaction ends: two members who open at once give one opening.
        asked = models.GlassAsk.objects.select_for_update().filter(pk=ask).first()
        space = _room(room, by=by, at=at)
        if asked is None or space is None or asked.initiative != space.initiative:
            raise RefusedError([Refusal(_NOTHING)])
        if models.GlassOpening.objects.filter(pk=ask).exists():
            raise RefusedError([Refusal("people.opened_already")])
        refusals = may_open(
            space, by=by.standing, asked_by=str(asked.asked_by_id), asked_at=asked.asked_at, hours=hours, at=at
        )
        if refusals:
            raise RefusedError(refusals)
        opening = models.GlassOpening.objects.create(
            ask=asked,
            room_id=space.id,
            opened_by_id=str(by.person),
            opened_at=at,
            open_until=at + timedelta(hours=hours),
        )
        body = {"by": by.person, "glass": ask, "room": space.id, "hours": hours}
        append([Event(type="glass_opened", body=body)], log=space.id, at=at)
        # Everybody may know that glass was broken. Whose, and by whom, stands in the log of the room.
        append([Event(type="glass_opened", body={"by": None})], log=COMMON, at=at)
    return opening


def end_glass(*, ask: str, room: str, by: Viewer, at: datetime) -> models.GlassOpening:
    """End before its time that somebody can look: any member can. What ended already stays as it ended.

    Raises
    ------
    RefusedError
        There is nothing to end for this person.
    """
    with transaction.atomic():
        opening = models.GlassOpening.objects.select_for_update().filter(pk=ask, room=room).first()
        if opening is None or _room(room, by=by, at=at) is None:
            raise RefusedError([Refusal(_NOTHING)])
        if opening.ended_at is None and at < opening.open_until:
            opening.ended_at, opening.ended_by_id = at, str(by.person)
            opening.save(update_fields=["ended_at", "ended_by"])
            append([Event(type="glass_ended", body={"by": by.person, "glass": ask})], log=room, at=at)
    return opening


def look_through_glass(*, ask: str, by: Viewer, at: datetime) -> models.GlassOpening:
    """Keep that somebody looks, and return through what: without the first there is never the second.

    Raises
    ------
    RefusedError
        There is nothing to look through for this person, or no longer.
    """
    with transaction.atomic():
        opening = glass_to_look_through(ask, viewer=by, at=at)
        if opening is None:
            raise RefusedError([Refusal(_NOTHING)])
        models.GlassLook.objects.create(opening=opening, person_id=str(by.person), looked_at=at)
        append([Event(type="glass_looked", body={"by": by.person, "glass": ask})], log=str(opening.room_id), at=at)
    return opening


def _room(room: str, *, by: Viewer, at: datetime) -> Space | None:
    found = models.Space.objects.filter(pk=room).first()
    space = to_row(Space, found) if found is not None else None
    if space is None or by.person is None or may_read(space, standing=by.standing, at=at) is not None:
        return None
    return space
