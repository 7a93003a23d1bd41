"""What happened, as frozen dataclasses: the one thing that passes between the library and the site.

No rules live here, only what was said, done, decided and told, by whom and when. A record names other records by their
ids; `check` says which of them are not there. `look` shows a record as it stood at a date.
"""

from counterpoise.record.base import Consideration, KnowledgeKind, Level, Reply, Row, Say, Side, Tension
from counterpoise.record.checks import Problem, check
from counterpoise.record.moments import DayRange, Moment, MomentError, Precision, days_between, surely_before
from counterpoise.record.record import Record
from counterpoise.record.reviews import Edition
from counterpoise.record.schema import TABLES, columns, help_texts, links
from counterpoise.record.sight import Case, Mode, Sight, look

__all__ = [
    "TABLES",
    "Case",
    "Consideration",
    "DayRange",
    "Edition",
    "KnowledgeKind",
    "Level",
    "Mode",
    "Moment",
    "MomentError",
    "Precision",
    "Problem",
    "Record",
    "Reply",
    "Row",
    "Say",
    "Side",
    "Sight",
    "Tension",
    "check",
    "columns",
    "days_between",
    "help_texts",
    "links",
    "look",
    "surely_before",
]
