"""The last round of a case in which a question was answered, of those that both sides may read."""

from dataclasses import dataclass

from counterpoise.levels.timelock import released_rounds
from counterpoise.record import Case, Side
from counterpoise.record.reviews import ReviewAnswer, ReviewRound
from counterpoise.reviews.gaps import SideAnswers, side_answers

__all__ = ["Latest", "latest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest:
    """What both sides answered to one question in one round.

    Attributes
    ----------
    round
        The round.
    civic, organizational
        What each side answered.
    """

    round: ReviewRound
    civic: SideAnswers
    organizational: SideAnswers


def latest(case: Case, code: str) -> Latest | None:
    """Return the answers to a question in the last released round in which anybody answered it with a figure."""
    answers: dict[str, list[ReviewAnswer]] = {}
    for row in case.rows(ReviewAnswer):
        answers.setdefault(row.round or "", []).append(row)
    for one in reversed(released_rounds(case)):
        own = answers.get(one.id, [])
        by_side = side_answers(own)
        civic, organizational = (
            by_side.get((code, side), SideAnswers(code=code, side=side)) for side in (Side.CIVIC, Side.ORGANIZATIONAL)
        )
        if civic.values or organizational.values:
            return Latest(round=one, civic=civic, organizational=organizational)
    return None
