"""What a search finds besides what happened: one's own care paths and those that one reads, and lotteries by name."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from counterpoise.record import Level, Row
from counterpoise.record.contributions import Contribution
from counterpoise.record.decisions import Decision
from counterpoise.record.initiatives import Initiative, Matter
from counterpoise.record.participation import Selection
from counterpoise.record.people import Body, SeatMethod
from counterpoise.record.positions import Friction
from counterpoise.record.trajectories import (
    Agreement,
    Alignment,
    CareConversation,
    SituationChange,
    Tie,
    WhatMatters,
)
from counterpoise.web.governance.selectors.finding import holding, searched
from counterpoise.web.inclusion.models import Lottery
from counterpoise.web.initiatives.selectors import (
    LATEST_WRITTEN,
    MOST_CHOICES,
    Ask,
    record_slice,
)
from counterpoise.web.people.selectors import Viewer

__all__ = ["Find", "lotteries_found", "paths_found"]

R = TypeVar("R", bound=Row)

_MOST = 40
"""So many of each kind are shown: who looks for a word that stands everywhere takes another one."""

_IN_PATHS: Mapping[type[Row], tuple[str | Promise, str]] = {
    WhatMatters: (_("What matters"), "matters"),
    Alignment: (_("What the system asks"), "matters"),
    Tie: (_("Somebody around the owner"), "people"),
    Agreement: (_("An agreement"), "agreements"),
    Matter: (_("Who decides what"), "decides"),
    Decision: (_("A decision"), "decides"),
    Friction: (_("What clashes"), "clashes"),
    CareConversation: (_("A talk"), "talks"),
    SituationChange: (_("Something changed"), "talks"),
    Contribution: (_("Something that was said"), ""),
}
"""The tables of a care path in which words are looked for, what a line is called, and where it stands on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """A line that holds the words: what it is, where, what it says, the page that shows it, and of which care path."""

    what: str | Promise
    where: str
    text: str
    link: str
    path: str = ""


def paths_found(words: str, *, initiatives: Iterable[Initiative], viewer: Viewer) -> tuple[Find, ...]:
    """Return what holds all these words in the care paths that somebody owns or was let into; of others nothing at all.

    Parameters
    ----------
    words
        What to look for.
    initiatives
        The initiatives and care paths that this person may read.
    viewer
        Who looks.
    """
    wanted = words.casefold().split()
    if not wanted or not viewer.paths:
        return ()
    paths = {row.id: row for row in initiatives if row.level is Level.INDIVIDUAL and row.id in viewer.paths}
    found = [
        Find(
            what=_("A care path"), where="", text=row.title, link=reverse("trajectory:one", args=[row.id]), path=row.id
        )
        for row in paths.values()
        if _holds((row.title, row.purpose), wanted)
    ]
    inside = Q(initiative__in=list(paths))
    asks = [
        Ask(kind, inside, order=LATEST_WRITTEN, limit=_MOST, also=holding(kind, words.split())) for kind in _IN_PATHS
    ]
    record = record_slice(viewer=viewer, asks=asks, anywhere=True)
    for kind, (what, part) in _IN_PATHS.items():
        for row in _last(record.rows(kind)):
            path = paths.get(row.initiative or "")
            said = [str(getattr(row, name, "") or "") for name in searched(kind)]
            # The database also looks at words that this person may not read: only what they may read decides.
            if path is not None and _holds(said, wanted):
                link = reverse("trajectory:one", args=[path.id]) + (f"#{part}" if part else "")
                text = next(filter(None, said), "")
                found.append(Find(what=what, where=path.title, text=text, link=link, path=path.id))
    return tuple(found)


def lotteries_found(words: str, *, initiatives: Iterable[Initiative], viewer: Viewer) -> tuple[Find, ...]:
    """Return the lotteries that somebody may read and of which the name holds all these words.

    A lottery is called after the body whose places it fills, the initiative, and by what is drawn.

    Parameters
    ----------
    words
        What to look for.
    initiatives
        The initiatives and care paths that this person may read.
    viewer
        Who looks.
    """
    wanted = words.casefold().split()
    if not wanted:
        return ()
    by_lot = Ask(
        Selection, Q(method=SeatMethod.LOTTERY.value) | Q(pk__in=_begun()), order=LATEST_WRITTEN, limit=MOST_CHOICES
    )
    record = record_slice(viewer=viewer, asks=[by_lot], named=(Body, Initiative))
    bodies = {row.id: row.name for row in _last(record.rows(Body))}
    titles = {row.id: row.title for row in initiatives}
    found = []
    for row in _last(record.rows(Selection)):
        where, body = titles.get(row.initiative or ""), bodies.get(row.body or "", "")
        if where is not None and _holds((body, row.criterion, where, str(_("A lottery"))), wanted):
            link = reverse("inclusion:selection", args=[row.initiative, row.id])
            found.append(Find(what=_("A lottery"), where=where, text=body or row.criterion, link=link))
    return tuple(found)


def _begun() -> QuerySet[Lottery, Any]:
    # A lottery can be begun before anybody wrote down that places are filled by lot.
    return Lottery.objects.values("selection")


def _holds(said: Iterable[str], wanted: Collection[str]) -> bool:
    text = " ".join(said).casefold()
    return all(each in text for each in wanted)


def _last(rows: Iterable[R]) -> list[R]:
    return list({row.id: row for row in sorted(rows, key=lambda row: row.version)}.values())
