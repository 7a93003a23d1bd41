"""Reads of what people say and what they are asked."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

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
from counterpoise.web.expertise.selectors.case import case_for
from counterpoise.web.ledger.records import to_rows
from counterpoise.web.people.selectors import Viewer

__all__ = ["Asked", "Given", "Proposed", "Said", "Themes", "said_visible_to"]

R = TypeVar("R", bound=Row)

_SHOWN_BELOW = 5
"""So many answers stand below a question; the others are on its own page."""


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
    civic_questions
        How many of the questions were worded by the citizens' side.
    count
        How many contributions there are that this person may read.
    takes_part
        Whether who looks stands on a side here.
    """

    asked: tuple[Asked, ...]
    given: tuple[Given, ...]
    digests: tuple[Digest, ...]
    rooms: tuple[Space, ...]
    problems: tuple[Problem, ...]
    themes: tuple[Themes, ...]
    silent: tuple[Meeting, ...]
    civic_questions: int
    count: int
    takes_part: bool

    def answers_to(self, question: str) -> Asked | None:
        """Return one of the questions."""
        return next((row for row in self.asked if row.question.id == question), None)


def said_visible_to(initiative: str, *, viewer: Viewer, below: int = _SHOWN_BELOW) -> Said | None:
    """Return what was asked and said in an initiative, as far as somebody may read it.

    Nothing where there is no such initiative, or none that this person may read.

    Parameters
    ----------
    initiative, viewer
        The initiative, and who looks.
    below
        How many answers to show below each question.
    """
    case = case_for(initiative, viewer=viewer)
    if case is None:
        return None
    capacities, spaces = case.by_id(Capacity), case.by_id(Space)
    given: defaultdict[str | None, list[Given]] = defaultdict(list)
    for row in _latest_first(case.rows(Contribution)):
        room = spaces.get(row.space or "") if row.space in viewer.rooms else None
        given[row.question].append(Given(contribution=row, capacity=capacities.get(row.capacity or ""), room=room))
    questions = _latest_first(case.rows(Question))
    return Said(
        asked=tuple(_asked(row, case, given, viewer, below) for row in questions),
        given=tuple(given[None]),
        digests=_latest_first([row for row in case.rows(Digest) if row.released_at is not None]),
        rooms=_rooms(case, viewer),
        problems=_latest_first(case.rows(Problem)),
        themes=_themes(case),
        silent=_silent(case, spaces),
        civic_questions=sum(row.author_side is Side.CIVIC for row in questions),
        count=sum(map(len, given.values())),
        takes_part=viewer.person is not None and bool(viewer.sides(initiative)),
    )


def _asked(
    question: Question, case: Case, given: Mapping[str | None, Sequence[Given]], viewer: Viewer, below: int
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
        given=tuple(answers[:below]),
        count=len(answers),
        fixed_before=fixed_before_asked(question),
        may_propose=bool(held - {question.author_side}),
        names_me=question.co_author_confirmed is None and viewer.person in question.co_authors,
        helpers=tuple(persons[name].pseudonym for name in question.co_authors if name in persons),
    )


def _rooms(case: Case, viewer: Viewer) -> tuple[Space, ...]:
    return tuple(row for row in case.rows(Space) if row.kind in CLOSED and row.id in viewer.rooms)


def _themes(case: Case) -> tuple[Themes, ...]:
    there = case.by_id(Contribution)
    made = sorted(case.rows(Theme), key=lambda row: row.name.casefold())
    if not made:
        return ()
    return tuple(
        Themes(
            side=side,
            themes=tuple(
                (row, sum(name in there for name in row.contributions)) for row in made if row.made_by is side
            ),
        )
        for side in (Side.CIVIC, Side.ORGANIZATIONAL)
    )


def _silent(case: Case, spaces: Mapping[str, Space]) -> tuple[Meeting, ...]:
    # Whoever does not see who was critical is still told that somebody was: the rule passes over closed rooms.
    found = models.Contribution.objects.filter(initiative=case.initiative.id, meeting__isnull=False, critical=True)
    said = to_rows(Contribution, found)
    return tuple(
        row
        for row in _latest_first(case.rows(Meeting))
        if closed_in_silence(row, contributions=said, spaces=spaces, at=case.at)
    )


def _latest_first(rows: Sequence[R]) -> tuple[R, ...]:
    # Rows come in the order in which they were written, so of what happened on one day the last written comes first.
    return tuple(sorted(rows, key=lambda row: str(row.happened_at or "")))[::-1]
