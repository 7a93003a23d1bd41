"""Promises and agreements are made in words, to somebody, by somebody; a promise can be taken back, with a reason."""

from counterpoise.decisions.commitments import ENDED, TRANSITIONS, problems
from counterpoise.levels.refusals import Refusal
from counterpoise.record.commitments import Commitment, CommitmentState, Promise

__all__ = ["REFUSALS", "may_make", "may_reopen", "may_withdraw", "reopens_as"]

REFUSALS = (
    "decisions.promise_without_words",
    "decisions.promise_to_nobody",
    "decisions.promise_by_nobody",
    "decisions.withdrawn_already",
    "decisions.withdrawn_after_its_end",
    "decisions.withdrawn_without_reason",
    "decisions.not_ended",
)
"""What can stand in the way, besides what `commitments.problems` names."""


def may_make(word: Promise | Commitment) -> tuple[Refusal, ...]:
    """Name everything that a promise or an agreement to act lacks, at once: words, to whom, by whom.

    Parameters
    ----------
    word
        The promise or agreement. A day is not needed: without one it is never late.
    """
    by = word.made_by if isinstance(word, Promise) else word.by
    found = (
        (not word.text.strip(), "decisions.promise_without_words"),
        (not word.to, "decisions.promise_to_nobody"),
        (by is None, "decisions.promise_by_nobody"),
    )
    return tuple(Refusal(code) for lacks, code in found if lacks)


def may_withdraw(promise: Promise, *, reason: str) -> tuple[Refusal, ...]:
    """Name everything that stands in the way of taking a promise back. It stays to be seen, with the reason.

    Parameters
    ----------
    promise
        The promise in its version in force. Once it has ended there is nothing to take back.
    reason
        Why.
    """
    found = (
        (promise.withdrawn_at is not None, "decisions.withdrawn_already"),
        (promise.state in ENDED, "decisions.withdrawn_after_its_end"),
        (not reason.strip(), "decisions.withdrawn_without_reason"),
    )
    return tuple(Refusal(code) for lacks, code in found if lacks)


def reopens_as(state: CommitmentState) -> CommitmentState | None:
    """Return where something that has ended stands once it is reopened; None for what has not ended.

    A verdict becomes contested until both sides give theirs anew; what was dropped or turned around is on review again.
    """
    return next(iter(TRANSITIONS[state])) if state in ENDED else None


def may_reopen(word: Promise | Commitment, *, reason: str) -> tuple[Refusal, ...]:
    """Name everything that stands in the way of reopening what has ended. Either side may, with a reason.

    Parameters
    ----------
    word
        The promise or agreement in its version in force.
    reason
        Why.
    """
    to = reopens_as(word.state)
    if to is None:
        return (Refusal("decisions.not_ended", {"state": word.state.value}),)
    return problems(word.state, to=to, reason=reason)
