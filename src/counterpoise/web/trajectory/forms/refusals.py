"""The words for what the rules of care paths say no to."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from counterpoise.formats.fhir.problems import CareDataError

__all__ = ["REFUSED", "where_unreadable", "why_unreadable"]

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
    "care_data.empty": _("The file is empty."),
    "care_data.packed": _("The file is packed (%(kind)s). Please unpack it first."),
    "care_data.not_text": _("The file is not UTF-8 text. Ask for it as UTF-8."),
    "care_data.not_json": _("This is no JSON (line %(line)s, column %(column)s). Please get the file again."),
    "care_data.not_xml": _("This is no XML (line %(line)s, column %(column)s). Please get the file again."),
    "care_data.not_a_number": _("%(value)s is no number that care data can hold."),
    "care_data.key_twice": _("The name %(name)s is there twice in one place. Nobody can say which one counts."),
    "care_data.too_deep": _("Things stand too deep inside each other. No care data is like that."),
    "care_data.too_many_parts": _("The file has too many parts. Please ask for a shorter time."),
    "care_data.line_too_long": _("Line %(line)s is longer than %(most)s MB."),
    "care_data.entities": _(
        "The XML declares a document type or entities. Care data needs none, and they can do harm."
    ),
    "care_data.needs_lxml": _("This site cannot read XML now. Ask for the file as JSON."),
    "care_data.not_fhir": _("This is no FHIR."),
    "care_data.no_type": _("There is no resourceType. This is no FHIR."),
    "care_data.bad_type": _("%(type)s is no kind of care data."),
    "care_data.not_an_object": _("In %(path)s stands something else than FHIR holds there."),
    "care_data.not_a_value": _("In %(path)s stands a list in a list."),
    "care_data.bad_letters": _("In %(path)s are signs that are no letters. Please get the file again."),
    "care_data.no_such_day": _("In %(path)s stands %(value)s. There is no such day or time."),
    "care_data.several_values": _("In %(path)s stand several values (%(value)s) where there is one. The first counts."),
    "care_data.nothing_in_it": _("A care path takes nothing over from this %(type)s."),
}
"""For each refusal, the words beside the field that it is about."""


def why_unreadable(error: CareDataError) -> str:
    """Return in words why a file of care data, or a part of it, cannot be read.

    Parameters
    ----------
    error
        What was found.
    """
    words = REFUSED.get(f"care_data.{error.code}")
    return gettext("It could not be read.") if words is None else str(words) % error.given


def where_unreadable(place: str) -> str:
    """Return in words where in a file that is: ``entry 4`` of a Bundle is its fourth part.

    Parameters
    ----------
    place
        The place, as the reader of files names it; empty for the whole file.
    """
    words = {"entry": gettext("part"), "line": gettext("line")}
    return " ".join(words.get(each, each) for each in place.split()) or gettext("the file")
