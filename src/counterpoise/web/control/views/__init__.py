"""Pages of this room."""

from counterpoise.web.control.views.limits import answer, ask, contest_limit, declare, settle, show
from counterpoise.web.control.views.mandates import agree, contest, propose, reopen
from counterpoise.web.control.views.matters import open_matter, tasks
from counterpoise.web.control.views.reading import room
from counterpoise.web.control.views.requirements import contest_requirement, outcome, write_requirement
from counterpoise.web.control.views.terms import breach_words, calendar, feed, lay_down, pick, rights

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
    "lay_down",
    "open_matter",
    "outcome",
    "pick",
    "propose",
    "reopen",
    "rights",
    "room",
    "settle",
    "show",
    "tasks",
    "write_requirement",
]
