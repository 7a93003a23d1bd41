"""The power check as somebody may read it, its stored readings, and everything that is kept about one person."""

from counterpoise.web.audit.selectors.counts import Countable, RoomCounts, room_counts_for, standing_in_the_way
from counterpoise.web.audit.selectors.ledger import (
    EntrySeen,
    checkpoint_for_paper,
    entries_about,
    entry_seen,
    ledger_for,
    logs_for,
    may_read_log,
    names_of,
)
from counterpoise.web.audit.selectors.mine import (
    Mine,
    NamedIn,
    about_person,
)
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
from counterpoise.web.audit.selectors.readings import (
    Contested,
    Reading,
    any_check_due,
    closed_rooms_of,
    contests_on,
    is_small,
    is_waiting,
    reading_for,
    readings_for,
)

__all__ = [
    "CHAPTERS",
    "Chapter",
    "Contested",
    "Countable",
    "Drawn",
    "EntrySeen",
    "Mine",
    "NamedIn",
    "PowerCheck",
    "Reading",
    "RoomCounts",
    "about_person",
    "any_check_due",
    "audit_for",
    "checkpoint_for_paper",
    "closed_rooms_of",
    "contests_on",
    "edition_name",
    "entries_about",
    "entry_seen",
    "is_small",
    "is_waiting",
    "ledger_for",
    "logs_for",
    "may_read_log",
    "names_of",
    "power_check_for",
    "reading_for",
    "readings_for",
    "record_of",
    "room_counts_for",
    "standing_in_the_way",
]
