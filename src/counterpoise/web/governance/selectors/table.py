"""A council's table: what waits for it, its meetings, and the letters that it can print. Who sits at it sees it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q

from counterpoise.levels.sides import lasts
from counterpoise.record import Case, Side
from counterpoise.record.decisions import Answer, Concern, Decision
from counterpoise.record.initiatives import Group, Initiative, Matter
from counterpoise.record.mandates import LimitQuestion, LimitReply, Mandate, MandateState, StatutoryMandate
from counterpoise.record.meetings import Meeting
from counterpoise.record.people import Body, Person, Seat
from counterpoise.web.control.selectors import Ending, ending_terms, tracks_in
from counterpoise.web.decisions.selectors import LATEST_DECIDED, NotTold, asks_about, not_told_in, waiting_for
from counterpoise.web.governance.selectors.council_letters import Offered, offered_in
from counterpoise.web.governance.selectors.waiting import Waiting, asked_of_sides, waiting_in
from counterpoise.web.initiatives.selectors import LATEST, Ask, counts_of, seats_of, slice_of, visible
from counterpoise.web.ledger.selectors import kept_at_heads
from counterpoise.web.people.selectors import Viewer

__all__ = ["DAYS_AHEAD", "Table", "at_table", "sides_of", "table_of", "tables_of"]

DAYS_AHEAD = 90
"""A council meets a few times a year: it looks so many days ahead for what ends."""
_SHOWN = 5
_MOST_DECISIONS = 6
_MOST_MEETINGS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What lies on the table of a body.

    Attributes
    ----------
    body, seats
        The body, and who sits in it today.
    waiting
        What waits for a word of its side, as the start page counts it; nothing where nothing does.
    untold
        Decisions of which nobody told the groups for which who looks speaks.
    terms
        Terms of the body's legal rights that run, the first to end first.
    concerns, more_concerns
        The oldest concerns of its side without an answer, and whether there are more.
    limits
        The oldest requests for a limit without an answer.
    mandates
        Agreements on who decides that end, or are to be looked at again, soon; or whose day has passed.
    leaving
        Places in it that end soon.
    coming, held
        The meetings that are planned, the next one first; and those that were held, the latest first.
    letters
        The letters that it can print, for each decision or draft.
    """

    body: Body
    seats: tuple[tuple[Seat, Person | None], ...]
    waiting: Waiting | None
    untold: tuple[NotTold, ...]
    terms: tuple[Ending, ...]
    concerns: tuple[Concern, ...]
    more_concerns: bool
    limits: tuple[LimitQuestion, ...]
    mandates: tuple[tuple[Mandate, Matter | None], ...]
    leaving: tuple[tuple[Seat, Person | None], ...]
    coming: tuple[Meeting, ...]
    held: tuple[Meeting, ...]
    letters: tuple[Offered, ...]

    @property
    def waits(self) -> bool:
        """Say whether anything waits for the body."""
        found = (self.waiting, self.untold, self.terms, self.concerns, self.limits, self.mandates, self.leaving)
        return any(found)


def tables_of(initiative: str, *, viewer: Viewer) -> tuple[Body, ...]:
    """Return the bodies of an initiative in which somebody sits today."""
    names = {row.body for row in seats_of(viewer, initiative=initiative)} if viewer.person is not None else set()
    return tuple(row for name, row in sorted(viewer.standing.bodies.items()) if name in names)


def at_table(initiative: str, body: str, *, viewer: Viewer) -> Body | None:
    """Return a body of an initiative to somebody who sits in it today; nothing to everybody else."""
    return next((row for row in tables_of(initiative, viewer=viewer) if row.id == body), None)


def table_of(initiative: Initiative, body: Body, *, viewer: Viewer) -> Table | None:
    """Return what lies on the table of a body in which somebody sits."""
    key = f"table:{initiative.id}:{body.id}:{viewer.person}:{viewer.at.date()}"
    return kept_at_heads(key, at=viewer.heads, work=lambda: _table(initiative, body, viewer))


def sides_of(body: Body, *, initiative: str, viewer: Viewer) -> frozenset[Side]:
    """Return the side of a body; for a joint one those on which who looks stands."""
    return frozenset({body.side}) if body.side is not None else viewer.sides(initiative)


def _table(about: Initiative, body: Body, viewer: Viewer) -> Table | None:
    initiative = about.id
    names = _latest_names(initiative, body, viewer)
    # What the body was not told of is read along with what its letters need.
    untold = waiting_for(initiative, viewer=viewer)
    read = list(dict.fromkeys([*names, *untold]))
    asks = [*_asks(initiative, body, viewer), *(asks_about(read) if read else ())]
    case = slice_of(initiative, viewer=viewer, asks=asks, named=(Matter, Person))
    if case is None:
        return None
    sides = sides_of(body, initiative=initiative, viewer=viewer)
    matters, persons = case.by_id(Matter), case.by_id(Person)
    seats = tuple(
        (row, persons.get(row.person or ""))
        for row in case.rows(Seat)
        if row.body == body.id and lasts(row, at=viewer.at)
    )
    soon = case.at + timedelta(days=DAYS_AHEAD)
    waiting = [row for row in case.rows(Concern) if row.side in sides and not _answered(row, case)]
    return Table(
        body=body,
        seats=seats,
        waiting=_waiting(about, sides, viewer),
        untold=not_told_in(case, untold, viewer=viewer),
        terms=tuple(row for row in ending_terms(tracks_in(case)) if row.body is not None and row.body.id == body.id),
        concerns=tuple(sorted(waiting, key=_when)[:_SHOWN]),
        more_concerns=len(waiting) > _SHOWN,
        limits=tuple(sorted((row for row in case.rows(LimitQuestion) if _open(row)), key=_when)[:_SHOWN]),
        mandates=tuple(
            (row, matters.get(row.matter or ""))
            for row in case.rows(Mandate)
            if row.state is MandateState.AGREED and (end := row.expires_on or row.review_on) is not None and end <= soon
        ),
        leaving=tuple(pair for pair in seats if pair[0].active_until is not None and pair[0].active_until <= soon),
        coming=_coming(case),
        held=_held(case),
        letters=offered_in(case, names, body=body, sides=sides),
    )


def _waiting(initiative: Initiative, sides: frozenset[Side], viewer: Viewer) -> Waiting | None:
    """Return what waits for the body's sides, by the rule of the start page: a joint body answers for both."""
    mine = {initiative.id: held} if (held := sides & {Side.CIVIC, Side.ORGANIZATIONAL}) else {}
    if not mine:
        return None
    counted = counts_of({}, viewer=viewer, besides=asked_of_sides(mine, viewer=viewer))
    return next(iter(waiting_in(mine, {initiative.id: initiative}, counted)), None)


def _when(row: Concern | LimitQuestion) -> str:
    return str(row.happened_at or row.recorded_at.date())


def _open(row: LimitQuestion) -> bool:
    return row.reply is None or row.reply is LimitReply.NOT_KNOWN_YET


def _answered(row: Concern, case: Case) -> bool:
    return any(each.concern == row.id and not each.no_answer for each in case.rows(Answer))


def _coming(case: Case) -> tuple[Meeting, ...]:
    found = [row for row in case.rows(Meeting) if row.happened_at is None and row.planned_on is not None]
    return tuple(sorted(found, key=lambda row: (str(row.planned_on), row.id)))[:_MOST_MEETINGS]


def _held(case: Case) -> tuple[Meeting, ...]:
    found = [row for row in case.rows(Meeting) if row.happened_at is not None]
    return tuple(sorted(found, key=lambda row: (str(row.happened_at), row.id), reverse=True))[:_MOST_MEETINGS]


def _latest_names(initiative: str, body: Body, viewer: Viewer) -> list[str]:
    """Return the latest decisions and drafts, and the latest of those on which the body has a legal right."""
    here = visible(Decision, viewer=viewer).filter(initiative=initiative).order_by(*LATEST_DECIDED)
    rights = visible(StatutoryMandate, viewer=viewer).filter(body=body.id).order_by()
    topics = sorted({topic for row in rights.values_list("topics", flat=True) for topic in row or ()})
    found = list(here.values_list("pk", flat=True)[:_MOST_DECISIONS])
    if topics:
        found += here.filter(topic__in=topics).values_list("pk", flat=True)[:_MOST_DECISIONS]
    return list(dict.fromkeys(map(str, found)))


def _asks(initiative: str, body: Body, viewer: Viewer) -> Iterable[Ask]:
    sides = sorted(sides_of(body, initiative=initiative, viewer=viewer))
    soon = viewer.at.date() + timedelta(days=DAYS_AHEAD)
    given = visible(Answer, viewer=viewer).filter(concern=OuterRef("pk"), no_answer=False).order_by()
    oldest = (F("happened_at").asc(nulls_last=True), F("written").asc())
    unanswered = Q(reply__isnull=True) | Q(reply=LimitReply.NOT_KNOWN_YET)
    ends = Q(expires_on__lte=soon) | Q(expires_on__isnull=True, review_on__lte=soon)
    yield Ask(Concern, Q(side__in=sides) & ~Q(Exists(given)), order=oldest, limit=_SHOWN + 1)
    yield Ask(LimitQuestion, unanswered, order=oldest, limit=_SHOWN)
    yield Ask(Mandate, Q(state=MandateState.AGREED) & ends, limit=_SHOWN * 4, order=("written",))
    yield Ask(Seat, Q(body=body.id), common=True)
    yield Ask(Body, common=True)
    yield Ask(Group, common=True)
    yield Ask(Meeting, Q(happened_at__isnull=True), order=("planned_on", "written"), limit=_MOST_MEETINGS)
    yield Ask(Meeting, Q(happened_at__isnull=False), order=LATEST, limit=_MOST_MEETINGS)
