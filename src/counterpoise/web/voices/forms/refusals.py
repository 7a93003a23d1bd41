"""The words for what the rules of this part say no to."""

from typing import Any

from django.utils.translation import gettext_lazy as _

__all__ = ["REFUSED"]

REFUSED: dict[str, Any] = {
    "voices.no_title": _("Please write what the text is called."),
    "voices.no_text": _("Please paste a text, or choose a file."),
    "voices.too_long": _("This text has %(length)s letters. At most %(most)s can be read. Please bring it in parts."),
    "voices.too_many_mentions": _(
        "This text names citizens %(number)s times. At most %(most)s can be read. Please bring it in parts."
    ),
    "voices.too_many_texts": _("At most %(most)s files at once. Please bring the others after these."),
    "voices.together_too_long": _(
        "Together these files have %(length)s letters. At most %(most)s can be read at once. Please bring fewer."
    ),
    "voices.same_name": _("Two files have this name. Please rename one."),
    "voices.other_language": _("This text is not in English or Dutch. Only these two can be read."),
    "voices.mixed_languages": _("This text is in two languages. Please bring each part by itself."),
    "voices.two_read_already": _("Two people read this text already."),
    "voices.needs_a_citizen": _("The second reader of this text is to be a citizen."),
    "voices.takes_no_part": _("Only who takes part here can read it with another."),
    "voices.nothing_labelled": _("Please label one place at least: only then are you one of its two readers."),
    "voices.done_already": _("You said that you are done. Your labels do not change any more."),
    "voices.not_all_labelled": _("%(number)s places have no label yet."),
    "voices.agree_already": _("Both readers gave the same label. There is nothing to settle."),
    "voices.not_both_done": _("The other reader is not done yet."),
    "voices.no_meaning": _("Please write what it means here."),
    "voices.no_note": _("Please write what it shows."),
    "text_empty": _("There is no text in this file."),
    "text_too_large": _("This file is too large. Please bring it in parts."),
    "text_binary": _("This file is no text. Please save it as text, Word, PDF or HTML."),
    "text_not_utf8": _("This file is not saved as UTF-8. Please save it anew, as UTF-8."),
    "text_unknown_kind": _("Files of this kind cannot be read. Please save it as text, Word, PDF or HTML."),
    "text_unfolds": _(
        "This file is small, but unfolds into far more text than can be read. Copy the text into a new document."
    ),
    "text_damaged": _("This file is damaged, or not what its name says. Please save it anew."),
    "text_locked": _("This file is locked with a password. Please unlock it first."),
    "text_unsafe": _("This file carries instructions for the program that opens it. Please save it anew."),
    "text_scanned": _("This file is a scan without text. Please paste the text instead."),
    "text_needs_extra": _("This site cannot open PDF files. Please paste the text instead."),
}
"""For each refusal, what people read."""
