"""Propose who decides, contest it, say yes to it for a side, reopen what was agreed. The talk has no end."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime

from counterpoise.control.negotiation import (
    may_agree,
    may_assent,
    may_contest,
    may_expire,
    may_propose,
    may_reopen,
    next_version,
    standing_assents,
)
from counterpoise.record import Case, Moment, Say
from counterpoise.record.initiatives import Matter
from counterpoise.record.mandates import Assent, DutyMove, GroupSay, Mandate, MandateState
from counterpoise.record.people import Body, Seat
from counterpoise.web.control import models
from counterpoise.web.control.selectors import affected_by, negotiated_on, on_matter, rights_on, there
from counterpoise.web.control.services.rights import case_here, seat_taken
from counterpoise.web.initiatives.selectors import Ask
from counterpoise.web.initiatives.services import NothingHereError, log_of, room_to_write_in, sides_in
from counterpoise.web.ledger.services import AlreadyToldError, RefusedError, StaleVersionError, Telling, new_id, tell
from counterpoise.web.people.selectors import Viewer

__all__ = ["Proposing", "agree", "contest", "propose", "reopen"]

_AGAIN = 5
"""How often a yes is tried again when the other side said yes at the very same moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposing:
    """Who shall decide a matter, as a form gives it.

    Attributes
    ----------
    holder, say
        The body, and its say.
    others
        The say of each group.
    limits
        Within which limits.
    conflict_decides, conflict_mediator, conflict_max_days
        What happens where both sides disagree.
    review_on, expires_on
        When it is looked at again, and from when it no longer holds; one of the two.
    reason
        Why.
    duty_moved, duty, say_with_it
        The duty that it moves, to which side, and the say that goes along with it.
    """

    holder: str | None
    say: Say | None = Say.DECIDE
    others: tuple[GroupSay, ...] = ()
    limits: str = ""
    conflict_decides: str = ""
    conflict_mediator: str = ""
    conflict_max_days: int | None = None
    review_on: date | None = None
    expires_on: date | None = None
    reason: str = ""
    duty_moved: DutyMove | None = None
    duty: str = ""
    say_with_it: Say | None = None


def propose(
    *, initiative: str, matter: str, proposing: Proposing, version: int | None, once: str, by: Viewer, at: datetime
) -> Mandate:
    """Propose who decides a matter: as a new mandate, or as the next version of the one that is talked about.

    Parameters
    ----------
    initiative, matter
        The matter of an initiative.
    proposing
        The content.
    version
        The version that somebody saw of what is talked about; empty where nothing is.
    once
        The token of the form.
    by, at
        Who proposes, and when. Who takes part on any side may.

    Raises
    ------
    NothingHereError
        There is no such matter, body or group for this person, or they take no part.
    RefusedError
        Everything that it does not name yet.
    StaleVersionError
        Somebody else took a step in the talk meanwhile.
    AlreadyToldError
        The same form was sent twice.
    """
    sides_in(initiative, by=by)
    case = case_here(initiative, by=by, asks=on_matter(matter))
    known = {group.id for group in affected_by(matter, case=case)}
    _all_there(proposing, matter=matter, known=known, case=case)
    talk = negotiated_on(matter, case=case)
    before = there(Mandate, talk.id, initiative=initiative, viewer=by) if talk is not None else None
    ended = _ended(before, by=by, at=at)
    content = {each.name: getattr(proposing, each.name) for each in fields(proposing)}
    own_name = new_id("mandate", once=once)
    row = Mandate(
        id=before.id if before is not None else own_name,
        version=(version or 0) + (2 if ended is not None else 1),
        initiative=initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person,
        supersedes_reason=proposing.reason if before is not None else "",
        matter=matter,
        **content,
    )
    if before is not None and version is None:
        # A first proposal came meanwhile: this very form's, or somebody else's.
        raise AlreadyToldError(before.id) if before.id == own_name else StaleVersionError(row, before)
    rights = rights_on(matter, case=case)
    if refusals := may_propose(row, after=ended or before, affected=known, rights=rights, at=at.date()):
        raise RefusedError(refusals)
    tellings = [replace(ended, version=(version or 0) + 1), row] if ended is not None else [row]
    tell("mandate_proposed", *(Telling(model=models.Mandate, row=each) for each in tellings), by=by.person, at=at)
    return row


def _all_there(proposing: Proposing, *, matter: str, known: set[str], case: Case) -> None:
    if matter not in case.by_id(Matter) or any(each.group not in known for each in proposing.others):
        raise NothingHereError(matter)
    if proposing.holder and proposing.holder not in case.by_id(Body):
        raise NothingHereError(proposing.holder)


def _ended(before: Mandate | None, *, by: Viewer, at: datetime) -> Mandate | None:
    """Return the version that says that what was agreed has expired, where it has and nobody wrote it down yet."""
    if before is None or may_expire(before, at=at.date()):
        return None
    return next_version(before, to=MandateState.EXPIRED, at=at, recorded_by=by.person, reason="its last day passed")


def contest(*, initiative: str, mandate: str, version: int, reason: str, by: Viewer, at: datetime) -> Mandate:
    """Contest a proposal, with a reason. Both sides may.

    Raises
    ------
    NothingHereError
        There is no such mandate for this person, or they take no part.
    RefusedError
        There is no reason, or it is not proposed.
    StaleVersionError
        Somebody else took a step in the talk meanwhile.
    """
    now = _mandate(mandate, initiative=initiative, by=by)
    refusals = may_contest(now, reason=reason)
    if refusals:
        raise RefusedError(refusals)
    return _step("mandate_contested", now, version=version, reason=reason, by=by, at=at)


def reopen(*, initiative: str, mandate: str, version: int, reason: str, by: Viewer, at: datetime) -> Mandate:
    """Reopen what was agreed, with a reason. Either side may; it stays in force, contested, until it is replaced.

    Raises
    ------
    NothingHereError
        There is no such mandate for this person, or they take no part.
    RefusedError
        There is no reason, the law lays it down, or it is not agreed.
    StaleVersionError
        Somebody else took a step in the talk meanwhile.
    """
    now = _mandate(mandate, initiative=initiative, by=by)
    refusals = may_reopen(now, reason=reason)
    if refusals:
        raise RefusedError(refusals)
    return _step("mandate_reopened", now, version=version, reason=reason, by=by, at=at)


def agree(*, initiative: str, mandate: str, version: int, body: str | None = None, by: Viewer, at: datetime) -> Mandate:
    """Say yes to a proposal for one's side, in one's seat. With the other side's yes it is agreed, and in force.

    Parameters
    ----------
    initiative, mandate
        The proposal.
    version
        The version that somebody saw. The other side's yes in the meantime changes nothing in what it says.
    body
        The body in whose seat they say it; needed of who sits in several.
    by, at
        Who says yes, and when.

    Raises
    ------
    NothingHereError
        There is no such mandate for this person, or they hold no seat.
    RefusedError
        Their side said yes already, or it is not proposed.
    StaleVersionError
        Another version was put meanwhile.
    AlreadyToldError
        This person said yes to it already.
    """
    seat = seat_taken(initiative, by=by, body=body)
    case = case_here(initiative, by=by, asks=[Ask(Seat, common=True)])
    for attempt in range(_AGAIN):
        now = _mandate(mandate, initiative=initiative, by=by)
        row = _with_yes(now, seen=version, seat=seat, case=case, by=by, at=at)
        event = "mandate_agreed" if row.state is MandateState.AGREED else "mandate_assent_given"
        try:
            tell(event, Telling(model=models.Mandate, row=row), by=by.person, at=at, log=_log(now, by=by, at=at))
        except StaleVersionError:
            if attempt == _AGAIN - 1:
                raise
            continue
        return row
    raise NothingHereError(mandate)


def _with_yes(now: Mandate, *, seen: int, seat: Body, case: Case, by: Viewer, at: datetime) -> Mandate:
    if any(each.person == by.person and each.body == seat.id for each in now.assents):
        raise AlreadyToldError(now.id)
    assent = Assent(side=seat.side, person=by.person, body=seat.id, given_at=Moment.exactly(at))
    bodies, seats = case.by_id(Body), case.rows(Seat)
    refusals = may_assent(now, assent=assent, bodies=bodies, seats=seats, at=at.date())
    if refusals:
        raise RefusedError(refusals)
    standing = standing_assents(now, bodies=bodies, seats=seats, at=at.date())
    both = (*standing, assent)
    agreed = not may_agree(now, assents=both, bodies=bodies, seats=seats, at=at)
    to = MandateState.AGREED if agreed else MandateState.PROPOSED
    row = next_version(now, to=to, at=at, recorded_by=by.person, reason="a yes was given", assents=both)
    # Each yes makes one version and changes no words: who saw the version before it saw the same proposal.
    if not now.version - len(now.assents) <= seen <= now.version:
        raise StaleVersionError(replace(row, version=seen + 1), now)
    return row


def _step(event: str, now: Mandate, *, version: int, reason: str, by: Viewer, at: datetime) -> Mandate:
    contested = next_version(now, to=MandateState.CONTESTED, at=at, recorded_by=by.person, reason=reason.strip())
    row = replace(contested, version=version + 1)
    tell(event, Telling(model=models.Mandate, row=row), by=by.person, at=at, log=_log(now, by=by, at=at))
    return row


def _mandate(name: str, *, initiative: str, by: Viewer) -> Mandate:
    sides_in(initiative, by=by)
    found = there(Mandate, name, initiative=initiative, viewer=by)
    if found is None:
        raise NothingHereError(name)
    return found


def _log(row: Mandate, *, by: Viewer, at: datetime) -> str:
    return log_of(room_to_write_in(row.space, initiative=row.initiative or "", by=by, at=at))
