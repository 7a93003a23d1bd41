"""Background work of this room."""

from django_tasks import task

from counterpoise.web.inclusion import services
from counterpoise.web.ui.clock import now

__all__ = ["run_waiting_lotteries"]


@task()
def run_waiting_lotteries() -> int:
    """Do the work that lotteries wait for; return for how many."""
    return services.run_lotteries_due(at=now())
