"""Name a group and say who belongs to it; tell the population, and count people by what they have in common."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from counterpoise.inclusion.groups import may_name_group
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Moment, Row, Side
from counterpoise.record.initiatives import Group, Reached
from counterpoise.record.meetings import Meeting
from counterpoise.record.participation import Margin, MarginKind, Population
from counterpoise.record.people import Body
from counterpoise.web.inclusion import models
from counterpoise.web.inclusion.services.rights import case_here, held, known, seat_side, space_of
from counterpoise.web.initiatives import models as spine
from counterpoise.web.initiatives.services import log_of, sides_in
from counterpoise.web.ledger.services import RefusedError, Telling, new_id, tell
from counterpoise.web.people.selectors import Viewer

__all__ = ["Counting", "Grouping", "count_people", "describe_group", "name_group", "tell_population"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """A group, as a form gives it.

    Attributes
    ----------
    name, description
        Its name, and who belongs to it.
    side, size, status
        On whose side it stands, how many people it has, and whether it had a real chance to take part.
    whole_population
        Whether it is simply everybody of the area.
    body
        The body that speaks for it.
    override
        Whether the question "whom do you mean?" was read and set aside.
    """

    name: str
    description: str = ""
    side: Side | None = None
    size: int | None = None
    status: Reached = Reached.UNKNOWN
    whole_population: bool = False
    body: str | None = None
    override: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """How many people of a population, or of those who took part, are in each category.

    Attributes
    ----------
    population, variable
        Of which population, and by what people are counted.
    counts
        People by category; an empty category is "not answered".
    of_participants
        Whether those who took part are counted, by an anonymous tally.
    counted_on, meeting, source
        On which day, at which meeting, and where the numbers come from.
    """

    population: str
    variable: str
    counts: dict[str, int]
    of_participants: bool = False
    counted_on: date | None = None
    meeting: str | None = None
    source: str = ""


def name_group(*, initiative: str, grouping: Grouping, once: str, by: Viewer, at: datetime) -> Group:
    """Name a group; of a vague name without a description it is asked whom people mean.

    Raises
    ------
    NothingHereError
        There is no such initiative or body for this person, or they take no part.
    RefusedError
        It has no name, no side, or nobody knows who belongs to it and that question was not set aside.
    AlreadyToldError
        The same form was sent twice.
    """
    sides_in(initiative, by=by)
    known(Body, grouping.body, initiative=initiative, by=by)
    _may_name(grouping)
    row = Group(
        id=new_id("group", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        **_fields(grouping),
    )
    tell("group_named", Telling(model=spine.Group, row=row), by=by.person, at=at)
    return row


def _may_name(grouping: Grouping) -> None:
    refusal = may_name_group(name=grouping.name, description=grouping.description, override=grouping.override)
    found = [refusal] if refusal is not None else []
    if grouping.side is None:
        found.append(Refusal("inclusion.no_side"))
    if grouping.size is not None and grouping.size < 0:
        found.append(Refusal("inclusion.fewer_than_nobody"))
    if found:
        raise RefusedError(found)


def _fields(grouping: Grouping) -> dict[str, Any]:
    return {
        "name": grouping.name.strip(),
        "description": grouping.description.strip(),
        "side": grouping.side,
        "size": grouping.size,
        "status": grouping.status,
        "whole_population": grouping.whole_population,
        "body": grouping.body or None,
    }


def describe_group(*, initiative: str, group: str, version: int, grouping: Grouping, by: Viewer, at: datetime) -> Group:
    """Say better who belongs to a group, how many they are, and whether they had a real chance to take part.

    Raises
    ------
    NothingHereError
        There is no such group or body for this person, or they take no part.
    RefusedError
        As for `name_group`.
    StaleVersionError
        It was changed in the meantime.
    """
    now = held(Group, group, initiative=initiative, by=by)
    space = space_of(now, initiative=initiative, by=by, at=at)
    known(Body, grouping.body, initiative=initiative, by=by)
    _may_name(grouping)
    changes: dict[str, Any] = {**_fields(grouping), "quote": ""}
    row: Group = replace(
        now,
        version=version + 1,
        supersedes_reason="described anew",
        recorded_at=at,
        recorded_by=by.person,
        **changes,
    )
    tell("group_described", Telling(model=spine.Group, row=row), by=by.person, at=at, log=log_of(space))
    return row


def tell_population(
    *, initiative: str, name: str, area: str, size: int | None, once: str, by: Viewer, at: datetime
) -> Population:
    """Tell the population against which participants are compared. It takes a seat in a body.

    Raises
    ------
    NothingHereError
        There is no such initiative for this person, or they hold no seat.
    RefusedError
        It has no name.
    AlreadyToldError
        The same form was sent twice.
    """
    seat_side(initiative, by=by)
    if not name.strip():
        raise RefusedError((Refusal("inclusion.population_without_name"),))
    row = Population(
        id=new_id("population", once=once),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        name=name.strip(),
        area=area.strip(),
        size=size,
    )
    tell("population_told", Telling(model=models.Population, row=row), by=by.person, at=at)
    return row


def count_people(*, initiative: str, counting: Counting, once: str, by: Viewer, at: datetime) -> Population:
    """Write down how many people are in each category: one row for each, one entry for all. It takes a seat.

    Raises
    ------
    NothingHereError
        There is no such initiative, population or meeting for this person, or they hold no seat.
    RefusedError
        Nothing is counted, the day is to come, or more people took part than the population has.
    AlreadyToldError
        The same form was sent twice.
    """
    seat_side(initiative, by=by)
    population = case_here(initiative, by=by).by_id(Population)
    known(Population, counting.population, initiative=initiative, by=by)
    known(Meeting, counting.meeting, initiative=initiative, by=by)
    _may_count(counting, at=at)
    rows: list[Row] = [
        Margin(
            id=new_id("margin", once=f"{once}-{place}"),
            initiative=initiative,
            happened_at=Moment.exactly(at),
            recorded_at=at,
            recorded_by=by.person,
            source=counting.source.strip(),
            population=counting.population,
            variable=" ".join(counting.variable.split()),
            category=category,
            kind=MarginKind.PARTICIPANTS if counting.of_participants else MarginKind.POPULATION,
            count=count,
            counted_on=counting.counted_on or at.date(),
            meeting=counting.meeting or None,
        )
        for place, (category, count) in enumerate(counting.counts.items(), start=1)
    ]
    tell("people_counted", *(Telling(model=models.Margin, row=row) for row in rows), by=by.person, at=at)
    return population[counting.population]


def _may_count(counting: Counting, *, at: datetime) -> None:
    found = []
    if not counting.variable.strip():
        found.append(Refusal("inclusion.no_variable"))
    if not counting.counts:
        found.append(Refusal("inclusion.nobody_counted"))
    if counting.counted_on is not None and counting.counted_on > at.date():
        found.append(Refusal("inclusion.day_to_come"))
    if found:
        raise RefusedError(found)
