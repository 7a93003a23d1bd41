"""Says of each request who is looking."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from counterpoise.web.people.selectors import viewer_of
from counterpoise.web.trajectory.selectors import paths_about
from counterpoise.web.ui.clock import now

__all__ = ["ViewerMiddleware"]


class ViewerMiddleware:
    """Puts the viewer on the request, as ``request.viewer``; rights are worked out anew at every request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        person = getattr(request.user, "person_id", None) if request.user.is_authenticated else None
        request.viewer = viewer_of(person, at=now(), paths_about=paths_about)  # type: ignore[attr-defined]  # Django takes what a middleware adds
        return self.get_response(request)
