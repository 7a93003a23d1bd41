"""Pages of decisions."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpoise.decisions.sidedness import Sidedness
from counterpoise.web.decisions.selectors import agreements_visible_to, decision_visible_to, decisions_visible_to
from counterpoise.web.initiatives.selectors import initiative_of
from counterpoise.web.people.selectors import who_looks

__all__ = ["index", "one"]


@require_safe
def index(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show the decisions and drafts of one initiative."""
    viewer = who_looks(request)
    found = initiative_of(initiative, viewer=viewer)
    if found is None:
        raise Http404
    seen = decisions_visible_to(initiative, viewer=viewer)
    context = {
        "initiative": found,
        "door": "decisions",
        "taken": [row for row in seen if row.taken],
        "drafts": [row for row in seen if not row.taken],
        "agreements": agreements_visible_to(initiative, viewer=viewer),
    }
    return render(request, "decisions/index.html", context)


@require_safe
def one(request: HttpRequest, initiative: str, decision: str) -> HttpResponse:
    """Show one decision or draft."""
    viewer = who_looks(request)
    found = initiative_of(initiative, viewer=viewer)
    seen = decision_visible_to(initiative, decision, viewer=viewer)
    if found is None or seen is None:
        raise Http404
    return render(
        request,
        "decisions/decision.html",
        {"initiative": found, "door": "decisions", "seen": seen, "classes": tuple(Sidedness)},
    )
