"""What people say stays theirs: given in a capacity, never edited by others, withdrawn to a stub, shared by digest.

Refusals, each after ``expertise.``: ``wrong_state``, ``no_words``, ``no_capacity``, ``words_of_another``,
``not_the_author``, ``only_by_digest``, ``room_not_closed``, ``no_vote``, ``more_votes_than_members``, ``vote_lost``,
``already_shared``, ``vote_goes_on``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from counterpoise.levels.refusals import Refusal
from counterpoise.levels.sides import day_of, has_come
from counterpoise.levels.spaces import CLOSED
from counterpoise.record import days_between
from counterpoise.record.contributions import Contribution, ContributionState, Digest, Medium
from counterpoise.record.meetings import Meeting
from counterpoise.record.people import Space

__all__ = [
    "DAYS_TO_VOTE",
    "TRANSITIONS",
    "author",
    "closed_in_silence",
    "may_correct",
    "may_give",
    "may_leave_room",
    "may_release",
    "may_share",
    "may_withdraw",
    "withdrawn",
]

TRANSITIONS: Mapping[ContributionState, frozenset[ContributionState]] = {
    ContributionState.DRAFT: frozenset({ContributionState.GIVEN}),
    ContributionState.GIVEN: frozenset({ContributionState.WITHDRAWN}),
    ContributionState.WITHDRAWN: frozenset(),
}
"""What can follow. A withdrawn contribution is a stub for good; the same words can be given again as a new one."""

DAYS_TO_VOTE = 14
"""After so many days, those who voted decide; before, every member can still turn a vote that is not decided."""


def author(contribution: Contribution) -> str | None:
    """Return whose words these are: the one for whom they were written down, else the one who wrote them down."""
    return contribution.on_behalf_of or contribution.recorded_by


def _moves(contribution: Contribution, to: ContributionState) -> tuple[Refusal, ...]:
    if to in TRANSITIONS[contribution.state]:
        return ()
    return (Refusal("expertise.wrong_state", {"state": str(contribution.state), "to": str(to)}),)


def may_give(contribution: Contribution, *, rather_not_say: bool = False) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of giving a contribution.

    Parameters
    ----------
    contribution
        The draft.
    rather_not_say
        Whether its author answered "I would rather not say" when asked as what they speak.
    """
    found = list(_moves(contribution, ContributionState.GIVEN))
    if contribution.medium is Medium.TEXT and not contribution.text.strip():
        found.append(Refusal("expertise.no_words"))
    if contribution.capacity is None and not rather_not_say:
        found.append(Refusal("expertise.no_capacity"))
    return tuple(found)


def may_correct(before: Contribution, after: Contribution, *, by: str | None) -> tuple[Refusal, ...]:
    """Say what stands in the way of a new version: the words, and what they are about, are never changed by another.

    Parameters
    ----------
    before, after
        The version in force and the new one.
    by
        Who writes it.
    """
    if before.state is ContributionState.WITHDRAWN:
        return (Refusal("expertise.wrong_state", {"state": str(before.state), "to": str(after.state)}),)
    if (before.text, before.medium, before.matter) == (after.text, after.medium, after.matter):
        return ()
    # Words without a known author are nobody's to change.
    own = by is not None and by == author(before)
    return () if own else (Refusal("expertise.words_of_another", {"contribution": before.id}),)


def may_withdraw(contribution: Contribution, *, by: str | None) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of withdrawing a contribution; only its author may."""
    found = list(_moves(contribution, ContributionState.WITHDRAWN))
    if by is None or by != author(contribution):
        found.append(Refusal("expertise.not_the_author", {"contribution": contribution.id}))
    return tuple(found)


def withdrawn(contribution: Contribution, *, at: datetime) -> Contribution:
    """Return the stub that stays: a new version with its date and place and without its words.

    Parameters
    ----------
    contribution
        The version in force.
    at
        The moment at which it is withdrawn.
    """
    return replace(
        contribution,
        version=contribution.version + 1,
        supersedes_reason="withdrawn",
        recorded_at=at,
        state=ContributionState.WITHDRAWN,
        text="",
        topic="",
        quote="",
    )


def may_leave_room(contribution: Contribution, *, space: Space | None) -> tuple[Refusal, ...]:
    """Say what stands in the way of citing or copying a contribution outside its room.

    Parameters
    ----------
    contribution
        The contribution.
    space
        The room in which it was given. Out of a closed one there is only a digest.
    """
    if space is None or space.kind not in CLOSED:
        return ()
    return (Refusal("expertise.only_by_digest", {"contribution": contribution.id}),)


def may_share(digest: Digest, *, space: Space, members: int) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of sharing what a room wrote: it votes, and more are for than against.

    Parameters
    ----------
    digest
        The draft, with the counts of the vote.
    space
        The room.
    members
        How many people may vote.
    """
    found = []
    if space.kind not in CLOSED or digest.from_space != space.id:
        found.append(Refusal("expertise.room_not_closed", {"room": space.id}))
    if digest.released_at is not None:
        found.append(Refusal("expertise.already_shared", {"digest": digest.id}))
    if not digest.text.strip():
        found.append(Refusal("expertise.no_words", {"digest": digest.id}))
    if digest.votes_for is None or digest.votes_against is None or digest.votes_for + digest.votes_against == 0:
        return (*found, Refusal("expertise.no_vote", {"digest": digest.id}))
    cast = digest.votes_for + digest.votes_against
    if cast > members:
        found.append(Refusal("expertise.more_votes_than_members", {"votes": cast, "members": members}))
    if digest.votes_for <= digest.votes_against:
        found.append(Refusal("expertise.vote_lost", {"for": digest.votes_for, "against": digest.votes_against}))
    return tuple(found)


def may_release(digest: Digest, *, space: Space, members: int, at: date) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of sharing it now: as in `may_share`, and the vote is over.

    A vote is over once the members who have not voted can no longer change what comes of it, or two weeks after it
    began. So nobody shares what others said before they could say no.

    Parameters
    ----------
    digest
        The draft, with the counts of the vote; it happened when it was proposed.
    space
        The room.
    members
        How many people may vote.
    at
        The day.
    """
    found = may_share(digest, space=space, members=members)
    votes_for, against = digest.votes_for or 0, digest.votes_against or 0
    rest = members - votes_for - against
    decided = votes_for > against + rest or against >= votes_for + rest
    began = digest.happened_at
    over = began is not None and days_between(began, day_of(at)).low >= DAYS_TO_VOTE
    if decided or over:
        return found
    # While it goes on, what it would come to is nobody's to know.
    kept = tuple(each for each in found if each.code not in {"expertise.vote_lost", "expertise.no_vote"})
    return (*kept, Refusal("expertise.vote_goes_on", {"votes": votes_for + against, "members": members}))


def closed_in_silence(
    meeting: Meeting, *, contributions: Iterable[Contribution], spaces: Mapping[str, Space], at: date
) -> bool:
    """Say whether a meeting closed without a critical point: silence is not agreement, and people are told so.

    What was said in a closed room does not count, so that the answer tells nothing of it.

    Parameters
    ----------
    meeting
        The meeting.
    contributions
        What was said, at this meeting and at others.
    spaces
        The rooms, by id.
    at
        The day.
    """
    if not has_come(meeting.closed_at, at=at):
        return False
    return not any(
        row.critical and row.meeting == meeting.id and _is_open(row.space, spaces)
        for row in contributions
        if row.state is ContributionState.GIVEN
    )


def _is_open(room: str | None, spaces: Mapping[str, Space]) -> bool:
    return room is None or (room in spaces and spaces[room].kind not in CLOSED)
