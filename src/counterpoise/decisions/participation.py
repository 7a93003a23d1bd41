"""Whether participation is part of how decisions are taken, or an add-on to some of them."""

from counterpoise.decisions.lifecycle import is_taken
from counterpoise.indicator import Evidence, Reading
from counterpoise.levels.refusals import Refusal
from counterpoise.levels.shares import ends, share_part
from counterpoise.record import Case
from counterpoise.record.decisions import Decision, ParticipationLink, Trace
from counterpoise.statistics.intervals import wilson

__all__ = ["REFUSALS", "is_explicit", "participation", "problems"]

REFUSALS = ("decisions.participation_not_said", "decisions.no_participation_without_reason")
"""What can be missing from what a decision says about participation."""


def problems(decision: Decision) -> tuple[Refusal, ...]:
    """Name what a decision does not say about participation; to decide not to organize any is fine, with a reason."""
    if decision.participation is None:
        return (Refusal("decisions.participation_not_said", {"decision": decision.id}),)
    if decision.participation is ParticipationLink.NONE_BECAUSE and not decision.participation_reason.strip():
        return (Refusal("decisions.no_participation_without_reason", {"decision": decision.id}),)
    return ()


def is_explicit(decision: Decision) -> bool:
    """Say whether a decision says that people took part, or why it was decided not to organize that."""
    return not problems(decision)


def participation(case: Case, *, seed: int) -> Reading:  # noqa: ARG001 - every measure is asked in the same way
    """Share of the decisions in an imported list, on matters of the initiative, in which people took part.

    Value: decisions with a link to participation / decisions of the list on matters in the declared scope, with
    Wilson's interval. A link is that the decision says so, or that a trace leads from a contribution to it.

    Parameters
    ----------
    case
        One initiative as it stood at a date.
    seed
        Not used: nothing is drawn.

    Returns
    -------
    Reading
        Part: ``explicit``, the decisions that say that people took part or why not.

    Cannot say
    ----------
    Whether taking part made a difference. Nor what was decided without being on the list.

    Gaming
    ------
    A list can leave decisions out, or name a link that was no more than a mail. So the list is shown with its links.

    Source
    ------
    The paper: participation as an add-on to what is driven by the system. The share is new and experimental.
    """
    scope = set(case.initiative.scope)
    traced = {row.decision for row in case.rows(Trace)}
    listed = [
        row
        for row in sorted(case.rows(Decision), key=lambda row: row.id)
        if row.from_list and is_taken(row, at=case.at) and (not scope or row.matter in scope)
    ]
    linked = {row.id for row in listed if row.participation is ParticipationLink.LINKED or row.id in traced}
    known = {row.id for row in listed if row.participation is not None or row.id in traced}
    n = len(listed)
    return Reading(
        value=len(linked) / n if n else None,
        numerator=len(linked),
        denominator=n,
        interval=ends(wilson(len(linked), n)) if n else None,
        known=len(known),
        candidates=n,
        parts=(share_part("explicit", sum(map(is_explicit, listed)), n),),
        details={"decisions": [_row(row, linked=row.id in linked) for row in listed]},
        evidence=Evidence(
            numerator=tuple(sorted(linked)),
            denominator=tuple(row.id for row in listed),
            excluded=tuple(row.id for row in listed if row.id not in known),
            tables=(Decision.TABLE,),
        ),
    )


def _row(decision: Decision, *, linked: bool) -> dict[str, str | bool | None]:
    return {
        "decision": decision.id,
        "linked": linked,
        "participation": None if decision.participation is None else decision.participation.value,
        "reason": decision.participation_reason,
    }
