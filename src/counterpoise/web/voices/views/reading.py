"""The pages that are only read: themes of both sides, and whose words a decision is written in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpoise.web.initiatives.views import here
from counterpoise.web.voices.selectors import talked_about, written_in

__all__ = ["themes", "words"]


@require_safe
def themes(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show the themes of both sides beside each other, what no theme of the organization holds first."""
    viewer, found = here(request, initiative)
    told = talked_about(initiative, viewer=viewer)
    if told is None:
        raise Http404
    return render(request, "voices/themes.html", {"initiative": found, "door": "expertise", "told": told})


@require_safe
def words(request: HttpRequest, initiative: str, decision: str) -> HttpResponse:
    """Show whose words a decision is written in, word by word."""
    viewer, found = here(request, initiative)
    written = written_in(decision, initiative=initiative, viewer=viewer)
    if written is None:
        raise Http404
    return render(request, "voices/words.html", {"initiative": found, "door": "decisions", "written": written})
