"""Statements that moderation took out: why, for everybody; the words for their author and for who hears an appeal."""

from dataclasses import dataclass

from django.db.models import Q

from counterpoise.interests.statements import author_of, may_appeal, may_hear
from counterpoise.levels.appeals import BOTH
from counterpoise.levels.grounds import Ground, read_reason
from counterpoise.record import Side
from counterpoise.record.positions import Statement
from counterpoise.web.initiatives.selectors import LATEST_WRITTEN, Ask, slice_of
from counterpoise.web.interests import models
from counterpoise.web.interests.selectors.opinions.place import Talk, within
from counterpoise.web.ledger.records import to_rows
from counterpoise.web.people.selectors import Viewer

__all__ = ["TakenOut", "heard_already", "taken_out"]

_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOut:
    """A statement that was taken out, as everybody reads of it.

    Attributes
    ----------
    statement
        Its name.
    ground, why
        The ground, and why it fits in the words of who took it out.
    words
        Its words, for its author and who can hear the appeal; empty for everybody else.
    appealed, stays
        Whether its author appealed, and whether both sides found that it stays out.
    may_appeal
        Whether who looks can appeal.
    sides
        The sides for which who looks can hear the appeal.
    """

    statement: str
    ground: Ground | None
    why: str
    words: str
    appealed: bool
    stays: bool
    may_appeal: bool
    sides: tuple[Side, ...]


def taken_out(talk: Talk, *, viewer: Viewer) -> tuple[TakenOut, ...]:
    """Return what was taken out of a conversation, the latest first."""
    asked = Ask(Statement, within(talk) & Q(hidden=True), order=LATEST_WRITTEN, limit=_MOST)
    case = slice_of(talk.initiative, viewer=viewer, asks=[asked])
    rows = case.rows(Statement) if case is not None else ()
    names = [row.id for row in rows]
    hidings = {each.pk: each for each in models.Hiding.objects.filter(pk__in=names)}
    heard: dict[str, list[Side]] = {}
    for name, side in models.Hearing.objects.filter(hiding__in=names).values_list("hiding_id", "side"):
        heard.setdefault(name, []).append(side)
    # What others may read of a statement does not name its author; who appeals or judges is asked of the row itself.
    kept = to_rows(Statement, models.Statement.objects.filter(pk__in=names))
    whole = {row.id: row for row in kept}
    return tuple(_taken_out(whole[name], hidings.get(name), heard.get(name, []), talk, viewer) for name in names)


def heard_already(statement: str, *, viewer: Viewer) -> bool:
    """Say whether somebody heard the appeal for a statement."""
    return models.Hearing.objects.filter(hiding=statement, person=viewer.person).exists()


def _taken_out(row: Statement, hiding: models.Hiding | None, heard: list[Side], talk: Talk, viewer: Viewer) -> TakenOut:
    appealed = hiding is not None and hiding.appealed_at is not None
    sides: tuple[Side, ...] = ()
    own = False
    if viewer.person is not None:
        own = viewer.person == author_of(row)
        hidden_by = hiding.hidden_by_id if hiding is not None else None
        sides = tuple(
            side
            for side in BOTH
            if appealed
            and side in viewer.sides(talk.initiative)
            and not may_hear(row, appealed=True, hidden_by=hidden_by, by=viewer.person, side=side, heard=heard)
        )
    ground, why = read_reason(hiding.reason if hiding is not None else row.supersedes_reason)
    return TakenOut(
        statement=row.id,
        ground=ground,
        why=why,
        words=row.text if own or sides else "",
        appealed=appealed,
        stays=len(heard) == len(BOTH),
        may_appeal=not may_appeal(row, appealed=appealed, by=viewer.person),
        sides=sides,
    )
