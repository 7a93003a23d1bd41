"""What every page shows around its own content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from counterpoise.datasets.illustrations.captions import caption_of
from counterpoise.web.ui.clock import now

__all__ = ["frame"]


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return what the frame of a page needs: who is looking, whether it is a demonstration, and what time it is."""
    demo: bool = settings.COUNTERPOISE_DEMO
    return {
        "viewer": getattr(request, "viewer", None),
        "demo": demo,
        "site_now": now(),
        "caption": _caption(request) if demo else "",
    }


def _caption(request: HttpRequest) -> str:
    """Return what the page shows in the paper, for the demonstration."""
    match = request.resolver_match
    given = match.kwargs if match is not None else {}
    initiative = given.get("initiative") or given.get("path") or ""
    found = caption_of(initiative, table="decisions", record=given["decision"]) if "decision" in given else None
    found = found or caption_of(initiative)
    if found is None:
        return ""
    return found.nl if get_language() == "nl" else found.en
