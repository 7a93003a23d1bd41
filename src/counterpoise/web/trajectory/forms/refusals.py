"""The words for what the rules of care paths say no to."""

from typing import Any

from django.utils.translation import gettext_lazy as _

__all__ = ["REFUSED"]

REFUSED: dict[str, Any] = {
    "people.not_signed_in": _("Please sign in first."),
    "levels.no_owner": _("A care path belongs to somebody. Please write who that is."),
    "levels.no_ground": _("Please write on what ground you act for them."),
    "levels.no_reason": _("Please give a reason."),
    "levels.no_review_date": _("Please write when you look at it again."),
    "levels.review_not_ahead": _("Please write a day after today."),
    "levels.review_too_far": _("That is too far away. The latest day is %(latest)s."),
    "levels.wrong_state": _("Somebody took another step here. Please look at it again."),
    "levels.not_the_owner": _("Only the owner of this care path can do this."),
    "levels.already_a_reader": _("This person reads along already."),
    "levels.not_a_reader": _("This person does not read along."),
    "levels.nobody_of_this_name": _("Nobody takes part under this name. Is it written as they write it?"),
    "levels.stepped_back_already": _("They stepped back already."),
    "levels.before_it_began": _("This day lies before it began."),
    "levels.helps_no_longer": _("This person no longer helps. Please choose somebody else."),
    "levels.name_too_short": _("This name is too short. Take at least %(least)s letters."),
    "levels.name_too_long": _("This name is too long. Take at most %(most)s letters."),
    "levels.name_without_letters": _("A name needs letters, so that people can say it."),
    "levels.name_unseen": _("This name holds signs that nobody can see. Please type it instead of pasting it."),
    "levels.name_of_many_scripts": _("This name mixes letters of several alphabets. Please take one alphabet."),
    "control.mandate_no_matter": _("Please write what it is about."),
    "control.mandate_no_limits": _("Please write within which limits. “None” is an answer too."),
    "control.mandate_no_conflict_rule": _("Please say who decides when you disagree, who helps, and when."),
    "control.mandate_no_end": _("Please write when you look at it again."),
    "control.mandate_end_passed": _("Please write a day after today."),
    "control.mandate_end_too_far": _("That is too far away. Please write a day within two years."),
    "interests.no_words": _("Please write something first."),
    "interests.parties_missing": _("Please write who asks for this rule. It is somebody else than you."),
    "interests.claim_missing": _("Please write what you want."),
    "interests.interest_missing": _("Please write why it matters to you."),
    "expertise.no_words": _("Please write something first."),
    "trajectory.file_too_large": _("This file is too large. At most %(megabytes)s MB are read at once."),
    "trajectory.nothing_in_file": _(
        "Nothing in this file could be read as care data. It should be FHIR, as JSON or XML."
    ),
    "trajectory.file_of_several": _("This file tells of several people. Ask for a file about you alone."),
    "trajectory.another_patient": _(
        "Which patient is this care path about? Your earlier files are about %(path)s. This file is about %(file)s."
        " Nothing was taken in."
    ),
    "trajectory.at_once": _("Somebody else writes here at this moment. Please send the file again."),
    "trajectory.too_many_rows": _("This file holds too much at once. Please ask for a shorter time."),
}
"""For each refusal, the words beside the field that it is about."""
