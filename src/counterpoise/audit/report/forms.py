"""In what unit each figure is written, and which figures count people: what is the same in every language."""

from enum import StrEnum

__all__ = ["BARE", "PEOPLE_PARTS", "PEOPLE_TOLD", "TOLD_ELSEWHERE", "UNITS", "Unit", "unit_of_part"]


class Unit(StrEnum):
    """How a figure is written."""

    PERCENT = "percent"
    POINTS = "points"
    IN_100 = "in_100"
    TIMES = "times"
    NUMBER = "number"
    COUNT = "count"
    DAYS = "days"
    STEPS = "steps"


UNITS = {
    "expertise.uptake": Unit.TIMES,
    "expertise.knowledge": Unit.IN_100,
    "expertise.presence": Unit.POINTS,
    "control.drift": Unit.NUMBER,
    "control.requirements": Unit.NUMBER,
    "control.action": Unit.NUMBER,
    "control.unwitnessed": Unit.DAYS,
    "control.duties": Unit.COUNT,
    "inclusion.contrast": Unit.NUMBER,
    "inclusion.representation": Unit.IN_100,
    "inclusion.floor": Unit.NUMBER,
    "inclusion.staying": Unit.POINTS,
    "inclusion.funnel": Unit.POINTS,
    "inclusion.viewpoints": Unit.COUNT,
    "interests.reasoning": Unit.NUMBER,
    "decisions.notice": Unit.DAYS,
    "decisions.plan_telling": Unit.DAYS,
    "decisions.compartments": Unit.NUMBER,
    "decisions.verdicts": Unit.POINTS,
    "reviews.level": Unit.STEPS,
    "reviews.influence": Unit.NUMBER,
}
"""The unit of an indicator's value; a share, written in percent, if it is not named here."""

_PARTS = {
    "take_up": Unit.PERCENT,
    "floor": Unit.PERCENT,
    "stayed": Unit.PERCENT,
    "low_signal": Unit.PERCENT,
    "superiority": Unit.PERCENT,
    "distance": Unit.IN_100,
    "gap": Unit.DAYS,
    "median": Unit.COUNT,
    "promised": Unit.COUNT,
    "holders": Unit.COUNT,
    "reviews_overdue": Unit.COUNT,
    "cycles_without_action": Unit.COUNT,
    "people_of_groups_kept_away": Unit.COUNT,
    "changes_by_the_organization": Unit.COUNT,
    "civic_median": Unit.DAYS,
    "organizational_median": Unit.DAYS,
    "person_weighted_median": Unit.DAYS,
    "pooled_median": Unit.DAYS,
}

BARE = frozenset({Unit.COUNT, Unit.DAYS, Unit.STEPS})
"""Units of figures that are no rates: they stay where only counts may be shown."""

TOLD_ELSEWHERE = frozenset(
    {
        ("interests.frictions", "days_open"),
        ("interests.frictions", "days_until_closed"),
        ("interests.plurality", "holders"),
        ("decisions.compartments", "sum_of_squares"),
        ("inclusion.contrast", "spread"),
        ("inclusion.contrast", "r_adjusted"),
        ("expertise.uptake", "crude"),
    }
)
"""Parts that a list, a chart or another part tells better; researchers find them in the data."""

PEOPLE_PARTS = frozenset({"ratio", "silent", "stayed", "critics"})
"""Parts whose counts are people; fewer than five of them are never written."""

PEOPLE_TOLD = frozenset({"persons", "persons_outcome", "persons_traits"})
"""What a measure is about where its counts are people."""


def unit_of_part(code: str, name: str) -> Unit:
    """Return the unit in which a further figure is written."""
    if name == "gap" and code == "reviews.level":
        return Unit.STEPS
    if name in _PARTS:
        return _PARTS[name]
    return Unit.DAYS if "days" in name else Unit.NUMBER
