"""What becomes due by time: the weekly letter, what waits too long, initiatives that sleep on, terms that end soon."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q

from counterpoise.control.limits import QuestionState, question_state
from counterpoise.levels.governance import asleep_past_review
from counterpoise.record import Level
from counterpoise.record.initiatives import Initiative, InitiativeState
from counterpoise.record.mandates import LimitQuestion, LimitReply
from counterpoise.record.people import SpaceKind
from counterpoise.web.control.models import LimitQuestion as LimitQuestionTable
from counterpoise.web.governance.models import Letter, LetterKind, Wanted, Wish
from counterpoise.web.governance.selectors.addressees import seated, taking_part
from counterpoise.web.governance.selectors.terms import bodies_with_rights, soon_ending
from counterpoise.web.governance.services.owed import Owed, owed_for_limit, write_owed
from counterpoise.web.initiatives import models as spine
from counterpoise.web.ledger.models import Log
from counterpoise.web.ledger.records import to_row, to_rows
from counterpoise.web.people.models import Account
from counterpoise.web.people.selectors import viewer_of

__all__ = ["WEEKLY_HOUR", "WEEKLY_ON", "remind", "week_of", "write_weekly"]

WEEKLY_ON = 0
"""The day of the week on which the weekly letter goes: Monday."""

WEEKLY_HOUR = 8
"""The hour from which it goes, in the zone of the place."""


def week_of(at: datetime) -> str | None:
    """Return the week whose letter is due, such as ``2015-W27``; a site that was down catches up later that week.

    Parameters
    ----------
    at
        Now, in the zone of the place. Before the hour of the first Monday there is none yet.
    """
    year, week, _day = at.isocalendar()
    monday = datetime.combine(date.fromisocalendar(year, week, WEEKLY_ON + 1), time(WEEKLY_HOUR), tzinfo=at.tzinfo)
    return f"{year}-W{week:02d}" if at >= monday else None


def _members() -> set[str]:
    names = spine.Initiative.objects.filter(level=Level.COLLECTIVE).exclude(state=InitiativeState.DRAFT)
    return set(names.values_list("id", flat=True))


def write_weekly(*, at: datetime) -> int:
    """Write down a letter for everybody who takes part in something; whoever has no news gets none in the end.

    By e-mail for who has an address and did not ask for paper; on paper for who asked for it. What people must be told
    goes on paper to everybody without an address; this letter does not.

    Who wants to be told at once gets one as soon as anything was entered in a log. A letter tells what happened since
    the one before it.

    Parameters
    ----------
    at
        Now.

    Returns
    -------
    int
        How many letters became due.
    """
    persons = {person for name in _members() for person in taking_part(name, at=at.date())}
    wishes = dict(Wish.objects.filter(person__in=persons).values_list("person", "wanted"))
    mailed = set(Account.objects.filter(is_active=True).exclude(email="").values_list("person", flat=True))
    head = sum(Log.objects.values_list("size", flat=True))
    week = week_of(at)
    owed = []
    for person in sorted(persons):
        wanted = wishes.get(person, Wanted.WEEKLY)
        once = f"at-{head}" if wanted == Wanted.AT_ONCE else week
        reached = person in mailed or wanted == Wanted.POST
        if once is not None and reached and wanted != Wanted.NONE:
            owed.append(Owed(kind=LetterKind.WEEKLY, person=person, once=once, since=_since(person, at=at)))
    with transaction.atomic():
        return write_owed(owed, at=at)


def _since(person: str, *, at: datetime) -> datetime:
    before = Letter.objects.filter(person=person, kind=LetterKind.WEEKLY).order_by("-owed_at").first()
    return before.owed_at if before is not None else at - timedelta(days=7)


def remind(*, at: datetime) -> int:
    """Write down a letter for each request that waits too long, initiative that sleeps on, and term that ends soon.

    Of a term the members of the body hear that has the right, from the day on which its law is worked out to warn.

    Parameters
    ----------
    at
        Now.

    Returns
    -------
    int
        How many letters became due.
    """
    day = at.date()
    owed: list[Owed] = []
    in_the_open = Q(space__isnull=True) | Q(space__kind=SpaceKind.OPEN)
    unanswered = Q(reply__isnull=True) | Q(reply=LimitReply.NOT_KNOWN_YET)
    for asked in to_rows(
        LimitQuestion, LimitQuestionTable.objects.filter(in_the_open & unanswered, level=Level.COLLECTIVE)
    ):
        if question_state(asked, at=day) is QuestionState.OVERDUE:
            owed += owed_for_limit(asked, LetterKind.LIMIT_OVERDUE, day=day)
    resting = spine.Initiative.objects.filter(level=Level.COLLECTIVE, state=InitiativeState.RESTING)
    for each in resting:
        initiative = to_row(Initiative, each)
        if asleep_past_review(initiative, at=day):
            once = initiative.review_on.isoformat() if initiative.review_on else ""
            owed += [
                Owed(kind=LetterKind.ASLEEP, person=person, initiative=each.id, about=each.id, once=once)
                for person in taking_part(each.id, at=day)
            ]
    owed += _terms(at=at)
    with transaction.atomic():
        return write_owed(owed, at=at)


def _terms(*, at: datetime) -> Iterable[Owed]:
    for initiative, bodies in bodies_with_rights().items():
        for person in seated(initiative, at=at.date(), bodies=bodies):
            # What ends is worked out with the rights of each member: nobody is warned of what they may not read.
            viewer = viewer_of(person, at=at, paths_about=lambda _person, _circles: ())
            for each in soon_ending(initiative, viewer=viewer):
                yield Owed(
                    kind=LetterKind.TERM,
                    person=person,
                    initiative=initiative,
                    about=each.decision.id,
                    once=each.deadline.last_day.isoformat(),
                )
