"""Concerns that nobody has answered, the oldest first: about decisions, and about what nobody decided on yet."""

from dataclasses import dataclass

from counterpoise.record.decisions import Concern, Decision
from counterpoise.record.initiatives import Matter
from counterpoise.record.people import Body
from counterpoise.web.decisions.selectors.about import MOST_UNANSWERED, oldest_first, owes_answer
from counterpoise.web.decisions.selectors.seen import agreements_case
from counterpoise.web.people.selectors import Viewer

__all__ = ["Unanswered", "unanswered"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """A concern without an answer.

    Attributes
    ----------
    concern
        The concern.
    decision, matter
        What it is about; neither may be known.
    answers
        Whether who looks is on the side that owes the answer, and did not raise it.
    """

    concern: Concern
    decision: Decision | None
    matter: Matter | None
    answers: bool


def unanswered(initiative: str, *, viewer: Viewer) -> tuple[tuple[Unanswered, ...], bool]:
    """Return the oldest concerns of an initiative without an answer, and whether there are more."""
    # Read along with the agreements, which stand on the same page.
    case = agreements_case(initiative, viewer=viewer)
    if case is None:
        return (), False
    rows = oldest_first(case.rows(Concern))
    decisions, matters, bodies = case.by_id(Decision), case.by_id(Matter), case.by_id(Body)

    def answers(row: Concern, decision: Decision | None) -> bool:
        taker = bodies.get(decision.taken_by or "") if decision is not None else None
        return owes_answer(row, taker=taker, initiative=initiative, viewer=viewer)

    found = [
        Unanswered(
            concern=row,
            decision=(decision := decisions.get(row.decision or "")),
            matter=matters.get(row.matter or ""),
            answers=answers(row, decision),
        )
        for row in rows[:MOST_UNANSWERED]
    ]
    return tuple(found), len(rows) > MOST_UNANSWERED
