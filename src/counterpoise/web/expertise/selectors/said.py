"""Reads of what people say and what they are asked."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Q

from counterpoise.expertise.contributions import closed_in_silence
from counterpoise.expertise.framing import (
    QuestionState,
    ReframeState,
    fixed_before_asked,
    question_state,
    reframe_state,
    unanswered_in_time,
)
from counterpoise.levels.spaces import CLOSED
from counterpoise.record import Case, Row, Side
from counterpoise.record.contributions import Contribution, Digest, Problem, Question, Reframe, Theme
from counterpoise.record.meetings import Meeting
from counterpoise.record.people import Capacity, Person, Space
from counterpoise.web.expertise import models
from counterpoise.web.initiatives.selectors import LATEST, LATEST_WRITTEN, Ask, counts_of, slice_of, visible
from counterpoise.web.ledger.records import to_rows
from counterpoise.web.ledger.selectors import kept_at_heads
from counterpoise.web.people.selectors import Viewer

__all__ = ["Asked", "Given", "Proposed", "Said", "Themes", "question_visible_to", "said_visible_to"]

R = TypeVar("R", bound=Row)

_SHOWN_BELOW = 5
"""So many answers stand below a question; the others are on its own page."""
_MOST_QUESTIONS, _MOST, _MOST_THEMES, _MOST_CRITICAL = 12, 12, 60, 500


_OWN_ROOMS = (Side.CIVIC, Side.ORGANIZATIONAL)
"""The sides that can have a room of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A contribution, with as what its author speaks and the room in which it stands."""

    contribution: Contribution
    capacity: Capacity | None
    room: Space | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """Another wording for a question, whether it went two weeks without an answer, and whether one may answer it."""

    reframe: Reframe
    state: ReframeState
    late: bool
    mine_to_answer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question, with the proposals to ask another one and what people said to it.

    Attributes
    ----------
    question, state
        The question, and where it stands.
    reframes
        The other wordings that were proposed.
    given, count
        The latest that people said to it, and how many there are.
    fixed_before
        Whether the options were fixed before people were asked.
    may_propose
        Whether who looks can propose another wording: who does not stand on the asking side alone.
    may_close
        Whether who looks stands on the asking side, and it is open.
    names_me
        Whether it names who looks as a co-author who has not said yet whether that is so.
    helpers
        Who of the other side helped to word it.
    """

    question: Question
    state: QuestionState
    reframes: tuple[Proposed, ...]
    given: tuple[Given, ...]
    count: int
    fixed_before: bool | None
    may_propose: bool
    may_close: bool
    names_me: bool
    helpers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Themes:
    """The themes that one side made of what was said, each with how many contributions it holds."""

    side: Side
    themes: tuple[tuple[Theme, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Everything that somebody may read of what was said in an initiative.

    Attributes
    ----------
    asked
        The questions, the latest first, with what people said to each.
    given
        What people said without answering a question, the latest first.
    digests
        What rooms shared.
    rooms
        The closed rooms that this person may enter.
    problems
        The problems that were opened, the latest first.
    themes
        What each side made of what was said, beside each other; empty where nobody made anything of it.
    silent
        The meetings that closed without a critical point, the latest first.
    questions, civic_questions
        How many questions there are, and how many of them were worded by the citizens' side.
    count
        How many contributions there are that this person may read. All are counted up to a thousand and one more.
    takes_part
        Whether who looks stands on a side here.
    founds
        Whether they stand on a side that can found a room of its own.
    """

    asked: tuple[Asked, ...]
    given: tuple[Given, ...]
    digests: tuple[Digest, ...]
    rooms: tuple[Space, ...]
    problems: tuple[Problem, ...]
    themes: tuple[Themes, ...]
    silent: tuple[Meeting, ...]
    questions: int
    civic_questions: int
    count: int
    takes_part: bool
    founds: bool


def said_visible_to(initiative: str, *, viewer: Viewer, start: int = 0, limit: int = 25) -> Said | None:
    """Return the latest that was asked and said in an initiative, as far as somebody may read it.

    Nothing where there is no such initiative, or none that this person may read.

    Parameters
    ----------
    initiative, viewer
        The initiative, and who looks.
    start, limit
        The first of what was said without answering a question, and how many.
    """
    key = f"said:{initiative}:{start}:{limit}:{viewer.person}:{viewer.at.date()}"
    return kept_at_heads(key, at=viewer.heads, work=lambda: _said(initiative, viewer, start, limit))


def _said(initiative: str, viewer: Viewer, start: int, limit: int) -> Said | None:
    found = visible(Question, viewer=viewer).filter(initiative=initiative).order_by(*LATEST)
    names = list(found.values_list("pk", flat=True)[:_MOST_QUESTIONS])
    asks = [
        *_about(names, below=_SHOWN_BELOW),
        Ask(Contribution, Q(question__isnull=True), order=LATEST, start=start, limit=limit),
        Ask(Digest, Q(released_at__isnull=False), order=LATEST, limit=_MOST),
        Ask(Problem, order=LATEST, limit=_MOST),
        Ask(Theme, order=LATEST_WRITTEN, limit=_MOST_THEMES),
        Ask(Meeting, Q(closed_at__isnull=False), order=LATEST, limit=_MOST),
    ]
    case = slice_of(initiative, viewer=viewer, asks=asks, named=(Capacity, Person))
    if case is None:
        return None
    answers = {f"answers_{number}": Ask(Contribution, Q(question=name)) for number, name in enumerate(names)}
    more = {
        "questions": Ask(Question),
        "civic": Ask(Question, Q(author_side=Side.CIVIC)),
        "said": Ask(Contribution),
    }
    counted = counts_of(answers | more, viewer=viewer, initiative=initiative)
    counts = {name: counted[f"answers_{number}"] for number, name in enumerate(names)}
    given = _given(case, viewer)
    questions = case.by_id(Question)
    return Said(
        asked=tuple(_asked(questions[name], case, given, viewer, counts[name]) for name in names if name in questions),
        given=tuple(given[None]),
        digests=_latest_first([row for row in case.rows(Digest) if row.released_at is not None]),
        rooms=_rooms(case, viewer),
        problems=_latest_first(case.rows(Problem)),
        themes=_themes(case),
        silent=_silent(case, case.by_id(Space)),
        questions=counted["questions"],
        civic_questions=counted["civic"],
        count=counted["said"],
        takes_part=viewer.person is not None and bool(viewer.sides(initiative)),
        founds=viewer.person is not None and not viewer.sides(initiative).isdisjoint(_OWN_ROOMS),
    )


def question_visible_to(name: str, *, initiative: str, viewer: Viewer, start: int = 0, limit: int = 25) -> Asked | None:
    """Return one question with some of what people said to it, the latest first; parameters as above."""
    case = slice_of(
        initiative,
        viewer=viewer,
        asks=_about([name], start=start, below=limit),
        named=(Capacity, Person),
    )
    row = case.by_id(Question).get(name) if case is not None else None
    if case is None or row is None or row.initiative != initiative:
        return None
    counted = counts_of({"said": Ask(Contribution, Q(question=name))}, viewer=viewer, initiative=initiative)
    return _asked(row, case, _given(case, viewer), viewer, counted["said"])


def _about(names: Sequence[str], *, start: int = 0, below: int) -> list[Ask]:
    """Ask for questions with the wordings that were proposed, and for the latest that people said to each."""
    asks = [Ask(Question, Q(pk__in=names)), Ask(Reframe, Q(question__in=names))]
    asks += [Ask(Contribution, Q(question=name), order=LATEST, start=start, limit=below) for name in names]
    return asks


def _given(case: Case, viewer: Viewer) -> defaultdict[str | None, list[Given]]:
    capacities, spaces = case.by_id(Capacity), case.by_id(Space)
    given: defaultdict[str | None, list[Given]] = defaultdict(list)
    for row in _latest_first(case.rows(Contribution)):
        room = spaces.get(row.space or "") if row.space in viewer.rooms else None
        given[row.question].append(Given(contribution=row, capacity=capacities.get(row.capacity or ""), room=room))
    return given


def _asked(
    question: Question, case: Case, given: Mapping[str | None, Sequence[Given]], viewer: Viewer, count: int
) -> Asked:
    reframes = [row for row in case.rows(Reframe) if row.question == question.id]
    held = viewer.sides(question.initiative) if viewer.person is not None else frozenset()
    answers = given.get(question.id, ())
    persons = case.by_id(Person)
    return Asked(
        question=question,
        state=question_state(question, reframes=reframes, at=case.at),
        reframes=tuple(
            Proposed(
                reframe=row,
                state=reframe_state(row, at=case.at),
                late=unanswered_in_time(row, at=case.at),
                mine_to_answer=row.reply is None
                and bool(held)
                and (question.author_side is None or question.author_side in held),
            )
            for row in reframes
        ),
        given=tuple(answers),
        count=count,
        fixed_before=fixed_before_asked(question),
        may_close=question.closed_at is None and question.author_side in held,
        may_propose=bool(held - {question.author_side}),
        names_me=question.co_author_confirmed is None and viewer.person in question.co_authors,
        helpers=tuple(persons[name].pseudonym for name in question.co_authors if name in persons),
    )


def _rooms(case: Case, viewer: Viewer) -> tuple[Space, ...]:
    return tuple(row for row in case.rows(Space) if row.kind in CLOSED and row.id in viewer.rooms)


def _themes(case: Case) -> tuple[Themes, ...]:
    made = sorted(case.rows(Theme), key=lambda row: row.name.casefold())
    if not made:
        return ()
    # A theme names only what its reader may know of.
    return tuple(
        Themes(side=side, themes=tuple((row, len(row.contributions)) for row in made if row.made_by is side))
        for side in (Side.CIVIC, Side.ORGANIZATIONAL)
    )


def _silent(case: Case, spaces: Mapping[str, Space]) -> tuple[Meeting, ...]:
    # Whoever does not see who was critical is still told that somebody was: the rule passes over closed rooms.
    meetings = [row.id for row in case.rows(Meeting)]
    found = models.Contribution.objects.filter(meeting__in=meetings, critical=True).order_by()
    said = to_rows(Contribution, found[:_MOST_CRITICAL])
    return tuple(
        row
        for row in _latest_first(case.rows(Meeting))
        if closed_in_silence(row, contributions=said, spaces=spaces, at=case.at)
    )


def _latest_first(rows: Sequence[R]) -> tuple[R, ...]:
    # Rows come in the order in which they were written, so of what happened on one day the last written comes first.
    return tuple(sorted(rows, key=lambda row: str(row.happened_at or "")))[::-1]
