"""What somebody said, the latest first, and what became of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

from counterpoise.record import Case, Edition, Row, look
from counterpoise.record.contributions import Contribution, ContributionState
from counterpoise.record.decisions import Decision, Trace
from counterpoise.record.initiatives import Initiative
from counterpoise.web.initiatives.selectors import (
    LATEST_WRITTEN,
    Ask,
    record_slice,
)
from counterpoise.web.people.selectors import Viewer

__all__ = ["OwnWords", "asked_of_own_words", "own_words"]

_PER_PAGE = 20
_MOST_PAGES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """Something that somebody said.

    Attributes
    ----------
    contribution
        Their words.
    initiative
        Where they said them.
    traces
        What decisions did with them.
    """

    contribution: Contribution
    initiative: Initiative
    traces: tuple[tuple[Trace, Decision | None], ...]


def own_words(viewer: Viewer, *, page: int = 1) -> tuple[tuple[OwnWords, ...], bool]:
    """Return a page of what somebody said in the initiatives, and whether there is an older one.

    Parameters
    ----------
    viewer
        Who looks; who is not signed in finds their words by a code.
    page
        Which page, counted from 1.
    """
    if viewer.person is None:
        return (), False
    start = (min(page, _MOST_PAGES) - 1) * _PER_PAGE
    # Asked for apart, so that each is read in the order of its index, and reading stops at the limit.
    asks = [Ask(Contribution, each, order=LATEST_WRITTEN, limit=start + _PER_PAGE + 1) for each in _said_by(viewer)]
    found = [(row, case.initiative) for case in _cases(asks, viewer, (Initiative,)) for row in case.rows(Contribution)]
    found.sort(key=lambda each: (each[0].recorded_at, each[0].id), reverse=True)
    shown = found[start : start + _PER_PAGE]
    traces: dict[str | None, list[tuple[Trace, Decision | None]]] = {}
    names = [row.id for row, _home in shown]
    told = Ask(Trace, Q(contribution__in=names, effect__isnull=False))
    for case in _cases([told], viewer, (Initiative, Decision)) if names else ():
        decisions = case.by_id(Decision)
        for row in case.rows(Trace):
            traces.setdefault(row.contribution, []).append((row, decisions.get(row.decision or "")))
    rows = tuple(
        OwnWords(contribution=row, initiative=home, traces=tuple(reversed(traces.get(row.id, ()))))
        for row, home in shown
    )
    return rows, len(found) > start + _PER_PAGE and page < _MOST_PAGES


def asked_of_own_words(viewer: Viewer) -> dict[str, Ask]:
    """Ask how much somebody said here."""
    if viewer.person is None:
        return {}
    for_them, by_them = _said_by(viewer)
    return {"said": Ask(Contribution, (for_them | by_them) & Q(state=ContributionState.GIVEN))}


def _said_by(viewer: Viewer) -> tuple[Q, Q]:
    """Mirror `expertise.contributions.author`: what was written down for them, and by them for nobody else."""
    return Q(on_behalf_of=viewer.person), Q(on_behalf_of__isnull=True, recorded_by=viewer.person)


def _cases(asks: Iterable[Ask], viewer: Viewer, named: Collection[type[Row]]) -> tuple[Case, ...]:
    record = record_slice(viewer=viewer, asks=asks, named=named)
    return look(record, at=viewer.at.date(), edition=Edition.SHARED).cases
