"""What every page shows around its own content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from counterpoise.web.ui.clock import now

__all__ = ["frame"]


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return what the frame of a page needs: who is looking, whether it is a demonstration, and what time it is."""
    return {"viewer": getattr(request, "viewer", None), "demo": settings.COUNTERPOISE_DEMO, "site_now": now()}
