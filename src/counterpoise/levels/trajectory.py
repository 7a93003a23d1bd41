"""One person's care path: the same states as an initiative, an owner, and readers whom the owner let in.

Refusals, each after ``levels.``, besides those of an initiative: ``no_owner``, ``no_ground`` (somebody acts for the
owner and nobody wrote down on what ground), ``not_the_owner``, ``already_a_reader``, ``not_a_reader``,
``too_few_paths``, ``stepped_back_already``, ``before_it_began``, ``helps_no_longer``, ``nobody_of_this_name``.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from counterpoise.levels.governance import asleep_past_review, moves, review_ahead
from counterpoise.levels.refusals import Refusal
from counterpoise.levels.sides import Standing, lasts
from counterpoise.levels.spaces import acts_for_owner, may_read
from counterpoise.record.initiatives import Initiative, InitiativeState
from counterpoise.record.people import Body, BodyKind, Seat, Space
from counterpoise.record.trajectories import Trajectory

__all__ = [
    "ACTS",
    "LEAST_PATHS",
    "LONGEST_AGREEMENT",
    "asleep_past_review",
    "care_team_of",
    "counts",
    "may_agree",
    "may_end_reading",
    "may_grant",
    "may_open",
    "may_plan_look",
    "may_rest",
    "may_show_across",
    "may_step_back",
    "may_wake",
    "serves",
]

LEAST_PATHS = 10
"""No figure is made of fewer care paths than this: with fewer, somebody could find their own or their neighbour's."""

LONGEST_AGREEMENT = 6
"""A person's situation can change soon: an agreement about it is looked at again within so many months."""


ACTS: Mapping[str, frozenset[str]] = {
    part: frozenset(acts.split())
    for part, acts in {
        "trajectory": "one who-looked take-in take-along write write-row",
        "governance": "initiative people",
        "expertise": (
            "room say one change take-back reword judge ask question answer propose reply confirm close"
            " open option theme-page hidden"
        ),
        "control": (
            "room ask answer show declare contest-limit settle open-matter propose contest agree reopen"
            " write-requirement contest-requirement outcome rights calendar feed"
        ),
        "inclusion": "room meeting report solve",
        "interests": (
            "room friction notice positions put put-in reword show-position show exists step close confirm refuse"
            " reopen trade look"
        ),
        "decisions": (
            "index one limits weighing what-happened concern concerns raised answer judge heard consent judge-trace"
            " verdict done report"
        ),
        "audit": "power chapter chapter-of compare one contest figures printed readings run",
    }.items()
}
"""What the site does inside a care path, by part and act: reading; and of writing what an owner is told of those who
read along: talks and changes, what they think, and saying yes to what concerns them. Nobody plans meetings, draws lots,
counts a population, takes decisions of many or looks in an emergency there, and nothing is printed or asked by code."""


def serves(act: str) -> bool:
    """Say whether an act of the site serves inside a care path; for its owner and its readers alike.

    Parameters
    ----------
    act
        The part of the site and the act in it, such as ``interests:friction``.
    """
    part, _, name = act.partition(":")
    return name in ACTS.get(part, frozenset())


def may_agree(*, review_on: date | None, at: date) -> tuple[Refusal, ...]:
    """Say what stands in the way of an agreement around one person: its next look is ahead, and soon.

    Parameters
    ----------
    review_on
        When it is looked at again.
    at
        The day.
    """
    return review_ahead(review_on, at=at, months=LONGEST_AGREEMENT)


def may_step_back(*, since: date | None, stopped: date | None, on: date) -> tuple[Refusal, ...]:
    """Say what stands in the way of stepping back. No reason is ever asked.

    Parameters
    ----------
    since
        The first day of what somebody steps back from; empty where nobody knows it.
    stopped
        The day on which they stepped back already; empty where they did not.
    on
        The day on which they step back.
    """
    found = [] if stopped is None else [Refusal("levels.stepped_back_already", {"on": stopped.isoformat()})]
    if since is not None and on < since:
        found.append(Refusal("levels.before_it_began", {"since": since.isoformat()}))
    return tuple(found)


def may_open(path: Initiative, *, trajectory: Trajectory, at: date) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of opening a care path.

    Parameters
    ----------
    path
        The care path as an initiative.
    trajectory
        Its owner, and who acts for them.
    at
        The day.
    """
    found = list(moves(path.state, InitiativeState.ACTIVE))
    if trajectory.owner is None:
        found.append(Refusal("levels.no_owner"))
    if trajectory.represented_by is not None and not trajectory.representation_ground.strip():
        found.append(Refusal("levels.no_ground", {"person": trajectory.represented_by}))
    return (*found, *review_ahead(path.review_on, at=at))


def may_rest(path: Initiative, *, by: Standing, reason: str, review_on: date | None, at: date) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of letting a care path rest; its owner decides.

    Parameters
    ----------
    path
        The care path as an initiative.
    by
        Who asks for it.
    reason
        Why it rests.
    review_on
        When it is looked at again, at most twelve months ahead.
    at
        The day.
    """
    found = [*moves(path.state, InitiativeState.RESTING), *_owner_only(path.id, by)]
    if not reason.strip():
        found.append(Refusal("levels.no_reason"))
    return (*found, *review_ahead(review_on, at=at))


def may_plan_look(path: Initiative, *, by: Standing, review_on: date | None, at: date) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of setting the day on which an active care path is looked at again.

    Parameters
    ----------
    path
        The care path as an initiative.
    by
        Who asks for it; its owner decides.
    review_on
        The day, at most twelve months ahead.
    at
        The day on which it is set.
    """
    found = []
    if path.state is not InitiativeState.ACTIVE:
        found.append(Refusal("levels.wrong_state", {"state": str(path.state), "to": str(InitiativeState.ACTIVE)}))
    return (*found, *_owner_only(path.id, by), *review_ahead(review_on, at=at))


def may_wake(path: Initiative, *, by: Standing, circles: Collection[Space] = (), at: date) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of waking a care path: its owner may, and each of its readers.

    Parameters
    ----------
    path
        The care path as an initiative, with the date on which it is looked at again.
    by
        Who asks for it.
    circles
        The care circles of the path.
    at
        The day.
    """
    found = []
    if path.state is not InitiativeState.RESTING:
        found.append(Refusal("levels.wrong_state", {"state": str(path.state), "to": str(InitiativeState.ACTIVE)}))
    if not counts(path.id, standing=by, circles=circles, at=at):
        found.append(Refusal("levels.not_a_reader", {"path": path.id}))
    return (*found, *review_ahead(path.review_on, at=at))


def may_grant(circle: Space, *, by: Standing, reader: Standing, at: date) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of letting somebody read a care circle: the owner lets each one in.

    Parameters
    ----------
    circle
        The care circle.
    by
        Who lets them in.
    reader
        Who is let in.
    at
        The day.
    """
    found = list(_owner_only(circle.initiative or "", by))
    if may_read(circle, standing=reader, at=at) is None:
        found.append(Refusal("levels.already_a_reader", {"person": reader.person}))
    return tuple(found)


def may_end_reading(circle: Space, *, by: Standing, reader: Standing, at: date) -> tuple[Refusal, ...]:
    """Say what stands in the way of ending that somebody reads a care circle: the owner may, and the reader too.

    Somebody who has a place there that the owner did not give reads nothing; that place can be ended all the same.

    Parameters as for `may_grant`.
    """
    found = (
        [] if by.person is not None and by.person == reader.person else list(_owner_only(circle.initiative or "", by))
    )
    inside = any(row.room == circle.id and lasts(row, at=at) for row in reader.admissions)
    if not inside or acts_for_owner(circle.initiative, standing=reader):
        found.append(Refusal("levels.not_a_reader", {"person": reader.person}))
    return tuple(found)


def counts(path: str, *, standing: Standing, circles: Collection[Space], at: date) -> bool:
    """Say whether somebody counts in a care path: its owner, who acts for them, and those let into its circle.

    Parameters
    ----------
    path
        The care path: the id of its initiative.
    standing
        What the record says of the person.
    circles
        The care circles of the path.
    at
        The day.
    """
    return acts_for_owner(path, standing=standing) or any(
        circle.initiative == path and may_read(circle, standing=standing, at=at) is None for circle in circles
    )


def care_team_of(path: str, *, bodies: Iterable[Body], seats: Iterable[Seat], at: date) -> frozenset[str] | None:
    """Return who has a place in the care team of a path at a day, by the ids that tie and person share.

    Parameters
    ----------
    path
        The care path: the id of its initiative.
    bodies, seats
        Rows of the record; a care team is a body of kind ``team`` that belongs to the path.
    at
        The day.

    Returns
    -------
    frozenset of str or None
        None where no team was written down: that is not the same as an empty one.
    """
    teams = {body.id for body in bodies if body.initiative == path and body.kind is BodyKind.TEAM}
    if not teams:
        return None
    return frozenset(
        seat.person for seat in seats if seat.person is not None and seat.body in teams and lasts(seat, at=at)
    )


def may_show_across(paths: Collection[str], *, consenting: Collection[str]) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of one figure about several care paths.

    Parameters
    ----------
    paths
        The care paths that have the figure.
    consenting
        Those whose owners let their figure be counted among others. Without that no path is counted.
    """
    counted = set(paths) & set(consenting)
    if len(counted) >= LEAST_PATHS:
        return ()
    # How many there are is said neither: that number is about few people as well.
    return (Refusal("levels.too_few_paths", {"least": LEAST_PATHS}),)


def _owner_only(path: str, by: Standing) -> tuple[Refusal, ...]:
    return () if acts_for_owner(path, standing=by) else (Refusal("levels.not_the_owner", {"path": path}),)
