"""The words for what the rules of this room say no to."""

from typing import Any

from django.utils.translation import gettext_lazy as _

__all__ = ["REFUSED"]

REFUSED: dict[str, Any] = {
    "control.limit_no_matter": _("Please choose what it is about."),
    "control.limit_no_text": _("Please write something first."),
    "control.limit_no_side": _("Please choose for which side."),
    "control.limit_no_capacity": _("Please say as what you ask."),
    "control.limit_protects_nothing": _("Please say what it protects. A limit that protects nothing is not needed."),
    "control.limit_declared_in_future": _("This day is still to come. Nobody was told later than today."),
    "control.limit_not_from_here": _("Somebody took another step with this limit. Please look at it again."),
    "control.limit_no_reason": _("Please give a reason."),
    "control.limit_not_its_holder": _("Only the side that set this limit can do this."),
    "control.limit_answered_already": _("This request was answered already."),
    "control.limit_no_answer_named": _("Please write the limit, or what is left open."),
    "control.limit_no_day_named": _("Please write a day after today on which an answer is expected."),
    "control.mandate_not_from_here": _(
        "This cannot be done from where the talk stands. What was agreed is reopened first."
    ),
    "control.mandate_no_matter": _("Please choose what it is about."),
    "control.mandate_no_holder": _("Please choose who decides."),
    "control.mandate_no_say": _("Please choose which say they have."),
    "control.mandate_group_without_say": _("Please choose a say for every group. “No say” is an answer too."),
    "control.mandate_no_limits": _("Please say within which limits. “None” is an answer too."),
    "control.mandate_no_conflict_rule": _(
        "Please say who decides when both sides disagree, who helps them talk, and in how many days."
    ),
    "control.mandate_no_end": _("Please write when it is looked at again, or when it ends."),
    "control.mandate_end_passed": _("This day has passed already. Please write a day after today."),
    "control.mandate_end_too_far": _("That is too far away. One of the two days must lie within two years."),
    "control.mandate_duty_without_say_field": _(
        "This moves a duty to citizens. Please choose the say that goes with it."
    ),
    "control.mandate_no_legal_right": _("Please name the legal right."),
    "control.mandate_below_legal_right": _("The law gives more say here than this. It can be made more, never less."),
    "control.mandate_legal_right_ended": _("This legal right does not hold today."),
    "control.mandate_laid_down_already": _("This legal right stands with this question already."),
    "control.mandate_no_reason": _("Please give a reason."),
    "control.mandate_claimed": _("Nobody proposed this. Its holder claims it."),
    "control.mandate_statutory": _("The law lays this down. You can propose more, but not reopen it."),
    "control.mandate_not_both_sides": _("This takes a yes of both sides, by two people."),
    "control.mandate_assent_in_future": _("Nobody says yes later than today."),
    "control.mandate_no_seat": _("Only somebody with a seat in a body can say yes for their side."),
    "control.mandate_side_said_yes": _("Your side said yes to this already."),
    "control.mandate_person_said_yes": _("You said yes for the other side already. This takes two people."),
    "control.mandate_not_expired_yet": _("Its last day has not passed yet."),
    "control.matter_no_text": _("Please write something first."),
    "control.matter_touches_nobody": _("Please choose at least one group. They are to be told and asked."),
    "control.requirement_no_text": _("Please write something first."),
    "control.requirement_no_imposer": _("Please say who imposes it."),
    "control.requirement_no_side": _("Please choose for which side."),
    "control.requirement_no_reason": _("Please give a reason."),
    "control.requirement_contested_already": _("This rule is contested already. What came of that is not told yet."),
    "control.requirement_not_contested": _("Nobody contested this rule."),
}
"""For each refusal, what people read."""
