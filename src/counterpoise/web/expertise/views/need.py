"""Where to turn in need, per country: shown on the pages of closed rooms, in which people tell what is hard."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

__all__ = ["IN_NEED", "in_need"]

IN_NEED: dict[str, tuple[tuple[Any, str], ...]] = {
    "nl": (
        (_("In danger, now"), "112"),
        (_("Violence or neglect at home or in care (Veilig Thuis)"), "0800 2000"),
        (_("Thoughts of suicide (113)"), "0800 0113"),
    ),
    "be": (
        (_("In danger, now"), "112"),
        (_("Violence, abuse or neglect"), "1712"),
        (_("Somebody to talk to (Tele-Onthaal)"), "106"),
    ),
    "gb": (
        (_("In danger, now"), "999"),
        (_("Somebody to talk to (Samaritans)"), "116 123"),
    ),
}
"""For each country, where to turn and the number to call. Whoever runs a site in another country adds a row."""


def in_need() -> tuple[tuple[Any, str], ...]:
    """Return where to turn in the country of this site; in the European Union at least the number for danger."""
    return IN_NEED.get(settings.COUNTERPOISE_COUNTRY, ((_("In danger, now"), "112"),))
