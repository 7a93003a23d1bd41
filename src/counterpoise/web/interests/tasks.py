"""Background work of this room: the map of opinions."""

from django_tasks import task

from counterpoise.web.interests import services
from counterpoise.web.ui.clock import now

__all__ = ["draw_maps"]


@task()
def draw_maps() -> int:
    """Draw the maps of opinions that are due; return how many were drawn."""
    return services.draw_maps_due(at=now())
