"""The tables of this part of the site."""

from counterpoise.web.inclusion.models.barriers import Adaptation, Barrier, Training
from counterpoise.web.inclusion.models.lotteries import GOING, Lottery, PanelChange, Volunteer
from counterpoise.web.inclusion.models.seats import (
    Decline,
    Invitation,
    LotteryRun,
    Margin,
    Participation,
    Population,
    Recruitment,
    Selection,
)

__all__ = [
    "GOING",
    "Adaptation",
    "Barrier",
    "Decline",
    "Invitation",
    "Lottery",
    "LotteryRun",
    "Margin",
    "PanelChange",
    "Participation",
    "Population",
    "Recruitment",
    "Selection",
    "Training",
    "Volunteer",
]
