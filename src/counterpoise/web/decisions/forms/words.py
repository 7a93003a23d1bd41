"""The words for what the rules of decisions say no to, and the question that each missing thing stands for."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from counterpoise.web.ui.labels import MISSING

__all__ = ["QUESTIONS", "REFUSED"]

REFUSED: dict[str, Any] = {
    **MISSING,
    "decisions.published_already": _("It is published already."),
    "decisions.no_words": _("Please write something first."),
    "decisions.answer_without_words": _("Please write an answer."),
    "decisions.answer_without_reason": _("Please give a reason. An answer needs one."),
    "decisions.answer_without_department": _("Please say which department answers."),
    "decisions.no_answer_without_name_or_reason": _("Please say why no answer will be given."),
    "decisions.notice_without_day": _("Please give a day: when they were told, or when they will be."),
    "decisions.told_in_the_future": _("This day is still to come."),
    "decisions.planned_date_has_passed": _("This day has passed already."),
    "decisions.state_does_not_follow": _("This cannot be called done now."),
    "decisions.nothing_chosen": _("Please choose at least one contribution."),
    "decisions.set_aside_without_sentence": _("Please give a reason in a sentence that its author can answer."),
    "decisions.set_aside_without_department": _("Please say which department says so."),
    "decisions.step_does_not_follow": _("This step does not follow now. Please look at it again."),
    "decisions.concerns_without_answer": _("Some concerns have no answer yet."),
    "decisions.groups_not_told": _("Some groups were not told yet."),
    "decisions.taken_in_the_future": _("This day is still to come. A decision counts once it was taken."),
    "decisions.concerns_open_to_nobody": _("Please choose at least one group."),
    "decisions.concerns_without_dates": _("Please write a day."),
    "decisions.round_over_before_it_begins": _("This day has passed already."),
    "decisions.step_without_words": _("Please write what you saw. One sentence is enough."),
    "decisions.no_participation_without_reason": _("Please say why no participation was organized."),
    "decisions.urgent_without_look": _("Please write on which day both sides look at it after all."),
    "decisions.look_without_urgency": _("Please say why it could not wait."),
    "decisions.reverses_itself": _("A decision cannot turn itself around."),
    "decisions.reverses_no_decision": _("That one was not taken yet."),
    "decisions.reverses_a_later_one": _("That one was taken later."),
    "decisions.consulted_without_day": _("Please write when they were asked."),
    "decisions.promise_without_words": _("Please write something first."),
    "decisions.promise_to_nobody": _("Please choose at least one group."),
    "decisions.promise_by_nobody": _("Please choose who it is."),
    "decisions.withdrawn_already": _("It was taken back already."),
    "decisions.withdrawn_after_its_end": _("It has ended already. You can reopen it."),
    "decisions.withdrawn_without_reason": _("Please give a reason."),
    "decisions.reopened_without_reason": _("Please give a reason."),
    "decisions.not_ended": _("It has not ended. There is nothing to reopen."),
    "decisions.dropped_without_reason": _("Please give a reason."),
    "decisions.dropped_without_telling": _("Please tell those to whom it was promised first, and say so here."),
    "decisions.renegotiated_by_one_side": _("This takes a yes of the other side, by another person."),
}
"""For each refusal, what people read."""

QUESTIONS: dict[str, Any] = {
    "decisions.what_is_missing": _("What was decided?"),
    "decisions.taker_is_missing": _("Who took it?"),
    "decisions.date_is_missing": _("When was it taken?"),
    "decisions.not_taken_yet": _("When was it taken?"),
    "decisions.touches_nobody": _("Whom does it touch?"),
    "decisions.reasons_are_missing": _("Why was it decided?"),
    "decisions.considerations_are_missing": _("What was weighed?"),
    "decisions.mandate_is_missing": _("Which agreement was used?"),
    "decisions.reversed_decision_without_considerations": _("What did the earlier decision weigh?"),
    "decisions.concern_without_answer": _("What do you answer to these concerns?"),
    "decisions.answer_without_reason": _("Why is this your answer?"),
    "decisions.no_answer_without_name_or_reason": _("Who says that there will be no answer, and why?"),
    "decisions.group_not_told": _("Who was told, and when?"),
    "decisions.planned_date_has_passed": _("Were they told, and when?"),
    "decisions.contribution_without_trace": _("What was done with these contributions?"),
}
"""For each thing that a decision can lack, the question to who took it."""
