"""The votes of a conversation in the memory of this process, brought up to date with what was written since.

Three tables of whole numbers hold all that the main directions need. A vote changes them exactly, a vote that is taken
back changes them back; so this never drifts away from the votes in the database, and a test holds the two together.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

import numpy as np
from django.db.models import F, QuerySet

from counterpoise.interests.opinions.moments import Moments, Refreshed
from counterpoise.interests.opinions.record import NUMBERS
from counterpoise.interests.opinions.votes import VotesUnusableError, gather
from counterpoise.record.positions import Ballot
from counterpoise.web.interests import models
from counterpoise.web.interests.selectors.opinions.place import Talk, within

__all__ = ["KEPT_FROM", "Live", "live", "votes_for_moments"]

_LATE = timedelta(minutes=2)
"""A vote may be seen so much later than it was written: taken in twice, it changes nothing."""

_COUNTED = 50_000
"""Up to here the votes in memory are counted against those in the database, and made anew where they differ."""

KEPT_FROM = 20_000
"""With fewer votes than this, reading them all anew takes less than a second."""

_MOST = 20
_LIVE: "OrderedDict[str, Live]" = OrderedDict()
_LOCK = Lock()


@dataclass(slots=True)
class Live:
    """The votes of one conversation now.

    Attributes
    ----------
    moments
        The votes, and the tables that they make.
    hidden
        The statements that moderation took out: they count nowhere.
    until
        The moment of the last vote that was taken in.
    refreshed
        The main directions as of the last look.
    """

    moments: Moments
    hidden: frozenset[str]
    until: datetime | None
    refreshed: Refreshed

    def counts(self) -> dict[str, tuple[int, int, int]]:
        """Return how many agreed, disagreed and passed, by statement."""
        names, table = self.moments.counts()
        return {name: (int(a), int(d), int(p)) for name, (a, d, p) in zip(names, table.T.tolist(), strict=True)}


def live(talk: Talk) -> Live:
    """Return the votes of a conversation as they stand."""
    hidden = frozenset(models.Statement.objects.filter(within(talk), hidden=True).values_list("pk", flat=True))
    with _LOCK:
        kept = _LIVE.get(talk.name)
        if kept is None or kept.hidden != hidden or not _caught_up(kept, talk):
            kept = _LIVE[talk.name] = _anew(talk, hidden)
        _LIVE.move_to_end(talk.name)
        while len(_LIVE) > _MOST:
            _LIVE.popitem(last=False)
        return kept


def votes_for_moments(talk: Talk) -> "QuerySet[models.Vote]":
    """Return the rows of votes on statements that moderation left in, the latest last, with those taken back."""
    # What is hidden is left out by name: joined, a database with old statistics reads all votes for each statement.
    out = models.Statement.objects.filter(within(talk), hidden=True).values("pk")
    found = models.Vote.objects.filter(within(talk), statement__isnull=False, person__isnull=False)
    return found.exclude(statement__in=out).order_by("recorded_at", "pk")


def _taken_up(talk: Talk, hidden: frozenset[str]) -> Live | None:
    """Return the votes as a job kept them, with what was written since; nothing where they are not those there are."""
    row = models.KeptVotes.objects.filter(pk=talk.name).first()
    if row is None or frozenset(row.hidden) != hidden:
        return None
    try:
        moments = Moments.unpacked(bytes(row.packed))
    except VotesUnusableError:
        return None
    kept = Live(moments, hidden, row.until, moments.refresh())
    return kept if _caught_up(kept, talk, counted=True) else None


def _anew(talk: Talk, hidden: frozenset[str]) -> Live:
    answered = votes_for_moments(talk).filter(ballot__in=list(NUMBERS))
    told = answered.values_list("person_id", "statement_id", "ballot", "recorded_at")
    rows = list(told[: KEPT_FROM + 1])
    if len(rows) > KEPT_FROM:
        # Only of a large conversation is it asked whether a job kept it: a small one is read with one question.
        kept = _taken_up(talk, hidden)
        if kept is not None:
            return kept
        rows = list(told)
    moments = Moments()
    if rows:
        people = {name: place for place, name in enumerate(dict.fromkeys(str(row[0]) for row in rows))}
        statements = {name: place for place, name in enumerate(dict.fromkeys(str(row[1]) for row in rows))}
        votes = gather(
            np.asarray([people[str(row[0])] for row in rows]),
            np.asarray([statements[str(row[1])] for row in rows]),
            np.asarray([NUMBERS[Ballot(str(row[2]))] for row in rows], dtype=np.int8),
            people=list(people),
            statements=list(statements),
        )
        moments = Moments.of(votes)
    return Live(moments, hidden, rows[-1][3] if rows else None, moments.refresh())


def _caught_up(kept: Live, talk: Talk, *, counted: bool = False) -> bool:
    """Take in what was written since; say whether the votes in memory are those in the database.

    Of large conversations nothing is counted, unless it is asked for: it takes as long as reading a good part of them.
    """
    since = votes_for_moments(talk)
    if kept.until is not None:
        since = since.filter(recorded_at__gte=kept.until - _LATE)
    before = kept.moments.ballots
    changed = False
    for person, statement, ballot, moment in since.values_list("person_id", "statement_id", "ballot", "recorded_at"):
        who, which = str(person), str(statement)
        number = NUMBERS.get(Ballot(str(ballot))) if ballot else None
        if dict(before(who)).get(which) == number:
            continue
        changed = True
        if number is None:
            kept.moments.withdraw(who, which)
        else:
            kept.moments.cast(who, which, number)
        kept.until = max(kept.until or moment, moment)
    if changed:
        kept.refreshed = kept.moments.refresh()
    if kept.moments.size > _COUNTED and not counted:
        return True
    there = votes_for_moments(talk).filter(ballot__in=list(NUMBERS)).order_by()
    return there.values(who=F("person"), which=F("statement")).distinct().count() == kept.moments.size
