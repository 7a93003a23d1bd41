"""What a closed room could let out for the power check, for its members: the counts, and the votes on them."""

from dataclasses import dataclass
from datetime import date, datetime

from counterpoise.audit.rooms import RELEASABLE, counts_of_room
from counterpoise.expertise.contributions import may_release
from counterpoise.levels.refusals import Refusal
from counterpoise.levels.spaces import CLOSED
from counterpoise.record import Moment
from counterpoise.record.contributions import Digest
from counterpoise.record.people import ReleasedCount, Space
from counterpoise.web.audit import models
from counterpoise.web.audit.selectors.power import record_of
from counterpoise.web.expertise.selectors import members_of
from counterpoise.web.people.selectors import Viewer, spaces

__all__ = ["Countable", "RoomCounts", "room_counts_for", "standing_in_the_way"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Countable:
    """One measure for which a room could let out a count.

    Attributes
    ----------
    code
        The measure.
    rows
        What would be let out today; empty where there is too little.
    proposal
        The vote that goes on; empty where there is none.
    voted, members
        How many have voted, of how many.
    mine, ready, lost
        Whether who looks has voted, whether the vote is won, and whether it is lost.
    released_on
        The day on which the last count was let out.
    """

    code: str
    rows: tuple[ReleasedCount, ...]
    proposal: str
    voted: int
    members: int
    mine: bool
    ready: bool
    lost: bool
    released_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomCounts:
    """A closed room, with each measure for which it could let out a count."""

    space: Space
    countable: tuple[Countable, ...]


def standing_in_the_way(
    proposal: models.CountProposal, *, space: Space, electorate: set[str], at: datetime
) -> tuple[Refusal, ...]:
    """Say what stands in the way of letting out a count now: the rule is that of a text that a room shares.

    Parameters
    ----------
    proposal
        The vote.
    space
        The room.
    electorate
        Who may vote, or has voted.
    at
        The moment.
    """
    as_text = Digest(
        id=proposal.name,
        recorded_at=proposal.proposed_at,
        happened_at=Moment.exactly(proposal.proposed_at),
        from_space=space.id,
        text=proposal.indicator,
        votes_for=proposal.votes_for,
        votes_against=proposal.votes_against,
        released_at=None if proposal.released_at is None else Moment.exactly(proposal.released_at),
    )
    return may_release(as_text, space=space, members=len(electorate), at=at)


def room_counts_for(initiative: str, room: str, *, viewer: Viewer) -> RoomCounts | None:
    """Return what a closed room could let out, for its members; nothing for anybody else.

    Parameters
    ----------
    initiative, room
        The room.
    viewer
        Who looks.
    """
    here = (row for row in spaces(viewer=viewer, initiative=initiative) if row.kind in CLOSED and row.id == room)
    space = next(here, None)
    if space is None or viewer.person is None:
        return None
    counts = counts_of_room(record_of(viewer), room=room, at=viewer.at, by=None)
    proposals = list(models.CountProposal.objects.filter(room=room, initiative=initiative))
    ballots: dict[str, set[str]] = {row.name: set() for row in proposals}
    for name, person in models.CountBallot.objects.filter(proposal__in=proposals).values_list("proposal", "person"):
        ballots[str(name)].add(str(person))
    members = set(members_of(space, at=viewer.at))
    lines = [_Line(code, counts[code], proposals, ballots, members) for code in RELEASABLE]
    return RoomCounts(
        space=space,
        countable=tuple(_countable(line, space, viewer) for line in lines),
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """What is known of one measure: its counts, and the votes on it."""

    code: str
    rows: tuple[ReleasedCount, ...]
    proposals: list[models.CountProposal]
    ballots: dict[str, set[str]]
    members: set[str]


def _countable(line: _Line, space: Space, viewer: Viewer) -> Countable:
    of_this = [row for row in line.proposals if row.indicator == line.code]
    open_one = next((row for row in of_this if row.released_at is None), None)
    released = next((row.released_at for row in of_this if row.released_at is not None), None)
    voters = line.ballots[open_one.name] if open_one is not None else set()
    refusals: set[str] = set()
    if open_one is not None:
        found = standing_in_the_way(open_one, space=space, electorate=voters | line.members, at=viewer.at)
        refusals = {each.code for each in found}
    lost = "expertise.vote_lost" in refusals or "expertise.no_vote" in refusals
    return Countable(
        code=line.code,
        rows=line.rows,
        # A vote that was lost is over: the count can be proposed anew.
        proposal=open_one.name if open_one is not None and not lost else "",
        voted=len(voters),
        members=len(voters | line.members),
        mine=viewer.person in voters,
        ready=open_one is not None and not refusals,
        lost=lost,
        released_on=released.date() if released is not None else None,
    )
