"""Where people vote: the open conversation of an initiative, or that of one of its rooms, and what was fixed for it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from counterpoise.interests.statements import is_open, shows_results
from counterpoise.record.people import Space
from counterpoise.record.positions import Statement
from counterpoise.web.initiatives.selectors import Ask, initiative_of, rooms_to_write_in, slice_of, visible
from counterpoise.web.interests import models
from counterpoise.web.ledger.records import to_row
from counterpoise.web.people.selectors import Viewer, lets_in_without_account

__all__ = [
    "OPEN",
    "Talk",
    "statement_texts",
    "statement_there",
    "statements_in",
    "talk_at",
    "talk_of",
    "talks_of",
    "within",
]

OPEN = "open"
"""The name of the open room in addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A conversation in statements, as somebody may see it.

    Attributes
    ----------
    initiative, where
        The initiative, and the room in its address.
    space
        The room; empty for the open one.
    closes_on, hidden
        The last day of the votes, and whether results are shown only after it.
    guests
        Whether people can vote without an account: in the open room, where that was fixed and the initiative lets
        people speak without one.
    fixed
        Whether that was fixed by somebody.
    at
        The day on which somebody looks.
    """

    initiative: str
    where: str
    space: Space | None
    closes_on: date | None
    hidden: bool
    guests: bool
    fixed: bool
    at: date

    @property
    def name(self) -> str:
        """Its name: that of the initiative and that of the room."""
        return f"{self.initiative}:{self.where}"

    @property
    def open(self) -> bool:
        """Whether people can vote."""
        return is_open(self.closes_on, at=self.at)

    @property
    def shows(self) -> bool:
        """Whether anybody may see how votes stand."""
        return shows_results(self.closes_on, hidden=self.hidden, at=self.at)


def talk_at(initiative: str, where: str, *, known: bool = False, viewer: Viewer) -> Talk | None:
    """Return a conversation; nothing where there is no such initiative or room for this person.

    Parameters
    ----------
    initiative, where, viewer
        The initiative, the room as its address names it, and who looks.
    known
        Whether it was found out already that there is such an initiative for them.
    """
    space = None
    if where != OPEN:
        space = next((row for row in rooms_to_write_in(viewer, initiative=initiative) if row.id == where), None)
        if space is None:
            return None
    if not known and initiative_of(initiative, viewer=viewer) is None:
        return None
    return _talk(initiative, space, at=viewer.at.date())


def talk_of(due: models.MapDue, *, at: date) -> Talk:
    """Return the conversation in which a map is due, for the job that draws it."""
    return _talk(due.initiative_id, to_row(Space, due.space) if due.space is not None else None, at=at)


def _talk(initiative: str, space: Space | None, *, at: date) -> Talk:
    where = space.id if space is not None else OPEN
    told = models.Conversation.objects.filter(pk=f"{initiative}:{where}").first()
    return Talk(
        initiative=initiative,
        where=where,
        space=space,
        closes_on=told.closes_on if told is not None else None,
        hidden=told.hidden if told is not None else False,
        guests=told is not None and told.guests and space is None and lets_in_without_account(initiative),
        fixed=told is not None,
        at=at,
    )


def talks_of(initiative: str, *, viewer: Viewer) -> tuple[Space, ...]:
    """Return the rooms besides the open one in which somebody can vote."""
    return rooms_to_write_in(viewer, initiative=initiative)


def within(talk: Talk) -> Q:
    """Return the condition that a statement or a vote stands in a conversation."""
    return Q(initiative=talk.initiative, space=talk.space.id if talk.space is not None else None)


def statements_in(talk: Talk, *, viewer: Viewer) -> QuerySet[Any]:
    """Return the statements of a conversation that moderation left in, in the order in which they were written."""
    return visible(Statement, viewer=viewer).filter(within(talk), hidden=False).order_by("written")


def statement_texts(talk: Talk, *, but: str = "", viewer: Viewer) -> list[str]:
    """Return the words of the statements of a conversation, without those of one of them."""
    return list(statements_in(talk, viewer=viewer).exclude(pk=but).values_list("text", flat=True))


def statement_there(talk: Talk, name: str, *, viewer: Viewer) -> Statement | None:
    """Return a statement of a conversation as it is kept; nothing where there is none for this person."""
    case = slice_of(talk.initiative, viewer=viewer, asks=[Ask(Statement, within(talk) & Q(pk=name))])
    if case is None or name not in case.by_id(Statement):
        return None
    return to_row(Statement, models.Statement.objects.get(pk=name))
