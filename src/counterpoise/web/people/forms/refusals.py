"""What people read where a rule about names, places and invitations says no."""

from typing import Any

from django.utils.translation import gettext_lazy as _

__all__ = ["REFUSED"]

_NOTHING = _("There is nothing here by that name, or not for you.")

REFUSED: dict[str, Any] = {
    "levels.name_too_short": _("This name is too short. Take at least %(least)s letters."),
    "levels.name_too_long": _("This name is too long. Take at most %(most)s letters."),
    "levels.name_without_letters": _("A name needs letters, so that people can say it."),
    "levels.name_unseen": _("This name holds signs that nobody can see. Please type it instead of pasting it."),
    "levels.name_of_many_scripts": _("This name mixes letters of several alphabets. Please take one alphabet."),
    "levels.name_like_another": _("Somebody here has a name that looks like this one. Please take another."),
    "levels.not_their_body": _("Only those who sit in this body fill its places."),
    "levels.seats_themselves": _("Nobody gives a place to themselves. Ask another member."),
    "levels.not_of_this_side": _("This person stands on another side than this body."),
    "levels.lottery_needs_draw": _(
        "A seat by lottery is given where the draw is: under “Who takes part”. Choose another way."
    ),
    "levels.seated_already": _("This person has a place here already."),
    "levels.no_seat_left": _("All places are taken: %(seats)s in all."),
    "levels.needs_a_reason": _("Please write why. The reason stays in the record."),
    "levels.seat_has_ended": _("This place has ended already."),
    "levels.takes_no_part": _("Only those who take part here can do this."),
    "levels.asks_for_the_other_side": _("Each side fills its own places. This one belongs to another side."),
    "levels.needs_a_side": _("Please choose on which side you ask them in."),
    "levels.not_the_side_asked": _("You are asked in on another side. Please choose what belongs to that side."),
    "levels.no_reason": _("Please write why you must look. Whoever decides on it reads that."),
    "levels.not_a_member": _NOTHING,
    "levels.opens_for_themselves": _("You asked yourself. Another member has to open."),
    "levels.ask_has_lapsed": _("This was asked more than %(days)s days ago. They can ask once more."),
    "levels.opens_too_long": _("Please open for at most %(most)s hours."),
    "people.opened_already": _("Another member opened already. Look at who looked, in your room."),
    "levels.not_admitted": _NOTHING,
    "levels.speaks_for_the_other_side": _NOTHING,
    "levels.not_voted_in": _("The room has to vote on this first."),
    "levels.not_in_the_circle": _NOTHING,
    "levels.admits_themselves": _("You are in already."),
    "people.not_signed_in": _("Please sign in first."),
    "people.unknown_language": _("This site speaks English and Dutch."),
    "people.speaks_as_this_already": _("You speak as this already."),
    "people.not_yours": _NOTHING,
    "people.ended_already": _("This has ended already."),
    "people.nothing_here": _NOTHING,
    "people.nobody_by_this_name": _("Nobody takes part under this name. Is it written as they write it?"),
    "people.several_by_this_name": _("Several people have this name. Ask this person to change it."),
    "people.says_not_as_what": _("Please choose as what you take part."),
}
"""For each refusal, the words beside the field that it is about."""
