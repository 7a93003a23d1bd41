"""Bring the tables up to date, one process at a time: several servers may start at once."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

__all__ = ["bring_up_to_date", "waiting_migrations"]

_LOCK = 7_460_125_118
"""The number of our lock in PostgreSQL; nothing else in the database uses it."""


def waiting_migrations() -> int:
    """Return how many changes of the tables still wait."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def bring_up_to_date() -> int:
    """Change the tables as this version needs them, while nobody else does; return how many changes that took."""
    with _alone():
        waiting = waiting_migrations()
        if waiting:
            call_command("migrate", verbosity=0, interactive=False)
        return waiting


@contextmanager
def _alone() -> Iterator[None]:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
        return
    with (settings.COUNTERPOISE_DATA / "migrate.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
