"""Says of each request who is looking and from where, and of each answer what a browser may keep of it."""

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from counterpoise.levels.trajectory import serves
from counterpoise.web.people.selectors import Viewer, viewer_of
from counterpoise.web.trajectory.selectors import paths_about
from counterpoise.web.trajectory.services import log_look
from counterpoise.web.ui.clock import now

__all__ = ["LARGEST", "GuardMiddleware", "LookMiddleware", "PathMiddleware", "ProxyMiddleware", "ViewerMiddleware"]

_log = logging.getLogger("counterpoise.server")

_EVERYTHING, _SEARCH = "export", "governance:search"
_TAKEN_ALONG = {_EVERYTHING, "trajectory:take-along"}

LARGEST: Final = 10_000_000
"""How many bytes somebody may send at once: more than any form of the site takes."""

_POWERS: Final = ", ".join(
    f"{power}=()"
    for power in ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "serial", "usb")
)

_Answer = Callable[[HttpRequest], HttpResponse]


class ProxyMiddleware:
    """Says from where somebody asks, where a proxy of one's own stands in front: else all share its address.

    A proxy adds the address that it saw at the end. What stands before that was sent by the visitor, who can write
    anything there, so it is not read.
    """

    def __init__(self, get_response: _Answer) -> None:
        self.get_response = get_response
        self._told = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        if not self._told and "HTTP_X_FORWARDED_PROTO" in request.META and not settings.SECURE_PROXY_SSL_HEADER:
            # Else who forgot to say so sees no more than a page that leads to itself for ever.
            self._told = True
            _log.warning("a proxy says how people come here; it is believed only with COUNTERPOISE_PROXY=1")
        seen = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.SECURE_PROXY_SSL_HEADER else ""
        last = seen.rpartition(",")[2].strip()
        if last:
            request.META["REMOTE_ADDR"] = last
        return self.get_response(request)


class ViewerMiddleware:
    """Puts the viewer on the request, as ``request.viewer``; rights are worked out anew at every request."""

    def __init__(self, get_response: _Answer) -> None:
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
        # A page whose address names no care path says itself from which it showed words.
        names |= getattr(request, "paths_shown", frozenset())
        if match.view_name == _EVERYTHING:
            names = set(viewer.paths)
        if response.status_code == 200:
            # A page of a care path opens to nobody else (a crawl holds that): what was shown here is about all of us.
            names &= viewer.paths
        what = "search" if match.view_name == _SEARCH else match.app_name or match.view_name
        action = "E" if match.view_name in _TAKEN_ALONG else "U" if request.method == "POST" else "R"
        for path in sorted(names):
            log_look(path=path, what=what, action=action, by=viewer, at=now(), shown=response.status_code < 400)
        return response


class PathMiddleware:
    """Lets nothing be done inside a care path but what serves there: to all else it answers that there is nothing."""

    def __init__(self, get_response: _Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        _view: Callable[..., HttpResponse],
        _names: Sequence[object],
        given: Mapping[str, object],
    ) -> None:
        """Refuse what does not serve in a care path, before its page is asked.

        Raises
        ------
        Http404
            The address is of an act that does not serve there.
        """
        # Who may not read the path at all is sent away by every page.
        viewer: Viewer = request.viewer  # type: ignore[attr-defined]  # the middleware before puts it there
        match = request.resolver_match
        if match is not None and given.get("initiative") in viewer.paths and not serves(match.view_name):
            raise Http404


class GuardMiddleware:
    """Takes nothing that is larger than any form of the site, and says of each answer what may be done with it."""

    def __init__(self, get_response: _Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        response = render(request, "413.html", status=413) if _too_large(request) else self.get_response(request)
        response.headers.setdefault("Permissions-Policy", _POWERS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not response.has_header("Cache-Control"):
            viewer: Viewer = request.viewer  # type: ignore[attr-defined]  # the middleware before puts it there
            # A computer in a library or a home is shared: what a closed room or a care path holds, and what is taken
            # home as a file, is kept nowhere. Other pages may be shown again by the button back, so that words that
            # somebody typed there are not lost.
            closed = viewer.closed_rooms or viewer.paths or response.has_header("Content-Disposition")
            response.headers["Cache-Control"] = "private, no-store" if closed else "private, no-cache"
        patch_vary_headers(response, ("Cookie",))
        return response


def _too_large(request: HttpRequest) -> bool:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST
    except ValueError:
        return True
