"""Writes of this room: limits and requests for one, who decides, and rules from elsewhere."""

from counterpoise.web.control.services.limits import (
    Answering,
    Declaring,
    Requesting,
    answer_request,
    ask_for_limit,
    declare,
    settle,
    show_to_all,
)
from counterpoise.web.control.services.mandates import Proposing, agree, contest, propose, reopen
from counterpoise.web.control.services.matters import Opening, name_tasks, open_matter
from counterpoise.web.control.services.requirements import (
    Requiring,
    contest_requirement,
    tell_outcome,
    write_requirement,
)
from counterpoise.web.control.services.terms import lay_down, pick_rights, renew_address

__all__ = [
    "Answering",
    "Declaring",
    "Opening",
    "Proposing",
    "Requesting",
    "Requiring",
    "agree",
    "answer_request",
    "ask_for_limit",
    "contest",
    "contest_requirement",
    "declare",
    "lay_down",
    "name_tasks",
    "open_matter",
    "pick_rights",
    "propose",
    "renew_address",
    "reopen",
    "settle",
    "show_to_all",
    "tell_outcome",
    "write_requirement",
]
