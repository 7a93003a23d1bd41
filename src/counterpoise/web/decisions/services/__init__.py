"""Writes of decisions: recorded, completed, published; concerns and answers; who was told; what came of agreements."""

from counterpoise.web.decisions.services.agreements import claim_done, give_verdict, holder_of
from counterpoise.web.decisions.services.concerns import (
    Answering,
    answer_concern,
    asked_by,
    judge_answer,
    may_answer,
    raise_concern,
)
from counterpoise.web.decisions.services.recording import Completed, Recorded, complete, publish, record_decision
from counterpoise.web.decisions.services.rights import NothingHereError, may_record_here, of_taker
from counterpoise.web.decisions.services.telling import confirm_heard, tell_group

__all__ = [
    "Answering",
    "Completed",
    "NothingHereError",
    "Recorded",
    "answer_concern",
    "asked_by",
    "claim_done",
    "complete",
    "confirm_heard",
    "give_verdict",
    "holder_of",
    "judge_answer",
    "may_answer",
    "may_record_here",
    "of_taker",
    "publish",
    "raise_concern",
    "record_decision",
    "tell_group",
]
