"""How the machine is: what an operator and a watching program may know, and nothing of what people say."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from counterpoise.web.governance.selectors.letters import queue, tried_in_vain
from counterpoise.web.project.clock import BEAT
from counterpoise.web.project.upgrade import waiting_migrations

__all__ = ["Health", "look"]

_TOO_OLD = 5 * BEAT


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How the machine is.

    Attributes
    ----------
    database
        ``ok`` or ``away``.
    migrations
        How many changes of the tables still wait; empty where nobody can say.
    worker
        ``ok``, ``late`` or ``never``: whether the worker did something in the last minutes.
    worker_seconds
        How many seconds ago it did something; empty where it never did.
    jobs
        How many jobs wait.
    mail
        ``ok``, ``none`` (no mail server is set) or ``waiting`` (letters were tried and not taken).
    letters
        How many letters wait to be sent, wait to be printed, came back, or are unknown.
    """

    database: str = "away"
    migrations: int | None = None
    worker: str = "never"
    worker_seconds: int | None = None
    jobs: int | None = None
    mail: str = "none"
    letters: dict[str, int] | None = None

    @property
    def well(self) -> bool:
        """Whether the site can answer people: then the page says so with 200, else with 503."""
        return self.database == "ok" and self.migrations == 0

    def as_json(self) -> dict[str, object]:
        """Return it for programs."""
        return {"ok": self.well, **asdict(self)}

    def as_text(self) -> str:
        """Return it for people, a line for each."""
        lines = [f"{name}: {value if value is not None else '-'}" for name, value in asdict(self).items()]
        letters = self.letters or {}
        lines[-1] = "letters: " + (", ".join(f"{name} {count}" for name, count in letters.items()) or "-")
        return "\n".join([f"ok: {'yes' if self.well else 'no'}", *lines]) + "\n"


def look() -> Health:
    """Look how the machine is; what is broken is said, and breaks nothing else."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        waiting = waiting_migrations()
        if waiting:
            return Health(database="ok", migrations=waiting)
        seconds = _worker_seconds(at=timezone.now())
        letters = queue()
        return Health(
            database="ok",
            migrations=0,
            worker="never" if seconds is None else ("ok" if seconds <= _TOO_OLD.total_seconds() else "late"),
            worker_seconds=seconds,
            jobs=DBTaskResult.objects.ready().count(),
            mail=_mail(),
            letters={name: letters[name] for name in ("due", "to_print", "bounced", "unknown")},
        )
    except DatabaseError:
        return Health()


def _worker_seconds(*, at: datetime) -> int | None:
    done = DBTaskResult.objects.filter(finished_at__isnull=False).order_by("-finished_at").first()
    if done is None or done.finished_at is None:
        return None
    return int(max(at - done.finished_at, timedelta(0)).total_seconds())


def _mail() -> str:
    if not settings.EMAIL_HOST:
        return "none"
    return "waiting" if tried_in_vain() else "ok"
