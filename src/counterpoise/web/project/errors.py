"""Pages for what goes wrong, and the page that says how the machine is."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from counterpoise.web.project.health import look

__all__ = ["away", "broken", "health", "not_understood"]


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django gives it; nothing of it is shown
    """Say that a request could not be read."""
    return render(request, "project/not_understood.html", status=400)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that something broke; with the request's number, by which an operator finds what it was.

    Nothing is asked of the database here: it may be what broke.
    """
    return _plain(request, "500.html", status=500)


def away(request: HttpRequest) -> HttpResponse:
    """Say that the database is away for a moment; what was typed can be sent again."""
    answer = _plain(request, "project/away.html", status=503)
    answer["Retry-After"] = "30"
    return answer


def _plain(request: HttpRequest, template: str, *, status: int) -> HttpResponse:
    told = {"number": getattr(request, "number", "")}
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
