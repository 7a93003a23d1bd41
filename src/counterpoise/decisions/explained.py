"""What a decision says of how it was made: whether people took part, why it could not wait, what it turns around."""

from collections.abc import Iterator

from counterpoise.decisions import participation
from counterpoise.levels.refusals import Refusal
from counterpoise.record import surely_before
from counterpoise.record.decisions import Decision

__all__ = ["REFUSALS", "problems"]

REFUSALS = (
    "decisions.urgent_without_look",
    "decisions.look_without_urgency",
    "decisions.reverses_itself",
    "decisions.reverses_no_decision",
    "decisions.reverses_a_later_one",
    "decisions.consulted_without_day",
)
"""What can be wrong, besides what `participation.problems` names."""


def problems(decision: Decision, *, reversed_decision: Decision | None = None) -> tuple[Refusal, ...]:
    """Name everything that does not hold in what a decision says of how it was made, at once.

    Parameters
    ----------
    decision
        The decision. What it does not say is not wrong here; `publication.missing` asks for it.
    reversed_decision
        The earlier decision that it turns around.
    """
    found = list(_of_urgency(decision))
    if decision.participation is not None:
        found += participation.problems(decision)
    if reversed_decision is not None:
        found += _of_reversal(decision, reversed_decision)
    if decision.consulted and decision.consulted_at is None:
        found.append(Refusal("decisions.consulted_without_day"))
    return tuple(found)


def _of_urgency(decision: Decision) -> Iterator[Refusal]:
    # That it could not wait is explained by a reason and a day on which both sides look at it after all.
    if decision.urgency.strip() and decision.urgent_look_on is None:
        yield Refusal("decisions.urgent_without_look")
    if decision.urgent_look_on is not None and not decision.urgency.strip():
        yield Refusal("decisions.look_without_urgency")


def _of_reversal(decision: Decision, earlier: Decision) -> Iterator[Refusal]:
    if earlier.id == decision.id:
        yield Refusal("decisions.reverses_itself")
    elif earlier.decided_at is None:
        yield Refusal("decisions.reverses_no_decision", {"reverses": earlier.id})
    elif surely_before(decision.decided_at, earlier.decided_at):
        yield Refusal("decisions.reverses_a_later_one", {"reverses": earlier.id})
