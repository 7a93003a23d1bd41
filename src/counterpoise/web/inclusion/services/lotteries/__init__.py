"""A lottery on the site, from its first step to the draw and to replacements."""

from counterpoise.web.inclusion.services.lotteries.drawing import abort_lottery, draw_lottery
from counterpoise.web.inclusion.services.lotteries.preparing import (
    Volunteering,
    begin_lottery,
    keep_pool,
    set_quotas,
)
from counterpoise.web.inclusion.services.lotteries.replacing import LeavingPanel, hold_leaving, replace_people
from counterpoise.web.inclusion.services.lotteries.runs import OTHER_PLACES, OTHER_POOL, OTHER_QUOTAS, OTHER_RULE
from counterpoise.web.inclusion.services.lotteries.working import ask_for_chances, ask_to_freeze, run_lotteries_due

__all__ = [
    "OTHER_PLACES",
    "OTHER_POOL",
    "OTHER_QUOTAS",
    "OTHER_RULE",
    "LeavingPanel",
    "Volunteering",
    "abort_lottery",
    "ask_for_chances",
    "ask_to_freeze",
    "begin_lottery",
    "draw_lottery",
    "hold_leaving",
    "keep_pool",
    "replace_people",
    "run_lotteries_due",
    "set_quotas",
]
