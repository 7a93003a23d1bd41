from __future__ import annotations

from pathlib import Path
from typing import Any

from counterpoise.audit.power import audit
from tests.formats.fhir.resources import NOW, imported

OWNER = {"reference": "Patient/1", "display": "Mrs. A"}
NURSE = {"reference": "Practitioner/n", "display": "Nurse"}
DAUGHTER = {"reference": "RelatedPerson/d", "display": "Daughter"}
NEIGHBOUR = {"reference": "RelatedPerson/b", "display": "Neighbour"}


def goal(name: str, whose: dict[str, str]) -> dict[str, Any]:
    """Return a goal that somebody expressed."""
    return {
        "resourceType": "Goal",
        "id": name,
        "description": {"text": name},
        "subject": OWNER,
        "expressedBy": whose,
    }


def test_a_plan_gives_the_three_figures_of_a_care_path(tmp_path: Path) -> None:
    team = {
        "resourceType": "CareTeam",
        "id": "t",
        "subject": OWNER,
        "participant": [{"member": NURSE}, {"member": DAUGHTER}],
    }
    does = (("Shopping", NEIGHBOUR), ("Walks", DAUGHTER), ("Washing", NURSE))
    plan = {
        "resourceType": "CarePlan",
        "id": "p",
        "subject": OWNER,
        "created": "2026-03-01",
        "author": NURSE,
        "activity": [{"detail": {"description": text, "performer": [who]}} for text, who in does],
    }
    told = {"resourceType": "Communication", "id": "c", "subject": OWNER, "sent": "2026-03-11", "recipient": [OWNER]}
    found = imported(tmp_path, team, plan, told, goal("late", OWNER), goal("weight", NURSE))
    (path,) = audit(found.record, at=NOW.date()).initiatives
    figures = {short: path.indicator(short).reading for short in ("E8", "I10", "N10")}
    # One of two goals is the owner's; the neighbour has no place in the team; 1 to 11 March are ten days.
    assert (figures["E8"].numerator, figures["E8"].denominator) == (1, 2)
    assert (figures["I10"].numerator, figures["I10"].denominator) == (1, 2)
    assert (figures["N10"].value, figures["N10"].numerator, figures["N10"].denominator) == (10, 1, 1)
