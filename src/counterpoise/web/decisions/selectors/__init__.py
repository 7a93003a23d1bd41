"""Reads of decisions, each for somebody who looks."""

from counterpoise.web.decisions.selectors.kept import agreement_there, there
from counterpoise.web.decisions.selectors.seen import (
    TABLES,
    DecisionSeen,
    Judged,
    UsedBy,
    agreements_visible_to,
    decision_visible_to,
    decisions_case,
    decisions_visible_to,
    dossier_of,
)
from counterpoise.web.decisions.selectors.traced import Traced, traced
from counterpoise.web.decisions.selectors.untold import NotTold, not_told

__all__ = [
    "TABLES",
    "DecisionSeen",
    "Judged",
    "NotTold",
    "Traced",
    "UsedBy",
    "agreement_there",
    "agreements_visible_to",
    "decision_visible_to",
    "decisions_case",
    "decisions_visible_to",
    "dossier_of",
    "not_told",
    "there",
    "traced",
]
