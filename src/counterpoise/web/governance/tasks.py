"""Jobs: each finds what is due and calls one service. Run twice, or broken off anywhere, they do nothing twice."""

from django_tasks import task

from counterpoise.web.governance import services
from counterpoise.web.ui.clock import now

__all__ = ["beat", "find_owed", "remind_people", "send_letters", "write_weekly_letters"]


@task()
def find_owed() -> int:
    """Read the logs for what is owed to whom."""
    return services.read_logs(at=now())


@task()
def write_weekly_letters() -> int:
    """Write down the weekly letters that are due."""
    return services.write_weekly(at=now())


@task()
def remind_people() -> int:
    """Write down letters about what waits too long."""
    return services.remind(at=now())


@task()
def send_letters() -> int:
    """Send the letters that are due."""
    return services.deliver(clock=now)


@task()
def beat() -> int:
    """Do nothing: that it was done shows that somebody works."""
    return 0
