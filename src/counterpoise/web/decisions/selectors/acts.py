"""Reads of what somebody can do with each promise and agreement, and of other words that wait for a yes."""

from dataclasses import dataclass

from counterpoise.decisions.commitments import BEFORE_DONE, ENDED, TRANSITIONS, is_past_due
from counterpoise.decisions.who_may import may_judge_for
from counterpoise.record import Case, Side
from counterpoise.record.commitments import Commitment, CommitmentState, Promise
from counterpoise.record.initiatives import ContextChange, Group
from counterpoise.record.people import Body
from counterpoise.web.decisions.models import Renewal
from counterpoise.web.decisions.selectors.seen import agreements_case, case_about
from counterpoise.web.people.selectors import Viewer

__all__ = ["Acts", "acts_on_agreements", "holder_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Acts:
    """What somebody can do with an agreement, and what stands beside it.

    Attributes
    ----------
    report, done, withdraw, review, renew, agree, reopen
        Whether they can say how it goes, call it done, take it back, confirm or drop it, propose other words, say yes
        to other words, and reopen it.
    renewal
        The other words that wait for a yes.
    groups
        To whom it was promised.
    by
        Who acts.
    change
        The change that put it on review.
    past_due
        Whether its day has gone by while nobody said that it is done.
    why
        What was said with the last step.
    """

    report: bool = False
    done: bool = False
    withdraw: bool = False
    review: bool = False
    renew: bool = False
    agree: bool = False
    reopen: bool = False
    renewal: Renewal | None = None
    groups: tuple[Group, ...] = ()
    by: Body | None = None
    change: ContextChange | None = None
    past_due: bool = False
    why: str = ""


def holder_of(agreement: Commitment | Promise, *, case: Case) -> Side | None:
    """Return the side that acts: as it was written down, else that of the body."""
    if isinstance(agreement, Commitment) and agreement.side is not None:
        return agreement.side
    name = agreement.by if isinstance(agreement, Commitment) else agreement.made_by
    body = case.by_id(Body).get(name or "")
    return body.side if body is not None else None


def acts_on_agreements(initiative: str, *, viewer: Viewer, decision: str | None = None) -> dict[str, Acts]:
    """Return for the latest promises and agreements of an initiative, or of one decision, what somebody can do."""
    if decision is None:
        case = agreements_case(initiative, viewer=viewer)
    else:
        case = case_about(decision, initiative=initiative, viewer=viewer)
    if case is None:
        return {}
    rows: list[Commitment | Promise] = [*case.rows(Promise), *case.rows(Commitment)]
    on_review = [row.id for row in rows if row.state is CommitmentState.UNDER_REVIEW]
    renewals = _renewals(on_review)
    held = may_judge_for(viewer.standing, initiative=initiative, at=viewer.at)
    return {row.id: _acts(row, renewals.get(row.id), held, case, viewer) for row in rows}


def _renewals(names: list[str]) -> dict[str, Renewal]:
    if not names:
        return {}
    found: dict[str, Renewal] = {}
    for row in [*Renewal.objects.filter(commitment__in=names), *Renewal.objects.filter(promise__in=names)]:
        found[str(row.commitment_id or row.promise_id)] = row
    return found


def _acts(
    row: Commitment | Promise, renewal: Renewal | None, held: frozenset[Side], case: Case, viewer: Viewer
) -> Acts:
    mine = holder_of(row, case=case) in held
    review = row.state is CommitmentState.UNDER_REVIEW
    withdrawn = isinstance(row, Promise) and row.withdrawn_at is not None
    theirs = renewal is not None and bool(held - {renewal.side}) and renewal.proposed_by_id != viewer.person
    name = row.by if isinstance(row, Commitment) else row.made_by
    groups = case.by_id(Group)
    return Acts(
        report=mine and not withdrawn and bool(TRANSITIONS[row.state] & _GOES),
        done=mine and not withdrawn and row.state in BEFORE_DONE,
        withdraw=mine and isinstance(row, Promise) and not withdrawn and row.state not in ENDED,
        review=mine and review,
        renew=bool(held) and review,
        agree=theirs,
        reopen=bool(held) and row.state in ENDED,
        renewal=renewal,
        groups=tuple(groups[each] for each in row.to if each in groups),
        by=case.by_id(Body).get(name or ""),
        change=case.by_id(ContextChange).get(row.context_change or ""),
        past_due=row.state in BEFORE_DONE and not withdrawn and is_past_due(row, at=case.at),
        why=row.supersedes_reason if row.supersedes_reason not in _WITHOUT_WORDS else "",
    )


_GOES = frozenset({CommitmentState.ON_TRACK, CommitmentState.LATE})
# What these steps say is told by the state itself.
_WITHOUT_WORDS = frozenset(
    {"said by those whom it is about", "confirmed after the change", "agreed anew by both sides"}
)
