"""Pages of this room."""

from counterpoise.web.control.views.limits import answer, ask, contest_limit, declare, settle, show
from counterpoise.web.control.views.mandates import agree, contest, propose, reopen
from counterpoise.web.control.views.matters import open_matter, tasks
from counterpoise.web.control.views.reading import room
from counterpoise.web.control.views.requirements import contest_requirement, outcome, write_requirement

__all__ = [
    "agree",
    "answer",
    "ask",
    "contest",
    "contest_limit",
    "contest_requirement",
    "declare",
    "open_matter",
    "outcome",
    "propose",
    "reopen",
    "room",
    "settle",
    "show",
    "tasks",
    "write_requirement",
]
