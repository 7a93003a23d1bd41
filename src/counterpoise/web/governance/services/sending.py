"""Send what is due: each letter once, and none lost.

A sender claims a letter for a while (a lease). When it stops, another one takes the letter up after that while, as long
as it had not begun to hand it over. A letter whose handing over broke off is never sent again by itself: it may have
arrived. It stands as unknown, counts as not told, and waits for a person to print it or let it be.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from counterpoise.web.governance.models import Letter, LetterKind, LetterState, Route
from counterpoise.web.governance.services.composing import Content, compose
from counterpoise.web.governance.services.handing import Line, NotTakenError, Postage, message_id, to_message
from counterpoise.web.governance.services.telling import told_by, untold_by
from counterpoise.web.people.models import Account

__all__ = ["GIVES_UP_AFTER", "accept", "begin", "claim", "deliver", "fail", "give_back", "ride_along", "void"]

GIVES_UP_AFTER = timedelta(days=5)
"""For how long a letter is offered to a server that does not take it; then it counts as not delivered."""

_FIRST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(hours=2)
_AT_ONCE = 500

_WENT = (LetterState.ACCEPTED, LetterState.UNKNOWN, LetterState.BOUNCED)

_log = logging.getLogger("counterpoise.letters")


@dataclass(frozen=True, slots=True)
class _Ready:
    letter: Letter
    content: Content
    postage: Postage


def claim(*, at: datetime, lease: timedelta) -> Letter | None:
    """Take the next letter that is due, for as long as the lease lasts; nothing where none is.

    Parameters
    ----------
    at
        Now.
    lease
        After how long another sender may take it, if this one stops.
    """
    with transaction.atomic():
        broken = Letter.objects.filter(state=LetterState.HANDING_OVER, claimed_until__lte=at)
        broken.update(state=LetterState.UNKNOWN, claimed_until=None, problem="interrupted")
        due = Q(state=LetterState.DUE, due_at__lte=at) | Q(state=LetterState.CLAIMED, claimed_until__lte=at)
        letter = Letter.objects.filter(due).select_for_update(skip_locked=True).first()
        if letter is None:
            return None
        letter.state = LetterState.CLAIMED
        letter.claimed_until = at + lease
        letter.attempts += 1
        letter.save(update_fields=["state", "claimed_until", "attempts"])
        return letter


def _mine(letter: Letter, *states: LetterState) -> bool:
    """Lock a letter, and say whether it is still this sender's: each claim has a number of its own."""
    found = Letter.objects.select_for_update().filter(pk=letter.pk).first()
    return found is not None and found.attempts == letter.attempts and found.state in states


@transaction.atomic
def begin(letter: Letter, content: Content, *, at: datetime, lease: timedelta) -> bool:
    """Write down that the last full stop goes now; say whether this sender still may send it.

    Parameters
    ----------
    letter, content
        The letter and what it says.
    at, lease
        As for `claim`.
    """
    if not _mine(letter, LetterState.CLAIMED):
        return False
    letter.state = LetterState.HANDING_OVER
    letter.claimed_until = at + lease
    letter.content = content.as_json()
    letter.message_id = message_id(letter)
    letter.save(update_fields=["state", "claimed_until", "content", "message_id"])
    return True


@transaction.atomic
def accept(letter: Letter, *, at: datetime) -> None:
    """Write down that the mail server took a letter; only now its group counts as told."""
    # Taken for unknown meanwhile, because the answer came late: the answer counts.
    if not _mine(letter, LetterState.HANDING_OVER, LetterState.UNKNOWN):
        return
    letter.state = LetterState.ACCEPTED
    letter.sent_at = at
    letter.claimed_until = None
    letter.problem = ""
    letter.save(update_fields=["state", "sent_at", "claimed_until", "problem"])
    told_by(letter, at=at)


@transaction.atomic
def give_back(letter: Letter, *, reply: int, at: datetime) -> None:
    """Put a letter back that the server does not take now; it is offered again later, and given up after days."""
    if not _mine(letter, LetterState.CLAIMED, LetterState.HANDING_OVER):
        return
    letter.problem = str(reply) if reply else "no answer"
    letter.claimed_until = None
    if at - letter.owed_at > GIVES_UP_AFTER:
        _not_delivered(letter, at=at)
        return
    letter.state = LetterState.DUE
    letter.due_at = at + min(_FIRST_WAIT * 2 ** min(letter.attempts - 1, 20), _LONGEST_WAIT)
    letter.save(update_fields=["state", "due_at", "claimed_until", "problem"])


@transaction.atomic
def fail(letter: Letter, *, problem: str, at: datetime) -> None:
    """Write down that a letter was not delivered; it waits to be printed instead.

    Parameters
    ----------
    letter
        The letter.
    problem
        The code of the mail server, or of the report that came back. Nothing of a person.
    at
        When that became known.
    """
    letter.problem = problem
    letter.claimed_until = None
    _not_delivered(letter, at=at)


def _not_delivered(letter: Letter, *, at: datetime) -> None:
    letter.state = LetterState.BOUNCED
    letter.save(update_fields=["state", "claimed_until", "problem"])
    untold_by(letter, at=at)
    Letter.objects.get_or_create(
        key=f"{letter.key}:paper",
        defaults={
            "person_id": letter.person_id,
            "kind": letter.kind,
            "initiative": letter.initiative,
            "about": letter.about,
            "group": letter.group,
            "since": letter.since,
            "owed_at": at,
            "due_at": at,
            "route": Route.POST,
            "state": LetterState.TO_PRINT,
        },
    )


@transaction.atomic
def void(letter: Letter, *, at: datetime) -> None:
    """Write down that there is nothing left to say to somebody: they left, or it was told meanwhile."""
    if _mine(letter, LetterState.CLAIMED):
        letter.state = LetterState.VOID
        letter.sent_at = at
        letter.claimed_until = None
        letter.save(update_fields=["state", "sent_at", "claimed_until"])


@transaction.atomic
def _on_paper(letter: Letter) -> None:
    if _mine(letter, LetterState.CLAIMED):
        letter.state = LetterState.TO_PRINT
        letter.route = Route.POST
        letter.claimed_until = None
        letter.save(update_fields=["state", "route", "claimed_until"])


@transaction.atomic
def _unknown(letter: Letter) -> None:
    if _mine(letter, LetterState.HANDING_OVER):
        letter.state = LetterState.UNKNOWN
        letter.claimed_until = None
        letter.problem = "no answer"
        letter.save(update_fields=["state", "claimed_until", "problem"])


def deliver(*, clock: Callable[[], datetime], most: int = _AT_ONCE) -> int:
    """Send what is due, one letter after another, until nothing is due or the mail server does not answer.

    Parameters
    ----------
    clock
        Says what time it is.
    most
        How many letters at most.

    Returns
    -------
    int
        How many letters the server took.
    """
    if not settings.EMAIL_HOST:
        return 0
    lease = timedelta(seconds=settings.COUNTERPOISE_MAIL_LEASE)
    line: Line | None = None
    taken = 0
    try:
        for _number in range(most):
            ready = _next(clock=clock, lease=lease)
            if ready is None:
                break
            try:
                line = line or Line()
                taken += _send(line, ready, clock=clock, lease=lease)
            except NotTakenError as error:
                if error.final:
                    fail(ready.letter, problem=str(error.reply), at=clock())
                else:
                    give_back(ready.letter, reply=error.reply, at=clock())
                if line is None or not _usable(line):
                    _log.warning("the mail server does not answer; letters wait")
                    break
            except OSError:
                # The full stop went out, and no answer came back.
                _unknown(ready.letter)
                break
    finally:
        if line is not None:
            line.close()
    return taken


def _told_already(letter: Letter) -> Letter | None:
    """Return the letter that told its reader of the same decision, with this letter's group in it, if one went."""
    if letter.kind != LetterKind.DECISION:
        return None
    same = Letter.objects.filter(kind=letter.kind, person=letter.person_id, about=letter.about, route=letter.route)
    gone = same.exclude(pk=letter.pk).filter(state__in=_WENT).order_by("-sent_at", "pk")
    return next((each for each in gone if letter.group in each.content.get("groups", ())), None)


@transaction.atomic
def ride_along(letter: Letter, other: Letter, *, at: datetime) -> None:
    """Write down that another letter told what this one would: it fares as that one does.

    Parameters
    ----------
    letter
        The letter, claimed by this sender.
    other
        The one that went, to the same person about the same decision.
    at
        Now.
    """
    if not _mine(letter, LetterState.CLAIMED):
        return
    letter.content, letter.message_id, letter.problem = other.content, other.message_id, other.problem
    letter.sent_at, letter.claimed_until, letter.state = other.sent_at, None, other.state
    letter.save(update_fields=["content", "message_id", "problem", "sent_at", "claimed_until", "state"])
    if letter.state == LetterState.ACCEPTED:
        told_by(letter, at=at)
    elif letter.state == LetterState.BOUNCED:
        _not_delivered(letter, at=at)


def _usable(line: Line) -> bool:
    try:
        line.forget()
    except NotTakenError:
        return False
    return True


def _next(*, clock: Callable[[], datetime], lease: timedelta) -> _Ready | None:
    while (letter := claim(at=clock(), lease=lease)) is not None:
        other = _told_already(letter)
        if other is not None:
            ride_along(letter, other, at=clock())
            continue
        account = Account.objects.filter(person=letter.person_id, is_active=True).exclude(email="").first()
        content = compose(letter, at=clock())
        if content is None:
            void(letter, at=clock())
            continue
        if account is None:
            _on_paper(letter)
            continue
        message = to_message(letter, content, to=account.email, made=format_datetime(clock()))
        sender = settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">")
        name = message_id(letter).strip("<>").partition("@")[0]
        return _Ready(letter, content, Postage(sender=sender, to=account.email, name=name, data=message.as_bytes()))
    return None


def _send(line: Line, ready: _Ready, *, clock: Callable[[], datetime], lease: timedelta) -> int:
    line.offer(ready.postage)
    if not begin(ready.letter, ready.content, at=clock(), lease=lease):
        # Somebody else took it up while this sender was slow: dropping the line drops what was offered.
        line.close()
        raise NotTakenError(0, final=False)
    line.finish()
    accept(ready.letter, at=clock())
    return 1
