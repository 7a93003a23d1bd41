"""Rules from elsewhere can be contested: by whom, and what is told of what came of it."""

from enum import StrEnum

from counterpoise.levels.refusals import Refusal
from counterpoise.record import Side
from counterpoise.record.mandates import Requirement

__all__ = ["RequirementObstacle", "may_contest", "may_tell_outcome", "may_write_down"]


class RequirementObstacle(StrEnum):
    """What can stand in the way of a step with a rule from elsewhere."""

    NO_TEXT = "control.requirement_no_text"
    NO_IMPOSER = "control.requirement_no_imposer"
    NO_SIDE = "control.requirement_no_side"
    NO_REASON = "control.requirement_no_reason"
    CONTESTED_ALREADY = "control.requirement_contested_already"
    NOT_CONTESTED = "control.requirement_not_contested"


def _named(*found: tuple[bool, RequirementObstacle]) -> tuple[Refusal, ...]:
    return tuple(Refusal(obstacle) for missing, obstacle in found if missing)


def may_write_down(requirement: Requirement) -> tuple[Refusal, ...]:
    """Say what a rule from elsewhere lacks: its words, and who imposes it."""
    return _named(
        (not requirement.text.strip(), RequirementObstacle.NO_TEXT),
        (not requirement.imposed_by.strip(), RequirementObstacle.NO_IMPOSER),
    )


def may_contest(requirement: Requirement, *, by: Side | None, reason: str) -> tuple[Refusal, ...]:
    """Say what stands in the way of contesting a rule from elsewhere. Every side may, with a reason.

    A contest whose outcome was told has ended, and another can begin.

    Parameters
    ----------
    requirement
        The rule as it stands.
    by
        The side that contests it.
    reason
        Why.
    """
    open_contest = requirement.contested_by is not None and requirement.changed_after_contest is None
    return _named(
        (open_contest, RequirementObstacle.CONTESTED_ALREADY),
        (by is None, RequirementObstacle.NO_SIDE),
        (not reason.strip(), RequirementObstacle.NO_REASON),
    )


def may_tell_outcome(requirement: Requirement, *, reason: str) -> tuple[Refusal, ...]:
    """Say what stands in the way of telling whether something changed after a contest."""
    return _named(
        (requirement.contested_by is None, RequirementObstacle.NOT_CONTESTED),
        (not reason.strip(), RequirementObstacle.NO_REASON),
    )
