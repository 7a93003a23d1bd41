"""Background work of the power check."""

from django_tasks import task

from counterpoise.web.audit import services
from counterpoise.web.ui.clock import now

__all__ = ["run_waiting_checks"]


@task()
def run_waiting_checks() -> int:
    """Run the power checks that wait; return how many were run."""
    return services.run_checks_due(at=now())
