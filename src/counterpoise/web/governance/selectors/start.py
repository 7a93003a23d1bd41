"""What the start page shows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from counterpoise.interests.frictions import age, is_open
from counterpoise.record import Case, DayRange, Edition, Level, Side, look
from counterpoise.record.commitments import Commitment, CommitmentState
from counterpoise.record.decisions import Answer, Concern, Decision, Effect, Trace
from counterpoise.record.initiatives import Initiative
from counterpoise.record.positions import Friction
from counterpoise.web.decisions.selectors import LATEST_DECIDED, DecisionSeen, asks_about, seen_in
from counterpoise.web.governance.selectors.own_words import asked_of_own_words
from counterpoise.web.governance.selectors.waiting import OPEN_FRICTION, Waiting, asked_of_sides, waiting_in
from counterpoise.web.initiatives.selectors import (
    MOST_LATEST,
    Ask,
    Condition,
    Table,
    across,
    counts_of,
    every,
    in_edition,
    initiatives_visible_to,
    record_slice,
    visible,
)
from counterpoise.web.ledger.selectors import kept_at_heads
from counterpoise.web.people.selectors import Viewer

__all__ = ["Aged", "Start", "start_for"]

_MOST_DECISIONS, _MOST_FRICTIONS = 6, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Aged:
    """An open friction with its age and its initiative."""

    friction: Friction
    initiative: Initiative
    age: DayRange | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What the start page shows.

    Attributes
    ----------
    initiatives, paths
        What is being talked about, and the care paths that this person may read.
    waiting
        What waits for this person's side, where there is something.
    said
        How much this person said here, counted up to `MOST_COUNTED` and one more.
    decisions
        The latest decisions, each with its initiative.
    frictions
        The open frictions, the oldest first.
    used, given
        How many contributions were used in a decision, of how many that have a word on it; of the latest `most`.
    answered, reasoned, concerns
        How many concerns have an answer, and one with a reason, of how many; of the latest `most`.
    confirmed, commitments
        How many agreements that were put on review were confirmed, of how many.
    """

    initiatives: tuple[Initiative, ...]
    paths: tuple[Initiative, ...]
    waiting: tuple[Waiting, ...]
    said: int
    decisions: tuple[tuple[Initiative, DecisionSeen], ...]
    frictions: tuple[Aged, ...]
    used: int
    given: int
    answered: int
    reasoned: int
    concerns: int
    confirmed: int
    commitments: int
    most: int = MOST_LATEST


def start_for(viewer: Viewer) -> Start:
    """Return what the start page shows to somebody."""
    return kept_at_heads(f"start:{viewer.person}:{viewer.at.date()}", at=viewer.heads, work=lambda: _start(viewer))


def _start(viewer: Viewer) -> Start:
    everything = initiatives_visible_to(viewer=viewer)
    initiatives = {row.id: row for row in everything if row.level is Level.COLLECTIVE}
    names = _latest_decided(viewer)
    asks = [*asks_about(names), Ask(Friction, OPEN_FRICTION, order=("happened_at", "written"), limit=_MOST_FRICTIONS)]
    cases = _cases(asks, initiatives, viewer)
    sides = {name: viewer.sides(name) for name in initiatives} if viewer.person else {}
    mine = {name: held for name, held in sides.items() if held & {Side.CIVIC, Side.ORGANIZATIONAL}}
    figures = _figures(viewer)
    counted = counts_of(
        figures, viewer=viewer, of_latest=True, besides=asked_of_sides(mine, viewer=viewer) | asked_of_own_words(viewer)
    )
    return Start(
        initiatives=tuple(initiatives.values()),
        paths=tuple(row for row in everything if row.level is Level.INDIVIDUAL),
        waiting=waiting_in(mine, initiatives, counted),
        decisions=tuple(_decided(cases, names, viewer)),
        frictions=_oldest(cases),
        said=counted.get("said", 0),
        **{name: counted[name] for name in figures},
    )


def _cases(asks: list[Ask], initiatives: Mapping[str, Initiative], viewer: Viewer) -> tuple[Case, ...]:
    record = record_slice(viewer=viewer, asks=asks, named=(Initiative,))
    found = look(record, at=viewer.at.date(), edition=Edition.SHARED).cases
    return tuple(case for case in found if case.initiative.id in initiatives)


def _latest_decided(viewer: Viewer) -> list[str]:
    found = visible(Decision, viewer=viewer).filter(across(viewer), _taken(viewer)).order_by(*LATEST_DECIDED)
    return [str(name) for name in found.values_list("pk", flat=True)[:_MOST_DECISIONS]]


def _taken(viewer: Viewer, to: str = "") -> Q:
    """Mirror `is_taken`, but for months and years that are not over."""
    tomorrow = (viewer.at.date() + timedelta(days=1)).isoformat()
    return Q((f"{to}decided_at__isnull", False), (f"{to}decided_at__lt", tomorrow))


def _decided(cases: Iterable[Case], names: list[str], viewer: Viewer) -> Iterator[tuple[Initiative, DecisionSeen]]:
    found = {
        row.decision.id: (case.initiative, row)
        for case in cases
        for row in seen_in(case, names, viewer=viewer)
        if row.taken
    }
    yield from (found[name] for name in names if name in found)


def _figures(viewer: Viewer) -> dict[str, Ask]:
    """Ask what came of what was said."""
    reviewed = Q(context_change__isnull=False)

    def decided(row: Table) -> Condition:
        decision, tomorrow = Table.of(Decision, "d0"), (viewer.at.date() + timedelta(days=1)).isoformat()
        return decision.there(
            decision.same("id", row, "decision"),
            decision.before("decided_at", tomorrow),
            in_edition(decision, viewer=viewer),
        )

    def answered(row: Table, *more: Condition) -> Condition:
        answer = Table.of(Answer, "a0")
        mine = every(answer.same("concern", row, "id"), answer.holds("no_answer", value=False))
        return every(decided(row), answer.there(mine, *more, in_edition(answer, viewer=viewer)))

    return {
        "given": Ask(Trace, also=decided),
        "used": Ask(Trace, Q(effect__in=[Effect.CHANGED, Effect.PARTLY]), also=decided),
        "concerns": Ask(Concern, also=decided),
        "answered": Ask(Concern, also=answered),
        "reasoned": Ask(Concern, also=lambda row: answered(row, Table.of(Answer, "a0").words("reason"))),
        "commitments": Ask(Commitment, reviewed),
        "confirmed": Ask(Commitment, reviewed & Q(state=CommitmentState.CONFIRMED)),
    }


def _oldest(cases: Iterable[Case]) -> tuple[Aged, ...]:
    found = [
        Aged(friction=row, initiative=case.initiative, age=age(row, at=case.at))
        for case in cases
        for row in case.rows(Friction)
        if is_open(row)
    ]
    return tuple(sorted(found, key=lambda row: -(row.age.high if row.age else 0)))
