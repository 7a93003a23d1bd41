"""Writes of decisions: drafted, taken, told; concerns and answers; what was used; what was promised and agreed."""

from counterpoise.web.decisions.services.agreements import claim_done, give_verdict
from counterpoise.web.decisions.services.changes import agree_renewal, confirm, drop, propose_renewal, tell_change
from counterpoise.web.decisions.services.concerns import (
    Answering,
    answer_concern,
    asked_by,
    judge_answer,
    may_answer,
    raise_concern,
)
from counterpoise.web.decisions.services.legal import TimeGiven, change_term, use_remedy
from counterpoise.web.decisions.services.promising import (
    Agreeing,
    Promising,
    agree_to_act,
    bodies_spoken_for,
    promise,
    reopen,
    report,
    withdraw,
)
from counterpoise.web.decisions.services.recording import Completed, Recorded, complete, publish, record_decision
from counterpoise.web.decisions.services.rights import NothingHereError, may_record_here, of_taker
from counterpoise.web.decisions.services.steps import (
    Drafting,
    Explaining,
    agree_for_group,
    draft,
    explain,
    open_round,
    step,
    take,
)
from counterpoise.web.decisions.services.telling import confirm_heard, tell_group
from counterpoise.web.decisions.services.tracing import Tracing, judge_trace, trace_rest, trace_some
from counterpoise.web.decisions.services.weighing import read_outcome, say_whom

__all__ = [
    "Agreeing",
    "Answering",
    "Completed",
    "Drafting",
    "Explaining",
    "NothingHereError",
    "Promising",
    "Recorded",
    "TimeGiven",
    "Tracing",
    "agree_for_group",
    "agree_renewal",
    "agree_to_act",
    "answer_concern",
    "asked_by",
    "bodies_spoken_for",
    "change_term",
    "claim_done",
    "complete",
    "confirm",
    "confirm_heard",
    "draft",
    "drop",
    "explain",
    "give_verdict",
    "judge_answer",
    "judge_trace",
    "may_answer",
    "may_record_here",
    "of_taker",
    "open_round",
    "promise",
    "propose_renewal",
    "publish",
    "raise_concern",
    "read_outcome",
    "record_decision",
    "reopen",
    "report",
    "say_whom",
    "step",
    "take",
    "tell_change",
    "tell_group",
    "trace_rest",
    "trace_some",
    "use_remedy",
    "withdraw",
]
