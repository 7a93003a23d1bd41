"""The pages of decisions that are only read."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpoise.decisions.sidedness import Sidedness
from counterpoise.decisions.who_may import (
    may_judge_for,
    may_record,
    may_speak_for_body,
    may_speak_for_group,
    takes_part,
)
from counterpoise.web.control.selectors import tracks_in
from counterpoise.web.decisions import services
from counterpoise.web.decisions.forms import QUESTIONS
from counterpoise.web.decisions.selectors import (
    PER_PAGE,
    DecisionSeen,
    acts_on_agreements,
    agreements_visible_to,
    case_about,
    course_of,
    decision_visible_to,
    decisions_visible_to,
    dossier_of,
    not_told,
    raised_visible_to,
    unanswered,
    unanswered_page,
)
from counterpoise.web.initiatives.selectors import initiative_of
from counterpoise.web.initiatives.views import here, page_asked
from counterpoise.web.people.selectors import Viewer, who_looks
from counterpoise.web.ui.clock import now
from counterpoise.web.voices.selectors import written_in

__all__ = ["concerns", "index", "one", "raised"]


@require_safe
def index(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show the decisions and drafts of one initiative."""
    viewer = who_looks(request)
    found = initiative_of(initiative, viewer=viewer)
    if found is None:
        raise Http404
    number = page_asked(request)
    start = (number - 1) * PER_PAGE
    seen = decisions_visible_to(initiative, viewer=viewer, start=start, limit=PER_PAGE + 1)
    older, seen = number + 1 if len(seen) > PER_PAGE else None, seen[:PER_PAGE]
    concerns, more_concerns = unanswered(initiative, viewer=viewer) if number == 1 else ((), False)
    context = {
        "initiative": found,
        "door": "decisions",
        "concerns": concerns,
        "more_concerns": more_concerns,
        "taken": [row for row in seen if row.said_taken],
        "drafts": [row for row in seen if not row.said_taken],
        "newer": number - 1,
        "older": older,
        "agreements": agreements_visible_to(initiative, viewer=viewer),
        "not_told": not_told(initiative, viewer=viewer),
        "may_record": may_record(viewer.standing, initiative=initiative, at=now()),
        "acts": acts_on_agreements(initiative, viewer=viewer),
        "judges": may_judge_for(viewer.standing, initiative=initiative, at=now()),
    }
    return render(request, "decisions/index.html", context)


@require_safe
def concerns(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show the concerns without an answer, the oldest first, page by page."""
    viewer, found = here(request, initiative)
    number = page_asked(request)
    rows, more = unanswered_page(initiative, viewer=viewer, number=number)
    if number > 1 and not rows:
        raise Http404
    told = {
        "initiative": found,
        "door": "decisions",
        "concerns": rows,
        "before": number - 1,
        "after": number + 1 if more else None,
    }
    return render(request, "decisions/concerns.html", told)


@require_safe
def raised(request: HttpRequest, initiative: str, concern: str) -> HttpResponse:
    """Show one concern with what it is about and its answers: here links to it lead, whatever became of it."""
    viewer, found = here(request, initiative)
    seen = raised_visible_to(initiative, concern, viewer=viewer)
    if seen is None:
        raise Http404
    told = {
        "initiative": found,
        "door": "decisions",
        "seen": seen,
        "asked": [concern] if services.asked_by(seen.concern, by=viewer) else [],
    }
    return render(request, "decisions/raised.html", told)


@require_safe
def one(request: HttpRequest, initiative: str, decision: str) -> HttpResponse:
    """Show one decision or draft."""
    viewer = who_looks(request)
    found = initiative_of(initiative, viewer=viewer)
    seen = decision_visible_to(initiative, decision, viewer=viewer)
    if found is None or seen is None:
        raise Http404
    context = {
        "initiative": found,
        "door": "decisions",
        "seen": seen,
        "classes": tuple(Sidedness),
        "questions": QUESTIONS,
    }
    return render(request, "decisions/decision.html", context | _part_in(seen, initiative=initiative, viewer=viewer))


def _part_in(seen: DecisionSeen, *, initiative: str, viewer: Viewer) -> dict[str, Any]:
    at = now()
    speaks = [
        row.group.id
        for row in seen.told
        if may_speak_for_group(row.group, standing=viewer.standing, initiative=initiative, at=at)
    ]
    urgent = not_told(initiative, viewer=viewer, only=seen.decision.id)
    case = case_about(seen.decision.id, initiative=initiative, viewer=viewer)
    dossier = dossier_of(case, seen.decision.id) if case is not None else None
    # Without a date no days can be counted, but people can be told all the same.
    undated = dossier.groups if dossier is not None and seen.decision.decided_at is None and seen.said_taken else ()
    try:
        services.of_taker(seen.decision.id, initiative=initiative, by=viewer, at=at, seen=(seen.decision, seen.taker))
    except services.NothingHereError:
        mine = False
    else:
        mine = True
    return {
        "mine": mine,
        "legal": case is not None and any(row.decision.id == seen.decision.id for row in tracks_in(case)),
        "course": course_of(seen.decision.id, initiative=initiative, viewer=viewer),
        "takes_part": takes_part(viewer.standing, initiative=initiative, at=at),
        "may_record": may_record(viewer.standing, initiative=initiative, at=at),
        "answers_for": may_speak_for_body(seen.taker, standing=viewer.standing, initiative=initiative, at=at),
        "asked": [row.concern.id for row in seen.concerns if services.asked_by(row.concern, by=viewer)],
        "speaks": speaks,
        "not_told": urgent,
        "undated": undated,
        "acts": acts_on_agreements(initiative, viewer=viewer, decision=seen.decision.id),
        "judges": may_judge_for(viewer.standing, initiative=initiative, at=at),
        "written": written_in(seen.decision.id, initiative=initiative, viewer=viewer, seen=seen.decision),
    }
