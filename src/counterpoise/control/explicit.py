"""Whether it is said aloud who decides: the matters with an agreed mandate, and those without."""

from collections import Counter
from typing import Any

from counterpoise.control.mandates import Mandates
from counterpoise.control.standing import Standing, WhoDecides
from counterpoise.indicator import Direction, Evidence, Part, Reading
from counterpoise.levels.shares import ends, share_part
from counterpoise.levels.sides import lasts
from counterpoise.record import Case
from counterpoise.record.decisions import Decision
from counterpoise.record.initiatives import Lane, Matter
from counterpoise.statistics.intervals import wilson

__all__ = ["mandates"]

_NONE = "none"
_TOLD = (Standing.AGREED, Standing.STATUTORY, Standing.CONTESTED, Standing.EXPIRED)


def mandates(case: Case, *, seed: int) -> Reading:
    """Share of live matters for which it is agreed, or laid down by law, who decides.

    Value: matters with a mandate in force / live matters. A mandate that is reopened stays in force, and counts.

    Parameters
    ----------
    case
        One initiative as it stood at a date.
    seed
        Not used: nothing is drawn.

    Returns
    -------
    Reading
        Parts: matters by how they stand, matters that citizens marked as important, and each lane; ``matters`` in the
        details names each matter with its deciders.

    Cannot say
    ----------
    Whether a mandate is fair. Nor whether people keep to it.

    Gaming
    ------
    Mandates can be agreed on small matters only. So matters that citizens marked as important are shown apart, with
    the list.

    Source
    ------
    The paper: who controls what should be made explicit and negotiated. Fung on authority and power.
    """
    del seed
    register = Mandates.of(case)
    live = sorted((matter for matter in case.rows(Matter) if lasts(matter, at=case.at)), key=lambda row: row.id)
    who = {matter.id: register.who_decides(matter=matter.id, at=case.at) for matter in live}
    covered = [matter for matter in live if who[matter.id].in_force]
    known, candidates, outside = _coverage(case)
    number, whole = len(covered), len(live)
    return Reading(
        value=number / whole if whole else None,
        numerator=number,
        denominator=whole,
        interval=ends(wilson(number, whole)) if whole else None,
        known=known,
        candidates=candidates,
        parts=_parts(live, who),
        details={"matters": [_line(matter, who[matter.id]) for matter in live]},
        evidence=Evidence(
            numerator=tuple(matter.id for matter in covered),
            denominator=tuple(matter.id for matter in live),
            excluded=outside,
            tables=(Matter.TABLE, Decision.TABLE),
        ),
    )


def _coverage(case: Case) -> tuple[int, int, tuple[str, ...]]:
    """Count the matters of decisions that are in the register; a decision without a matter is one that is not."""
    known = case.by_id(Matter)
    taken = [decision for decision in case.rows(Decision) if case.had_happened(decision.decided_at)]
    matters = {decision.matter for decision in taken if decision.matter in known}
    outside = tuple(sorted(decision.id for decision in taken if decision.matter not in known))
    return len(matters), len(matters) + len(outside), outside


def _told(who: WhoDecides) -> str:
    return who.standing if who.standing in _TOLD else _NONE


def _parts(live: list[Matter], who: dict[str, WhoDecides]) -> tuple[Part, ...]:
    counts = Counter(_told(one) for one in who.values())
    important = [matter for matter in live if matter.important_for_citizens]
    reopened = sum(any(held.contested for held in one.in_force) for one in who.values())
    lanes = Counter(matter.lane for matter in live if matter.lane is not None)
    in_lane = Counter(matter.lane for matter in live if who[matter.id].in_force)
    return (
        *(share_part(str(name), counts[name], len(live)) for name in (*_TOLD, _NONE)),
        share_part("in_force_contested", reopened, len(live)),
        share_part(
            "important",
            sum(bool(who[matter.id].in_force) for matter in important),
            len(important),
            direction=Direction.DUTY,
        ),
        *(share_part("lane", in_lane[lane], lanes[lane], of=str(lane)) for lane in Lane if lanes[lane]),
    )


def _line(matter: Matter, who: WhoDecides) -> dict[str, Any]:
    return {
        "matter": matter.id,
        "standing": str(who.standing) if who.standing is not None else _NONE,
        "contested": any(held.contested for held in who.in_force),
        "review_overdue": any(held.review_overdue for held in who.in_force),
        "deciders": list(who.deciders),
        "in_force": [held.mandate.id for held in who.in_force],
        "lane": str(matter.lane) if matter.lane is not None else None,
        "important_for_citizens": matter.important_for_citizens,
    }
