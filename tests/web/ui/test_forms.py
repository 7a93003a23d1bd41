"""Forms take what people write, say what is wrong beside the field, and never lose a word."""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
from typing import Any, ClassVar

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils.translation import gettext, override
from hypothesis import given
from hypothesis import strategies as st

from counterpoise import web
from counterpoise.levels.refusals import Refusal
from counterpoise.record import Moment
from counterpoise.web.ui.forms import PlainForm, When, Words


class Sample(PlainForm):
    """A form with one field of each kind."""

    REFUSED: ClassVar[Mapping[str, str]] = {"too_early": "Not before %(day)s."}
    BESIDE: ClassVar[Mapping[str, str]] = {"too_early": "when"}

    text = Words(label="Your words", longest=50)
    when = When(label="When", required=False)
    side = forms.ChoiceField(label="Side", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)


def sent(**values: str) -> Sample:
    """Return the form as somebody sends it."""
    return Sample({"once": "0123456789abcdef", "text": "Warm food", "side": "a", **values})


@pytest.mark.parametrize(
    ("text", "moment"),
    [("3-11-2014", "2014-11-03"), ("nov 2014", "2014-11"), ("3 november 2014", "2014-11-03"), ("2014", "2014")],
)
def test_a_date_is_taken_as_people_write_it(text: str, moment: str) -> None:
    form = sent(when=text)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["when"] == Moment.parse(moment)


def test_what_is_no_date_is_named_and_kept() -> None:
    form = sent(when="soon <b>")
    assert not form.is_valid()
    html = render_to_string("ui/form.html", {"form": form})
    assert "is not a date" in html
    assert "soon &lt;b&gt;" in html
    assert "<b>" not in html
    assert 'href="#id_when"' in html


def test_nothing_may_be_left_out_that_is_needed() -> None:
    form = sent(text="   ")
    assert not form.is_valid()
    assert set(form.errors) == {"text"}
    assert sent(when="").is_valid()


@pytest.mark.parametrize("text", ["a\u202eb", "a\u2066b", "a\x07b", "a\x1bb"])
def test_signs_that_deceive_the_eye_are_refused(text: str) -> None:
    assert "nobody can see" in str(sent(text=text).errors["text"])


@pytest.mark.parametrize("text", ["🌷 <script>alert(1)</script>", "ζεστό φαγητό", "two\nlines", "=SUM(A1)"])
def test_any_words_are_welcome(text: str) -> None:
    form = sent(text=text)
    assert form.is_valid()
    assert form.cleaned_data["text"] == text


def test_a_text_that_is_too_long_is_named_and_not_cut_off() -> None:
    form = sent(text="x" * 51)
    assert not form.is_valid()
    assert "x" * 51 in render_to_string("ui/form.html", {"form": form})


def test_each_new_form_has_a_token_of_its_own_and_a_sent_one_keeps_it() -> None:
    assert Sample().initial["once"] != Sample().initial["once"]
    assert not sent(once="../../etc").is_valid()


def test_a_rule_speaks_beside_its_field_in_plain_words() -> None:
    form = sent()
    assert form.is_valid()
    form.refuse((Refusal("too_early", {"day": "1 May"}), Refusal("unheard_of")))
    assert form.errors["when"] == ["Not before 1 May."]
    assert form.non_field_errors() == ["This cannot be done now."]


@given(st.text(max_size=200), st.text(max_size=40))
def test_no_text_breaks_a_form(text: str, when: str) -> None:
    form = sent(text=text, when=when)
    form.is_valid()
    render_to_string("ui/form.html", {"form": form})


@pytest.mark.parametrize("text", ["\u200b", " \u200b \u2060", "\ufeff\n\u00ad"])
def test_words_of_which_nothing_can_be_seen_are_no_words(text: str) -> None:
    assert set(sent(text=text).errors) == {"text"}
    assert sent(text=f"{text}Warm food").is_valid()


def test_what_is_too_long_is_told_with_what_to_do_and_kept() -> None:
    form = sent(text="a" * 51)
    with override("en"):
        html = render_to_string("ui/form.html", {"form": form})
    assert "This is too long: 51 signs, and 50 fit. Make it shorter, or send it in parts." in html
    assert "a" * 51 in html


def test_what_is_missing_is_told_in_our_own_words() -> None:
    with override("en"):
        errors = sent(text="", side="").errors
        assert errors == {"text": ["Please fill this in."], "side": ["Please choose one."]}


def modules_of_forms() -> list[ModuleType]:
    """Return every module of the site that makes forms."""
    found = walk_packages(web.__path__, f"{web.__name__}.")
    return [import_module(each.name) for each in found if ".forms" in each.name]


def choices_of(module: ModuleType) -> list[tuple[str, Any]]:
    """Return every label that can be chosen in a module's forms, and in the lists that they share."""
    kinds = [each for each in vars(module).values() if isinstance(each, type) and issubclass(each, forms.Form)]
    fields = [(f"{kind.__name__}.{name}", each) for kind in kinds for name, each in kind.base_fields.items()]
    shared = [(name, each) for name, each in vars(module).items() if isinstance(each, (list, tuple))]
    lists = [(name, each.choices) for name, each in fields if hasattr(each, "choices")] + shared
    pairs = [(name, row) for name, rows in lists for row in rows if isinstance(row, (list, tuple)) and len(row) == 2]
    return [(f"{module.__name__}: {name}", row[1]) for name, row in pairs]


def test_what_can_be_chosen_is_read_in_the_language_of_who_reads() -> None:
    found = [each for module in modules_of_forms() for each in choices_of(module)]
    assert len(found) > 200
    with override("en"):
        english = [str(label) for _name, label in found]
    with override("nl"):
        dutch = [str(label) for _name, label in found]
        same = [
            (name, text)
            for (name, _label), text, other in zip(found, english, dutch, strict=True)
            if text and text == other and gettext(text) != text
        ]
    assert same == []
