"""Reads of who takes part: groups, meetings against the population, barriers, selections."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, OrderBy, Q, TextField
from django.db.models.functions import Cast, Coalesce

from counterpoise.inclusion.counting import hidden
from counterpoise.inclusion.groups import may_name_group
from counterpoise.inclusion.meetings import was_held
from counterpoise.inclusion.representativeness import Tally, tallies
from counterpoise.record import Case, DayRange, Row, Side, days_between
from counterpoise.record.access import Adaptation, Barrier, Training
from counterpoise.record.initiatives import Affects, Cycle, Group, TradeOff
from counterpoise.record.meetings import Meeting
from counterpoise.record.participation import (
    Invitation,
    Margin,
    Participation,
    Population,
    Recruitment,
    Selection,
)
from counterpoise.record.people import Body
from counterpoise.statistics.disclosure.rules import COUNT_MINIMUM, About, Audience, display
from counterpoise.statistics.intervals import wilson
from counterpoise.web.inclusion import models
from counterpoise.web.inclusion.selectors.case import seated_in
from counterpoise.web.initiatives.selectors import (
    Ask,
    Condition,
    OfRow,
    Table,
    counts_of,
    in_edition,
    slice_of,
    visible,
)
from counterpoise.web.people.selectors import Viewer

__all__ = [
    "PER_PAGE",
    "BarrierSeen",
    "Category",
    "GroupSeen",
    "Inclusion",
    "MeetingSeen",
    "Occasion",
    "Staying",
    "barrier_seen",
    "came_to",
    "inclusion_visible_to",
    "list_lengths",
]


PER_PAGE = 20
"""How many meetings and barriers stand on one page."""
_DAY = Coalesce(F("happened_at"), Cast("planned_on", TextField()), output_field=TextField())
_LAST_FIRST = (OrderBy(_DAY, descending=True, nulls_last=True), F("pk").desc())
_OPEN_FIRST = (F("solved_at").asc(nulls_first=True), F("written").asc())


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One category of those who came, beside its share of the population. Few people are never counted out.

    Attributes
    ----------
    name, came, share, low, high, population_share
        The category, how many came, and their share of all who came with its interval, and of the population.
    few
        Whether the number is not shown: few people stand behind it, or it would tell of those.
    nobody
        Whether nobody of this category came.
    """

    name: str
    came: int
    few: bool
    nobody: bool
    share: float
    low: float
    high: float
    population_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Those who came on one occasion, by one variable."""

    tally: Tally
    meeting: Meeting | None
    categories: tuple[Category, ...]
    total: int
    population: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BarrierSeen:
    """A barrier with the group that it keeps away, and how long it took to take it away."""

    barrier: Barrier
    group: Group | None
    meeting: Meeting | None
    solved_after: DayRange | None
    trade_off: TradeOff | None
    adaptations: tuple[Adaptation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSeen:
    """A group, whether a matter touches it, and whether nobody knows who belongs to it."""

    group: Group
    affected: bool
    vague: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingSeen:
    """A meeting, whether it was held, and how many people came; nothing where few did."""

    meeting: Meeting
    held: bool
    people: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Staying:
    """How many people of one round took part in the next one too; only where enough people stand behind it.

    Attributes
    ----------
    before, after
        The two rounds.
    stayed, people
        How many stayed, of how many.
    """

    before: Cycle
    after: Cycle
    stayed: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Inclusion:
    """Who takes part in an initiative.

    Attributes
    ----------
    groups
        The groups, those of the citizens' side first.
    affected
        The groups that a matter touches, by id.
    not_reached
        How many of these had no real chance to take part.
    populations
        The populations against which those who came can be compared.
    occasions
        Those who came against the population, the latest first.
    barriers
        What keeps people away, what is not taken away first.
    adaptations
        What the organization changed that answers no barrier.
    meetings
        The meetings, the latest first.
    selections
        How seats were filled, with the body.
    recruitments
        How people were asked.
    invited
        Invitations of the viewer that they have not replied to.
    staying
        Staying on, where enough people took part in two rounds.
    own
        What the viewer's own hours are.
    trainings
        Who trained whom.
    has_rounds
        Whether there are rounds in which people took part.
    takes_part, has_seat
        Whether the viewer stands on a side here, and whether they hold a seat in a body.
    """

    groups: tuple[GroupSeen, ...]
    affected: frozenset[str]
    not_reached: int
    populations: tuple[Population, ...]
    occasions: tuple[Occasion, ...]
    barriers: tuple[BarrierSeen, ...]
    adaptations: tuple[Adaptation, ...]
    meetings: tuple[MeetingSeen, ...]
    selections: tuple[tuple[Selection, Body | None], ...]
    recruitments: tuple[Recruitment, ...]
    invited: tuple[Invitation, ...]
    staying: Staying | None
    own: tuple[Participation, ...]
    trainings: tuple[Training, ...]
    takes_part: bool
    has_rounds: bool
    has_seat: bool


def list_lengths(initiative: str, *, viewer: Viewer) -> dict[str, int]:
    """Return how many meetings and barriers of an initiative somebody may read."""
    return counts_of({"meetings": Ask(Meeting), "barriers": Ask(Barrier)}, viewer=viewer, initiative=initiative)


def _names(
    kind: type[Row], order: Sequence[str | OrderBy], start: int, *, initiative: str, viewer: Viewer
) -> list[str]:
    """Return the ids of the rows of one page of a list."""
    found = visible(kind, viewer=viewer).filter(initiative=initiative).order_by(*order)
    return [str(name) for name in found.values_list("pk", flat=True)[start : start + PER_PAGE]]


def _asks(meetings: list[str], barriers: list[str], *, viewer: Viewer) -> tuple[Ask, ...]:
    """Return which rows the room shows: of its two long lists one page each."""
    counted = models.Margin.objects.filter(meeting__isnull=False).values("meeting")
    own = Q(person=viewer.person) if viewer.person is not None else Q(pk__in=())
    return (
        Ask(Meeting, Q(pk__in=meetings) | Q(pk__in=counted)),
        Ask(Barrier, Q(pk__in=barriers)),
        Ask(Group, common=True),
        Ask(Population, common=True),
        Ask(Margin, common=True),
        Ask(Adaptation),
        Ask(Selection),
        Ask(Recruitment),
        Ask(Invitation, own & Q(accepted__isnull=True)),
        Ask(Participation, own),
        Ask(Cycle),
        Ask(Training),
    )


def _touched(initiative: str, *, viewer: Viewer) -> frozenset[str]:
    """Return the groups that a matter touches: one telling of it is looked for, however many there are."""

    def touched(group: Table) -> Condition:
        told = Table.of(Affects, "a0")
        here = told.equal("initiative", initiative)
        return told.there(told.same("group", group, "id"), here, in_edition(told, viewer=viewer))

    found = visible(Group, viewer=viewer).filter(OfRow(Group, touched)).order_by()
    return frozenset(found.values_list("pk", flat=True))


def inclusion_visible_to(
    initiative: str, *, viewer: Viewer, from_meeting: int = 0, from_barrier: int = 0
) -> Inclusion | None:
    """Return who takes part in an initiative, as far as somebody may read it.

    Nothing where there is no such initiative, or none that this person may read.

    Parameters
    ----------
    initiative, viewer
        The initiative, and who looks.
    from_meeting, from_barrier
        Where the page of meetings, and that of barriers, begins.
    """
    meetings = _names(Meeting, _LAST_FIRST, from_meeting, initiative=initiative, viewer=viewer)
    there_are = _names(Barrier, _OPEN_FIRST, from_barrier, initiative=initiative, viewer=viewer)
    asks = _asks(meetings, there_are, viewer=viewer)
    case = slice_of(initiative, viewer=viewer, asks=asks, named=(Body, TradeOff))
    if case is None:
        return None
    bodies, groups = case.by_id(Body), case.by_id(Group)
    affected = _touched(initiative, viewer=viewer) & groups.keys()
    ordered = [row for name in meetings if (row := case.by_id(Meeting).get(name)) is not None]
    known = case.by_id(Barrier)
    barriers = [barrier_seen(known[name], case) for name in there_are if name in known]
    held = viewer.sides(initiative) if viewer.person is not None else frozenset()
    return Inclusion(
        groups=tuple(
            GroupSeen(
                group=row,
                affected=row.id in affected,
                vague=may_name_group(name=row.name, description=row.description) is not None,
            )
            for row in sorted(groups.values(), key=lambda row: (row.side is not Side.CIVIC, row.side or "", row.name))
        ),
        affected=affected,
        not_reached=sum(groups[name].status.value == "not_reached" for name in affected),
        populations=case.rows(Population),
        occasions=tuple(_occasion(row, case.by_id(Meeting)) for row in tallies(case)),
        barriers=tuple(barriers),
        adaptations=tuple(row for row in case.rows(Adaptation) if row.barrier is None),
        meetings=tuple(
            MeetingSeen(meeting=row, held=was_held(row, at=case.at), people=came_to(row)) for row in ordered
        ),
        selections=tuple((row, bodies.get(row.body or "")) for row in case.rows(Selection)),
        recruitments=case.rows(Recruitment),
        invited=tuple(
            row
            for row in case.rows(Invitation)
            if row.person is not None and row.person == viewer.person and row.accepted is None
        ),
        staying=_staying(initiative, case.rows(Cycle)),
        own=tuple(row for row in case.rows(Participation) if row.person == viewer.person),
        trainings=case.rows(Training),
        takes_part=bool(held),
        has_rounds=bool(case.rows(Cycle)),
        has_seat=bool(held) and bool(seated_in(initiative, viewer=viewer)),
    )


def came_to(meeting: Meeting) -> int | None:
    """Return how many people came to a meeting; nothing where few did."""
    people = sum(each.people for each in meeting.attendance)
    return people if people >= COUNT_MINIMUM else None


def _occasion(tally: Tally, meetings: dict[str, Meeting]) -> Occasion:
    total, population = tally.known, sum(tally.population.values())
    few = hidden(tally.participants)
    categories = []
    for name, size in tally.population.items():
        came = tally.participants.get(name, 0)
        interval = wilson(came, total) if total else None
        categories.append(
            Category(
                name=name,
                came=came,
                few=name in few,
                nobody=came == 0,
                share=came / total if total else 0.0,
                low=interval.low if interval else 0.0,
                high=interval.high if interval else 1.0,
                population_share=size / population if population else 0.0,
            )
        )
    meeting = meetings.get(tally.meeting or "")
    return Occasion(tally=tally, meeting=meeting, categories=tuple(categories), total=total, population=population)


def barrier_seen(barrier: Barrier, case: Case) -> BarrierSeen:
    """Return a barrier with what belongs to it."""
    start, end = barrier.happened_at, barrier.solved_at
    return BarrierSeen(
        barrier=barrier,
        group=case.by_id(Group).get(barrier.group or ""),
        meeting=case.by_id(Meeting).get(barrier.meeting or ""),
        solved_after=days_between(start, end) if start is not None and end is not None else None,
        trade_off=case.by_id(TradeOff).get(barrier.side_effect or ""),
        adaptations=tuple(row for row in case.rows(Adaptation) if row.barrier == barrier.id),
    )


def _staying(initiative: str, cycles: tuple[Cycle, ...]) -> Staying | None:
    """Count how many stayed to the next round, past what the viewer may read of persons: nobody is told who.

    As for all figures of persons by what came of them: at least ten people, and at least five who stayed and who left.
    """
    open_ones = models.Participation.objects.filter(initiative=initiative, space__isnull=True, side=Side.CIVIC)
    there: dict[str, set[str]] = {}
    for cycle, person in open_ones.values_list("cycle", "person"):
        if cycle and person:
            there.setdefault(str(cycle), set()).add(str(person))
    rounds = sorted((row for row in cycles if row.id in there), key=lambda row: (row.number, row.id))
    if len(rounds) < 2:
        return None
    before, after = rounds[-2], rounds[-1]
    people = there[before.id]
    stayed = len(people & there[after.id])
    shown = display(
        About.PERSONS_OUTCOME, numerator=stayed, denominator=len(people), minimum=1, audience=Audience.PUBLIC
    )
    return None if shown == "suppressed" else Staying(before=before, after=after, stayed=stayed, people=len(people))
