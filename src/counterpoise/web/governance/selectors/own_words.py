"""What somebody said, the latest first, and what became of it."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from counterpoise.record import Case, Edition, Row, look
from counterpoise.record.contributions import Contribution, ContributionState
from counterpoise.record.decisions import Decision, Trace
from counterpoise.record.initiatives import Initiative
from counterpoise.web.initiatives.selectors import (
    LATEST_WRITTEN,
    Ask,
    Condition,
    Table,
    in_edition,
    record_slice,
)
from counterpoise.web.people.selectors import Viewer

__all__ = ["OwnWords", "asked_of_own_words", "own_words"]

_PER_PAGE = 20


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
    start = (page - 1) * _PER_PAGE
    ask = Ask(Contribution, _said_by(viewer.person), order=LATEST_WRITTEN, start=start, limit=_PER_PAGE + 1)
    found = [(row, case.initiative) for case in _cases(ask, viewer, (Initiative,)) for row in case.rows(Contribution)]
    found.sort(key=lambda each: (each[0].recorded_at, each[0].id), reverse=True)
    shown = found[:_PER_PAGE]
    traces: dict[str | None, list[tuple[Trace, Decision | None]]] = {}
    names = [row.id for row, _home in shown]
    told = Ask(Trace, Q(contribution__in=names, effect__isnull=False))
    for case in _cases(told, viewer, (Initiative, Decision)) if names else ():
        decisions = case.by_id(Decision)
        for row in case.rows(Trace):
            traces.setdefault(row.contribution, []).append((row, decisions.get(row.decision or "")))
    rows = tuple(
        OwnWords(contribution=row, initiative=home, traces=tuple(reversed(traces.get(row.id, ()))))
        for row, home in shown
    )
    return rows, len(found) > _PER_PAGE


def asked_of_own_words(viewer: Viewer) -> dict[str, Ask]:
    """Ask how much somebody said, and of how much of it a decision tells what was done with it."""
    if viewer.person is None:
        return {}

    def told(row: Table) -> Condition:
        trace = Table.of(Trace, "t0")
        return trace.there(
            trace.same("contribution", row, "id"), trace.given("effect"), in_edition(trace, viewer=viewer)
        )

    mine = _said_by(viewer.person) & Q(state=ContributionState.GIVEN)
    return {"said": Ask(Contribution, mine), "told": Ask(Contribution, mine, also=told)}


def _said_by(person: str) -> Q:
    """Mirror `expertise.contributions.author`."""
    return Q(on_behalf_of=person) | Q(on_behalf_of__isnull=True, recorded_by=person)


def _cases(ask: Ask, viewer: Viewer, named: Collection[type[Row]]) -> tuple[Case, ...]:
    record = record_slice(viewer=viewer, asks=[ask], named=named)
    return look(record, at=viewer.at.date(), edition=Edition.SHARED).cases
