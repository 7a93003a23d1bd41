"""Pages of this room."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpoise.web.control.forms import TASKS
from counterpoise.web.control.selectors import control_visible_to, tune_of
from counterpoise.web.initiatives.selectors import initiative_of
from counterpoise.web.people.selectors import who_looks

__all__ = ["room"]


@require_safe
def room(request: HttpRequest, initiative: str) -> HttpResponse:
    """Show the room of one initiative."""
    viewer = who_looks(request)
    found = initiative_of(initiative, viewer=viewer)
    control = control_visible_to(initiative, viewer=viewer)
    if found is None or control is None:
        raise Http404
    told = {
        "initiative": found,
        "door": "control",
        "control": control,
        "tune": tune_of(initiative, viewer=viewer),
        "tasks": TASKS,
    }
    return render(request, "control/who_decides.html", told)
