"""Pages of decisions, and what is sent from them."""

from counterpoise.web.decisions.views.legal import more_time, pause, remedy
from counterpoise.web.decisions.views.promising import (
    agree,
    agree_renewal,
    change,
    confirm,
    drop,
    promise,
    renew,
    reopen,
    report,
    withdraw,
)
from counterpoise.web.decisions.views.reading import concerns, index, one, raised
from counterpoise.web.decisions.views.recording import complete, publish, record
from counterpoise.web.decisions.views.saying import answer, concern, done, heard, judge, tell, verdict
from counterpoise.web.decisions.views.steps import consent, draft, explain, open_round, reasons, step, take
from counterpoise.web.decisions.views.tracing import judge_of_trace, limits, rest, trace, what_happened
from counterpoise.web.decisions.views.weighing import nearest, weighing, whom

__all__ = [
    "agree",
    "agree_renewal",
    "answer",
    "change",
    "complete",
    "concern",
    "concerns",
    "confirm",
    "consent",
    "done",
    "draft",
    "drop",
    "explain",
    "heard",
    "index",
    "judge",
    "judge_of_trace",
    "limits",
    "more_time",
    "nearest",
    "one",
    "open_round",
    "pause",
    "promise",
    "publish",
    "raised",
    "reasons",
    "record",
    "remedy",
    "renew",
    "reopen",
    "report",
    "rest",
    "step",
    "take",
    "tell",
    "trace",
    "verdict",
    "weighing",
    "what_happened",
    "whom",
    "withdraw",
]
