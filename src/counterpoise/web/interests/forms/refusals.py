"""The words for what the rules of this room say no to."""

from typing import Any

from django.utils.translation import gettext_lazy as _

__all__ = ["REFUSED"]

REFUSED: dict[str, Any] = {
    "interests.no_words": _("Please write something first."),
    "interests.tension_missing": _("Please choose what kind of friction it is."),
    "interests.parties_missing": _("Please name at least two who clash, each on a line of their own."),
    "interests.noticed_in_future": _("This day is still to come. Nobody notices something later than today."),
    "interests.seen_already": _("Both sides can read this already."),
    "interests.not_its_writer": _("Only who wrote this down can show it to both sides."),
    "interests.friction_in_room": _("The friction stands in your room still. Who wrote it down can show it first."),
    "interests.no_such_step": _("Somebody took another step with this friction. Please look at it again."),
    "interests.not_seen_by_both": _("One of the sides can not read this yet."),
    "interests.too_few_positions": _("Two positions in own words have to stand side by side first."),
    "interests.next_step_missing": _("Please say what happens next, who does it, and when."),
    "interests.next_step_past": _("This day has passed already. Please write today or a later day."),
    "interests.closing_missing": _("Please choose how it is closed for now."),
    "interests.no_closing_proposed": _("Nobody proposes to close this now."),
    "interests.not_a_party": _("Please choose for whom you confirm."),
    "interests.party_confirmed": _("This was confirmed for them already."),
    "interests.person_confirmed": _("You confirmed for somebody else already. Each party is another person."),
    "interests.not_their_party": _("You can not speak for them. Somebody of theirs has to confirm."),
    "interests.not_confirmed": _("Not everybody confirmed yet."),
    "interests.review_missing": _("Please write when you look at it again."),
    "interests.review_past": _("Please write a day after today."),
    "interests.review_too_late": _("That is too far away. Please write a day within twelve months."),
    "interests.moved_to_missing": _("Please choose the body that takes it over."),
    "interests.no_reason": _("Please give a reason."),
    "interests.holder_missing": _("Please say whose position it is. “The organization” holds none."),
    "interests.several_holders": _("A department and a group are two positions. Please choose one of them."),
    "interests.claim_missing": _("Please write what you want."),
    "interests.interest_missing": _("Please write why it matters."),
    "interests.nothing_to_be_about": _("Please choose what it is about."),
    "opinions.no_words": _("Please write your statement first."),
    "opinions.too_long": _("This is too long. A statement has at most %(most)s letters."),
    "opinions.said_already": _("Somebody said this already. You can vote on it."),
    "opinions.nothing_to_speak_of": _("What this statement speaks of is not here. Begin again from the page about it."),
    "opinions.closed": _("The votes are over. Nothing can be changed any more."),
    "opinions.no_ballot": _("Please choose one of the answers."),
    "opinions.words_too_long": _("This is too long. There is room for %(most)s letters."),
    "opinions.no_vote": _("You have no vote on this."),
    "opinions.hidden_already": _("This statement was taken out."),
    "opinions.own_statement": _("This is your own statement. Somebody else has to look at it."),
    "opinions.no_ground": _("Please choose why. There is no other reason."),
    "opinions.no_reason": _("Please write why this fits. Everybody reads it."),
    "opinions.votes_there": _("Somebody voted already. From then on this stays as it is."),
    "opinions.no_last_day": _("Please write the last day. Without it the results would stay hidden for ever."),
    "opinions.last_day_past": _("This day has passed already. Please write today or a later day."),
    "opinions.not_empty": _(
        "There are statements or votes here already. A conversation is brought into an empty place."
    ),
    "opinions.statements_silent": _("Statement %(first)s has votes, and a statement has no words."),
    "opinions.too_many_votes": _("There are %(votes)s votes. This page takes at most %(most)s."),
    "levels.no_good": _("Please name both: what was gained, and what gave way."),
    "levels.same_good": _("These are the same. What gave way to what?"),
    "levels.no_gave_way": _("Please name what gave way."),
    "levels.no_review_date": _("Please write when you look at it again."),
    "levels.review_not_ahead": _("Please write a day after today."),
    "levels.review_too_far": _("That is too far away. Please write a day within twelve months."),
}
"""For each refusal, what people read."""
