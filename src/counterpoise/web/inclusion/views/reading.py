"""Pages of this room that only show: all of it, one meeting, one selection."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpoise.web.inclusion.selectors import (
    PER_PAGE,
    inclusion_visible_to,
    list_lengths,
    meeting_visible_to,
    selection_visible_to,
)
from counterpoise.web.initiatives.views import here, page_asked

__all__ = ["meeting", "room", "selection"]


@require_safe
def room(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show the room of one initiative."""
    viewer, found = here(request, initiative)
    there_are = list_lengths(initiative, viewer=viewer)
    # The lists stay in the database: only where one is in them is worked out here.
    page = Paginator(range(there_are["meetings"]), PER_PAGE).get_page(page_asked(request))
    barriers = Paginator(range(there_are["barriers"]), PER_PAGE).get_page(request.GET.get("barriers"))
    inclusion = inclusion_visible_to(
        initiative,
        viewer=viewer,
        from_meeting=(page.number - 1) * PER_PAGE,
        from_barrier=(barriers.number - 1) * PER_PAGE,
    )
    if inclusion is None:
        raise Http404
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
