"""Reads of what crosses the walls of a closed room by hand, and what people are told before they speak."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q

from counterpoise.expertise.contributions import closed_in_silence
from counterpoise.expertise.moderation import hiding
from counterpoise.levels.spaces import CLOSED
from counterpoise.record.contributions import Contribution, ContributionState, Moderation, Theme
from counterpoise.record.meetings import Meeting
from counterpoise.record.people import Space
from counterpoise.web.expertise import models
from counterpoise.web.initiatives.selectors import LATEST_WRITTEN, Ask, rows_of, slice_of
from counterpoise.web.ledger.records import to_row, to_rows
from counterpoise.web.people.selectors import Viewer

__all__ = [
    "HandedOver",
    "SilencePrompt",
    "ThemeSeen",
    "handed_over_of",
    "handed_to",
    "silence_prompt",
    "theme_seen",
]

_ENOUGH, _TO_CHOOSE_FROM = 50, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """One contribution that was handed to somebody outside its room.

    Attributes
    ----------
    name
        The id of the handing over.
    contribution
        What was handed over; its words are empty once they were taken back or hidden.
    to, by
        The names of who reads it now, and of who handed it over.
    reason, at
        Why, and when.
    """

    name: str
    contribution: Contribution
    to: str
    by: str
    reason: str
    at: datetime


def _hidden(names: Collection[str]) -> frozenset[str]:
    """Return which contributions are hidden now."""
    rows = to_rows(Moderation, models.Moderation.objects.filter(contribution__in=names))
    return frozenset(name for name in names if hiding(rows, name) is not None)


def _seen(row: models.Handover, *, hidden: bool = False) -> HandedOver:
    said = to_row(Contribution, row.contribution)
    return HandedOver(
        name=row.id,
        contribution=replace(said, text="") if hidden else said,
        to=row.to.pseudonym,
        by=row.by.pseudonym,
        reason=row.reason,
        at=row.at,
    )


def handed_to(name: str, *, initiative: str, viewer: Viewer) -> HandedOver | None:
    """Return a contribution that was handed to who looks; nothing to anybody else, the members of the room included."""
    if viewer.person is None:
        return None
    found = models.Handover.objects.filter(pk=name, to=viewer.person, contribution__initiative=initiative)
    row = found.select_related("contribution", "to", "by").first()
    if row is None or row.contribution.state is not ContributionState.GIVEN or _hidden([row.contribution_id]):
        return None
    return _seen(row)


def handed_over_of(room: str, *, viewer: Viewer) -> tuple[HandedOver, ...]:
    """Return what was handed out of a room, to its members, the latest first."""
    if room not in viewer.rooms:
        return ()
    found = models.Handover.objects.filter(space=room).select_related("contribution", "to", "by")
    rows = list(found.order_by("-at", "id"))
    hidden = _hidden({row.contribution_id for row in rows})
    return tuple(_seen(row, hidden=row.contribution_id in hidden) for row in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class SilencePrompt:
    """A meeting closed without a critical point: people are asked whether something could not be said there.

    Attributes
    ----------
    meeting
        The meeting.
    room
        The own room in which who looks can say it; else it is said in the open.
    """

    meeting: Meeting
    room: Space | None


def silence_prompt(meeting: str, *, initiative: str, viewer: Viewer) -> SilencePrompt | None:
    """Return what to ask once a meeting has closed; nothing where somebody said that something was wrong.

    Parameters
    ----------
    meeting
        The meeting's id. The page on which it is closed shows ``expertise/silence.html`` with what this returns.
    initiative, viewer
        The initiative, and who looks.
    """
    critical = Q(meeting=meeting, critical=True)
    asks = [Ask(Meeting, Q(pk=meeting), common=True), Ask(Contribution, critical, order=LATEST_WRITTEN, limit=_ENOUGH)]
    case = slice_of(initiative, viewer=viewer, asks=asks)
    row = case.by_id(Meeting).get(meeting) if case is not None else None
    if case is None or row is None:
        return None
    silent = closed_in_silence(row, contributions=case.rows(Contribution), spaces=case.by_id(Space), at=case.at)
    own = next((each for each in case.rows(Space) if each.kind in CLOSED and each.id in viewer.rooms), None)
    return SilencePrompt(meeting=row, room=own) if silent else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeSeen:
    """A theme, what one side put under it, and under which themes the other side put the same.

    Attributes
    ----------
    theme
        The theme.
    given
        What belongs to it, each with the names of the other side's themes.
    others
        What could still be put under it, the latest first.
    mine
        Whether who looks stands on the side that made it.
    """

    theme: Theme
    given: tuple[tuple[Contribution, tuple[str, ...]], ...]
    others: tuple[Contribution, ...]
    mine: bool


def theme_seen(name: str, *, initiative: str, viewer: Viewer) -> ThemeSeen | None:
    """Return a theme beside the other side's; nothing where there is none that somebody may read."""
    filled = rows_of(Theme).filter(pk=name).values_list("contributions", flat=True).first() or ()
    open_ones = Q(space__isnull=True, state=ContributionState.GIVEN)
    asks = [
        Ask(Theme),
        Ask(Contribution, Q(pk__in=filled)),
        Ask(Contribution, open_ones & ~Q(pk__in=filled), order=LATEST_WRITTEN, limit=_TO_CHOOSE_FROM),
    ]
    case = slice_of(initiative, viewer=viewer, asks=asks)
    theme = case.by_id(Theme).get(name) if case is not None else None
    if case is None or theme is None or theme.initiative != initiative:
        return None
    said = case.by_id(Contribution)
    beside = [row for row in case.rows(Theme) if row.made_by is not theme.made_by]
    inside = set(theme.contributions)
    return ThemeSeen(
        theme=theme,
        given=tuple(
            (said[each], tuple(row.name for row in beside if each in row.contributions))
            for each in theme.contributions
            if each in said
        ),
        others=tuple(
            row
            for row in reversed(case.rows(Contribution))
            if row.id not in inside and row.space is None and row.state is ContributionState.GIVEN
        ),
        mine=viewer.person is not None and theme.made_by in viewer.sides(initiative),
    )
