"""One meeting from its agenda to its floor, and one selection from its plan to its seats."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q

from counterpoise.inclusion.counting import hidden
from counterpoise.inclusion.meetings import floor_by_side, was_held
from counterpoise.inclusion.selections import TRANSITIONS, frozen_too_late
from counterpoise.levels.sides import lasts
from counterpoise.record import Case, Side
from counterpoise.record.access import Adaptation, Barrier
from counterpoise.record.initiatives import Document, Group, Matter, TradeOff
from counterpoise.record.meetings import Attendance, Meeting
from counterpoise.record.participation import (
    Decline,
    Invitation,
    Recruitment,
    Selection,
    SelectionState,
)
from counterpoise.record.people import Body, Person, Seat
from counterpoise.web.inclusion import models
from counterpoise.web.inclusion.selectors.case import minutes_id, seated_in
from counterpoise.web.inclusion.selectors.room import BarrierSeen, barrier_seen, came_to
from counterpoise.web.initiatives.selectors import Ask, slice_of
from counterpoise.web.people.selectors import Viewer

__all__ = [
    "Came",
    "FloorSeen",
    "OneMeeting",
    "OneSelection",
    "SeatSeen",
    "meeting_visible_to",
    "selection_visible_to",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """Those of one side who came, of one group, department or kind; a number of few people is not shown."""

    side: Side | None
    name: str
    attendance: Attendance
    people: int
    few: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorSeen:
    """One side's share of the people, and of what was said."""

    side: Side
    people: int
    share_of_people: float
    share_of_floor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OneMeeting:
    """A meeting from its agenda to its floor.

    Attributes
    ----------
    meeting, held, people
        The meeting, whether it was held, and how many came; nothing where few did.
    matters, open_to, groups
        What it was about, which groups could come, and the groups that are known here.
    came
        Those who came, by side and as what.
    floor
        Each side's share of the people and of what was said; nothing where few people spoke.
    minutes
        The minutes.
    barriers, adaptations
        What kept people away from it, and what was changed for it.
    takes_part, has_seat
        What the viewer can do.
    """

    meeting: Meeting
    held: bool
    people: int | None
    matters: tuple[Matter, ...]
    open_to: tuple[Group, ...]
    groups: tuple[Group, ...]
    came: tuple[Came, ...]
    floor: tuple[FloorSeen, ...]
    minutes: Document | None
    barriers: tuple[BarrierSeen, ...]
    adaptations: tuple[Adaptation, ...]
    takes_part: bool
    has_seat: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatSeen:
    """A seat and who holds it."""

    seat: Seat
    person: Person | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OneSelection:
    """A selection from its plan to its seats.

    Attributes
    ----------
    selection, body, decided_by
        The selection, whose seats it fills, and who decides.
    frozen_late
        Whether somebody had replied before the criteria were frozen.
    invitations
        The invitations that the viewer may read, with the group of each.
    asked, yes, no
        How many people were asked, and how many said yes or no.
    declines
        Each no, with its reason where the viewer may read it.
    seats
        The seats of the body that are held.
    recruitments
        The ways in which people are asked.
    steps
        The next steps that there are.
    has_seat
        Whether the viewer holds a seat in a body.
    """

    selection: Selection
    body: Body | None
    decided_by: Body | None
    frozen_late: bool
    invitations: tuple[tuple[Invitation, Group | None], ...]
    asked: int
    yes: int
    no: int
    declines: tuple[Decline, ...]
    seats: tuple[SeatSeen, ...]
    recruitments: tuple[Recruitment, ...]
    steps: tuple[SelectionState, ...]
    has_seat: bool


def meeting_visible_to(initiative: str, meeting: str, *, viewer: Viewer) -> OneMeeting | None:
    """Return one meeting; nothing where there is none, or none that this person may read."""
    case = slice_of(
        initiative,
        viewer=viewer,
        asks=(
            Ask(Meeting, Q(pk=meeting)),
            Ask(Document, Q(pk=minutes_id(meeting))),
            Ask(Barrier, Q(meeting=meeting)),
            Ask(Adaptation, Q(meeting=meeting) | Q(barrier__meeting=meeting)),
            Ask(Matter),
            Ask(Group, common=True),
        ),
        named=(TradeOff,),
    )
    row = case.by_id(Meeting).get(meeting) if case is not None else None
    if case is None or row is None:
        return None
    held = viewer.sides(initiative) if viewer.person is not None else frozenset()
    return OneMeeting(
        meeting=row,
        held=was_held(row, at=case.at),
        people=came_to(row),
        matters=tuple(each for each in case.rows(Matter) if each.id in row.matters),
        open_to=tuple(each for each in case.rows(Group) if each.id in row.open_to),
        groups=case.rows(Group),
        came=_came(row, case),
        floor=_floor(row),
        minutes=case.by_id(Document).get(minutes_id(row.id)),
        barriers=tuple(barrier_seen(each, case) for each in case.rows(Barrier) if each.meeting == row.id),
        adaptations=tuple(each for each in case.rows(Adaptation) if each.meeting == row.id and each.barrier is None),
        takes_part=bool(held),
        has_seat=bool(held) and bool(seated_in(initiative, viewer=viewer)),
    )


def _came(meeting: Meeting, case: Case) -> tuple[Came, ...]:
    groups = case.by_id(Group)

    def name(one: Attendance) -> str:
        return groups[one.group].name if one.group in groups else one.department

    # Each side by itself: the total of a side would give away a single small number of it.
    few: set[tuple[Side | None, int]] = set()
    for side in (*Side, None):
        counts = {str(place): one.people for place, one in enumerate(meeting.attendance) if one.side is side}
        few |= {(side, int(place)) for place in hidden(counts)}
    return tuple(
        Came(side=one.side, name=name(one), attendance=one, people=one.people, few=(one.side, place) in few)
        for place, one in enumerate(meeting.attendance)
        if one.people
    )


def _floor(meeting: Meeting) -> tuple[FloorSeen, ...]:
    sides = floor_by_side(meeting.floor)
    people, amount = sum(n for n, _ in sides.values()), sum(said for _, said in sides.values())
    return tuple(
        FloorSeen(
            side=side,
            people=n,
            share_of_people=n / people if people else 0.0,
            share_of_floor=said / amount if amount else 0.0,
        )
        for side, (n, said) in sides.items()
    )


def selection_visible_to(initiative: str, selection: str, *, viewer: Viewer) -> OneSelection | None:
    """Return one selection; nothing where there is none, or none that this person may read."""
    of_this = Q(selection=selection)
    case = slice_of(
        initiative,
        viewer=viewer,
        asks=(
            Ask(Selection, Q(pk=selection)),
            Ask(Invitation, of_this),
            Ask(Decline, of_this),
            Ask(Seat, Q(body__in=models.Selection.objects.filter(pk=selection).values("body"))),
            Ask(Recruitment),
            Ask(Group, common=True),
        ),
        named=(Body, Person),
    )
    row = case.by_id(Selection).get(selection) if case is not None else None
    if case is None or row is None:
        return None
    groups, bodies, persons = case.by_id(Group), case.by_id(Body), case.by_id(Person)
    asked = [each for each in case.rows(Invitation) if each.selection == row.id]
    counts = Counter[bool | None]()
    for each in asked:
        counts[each.accepted] += each.people
    versions = [each for each in case.versions(Selection) if each.id == row.id]
    return OneSelection(
        selection=row,
        body=bodies.get(row.body or ""),
        decided_by=bodies.get(row.decided_by or ""),
        frozen_late=frozen_too_late(versions, asked) is not None,
        invitations=tuple((each, groups.get(each.group or "")) for each in asked),
        asked=sum(counts.values()),
        yes=counts[True],
        no=counts[False],
        declines=tuple(each for each in case.rows(Decline) if each.selection == row.id),
        seats=tuple(
            SeatSeen(seat=each, person=persons.get(each.person or ""))
            for each in case.rows(Seat)
            if row.body is not None and each.body == row.body and lasts(each, at=case.at)
        ),
        recruitments=case.rows(Recruitment),
        steps=tuple(state for state in SelectionState if state in TRANSITIONS[row.state] and state is not row.state),
        has_seat=bool(seated_in(initiative, viewer=viewer)) and viewer.person is not None,
    )
