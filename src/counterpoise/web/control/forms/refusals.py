"""The words for what the rules of this room say no to."""

from typing import Any

from django.utils.translation import gettext_lazy as _

__all__ = ["REFUSED"]

REFUSED: dict[str, Any] = {
    "limit.no_matter": _("Please choose what it is about."),
    "limit.no_text": _("Please write something first."),
    "limit.no_side": _("Please choose for which side."),
    "limit.no_capacity": _("Please say as what you ask."),
    "limit.protects_nothing": _("Please say what it protects. A limit that protects nothing is not needed."),
    "limit.declared_in_future": _("This day is still to come. Nobody was told later than today."),
    "limit.not_from_here": _("Somebody took another step with this limit. Please look at it again."),
    "limit.no_reason": _("Please give a reason."),
    "limit.not_its_holder": _("Only the side that set this limit can do this."),
    "limit.answered_already": _("This request was answered already."),
    "limit.no_answer_named": _("Please write the limit, or what is left open."),
    "limit.no_day_named": _("Please write a day after today on which an answer is expected."),
    "mandate.not_from_here": _("This cannot be done from where the talk stands. What was agreed is reopened first."),
    "mandate.no_matter": _("Please choose what it is about."),
    "mandate.no_holder": _("Please choose who decides."),
    "mandate.no_say": _("Please choose which say they have."),
    "mandate.group_without_say": _("Please choose a say for every group. “No say” is an answer too."),
    "mandate.no_limits": _("Please say within which limits. “None” is an answer too."),
    "mandate.no_conflict_rule": _(
        "Please say who decides when both sides disagree, who helps them talk, and in how many days."
    ),
    "mandate.no_end": _("Please write when it is looked at again, or when it ends."),
    "mandate.end_passed": _("This day has passed already. Please write a day after today."),
    "mandate.end_too_far": _("That is too far away. One of the two days must lie within two years."),
    "mandate.duty_without_say_field": _("This moves a duty to citizens. Please choose the say that goes with it."),
    "mandate.no_legal_right": _("Please name the legal right."),
    "mandate.below_legal_right": _("The law gives more say here than this. It can be made more, never less."),
    "mandate.no_reason": _("Please give a reason."),
    "mandate.claimed": _("Nobody proposed this. Its holder claims it."),
    "mandate.statutory": _("The law lays this down. You can propose more, but not reopen it."),
    "mandate.not_both_sides": _("This takes a yes of both sides, by two people."),
    "mandate.assent_in_future": _("Nobody says yes later than today."),
    "mandate.no_seat": _("Only somebody with a seat in a body can say yes for their side."),
    "mandate.side_said_yes": _("Your side said yes to this already."),
    "mandate.person_said_yes": _("You said yes for the other side already. This takes two people."),
    "mandate.not_expired_yet": _("Its last day has not passed yet."),
    "requirement.no_text": _("Please write something first."),
    "requirement.no_imposer": _("Please say who imposes it."),
    "requirement.no_side": _("Please choose for which side."),
    "requirement.no_reason": _("Please give a reason."),
    "requirement.contested_already": _("This rule is contested already. What came of that is not told yet."),
    "requirement.not_contested": _("Nobody contested this rule."),
}
"""For each refusal, what people read."""
