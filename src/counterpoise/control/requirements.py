"""Rules from elsewhere that must be accounted for: how many, from whom, what they protect, what a contest changed."""

from collections import Counter

from counterpoise.indicator import Evidence, Reading
from counterpoise.levels.shares import share_part
from counterpoise.levels.sides import lasts
from counterpoise.record import Case
from counterpoise.record.initiatives import Matter
from counterpoise.record.mandates import Requirement

__all__ = ["requirements"]


def requirements(case: Case, *, seed: int) -> Reading:
    """Count the requirements from elsewhere on each matter that was looked at.

    Value: requirements / matters for which at least one is written down. A matter without any may not have been
    looked at, so it lowers the coverage and not the figure.

    Parameters
    ----------
    case
        One initiative as it stood at a date.
    seed
        Not used: nothing is drawn.

    Returns
    -------
    Reading
        Parts: the share that says what it protects, the share that is contested, and of those the share that changed.
        Details: the number on each matter and by each who imposes them.

    Cannot say
    ----------
    How heavy a requirement is. Nor whether it is right: many protect something that people want.

    Gaming
    ------
    One rule can be written down as many, or many as one. So the list is shown, with who imposes each.

    Source
    ------
    The paper on disciplinary frameworks that unavoidably steer local practices.
    """
    del seed
    live = {matter.id for matter in case.rows(Matter) if lasts(matter, at=case.at)}
    rows = sorted(case.rows(Requirement), key=lambda row: row.id)
    placed = [row for row in rows if row.matter in live]
    looked_at = {row.matter for row in placed}
    contested = [row for row in placed if row.contested_by is not None or row.contested_at is not None]
    answered = [row for row in contested if row.changed_after_contest is not None]
    return Reading(
        value=len(placed) / len(looked_at) if looked_at else None,
        numerator=len(placed),
        denominator=len(looked_at),
        known=len(looked_at),
        candidates=len(live),
        parts=(
            share_part("protects_something", sum(bool(row.protects.strip()) for row in placed), len(placed)),
            share_part("contested", len(contested), len(placed)),
            share_part("changed", sum(row.changed_after_contest is True for row in answered), len(answered)),
        ),
        details={
            "matters": dict(sorted(Counter(row.matter for row in placed if row.matter).items())),
            "imposed_by": dict(sorted(Counter(row.imposed_by.strip() or "not_known" for row in placed).items())),
        },
        evidence=Evidence(
            numerator=tuple(row.id for row in placed),
            denominator=tuple(sorted(matter for matter in looked_at if matter)),
            excluded=tuple(row.id for row in rows if row.matter not in live),
            tables=(Requirement.TABLE, Matter.TABLE),
        ),
    )
