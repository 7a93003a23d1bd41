"""What every page shows around its own content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from counterpoise.datasets.illustrations.captions import caption_of
from counterpoise.web.ledger.selectors import SHORT_ROOT, stands_at
from counterpoise.web.ledger.services import COMMON
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.clock import now

__all__ = ["frame"]


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return what the frame of a page needs: who is looking, whether it is a demonstration, and what time it is."""
    demo: bool = settings.COUNTERPOISE_DEMO
    viewer: Viewer | None = getattr(request, "viewer", None)
    return {
        "viewer": viewer,
        "stands": _stands(viewer) if viewer is not None else None,
        "demo": demo,
        "site_now": now(),
        "caption": _caption(request) if demo else "",
    }


def _stands(viewer: Viewer) -> tuple[int, str] | None:
    """Return what a page on paper carries of the common log: how many entries it had, and how its root began."""
    size, root = stands_at(COMMON, at=viewer.heads)
    return (size, root.hex()[:SHORT_ROOT]) if size else None


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
