"""Pages of decisions, and what is sent from them."""

from counterpoise.web.decisions.views.reading import index, one
from counterpoise.web.decisions.views.recording import complete, publish, record
from counterpoise.web.decisions.views.saying import answer, concern, done, heard, judge, tell, verdict
from counterpoise.web.decisions.views.tracing import judge_of_trace, what_happened

__all__ = [
    "answer",
    "complete",
    "concern",
    "done",
    "heard",
    "index",
    "judge",
    "judge_of_trace",
    "one",
    "publish",
    "record",
    "tell",
    "verdict",
    "what_happened",
]
