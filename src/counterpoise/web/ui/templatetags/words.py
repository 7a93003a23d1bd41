"""Words, dates, sides and small charts for the templates."""

import secrets
from datetime import date, datetime
from enum import Enum
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from counterpoise.expertise.stages import comes_in
from counterpoise.levels.codes import spelled as in_groups
from counterpoise.levels.trajectory import serves
from counterpoise.record import DayRange, Level, Moment, Precision, Side, Tension
from counterpoise.record.contributions import Problem, Question
from counterpoise.record.initiatives import Initiative, PromisedLevel
from counterpoise.web.ui.labels import LEADS, MISSING, kind_name
from counterpoise.web.ui.words import promised as promised_level
from counterpoise.web.ui.words import topic as topic_of
from counterpoise.web.ui.words import word as word_of

__all__ = ["register"]

register = template.Library()

_SHAPE = {Side.CIVIC: "civic", Side.ORGANIZATIONAL: "organization", Side.INDEPENDENT: "public-body"}


@register.filter
def word(value: Enum | None) -> str:
    """Return what people read for a word of the record."""
    return str(word_of(value))


@register.filter(name="serves")
def serves_in(act: str, initiative: Initiative) -> bool:
    """Say whether an act is offered in an initiative: in a care path only what serves there."""
    return initiative.level is not Level.INDIVIDUAL or serves(act)


@register.filter
def topic(value: str) -> str:
    """Return what people read for a topic of a legal right."""
    return topic_of(value)


@register.filter
def promised(value: PromisedLevel | None) -> str:
    """Return what people read for a say that is promised."""
    return str(promised_level(value))


@register.filter
def when(value: Moment | date | None) -> str:
    """Return a moment or a day in words, never more exact than it is known."""
    if value is None:
        return _("on a day that nobody wrote down")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if value.precision is Precision.MONTH:
        return date_format(value.first, "F Y")
    if value.precision is Precision.YEAR:
        return str(value.first.year)
    return date_format(value.first, "j F Y")


@register.filter
def moment_in_words(value: Moment | None) -> str:
    """Return a moment in words, with the hour where it is known."""
    if value is None or value.at is None:
        return when(value)
    return date_format(timezone.localtime(value.at), _("j F Y, H:i"))


@register.filter
def moment_of(value: datetime) -> str:
    """Return a time of the machine in words, with the hour."""
    return date_format(timezone.localtime(value), _("j F Y, H:i"))


@register.simple_tag
def once_field() -> SafeString:
    """Give a form of one button its token, so that pressing it twice does one thing."""
    return format_html('<input type="hidden" name="once" value="{}">', secrets.token_hex(8))


@register.filter
def as_side(value: str) -> Side:
    """Return the side of this name."""
    return Side(value)


@register.filter
def machine(value: Moment | date | None) -> str:
    """Return a moment or a day as the ``datetime`` attribute of a ``time`` element wants it."""
    return "" if value is None else str(value)[:10] if isinstance(value, Moment) else value.isoformat()[:10]


@register.filter
def shape(value: Side | None) -> str:
    """Return the class that gives a side its shape."""
    return _SHAPE.get(value, "") if value is not None else ""


@register.simple_tag
def side(value: Side | None, text: Any = "") -> SafeString:  # noqa: ANN401 - a text, or one still to be translated
    """Show a side: its shape, then its name or the given words."""
    said = str(text) or str(word_of(value)) or _("Side not written down")
    return format_html('<span class="side {}">{}</span>', shape(value), said)


@register.filter
def get(mapping: Any, key: Any) -> Any:  # noqa: ANN401 - any mapping of a page
    """Return what a mapping holds under a key, or nothing."""
    return mapping.get(key) if mapping else None


@register.filter
def days(value: DayRange | None) -> str:
    """Return a number of days in words, as a range where the dates leave it open; below nought as days before."""
    if value is None:
        return ""
    if value.high < 0:
        return _("%(days)s before") % {"days": days(DayRange(low=-value.high, high=-value.low))}
    if value.low < 0:
        return _("%(low)s days before to %(high)s days after") % {"low": -value.low, "high": value.high}
    if not value.exact:
        return _("%(low)s to %(high)s days") % {"low": value.low, "high": value.high}
    if value.low == 0:
        return _("same day")
    return _("1 day") if value.low == 1 else _("%(count)s days") % {"count": value.low}


@register.filter
def percent(value: float | None) -> str:
    """Return a place on a strip, as a percentage for an SVG attribute, between 0 and 100."""
    return f"{min(max(value or 0.0, 0.0), 1.0) * 100:.1f}%"


@register.filter(name="comes_in")
def stage(about: Problem | Question) -> str:
    """Return at which stage somebody comes in who reads a problem or a question now."""
    return comes_in(about).value


@register.filter
def spelled(code: str) -> str:
    """Return a code in groups of four, as it is printed and read out."""
    return in_groups(code.replace("-", "").upper())


@register.filter
def channel(value: str) -> str:
    """Return the name of a way in which people can answer; of another one, what was written down."""
    names = {"screen": _("on the screen"), "paper": _("on paper"), "phone": _("by phone")}
    return names.get(value, value)


@register.filter
def kind(value: str) -> str:
    """Return the name of a kind of thing that happens."""
    return kind_name(value)


@register.filter
def lacks(code: str) -> str:
    """Return what people read for a thing that a decision lacks."""
    return str(MISSING.get(code, code))


@register.filter
def chapter(name: str) -> str:
    """Return the name of a page of the power check: a tension, or what crosses them."""
    return str(word_of(Tension(name))) if name in set(Tension) else _("Across the tensions")


@register.filter
def chapter_lead(name: str) -> str:
    """Return what a page of the power check is about, in one sentence."""
    return str(LEADS[name])
