"""Who may seat whom, who may ask whom in, and who may read what somebody needs to be able to take part.

A side fills its own places: nobody of one side chooses who speaks for the other. Into a care path its owner alone lets
people, one by one: there nobody is asked in with a code, and nobody gives out places.

Refusals, each after ``levels.``: ``not_their_body``, ``seats_themselves``, ``not_of_this_side``, ``seated_already``,
``no_seat_left``, ``needs_a_reason``, ``lottery_needs_draw``, ``seat_has_ended``, ``takes_no_part``,
``asks_for_the_other_side``, ``needs_the_owner``, ``needs_a_side``, ``not_the_side_asked``.
"""

from collections.abc import Collection, Iterable
from datetime import date

from counterpoise.levels.refusals import Refusal
from counterpoise.levels.sides import Standing, lasts, sides, speaks_for
from counterpoise.levels.spaces import may_read
from counterpoise.record import Side
from counterpoise.record.people import Body, CapacityKind, Seat, SeatMethod, Space

__all__ = [
    "may_end_seat",
    "may_invite",
    "may_let_in",
    "may_read_needs",
    "may_seat",
    "may_take_part_as",
    "sits_in",
    "stands_by_who_asked",
]


def may_let_in(initiative: str | None, *, by: Standing) -> tuple[Refusal, ...]:
    """Say what stands in the way of bringing people into an initiative by a code, a place or a body.

    Of a care path it is refused to everybody. Its owner lets people in by name, having seen that it is them.

    Parameters
    ----------
    initiative
        The initiative.
    by
        Who would do it.
    """
    return (Refusal("levels.needs_the_owner", {"path": initiative}),) if initiative in by.paths else ()


def sits_in(standing: Standing, *, at: date) -> frozenset[str]:
    """Return the bodies in which somebody sits at a day."""
    return frozenset(seat.body for seat in standing.seats if seat.body is not None and lasts(seat, at=at))


def _fills(body: Body, *, by: Standing, filled: Collection[Seat], holder: str | None, at: date) -> bool:
    seated = sits_in(by, at=at)
    if body.id in seated:
        return True
    # An empty body has nobody to fill it. Then those do who hold the initiative, if they are of its side.
    empty = not any(lasts(seat, at=at) for seat in filled)
    return empty and holder in seated


def may_seat(
    body: Body,
    *,
    by: Standing,
    newcomer: Standing | None,
    filled: Iterable[Seat] = (),
    holder: str | None = None,
    method: SeatMethod | None = None,
    at: date,
) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of giving somebody a place in a body.

    Those who sit in a body fill its places. While nobody does, those who hold the initiative fill them, if they are of
    the body's side. In a joint body each side seats its own. Nobody seats themselves, except in a body that everybody
    may join by their own choice.

    Parameters
    ----------
    body
        The body.
    by
        Who does it.
    newcomer
        Who would sit in it; None where that is not known yet, as for an invitation.
    filled
        The seats of this body.
    holder
        The body that holds the initiative.
    method
        How the seat is filled. Not by lottery: such a seat names its draw, and is given with it to who was drawn.
    at
        The day.
    """
    seats = list(filled)
    found = [Refusal("levels.lottery_needs_draw")] if method is SeatMethod.LOTTERY else []
    found += may_let_in(body.initiative, by=by)
    joins = method is SeatMethod.SELF_SELECTED and newcomer is not None and newcomer.person == by.person
    held = sides(by, initiative=body.initiative, at=at)
    if not joins and not _fills(body, by=by, filled=seats, holder=holder, at=at):
        found.append(Refusal("levels.not_their_body", {"body": body.id}))
    elif not joins and body.side is not None and body.side not in held:
        found.append(Refusal("levels.asks_for_the_other_side", {"body": body.id}))
    if newcomer is not None:
        found += _refused(body, by=by, newcomer=newcomer, joins=joins, seats=seats, at=at)
    taken = sum(lasts(seat, at=at) and seat.person is not None for seat in seats)
    if body.seats is not None and taken >= body.seats:
        found.append(Refusal("levels.no_seat_left", {"body": body.id, "seats": body.seats}))
    return tuple(found)


def _refused(
    body: Body, *, by: Standing, newcomer: Standing, joins: bool, seats: Iterable[Seat], at: date
) -> Iterable[Refusal]:
    if newcomer.person == by.person and not joins:
        yield Refusal("levels.seats_themselves", {"body": body.id})
    if any(seat.person == newcomer.person and lasts(seat, at=at) for seat in seats):
        yield Refusal("levels.seated_already", {"body": body.id})
    theirs = sides(newcomer, initiative=body.initiative, at=at)
    if body.side is not None and theirs and body.side not in theirs:
        yield Refusal("levels.not_of_this_side", {"body": body.id})
    if body.side is None and not joins and not theirs & sides(by, initiative=body.initiative, at=at):
        yield Refusal("levels.asks_for_the_other_side", {"body": body.id})


def may_end_seat(seat: Seat, *, by: Standing, reason: str = "", at: date) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of ending somebody's place in a body.

    Who holds it may always leave. Others who sit in the body need a reason, which stays in the record.

    Parameters
    ----------
    seat
        The seat.
    by
        Who ends it.
    reason
        Why.
    at
        The day.
    """
    if not lasts(seat, at=at):
        return (Refusal("levels.seat_has_ended", {"seat": seat.id}),)
    if by.person is not None and seat.person == by.person:
        return ()
    if seat.body not in sits_in(by, at=at):
        return (Refusal("levels.not_their_body", {"body": seat.body}),)
    return () if reason.strip() else (Refusal("levels.needs_a_reason", {"seat": seat.id}),)


def may_invite(
    *,
    by: Standing,
    initiative: str | None,
    body: Body | None = None,
    room: Space | None = None,
    capacity: CapacityKind | None = None,
    filled: Iterable[Seat] = (),
    holder: str | None = None,
    method: SeatMethod | None = None,
    at: date,
) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of inviting somebody: to a body, a room, a capacity, or an initiative.

    To the initiative itself each side can ask in the other: else nobody of it would ever come. Where somebody speaks
    for a side, in a body or a room, each side asks in its own.

    Parameters
    ----------
    by
        Who invites.
    initiative
        The initiative.
    body, room, capacity
        To what; none of them for the initiative itself.
    filled, holder, method
        As for `may_seat`.
    at
        The day.
    """
    held = sides(by, initiative=initiative, at=at)
    if by.person is None or not held:
        return (Refusal("levels.takes_no_part", {"initiative": initiative}),)
    found = list(may_let_in(initiative, by=by))
    if body is not None:
        found += may_seat(body, by=by, newcomer=None, filled=filled, holder=holder, method=method, at=at)
    if room is not None:
        refusal = may_read(room, standing=by, at=at)
        found += [refusal] if refusal is not None else []
    if capacity is not None and speaks_for(capacity) not in held:
        found.append(Refusal("levels.asks_for_the_other_side", {"capacity": str(capacity)}))
    return tuple(found)


def may_take_part_as(kind: CapacityKind, *, asked: Side | None) -> tuple[Refusal, ...]:
    """Say what stands in the way of taking part as something, with an invitation to an initiative.

    Parameters
    ----------
    kind
        As what somebody wants to take part.
    asked
        The side on which they are asked in; None for an invitation that was made before sides were told.
    """
    if asked is None or speaks_for(kind) is asked:
        return ()
    return (Refusal("levels.not_the_side_asked", {"kind": str(kind), "side": str(asked)}),)


def stands_by_who_asked(kind: CapacityKind, *, asked: Side | None, by: frozenset[Side]) -> bool:
    """Say whether somebody takes part as something by the word of who asked them in, and not by their own alone.

    Who asked said on which side they stand. An invitation from before sides were told vouches only for the sides of
    who gave it: whoever chose another then did so by their own word, which opens no room.

    Parameters
    ----------
    kind, asked
        As for `may_take_part_as`.
    by
        The sides on which who asked stands in the initiative.
    """
    return speaks_for(kind) in ({asked} if asked is not None else by)


def may_read_needs(*, owner: str, reader: Standing, arranging: Collection[str], at: date) -> bool:
    """Say whether somebody may read what another needs to be able to take part.

    Only the one who needs it, and those who must arrange it: who sits in a body that sets the agenda or the chair of
    the initiative's meetings.

    Parameters
    ----------
    owner
        Who needs something.
    reader
        Who would read it.
    arranging
        The bodies that arrange the meetings of an initiative in which the owner takes part.
    at
        The day.
    """
    if reader.person is None:
        return False
    return reader.person == owner or not sits_in(reader, at=at).isdisjoint(arranging)
