"""Enter what somebody said by telephone, at a meeting or on paper: the words are theirs, and so is the receipt."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from counterpoise.expertise.contributions import may_give
from counterpoise.levels.refusals import Refusal
from counterpoise.record import KnowledgeKind, Moment
from counterpoise.record.contributions import Contribution, ContributionState, Route
from counterpoise.record.people import Capacity, CapacityKind
from counterpoise.web.expertise import models
from counterpoise.web.expertise.services import matter_said
from counterpoise.web.governance.selectors import open_questions
from counterpoise.web.initiatives.services import sides_in
from counterpoise.web.ledger.services import RefusedError, Telling, new_id, tell
from counterpoise.web.people import models as people
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.people.services import issue_receipt, new_capacity, open_guest

__all__ = ["Entering", "enter_for_somebody"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entering:
    """What somebody else said, as a form gives it.

    Attributes
    ----------
    words
        Their own words.
    route
        How they came in.
    said_at
        When they were said, as exactly as known; now if nobody knows.
    capacity
        As what they spoke; empty for "did not say".
    kind
        Where it comes from; empty for "did not say".
    question
        The short code of the question that they answer; empty for none.
    matter
        What can be decided that it is about, where they answer no question.
    """

    words: str
    route: Route
    said_at: Moment | None = None
    capacity: CapacityKind | None = None
    kind: KnowledgeKind | None = None
    question: str = ""
    matter: str | None = None


def enter_for_somebody(
    *, initiative: str, entering: Entering, once: str, by: Viewer, at: datetime
) -> tuple[Contribution, str]:
    """Enter somebody's words for them; return the contribution, and the code that is to be given to them.

    Raises
    ------
    NothingHereError
        There is no such initiative or matter for this person, or they take no part in it.
    RefusedError
        There are no words, no such question, or the day is still to come.
    AlreadyToldError
        The same form was sent twice.
    """
    sides_in(initiative, by=by)
    asked = dict(open_questions(initiative, viewer=by))
    question = asked.get(entering.question)
    refusals = [Refusal("governance.no_such_question")] if entering.question and question is None else []
    about = matter_said(entering.matter, initiative=initiative, by=by)
    said_at = entering.said_at or Moment.exactly(at)
    if said_at.first > at.date():
        refusals.append(Refusal("governance.still_to_come"))
    with transaction.atomic():
        guest = open_guest(once=once, at=at, by=by.person)
        capacity = _capacity(entering.capacity, guest=guest.id, initiative=initiative, once=once, at=at)
        row = Contribution(
            id=new_id("contribution", once=once),
            initiative=initiative,
            happened_at=said_at,
            recorded_at=at,
            recorded_by=by.person,
            on_behalf_of=guest.id,
            text=entering.words,
            route=entering.route,
            capacity=capacity.id if capacity is not None else None,
            side=capacity.side if capacity is not None else None,
            kind=entering.kind,
            matter=question.matter if question is not None else about,
            question=question.id if question is not None else None,
            question_version=question.version if question is not None else None,
            state=ContributionState.DRAFT,
        )
        refusals += may_give(row, rather_not_say=capacity is None)
        if refusals:
            raise RefusedError(refusals)
        given = replace(row, state=ContributionState.GIVEN)
        as_what = (Telling(model=people.Capacity, row=capacity),) if capacity is not None else ()
        told = Telling(model=models.Contribution, row=given)
        tell("contribution_entered", *as_what, told, by=by.person, at=at)
        code = issue_receipt(person=guest.id, initiative=initiative, contribution=row.id, once=once, at=at)
    return given, code


def _capacity(kind: CapacityKind | None, *, guest: str, initiative: str, once: str, at: datetime) -> Capacity | None:
    return new_capacity(kind, person=guest, initiative=initiative, once=once, at=at) if kind is not None else None
