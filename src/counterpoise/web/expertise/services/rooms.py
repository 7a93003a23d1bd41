"""What a closed room decides for itself: what it shares, by a vote of its members, and whom it lets in."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from counterpoise.expertise.contributions import may_release
from counterpoise.formats.codec import encode
from counterpoise.levels.refusals import Refusal
from counterpoise.levels.spaces import CLOSED, may_admit
from counterpoise.record import Moment
from counterpoise.record.contributions import Contribution, ContributionState, Digest
from counterpoise.record.initiatives import Matter
from counterpoise.record.people import Admission, ReleasedCount, Space
from counterpoise.web.expertise import models
from counterpoise.web.expertise.selectors import called, members_of, standings
from counterpoise.web.initiatives.selectors import Ask, case_with
from counterpoise.web.initiatives.services import NothingHereError, room_to_write_in
from counterpoise.web.ledger.records import to_row, to_rows
from counterpoise.web.ledger.services import COMMON, Event, RefusedError, Telling, append, new_id, tell
from counterpoise.web.people import models as people
from counterpoise.web.people.selectors import Viewer

__all__ = ["let_in", "propose_digest", "propose_member", "release", "vote"]

_PARTS = (("present", True), ("absent", False))


def _room(room: str | None, *, initiative: str, by: Viewer, at: datetime) -> Space:
    space = room_to_write_in(room, initiative=initiative, by=by, at=at)
    if space is None or space.kind not in CLOSED or by.person is None:
        raise NothingHereError(room)
    return space


def propose_digest(
    *,
    initiative: str,
    room: str,
    text: str,
    matter: str | None = None,
    with_count: bool = False,
    once: str,
    by: Viewer,
    at: datetime,
) -> Digest:
    """Propose to the members of a room what it could share; it stays in the room until they vote to share it.

    Parameters
    ----------
    initiative, room
        The room.
    text
        What it would share. Nothing else of the room leaves it.
    matter
        What it is about.
    with_count
        Whether the room would also share how many of its contributions say that something is wrong.
    once, by, at
        The form, who proposes, when.

    Raises
    ------
    NothingHereError
        There is no such room for this person.
    RefusedError
        There are no words.
    """
    space = _room(room, initiative=initiative, by=by, at=at)
    case = case_with(initiative, viewer=by, asks=[Ask(Matter, Q(pk=matter or ""), common=True)])
    if matter and (case is None or matter not in case.by_id(Matter)):
        raise NothingHereError(matter)
    if not text.strip():
        raise RefusedError([Refusal("expertise.no_words")])
    row = Digest(
        id=new_id("digest", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        space=space.id,
        from_space=space.id,
        matter=matter or None,
        text=text.strip(),
    )
    with transaction.atomic():
        tell("digest_proposed", Telling(model=models.Digest, row=row), by=by.person, at=at, log=space.id)
        models.Tally.objects.create(digest_id=row.id, with_count=with_count)
    return row


def _draft(digest: str, *, initiative: str, by: Viewer, at: datetime) -> tuple[Digest, models.Tally, Space]:
    # Locked until the transaction ends: a vote and a release never pass each other by.
    found = models.Digest.objects.filter(pk=digest, initiative=initiative).first()
    if found is None:
        raise NothingHereError(digest)
    space = _room(found.from_space_id, initiative=initiative, by=by, at=at)
    tally = models.Tally.objects.select_for_update().filter(digest=digest).first()
    if tally is None:
        raise NothingHereError(digest)
    return to_row(Digest, models.Digest.objects.get(pk=digest)), tally, space


def vote(*, initiative: str, digest: str, share: bool, by: Viewer, at: datetime) -> Digest:
    """Vote on whether the room shares a text. Every member has one vote, and nobody learns how somebody voted.

    Raises
    ------
    NothingHereError
        There is no such text for this person.
    RefusedError
        They voted already, or it was shared already.
    """
    with transaction.atomic():
        row, tally, space = _draft(digest, initiative=initiative, by=by, at=at)
        if row.released_at is not None:
            raise RefusedError([Refusal("expertise.already_shared", {"digest": digest})])
        try:
            with transaction.atomic():
                models.Ballot.objects.create(digest_id=digest, person_id=str(by.person))
        except IntegrityError as error:
            raise RefusedError([Refusal("expertise.voted_already", {"digest": digest})]) from error
        column = "votes_for" if share else "votes_against"
        models.Tally.objects.filter(pk=tally.pk).update(**{column: F(column) + 1})
        # The log tells that somebody voted, not who and not how.
        append([Event(type="digest_voted", body={"digest": digest})], log=space.id, at=at)
    return row


def release(*, initiative: str, digest: str, by: Viewer, at: datetime) -> Digest:
    """Share a text that the room voted to share. It leaves the room with the counts of the vote and nobody's name.

    Raises
    ------
    NothingHereError
        There is no such text for this person.
    RefusedError
        The vote is not over or was lost, or it was shared already.
    """
    with transaction.atomic():
        now, tally, space = _draft(digest, initiative=initiative, by=by, at=at)
        voters = set(models.Ballot.objects.filter(digest=digest).values_list("person", flat=True))
        members = voters | set(members_of(space, at=at))
        counted = replace(now, votes_for=tally.votes_for, votes_against=tally.votes_against)
        refusals = may_release(counted, space=space, members=len(members), at=at)
        if refusals:
            raise RefusedError(refusals)
        row = replace(
            counted,
            version=now.version + 1,
            supersedes_reason="shared by vote",
            # Outside, it happened when it was shared: when it was proposed is the room's own.
            happened_at=Moment.exactly(at),
            recorded_at=at,
            recorded_by=by.person,
            space=None,
            released_at=Moment.exactly(at),
            released_by=by.person,
        )
        counts = tuple(_counts(row, space, by=by, at=at)) if tally.with_count else ()
        tellings = [Telling(model=people.ReleasedCount, row=count) for count in counts]
        tell("digest_released", Telling(model=models.Digest, row=row), *tellings, by=by.person, at=at, log=space.id)
        append([Event(type="digest_released", body=_outside((row, *counts)))], log=COMMON, at=at)
    return row


def _counts(digest: Digest, space: Space, *, by: Viewer, at: datetime) -> Iterable[ReleasedCount]:
    said = to_rows(
        Contribution,
        models.Contribution.objects.filter(space=space.id, state=ContributionState.GIVEN, critical__isnull=False),
    )
    for part, there in _PARTS:
        counted = [row for row in said if row.org_present is there]
        yield ReleasedCount(
            id=f"count-{digest.id}-{part}",
            initiative=digest.initiative,
            happened_at=Moment.exactly(at),
            recorded_at=at,
            recorded_by=by.person,
            room=space.id,
            indicator="expertise.presence",
            part=part,
            counted_on=at.date(),
            numerator=sum(bool(row.critical) for row in counted),
            denominator=len(counted),
            released_by=by.person,
        )


def _outside(rows: Iterable[Digest | ReleasedCount]) -> dict[str, object]:
    told = []
    for row in rows:
        nobodys = replace(row, version=1, supersedes_reason="", recorded_by=None, on_behalf_of=None, released_by=None)
        told.append({"table": row.TABLE, "row": encode(nobodys)})
    return {"by": None, "rows": told}


def propose_member(
    *, initiative: str, room: str, name: str, account_check: str, once: str, by: Viewer, at: datetime
) -> Admission:
    """Propose to let somebody into a room; they are in once a second member says so too.

    Parameters
    ----------
    initiative, room
        The room.
    name
        The name under which they take part.
    account_check
        How the member knows that this is the right person.
    once, by, at
        The form, who proposes, when.

    Raises
    ------
    NothingHereError
        There is no such room for this person.
    RefusedError
        Nobody takes part under this name, they are in already, or the room may not let them in.
    """
    space = _room(room, initiative=initiative, by=by, at=at)
    found = called(name, initiative=initiative, at=at)
    if len(found) != 1:
        code = "expertise.several_by_this_name" if found else "expertise.nobody_by_this_name"
        raise RefusedError([Refusal(code, {"name": name})])
    newcomer = found[0].id
    if newcomer in members_of(space, at=at):
        raise RefusedError([Refusal("expertise.member_already", {"name": name})])
    standing = standings([newcomer])[newcomer]
    last = max(
        (row for row in standing.admissions if row.room == space.id),
        key=lambda row: (row.recorded_at, row.version),
        default=None,
    )
    if last is not None and last.active_until is None and len(last.admitted_by) == 1:
        raise RefusedError([Refusal("expertise.proposed_already", {"name": name})])
    refusals = may_admit(space, newcomer=standing, by=[by.standing], account_check=account_check, at=at)
    # That a second member is needed is no mistake of the first one.
    left = [each for each in refusals if each.code != "levels.needs_two_members_or_council"]
    if left:
        raise RefusedError(left)
    row = Admission(
        id=new_id("admission", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        space=space.id,
        room=space.id,
        person=newcomer,
        admitted_by=(str(by.person),),
        account_check=account_check.strip(),
        active_from=at.date(),
    )
    tell("member_proposed", Telling(model=people.Admission, row=row), by=by.person, at=at, log=space.id)
    return row


def let_in(*, initiative: str, admission: str, version: int, by: Viewer, at: datetime) -> Admission:
    """Let somebody in whom another member proposed.

    Raises
    ------
    NothingHereError
        There is no such proposal for this person.
    RefusedError
        It is their own proposal, or the room may not let this person in.
    StaleVersionError
        Somebody else answered at the same moment.
    """
    found = people.Admission.objects.filter(pk=admission, initiative=initiative).first()
    if found is None or found.person_id is None:
        raise NothingHereError(admission)
    space = _room(found.room_id, initiative=initiative, by=by, at=at)
    now = to_row(Admission, found)
    by_whom = tuple(dict.fromkeys([*now.admitted_by, str(by.person)]))
    known = standings([*by_whom, found.person_id])
    refusals = may_admit(
        space,
        newcomer=known[found.person_id],
        by=[known[name] for name in by_whom],
        account_check=now.account_check,
        at=at,
    )
    if refusals:
        raise RefusedError(refusals)
    row = replace(
        now,
        version=version + 1,
        supersedes_reason="a second member agreed",
        recorded_at=at,
        recorded_by=by.person,
        admitted_by=by_whom,
        active_from=at.date(),
    )
    tell("member_let_in", Telling(model=people.Admission, row=row), by=by.person, at=at, log=space.id)
    return row
