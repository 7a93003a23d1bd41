"""Shares, groups and labels in words, for the templates of this part."""

from collections.abc import Mapping

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from counterpoise.record.documents import ClaimEvidence, Label
from counterpoise.web.voices.selectors import Beside

__all__ = ["register"]

register = template.Library()

_GROUPS: dict[str, str | Promise] = {
    "citizens": _("Citizens"),
    "professionals": _("Professionals"),
    "organizations": _("Organizations"),
    "researchers": _("Researchers"),
}
_BOOK: dict[Label, str | Promise] = {
    Label.RECIPIENT: _("Something is done to or for people. “We inform residents.”"),
    Label.SOURCE: _("People are where knowledge, needs or views come from. “We collect residents’ wishes.”"),
    Label.INVITED: _("Others let people take part. “Residents are involved in the plan.”"),
    Label.PARTNER: _("Something is done together with people. “We decide it with residents.”"),
    Label.AGENT: _("People act themselves. “Residents run the garden.”"),
    Label.SLOGAN: _("Big words, and the sentence does not say what happens. “Residents are at the centre.”"),
}


@register.filter
def share(value: float | None) -> str:
    """Return a share as a whole percentage; nothing where there is none."""
    return "" if value is None else f"{round(value * 100)} %"


@register.filter
def share_of(number: int | None, whole: int) -> str:
    """Return a number out of a whole as a whole percentage; nothing where there is none."""
    return "" if number is None or not whole else share(number / whole)


@register.filter
def group_name(group: str) -> str:
    """Return what people read for a group that texts name."""
    return str(_GROUPS.get(group, group))


@register.filter
def in_code_book(label: Label) -> str:
    """Return what the code book says of a label."""
    return str(_BOOK.get(label, ""))


@register.filter
def beside_of(known: Mapping[str, Beside], evidence: ClaimEvidence) -> Beside | None:
    """Return in words which row of the register lies beside a big word."""
    return known.get(f"{evidence.table}/{evidence.record}")
