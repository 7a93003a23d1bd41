"""Reads of one contribution, with what was made of it."""

from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Q

from counterpoise.expertise.contributions import author
from counterpoise.expertise.framing import wording_answered
from counterpoise.record.contributions import Contribution, ContributionState, Question, Rewording
from counterpoise.record.initiatives import Matter
from counterpoise.record.people import Capacity, Space
from counterpoise.web.initiatives.selectors import Ask, rows_of, slice_of
from counterpoise.web.people.selectors import Viewer

__all__ = ["OneSaid", "one_said"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OneSaid:
    """One contribution as a page shows it.

    Attributes
    ----------
    contribution, capacity, room
        The contribution, as what its author speaks, and the closed room in which it stands.
    earlier
        Its earlier wordings, oldest first; none once it is withdrawn.
    matter
        What can be decided that it is about, where that was said.
    question
        The question that it answers, in the wording that its author saw.
    rewordings
        Other wordings of it.
    own
        Whether who looks is its author.
    given
        Whether it stands; else its author took it back.
    """

    contribution: Contribution
    capacity: Capacity | None
    room: Space | None
    earlier: tuple[Contribution, ...]
    matter: Matter | None
    question: Question | None
    rewordings: tuple[Rewording, ...]
    own: bool
    given: bool


def one_said(name: str, *, initiative: str, viewer: Viewer) -> OneSaid | None:
    """Return one contribution; nothing where there is none, or none that somebody may read."""
    answered = rows_of(Contribution).filter(pk=name).order_by().values("question")
    asks = [Ask(Contribution, Q(pk=name)), Ask(Rewording, Q(contribution=name)), Ask(Question, Q(pk__in=answered))]
    case = slice_of(initiative, viewer=viewer, asks=asks, named=(Capacity, Matter))
    row = case.by_id(Contribution).get(name) if case is not None else None
    if case is None or row is None or row.initiative != initiative:
        return None
    given = row.state is ContributionState.GIVEN
    versions = [each for each in case.versions(Contribution) if each.id == name and each.version <= row.version]
    # What only says what they are about, or how they stand, changes no words.
    earlier = [each for each, later in pairwise(versions) if each.text != later.text]
    return OneSaid(
        contribution=row,
        capacity=case.by_id(Capacity).get(row.capacity or ""),
        room=case.by_id(Space).get(row.space or ""),
        earlier=tuple(earlier) if given else (),
        matter=case.by_id(Matter).get(row.matter or ""),
        question=wording_answered(row, case.versions(Question)),
        rewordings=tuple(each for each in case.rows(Rewording) if each.contribution == name),
        own=viewer.person is not None and author(row) == viewer.person,
        given=given,
    )
