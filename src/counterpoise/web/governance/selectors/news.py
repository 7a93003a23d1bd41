"""What a letter tells somebody: what they may read at that moment, of rooms that are open to everybody in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from django.urls import reverse

from counterpoise.control.limits import QuestionState, question_state
from counterpoise.expertise.framing import unanswered_in_time
from counterpoise.levels.governance import asleep_past_review
from counterpoise.record import Case, Level, Row, Side
from counterpoise.record.commitments import Commitment, Promise, Verdict
from counterpoise.record.contributions import Contribution, Question, Reframe
from counterpoise.record.decisions import Answer, Concern, Decision, Notice, Trace
from counterpoise.record.initiatives import Group, Initiative
from counterpoise.record.mandates import LimitQuestion, Mandate, MandateState
from counterpoise.record.people import Space, SpaceKind
from counterpoise.web.decisions.selectors import decisions_case
from counterpoise.web.expertise.selectors import Hidden, hidden_visible_to
from counterpoise.web.initiatives.selectors import initiatives_visible_to
from counterpoise.web.people.selectors import Viewer

__all__ = ["DAYS_AHEAD", "News", "Waits", "in_the_open", "news_for"]

R = TypeVar("R", bound=Row)

DAYS_AHEAD = 30
"""How many days ahead the weekly letter looks for what ends or is to be looked at again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """Something that waits for somebody.

    Attributes
    ----------
    what
        ``mandate``, ``limit_overdue``, ``review``, ``asleep``, ``reframe``, ``verdicts`` or ``appeals``.
    text
        The record's words, if it has any.
    on
        The day on which it ends or is due.
    count
        How many, where it is told as a number.
    """

    what: str
    text: str = ""
    on: date | None = None
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What happened in one initiative since a moment, for one person.

    Attributes
    ----------
    initiative
        The initiative.
    decided
        What was decided and written down.
    told
        For each decision, the groups that were told of it or said that they heard.
    waits
        What waits for this person.
    used
        What became of their own words, with the decision.
    answers
        Answers to their own concerns.
    hidden
        What hides or hid their own words.
    link
        The page of the initiative.
    """

    initiative: Initiative
    decided: tuple[Decision, ...]
    told: tuple[tuple[Decision, tuple[Group, ...]], ...]
    waits: tuple[Waits, ...]
    used: tuple[tuple[Trace, Decision | None], ...]
    answers: tuple[Answer, ...]
    hidden: tuple[Hidden, ...]
    link: str

    def __bool__(self) -> bool:
        """Say whether there is anything to tell."""
        return bool(self.decided or self.told or self.waits or self.used or self.answers or self.hidden)


def in_the_open(row: Row | None, *, case: Case) -> bool:
    """Say whether a row stands in no room, or in one that is open to everybody: only such words go into letters."""
    if row is None:
        return False
    if row.space is None:
        return True
    room = case.by_id(Space).get(row.space)
    return room is not None and room.kind is SpaceKind.OPEN


def news_for(viewer: Viewer, *, since: datetime) -> tuple[News, ...]:
    """Return what somebody is to be told, for each initiative in which they take part and there is something."""
    found = []
    for initiative in initiatives_visible_to(viewer=viewer):
        if initiative.level is not Level.COLLECTIVE or not viewer.sides(initiative.id):
            continue
        case = decisions_case(initiative.id, viewer=viewer)
        if case is not None and (news := _news(case, viewer=viewer, since=since)):
            found.append(news)
    return tuple(found)


def _news(case: Case, *, viewer: Viewer, since: datetime) -> News:
    def new(rows: Iterable[R]) -> tuple[R, ...]:
        return tuple(row for row in rows if since < row.recorded_at <= viewer.at and in_the_open(row, case=case))

    decisions = case.by_id(Decision)
    mine = {row.id for row in case.rows(Contribution) if _own(row, viewer) and in_the_open(row, case=case)}
    moderated = hidden_visible_to(case.initiative.id, viewer=viewer)
    worries = {row.id for row in case.rows(Concern) if _own(row, viewer)}
    return News(
        initiative=case.initiative,
        decided=tuple(row for row in new(case.rows(Decision)) if row.decided_at is not None),
        told=_told(new(case.rows(Notice)), decisions, case.by_id(Group)),
        waits=(*_waits(case, viewer), *_appeals(moderated, case)),
        used=tuple(
            (row, decisions.get(row.decision or "")) for row in new(case.rows(Trace)) if row.contribution in mine
        ),
        answers=tuple(row for row in new(case.rows(Answer)) if row.concern in worries),
        hidden=tuple(each for each in moderated if each.mine and new([each.moderation])),
        link=reverse("governance:initiative", args=[case.initiative.id]),
    )


def _own(row: Row, viewer: Viewer) -> bool:
    return viewer.person is not None and viewer.person == (row.on_behalf_of or row.recorded_by)


def _told(
    notices: Iterable[Notice], decisions: Mapping[str, Decision], groups: Mapping[str, Group]
) -> tuple[tuple[Decision, tuple[Group, ...]], ...]:
    found: dict[str, dict[str, Group]] = {}
    for row in notices:
        decision, group = row.decision or "", row.group or ""
        if (row.told_at or row.heard_at) and decision in decisions and group in groups:
            found.setdefault(decision, {})[group] = groups[group]
    return tuple((decisions[name], tuple(of.values())) for name, of in found.items())


def _waits(case: Case, viewer: Viewer) -> Iterable[Waits]:
    day, soon = case.at, case.at + timedelta(days=DAYS_AHEAD)
    held = viewer.sides(case.initiative.id)
    for mandate in case.rows(Mandate):
        end = mandate.expires_on or mandate.review_on
        if mandate.state is MandateState.AGREED and end is not None and day <= end <= soon:
            yield Waits(what="mandate", text=mandate.reason, on=end)
    for asked in case.rows(LimitQuestion):
        if question_state(asked, at=day) is QuestionState.OVERDUE and in_the_open(asked, case=case):
            yield Waits(what="limit_overdue", text=asked.text)
    questions = case.by_id(Question)
    for reframe in case.rows(Reframe):
        question = questions.get(reframe.question or "")
        if question is not None and question.author_side in held and unanswered_in_time(reframe, at=day):
            yield Waits(what="reframe", text=reframe.text)
    yield from _looks(case, day=day, soon=soon)
    judged = {row.commitment or row.promise for row in case.rows(Verdict) if row.side in held}
    made = [row.id for row in (*case.rows(Commitment), *case.rows(Promise)) if row.id not in judged]
    if made and held & {Side.CIVIC, Side.ORGANIZATIONAL}:
        yield Waits(what="verdicts", count=len(made))


def _appeals(moderated: Iterable[Hidden], case: Case) -> Iterable[Waits]:
    count = sum(bool(each.sides) and in_the_open(each.moderation, case=case) for each in moderated)
    if count:
        yield Waits(what="appeals", count=count)


def _looks(case: Case, *, day: date, soon: date) -> Iterable[Waits]:
    review = case.initiative.review_on
    if asleep_past_review(case.initiative, at=day):
        yield Waits(what="asleep", on=review)
    elif review is not None and review <= soon:
        yield Waits(what="review", on=review)
