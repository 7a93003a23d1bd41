"""The words for what the rules of a round say no to."""

from typing import Any

from django.utils.translation import gettext_lazy as _

__all__ = ["REFUSED"]

REFUSED: dict[str, Any] = {
    "review.not_from_here": _("Somebody took another step with this round. Please look at it again."),
    "review.too_many_matters": _("This is %(matters)s. Please choose %(most)s at most."),
    "review.other_matter": _("One of these can not be decided about on that day. Please choose again."),
    "review.no_dates": _("Please write the first and the last day on which people can answer."),
    "review.too_short": _("People need %(fewest)s days at least. This is %(days)s."),
    "review.too_few_channels": _("Please choose %(fewest)s ways at least. Not everybody can use a screen."),
    "review.no_release": _("Please write the day on which both sides see the answers."),
    "review.released_while_open": _("On this day people can still answer. Please write a later day."),
    "review.day_has_passed": _("This day has passed already. Please write today or a later day."),
    "review.one_goes_on": _("Round %(number)s still goes on. Both sides see its answers first."),
    "review.not_yet": _("That cannot be done yet."),
    "review.not_open": _("This round is not open for answers."),
    "review.unknown_item": _("This question is not asked in this round."),
    "review.no_answer": _("Please choose an answer, or leave the question out."),
    "review.not_an_answer": _("Please choose one of the answers."),
    "review.no_meeting": _("Please choose the meeting at which you talked."),
    "review.not_talked": _("Please note first at which meeting both sides talked about it."),
    "review.tension_left_out": _("Each tension needs a step, or a reason to leave it."),
    "review.tension_twice": _("Each tension gets one step."),
    "review.step_or_reason": _("Please write one step, or why you leave it. Not both."),
    "review.no_next_review": _("Please write a day after today on which both look again."),
    "review.same_person": _("You proposed this. It takes a second person, of the other side."),
    "review.same_side": _("Your own side proposed this. Somebody of the other side can agree."),
    "review.not_of_your_side": _("This person is not of your side. Somebody of their own side can enter it."),
    "review.no_reason": _("Please say why it changes."),
    "levels.no_purpose": _("Please write what it is for."),
    "expertise.nobody_by_this_name": _("Nobody takes part here under this name. Please check how it is written."),
    "expertise.several_by_this_name": _("More than one person takes part under this name."),
}
"""For each refusal, what people read."""
