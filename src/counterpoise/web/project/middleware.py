"""Says of each request who is looking."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from counterpoise.web.people.selectors import viewer_of
from counterpoise.web.trajectory.selectors import paths_about
from counterpoise.web.trajectory.services import log_look
from counterpoise.web.ui.clock import now

__all__ = ["LookMiddleware", "ViewerMiddleware"]

_EVERYTHING = "export"
_TAKEN_ALONG = {_EVERYTHING, "trajectory:take-along"}


class ViewerMiddleware:
    """Puts the viewer on the request, as ``request.viewer``; rights are worked out anew at every request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        person = getattr(request.user, "person_id", None) if request.user.is_authenticated else None
        request.viewer = viewer_of(person, at=now(), paths_about=paths_about)  # type: ignore[attr-defined]  # Django takes what a middleware adds
        return self.get_response(request)


class LookMiddleware:
    """Keeps every look at a care path, on whatever page, and every try of somebody who was not let in.

    It stands behind all pages, so that no page can forget it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request, and keep what was looked at."""
        viewer = request.viewer  # type: ignore[attr-defined]  # the middleware before this one puts it there
        response = self.get_response(request)
        match = request.resolver_match
        if viewer.person is None or match is None:
            return response
        names = {str(match.kwargs[each]) for each in ("path", "initiative") if each in match.kwargs}
        if match.view_name == _EVERYTHING:
            names = set(viewer.paths)
        action = "E" if match.view_name in _TAKEN_ALONG else "U" if request.method == "POST" else "R"
        for path in sorted(names):
            log_look(path=path, what=match.app_name or match.view_name, action=action, by=viewer, at=now())
        return response
