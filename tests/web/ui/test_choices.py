"""Choices of a form say the same as Django's own templates for them, and many matters are a list to choose from."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.template import engines
from django.template.loader import render_to_string
from django.test.html import parse_html

from counterpoise.record.initiatives import Matter
from counterpoise.web.ui.forms import PlainForm, matter_field
from tests.builders import row

CHOICES = [("a", "One <b> & “two”"), ("b'\"", "Three"), ("", "Nothing in particular")]
GROUPED = [("The first", [("a", "One"), ("b", "Two")]), ("c", "Three"), ("The <last>", [(4, "Four")])]


class Asked(PlainForm):
    """A form with one field of each kind of choice."""

    one = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect)
    more = forms.MultipleChoiceField(choices=CHOICES[:2], widget=forms.CheckboxSelectMultiple, required=False)
    listed = forms.ChoiceField(choices=CHOICES, widget=forms.Select(attrs={"aria-describedby": "hint"}))
    grouped = forms.ChoiceField(choices=GROUPED)
    several = forms.MultipleChoiceField(choices=GROUPED, required=False)
    known = forms.NullBooleanField(required=False)


def drawn(text: str, **context: Any) -> str:  # noqa: ANN401 - what a template is given
    return engines["django"].from_string(text).render(context)


OPTIONS = """<select name="{{ widget.name }}"{% include "django/forms/widgets/attrs.html" %}>
{% for group, options, number in widget.optgroups %}{% if group %}<optgroup label="{{ group }}">{% endif %}
{% for option in options %}{% include "django/forms/widgets/select_option.html" with widget=option %}{% endfor %}
{% if group %}</optgroup>{% endif %}{% endfor %}</select>"""
BUTTONS = """{% for each in field %}<label class="choice" for="{{ each.id_for_label }}">{{ each.tag }}
{{ each.choice_label }}</label>{% endfor %}"""


@pytest.mark.parametrize("given", [{}, {"one": "b'\"", "more": ["a"], "listed": "a", "grouped": "4", "several": ["b"]}])
def test_each_choice_says_what_django_says(given: dict[str, Any]) -> None:
    form = Asked(given or None)
    for name in ("one", "more"):
        buttons = drawn("{% load choices %}{{ field|buttons }}", field=form[name])
        assert parse_html(buttons) == parse_html(drawn(BUTTONS, field=form[name]))
        assert buttons.count("<label") == len(list(form[name]))
    for name in ("listed", "grouped", "several", "known"):
        widget, field = form.fields[name].widget, form[name]
        context = widget.get_context(field.html_name, field.value(), field.build_widget_attrs({"id": field.auto_id}))
        assert parse_html(str(field)) == parse_html(drawn(OPTIONS, **context))


def test_what_somebody_wrote_as_a_choice_is_text() -> None:
    page = render_to_string("ui/form.html", {"form": Asked()})
    assert "One &lt;b&gt; &amp; “two”" in page
    assert "<b>" not in page


def matters(count: int) -> list[Matter]:
    return [row(Matter, f"m{n}", text=f"Supper {n}", recorded="2015-01-01") for n in range(count)]


class About(PlainForm):
    """A form that asks what it is about."""

    def __init__(self, sent: dict[str, str] | None = None, *, matters: list[Matter], required: bool) -> None:
        super().__init__(sent)
        self.fields["matter"] = matter_field(matters, required=required)


@pytest.mark.parametrize("required", [True, False])
def test_few_matters_are_buttons_and_many_a_list_in_which_nothing_is_chosen(*, required: bool) -> None:
    few, many = (str(About(matters=matters(count), required=required)["matter"]) for count in (12, 13))
    assert few.count('type="radio"') == 12 + (not required)
    assert "<select" in many
    assert many.count("<option") == 14
    first = many[many.index("<option") : many.index("</option>")]
    assert 'value=""' in first
    assert ("Choose one" if required else "Nothing in particular") in first


def test_a_list_in_which_nothing_was_chosen_asks_for_a_choice() -> None:
    sent = {"once": "0123456789abcdef", "matter": ""}
    form = About(sent, matters=matters(13), required=True)
    assert form.errors["matter"] == ["Please choose what it is about."]
    assert About(sent, matters=matters(13), required=False).is_valid()
