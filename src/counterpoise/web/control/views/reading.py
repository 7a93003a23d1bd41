"""Pages of this room."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpoise.web.control.forms import TASKS
from counterpoise.web.control.selectors import PER_PAGE, control_visible_to, matters_after
from counterpoise.web.initiatives.selectors import initiative_of
from counterpoise.web.initiatives.views import page_asked
from counterpoise.web.people.selectors import who_looks

__all__ = ["room"]


@require_safe
def room(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show the room of one initiative; a link to one matter leads to the page on which it stands."""
    viewer = who_looks(request)
    found = initiative_of(initiative, viewer=viewer)
    if found is None:
        raise Http404
    matter = request.GET.get("matter", "")
    if matter:
        number = matters_after(matter, initiative=initiative, viewer=viewer) // PER_PAGE + 1
    else:
        number = page_asked(request)
    control = control_visible_to(initiative, start=(number - 1) * PER_PAGE, limit=PER_PAGE, viewer=viewer)
    if control is None or (number > 1 and not control.matters):
        raise Http404
    told = {
        "initiative": found,
        "door": "control",
        "control": control,
        "tune": control.tune,
        "tasks": TASKS,
        "newer": number - 1,
        "older": number + 1 if control.more else None,
    }
    return render(request, "control/who_decides.html", told)
