"""Asking people in: nobody is asked before the criteria are fixed, and a reply is given once."""

from dataclasses import replace
from datetime import date

from counterpoise.levels.refusals import Refusal
from counterpoise.record import Moment
from counterpoise.record.participation import Invitation, Participation, Selection, SelectionState

__all__ = ["REFUSALS", "may_invite", "may_log", "may_reply", "replied"]

REFUSALS = (
    "inclusion.criteria_not_frozen",
    "inclusion.nobody_asked",
    "inclusion.replied_already",
    "inclusion.more_replies_than_asked",
    "inclusion.expired",
    "inclusion.hours_below_zero",
    "inclusion.no_round",
)
"""The words with which this module says no."""

_ASKING = frozenset({SelectionState.RECRUITING, SelectionState.SELECTED, SelectionState.SEATED})


def may_invite(invitation: Invitation, *, selection: Selection) -> tuple[Refusal, ...]:
    """Say what stands in the way of asking people: the criteria of the selection are fixed, and somebody is asked.

    Parameters
    ----------
    invitation
        The invitation.
    selection
        The selection that it is for.
    """
    found = []
    if selection.state not in _ASKING or not selection.criteria_hash:
        found.append(Refusal("inclusion.criteria_not_frozen"))
    if invitation.people < 1 or (invitation.person is None and invitation.group is None):
        found.append(Refusal("inclusion.nobody_asked"))
    return tuple(found)


def may_reply(invitation: Invitation, *, people: int, at: date) -> tuple[Refusal, ...]:
    """Say what stands in the way of a reply by some of those who were asked.

    Parameters
    ----------
    invitation
        The invitation.
    people
        How many of them reply.
    at
        The day.
    """
    found = []
    if invitation.accepted is not None:
        found.append(Refusal("inclusion.replied_already"))
    if people < 1 or people > invitation.people:
        found.append(Refusal("inclusion.more_replies_than_asked", {"asked": invitation.people}))
    if invitation.expires_on is not None and invitation.expires_on <= at:
        found.append(Refusal("inclusion.expired", {"on": invitation.expires_on.isoformat()}))
    return tuple(found)


def replied(invitation: Invitation, *, people: int, accepted: bool, at: Moment) -> tuple[Invitation, Invitation | None]:
    """Return the reply of some of those who were asked, and the invitation of the others; none where all replied."""
    answer = replace(invitation, people=people, accepted=accepted, replied_at=at)
    rest = invitation.people - people
    return answer, replace(invitation, people=rest) if rest else None


def may_log(row: Participation) -> tuple[Refusal, ...]:
    """Say what stands in the way of writing down that somebody took part: in which round, and no time below zero."""
    found = []
    if row.cycle is None:
        found.append(Refusal("inclusion.no_round"))
    if (row.hours is not None and row.hours < 0) or (row.support_paid is not None and row.support_paid < 0):
        found.append(Refusal("inclusion.hours_below_zero"))
    return tuple(found)
