"""Background work of the power check and of the ledger."""

from django_tasks import task

from counterpoise.web.audit import services
from counterpoise.web.ui.clock import now

__all__ = ["keep_ledger", "run_waiting_checks"]


@task()
def run_waiting_checks() -> int:
    """Run the power checks that wait; return how many were run."""
    return services.run_checks_due(at=now())


@task()
def keep_ledger() -> int:
    """Vouch for closed rooms and sign checkpoints, where that is due; return how many of both."""
    return services.keep_ledger(at=now())
