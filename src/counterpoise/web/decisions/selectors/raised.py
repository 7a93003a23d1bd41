"""One concern on a page of its own; and the concerns that nobody answered, page by page."""

from dataclasses import dataclass

from django.db.models import Q

from counterpoise.record.decisions import Answer, Concern, Decision
from counterpoise.record.initiatives import Matter
from counterpoise.record.people import Body
from counterpoise.web.decisions.selectors.about import MOST_UNANSWERED, ask_unanswered, oldest_first, owes_answer
from counterpoise.web.decisions.selectors.unanswered import Unanswered
from counterpoise.web.initiatives.selectors import Ask, case_with
from counterpoise.web.people.selectors import Viewer

__all__ = ["Raised", "raised_visible_to", "unanswered_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """A concern as its own page shows it.

    Attributes
    ----------
    concern
        The concern.
    decision, matter
        What it is about; neither may be known.
    answers
        Its answers, the oldest first.
    may_answer
        Whether who looks is on the side that owes an answer, and did not raise it.
    """

    concern: Concern
    decision: Decision | None
    matter: Matter | None
    answers: tuple[Answer, ...]
    may_answer: bool


def raised_visible_to(initiative: str, name: str, *, viewer: Viewer) -> Raised | None:
    """Return one concern of an initiative; nothing where there is none, or none that somebody may read."""
    asks = [Ask(Concern, Q(pk=name)), Ask(Answer, Q(concern=name))]
    case = case_with(initiative, viewer=viewer, asks=asks, named=(Decision, Matter))
    row = case.by_id(Concern).get(name) if case is not None else None
    if case is None or row is None:
        return None
    decision = case.by_id(Decision).get(row.decision or "")
    taker = case.by_id(Body).get(decision.taken_by or "") if decision is not None else None
    return Raised(
        concern=row,
        decision=decision,
        matter=case.by_id(Matter).get(row.matter or ""),
        answers=oldest_first(case.rows(Answer)),
        may_answer=owes_answer(row, taker=taker, initiative=initiative, viewer=viewer),
    )


def unanswered_page(initiative: str, *, viewer: Viewer, number: int) -> tuple[tuple[Unanswered, ...], bool]:
    """Return one page of the concerns of an initiative without an answer, and whether there are more after it.

    Parameters
    ----------
    initiative, viewer
        The initiative, and who looks.
    number
        Which page, from 1; the oldest concerns stand on the first.
    """
    ask = ask_unanswered(viewer, start=(number - 1) * MOST_UNANSWERED)
    case = case_with(initiative, viewer=viewer, asks=[ask], named=(Decision, Matter))
    if case is None:
        return (), False
    rows = oldest_first(case.rows(Concern))
    decisions, matters, bodies = case.by_id(Decision), case.by_id(Matter), case.by_id(Body)
    found = []
    for row in rows[:MOST_UNANSWERED]:
        decision = decisions.get(row.decision or "")
        taker = bodies.get(decision.taken_by or "") if decision is not None else None
        found.append(
            Unanswered(
                concern=row,
                decision=decision,
                matter=matters.get(row.matter or ""),
                answers=owes_answer(row, taker=taker, initiative=initiative, viewer=viewer),
            )
        )
    return tuple(found), len(rows) > MOST_UNANSWERED
