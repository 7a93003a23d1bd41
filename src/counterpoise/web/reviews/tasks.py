"""Background work of the rounds in which both sides look."""

from django_tasks import task

from counterpoise.web.reviews import services
from counterpoise.web.ui.clock import now

__all__ = ["step_rounds"]


@task()
def step_rounds() -> int:
    """Open, close and release the rounds whose day has come; return how many took a step."""
    return len(services.take_due_steps(at=now()))
