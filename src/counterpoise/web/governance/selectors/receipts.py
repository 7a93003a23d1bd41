"""What somebody without an account sees by their code: what happened with their words."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db.models import Q

from counterpoise.levels.codes import code_from
from counterpoise.record.contributions import Question, Theme
from counterpoise.record.initiatives import Initiative
from counterpoise.web.decisions.selectors import Traced, traced
from counterpoise.web.expertise.selectors import OneSaid, one_said
from counterpoise.web.initiatives.selectors import LATEST_WRITTEN, MOST_CHOICES, Ask, initiative_of, slice_of
from counterpoise.web.people.selectors import Viewer, receipt_by_code, viewer_of

__all__ = [
    "QUESTION_SIGNS",
    "ReceiptSeen",
    "holder_of",
    "open_questions",
    "question_code",
    "receipt_seen",
    "votes_with",
]

QUESTION_SIGNS = 6
"""The code of a question on a printed form: five signs, and one that checks them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptSeen:
    """What happened with somebody's words.

    Attributes
    ----------
    initiative
        Where they were said.
    said
        The words, with what was made of them.
    traced
        What decisions did with them.
    themes
        Where they were put beside other words: a sign that somebody read them.
    """

    initiative: Initiative
    said: OneSaid
    traced: Traced | None
    themes: tuple[Theme, ...]

    @property
    def read(self) -> bool:
        """Whether the record shows that somebody read them: they were worded anew, sorted, or used or not used."""
        return bool(self.themes or self.said.rewordings or (self.traced is not None and self.traced.traces))


def holder_of(code: str, *, at: datetime) -> Viewer | None:
    """Return who speaks with a code, as somebody who looks at the site; nothing where there is no such receipt."""
    receipt = receipt_by_code(code)
    return None if receipt is None else viewer_of(receipt.person_id, at=at, paths_about=lambda _person, _paths: ())


def receipt_seen(code: str, *, at: datetime) -> ReceiptSeen | None:
    """Return what happened with the words of a receipt; nothing where there is no such receipt."""
    receipt, viewer = receipt_by_code(code), holder_of(code, at=at)
    if receipt is None or viewer is None or not receipt.initiative or not receipt.contribution:
        return None
    initiative = initiative_of(receipt.initiative, viewer=viewer)
    said = one_said(receipt.contribution, initiative=receipt.initiative, viewer=viewer)
    case = slice_of(receipt.initiative, viewer=viewer, asks=[Ask(Theme)])
    if initiative is None or said is None or case is None:
        return None
    return ReceiptSeen(
        initiative=initiative,
        said=said,
        traced=traced(receipt.contribution, initiative=receipt.initiative, viewer=viewer),
        themes=tuple(row for row in case.rows(Theme) if receipt.contribution in row.contributions),
    )


def votes_with(code: str) -> str | None:
    """Return the initiative in which somebody votes with a code; nothing where it is for words, or no code at all."""
    receipt = receipt_by_code(code)
    return receipt.initiative if receipt is not None and not receipt.contribution else None


def question_code(question: str) -> str:
    """Return the short code of a question, as it stands on the printed form. It is no secret."""
    return code_from(sha256(question.encode()).digest(), length=QUESTION_SIGNS)


def open_questions(initiative: str, *, viewer: Viewer) -> tuple[tuple[str, Question], ...]:
    """Return the questions of an initiative that can still be answered, each with its short code."""
    latest = Ask(Question, Q(closed_at__isnull=True, space__isnull=True), order=LATEST_WRITTEN, limit=MOST_CHOICES)
    case = slice_of(initiative, viewer=viewer, asks=[latest])
    rows = case.rows(Question) if case is not None else ()
    return tuple(
        (question_code(row.id), row)
        for row in rows
        if row.initiative == initiative and row.space is None and row.closed_at is None
    )
