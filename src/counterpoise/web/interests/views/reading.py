"""Pages of this room that only show: all of it, one friction, positions side by side."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpoise.web.initiatives.views import here, page_asked
from counterpoise.web.interests.selectors import (
    PER_PAGE,
    POSITIONS,
    friction_visible_to,
    interests_visible_to,
    side_by_side_for,
)

__all__ = ["friction", "positions", "room"]


@require_safe
def room(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show the room of one initiative."""
    viewer, found = here(request, initiative)
    number = page_asked(request)
    interests = interests_visible_to(initiative, start=(number - 1) * PER_PAGE, limit=PER_PAGE, viewer=viewer)
    if interests is None or (number > 1 and not interests.frictions):
        raise Http404
    page = Paginator(range(interests.all), PER_PAGE).get_page(number)
    shown = {"initiative": found, "door": "interests", "interests": interests, "page": page}
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
    number = page_asked(request)
    told = side_by_side_for(initiative, start=(number - 1) * POSITIONS, limit=POSITIONS, viewer=viewer)
    if told is None or (number > 1 and not told[0]):
        raise Http404
    page = Paginator(range(told[1]), POSITIONS).get_page(number)
    shown = {
        "initiative": found,
        "door": "interests",
        "beside": told[0],
        "page": page,
        "takes_part": viewer.person is not None and bool(viewer.sides(initiative)),
    }
    return render(request, "interests/side_by_side.html", shown)
