"""Pages of this room."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpoise.web.initiatives.selectors import initiative_of
from counterpoise.web.interests.selectors import interests_visible_to
from counterpoise.web.people.selectors import who_looks

__all__ = ["room"]


@require_safe
def room(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show the room of one initiative."""
    viewer = who_looks(request)
    found = initiative_of(initiative, viewer=viewer)
    interests = interests_visible_to(initiative, viewer=viewer)
    if found is None or interests is None:
        raise Http404
    return render(
        request, "interests/what_matters.html", {"initiative": found, "door": "interests", "interests": interests}
    )
