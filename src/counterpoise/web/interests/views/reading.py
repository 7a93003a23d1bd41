"""Pages of this room that only show: all of it, one friction, positions side by side."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpoise.web.initiatives.views import here
from counterpoise.web.interests.selectors import friction_visible_to, interests_visible_to, side_by_side_for

__all__ = ["friction", "positions", "room"]

_PER_PAGE = 20


@require_safe
def room(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show the room of one initiative."""
    viewer, found = here(request, initiative)
    interests = interests_visible_to(initiative, viewer=viewer)
    if interests is None:
        raise Http404
    page = Paginator(interests.frictions, _PER_PAGE).get_page(request.GET.get("page"))
    shown = {"initiative": found, "door": "interests", "interests": interests, "page": page, "query": ""}
    return render(request, "interests/what_matters.html", shown)


@require_safe
def friction(request: HttpRequest, initiative: str, friction: str) -> HttpResponse:
    """Show one friction: positions side by side, what happens next, how it came about."""
    viewer, found = here(request, initiative)
    one = friction_visible_to(initiative, friction, viewer=viewer)
    if one is None:
        raise Http404
    return render(request, "interests/friction.html", {"initiative": found, "door": "interests", "one": one})


@require_safe
def positions(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show all positions side by side, question by question."""
    viewer, found = here(request, initiative)
    beside = side_by_side_for(initiative, viewer=viewer)
    if beside is None:
        raise Http404
    shown = {"initiative": found, "door": "interests", "beside": beside}
    return render(request, "interests/side_by_side.html", shown)
