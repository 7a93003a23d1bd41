"""Pages of a care path."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from counterpoise.web.people.selectors import who_looks
from counterpoise.web.trajectory.selectors import path_visible_to

__all__ = ["one"]


@require_safe
def one(request: HttpRequest, path: str) -> HttpResponse:
    """Show one care path to its owner and those whom the owner let in; to others it does not exist."""
    found = path_visible_to(path, viewer=who_looks(request))
    if found is None:
        raise Http404
    return render(request, "trajectory/path.html", {"path": found})
