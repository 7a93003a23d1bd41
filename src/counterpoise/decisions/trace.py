"""What happened with a contribution: rules for a trace, and which contributions have none."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from counterpoise.decisions.dossier import Dossier
from counterpoise.decisions.timing import has_come
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Case, Moment, surely_before
from counterpoise.record.contributions import Contribution, ContributionState, Digest, Question
from counterpoise.record.decisions import Effect, Trace
from counterpoise.record.people import Space, SpaceKind

__all__ = ["REFUSALS", "Collected", "about_nothing", "collected", "not_considered", "problems", "untraced"]

REFUSALS = (
    "decisions.trace_of_nothing",
    "decisions.trace_of_two_things",
    "decisions.trace_without_decision",
    "decisions.trace_without_effect",
    "decisions.set_aside_without_sentence",
    "decisions.set_aside_without_department",
)
"""What can be wrong with a trace."""

# "Too expensive." is no sentence that somebody can answer: three words are the least that say something of something.
_SENTENCE_WORDS = 3


def problems(trace: Trace) -> tuple[Refusal, ...]:
    """Name everything that a trace lacks, at once.

    A contribution that was set aside is owed a reason of at least one sentence, and a department that says so. That
    many were *not considered* may be said in one go, without a reason.
    """
    found = []
    if trace.contribution is None and trace.digest is None:
        found.append(Refusal("decisions.trace_of_nothing"))
    if trace.contribution is not None and trace.digest is not None:
        found.append(
            Refusal("decisions.trace_of_two_things", {"contribution": trace.contribution, "digest": trace.digest})
        )
    if trace.decision is None:
        found.append(Refusal("decisions.trace_without_decision"))
    if trace.effect is None:
        found.append(Refusal("decisions.trace_without_effect"))
    if trace.effect is Effect.SET_ASIDE:
        if len(trace.reason.split()) < _SENTENCE_WORDS:
            found.append(Refusal("decisions.set_aside_without_sentence", {"reason": trace.reason}))
        if not trace.department.strip():
            found.append(Refusal("decisions.set_aside_without_department"))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What was collected for the matter of one decision before it was taken, and the traces of that.

    Attributes
    ----------
    contributions
        What people said, outside closed rooms: what was said in one comes out only as a digest.
    digests
        What rooms shared.
    traces
        The traces that name this decision or an earlier one on its matter.
    """

    contributions: tuple[Contribution, ...] = ()
    digests: tuple[Digest, ...] = ()
    traces: tuple[Trace, ...] = ()


def collected(case: Case, dossier: Dossier) -> Collected:
    """Gather what was collected for a decision. What was said only after it was taken was not collected for it."""
    decision = dossier.decision
    if decision.matter is None:
        return Collected()
    decisions = {decision.id, *(other.id for other in dossier.earlier)}
    until = decision.decided_at
    return Collected(
        contributions=tuple(row for row, matter in _said_before(case, until) if matter == decision.matter),
        digests=tuple(
            row
            for row in case.rows(Digest)
            if row.matter == decision.matter
            and has_come(row.released_at, at=case.at)
            and not surely_before(until, row.released_at)
        ),
        traces=tuple(row for row in case.rows(Trace) if row.decision in decisions),
    )


def _said_before(case: Case, until: Moment | None) -> Iterator[tuple[Contribution, str | None]]:
    # What was said outside closed rooms and not only after a decision was taken, with what it is about.
    open_rooms = {row.id for row in case.rows(Space) if row.kind in {SpaceKind.OPEN, SpaceKind.MIXED}}
    matters = {row.id: row.matter for row in case.rows(Question)}
    for row in case.rows(Contribution):
        outside = row.space is None or row.space in open_rooms
        if row.state is ContributionState.GIVEN and outside and not surely_before(until, row.happened_at):
            yield row, row.matter or matters.get(row.question or "")


def about_nothing(case: Case, dossier: Dossier) -> tuple[Contribution, ...]:
    """Return what was said about nothing in particular before a decision.

    No decision collects it, so none owes it a word; but one may have used it, and can then say so.
    """
    return tuple(row for row, matter in _said_before(case, dossier.decision.decided_at) if matter is None)


def untraced(found: Collected) -> tuple[str, ...]:
    """Return the contributions and digests of which nobody says what happened with them, in the order of their ids."""
    said = [trace for trace in found.traces if trace.effect is not None]
    contributions = {trace.contribution for trace in said}
    digests = {trace.digest for trace in said}
    return (
        *sorted(row.id for row in found.contributions if row.id not in contributions),
        *sorted(row.id for row in found.digests if row.id not in digests),
    )


def not_considered(
    found: Collected,
    *,
    decision: str,
    department: str,
    recorded_at: datetime,
    recorded_by: str | None = None,
    only: Collection[str] | None = None,
) -> tuple[Trace, ...]:
    """Make the traces that say, in one go, that what has no trace was not considered.

    Parameters
    ----------
    found
        What was collected for the decision.
    decision
        The decision.
    department
        The department that says so.
    recorded_at, recorded_by
        As every record carries them.
    only
        The contributions and digests that it is said of; None for all without a trace.
    """
    open_ones = set(untraced(found))
    wanted = open_ones if only is None else open_ones & set(only)
    rows: Iterable[Contribution | Digest] = (*found.contributions, *found.digests)
    return tuple(
        Trace(
            id=f"{decision}-not-considered-{row.id}",
            contribution=row.id if isinstance(row, Contribution) else None,
            digest=row.id if isinstance(row, Digest) else None,
            decision=decision,
            effect=Effect.NOT_CONSIDERED,
            department=department,
            initiative=row.initiative,
            recorded_at=recorded_at,
            recorded_by=recorded_by,
        )
        for row in sorted(rows, key=lambda row: row.id)
        if row.id in wanted
    )
