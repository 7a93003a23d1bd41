"""Say something, change one's own words, take them back; word them in another way, and say whether that is right."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from counterpoise.expertise.contributions import author, may_correct, may_give, may_withdraw, withdrawn
from counterpoise.expertise.framing import may_answer
from counterpoise.ledger.erasure import ERASURE, Ground, erasure
from counterpoise.levels.refusals import Refusal
from counterpoise.record import KnowledgeKind, Moment, Reply
from counterpoise.record.contributions import Contribution, ContributionState, Question, Rewording, Route, Stance
from counterpoise.record.initiatives import Matter
from counterpoise.record.people import SpaceKind
from counterpoise.web.expertise import models
from counterpoise.web.expertise.selectors import there
from counterpoise.web.initiatives.selectors import Ask, case_with
from counterpoise.web.initiatives.services import (
    NothingHereError,
    log_of,
    room_to_write_in,
    side_spoken_for,
    spoken_as,
)
from counterpoise.web.ledger.models import EarlierVersion, EntryBody
from counterpoise.web.ledger.services import Event, RefusedError, Telling, append, new_id, tell
from counterpoise.web.people.selectors import Viewer

__all__ = ["Saying", "correct", "judge_rewording", "matter_said", "reword", "say", "withdraw"]

_WORDS = frozenset({"text", "topic", "quote"})
_TELLS_WORDS = ("contribution_given", "contribution_changed")
_ORG_PRESENT = {SpaceKind.CITIZENS_ONLY: False, SpaceKind.ORGANIZATION_ONLY: True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What somebody says, as a form gives it.

    Attributes
    ----------
    words
        Their own words.
    capacity
        As what they speak; empty for "I would rather not say".
    kind
        Where it comes from; empty for "I do not know".
    room
        The room in which it may be read; empty for the open one.
    critical
        Whether it says that something is wrong; None where they do not say.
    question, question_version, stance
        The question, the version of it that they saw, and how their words stand to it.
    matter
        What can be decided that it is about; a question says that itself.
    """

    words: str
    capacity: str | None = None
    kind: KnowledgeKind | None = None
    room: str | None = None
    critical: bool | None = None
    question: str | None = None
    question_version: int | None = None
    stance: Stance | None = None
    matter: str | None = None


def say(*, initiative: str, saying: Saying, once: str, by: Viewer, at: datetime) -> Contribution:
    """Give a contribution: one's own words, in a room that one may enter.

    Raises
    ------
    NothingHereError
        There is no such initiative, room, capacity, question or matter for this person.
    RefusedError
        There are no words, or the answer names no wording of the question.
    AlreadyToldError
        The same form was sent twice.
    """
    space = room_to_write_in(saying.room, initiative=initiative, by=by, at=at)
    capacity = spoken_as(saying.capacity, initiative=initiative, by=by)
    question = _question(saying.question, initiative=initiative, by=by)
    row = Contribution(
        id=new_id("contribution", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        space=space.id if space is not None else None,
        text=saying.words,
        route=Route.SCREEN,
        capacity=capacity.id if capacity is not None else None,
        side=side_spoken_for(saying.capacity, initiative=initiative, by=by),
        kind=saying.kind,
        stance=saying.stance if question is not None else None,
        critical=saying.critical,
        org_present=_ORG_PRESENT.get(space.kind) if space is not None else None,
        matter=question.matter if question is not None else matter_said(saying.matter, initiative=initiative, by=by),
        question=question.id if question is not None else None,
        question_version=saying.question_version if question is not None else None,
        state=ContributionState.DRAFT,
    )
    refusals = may_give(row, rather_not_say=not saying.capacity)
    if question is not None:
        refusals += may_answer(row, question=question)
    if refusals:
        raise RefusedError(refusals)
    given = replace(row, state=ContributionState.GIVEN)
    tell(
        "contribution_given",
        Telling(model=models.Contribution, row=given),
        by=by.person,
        at=at,
        log=log_of(space),
    )
    return given


def matter_said(name: str | None, *, initiative: str, by: Viewer) -> str | None:
    """Return what somebody says that their words are about, if it is one of this initiative.

    Raises
    ------
    NothingHereError
        There is no such matter for this person.
    """
    if not name:
        return None
    case = case_with(initiative, viewer=by, asks=[Ask(Matter, Q(pk=name), common=True)])
    if case is None or name not in case.by_id(Matter):
        raise NothingHereError(name)
    return name


def _question(name: str | None, *, initiative: str, by: Viewer) -> Question | None:
    if not name:
        return None
    found = there(Question, name, initiative=initiative, viewer=by)
    if found is None:
        raise NothingHereError(name)
    return found


def _contribution(name: str, *, initiative: str, by: Viewer) -> Contribution:
    found = there(Contribution, name, initiative=initiative, viewer=by)
    if found is None:
        raise NothingHereError(name)
    return found


def correct(
    *, initiative: str, contribution: str, version: int, words: str, matter: str | None, by: Viewer, at: datetime
) -> Contribution:
    """Change one's own words, or say what they are about: a new version, beside which the earlier one stays.

    Parameters
    ----------
    initiative, contribution, version
        Which words, in the version that somebody saw.
    words
        The words from now on.
    matter
        What can be decided that they are about; what answers a question is about what that is about.
    by, at
        Who writes it, when.

    Raises
    ------
    NothingHereError
        There is no such contribution or matter for this person, or it is somebody else's.
    RefusedError
        It was taken back, or no words are left.
    StaleVersionError
        It was changed in the meantime.
    """
    now = _contribution(contribution, initiative=initiative, by=by)
    if by.person is None or author(now) != by.person:
        raise NothingHereError(contribution)
    space = room_to_write_in(now.space, initiative=initiative, by=by, at=at)
    about = matter
    if now.question is not None or matter == now.matter:
        about = now.matter
    elif matter is not None:
        about = matter_said(matter, initiative=initiative, by=by)
    after = replace(
        now,
        version=version + 1,
        supersedes_reason="changed by its author",
        recorded_at=at,
        recorded_by=by.person,
        text=words,
        quote=now.quote if words == now.text else "",
        matter=about,
    )
    refusals = may_correct(now, after, by=by.person)
    if not words.strip():
        refusals += (Refusal("expertise.no_words"),)
    if refusals:
        raise RefusedError(refusals)
    tell("contribution_changed", Telling(model=models.Contribution, row=after), by=by.person, at=at, log=log_of(space))
    return after


def withdraw(*, initiative: str, contribution: str, version: int, by: Viewer, at: datetime) -> Contribution:
    """Take one's own words back: a stub with its date stays.

    Raises
    ------
    NothingHereError
        There is no such contribution for this person, or it is somebody else's.
    RefusedError
        It was taken back already.
    StaleVersionError
        It was changed in the meantime.
    """
    now = _contribution(contribution, initiative=initiative, by=by)
    if by.person is None or author(now) != by.person:
        raise NothingHereError(contribution)
    space = room_to_write_in(now.space, initiative=initiative, by=by, at=at)
    refusals = may_withdraw(now, by=by.person)
    if refusals:
        raise RefusedError(refusals)
    stub = replace(withdrawn(now, at=at), version=version + 1, recorded_by=by.person)
    told = Telling(model=models.Contribution, row=stub)
    with transaction.atomic():
        tell("contribution_withdrawn", told, by=by.person, at=at, log=log_of(space))
        _forget(stub, log=log_of(space), at=at)
    return stub


def _forget(stub: Contribution, *, log: str, at: datetime) -> None:
    # The words go out of earlier versions and out of the log, which keeps its envelopes and says what it lost.
    for earlier in EarlierVersion.objects.filter(table=Contribution.TABLE, ref=stub.id):
        earlier.row = {name: value for name, value in earlier.row.items() if name not in _WORDS}
        earlier.save(update_fields=["row"])
    mark = stub.id.encode()
    entries = EntryBody.objects.filter(entry__log=log, entry__type__in=_TELLS_WORDS).select_related("entry")
    found = {body.pk: body.entry.seq for body in entries.iterator() if mark in bytes(body.body)}
    if found:
        EntryBody.objects.filter(pk__in=list(found)).delete()
        gone = erasure(log=log, entries=found.values(), ground=Ground.ASKED)
        append([Event(type=ERASURE, body=gone)], log=log, at=at)


def reword(
    *, initiative: str, contribution: str, words: str, capacity: str | None = None, once: str, by: Viewer, at: datetime
) -> Rewording:
    """Put another wording beside somebody's own words, in the same room.

    Raises
    ------
    NothingHereError
        There is no such contribution for this person, or they are not signed in.
    RefusedError
        There are no words, or the own words were taken back.
    """
    said = _contribution(contribution, initiative=initiative, by=by)
    if by.person is None:
        raise NothingHereError(contribution)
    space = room_to_write_in(said.space, initiative=initiative, by=by, at=at)
    refusals = [Refusal("expertise.no_words")] if not words.strip() else []
    if said.state is not ContributionState.GIVEN:
        refusals.append(Refusal("expertise.wrong_state", {"state": str(said.state), "to": str(said.state)}))
    if refusals:
        raise RefusedError(refusals)
    row = Rewording(
        id=new_id("rewording", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        space=said.space,
        contribution=said.id,
        text=words,
        by_side=side_spoken_for(capacity, initiative=initiative, by=by),
    )
    tell("rewording_proposed", Telling(model=models.Rewording, row=row), by=by.person, at=at, log=log_of(space))
    return row


def judge_rewording(
    *, initiative: str, rewording: str, version: int, right: bool, by: Viewer, at: datetime
) -> Rewording:
    """Say of another wording of one's own words whether it is right.

    Raises
    ------
    NothingHereError
        There is no such wording for this person, or the words are somebody else's.
    StaleVersionError
        It was answered in the meantime.
    """
    now = there(Rewording, rewording, initiative=initiative, viewer=by)
    if now is None or now.contribution is None:
        raise NothingHereError(rewording)
    said = _contribution(now.contribution, initiative=initiative, by=by)
    if by.person is None or author(said) != by.person:
        raise NothingHereError(rewording)
    space = room_to_write_in(now.space, initiative=initiative, by=by, at=at)
    row = replace(
        now,
        version=version + 1,
        supersedes_reason="answered by the author",
        recorded_at=at,
        recorded_by=by.person,
        ok_for_author=Reply.YES if right else Reply.NO,
    )
    tell("rewording_judged", Telling(model=models.Rewording, row=row), by=by.person, at=at, log=log_of(space))
    return row
