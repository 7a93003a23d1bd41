"""Pages for what goes wrong, and the page that says how the machine is."""

import logging
from collections.abc import Sequence

from django.core.exceptions import DisallowedHost, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from counterpoise.web.project.health import look

__all__ = ["away", "broken", "health", "not_understood"]

_log = logging.getLogger("counterpoise.server")


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that a request could not be read; why, is told to who runs the site alone."""
    if isinstance(exception, DisallowedHost):
        # The name itself is what a visitor sent, and anybody can send any.
        _log.warning("asked under a name that is not in COUNTERPOISE_HOSTS")
    return render(request, "project/not_understood.html", status=400)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that something broke; with the request's number, by which an operator finds what it was.

    Nothing is asked of the database here: it may be what broke.
    """
    return _plain(request, "500.html", status=500)


def away(request: HttpRequest, *, full: bool = False) -> HttpResponse:
    """Say that nothing can be kept now; what was typed stands there, and can be sent again from there.

    Parameters
    ----------
    request
        What was asked. The token of its form was right: else it would not have come as far as the database.
    full
        Whether the disk is full, so that waiting alone does not help.
    """
    template = "project/full.html" if full else "project/away.html"
    answer = _plain(request, template, status=507 if full else 503, typed=_typed(request))
    answer["Retry-After"] = "600" if full else "30"
    answer["Cache-Control"] = "no-store, private"
    return answer


def _typed(request: HttpRequest) -> list[tuple[str, str, bool]]:
    """Return what a form held: name, value, and whether a person typed it in words."""
    if request.method != "POST":
        return []
    try:
        given = [(name, str(value)) for name, values in request.POST.lists() for value in values]
    except (OSError, SuspiciousOperation):
        # It was broken off while it was sent, or is too large to be read: then there is nothing to show.
        return []
    return [(name, value, " " in value.strip() or "\n" in value) for name, value in given]


def _plain(
    request: HttpRequest, template: str, *, status: int, typed: Sequence[tuple[str, str, bool]] = ()
) -> HttpResponse:
    told = {"number": getattr(request, "number", ""), "typed": typed, "place": request.get_full_path()}
    return HttpResponse(loader.get_template(template).render(told), status=status)


@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Say how the machine is, for people and, where they ask for JSON, for programs."""
    found = look()
    status = 200 if found.well else 503
    if "application/json" in request.headers.get("Accept", "") or request.GET.get("format") == "json":
        return JsonResponse(found.as_json(), status=status)
    return HttpResponse(found.as_text(), content_type="text/plain; charset=utf-8", status=status)
