"""How both sides talk about who decides: propose, contest, agree, reopen, expire. The talk has no end.

Every function says everything that stands in the way at once; nothing in the way is an empty answer. Rules for *in
force* are in `mandates`.
"""

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum

from counterpoise.control.mandates import agreement_stands
from counterpoise.control.says import strength
from counterpoise.levels.refusals import Refusal
from counterpoise.levels.sides import lasts
from counterpoise.record import Moment, Side
from counterpoise.record.mandates import Assent, Basis, DutyMove, Mandate, MandateState, StatutoryMandate
from counterpoise.record.people import Body, Seat

__all__ = [
    "LONGEST_MONTHS",
    "TRANSITIONS",
    "MandateObstacle",
    "content_problems",
    "last_day",
    "may_agree",
    "may_assent",
    "may_contest",
    "may_expire",
    "may_lay_down",
    "may_propose",
    "may_reopen",
    "next_version",
    "standing_assents",
]

LONGEST_MONTHS = 24
"""How many months ahead at most a mandate is looked at again, or expires."""

TRANSITIONS: Mapping[MandateState, frozenset[MandateState]] = {
    MandateState.PROPOSED: frozenset({MandateState.CONTESTED, MandateState.PROPOSED, MandateState.AGREED}),
    MandateState.CONTESTED: frozenset({MandateState.PROPOSED}),
    MandateState.AGREED: frozenset({MandateState.CONTESTED, MandateState.EXPIRED}),
    MandateState.EXPIRED: frozenset({MandateState.PROPOSED}),
}
"""From each state of a version, the states that the next version may have. None is the last."""


class MandateObstacle(StrEnum):
    """What can stand in the way of a step in the talk about a mandate."""

    NOT_FROM_HERE = "control.mandate_not_from_here"
    NO_MATTER = "control.mandate_no_matter"
    NO_HOLDER = "control.mandate_no_holder"
    NO_SAY = "control.mandate_no_say"
    GROUP_WITHOUT_SAY = "control.mandate_group_without_say"
    NO_LIMITS = "control.mandate_no_limits"
    NO_CONFLICT_RULE = "control.mandate_no_conflict_rule"
    NO_END = "control.mandate_no_end"
    END_PASSED = "control.mandate_end_passed"
    END_TOO_FAR = "control.mandate_end_too_far"
    DUTY_WITHOUT_SAY_FIELD = "control.mandate_duty_without_say_field"
    NO_LEGAL_RIGHT = "control.mandate_no_legal_right"
    BELOW_LEGAL_RIGHT = "control.mandate_below_legal_right"
    LEGAL_RIGHT_ENDED = "control.mandate_legal_right_ended"
    LAID_DOWN_ALREADY = "control.mandate_laid_down_already"
    NO_REASON = "control.mandate_no_reason"
    CLAIMED = "control.mandate_claimed"
    STATUTORY = "control.mandate_statutory"
    NOT_BOTH_SIDES = "control.mandate_not_both_sides"
    ASSENT_IN_FUTURE = "control.mandate_assent_in_future"
    NO_SEAT = "control.mandate_no_seat"
    SIDE_SAID_YES = "control.mandate_side_said_yes"
    PERSON_SAID_YES = "control.mandate_person_said_yes"
    NOT_EXPIRED_YET = "control.mandate_not_expired_yet"


def last_day(start: date, *, months: int = LONGEST_MONTHS) -> date:
    """Return the day a number of months later; the last of a shorter month where that day is not in it."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _no(obstacle: MandateObstacle, **given: object) -> Refusal:
    return Refusal(obstacle, given)


def _step(current: MandateState, to: MandateState) -> list[Refusal]:
    return [] if to in TRANSITIONS[current] else [_no(MandateObstacle.NOT_FROM_HERE, state=current, to=to)]


def content_problems(
    version: Mandate, *, affected: Collection[str], rights: Iterable[StatutoryMandate] = (), at: date
) -> tuple[Refusal, ...]:
    """Say what a version does not name yet.

    Parameters
    ----------
    version
        The version. That all is decided centrally is as good a content as any other.
    affected
        The groups that the matter affects: each needs a say, which may be none.
    rights
        The legal rights that hold on the matter: a version can give more, never less.
    at
        The day on which it is put.

    Returns
    -------
    tuple of Refusal
        What is claimed by its holder needs a matter, a holder and a say alone: reality first.
    """
    found = [
        _no(obstacle)
        for missing, obstacle in (
            (not version.matter, MandateObstacle.NO_MATTER),
            (not version.holder, MandateObstacle.NO_HOLDER),
            (version.say is None, MandateObstacle.NO_SAY),
        )
        if missing
    ]
    if version.basis is Basis.CLAIMED:
        return tuple(found)
    if version.basis is Basis.STATUTORY and not version.legal_right:
        found.append(_no(MandateObstacle.NO_LEGAL_RIGHT))
    named = {each.group for each in version.others}
    found += [_no(MandateObstacle.GROUP_WITHOUT_SAY, group=group) for group in sorted(set(affected) - named)]
    if not version.limits.strip():
        found.append(_no(MandateObstacle.NO_LIMITS))
    rule = (version.conflict_decides.strip(), version.conflict_mediator.strip(), version.conflict_max_days is not None)
    if not all(rule):
        found.append(_no(MandateObstacle.NO_CONFLICT_RULE))
    if version.duty_moved is DutyMove.TO_CIVIC and version.say_with_it is None:
        found.append(_no(MandateObstacle.DUTY_WITHOUT_SAY_FIELD, duty=version.duty))
    return (*found, *_end_problems(version, at), *_below_the_law(version, rights))


def _end_problems(version: Mandate, at: date) -> list[Refusal]:
    ends = {"review_on": version.review_on, "expires_on": version.expires_on}
    known = {field: day for field, day in ends.items() if day is not None}
    if not known:
        return [_no(MandateObstacle.NO_END)]
    found = [_no(MandateObstacle.END_PASSED, field=field, day=day) for field, day in known.items() if day <= at]
    latest = last_day(at)
    # One of the two within the term is enough: the other may lie further.
    if min(known.values()) > latest:
        found.append(_no(MandateObstacle.END_TOO_FAR, latest=latest))
    return found


def _below_the_law(version: Mandate, rights: Iterable[StatutoryMandate]) -> list[Refusal]:
    found = []
    for right in rights:
        given = [each.say for each in version.others if right.group is not None and each.group == right.group]
        if right.body is not None and version.holder == right.body and version.say is not None:
            given.append(version.say)
        if given and max(map(strength, given)) < strength(right.say):
            found.append(_no(MandateObstacle.BELOW_LEGAL_RIGHT, right=right.id, say=right.say))
    return found


def may_propose(
    version: Mandate,
    *,
    after: Mandate | None = None,
    affected: Collection[str],
    rights: Iterable[StatutoryMandate] = (),
    at: date,
) -> tuple[Refusal, ...]:
    """Say what stands in the way of putting a version, as the first one or after another.

    Parameters
    ----------
    version, affected, rights, at
        As for `content_problems`.
    after
        The version before; what was agreed is reopened first, and stays in force meanwhile.
    """
    step = [] if after is None else _step(after.state, MandateState.PROPOSED)
    return (*step, *content_problems(version, affected=affected, rights=rights, at=at))


def may_lay_down(
    version: Mandate, *, right: StatutoryMandate, there: Iterable[Mandate] = (), at: date
) -> tuple[Refusal, ...]:
    """Say what stands in the way of writing down that a legal right holds on a matter.

    The law speaks for itself: nobody agrees to it, and it names neither limits nor what happens where both disagree.

    Parameters
    ----------
    version
        The version that says so.
    right
        The legal right of the register that it follows from.
    there
        The mandates of the matter.
    at
        The day on which it is written down.
    """
    found = [
        _no(obstacle)
        for missing, obstacle in (
            (not version.matter, MandateObstacle.NO_MATTER),
            (version.holder is None or version.holder != right.body, MandateObstacle.NO_HOLDER),
            (version.say is None or version.say is not right.say, MandateObstacle.NO_SAY),
            (version.basis is not Basis.STATUTORY or version.legal_right != right.id, MandateObstacle.NO_LEGAL_RIGHT),
        )
        if missing
    ]
    if not lasts(right, at=at):
        found.append(_no(MandateObstacle.LEGAL_RIGHT_ENDED, right=right.id))
    if any(each.basis is Basis.STATUTORY and each.legal_right == right.id for each in there):
        found.append(_no(MandateObstacle.LAID_DOWN_ALREADY, right=right.id))
    return (*found, *_end_problems(version, at))


def may_contest(current: Mandate, *, reason: str) -> tuple[Refusal, ...]:
    """Say what stands in the way of contesting a version that is proposed. Both sides may, with a reason."""
    found = []
    if current.state is not MandateState.PROPOSED:
        found.append(_no(MandateObstacle.NOT_FROM_HERE, state=current.state, to=MandateState.CONTESTED))
    if not reason.strip():
        found.append(_no(MandateObstacle.NO_REASON))
    return tuple(found)


def may_reopen(current: Mandate, *, reason: str) -> tuple[Refusal, ...]:
    """Say what stands in the way of reopening what was agreed. Either side may, with a reason.

    The agreed version stays in force, contested, until it is replaced or expires. What the law lays down can be put
    higher by a new version, yet not reopened.
    """
    found = []
    if current.basis is Basis.STATUTORY:
        found.append(_no(MandateObstacle.STATUTORY))
    if current.state is not MandateState.AGREED:
        found.append(_no(MandateObstacle.NOT_FROM_HERE, state=current.state, to=MandateState.CONTESTED))
    if not reason.strip():
        found.append(_no(MandateObstacle.NO_REASON))
    return tuple(found)


def may_agree(
    current: Mandate,
    *,
    assents: Iterable[Assent],
    bodies: Mapping[str, Body],
    seats: Iterable[Seat],
    at: datetime,
) -> tuple[Refusal, ...]:
    """Say what stands in the way of agreeing to a version.

    Parameters
    ----------
    current
        The version that was put.
    assents
        Who said yes: one person of each side, not the same, each in a seat of a body of that side.
    bodies
        The bodies of the initiative by their ids.
    seats
        Its seats.
    at
        Now, with its time zone: no assent is given later.
    """
    given, held = tuple(assents), tuple(seats)
    found = _step(current.state, MandateState.AGREED)
    if current.basis is Basis.CLAIMED:
        found.append(_no(MandateObstacle.CLAIMED))
    for assent in given:
        if assent.given_at is not None and _after(assent.given_at, at):
            found.append(_no(MandateObstacle.ASSENT_IN_FUTURE, person=assent.person))
        if not _seated(assent, bodies, held, at.date()):
            found.append(_no(MandateObstacle.NO_SEAT, person=assent.person, side=assent.side))
    if not agreement_stands(replace(current, assents=given, recorded_at=at)):
        found.append(_no(MandateObstacle.NOT_BOTH_SIDES))
    return tuple(found)


def standing_assents(
    current: Mandate, *, bodies: Mapping[str, Body], seats: Iterable[Seat], at: date
) -> tuple[Assent, ...]:
    """Return the assents to a version whose givers still hold the seat in which they said yes."""
    held = tuple(seats)
    return tuple(assent for assent in current.assents if _seated(assent, bodies, held, at))


def may_assent(
    current: Mandate, *, assent: Assent, bodies: Mapping[str, Body], seats: Iterable[Seat], at: date
) -> tuple[Refusal, ...]:
    """Say what stands in the way of one side's yes to a version, before or after that of the other side.

    Parameters
    ----------
    current
        The version that was put, with the assents that it has.
    assent
        The yes. Each side says it once, and nobody says it for both sides.
    bodies, seats
        As for `may_agree`.
    at
        The day.
    """
    held = tuple(seats)
    found = []
    if current.state is not MandateState.PROPOSED:
        found.append(_no(MandateObstacle.NOT_FROM_HERE, state=current.state, to=MandateState.AGREED))
    if current.basis is Basis.CLAIMED:
        found.append(_no(MandateObstacle.CLAIMED))
    if assent.side not in {Side.CIVIC, Side.ORGANIZATIONAL} or not _seated(assent, bodies, held, at):
        found.append(_no(MandateObstacle.NO_SEAT, person=assent.person, side=assent.side))
    given = standing_assents(current, bodies=bodies, seats=held, at=at)
    if any(each.side is assent.side for each in given):
        found.append(_no(MandateObstacle.SIDE_SAID_YES, side=assent.side))
    elif any(each.person == assent.person for each in given):
        found.append(_no(MandateObstacle.PERSON_SAID_YES, person=assent.person))
    return tuple(found)


def may_expire(current: Mandate, *, at: date) -> tuple[Refusal, ...]:
    """Say what stands in the way of marking a version as expired: it was agreed, and its last day has passed."""
    found = _step(current.state, MandateState.EXPIRED)
    if current.basis is Basis.STATUTORY:
        found.append(_no(MandateObstacle.STATUTORY))
    if current.expires_on is None or current.expires_on > at:
        found.append(_no(MandateObstacle.NOT_EXPIRED_YET, expires_on=current.expires_on))
    return tuple(found)


def next_version(
    current: Mandate,
    *,
    to: MandateState,
    at: datetime,
    recorded_by: str | None = None,
    reason: str = "",
    assents: Iterable[Assent] = (),
) -> Mandate:
    """Return the version that follows when only the state of the talk changes; its content stays as it is.

    Parameters
    ----------
    current
        The version in which the talk stands now.
    to
        The state to come to. Whether that may be is for the functions above.
    at
        Now, with its time zone: it happens and is written down at this moment.
    recorded_by, reason, assents
        Who wrote it down, why, and who said yes.
    """
    return replace(
        current,
        version=current.version + 1,
        state=to,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=recorded_by,
        supersedes_reason=reason,
        assents=tuple(assents),
        basis=Basis.AGREED if to is MandateState.AGREED and current.basis is None else current.basis,
    )


def _after(moment: Moment, at: datetime) -> bool:
    return moment.at > at if moment.at is not None else moment.first > at.date()


def _seated(assent: Assent, bodies: Mapping[str, Body], seats: Iterable[Seat], day: date) -> bool:
    body = bodies.get(assent.body or "")
    return body is not None and body.side is assent.side and any(_sits(seat, assent, day) for seat in seats)


def _sits(seat: Seat, assent: Assent, day: date) -> bool:
    holds = assent.person is not None and seat.person == assent.person
    return holds and seat.body == assent.body and lasts(seat, at=day)
