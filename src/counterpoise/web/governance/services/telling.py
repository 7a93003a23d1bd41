"""Write into the record that a letter told a group, and take it back where the letter did not arrive."""

from dataclasses import replace
from datetime import datetime

from counterpoise.decisions.notices import NOT_DELIVERED
from counterpoise.record import Moment
from counterpoise.record.decisions import Notice
from counterpoise.record.people import Space
from counterpoise.web.decisions.models import Decision as DecisionTable
from counterpoise.web.decisions.models import Notice as NoticeTable
from counterpoise.web.governance.models import Letter, LetterKind, LetterState, Route
from counterpoise.web.governance.services.composing import BY_LETTER
from counterpoise.web.initiatives.services import log_of
from counterpoise.web.ledger.records import to_row
from counterpoise.web.ledger.services import Telling, tell
from counterpoise.web.people.models import Space as SpaceTable
from counterpoise.web.people.selectors import Viewer

__all__ = ["told_by", "untold_by"]

_ARRIVED = (LetterState.ACCEPTED, LetterState.POSTED)


def _kept(letter: Letter) -> Notice | None:
    found = NoticeTable.objects.select_for_update().filter(id=_name(letter)).first()
    return to_row(Notice, found) if found is not None else None


def _name(letter: Letter) -> str:
    return f"{BY_LETTER}-{letter.about}-{letter.group}"


def _new(letter: Letter, *, by: Viewer | None, at: datetime) -> Notice:
    decision = DecisionTable.objects.get(id=letter.about)
    return Notice(
        id=_name(letter),
        initiative=letter.initiative,
        happened_at=Moment.exactly(at),
        recorded_at=at,
        recorded_by=by.person if by is not None else None,
        space=str(decision.space_id) if decision.space_id else None,
        decision=letter.about,
        group=letter.group,
    )


def told_by(letter: Letter, *, by: Viewer | None = None, at: datetime) -> None:
    """Say that a group was told of a decision, now that the mail server took a letter, or somebody posted it.

    Parameters
    ----------
    letter
        The letter; one about anything else changes nothing.
    by
        Who posted it; empty where the site sent it.
    at
        When.
    """
    if letter.kind != LetterKind.DECISION:
        return
    kept = _kept(letter)
    if kept is not None and kept.told_at is not None:
        return
    channel = "e-mail" if letter.route == Route.MAIL else "letter"
    if kept is None:
        notice = replace(_new(letter, by=by, at=at), told_at=Moment.exactly(at), channel=channel)
    else:
        told = Moment.exactly(at)
        notice = replace(
            kept,
            version=kept.version + 1,
            supersedes_reason="told",
            recorded_at=at,
            told_at=told,
            planned_on=None,
            channel=channel,
        )
    _write("group_told", notice, by=by, at=at)


def untold_by(letter: Letter, *, at: datetime) -> None:
    """Take back that a group was told, where no other letter to it arrived: it is to be told in another way.

    Parameters
    ----------
    letter
        The letter that did not arrive.
    at
        When that became known.
    """
    if letter.kind != LetterKind.DECISION:
        return
    others = Letter.objects.filter(
        kind=LetterKind.DECISION, about=letter.about, group=letter.group, state__in=_ARRIVED
    ).exclude(pk=letter.pk)
    kept = _kept(letter)
    if others.exists() or (kept is not None and (kept.told_at is None or kept.heard_at is not None)):
        return
    if kept is None:
        notice = replace(_new(letter, by=None, at=at), planned_on=at.date(), channel=NOT_DELIVERED)
    else:
        notice = replace(
            kept,
            version=kept.version + 1,
            supersedes_reason="not delivered",
            recorded_at=at,
            told_at=None,
            planned_on=at.date(),
            channel=NOT_DELIVERED,
        )
    _write("telling_failed", notice, by=None, at=at)


def _write(event: str, notice: Notice, *, by: Viewer | None, at: datetime) -> None:
    room = SpaceTable.objects.filter(id=notice.space).first() if notice.space else None
    log = log_of(to_row(Space, room) if room is not None else None)
    tell(event, Telling(model=NoticeTable, row=notice), by=by.person if by is not None else None, at=at, log=log)
