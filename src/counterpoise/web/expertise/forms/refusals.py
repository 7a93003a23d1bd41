"""The words for what the rules of this room say no to."""

from typing import Any

from django.utils.translation import gettext_lazy as _

__all__ = ["REFUSED"]

REFUSED: dict[str, Any] = {
    "expertise.no_words": _("Please write something first."),
    "expertise.no_capacity": _("Please say as what you speak, or that you would rather not say."),
    "expertise.wrong_state": _("These words were taken back already."),
    "expertise.words_of_another": _("Only the author can change these words."),
    "expertise.not_the_author": _("Only the author can take these words back."),
    "expertise.answers_no_wording": _("This question was changed. Please open it again and look at the new wording."),
    "expertise.no_author_side": _("Please say as what you speak, so that people know which side asks."),
    "expertise.no_use_told": _("Please say what you will do with the answers."),
    "expertise.co_author_not_asked": _("Name somebody of the other side, or say that you go on without."),
    "expertise.options_fixed_later": _("This day is still to come. Options that are not fixed yet stay open."),
    "expertise.own_question": _("Your own side asked this. The other side can propose another wording."),
    "expertise.not_the_asking_side": _("Only the side that asked can answer this."),
    "expertise.already_replied": _("This was answered already."),
    "expertise.no_reason": _("Please give a reason. Saying no needs one."),
    "expertise.already_shared": _("This was shared already."),
    "expertise.no_vote": _("Nobody has voted yet."),
    "expertise.vote_lost": _("%(for)s voted to share it and %(against)s not to. So it stays in the room."),
    "expertise.vote_goes_on": _("The vote is still going on: %(votes)s of %(members)s members have voted."),
    "expertise.voted_already": _("You voted already. Everybody has one vote."),
    "expertise.more_votes_than_members": _("There are more votes than members."),
    "expertise.nobody_by_this_name": _("Nobody takes part here under this name. Please check how it is written."),
    "expertise.several_by_this_name": _("More than one person takes part under this name."),
    "expertise.same_side": _("This person stands on your own side."),
    "expertise.member_already": _("This person is in the room already."),
    "expertise.proposed_already": _("This person was proposed already. A second member can let them in."),
    "expertise.needs_account": _("Here people speak with an account. Please sign in or join first."),
    "expertise.too_many": _("Very much was said from this address. Please wait an hour. Your words still stand here."),
    "expertise.already_closed": _("This question was closed already."),
    "expertise.room_without_name": _("Please give the room a name."),
    "expertise.too_few_founders": _("Without a council it takes three: you and two others."),
    "expertise.nothing_left": _("Something has to stay in this theme. Rename it instead."),
    "expertise.nothing_chosen": _("Please choose at least one contribution."),
    "levels.no_account_check": _("Please write how you know that this is the right person."),
    "levels.admits_themselves": _("Nobody can let themselves in."),
    "levels.not_a_member": _("Only members can let somebody in."),
    "levels.needs_two_members_or_council": _("This takes two different members."),
    "levels.not_of_this_side": _("This person is not of the side that this room is for."),
    "levels.speaks_for_the_other_side": _(
        "This person also speaks for the other side. This room does not let them in."
    ),
    "levels.not_voted_in": _("This person also speaks for the other side. The room must vote on it first."),
}
"""For each refusal, what people read."""
