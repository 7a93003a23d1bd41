"""Say a statement, vote on it, take a vote back, hide a statement, fix until when people vote."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import IntegrityError, transaction

from counterpoise.interests.statements import may_fix, may_hide, may_say, may_vote, may_withdraw
from counterpoise.levels.grounds import Ground, told_reason
from counterpoise.record import Moment
from counterpoise.record.positions import Ballot, Statement, Vote
from counterpoise.web.initiatives.services import NothingHereError, log_of, room_to_write_in, side_spoken_for
from counterpoise.web.interests import models
from counterpoise.web.interests.selectors import (
    Talk,
    may_hide_statement,
    own_vote,
    statement_texts,
    statement_there,
    talk_at,
)
from counterpoise.web.interests.services.rights import matter_here, spoken_of
from counterpoise.web.ledger.services import Event, RefusedError, Telling, append, new_id, tell
from counterpoise.web.people.selectors import Viewer

__all__ = [
    "Phrasing",
    "Voting",
    "fix_conversation",
    "hide_statement",
    "note_votes",
    "say_statement",
    "talk_to_change",
    "vote",
    "withdraw_vote",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrasing:
    """A statement, as a form gives it.

    Attributes
    ----------
    text
        Its words.
    matter, friction, position, decision
        What it speaks of.
    contribution
        The own contribution of which it was made.
    capacity
        As what its author speaks.
    """

    text: str
    matter: str | None = None
    friction: str | None = None
    position: str | None = None
    decision: str | None = None
    contribution: str | None = None
    capacity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voting:
    """A vote, as a form gives it.

    Attributes
    ----------
    ballot
        What; ``seen`` for a statement that somebody leaves without an answer.
    important
        Whether it matters much to them.
    words
        What they add in their own words.
    chance
        The chance with which the statement was drawn for them.
    """

    ballot: Ballot | None
    important: bool = False
    words: str = ""
    chance: float | None = None


def talk_to_change(initiative: str, where: str, *, by: Viewer, at: datetime) -> Talk:
    """Return a conversation to somebody who is signed in and may write there.

    Raises
    ------
    NothingHereError
        There is none for this person.
    """
    talk = talk_at(initiative, where, viewer=by)
    if talk is None or by.person is None:
        raise NothingHereError(initiative)
    room_to_write_in(talk.space.id if talk.space else None, initiative=initiative, by=by, at=at)
    return talk


def _statement(talk: Talk, name: str, *, by: Viewer) -> Statement:
    found = statement_there(talk, name, viewer=by)
    if found is None:
        raise NothingHereError(name)
    return found


def say_statement(*, initiative: str, where: str, phrasing: Phrasing, once: str, by: Viewer, at: datetime) -> Statement:
    """Put a statement on which others vote. Anybody who reads the conversation and is signed in can.

    Raises
    ------
    NothingHereError
        There is no such conversation, or nothing of what it speaks of, for this person.
    RefusedError
        There are no words or too many, somebody said so already, or the votes are over.
    AlreadyToldError
        The same form was sent twice.
    """
    talk = talk_to_change(initiative, where, by=by, at=at)
    others = statement_texts(talk, but=new_id("statement", once=once), viewer=by)
    refusals = may_say(phrasing.text, others=others, closes_on=talk.closes_on, at=at.date())
    if refusals:
        raise RefusedError(refusals)
    row = Statement(
        id=new_id("statement", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        space=talk.space.id if talk.space else None,
        text=" ".join(phrasing.text.split()),
        author_side=side_spoken_for(phrasing.capacity, initiative=initiative, by=by),
        matter=matter_here(phrasing.matter, initiative=initiative, by=by),
        friction=spoken_of("frictions", phrasing.friction, initiative=initiative, by=by),
        position=spoken_of("positions", phrasing.position, initiative=initiative, by=by),
        decision=spoken_of("decisions", phrasing.decision, initiative=initiative, by=by),
        contribution=spoken_of("contributions", phrasing.contribution, initiative=initiative, by=by, own=True),
    )
    tell("statement_said", Telling(model=models.Statement, row=row), by=by.person, at=at, log=log_of(talk.space))
    return row


def _vote_id(statement: str, person: str) -> str:
    # The same for the same person and statement: the database itself holds that everybody has one vote.
    return f"vote-{hashlib.sha256(f'{statement} {person}'.encode()).hexdigest()[:24]}"


def note_votes(talk: Talk) -> None:
    """Note that there are votes which the last map does not know."""
    space = talk.space.id if talk.space else None
    try:
        with transaction.atomic():
            models.MapDue.objects.get_or_create(
                id=talk.name, defaults={"initiative_id": talk.initiative, "space_id": space}
            )
    except IntegrityError:
        return  # somebody else noted it at the same moment


def vote(*, initiative: str, where: str, statement: str, voting: Voting, by: Viewer, at: datetime) -> Vote:
    """Vote on a statement, or change one's vote. The same vote sent twice changes nothing.

    Raises
    ------
    NothingHereError
        There is no such statement for this person, or they are not signed in.
    RefusedError
        There is no answer, the words are too many, moderation took the statement out, or the votes are over.
    """
    talk = talk_to_change(initiative, where, by=by, at=at)
    said = _statement(talk, statement, by=by)
    refusals = may_vote(voting.ballot, statement=said, words=voting.words, closes_on=talk.closes_on, at=at.date())
    if refusals:
        raise RefusedError(refusals)
    with transaction.atomic():
        before = _locked(statement, by=by)
        if before is not None and before.ballot is not None and voting.ballot is Ballot.SEEN:
            return before  # an answer that is there is not lost because somebody only looked again
        words = voting.words.strip()
        given = (voting.ballot, voting.important, words)
        if before is not None and (before.ballot, before.important, before.words) == given:
            return before
        row = _next(before, talk, statement, by=by, at=at, chance=voting.chance)
        row = replace(row, ballot=voting.ballot, important=voting.important, words=words)
        tell("vote_cast", Telling(model=models.Vote, row=row), by=by.person, at=at, log=log_of(talk.space))
        note_votes(talk)
    return row


def _locked(statement: str, *, by: Viewer) -> Vote | None:
    """Return one's vote as it stands, and hold it until this is done: votes of one person come one after another."""
    models.Statement.objects.select_for_update().get(pk=statement)
    return own_vote(statement, viewer=by)


def _next(before: Vote | None, talk: Talk, statement: str, *, by: Viewer, at: datetime, chance: float | None) -> Vote:
    if before is None:
        return Vote(
            id=_vote_id(statement, str(by.person)),
            initiative=talk.initiative,
            happened_at=Moment.exactly(at),
            recorded_at=at,
            recorded_by=by.person,
            space=talk.space.id if talk.space else None,
            statement=statement,
            person=by.person,
            chance=chance,
        )
    return replace(
        before,
        version=before.version + 1,
        supersedes_reason="voted anew",
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
    )


def withdraw_vote(*, initiative: str, where: str, statement: str, by: Viewer, at: datetime) -> Vote:
    """Take one's vote back: it counts nowhere from then on.

    Raises
    ------
    NothingHereError
        There is no such statement for this person, or they are not signed in.
    RefusedError
        They have no vote on it, or the votes are over.
    """
    talk = talk_to_change(initiative, where, by=by, at=at)
    _statement(talk, statement, by=by)
    with transaction.atomic():
        before = _locked(statement, by=by)
        refusals = may_withdraw(before, closes_on=talk.closes_on, at=at.date())
        if refusals or before is None:
            raise RefusedError(refusals)
        row = replace(
            _next(before, talk, statement, by=by, at=at, chance=None),
            supersedes_reason="taken back",
            ballot=None,
            important=False,
            words="",
        )
        tell("vote_withdrawn", Telling(model=models.Vote, row=row), by=by.person, at=at, log=log_of(talk.space))
        note_votes(talk)
    return row


def hide_statement(
    *, initiative: str, where: str, statement: str, ground: Ground | None, why: str, by: Viewer, at: datetime
) -> Statement:
    """Take a statement out: nobody votes on it any more, and the votes on it count nowhere.

    Raises
    ------
    NothingHereError
        There is no such statement for this person, or they cannot hide it.
    RefusedError
        There is no ground, it is not said why it fits, or it is hidden already.
    """
    talk = talk_to_change(initiative, where, by=by, at=at)
    with transaction.atomic():
        models.Statement.objects.select_for_update().filter(pk=statement).first()
        now = _statement(talk, statement, by=by)
        refusals = may_hide(now, ground=ground, why=why, by=by.person)
        if refusals or ground is None:
            raise RefusedError(refusals)
        if not may_hide_statement(now, initiative=initiative, viewer=by):
            raise NothingHereError(statement)
        row = replace(
            now,
            version=now.version + 1,
            supersedes_reason=told_reason(ground, why),
            recorded_at=at,
            hidden=True,
        )
        models.Hearing.objects.filter(hiding=now.id).delete()
        hiding = {"reason": row.supersedes_reason, "hidden_by_id": by.person, "appealed_at": None}
        models.Hiding.objects.update_or_create(pk=now.id, defaults=hiding)
        tell("statement_hidden", Telling(model=models.Statement, row=row), by=by.person, at=at, log=log_of(talk.space))
        note_votes(talk)
    return row


def fix_conversation(
    *, initiative: str, where: str, closes_on: date | None, hidden: bool, guests: bool, by: Viewer, at: datetime
) -> models.Conversation:
    """Fix until when people vote, whether results wait until then, and whether people vote without an account.

    Whoever takes part can, before any vote.

    Raises
    ------
    NothingHereError
        There is no such conversation for this person, or they take no part.
    RefusedError
        Somebody voted already, the day is past, or results are to be hidden without a last day.
    """
    talk = talk_to_change(initiative, where, by=by, at=at)
    if by.person is None or not by.sides(initiative):
        raise NothingHereError(initiative)
    space = talk.space.id if talk.space else None
    with transaction.atomic():
        votes = models.Vote.objects.filter(initiative=initiative, space=space)[:1].count()
        refusals = may_fix(
            closes_on=closes_on, hidden=hidden, guests=guests, in_room=space is not None, votes=votes, at=at.date()
        )
        if refusals:
            raise RefusedError(refusals)
        row, _ = models.Conversation.objects.update_or_create(
            pk=talk.name,
            defaults={
                "initiative_id": initiative,
                "space_id": space,
                "closes_on": closes_on,
                "hidden": hidden,
                "guests": guests,
                "set_by_id": by.person,
                "set_at": at,
            },
        )
        told = {"closes_on": str(closes_on or ""), "hidden": hidden, "guests": guests}
        body = {"by": by.person, "conversation": talk.name, **told}
        append([Event(type="conversation_fixed", body=body)], log=log_of(talk.space), at=at)
    return row
