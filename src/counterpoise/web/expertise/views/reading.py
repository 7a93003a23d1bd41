"""The page of this room: what was asked, and what was said."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpoise.web.expertise.selectors import said_visible_to
from counterpoise.web.expertise.views.sending import here

__all__ = ["room"]


@require_safe
def room(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show the room of one initiative."""
    viewer, found = here(request, initiative)
    said = said_visible_to(initiative, viewer=viewer)
    if said is None:
        raise Http404
    return render(request, "expertise/said.html", {"initiative": found, "door": "expertise", "said": said})
