"""Pages of this room that only show: all of it, one meeting, one selection."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpoise.web.inclusion.selectors import inclusion_visible_to, meeting_visible_to, selection_visible_to
from counterpoise.web.initiatives.views import here

__all__ = ["meeting", "room", "selection"]

_PER_PAGE = 20


@require_safe
def room(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show the room of one initiative."""
    viewer, found = here(request, initiative)
    inclusion = inclusion_visible_to(initiative, viewer=viewer)
    if inclusion is None:
        raise Http404
    page = Paginator(inclusion.meetings, _PER_PAGE).get_page(request.GET.get("page"))
    barriers = Paginator(inclusion.barriers, _PER_PAGE).get_page(request.GET.get("barriers"))
    shown = {"initiative": found, "door": "inclusion", "inclusion": inclusion, "page": page, "barriers": barriers}
    return render(request, "inclusion/who_takes_part.html", shown)


@require_safe
def meeting(request: HttpRequest, initiative: str, meeting: str) -> HttpResponse:
    """Show one meeting: agenda, who came, minutes, who had the floor; it prints on paper."""
    viewer, found = here(request, initiative)
    one = meeting_visible_to(initiative, meeting, viewer=viewer)
    if one is None:
        raise Http404
    return render(request, "inclusion/meeting.html", {"initiative": found, "door": "inclusion", "one": one})


@require_safe
def selection(request: HttpRequest, initiative: str, selection: str) -> HttpResponse:
    """Show one selection: criterion, who was asked, who is not in, the seats."""
    viewer, found = here(request, initiative)
    one = selection_visible_to(initiative, selection, viewer=viewer)
    if one is None:
        raise Http404
    return render(request, "inclusion/selection.html", {"initiative": found, "door": "inclusion", "one": one})
