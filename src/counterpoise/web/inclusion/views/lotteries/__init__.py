"""The pages of a lottery: one step on each, what is published, and one's own chance."""

from counterpoise.web.inclusion.views.lotteries.public import lottery_file, lottery_report, own
from counterpoise.web.inclusion.views.lotteries.steps import (
    lottery,
    lottery_abort,
    lottery_asking,
    lottery_chances,
    lottery_codes,
    lottery_draw,
    lottery_freeze,
    lottery_panel,
    lottery_places,
    lottery_pool,
    lottery_quotas,
)

__all__ = [
    "lottery",
    "lottery_abort",
    "lottery_asking",
    "lottery_chances",
    "lottery_codes",
    "lottery_draw",
    "lottery_file",
    "lottery_freeze",
    "lottery_panel",
    "lottery_places",
    "lottery_pool",
    "lottery_quotas",
    "lottery_report",
    "own",
]
