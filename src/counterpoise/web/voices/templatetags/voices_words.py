"""Shares in words, for the templates of this part."""

from django import template

__all__ = ["register"]

register = template.Library()


@register.filter
def share(value: float | None) -> str:
    """Return a share as a whole percentage; nothing where there is none."""
    return "" if value is None else f"{round(value * 100)} %"


@register.filter
def share_of(number: int | None, whole: int) -> str:
    """Return a number out of a whole as a whole percentage; nothing where there is none."""
    return "" if number is None or not whole else share(number / whole)
