"""Names for the kinds of things that happen, as lists and the line of time show them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

__all__ = ["KIND_NAMES", "LEADS", "MISSING", "kind_name"]

KIND_NAMES: dict[str, str | Promise] = {
    "meeting": _("Meeting"),
    "question": _("Question put"),
    "reframe": _("Re-wording"),
    "contribution": _("Contribution"),
    "digest": _("What we share"),
    "promise": _("Promise"),
    "mandate": pgettext_lazy("record", "Who decides"),
    "limit": _("Limit or opening"),
    "limit_question": _("Request for a limit"),
    "decision": _("Decision"),
    "notice": pgettext_lazy("record", "Told"),
    "concern": _("Concern"),
    "commitment": _("Agreement to act"),
    "friction": _("Friction"),
    "position": _("Position"),
    "barrier": _("Barrier"),
    "context_change": _("Change around us"),
    "review_round": _("Both sides look"),
    "cycle": _("Round"),
}
"""For each kind of thing that happens, its name."""

MISSING: dict[str, str | Promise] = {
    "decisions.what_is_missing": _("What was decided is not written down."),
    "decisions.taker_is_missing": _("Nobody wrote down who took it."),
    "decisions.date_is_missing": _("The day on which it was taken is missing."),
    "decisions.not_taken_yet": _("It was not taken yet."),
    "decisions.touches_nobody": _("Nobody wrote down whom it touches."),
    "decisions.reasons_are_missing": _("The reasons are missing."),
    "decisions.considerations_are_missing": _("Nobody wrote down what was weighed."),
    "decisions.mandate_is_missing": _("The agreement that was used is not named. It may say: “no agreement”."),
    "decisions.concern_without_answer": _("Concerns without an answer:"),
    "decisions.answer_without_reason": _("Answers without a reason:"),
    "decisions.no_answer_without_name_or_reason": _("Concerns that get no answer, without a name or reason for that:"),
    "decisions.group_not_told": _("Groups that were not told, without a planned day:"),
    "decisions.planned_date_has_passed": _("Groups whose planned day has passed:"),
    "decisions.contribution_without_trace": _("Contributions with no word yet on what was done with them:"),
    "decisions.reversed_decision_without_considerations": _("Nobody wrote down what the earlier decision weighed."),
}
"""For each thing that a decision can lack before it may be called published, what people read."""

LEADS: dict[str, str | Promise] = {
    "expertise": _("What people live through, and what professionals have learned: whose knowledge counts?"),
    "control": _("Tuning on the spot, and steering for all from above: who decides?"),
    "inclusion": _("The many kinds of people, and the few who sit at the table: who takes part?"),
    "interests": _("What is good for people here, and what an organization must see to: what matters to whom?"),
    "power": _("Promises, experiences and texts: what goes across all four tensions."),
}
"""For each page of the power check, what it is about."""


def kind_name(kind: str) -> str:
    """Return the name of a kind of thing that happens."""
    return str(KIND_NAMES.get(kind, kind))
