"""What a page needs to judge decisions: the rows about some of them, and nothing of the others."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from counterpoise.decisions.who_may import may_speak_for_body
from counterpoise.record import Case, Row
from counterpoise.record.commitments import Promise
from counterpoise.record.contributions import Problem, Question
from counterpoise.record.decisions import Answer, Concern, Decision, Notice
from counterpoise.record.initiatives import Affects, Group, Matter
from counterpoise.record.legal import LegalStep
from counterpoise.record.mandates import Limit, Mandate, StatutoryMandate
from counterpoise.record.meetings import Meeting
from counterpoise.record.people import Body
from counterpoise.web.initiatives.selectors import Ask, Condition, Table, any_of, rows_of, slice_of, visible
from counterpoise.web.ledger.selectors import kept_at_heads
from counterpoise.web.people.selectors import Viewer

__all__ = [
    "LATEST_DECIDED",
    "MOST_TRACES",
    "MOST_UNANSWERED",
    "about",
    "ask_unanswered",
    "asks_about",
    "oldest_first",
    "owes_answer",
    "waiting_for",
]

R = TypeVar("R", bound=Row)

LATEST_DECIDED = (
    Coalesce(F("decided_at"), F("draft_at"), F("happened_at")).desc(nulls_last=True),
    F("written").desc(),
)
"""The order of what was decided last, first; a draft by the day of its draft."""
MOST_TRACES = 100
"""So many traces of one decision are shown, and so many contributions without one are counted."""
MOST_UNANSWERED = 20
"""So many concerns without an answer are shown."""
_MOST_BESIDE = 200
_MOST_WAITING = 10


def oldest_first(rows: Iterable[R]) -> tuple[R, ...]:
    """Return rows as they happened, those without a day last; of one day by the numbers in their ids."""
    return tuple(sorted(rows, key=lambda row: (str(row.happened_at or "~"), _by_number(row.id))))


def _by_number(name: str) -> list[str | int]:
    # Letters and numbers take turns, so that each is compared with its like: 2 comes before 10.
    return [int(part) if place % 2 else part for place, part in enumerate(re.split(r"([0-9]+)", name))]


def owes_answer(concern: Concern, *, taker: Body | None, initiative: str, viewer: Viewer) -> bool:
    """Say whether somebody is on the side that owes a concern its answer, and did not raise it themselves.

    Parameters
    ----------
    concern
        The concern.
    taker
        The body that takes the decision which it is about; nothing where that is not known, or nobody decided yet.
    initiative, viewer
        The initiative, and who looks.
    """
    mine = {row.id for row in viewer.standing.capacities}
    own = concern.capacity in mine if concern.capacity is not None else concern.recorded_by == viewer.person
    return not own and may_speak_for_body(taker, standing=viewer.standing, initiative=initiative, at=viewer.at)


def ask_unanswered(viewer: Viewer, *, start: int = 0) -> Ask:
    """Ask for the oldest concerns to which nobody gave an answer, nor said that there will be none.

    Parameters
    ----------
    viewer
        Who reads.
    start
        How many of the oldest to leave out.
    """
    given = visible(Answer, viewer=viewer).filter(concern=OuterRef("pk")).order_by()
    oldest = (F("happened_at").asc(nulls_last=True), F("written").asc())
    return Ask(Concern, ~Q(Exists(given)), order=oldest, start=start, limit=MOST_UNANSWERED + 1)


def asks_about(names: Collection[str]) -> Iterable[Ask]:
    """Yield what to read of decisions: what they are about, who was asked and told, what was promised and answered."""
    these, chosen = Q(decision__in=names), rows_of(Decision).filter(pk__in=names).order_by()
    on_matter = Q(matter__in=chosen.values("matter"))
    turned = Q(reverses__in=names) | Q(pk__in=chosen.filter(reverses__isnull=False).values("reverses"))
    yield Ask(Decision, Q(pk__in=names) | turned)
    yield Ask(Decision, on_matter, order=LATEST_DECIDED, limit=_MOST_BESIDE)
    yield Ask(Matter, Q(pk__in=chosen.values("matter")))
    yield Ask(Affects, on_matter)
    yield Ask(Group, common=True)
    yield Ask(Body, common=True)
    yield Ask(Concern, these)
    yield Ask(Answer, Q(concern__decision__in=names))
    yield Ask(Notice, these)
    yield Ask(LegalStep, these)
    yield Ask(Question, on_matter | Q(problem__matter__in=chosen.values("matter")), limit=_MOST_BESIDE, order=_LAST)
    yield Ask(Problem, on_matter, limit=_MOST_BESIDE, order=_LAST)
    yield Ask(Meeting, also=lambda row: _on_agenda(row, names))
    # A promise of no say judges no decision; one that was changed may have promised one before.
    yield Ask(Promise, Q(promised_level__isnull=False) | ~Q(version=1))
    yield Ask(Mandate, on_matter)
    yield Ask(Limit, on_matter)
    yield Ask(StatutoryMandate, common=True)


_LAST = (F("written").desc(),)


def _on_agenda(meeting: Table, names: Collection[str]) -> Condition:
    """Return the condition that people met about the matter of one of these decisions, or were asked about it there."""
    decided, question, problem = Table.of(Decision, "d0"), Table.of(Question, "q0"), Table.of(Problem, "p0")
    matters = decided.chosen("matter", decided.one_of("id", sorted(names)), decided.given("matter"))
    asked = any_of(
        question.in_list("matter", matters), question.among("problem", problem, problem.in_list("matter", matters))
    )
    return any_of(
        meeting.names_one_of("matters", matters),
        meeting.among("id", question, question.given("meeting"), asked, of="meeting"),
    )


def about(
    names: Sequence[str],
    *,
    initiative: str,
    viewer: Viewer,
    more: Iterable[Ask] = (),
    named: Collection[type[Row]] = (),
) -> Case | None:
    """Return what somebody may read about some decisions of an initiative.

    Parameters
    ----------
    names
        The decisions.
    initiative, viewer
        The initiative, and who reads.
    more, named
        What to read besides, as for `slice_of`.
    """
    return slice_of(initiative, viewer=viewer, asks=[*asks_about(names), *more], named=named)


def waiting_for(initiative: str, *, viewer: Viewer) -> list[str]:
    """Return the latest decisions that touch a group of a side or body of theirs to which no telling is known.

    Who is not signed in speaks for no group.
    """
    if viewer.person is None:
        return []
    key = f"waiting:{initiative}:{viewer.person}:{viewer.at.date()}"
    return kept_at_heads(key, at=viewer.heads, work=lambda: _waiting(initiative, viewer))


def _waiting(initiative: str, viewer: Viewer) -> list[str]:
    bodies = [seat.body for seat in viewer.standing.seats if seat.body]
    theirs = Q(group__side__in=list(viewer.sides(initiative))) | Q(group__body__in=bodies)
    told = visible(Notice, viewer=viewer).filter(Q(told_at__isnull=False) | Q(heard_at__isnull=False)).order_by()
    touched = visible(Affects, viewer=viewer).filter(theirs, matter=OuterRef("matter")).order_by()
    known = Exists(told.filter(decision=OuterRef(OuterRef("pk")), group=OuterRef("group")))
    open_ones = visible(Decision, viewer=viewer).filter(
        Exists(touched.filter(~known)), initiative=initiative, decided_at__isnull=False
    )
    return list(open_ones.order_by(*LATEST_DECIDED).values_list("pk", flat=True)[:_MOST_WAITING])
