"""Choices of a form, written at once: with a template for each of them, a list of two hundred takes most of a page."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.forms import BoundField
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

__all__ = ["register"]

register = template.Library()

_Option = Mapping[str, Any]


@register.filter
def buttons(field: BoundField) -> SafeString:
    """Return the buttons or boxes of a field, each with its label."""
    return format_html_join(
        "",
        '<label class="choice" for="{}"><input type="{}" name="{}"{}{}> {}</label>',
        (
            (
                each.id_for_label,
                each.data["type"],
                each.data["name"],
                _value(each.data["value"]),
                flatatt(each.data["attrs"]),
                each.choice_label,
            )
            for each in field
        ),
    )


@register.filter
def options(groups: Iterable[tuple[str | None, Sequence[_Option], int]]) -> SafeString:
    """Return the options of a list to choose from, in their groups where they have any."""
    return format_html_join("", "{}", ((_group(name, held),) for name, held, _number in groups))


def _group(name: str | None, held: Sequence[_Option]) -> SafeString:
    inside = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (("" if each["value"] is None else each["value"], flatatt(each["attrs"]), each["label"]) for each in held),
    )
    return format_html('<optgroup label="{}">{}</optgroup>', name, inside) if name else inside


def _value(value: object) -> SafeString | str:
    return "" if value is None else format_html(' value="{}"', value)
