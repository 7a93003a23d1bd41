"""Reads of who takes part: groups, meetings against the population, barriers, selections."""

from dataclasses import dataclass

from counterpoise.inclusion.representativeness import Tally, tallies
from counterpoise.record import DayRange, Side, days_between
from counterpoise.record.access import Adaptation, Barrier
from counterpoise.record.initiatives import Affects, Group, TradeOff
from counterpoise.record.meetings import Meeting
from counterpoise.record.participation import Recruitment, Selection
from counterpoise.record.people import Body
from counterpoise.statistics.disclosure.rules import COUNT_MINIMUM
from counterpoise.statistics.intervals import wilson
from counterpoise.web.inclusion.records import PAIRS
from counterpoise.web.initiatives.selectors import case_of
from counterpoise.web.people.selectors import Viewer

__all__ = ["BarrierSeen", "Category", "Inclusion", "inclusion_visible_to"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One category of those who came, beside its share of the population. Few people are never counted out."""

    name: str
    came: int
    few: bool
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
    solved_after: DayRange | None
    trade_off: TradeOff | None
    adaptations: tuple[Adaptation, ...]


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
    occasions
        Those who came against the population, the latest first.
    barriers
        What keeps people away.
    meetings
        The meetings, the latest first, with how many people came.
    selections
        How seats were filled, with the body.
    recruitments
        How people were asked.
    """

    groups: tuple[Group, ...]
    affected: frozenset[str]
    not_reached: int
    occasions: tuple[Occasion, ...]
    barriers: tuple[BarrierSeen, ...]
    meetings: tuple[tuple[Meeting, int], ...]
    selections: tuple[tuple[Selection, Body | None], ...]
    recruitments: tuple[Recruitment, ...]


def inclusion_visible_to(initiative: str, *, viewer: Viewer) -> Inclusion | None:
    """Return who takes part in an initiative, as far as somebody may read it.

    Nothing where there is no such initiative, or none that this person may read.
    """
    case = case_of(initiative, viewer=viewer, room="inclusion", tables=PAIRS)
    if case is None:
        return None
    meetings, bodies, groups = case.by_id(Meeting), case.by_id(Body), case.by_id(Group)
    affected = frozenset(row.group for row in case.rows(Affects) if row.group in groups)
    ordered = sorted(meetings.values(), key=lambda row: str(row.happened_at or ""), reverse=True)
    return Inclusion(
        groups=tuple(sorted(groups.values(), key=lambda row: (row.side is not Side.CIVIC, row.side or "", row.name))),
        affected=frozenset(name for name in affected if name),
        not_reached=sum(groups[name].status.value == "not_reached" for name in affected if name),
        occasions=tuple(_occasion(row, meetings) for row in tallies(case)),
        barriers=tuple(
            _barrier(row, groups, case.rows(Adaptation), case.by_id(TradeOff)) for row in case.rows(Barrier)
        ),
        meetings=tuple((row, sum(each.people for each in row.attendance)) for row in ordered),
        selections=tuple((row, bodies.get(row.body or "")) for row in case.rows(Selection)),
        recruitments=case.rows(Recruitment),
    )


def _occasion(tally: Tally, meetings: dict[str, Meeting]) -> Occasion:
    total, population = tally.known, sum(tally.population.values())
    categories = []
    for name, size in tally.population.items():
        came = tally.participants.get(name, 0)
        interval = wilson(came, total) if total else None
        categories.append(
            Category(
                name=name,
                came=came,
                few=0 < came < COUNT_MINIMUM,
                share=came / total if total else 0.0,
                low=interval.low if interval else 0.0,
                high=interval.high if interval else 1.0,
                population_share=size / population if population else 0.0,
            )
        )
    meeting = meetings.get(tally.meeting or "")
    return Occasion(tally=tally, meeting=meeting, categories=tuple(categories), total=total, population=population)


def _barrier(
    barrier: Barrier, groups: dict[str, Group], adaptations: tuple[Adaptation, ...], trade_offs: dict[str, TradeOff]
) -> BarrierSeen:
    start, end = barrier.happened_at, barrier.solved_at
    return BarrierSeen(
        barrier=barrier,
        group=groups.get(barrier.group or ""),
        solved_after=days_between(start, end) if start is not None and end is not None else None,
        trade_off=trade_offs.get(barrier.side_effect or ""),
        adaptations=tuple(row for row in adaptations if row.barrier == barrier.id),
    )
