"""What was hidden, why, and what came of it: the log that everybody reads, without the words."""

from dataclasses import dataclass

from django.db.models import Q

from counterpoise.expertise.contributions import author
from counterpoise.expertise.moderation import BOTH, Ground, ground_of, hiding, may_hear, why_of
from counterpoise.record import Case, Side
from counterpoise.record.contributions import Contribution, ContributionState, Moderation
from counterpoise.web.expertise import models
from counterpoise.web.expertise.selectors.case import there
from counterpoise.web.initiatives.selectors import LATEST_WRITTEN, Ask, seats_of, slice_of
from counterpoise.web.people.selectors import Viewer

__all__ = ["Hidden", "hidden_visible_to", "may_moderate", "sides_heard", "what_hides"]

_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """Words that are or were hidden, as the log tells of them.

    Attributes
    ----------
    moderation
        What hides them.
    ground, why
        The ground, and why it fits in the words of who hid them.
    mine
        Whether who looks wrote the words.
    sides
        The sides for which who looks can hear an appeal now.
    """

    moderation: Moderation
    ground: Ground | None
    why: str
    mine: bool
    sides: tuple[Side, ...]


def hidden_visible_to(initiative: str, *, viewer: Viewer) -> tuple[Hidden, ...]:
    """Return what was hidden last where somebody may read, the latest first; brought back or not."""
    asks = [Ask(Moderation, order=LATEST_WRITTEN, limit=_MOST)]
    case = slice_of(initiative, viewer=viewer, asks=asks, named=(Contribution,))
    if case is None:
        return ()
    rows = sorted(case.rows(Moderation), key=lambda row: (row.recorded_at, row.id), reverse=True)
    return tuple(_hidden(row, case, viewer) for row in rows)


def what_hides(contribution: str, *, initiative: str, viewer: Viewer) -> Hidden | None:
    """Return what hides a contribution now, as far as somebody may read it."""
    asks = [Ask(Moderation, Q(contribution=contribution)), Ask(Contribution, Q(pk=contribution))]
    case = slice_of(initiative, viewer=viewer, asks=asks)
    row = hiding(case.rows(Moderation), contribution) if case is not None else None
    return None if case is None or row is None else _hidden(row, case, viewer)


def _hidden(row: Moderation, case: Case, viewer: Viewer) -> Hidden:
    said = case.by_id(Contribution).get(row.contribution or "")
    sides: tuple[Side, ...] = ()
    if said is not None and viewer.person is not None and row.appealed_at is not None and row.outcome is None:
        heard = sides_heard(row.id)
        held = viewer.sides(case.initiative.id)
        kept = there(Moderation, row.id, initiative=case.initiative.id, viewer=viewer) or row
        sides = tuple(
            side
            for side in BOTH
            if side in held and not may_hear(kept, said=said, by=viewer.person, side=side, heard=heard)
        )
    return Hidden(
        moderation=row,
        ground=ground_of(row),
        why=why_of(row),
        mine=viewer.person is not None and said is not None and author(said) == viewer.person,
        sides=sides,
    )


def sides_heard(moderation: str) -> frozenset[Side]:
    """Return the sides that said something about an appeal."""
    return frozenset(models.AppealVoice.objects.filter(moderation=moderation).values_list("side", flat=True))


def may_moderate(said: Contribution, *, initiative: str, viewer: Viewer) -> bool:
    """Say whether somebody can hide words: in the open who holds a seat of a side, in a room its members."""
    if viewer.person is None or said.state is not ContributionState.GIVEN or author(said) == viewer.person:
        return False
    if said.space is not None and said.space in viewer.rooms:
        return True
    return bool(seats_of(viewer, initiative=initiative)) and bool(viewer.sides(initiative) & set(BOTH))
