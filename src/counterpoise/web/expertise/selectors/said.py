"""Reads of what people say and what they are asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from counterpoise.record import Case, Row, Side
from counterpoise.record.contributions import Contribution, Digest, Question, Reframe
from counterpoise.record.people import Capacity, Space, SpaceKind
from counterpoise.web.expertise.records import PAIRS
from counterpoise.web.initiatives.selectors import case_of
from counterpoise.web.people.selectors import Viewer

__all__ = ["Asked", "Given", "Said", "said_visible_to"]

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A contribution, with as what its author speaks and the room in which it stands."""

    contribution: Contribution
    capacity: Capacity | None
    room: Space | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question, with the proposals to ask another one and what people said to it."""

    question: Question
    reframes: tuple[Reframe, ...]
    given: tuple[Given, ...]


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
    civic_questions
        How many of the questions were worded by the citizens' side.
    count
        How many contributions there are that this person may read.
    """

    asked: tuple[Asked, ...]
    given: tuple[Given, ...]
    digests: tuple[Digest, ...]
    rooms: tuple[Space, ...]
    civic_questions: int
    count: int


def said_visible_to(initiative: str, *, viewer: Viewer) -> Said | None:
    """Return what was asked and said in an initiative, as far as somebody may read it.

    Nothing where there is no such initiative, or none that this person may read.
    """
    case = case_of(initiative, viewer=viewer, room="expertise", tables=PAIRS)
    if case is None:
        return None
    capacities, spaces = case.by_id(Capacity), case.by_id(Space)
    given = [
        Given(
            contribution=row,
            capacity=capacities.get(row.capacity or ""),
            room=spaces.get(row.space or "") if row.space in viewer.rooms else None,
        )
        for row in _latest_first(case.rows(Contribution))
    ]
    questions = _latest_first(case.rows(Question))
    return Said(
        asked=tuple(_asked(row, case, given) for row in questions),
        given=tuple(row for row in given if row.contribution.question is None),
        digests=_latest_first([row for row in case.rows(Digest) if row.released_at is not None]),
        rooms=_rooms(case, viewer),
        civic_questions=sum(row.author_side is Side.CIVIC for row in questions),
        count=len(given),
    )


def _asked(question: Question, case: Case, given: Sequence[Given]) -> Asked:
    return Asked(
        question=question,
        reframes=tuple(row for row in case.rows(Reframe) if row.question == question.id),
        given=tuple(row for row in given if row.contribution.question == question.id),
    )


def _rooms(case: Case, viewer: Viewer) -> tuple[Space, ...]:
    closed = {SpaceKind.CITIZENS_ONLY, SpaceKind.ORGANIZATION_ONLY}
    return tuple(row for row in case.rows(Space) if row.kind in closed and row.id in viewer.rooms)


def _latest_first(rows: Sequence[R]) -> tuple[R, ...]:
    return tuple(sorted(rows, key=lambda row: str(row.happened_at or ""), reverse=True))
