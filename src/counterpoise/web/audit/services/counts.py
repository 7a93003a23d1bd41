"""A closed room lets out a count for the power check, by a vote of its members."""

from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from counterpoise.audit.rooms import RELEASABLE, counts_of_room
from counterpoise.formats.codec import encode
from counterpoise.levels.refusals import Refusal
from counterpoise.levels.spaces import CLOSED
from counterpoise.record import Moment
from counterpoise.record.people import ReleasedCount, Space
from counterpoise.web.audit import models
from counterpoise.web.audit.records import build
from counterpoise.web.audit.selectors import standing_in_the_way
from counterpoise.web.expertise.selectors import members_of
from counterpoise.web.initiatives.services import NothingHereError, room_to_write_in
from counterpoise.web.ledger.services import COMMON, Event, RefusedError, Telling, append, new_id, tell
from counterpoise.web.people import models as people
from counterpoise.web.people.selectors import Viewer

__all__ = ["propose_count", "release_count", "vote_on_count"]


def propose_count(*, initiative: str, room: str, indicator: str, once: str, by: Viewer, at: datetime) -> Space:
    """Propose to the members of a room to let out a count for one measure.

    Parameters
    ----------
    initiative, room
        The room.
    indicator
        The measure's code.
    once, by, at
        The form, who proposes, when.

    Raises
    ------
    NothingHereError
        There is no such room for this person, or no such measure.
    RefusedError
        There is too little to count, or the members vote on it already.
    """
    space = _room(room, initiative=initiative, by=by, at=at)
    if indicator not in RELEASABLE:
        raise NothingHereError(indicator)
    name = new_id("count", once=once)
    with transaction.atomic():
        # Locked until the transaction ends: two members do not propose the same at one moment.
        people.Space.objects.select_for_update().get(pk=space.id)
        if models.CountProposal.objects.filter(pk=name).exists():
            return space
        going = [
            row
            for row in models.CountProposal.objects.filter(room=room, indicator=indicator, released_at=None)
            if not _is_lost(row, space, at)
        ]
        if going:
            raise RefusedError([Refusal("audit.voted_on_already")])
        if not counts_of_room(build(), room=room, at=at, by=None)[indicator]:
            raise RefusedError([Refusal("audit.too_little_to_count")])
        models.CountProposal.objects.create(
            name=name, initiative_id=initiative, room_id=space.id, indicator=indicator, proposed_at=at
        )
        append([Event(type="count_proposed", body={"count": name, "indicator": indicator})], log=space.id, at=at)
    return space


def vote_on_count(*, initiative: str, proposal: str, share: bool, by: Viewer, at: datetime) -> Space:
    """Vote on letting out a count. Every member has one vote, and nobody learns how somebody voted.

    Raises
    ------
    NothingHereError
        There is no such vote for this person.
    RefusedError
        They voted already, or it was let out already.
    """
    with transaction.atomic():
        row, space = _proposal(proposal, initiative=initiative, by=by, at=at)
        if row.released_at is not None:
            raise RefusedError([Refusal("expertise.already_shared")])
        try:
            with transaction.atomic():
                models.CountBallot.objects.create(proposal=row, person_id=str(by.person))
        except IntegrityError as error:
            raise RefusedError([Refusal("expertise.voted_already")]) from error
        column = "votes_for" if share else "votes_against"
        models.CountProposal.objects.filter(pk=row.pk).update(**{column: F(column) + 1})
        # The log tells that somebody voted, not who and not how.
        append([Event(type="count_voted", body={"count": row.name})], log=space.id, at=at)
    return space


def release_count(*, initiative: str, proposal: str, by: Viewer, at: datetime) -> Space:
    """Let out a count that the room voted to let out, as it stands now and without anybody's name.

    Raises
    ------
    NothingHereError
        There is no such vote for this person.
    RefusedError
        The vote is not over or was lost, it was let out already, or there is too little left to count.
    """
    with transaction.atomic():
        row, space = _proposal(proposal, initiative=initiative, by=by, at=at)
        refusals = standing_in_the_way(row, space=space, electorate=_electorate(row, space, at), at=at)
        if refusals:
            raise RefusedError(refusals)
        counted = counts_of_room(build(), room=space.id, at=at, by=by.person)[row.indicator]
        if not counted:
            raise RefusedError([Refusal("audit.too_little_to_count")])
        told = [
            replace(
                each,
                id=f"{row.name}-{each.part or 'main'}",
                happened_at=Moment.exactly(at),
                recorded_at=at,
                recorded_by=by.person,
            )
            for each in counted
        ]
        models.CountProposal.objects.filter(pk=row.pk).update(released_at=at)
        tellings = [Telling(model=people.ReleasedCount, row=each) for each in told]
        tell("count_released", *tellings, by=by.person, at=at, log=space.id)
        body: dict[str, object] = {"by": None, "rows": [_nobodys(each) for each in told]}
        append([Event(type="count_released", body=body)], log=COMMON, at=at)
    return space


def _nobodys(row: ReleasedCount) -> dict[str, object]:
    return {"table": row.TABLE, "row": encode(replace(row, recorded_by=None, released_by=None))}


def _room(room: str | None, *, initiative: str, by: Viewer, at: datetime) -> Space:
    space = room_to_write_in(room, initiative=initiative, by=by, at=at)
    if space is None or space.kind not in CLOSED or by.person is None:
        raise NothingHereError(room)
    return space


def _proposal(name: str, *, initiative: str, by: Viewer, at: datetime) -> tuple[models.CountProposal, Space]:
    # Locked until the transaction ends: a vote and a release never pass each other by.
    row = models.CountProposal.objects.select_for_update().filter(pk=name, initiative=initiative).first()
    if row is None:
        raise NothingHereError(name)
    return row, _room(row.room_id, initiative=initiative, by=by, at=at)


def _electorate(row: models.CountProposal, space: Space, at: datetime) -> set[str]:
    voters = {str(name) for name in models.CountBallot.objects.filter(proposal=row).values_list("person", flat=True)}
    return voters | set(members_of(space, at=at))


def _is_lost(row: models.CountProposal, space: Space, at: datetime) -> bool:
    codes = {each.code for each in standing_in_the_way(row, space=space, electorate=_electorate(row, space, at), at=at)}
    return bool(codes & {"expertise.vote_lost", "expertise.no_vote"})
