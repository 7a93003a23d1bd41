"""A number for each request, one line about it in the log, and a page where the database is away.

No line says who asked, from where, or which record: it names the route, such as ``initiatives/<str:initiative>/``.
"""

import logging
import re
import secrets
import time
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from counterpoise.web.project import numbers
from counterpoise.web.project.errors import away

__all__ = ["NumberMiddleware"]

_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
_FULL = ("database or disk is full", "No space left on device")
"""How SQLite and PostgreSQL say that the disk is full."""
_log = logging.getLogger("counterpoise.requests")


class NumberMiddleware:
    """Numbers each request, answers where the database is away, and writes one line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        begun = time.perf_counter()
        given = request.headers.get("X-Request-ID", "")
        number = given if _GIVEN.fullmatch(given) else secrets.token_hex(8)
        request.number = number  # type: ignore[attr-defined]  # Django takes what a middleware adds
        token = numbers.number.set(number)
        try:
            answer = self.get_response(request)
            answer["X-Request-ID"] = number
            match = request.resolver_match
            route = match.route if match is not None else "-"
            spent = (time.perf_counter() - begun) * 1000
            _log.info("%s /%s %s %.0f ms", request.method, route, answer.status_code, spent)
            return answer
        finally:
            numbers.number.reset(token)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say that the database is away, where that is what went wrong."""
        if isinstance(exception, OperationalError | InterfaceError):
            full = any(words in str(exception) for words in _FULL)
            _log.error("the database does not answer: %s%s", type(exception).__name__, " (disk full)" if full else "")
            return away(request, full=full)
        return None
