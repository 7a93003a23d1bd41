"""Pages of this room."""

from counterpoise.web.control.views.limits import answer, ask, contest_limit, declare, settle, show
from counterpoise.web.control.views.mandates import agree, contest, propose, reopen
from counterpoise.web.control.views.matters import open_matter, tasks
from counterpoise.web.control.views.reading import room
from counterpoise.web.control.views.requirements import contest_requirement, outcome, write_requirement
from counterpoise.web.control.views.terms import breach_words, calendar, feed, pick, remedy_words, rights

__all__ = [
    "agree",
    "answer",
    "ask",
    "breach_words",
    "calendar",
    "contest",
    "contest_limit",
    "contest_requirement",
    "declare",
    "feed",
    "open_matter",
    "outcome",
    "pick",
    "propose",
    "remedy_words",
    "reopen",
    "rights",
    "room",
    "settle",
    "show",
    "tasks",
    "write_requirement",
]
