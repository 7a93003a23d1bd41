"""The power check as somebody may read it, and everything that this site keeps about one person."""

from counterpoise.web.audit.selectors.mine import Mine, NamedIn, about_person
from counterpoise.web.audit.selectors.power import (
    CHAPTERS,
    Chapter,
    Drawn,
    PowerCheck,
    audit_for,
    edition_name,
    power_check_for,
    record_of,
)

__all__ = [
    "CHAPTERS",
    "Chapter",
    "Drawn",
    "Mine",
    "NamedIn",
    "PowerCheck",
    "about_person",
    "audit_for",
    "edition_name",
    "power_check_for",
    "record_of",
]
