"""Who may write what about a decision: who takes part, who speaks for its taker, who speaks for a group.

Nobody of these needs a decision to be well made: recording that one was taken is open to all who can know of it.
"""

from datetime import date

from counterpoise.levels.sides import Standing, lasts, sides
from counterpoise.record import Side
from counterpoise.record.initiatives import Group
from counterpoise.record.people import Body

__all__ = ["may_judge_for", "may_record", "may_speak_for_body", "may_speak_for_group", "takes_part"]


def _seated_in(standing: Standing, *, initiative: str | None, at: date) -> frozenset[str]:
    return frozenset(
        seat.body
        for seat in standing.seats
        if seat.body is not None
        and lasts(seat, at=at)
        and (initiative is None or seat.initiative in {None, initiative})
    )


def takes_part(standing: Standing, *, initiative: str | None, at: date) -> bool:
    """Say whether a person has any place in an initiative at a day; then they can raise a concern.

    Parameters
    ----------
    standing
        What the record says of the person.
    initiative
        The initiative.
    at
        The day.
    """
    return standing.person is not None and bool(sides(standing, initiative=initiative, at=at))


def may_record(standing: Standing, *, initiative: str | None, at: date) -> bool:
    """Say whether a person can write down that a decision was taken, and that a group was told of it.

    Whoever stands on the organization's side can, and whoever holds a seat in a body; parameters as for `takes_part`.
    """
    if standing.person is None:
        return False
    held = sides(standing, initiative=initiative, at=at)
    return Side.ORGANIZATIONAL in held or bool(_seated_in(standing, initiative=initiative, at=at))


def may_speak_for_body(body: Body | None, *, standing: Standing, initiative: str | None, at: date) -> bool:
    """Say whether a person can answer for a body: complete its decisions, answer concerns, publish.

    A person of the body's own side can, so that an answer does not wait for one holder of a seat; for a joint body only
    its members. Where nobody wrote down which body took a decision, the organization's side is asked.

    Parameters
    ----------
    body
        The body; empty where it is not known.
    standing, initiative, at
        As for `takes_part`.
    """
    if standing.person is None:
        return False
    if body is not None and body.side is None:
        return body.id in _seated_in(standing, initiative=initiative, at=at)
    side = Side.ORGANIZATIONAL if body is None else body.side
    return side in sides(standing, initiative=initiative, at=at)


def may_speak_for_group(group: Group, *, standing: Standing, initiative: str | None, at: date) -> bool:
    """Say whether a person can say when a group heard of a decision.

    A body that speaks for the group does so by its members; else anybody of the group's side does.

    Parameters
    ----------
    group
        The group. Where nobody wrote down its side, whoever takes part can speak for it.
    standing, initiative, at
        As for `takes_part`.
    """
    if standing.person is None:
        return False
    if group.body is not None:
        return group.body in _seated_in(standing, initiative=initiative, at=at)
    held = sides(standing, initiative=initiative, at=at)
    return bool(held) if group.side is None else group.side in held


def may_judge_for(standing: Standing, *, initiative: str | None, at: date) -> frozenset[Side]:
    """Return the sides for which a person can say whether an agreement was kept; parameters as for `takes_part`."""
    if standing.person is None:
        return frozenset()
    return sides(standing, initiative=initiative, at=at) & {Side.CIVIC, Side.ORGANIZATIONAL}
