"""Who asks: a question is put in one exact wording, and the other side can always propose another one.

Refusals, each after ``expertise.``: ``no_words``, ``no_author_side``, ``no_use_told``, ``co_author_not_asked``,
``options_fixed_later``, ``already_put``, ``not_put``, ``own_question``, ``not_the_asking_side``, ``already_replied``,
``no_reason``, ``no_new_question``, ``answers_no_wording``.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from counterpoise.levels.refusals import Refusal
from counterpoise.levels.sides import has_come
from counterpoise.record import Side, days_between
from counterpoise.record.contributions import Contribution, Question, Reframe, ReframeReply, Stance

__all__ = [
    "DAYS_TO_REPLY",
    "QUESTIONS",
    "REFRAMES",
    "QuestionState",
    "ReframeState",
    "fixed_before_asked",
    "may_accept",
    "may_answer",
    "may_propose",
    "may_put",
    "may_refuse",
    "question_state",
    "reframe_state",
    "unanswered_in_time",
    "ways_to_answer",
    "wording_answered",
]

DAYS_TO_REPLY = 14
"""After so many days without a reply, another wording is marked as unanswered; the mark stays."""


class QuestionState(StrEnum):
    """Where a question stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    REPLACED = "replaced"


class ReframeState(StrEnum):
    """Where another wording stands."""

    PROPOSED = "proposed"
    UNANSWERED = "unanswered"
    ACCEPTED = "accepted"
    REFUSED = "refused"


QUESTIONS: Mapping[QuestionState, frozenset[QuestionState]] = {
    QuestionState.DRAFT: frozenset({QuestionState.OPEN}),
    QuestionState.OPEN: frozenset({QuestionState.CLOSED, QuestionState.REPLACED}),
    QuestionState.CLOSED: frozenset({QuestionState.REPLACED}),
    QuestionState.REPLACED: frozenset(),
}
"""What can follow. A replaced question ends a wording; the question that took its place is open."""

REFRAMES: Mapping[ReframeState, frozenset[ReframeState]] = {
    ReframeState.PROPOSED: frozenset({ReframeState.UNANSWERED, ReframeState.ACCEPTED, ReframeState.REFUSED}),
    ReframeState.UNANSWERED: frozenset({ReframeState.ACCEPTED, ReframeState.REFUSED}),
    ReframeState.ACCEPTED: frozenset(),
    ReframeState.REFUSED: frozenset(),
}
"""What can follow. After a refusal the same words, or others, can be proposed again."""


def question_state(question: Question, *, reframes: Iterable[Reframe] = (), at: date) -> QuestionState:
    """Return where a question stands at a date, given the other wordings that were proposed."""
    if not has_come(question.happened_at, at=at):
        return QuestionState.DRAFT
    accepted = (row for row in reframes if row.question == question.id and row.reply is ReframeReply.ACCEPTED)
    if any(row.replaced_by is not None and has_come(row.replied_at, at=at) for row in accepted):
        return QuestionState.REPLACED
    return QuestionState.CLOSED if has_come(question.closed_at, at=at) else QuestionState.OPEN


def reframe_state(reframe: Reframe, *, at: date) -> ReframeState:
    """Return where another wording stands at a date."""
    if reframe.reply is not None and (reframe.replied_at is None or has_come(reframe.replied_at, at=at)):
        return ReframeState.ACCEPTED if reframe.reply is ReframeReply.ACCEPTED else ReframeState.REFUSED
    return ReframeState.UNANSWERED if unanswered_in_time(reframe, at=at) else ReframeState.PROPOSED


def unanswered_in_time(reframe: Reframe, *, at: date) -> bool:
    """Say whether another wording went without a reply for more than two weeks; a late reply does not undo that.

    With dates known only to the month it is said only where it is sure.
    """
    if reframe.happened_at is None:
        return False
    replied = reframe.replied_at if reframe.reply is not None and has_come(reframe.replied_at, at=at) else None
    if reframe.reply is not None and reframe.replied_at is None:
        return False
    return days_between(reframe.happened_at, replied or at).low > DAYS_TO_REPLY


def fixed_before_asked(question: Question) -> bool | None:
    """Say whether the options were fixed before people were asked; None where one of the dates is not known."""
    if not question.options and question.options_fixed_at is None:
        return False
    if question.options_fixed_at is None or question.happened_at is None:
        return None
    return question.options_fixed_at.last <= question.happened_at.first


def ways_to_answer(question: Question) -> tuple[Stance, ...]:  # noqa: ARG001 - every question, whatever its options
    """Return how people can answer a question: always also "this is not the question", and in their own words."""
    return (Stance.ANSWERS, Stance.REJECTS_FRAME, Stance.OTHER)


def may_put(question: Question, *, at: date) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of putting a question to people.

    Parameters
    ----------
    question
        The draft. It says what will be done with the answers; somebody of the other side was asked to word it too, or
        the asking side went on without and that is written down.
    at
        The day.
    """
    found = []
    if has_come(question.happened_at, at=at):
        found.append(Refusal("expertise.already_put", {"question": question.id}))
    if not question.text.strip():
        found.append(Refusal("expertise.no_words", {"question": question.id}))
    if question.author_side is None:
        found.append(Refusal("expertise.no_author_side", {"question": question.id}))
    if not question.use.strip():
        found.append(Refusal("expertise.no_use_told", {"question": question.id}))
    if not question.co_authors and not question.co_author_skipped:
        found.append(Refusal("expertise.co_author_not_asked", {"question": question.id}))
    if question.options_fixed_at is not None and not has_come(question.options_fixed_at, at=at):
        found.append(Refusal("expertise.options_fixed_later", {"question": question.id}))
    return tuple(found)


def may_propose(question: Question, *, side: Side, text: str, at: date) -> tuple[Refusal, ...]:
    """Say what stands in the way of proposing another wording; for the side that did not ask, only an empty one does.

    Parameters
    ----------
    question
        The question, open or closed.
    side
        The side that proposes.
    text
        The other wording.
    at
        The day.
    """
    found = []
    if not has_come(question.happened_at, at=at):
        found.append(Refusal("expertise.not_put", {"question": question.id}))
    if side is question.author_side:
        found.append(Refusal("expertise.own_question", {"question": question.id}))
    if not text.strip():
        found.append(Refusal("expertise.no_words", {"question": question.id}))
    return tuple(found)


def may_accept(reframe: Reframe, *, question: Question, side: Side, new_question: str | None) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of accepting another wording.

    Parameters
    ----------
    reframe
        The other wording.
    question
        The question that it would replace.
    side
        The side that replies: the one that asked.
    new_question
        The question in the new wording. Answers to the old one stay with the old one.
    """
    found = list(_may_reply(reframe, question, side))
    if not new_question or new_question == question.id:
        found.append(Refusal("expertise.no_new_question", {"question": question.id}))
    return tuple(found)


def may_refuse(reframe: Reframe, *, question: Question, side: Side, reason: str) -> tuple[Refusal, ...]:
    """Say everything that stands in the way of refusing another wording; a refusal has its reason.

    Parameters as for `may_accept`.
    """
    found = list(_may_reply(reframe, question, side))
    if not reason.strip():
        found.append(Refusal("expertise.no_reason", {"reframe": reframe.id}))
    return tuple(found)


def _may_reply(reframe: Reframe, question: Question, side: Side) -> Iterable[Refusal]:
    if reframe.reply is not None:
        yield Refusal("expertise.already_replied", {"reframe": reframe.id})
    if question.author_side is not None and side is not question.author_side:
        yield Refusal("expertise.not_the_asking_side", {"side": str(side)})


def may_answer(contribution: Contribution, *, question: Question) -> tuple[Refusal, ...]:
    """Say what stands in the way of keeping an answer: it names the exact version of the question that was seen.

    Parameters
    ----------
    contribution
        The answer.
    question
        Any version of the question.
    """
    seen = contribution.question_version
    named = contribution.question == question.id and seen is not None and 1 <= seen <= question.version
    return () if named else (Refusal("expertise.answers_no_wording", {"question": question.id}),)


def wording_answered(contribution: Contribution, versions: Iterable[Question]) -> Question | None:
    """Return the question in the very wording that an answer was given to, however it was worded since.

    Parameters
    ----------
    contribution
        The answer.
    versions
        Every version of the questions.
    """
    asked = contribution.question, contribution.question_version
    return next((row for row in versions if (row.id, row.version) == asked), None)
