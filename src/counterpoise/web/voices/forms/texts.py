"""Forms for bringing a text in, labelling places in it, and settling what differs."""

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from counterpoise.expertise.voices.readers import CHOICES
from counterpoise.formats.texts import UnreadableTextError, read_texts
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Side
from counterpoise.record.documents import Label
from counterpoise.record.initiatives import DocumentKind, Lane
from counterpoise.web.ui.forms import PlainForm, When, Words
from counterpoise.web.ui.words import word
from counterpoise.web.voices.forms.refusals import REFUSED
from counterpoise.web.voices.selectors import MentionSeen

__all__ = ["CodesForm", "DoneForm", "SettleForm", "TextForm", "TextsForm"]

_LARGEST = 5 * 2**20
_LONGEST_PASTED = 400_000
_KINDS = {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".docx", ".pdf"}


class TextForm(PlainForm):
    """Bring a text in: pasted, or as a file."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED
    BESIDE: ClassVar[dict[str, str]] = {
        "voices.no_title": "title",
        "voices.no_text": "text",
        "voices.too_long": "text",
        "voices.too_many_mentions": "text",
        "voices.other_language": "text",
        "voices.mixed_languages": "text",
    }

    title = forms.CharField(
        label=_("What is the text called?"),
        help_text=_("A file can keep its own name."),
        max_length=200,
        required=False,
    )
    text = Words(
        label=_("Paste the text"),
        help_text=_("English or Dutch. Everybody who can read this page can read it."),
        rows=10,
        longest=_LONGEST_PASTED,
        required=False,
    )
    file = forms.FileField(
        label=_("Or choose a file"),
        help_text=_("Text, Word, PDF with a layer of text, or HTML. At most 5 megabytes."),
        required=False,
        allow_empty_file=True,
    )
    kind = forms.ChoiceField(
        label=_("What kind of text is it?"),
        required=False,
    )
    author_side = forms.ChoiceField(
        label=_("Which side wrote it?"),
        required=False,
    )
    lane = forms.ChoiceField(
        label=_("Which level does it speak of?"),
        required=False,
    )
    written_on = When(label=_("When was it written?"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        _offer_kinds(self)

    def clean(self) -> dict[str, Any]:
        """Return what was given, with the text of the file where one was chosen."""
        given = super().clean() or self.cleaned_data
        file = given.get("file")
        if file is not None and "file" not in self.errors:
            given["title"] = given.get("title") or Path(file.name or "").stem[:200]
            try:
                given["text"] = self.fields["text"].clean(_without_controls(_text_of(file)))
            except UnreadableTextError as error:
                self.add_error("file", REFUSED.get(error.code, REFUSED["text_damaged"]))
            except forms.ValidationError as error:
                self.add_error("file", error)
            else:
                self._keep(given["title"], given["text"])
        elif "text" not in self.errors and not str(given.get("text", "")).strip():
            self.add_error("text", REFUSED["voices.no_text"])
        if "title" not in self.errors and not str(given.get("title", "")).strip():
            self.add_error("title", REFUSED["voices.no_title"])
        return given

    def _keep(self, title: str, text: str) -> None:
        """Show the words of a file where they could have been pasted: a browser forgets which file was chosen."""
        self.data = {**{name: self.data.get(name) for name in self.data}, "title": title, "text": text}


class _Several(forms.FileInput):
    """Lets people choose several files at once."""

    allow_multiple_selected = True


class _Files(forms.FileField):
    """Several files."""

    widget = _Several

    def clean(self, data: Any, initial: Any = None) -> list[Any]:  # noqa: ANN401 - as Django gives them
        """Return every file that was chosen."""
        files = data if isinstance(data, list | tuple) else [data]
        return [super(_Files, self).clean(each, initial) for each in files] or [super().clean(None, initial)]


class TextsForm(PlainForm):
    """Bring several files in at once: each becomes a text, called as its file."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED

    documents = _Files(
        label=_("Choose the files"),
        help_text=_("At most 10, of 5 megabytes each. Text, Word, PDF with a layer of text, or HTML."),
        allow_empty_file=True,
        error_messages={"required": _("Please choose a file.")},
    )
    kind = forms.ChoiceField(label=_("What kind of text is it?"), required=False)
    author_side = forms.ChoiceField(label=_("Which side wrote it?"), required=False)
    lane = forms.ChoiceField(label=_("Which level does it speak of?"), required=False)
    written_on = When(label=_("When was it written?"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        _offer_kinds(self)

    def clean(self) -> dict[str, Any]:
        """Return what was given, with the text of every file under its name."""
        given = super().clean() or self.cleaned_data
        texts: list[tuple[str, str]] = []
        for file in given.get("documents") or []:
            name = Path(file.name or "").name
            try:
                texts.append((Path(name).stem[:200] or name, _without_controls(_text_of(file))))
            except UnreadableTextError as error:
                self._of(name, REFUSED.get(error.code, REFUSED["text_damaged"]))
        for title, text in texts:
            try:
                Words(longest=_LONGEST_PASTED, required=False).clean(text)
            except forms.ValidationError as error:
                self._of(title, error.messages[0])
        given["texts"] = texts
        return given

    def refuse(self, refusals: tuple[Refusal, ...]) -> None:
        """Say what stands in the way, beside the files, and of which of them."""
        for refusal in refusals:
            words = str(REFUSED.get(refusal.code, _("This cannot be done now."))) % refusal.given
            self._of(str(refusal.given.get("name", "")), words)

    def _of(self, name: str, words: Any) -> None:  # noqa: ANN401 - words that are translated later
        self.add_error("documents", f"{name}: {words}" if name else str(words))


def _offer_kinds(form: forms.Form) -> None:
    for name, kinds in (("kind", DocumentKind), ("author_side", Side), ("lane", Lane)):
        # In the reader's language, which is known only now.
        choices = [("", _("I do not know")), *((each.value, word(each)) for each in kinds)]
        cast("forms.ChoiceField", form.fields[name]).choices = choices


def _without_controls(text: str) -> str:
    """Put a blank where a file has a sign that steers printers, such as a new page; those that deceive the eye stay."""
    return "".join(" " if sign < " " and sign not in "\n\t\r" else sign for sign in text)


def _text_of(file: "UploadedFile[bytes]") -> str:
    kind = Path(file.name or "").suffix.lower()
    if kind not in _KINDS:
        raise UnreadableTextError("text_unknown_kind")
    if (file.size or 0) > _LARGEST:
        raise UnreadableTextError("text_too_large")
    # The readers of files take a path; the file is gone with the folder.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"text{kind}"
        path.write_bytes(file.read())
        return read_texts(path).whole


class CodesForm(PlainForm):
    """Label some places of a text. A place without a label keeps the one that it had, or none."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own arguments
        mentions: Iterable[MentionSeen],
        suggest: bool,
        **options: Any,  # noqa: ANN401 - Django's own options
    ) -> None:
        super().__init__(*args, **options)
        for each in mentions:
            hint = _("The rules suggest: %(label)s") % {"label": word(each.suggested)} if each.suggested else ""
            self.fields[each.mention.id] = forms.ChoiceField(
                label=marked(each),
                help_text=hint if suggest else "",
                choices=[(label.value, word(label)) for label in CHOICES],
                widget=forms.RadioSelect,
                required=False,
            )

    @property
    def codes(self) -> dict[str, Label]:
        """The labels that were chosen, by the ids of their mentions."""
        return {
            name: Label(value) for name, value in self.cleaned_data.items() if name not in {"once", "version"} and value
        }


class DoneForm(PlainForm):
    """Say that one is done."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED


class SettleForm(PlainForm):
    """Write down the label on which both readers settled."""

    REFUSED: ClassVar[dict[str, Any]] = REFUSED

    label = forms.ChoiceField(
        label=_("On which label did you settle?"),
        choices=[],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose a label.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        super().__init__(*args, **options)
        choices = [(label.value, word(label)) for label in CHOICES]
        cast("forms.ChoiceField", self.fields["label"]).choices = choices


def marked(seen: MentionSeen) -> SafeString:
    """Return the sentence of a mention, with its words marked."""
    return format_html("{}<mark>{}</mark>{}", seen.before, seen.mention.text, seen.after)
