"""Steps under a legal right that no other table tells: a remedy used, a term made longer or standing still."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from counterpoise.record.base import Row, Side, ref
from counterpoise.record.moments import Moment

__all__ = ["LegalStep", "LegalStepKind", "RemedyKind"]


class LegalStepKind(StrEnum):
    """What happened under the right."""

    REMEDY_USED = "remedy_used"
    TERM_EXTENDED = "term_extended"
    TERM_PAUSED = "term_paused"


class RemedyKind(StrEnum):
    """What can be done when a right was not kept, as the catalogue of rights names it."""

    NULLITY = "nullity"
    DISPUTE_BODY = "dispute_body"
    OBJECTION = "objection"
    COMPLAINT = "complaint"
    JUDICIAL_REVIEW = "judicial_review"
    OMBUDSMAN = "ombudsman"


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalStep(Row):
    """A step under a legal right on one decision. It was taken when it happened.

    Attributes
    ----------
    decision
        The draft or decision.
    right
        The legal right.
    kind
        What happened: a remedy was used, a term was made longer, or a term stood still.
    remedy
        The remedy that was used, or whose term was changed; empty for the term in which the body answers.
    body
        The body that took the step.
    side
        Its side.
    ground
        Why, in their own words.
    starts_on
        The first day on which a term stood still.
    until
        The new last day of a term; or the day from which a term ran again.
    told_at
        When the other side was told.
    """

    TABLE: ClassVar[str] = "legal_steps"

    decision: str | None = ref("decisions")
    right: str | None = ref("statutory_mandates")
    kind: LegalStepKind = LegalStepKind.REMEDY_USED
    remedy: RemedyKind | None = None
    body: str | None = ref("bodies")
    side: Side | None = None
    ground: str = ""
    starts_on: date | None = None
    until: date | None = None
    told_at: Moment | None = None
