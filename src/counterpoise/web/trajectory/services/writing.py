"""Write in a care path: what matters, beside what the system asks; people, agreements, talks, changes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from counterpoise.levels.refusals import Refusal
from counterpoise.levels.trajectory import may_agree, may_step_back
from counterpoise.record.trajectories import (
    Agreement,
    Alignment,
    AlignmentStatus,
    CareConversation,
    SituationChange,
    Tie,
    TieKind,
    WhatMatters,
)
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.ledger.services import RefusedError, StaleVersionError, Telling, new_id
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.trajectory import models
from counterpoise.web.trajectory.services.rights import Here, kept, owner_here, put, reader_here

__all__ = [
    "Helping",
    "add_person",
    "agree",
    "align",
    "look_again",
    "say_what_matters",
    "step_back",
    "stop_helping",
    "talk",
    "tell_change",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Helping:
    """Somebody around the owner, as a form gives it."""

    name: str
    kind: TieKind
    task: str
    willing_for: str = ""
    since: date | None = None


def say_what_matters(*, path: str, text: str, once: str, by: Viewer, at: datetime) -> WhatMatters:
    """Say what matters, in the owner's own words.

    Raises
    ------
    NothingHereError
        There is no such care path, or it is somebody else's.
    AlreadyToldError
        The same form was sent twice.
    """
    here = owner_here(path, by=by, at=at)
    row = WhatMatters(id=new_id("matters", once=once), **here.told, text=text.strip())
    put(here, Telling(model=models.WhatMatters, row=row))
    return row


def align(
    *,
    path: str,
    matters: str,
    asks: str,
    status: AlignmentStatus,
    next_look_on: date,
    once: str,
    by: Viewer,
    at: datetime,
) -> Alignment:
    """Put what the system asks beside what matters, say whether they go together, and when to look again.

    Raises
    ------
    NothingHereError
        There is no such care path or word of what matters, or it is somebody else's.
    RefusedError
        The next look is not ahead, or too far.
    AlreadyToldError
        The same form was sent twice.
    """
    here = owner_here(path, by=by, at=at)
    beside = kept(WhatMatters, matters, here=here)
    _look_ahead(next_look_on, at=at)
    row = Alignment(
        id=new_id("alignment", once=once),
        **here.told,
        what_matters=beside.id,
        system_asks=asks.strip(),
        status=status,
        next_look_on=next_look_on,
    )
    put(here, Telling(model=models.Alignment, row=row))
    return row


def look_again(
    *, path: str, alignment: str, version: int, status: AlignmentStatus, next_look_on: date, by: Viewer, at: datetime
) -> Alignment:
    """Look once more whether what matters and what the system asks go together.

    Raises
    ------
    NothingHereError
        There is no such row for this person.
    RefusedError
        The next look is not ahead, or too far.
    StaleVersionError
        It was changed in the meantime.
    """
    here = owner_here(path, by=by, at=at)
    now = kept(Alignment, alignment, here=here)
    _look_ahead(next_look_on, at=at)
    row = replace(now, **here.again(now, "looked at again"), status=status, next_look_on=next_look_on)
    put(here, Telling(model=models.Alignment, row=_seen(now, row, version)))
    return row


def _look_ahead(day: date, *, at: datetime) -> None:
    refusals = may_agree(review_on=day, at=at.date())
    if refusals:
        raise RefusedError(refusals)


def _seen(
    now: Tie | Agreement | Alignment, row: Tie | Agreement | Alignment, version: int
) -> Tie | Agreement | Alignment:
    if now.version != version:
        raise StaleVersionError(row, now)
    return row


def add_person(*, path: str, helping: Helping, once: str, by: Viewer, at: datetime) -> Tie:
    """Write down somebody around the owner: who, with what they help, what they are willing to be asked.

    Raises
    ------
    NothingHereError
        There is no such care path, or it is somebody else's.
    AlreadyToldError
        The same form was sent twice.
    """
    here = owner_here(path, by=by, at=at)
    row = Tie(
        id=new_id("tie", once=once),
        **here.told,
        name=helping.name.strip(),
        kind=helping.kind,
        task=helping.task.strip(),
        willing_for=helping.willing_for.strip(),
        active_from=helping.since or at.date(),
    )
    put(here, Telling(model=models.Tie, row=row))
    return row


def stop_helping(*, path: str, tie: str, version: int, until: date, reason: str, by: Viewer, at: datetime) -> Tie:
    """Write down that somebody no longer helps. They can say it themselves, without giving a reason.

    Their agreements end with it: each says on which day they stepped back.

    Raises
    ------
    NothingHereError
        There is no such care path or person in it, or it is somebody else.
    RefusedError
        They stopped already, or the day lies before the first.
    StaleVersionError
        It was changed in the meantime.
    """
    here = reader_here(path, by=by, at=at)
    now = kept(Tie, tie, here=here)
    _themselves(now.id, here=here)
    if refusals := may_step_back(since=now.active_from, stopped=now.active_until, on=until):
        raise RefusedError(refusals)
    row = replace(now, **here.again(now, reason.strip() or "stepped back"), active_until=until)
    ended = [
        Telling(
            model=models.Agreement,
            row=replace(each, **here.again(each, "stepped back"), stepped_back_on=until),
        )
        for each in _agreements_of(now.id, here=here)
    ]
    put(here, Telling(model=models.Tie, row=_seen(now, row, version)), *ended)
    return row


def _agreements_of(tie: str, *, here: Here) -> Iterable[Agreement]:
    found = models.Agreement.objects.filter(initiative=here.path, by=tie, stepped_back_on__isnull=True)
    return [kept(Agreement, str(name), here=here) for name in found.values_list("pk", flat=True)]


def _themselves(tie: str, *, here: Here) -> None:
    """Hold that the owner acts, or the very person whom the owner said this to be."""
    if here.by.person in {here.owner, here.trajectory.represented_by}:
        return
    if not models.Whom.objects.filter(tie=tie, person=here.by.person).exists():
        raise NothingHereError(tie)


def agree(*, path: str, text: str, tie: str, review_on: date, once: str, by: Viewer, at: datetime) -> Agreement:
    """Write down who does what, with a short date on which it is looked at again.

    Raises
    ------
    NothingHereError
        There is no such care path or person in it, or it is somebody else's.
    RefusedError
        The date is not ahead, or too far.
    AlreadyToldError
        The same form was sent twice.
    """
    here = owner_here(path, by=by, at=at)
    does = kept(Tie, tie, here=here) if tie else None
    refusals = may_agree(review_on=review_on, at=at.date())
    if does is not None and does.active_until is not None and does.active_until <= at.date():
        refusals += (Refusal("levels.helps_no_longer", {"tie": does.id}),)
    if refusals:
        raise RefusedError(refusals)
    row = Agreement(
        id=new_id("agreement", once=once),
        **here.told,
        text=text.strip(),
        by=does.id if does is not None else None,
        review_on=review_on,
    )
    put(here, Telling(model=models.Agreement, row=row))
    return row


def keep_on(*, path: str, agreement: str, version: int, review_on: date, by: Viewer, at: datetime) -> Agreement:
    """Look at an agreement again and keep it, with a new date, as short as that of a new one.

    Raises
    ------
    NothingHereError
        There is no such agreement, or the care path is somebody else's.
    RefusedError
        The date is not ahead or too far, or somebody stepped back from it.
    StaleVersionError
        It was changed in the meantime.
    """
    here = owner_here(path, by=by, at=at)
    now = kept(Agreement, agreement, here=here)
    refusals = may_agree(review_on=review_on, at=at.date())
    if now.stepped_back_on is not None:
        refusals += (Refusal("levels.stepped_back_already", {"on": now.stepped_back_on.isoformat()}),)
    if refusals:
        raise RefusedError(refusals)
    row = replace(now, **here.again(now, "looked at again, and kept"), review_on=review_on)
    put(here, Telling(model=models.Agreement, row=_seen(now, row, version)))
    return row


def step_back(*, path: str, agreement: str, version: int, on: date, reason: str, by: Viewer, at: datetime) -> Agreement:
    """Step back from one agreement: the owner writes it down, or the person who made it.

    Raises
    ------
    NothingHereError
        There is no such agreement for this person, or it is somebody else's.
    RefusedError
        They stepped back already, or the day lies before the agreement.
    StaleVersionError
        It was changed in the meantime.
    """
    here = reader_here(path, by=by, at=at)
    now = kept(Agreement, agreement, here=here)
    _themselves(now.by or "", here=here)
    began = now.happened_at.first if now.happened_at is not None else None
    if refusals := may_step_back(since=began, stopped=now.stepped_back_on, on=on):
        raise RefusedError(refusals)
    row = replace(now, **here.again(now, reason.strip() or "stepped back"), stepped_back_on=on)
    put(here, Telling(model=models.Agreement, row=_seen(now, row, version)))
    return row


def talk(
    *,
    path: str,
    text: str,
    present: tuple[str, ...] = (),
    consulted: tuple[str, ...] = (),
    changes: tuple[str, ...] = (),
    once: str,
    by: Viewer,
    at: datetime,
) -> CareConversation:
    """Write a talk about the care down: who was there, who was asked, and which changes it looked at.

    Raises
    ------
    NothingHereError
        There is no such care path, person in it or change for this person.
    AlreadyToldError
        The same form was sent twice.
    """
    here = reader_here(path, by=by, at=at)
    for name in (*present, *consulted):
        kept(Tie, name, here=here)
    row = CareConversation(
        id=new_id("talk", once=once), **here.told, text=text.strip(), present=present, consulted=consulted
    )
    looked = [kept(SituationChange, name, here=here) for name in changes]
    after = [
        replace(each, **here.again(each, "looked at in a talk"), looked_at_in=row.id)
        for each in looked
        if each.looked_at_in is None
    ]
    put(
        here,
        Telling(model=models.CareConversation, row=row),
        *(Telling(model=models.SituationChange, row=each) for each in after),
    )
    return row


def tell_change(*, path: str, text: str, once: str, by: Viewer, at: datetime) -> SituationChange:
    """Tell that something changed for the owner: the agreements need a new look.

    Raises
    ------
    NothingHereError
        There is no such care path for this person.
    AlreadyToldError
        The same form was sent twice.
    """
    here = reader_here(path, by=by, at=at)
    row = SituationChange(id=new_id("change", once=once), **here.told, text=text.strip())
    put(here, Telling(model=models.SituationChange, row=row))
    return row
