"""Reads of decisions, each for somebody who looks."""

from counterpoise.web.decisions.selectors.about import LATEST_DECIDED, about, asks_about, waiting_for
from counterpoise.web.decisions.selectors.acts import Acts, acts_on_agreements, holder_of
from counterpoise.web.decisions.selectors.course import Course, ToTrace, course_of, to_trace
from counterpoise.web.decisions.selectors.kept import agreement_there, there
from counterpoise.web.decisions.selectors.marks import LimitMarks, limit_marks
from counterpoise.web.decisions.selectors.raised import raised_visible_to, unanswered_page
from counterpoise.web.decisions.selectors.scope import scope_of
from counterpoise.web.decisions.selectors.seen import (
    PER_PAGE,
    TABLES,
    DecisionSeen,
    Judged,
    UsedBy,
    agreements_visible_to,
    case_about,
    decision_visible_to,
    decisions_case,
    decisions_visible_to,
    dossier_of,
    seen_in,
)
from counterpoise.web.decisions.selectors.traced import Traced, traced
from counterpoise.web.decisions.selectors.unanswered import Unanswered, unanswered
from counterpoise.web.decisions.selectors.untold import NotTold, not_told, not_told_in
from counterpoise.web.decisions.selectors.weighing import Meant, Weighed, texts_that_speak, weighed_in

__all__ = [
    "LATEST_DECIDED",
    "PER_PAGE",
    "TABLES",
    "Acts",
    "Course",
    "DecisionSeen",
    "Judged",
    "LimitMarks",
    "Meant",
    "NotTold",
    "ToTrace",
    "Traced",
    "Unanswered",
    "UsedBy",
    "Weighed",
    "about",
    "acts_on_agreements",
    "agreement_there",
    "agreements_visible_to",
    "asks_about",
    "case_about",
    "course_of",
    "decision_visible_to",
    "decisions_case",
    "decisions_visible_to",
    "dossier_of",
    "holder_of",
    "limit_marks",
    "not_told",
    "not_told_in",
    "raised_visible_to",
    "scope_of",
    "seen_in",
    "texts_that_speak",
    "there",
    "to_trace",
    "traced",
    "unanswered",
    "unanswered_page",
    "waiting_for",
    "weighed_in",
]
