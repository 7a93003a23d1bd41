"""Duties that move to the civic side, with or without say."""

from typing import Any

from counterpoise.indicator import Direction, Evidence, Reading
from counterpoise.levels.shares import share_part
from counterpoise.record import Case, Say
from counterpoise.record.mandates import DutyMove, Mandate

__all__ = ["duties"]


def duties(case: Case, *, seed: int) -> Reading:
    """Duties that were moved to the civic side without any say to go with them.

    Value: duties moved to the civic side whose say is written down as none. A duty that several versions of one mandate
    name is one duty, with the say of the last of them.

    Parameters
    ----------
    case
        One initiative as it stood at a date.
    seed
        Not used: nothing is drawn.

    Returns
    -------
    Reading
        Counts are over the duties of which it is known whether say goes with them. Parts: the share without say, and
        duties that moved to the organization.

    Cannot say
    ----------
    Whether people wanted the duty. Nor duties that moved without a word.

    Gaming
    ------
    A little say can be named for a large duty. So the list shows which say goes with which duty.

    Source
    ------
    The paper: participation may disempower where responsibilities move and power does not.
    """
    del seed
    moved: dict[tuple[str, str, DutyMove], Mandate] = {}
    for version in sorted(case.versions(Mandate), key=lambda row: (row.id, row.version)):
        if version.duty_moved is not None:
            moved[version.id, version.duty.strip().casefold(), version.duty_moved] = version
    to_civic = [version for version in moved.values() if version.duty_moved is DutyMove.TO_CIVIC]
    known = [version for version in to_civic if version.say_with_it is not None]
    without = [version for version in known if version.say_with_it is Say.NONE]
    return Reading(
        value=float(len(without)) if known else None,
        numerator=len(without),
        denominator=len(known),
        known=len(known),
        candidates=len(to_civic),
        parts=(
            share_part("without_say", len(without), len(known), direction=Direction.DUTY),
            share_part("to_organization", len(moved) - len(to_civic), len(moved)),
        ),
        details={"duties": [_line(version) for version in to_civic]},
        evidence=Evidence(
            numerator=tuple(sorted({version.id for version in without})),
            denominator=tuple(sorted({version.id for version in known})),
            excluded=tuple(sorted({version.id for version in to_civic if version.say_with_it is None})),
            tables=(Mandate.TABLE,),
        ),
    )


def _line(version: Mandate) -> dict[str, Any]:
    say = version.say_with_it
    return {
        "mandate": version.id,
        "matter": version.matter,
        "duty": version.duty,
        "say": str(say) if say is not None else None,
    }
