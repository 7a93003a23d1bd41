"""Statements that people vote on: who may say, vote, hide and see results, and when.

Whoever can read a statement can vote on it, once; the last vote holds, and it can be taken back. Where people chose so
before anybody voted, nobody sees how the votes stand before the last day is over: not who asked, not who runs the site.
"""

from collections.abc import Collection
from datetime import date

from counterpoise.levels.appeals import BOTH
from counterpoise.levels.grounds import Ground
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Side
from counterpoise.record.positions import Ballot, Statement, Vote

__all__ = [
    "BROUGHT_FROM",
    "LONGEST",
    "LONGEST_WORDS",
    "MOST_BROUGHT",
    "REFUSALS",
    "author_of",
    "is_open",
    "may_appeal",
    "may_begin",
    "may_bring",
    "may_fix",
    "may_hear",
    "may_hide",
    "may_say",
    "may_vote",
    "may_withdraw",
    "shows_results",
]

LONGEST = 300
"""The most letters of a statement: one thought, so that agreeing means one thing."""

LONGEST_WORDS = 1000
"""The most letters of what somebody adds to a vote."""

BROUGHT_FROM = "Polis"
"""The source of statements, votes and people that came with a conversation from elsewhere."""

MOST_BROUGHT = 100_000
"""The most votes of a conversation that is brought in on a page; more take too long while somebody waits."""

REFUSALS = (
    "opinions.no_words",
    "opinions.too_long",
    "opinions.said_already",
    "opinions.closed",
    "opinions.no_ballot",
    "opinions.words_too_long",
    "opinions.no_vote",
    "opinions.hidden_already",
    "opinions.own_statement",
    "opinions.no_ground",
    "opinions.no_reason",
    "opinions.votes_there",
    "opinions.no_last_day",
    "opinions.last_day_past",
    "opinions.not_empty",
    "opinions.statements_silent",
    "opinions.too_many_votes",
    "opinions.not_hidden",
    "opinions.not_the_author",
    "opinions.appealed_already",
    "opinions.not_appealed",
    "opinions.of_neither_side",
    "opinions.own_case",
    "opinions.side_was_heard",
    "opinions.no_guests_in_room",
    "opinions.needs_account",
)
"""The words with which this module says no."""


def is_open(closes_on: date | None, *, at: date) -> bool:
    """Say whether people can vote on this day: up to the last one, which counts."""
    return closes_on is None or at <= closes_on


def shows_results(closes_on: date | None, *, hidden: bool, at: date) -> bool:
    """Say whether anybody may see how votes stand."""
    return not hidden or not is_open(closes_on, at=at)


def may_fix(
    *, closes_on: date | None, hidden: bool, guests: bool, in_room: bool, votes: int, at: date
) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of fixing until when people vote, who votes, and when results are shown.

    Parameters
    ----------
    closes_on, hidden, guests
        What is to be fixed: the last day, whether results wait for it, whether people vote without an account.
    in_room
        Whether it is about a room, where only those of the room vote.
    votes
        How many votes there are: once somebody voted, the rules stay as they were.
    at
        The day.
    """
    found = []
    if votes:
        found.append(Refusal("opinions.votes_there"))
    if hidden and closes_on is None:
        found.append(Refusal("opinions.no_last_day"))
    if closes_on is not None and closes_on < at:
        found.append(Refusal("opinions.last_day_past"))
    if guests and in_room:
        found.append(Refusal("opinions.no_guests_in_room"))
    return tuple(found)


def may_begin(*, guests: bool, closes_on: date | None, at: date) -> tuple[Refusal, ...]:
    """Say what stands in the way of voting without an account.

    Parameters
    ----------
    guests
        Whether that was fixed before the first vote, and the initiative lets people speak without an account.
    closes_on, at
        The last day of the votes, and the day.
    """
    if not is_open(closes_on, at=at):
        return (Refusal("opinions.closed"),)
    return () if guests else (Refusal("opinions.needs_account"),)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".!")


def may_say(text: str, *, others: Collection[str], closes_on: date | None, at: date) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of a new statement.

    Parameters
    ----------
    text
        Its words.
    others
        The words of the statements that people vote on already.
    closes_on
        The last day of the votes.
    at
        The day.
    """
    found = []
    if not text.strip():
        found.append(Refusal("opinions.no_words"))
    if len(text.strip()) > LONGEST:
        found.append(Refusal("opinions.too_long", {"most": LONGEST, "letters": len(text.strip())}))
    if text.strip() and _plain(text) in {_plain(each) for each in others}:
        found.append(Refusal("opinions.said_already"))
    if not is_open(closes_on, at=at):
        found.append(Refusal("opinions.closed"))
    return tuple(found)


def may_vote(
    ballot: Ballot | None, *, statement: Statement, words: str, closes_on: date | None, at: date
) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of a vote.

    Parameters
    ----------
    ballot, words
        The vote, and what is added to it.
    statement
        The statement.
    closes_on, at
        The last day of the votes, and the day.
    """
    found = []
    if ballot is None:
        found.append(Refusal("opinions.no_ballot"))
    if len(words.strip()) > LONGEST_WORDS:
        found.append(Refusal("opinions.words_too_long", {"most": LONGEST_WORDS}))
    if statement.hidden:
        found.append(Refusal("opinions.hidden_already"))
    if not is_open(closes_on, at=at):
        found.append(Refusal("opinions.closed"))
    return tuple(found)


def may_withdraw(vote: Vote | None, *, closes_on: date | None, at: date) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of taking a vote back."""
    found = []
    if vote is None or vote.ballot is None:
        found.append(Refusal("opinions.no_vote"))
    if not is_open(closes_on, at=at):
        found.append(Refusal("opinions.closed"))
    return tuple(found)


def author_of(statement: Statement) -> str | None:
    """Return who said a statement: nobody here where it was brought from elsewhere, and least of all who brought it."""
    return None if statement.source == BROUGHT_FROM else statement.on_behalf_of or statement.recorded_by


def may_hide(statement: Statement, *, ground: Ground | None, why: str, by: str | None) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of hiding a statement: as for all other words, being critical is no ground.

    Parameters
    ----------
    statement
        The statement.
    ground, why
        The ground, and why it fits.
    by
        Who hides it.
    """
    found = []
    if statement.hidden:
        found.append(Refusal("opinions.hidden_already"))
    if by is not None and author_of(statement) == by:
        found.append(Refusal("opinions.own_statement"))
    if ground is None:
        found.append(Refusal("opinions.no_ground"))
    if not why.strip():
        found.append(Refusal("opinions.no_reason"))
    return tuple(found)


def may_appeal(statement: Statement, *, appealed: bool, by: str | None) -> tuple[Refusal, ...]:
    """Say what stands in the way of an appeal against taking a statement out: only its author can, and once.

    Parameters
    ----------
    statement
        The statement.
    appealed
        Whether there was an appeal already.
    by
        Who appeals.
    """
    found = []
    if not statement.hidden:
        found.append(Refusal("opinions.not_hidden"))
    if by is None or author_of(statement) != by:
        found.append(Refusal("opinions.not_the_author"))
    if appealed:
        found.append(Refusal("opinions.appealed_already"))
    return tuple(found)


def may_hear(
    statement: Statement,
    *,
    appealed: bool,
    hidden_by: str | None,
    by: str | None,
    side: Side | None,
    heard: Collection[Side],
) -> tuple[Refusal, ...]:
    """Say what stands in the way of hearing an appeal: one person of each side does, and not in their own case.

    Parameters
    ----------
    statement, appealed
        The statement, and whether its author appealed.
    hidden_by
        Who took it out, where that is known.
    by, side
        Who hears the appeal, and for which side.
    heard
        The sides that were heard already.
    """
    found = []
    if not statement.hidden:
        found.append(Refusal("opinions.not_hidden"))
    if not appealed:
        found.append(Refusal("opinions.not_appealed"))
    if by is None or side not in BOTH:
        found.append(Refusal("opinions.of_neither_side"))
    if by is not None and by in {author_of(statement), hidden_by}:
        found.append(Refusal("opinions.own_case"))
    if side in heard:
        found.append(Refusal("opinions.side_was_heard"))
    return tuple(found)


def may_bring(*, there: int, silent: Collection[str], votes: int) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of bringing a whole conversation in.

    Parameters
    ----------
    there
        How many statements the place has: votes of elsewhere are not mixed with those that were given here.
    silent
        The statements that have no words.
    votes
        How many votes it has.
    """
    found = []
    if there:
        found.append(Refusal("opinions.not_empty"))
    if silent:
        found.append(Refusal("opinions.statements_silent", {"first": min(silent), "number": len(silent)}))
    if votes > MOST_BROUGHT:
        found.append(Refusal("opinions.too_many_votes", {"most": MOST_BROUGHT, "votes": votes}))
    return tuple(found)
