"""The form with which a conversation from Polis is brought in."""

from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from counterpoise.formats.polis import VotesFileError
from counterpoise.formats.problems import FileProblem
from counterpoise.web.interests.forms.refusals import REFUSED
from counterpoise.web.ui.forms import PlainForm

__all__ = ["BringForm"]

_LARGEST = 20_000_000
_TOLD: dict[str, Any] = {
    "unknown_vote": _("this vote is none of 1, 0 and -1"),
    "uneven": _("the line has another number of cells than the first one"),
    "column_missing": _("a column is missing"),
    "statement_twice": _("something is there twice"),
    "participant_twice": _("something is there twice"),
    "nobody": _("a cell is empty"),
    "on_nothing": _("a cell is empty"),
    "no_time": _("the times give no order, and somebody voted twice"),
}
_UNREADABLE = _("the file is empty, cut off or no table")


class BringForm(PlainForm):
    """Bring a whole conversation from Polis in."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "opinions.statements_silent": "statements",
        "opinions.too_many_votes": "votes",
    }

    votes = forms.FileField(
        label=_("The votes (votes.csv or participants-votes.csv)"),
        allow_empty_file=True,
        error_messages={"required": _("Please choose this file."), "invalid": _("Please choose this file.")},
    )
    statements = forms.FileField(
        label=_("The statements (comments.csv)"),
        allow_empty_file=True,
        error_messages={"required": _("Please choose this file."), "invalid": _("Please choose this file.")},
    )

    def clean_votes(self) -> "UploadedFile[bytes]":
        """Return the file with the votes, unless it is too large."""
        return _small(self.cleaned_data["votes"])

    def clean_statements(self) -> "UploadedFile[bytes]":
        """Return the file with the statements, unless it is too large."""
        return _small(self.cleaned_data["statements"])

    def refuse_file(self, error: VotesFileError) -> None:
        """Say what is wrong in the files, beside the one it is in."""
        for problem in error.problems[:20]:
            field = "statements" if problem.file == "comments.csv" else "votes"
            self.add_error(field, _sentence(problem))


def _sentence(problem: FileProblem) -> str:
    what = str(_TOLD.get(problem.code, _UNREADABLE))
    if problem.code == "column_missing":
        what = f"{what} ({problem.given['needed']})"
    given = {"file": problem.file, "line": problem.line or 1, "what": what}
    return str(_("Line %(line)s of %(file)s: %(what)s")) % given


def _small(file: "UploadedFile[bytes]") -> "UploadedFile[bytes]":
    if (file.size or 0) > _LARGEST:
        raise forms.ValidationError(_("This file is too large. Ask who runs the site."), code="too_large")
    return file
