"""What a decision needs before it may be called *published*, named all at once.

Each thing that is missing is one refusal with one question to the taker. The guards bar the word *published* and
nothing else: telling people is never barred (see `urgent`), and neither is recording.
"""

from collections.abc import Iterator
from datetime import date

from counterpoise.decisions.answers import is_answer, is_signed_no_answer, was_given, with_reason
from counterpoise.decisions.dossier import Dossier
from counterpoise.decisions.lifecycle import is_taken
from counterpoise.decisions.notices import lags
from counterpoise.decisions.trace import Collected, untraced
from counterpoise.levels.refusals import Refusal
from counterpoise.record import surely_before
from counterpoise.record.decisions import Concern, Decision

__all__ = ["REFUSALS", "may_publish", "missing", "open_concerns"]

REFUSALS = (
    "decisions.what_is_missing",
    "decisions.taker_is_missing",
    "decisions.date_is_missing",
    "decisions.not_taken_yet",
    "decisions.touches_nobody",
    "decisions.reasons_are_missing",
    "decisions.considerations_are_missing",
    "decisions.mandate_is_missing",
    "decisions.concern_without_answer",
    "decisions.answer_without_reason",
    "decisions.no_answer_without_name_or_reason",
    "decisions.group_not_told",
    "decisions.planned_date_has_passed",
    "decisions.contribution_without_trace",
    "decisions.reversed_decision_without_considerations",
)
"""What can be missing; each stands for one question."""


def missing(
    dossier: Dossier, *, collected: Collected, at: date, reversed_decision: Decision | None = None
) -> tuple[Refusal, ...]:
    """Name everything that a decision lacks before it may be called published.

    Parameters
    ----------
    dossier
        The decision with what belongs to it.
    collected
        What was collected for it, with its traces (see `trace.collected`).
    at
        The day.
    reversed_decision
        The decision that this one turns around; the weighings of both are shown.

    Returns
    -------
    tuple of Refusal
        Empty where nothing is missing. Each holds the ``decision``, its ``owner`` (the body that took it) and what it
        is about: a ``concern``, ``answer``, ``group`` or ``contribution``.
    """
    decision = dossier.decision
    owner = {"decision": decision.id, "owner": decision.taken_by}
    found = [
        *_of_the_record(dossier, at),
        *_of_the_taker(decision, reversed_decision),
        *_of_concerns(dossier, at),
        *_of_groups(dossier, at),
        *(Refusal("decisions.contribution_without_trace", {"contribution": name}) for name in untraced(collected)),
    ]
    return tuple(Refusal(refusal.code, {**owner, **refusal.given}) for refusal in found)


def may_publish(dossier: Dossier, *, collected: Collected, at: date, reversed_decision: Decision | None = None) -> bool:
    """Say whether a decision may be called published; parameters as for `missing`."""
    return not missing(dossier, collected=collected, at=at, reversed_decision=reversed_decision)


def open_concerns(dossier: Dossier) -> tuple[Concern, ...]:
    """Return the concerns on a decision that are owed an answer.

    These are all but those that certainly came after the round of concerns had closed. Where no round was held, people
    had no other moment to raise one, so every concern counts.
    """
    until = dossier.decision.concerns_until
    return tuple(concern for concern in dossier.concerns if not surely_before(until, concern.happened_at))


def _of_the_record(dossier: Dossier, at: date) -> Iterator[Refusal]:
    decision = dossier.decision
    if not (decision.text or decision.title).strip():
        yield Refusal("decisions.what_is_missing")
    if decision.taken_by is None:
        yield Refusal("decisions.taker_is_missing")
    if decision.decided_at is None:
        yield Refusal("decisions.date_is_missing")
    elif not is_taken(decision, at=at):
        yield Refusal("decisions.not_taken_yet", {"decided_at": str(decision.decided_at)})
    if not dossier.groups:
        yield Refusal("decisions.touches_nobody")


def _of_the_taker(decision: Decision, reversed_decision: Decision | None) -> Iterator[Refusal]:
    if not decision.reasons.strip():
        yield Refusal("decisions.reasons_are_missing")
    if not any(weighing.text.strip() or weighing.kind is not None for weighing in decision.considerations):
        yield Refusal("decisions.considerations_are_missing")
    if decision.under_mandate is None and not decision.without_mandate:
        yield Refusal("decisions.mandate_is_missing")
    if reversed_decision is not None and not (reversed_decision.considerations or reversed_decision.reasons.strip()):
        # Both weighings are shown side by side, so the earlier one has to be there.
        yield Refusal("decisions.reversed_decision_without_considerations", {"reverses": reversed_decision.id})


def _of_concerns(dossier: Dossier, at: date) -> Iterator[Refusal]:
    for concern in open_concerns(dossier):
        given = [answer for answer in dossier.answers.get(concern.id, ()) if was_given(answer, at=at)]
        real = [answer for answer in given if is_answer(answer, at=at)]
        if any(map(with_reason, real)) or any(map(is_signed_no_answer, given)):
            continue
        if real:
            yield Refusal("decisions.answer_without_reason", {"concern": concern.id, "answer": real[0].id})
        elif given:
            yield Refusal("decisions.no_answer_without_name_or_reason", {"concern": concern.id, "answer": given[0].id})
        else:
            yield Refusal("decisions.concern_without_answer", {"concern": concern.id})


def _of_groups(dossier: Dossier, at: date) -> Iterator[Refusal]:
    known = lags(dossier, at=at)
    for group in dossier.groups:
        lag = known.get(group.id)
        if lag is None or lag.days is not None:
            continue
        if lag.planned_on is None:
            yield Refusal("decisions.group_not_told", {"group": group.id})
        elif lag.planned_on < at:
            # A date that has gone by is no plan: otherwise a group could wait for ever on a page that says published.
            yield Refusal(
                "decisions.planned_date_has_passed", {"group": group.id, "planned_on": lag.planned_on.isoformat()}
            )
