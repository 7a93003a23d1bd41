"""Who takes part: populations, recruitment, selections, invitations, hours, lotteries."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from counterpoise.record.access import BarrierKind
from counterpoise.record.base import Row, Side, ref
from counterpoise.record.moments import Moment
from counterpoise.record.people import SeatMethod

__all__ = [
    "Decline",
    "FunnelCount",
    "FunnelStep",
    "Invitation",
    "LotteryRun",
    "Margin",
    "MarginKind",
    "Participation",
    "Population",
    "Recruitment",
    "Selection",
    "SelectionState",
]


class MarginKind(StrEnum):
    """Who is counted: the population, or those who took part (by an anonymous tally)."""

    POPULATION = "population"
    PARTICIPANTS = "participants"


class SelectionState(StrEnum):
    """Where a selection stands."""

    PLANNED = "planned"
    RECRUITING = "recruiting"
    SELECTED = "selected"
    SEATED = "seated"
    RESTING = "resting"


class FunnelStep(StrEnum):
    """The steps from being invited to being heard."""

    INVITED = "invited"
    CAME = "came"
    SEATED = "seated"
    SPOKE = "spoke"
    CITED = "cited"


@dataclass(frozen=True, slots=True, kw_only=True)
class Population(Row):
    """The people of an area or service, against whom participants are compared.

    Attributes
    ----------
    name
        Its name.
    area
        The area or service.
    size
        How many people it has.
    """

    TABLE: ClassVar[str] = "populations"

    name: str = ""
    area: str = ""
    size: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin(Row):
    """How many people of a population, or of those who took part, are in one category.

    Attributes
    ----------
    population
        The population.
    variable
        What people are counted by, such as ``age``.
    category
        The category, such as ``65-79``; empty for "not answered".
    kind
        Whether the population is counted or those who took part.
    count
        How many people.
    counted_on
        The day of the count.
    meeting
        The meeting at which those who took part were tallied.
    """

    TABLE: ClassVar[str] = "margins"

    population: str | None = ref("populations")
    variable: str = ""
    category: str = ""
    kind: MarginKind = MarginKind.POPULATION
    count: int | None = None
    counted_on: date | None = None
    meeting: str | None = ref("meetings")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recruitment(Row):
    """How people were asked to take part, and whom that way does not reach.

    Attributes
    ----------
    route
        The way, in plain words.
    criterion
        Whom it looked for.
    limits
        Whom it does not reach.
    decided_by
        The body that chose the way.
    method
        How places are filled.
    """

    TABLE: ClassVar[str] = "recruitments"

    route: str = ""
    criterion: str = ""
    limits: str = ""
    decided_by: str | None = ref("bodies")
    method: SeatMethod | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelCount:
    """How many people got as far as one step, and how many of them had taken a critical position. Counts only.

    Attributes
    ----------
    step
        The step.
    critical
        How many of them had taken a position against the organization's proposal, by the rule fixed beforehand; not
        counted where a group is named.
    everybody
        How many there were in all, or of the group.
    group
        The group whose people are counted; empty for everybody together.
    """

    step: FunnelStep | None = None
    critical: int = 0
    everybody: int = 0
    group: str | None = ref("groups")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection(Row):
    """Seats are filled: by which method and criterion, by whom, and who is not in.

    Attributes
    ----------
    body
        The body whose seats are filled.
    method
        How.
    criterion
        By which criterion.
    criteria_hash
        The SHA-256 of the criteria, fixed before replies were seen.
    decided_by
        The body that decided.
    state
        Where the selection stands.
    funnel
        How many people got how far.
    not_in
        Who is not in, in plain words and numbers.
    """

    TABLE: ClassVar[str] = "selections"

    body: str | None = ref("bodies")
    method: SeatMethod | None = None
    criterion: str = ""
    criteria_hash: str = ""
    decided_by: str | None = ref("bodies")
    state: SelectionState = SelectionState.PLANNED
    funnel: tuple[FunnelCount, ...] = ()
    not_in: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation(Row):
    """Somebody, or a number of people of a group, was asked to take part.

    Attributes
    ----------
    selection
        The selection that it is for.
    recruitment
        The way in which they were asked.
    person
        Who was asked.
    group
        The group that was asked.
    people
        How many people were asked.
    accepted
        Whether they said yes; empty while they said nothing.
    replied_at
        When they replied.
    expires_on
        The day from which it no longer holds.
    """

    TABLE: ClassVar[str] = "invitations"

    selection: str | None = ref("selections")
    recruitment: str | None = ref("recruitments")
    person: str | None = ref("persons")
    group: str | None = ref("groups")
    people: int = 1
    accepted: bool | None = None
    replied_at: Moment | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decline(Row):
    """A no with its reason: an answer that is counted and kept.

    Attributes
    ----------
    invitation
        The invitation.
    selection
        The selection that it was for.
    group
        The group that they belong to.
    kind
        What kept them away.
    reason
        Why, in their own words.
    shared
        Whether they let the other side read the reason.
    """

    TABLE: ClassVar[str] = "declines"

    invitation: str | None = ref("invitations")
    selection: str | None = ref("selections")
    group: str | None = ref("groups")
    kind: BarrierKind | None = None
    reason: str = ""
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation(Row):
    """Somebody took part in a round.

    Attributes
    ----------
    person
        Who.
    cycle
        In which round.
    seat
        In which seat, if any.
    side
        On whose side.
    hours
        How many hours.
    support_paid
        What they were paid for it, in euros.
    """

    TABLE: ClassVar[str] = "participations"

    person: str | None = ref("persons")
    cycle: str | None = ref("cycles")
    seat: str | None = ref("seats")
    side: Side | None = None
    hours: float | None = None
    support_paid: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LotteryRun(Row):
    """One run of a lottery; runs that were broken off are kept too.

    Attributes
    ----------
    selection
        The selection that it is for.
    objective
        By which rule chances were made fair, such as ``leximin``.
    pool_size
        How many volunteers there were.
    panel_size
        How many places.
    pool_hash
        The SHA-256 of the pool.
    quotas_hash
        The SHA-256 of the quotas.
    lottery_hash
        The SHA-256 of the frozen lottery.
    randomness
        The public randomness that was named beforehand.
    drawn
        The number that came out.
    witnesses
        Who was there when it came out.
    aborted
        Whether it was broken off.
    reason
        Why it was broken off.
    """

    TABLE: ClassVar[str] = "lottery_runs"

    selection: str | None = ref("selections")
    objective: str = ""
    pool_size: int | None = None
    panel_size: int | None = None
    pool_hash: str = ""
    quotas_hash: str = ""
    lottery_hash: str = ""
    randomness: str = ""
    drawn: str = ""
    witnesses: str = ""
    aborted: bool = False
    reason: str = ""
