"""Put a question, propose another wording, accept or refuse it; the other side's part in it is written down."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q

from counterpoise.expertise.framing import may_accept, may_propose, may_put, may_refuse
from counterpoise.expertise.stages import may_close
from counterpoise.levels.refusals import Refusal
from counterpoise.levels.sides import sides
from counterpoise.record import Moment, Side
from counterpoise.record.contributions import Choice, Problem, Question, Reframe, ReframeReply
from counterpoise.record.initiatives import Group, Matter
from counterpoise.web.expertise import models
from counterpoise.web.expertise.selectors import called, standings, there
from counterpoise.web.initiatives.selectors import Ask, case_with
from counterpoise.web.initiatives.services import NothingHereError, part_in, side_spoken_for
from counterpoise.web.ledger.services import RefusedError, Telling, new_id, tell
from counterpoise.web.people.selectors import Viewer

__all__ = ["Asking", "accept", "close", "confirm_part", "propose", "put", "refuse"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What somebody asks, as a form gives it.

    Attributes
    ----------
    text
        The question.
    use
        What will be done with the answers.
    capacity
        As what they ask; needed of who stands on both sides.
    matter
        What can be decided that it is about.
    options
        What people can choose from; empty for an open question.
    options_fixed_at
        When the options were fixed; empty where people can still add some.
    co_author
        The name of somebody of the other side who worded it too.
    without_co_author
        Whether the asking side goes on without one. That is written down.
    problem
        The problem that it answers to.
    open_to
        The groups that can answer.
    """

    text: str
    use: str
    capacity: str | None = None
    matter: str | None = None
    options: tuple[str, ...] = ()
    options_fixed_at: Moment | None = None
    co_author: str = ""
    without_co_author: bool = False
    problem: str | None = None
    open_to: tuple[str, ...] = ()


def _speaks_for(capacity: str | None, *, initiative: str, by: Viewer) -> Side | None:
    part_in(initiative, by=by)
    if by.person is None or not by.sides(initiative):
        raise NothingHereError(initiative)
    return side_spoken_for(capacity, initiative=initiative, by=by)


def put(*, initiative: str, asking: Asking, once: str, by: Viewer, at: datetime) -> Question:
    """Put a question to people, in one exact wording.

    Raises
    ------
    NothingHereError
        There is no such initiative or matter for this person, or they take no part in it.
    RefusedError
        Everything that it lacks.
    AlreadyToldError
        The same form was sent twice.
    """
    side = _speaks_for(asking.capacity, initiative=initiative, by=by)
    asks = [Ask(Matter, Q(pk=asking.matter or ""), common=True), Ask(Problem, Q(pk=asking.problem or ""), common=True)]
    case = case_with(initiative, viewer=by, asks=asks)
    if asking.matter and (case is None or asking.matter not in case.by_id(Matter)):
        raise NothingHereError(asking.matter)
    if case is None or any(each not in case.by_id(Group) for each in asking.open_to):
        raise NothingHereError(initiative)
    if asking.problem and asking.problem not in case.by_id(Problem):
        raise NothingHereError(asking.problem)
    helped, refusals = _co_author(asking.co_author, initiative=initiative, side=side, at=at)
    draft = Question(
        id=new_id("question", once=once),
        initiative=initiative,
        recorded_at=at,
        recorded_by=by.person,
        matter=asking.matter or None,
        text=asking.text.strip(),
        author_side=side,
        co_authors=(helped,) if helped else (),
        co_author_skipped=asking.without_co_author and not asking.co_author.strip(),
        options=tuple(Choice(text=text, author_side=side) for text in asking.options),
        options_fixed_at=asking.options_fixed_at,
        use=asking.use.strip(),
        problem=asking.problem or None,
        open_to=asking.open_to,
    )
    found = may_put(draft, at=at)
    if refusals:  # a name was given: that nobody was asked is not what is wrong
        found = tuple(each for each in found if each.code != "expertise.co_author_not_asked") + refusals
    if found:
        raise RefusedError(found)
    row = replace(draft, happened_at=Moment.exactly(at))
    event = "question_put_without_co_author" if row.co_author_skipped else "question_put"
    tell(event, Telling(model=models.Question, row=row), by=by.person, at=at)
    return row


def _co_author(
    name: str, *, initiative: str, side: Side | None, at: datetime
) -> tuple[str | None, tuple[Refusal, ...]]:
    if not name.strip():
        return None, ()
    found = called(name, initiative=initiative, at=at)
    if len(found) != 1:
        code = "expertise.several_by_this_name" if found else "expertise.nobody_by_this_name"
        return None, (Refusal(code, {"name": name}),)
    held = sides(standings([found[0].id])[found[0].id], initiative=initiative, at=at)
    if held <= {side}:
        return None, (Refusal("expertise.same_side", {"name": name}),)
    return found[0].id, ()


def confirm_part(
    *, initiative: str, question: str, version: int, confirmed: bool, by: Viewer, at: datetime
) -> Question:
    """Say whether one did help to word a question that names one as its co-author.

    Raises
    ------
    NothingHereError
        There is no such question for this person, or it does not name them.
    StaleVersionError
        It was changed in the meantime.
    """
    now = _question(question, initiative=initiative, by=by)
    if by.person is None or by.person not in now.co_authors:
        raise NothingHereError(question)
    row = replace(
        now,
        version=version + 1,
        supersedes_reason="the co-author answered",
        recorded_at=at,
        recorded_by=by.person,
        co_author_confirmed=confirmed,
    )
    tell("co_author_answered", Telling(model=models.Question, row=row), by=by.person, at=at)
    return row


def close(*, initiative: str, question: str, version: int, by: Viewer, at: datetime) -> Question:
    """Close a question, as the side that asked. What people said stays; another wording can still be proposed.

    Raises
    ------
    NothingHereError
        There is no such question for this person, or they take no part.
    RefusedError
        It was closed already, or the other side asked it.
    StaleVersionError
        It was changed in the meantime.
    """
    now = _question(question, initiative=initiative, by=by)
    held = by.sides(initiative) if by.person is not None else frozenset()
    if not held:
        raise NothingHereError(question)
    side = now.author_side if now.author_side in held else next(iter(sorted(held)))
    refusals = may_close(now, side=side)
    if refusals:
        raise RefusedError(refusals)
    row = replace(
        now,
        version=version + 1,
        supersedes_reason="closed by the side that asked",
        recorded_at=at,
        recorded_by=by.person,
        closed_at=Moment.exactly(at),
    )
    tell("question_closed", Telling(model=models.Question, row=row), by=by.person, at=at)
    return row


def propose(
    *, initiative: str, question: str, text: str, capacity: str | None = None, once: str, by: Viewer, at: datetime
) -> Reframe:
    """Propose another wording for a question: "this is not the question". The side that did not ask always can.

    Raises
    ------
    NothingHereError
        There is no such question for this person, or they take no part.
    RefusedError
        There are no words, or it is the own side's question.
    """
    side = _speaks_for(capacity, initiative=initiative, by=by)
    asked = _question(question, initiative=initiative, by=by)
    # Who stands on both sides and does not say as what they speak, speaks here for the side that did not ask.
    others = by.sides(initiative) - {asked.author_side}
    spoken = side or next(iter(sorted(others)), None)
    if spoken is None:
        raise NothingHereError(question)
    refusals = may_propose(asked, side=spoken, text=text, at=at)
    if refusals:
        raise RefusedError(refusals)
    row = Reframe(
        id=new_id("reframe", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        space=asked.space,
        question=asked.id,
        text=text.strip(),
        author_side=spoken,
    )
    tell("reframe_proposed", Telling(model=models.Reframe, row=row), by=by.person, at=at)
    return row


def accept(
    *,
    initiative: str,
    reframe: str,
    version: int,
    use: str,
    once: str,
    by: Viewer,
    at: datetime,
) -> Reframe:
    """Accept another wording: the new question takes the place of the old one, whose answers stay with it.

    Raises
    ------
    NothingHereError
        There is no such proposal for this person, or they take no part.
    RefusedError
        It was answered already, they are not of the side that asked, or nobody says what the answers are for.
    StaleVersionError
        Somebody else answered at the same moment.
    """
    now, asked, side = _proposal(reframe, initiative=initiative, by=by)
    new = Question(
        id=new_id("question", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        space=asked.space,
        matter=asked.matter,
        problem=asked.problem,
        text=now.text,
        author_side=now.author_side,
        use=use.strip(),
        in_reply_to=asked.id,
        open_to=asked.open_to,
    )
    refusals = may_accept(now, question=asked, side=side, new_question=new.id)
    if not new.use:
        refusals += (Refusal("expertise.no_use_told"),)
    if refusals:
        raise RefusedError(refusals)
    row = replace(_answered(now, version=version, reply=ReframeReply.ACCEPTED, by=by, at=at), replaced_by=new.id)
    tell(
        "reframe_accepted",
        Telling(model=models.Question, row=new),
        Telling(model=models.Reframe, row=row),
        by=by.person,
        at=at,
    )
    return row


def refuse(*, initiative: str, reframe: str, version: int, reason: str, by: Viewer, at: datetime) -> Reframe:
    """Refuse another wording, with a reason.

    Raises
    ------
    NothingHereError
        There is no such proposal for this person, or they take no part.
    RefusedError
        There is no reason, it was answered already, or they are not of the side that asked.
    StaleVersionError
        Somebody else answered at the same moment.
    """
    now, asked, side = _proposal(reframe, initiative=initiative, by=by)
    refusals = may_refuse(now, question=asked, side=side, reason=reason)
    if refusals:
        raise RefusedError(refusals)
    row = replace(_answered(now, version=version, reply=ReframeReply.REFUSED, by=by, at=at), reason=reason.strip())
    tell("reframe_refused", Telling(model=models.Reframe, row=row), by=by.person, at=at)
    return row


def _answered(now: Reframe, *, version: int, reply: ReframeReply, by: Viewer, at: datetime) -> Reframe:
    return replace(
        now,
        version=version + 1,
        supersedes_reason="answered",
        recorded_at=at,
        recorded_by=by.person,
        reply=reply,
        replied_at=Moment.exactly(at),
    )


def _question(name: str, *, initiative: str, by: Viewer) -> Question:
    found = there(Question, name, initiative=initiative, viewer=by)
    if found is None:
        raise NothingHereError(name)
    return found


def _proposal(name: str, *, initiative: str, by: Viewer) -> tuple[Reframe, Question, Side]:
    part_in(initiative, by=by)
    found = there(Reframe, name, initiative=initiative, viewer=by)
    if found is None or found.question is None or by.person is None:
        raise NothingHereError(name)
    asked = _question(found.question, initiative=initiative, by=by)
    held = by.sides(initiative)
    if not held:
        raise NothingHereError(name)
    # The rule says no to who does not stand on the side that asked.
    side = asked.author_side if asked.author_side in held else None
    return found, asked, side or next(iter(sorted(held)))
