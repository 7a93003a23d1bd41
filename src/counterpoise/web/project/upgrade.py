"""Bring the tables up to date, one process at a time: several servers may start at once."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection, transaction
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

__all__ = ["WholeSteps", "bring_up_to_date", "make_tables", "measure_tables", "waiting_migrations"]

_LOOKED_AT = 1000
_LOCK = 7_460_125_118
"""The number of our lock in PostgreSQL; nothing else in the database uses it."""


def waiting_migrations() -> int:
    """Return how many changes of the tables still wait."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def bring_up_to_date() -> int:
    """Change the tables as this version needs them, while nobody else does; return how many changes that took."""
    with _alone():
        executor = WholeSteps(connection)
        executor.loader.check_consistent_history(connection)
        targets = executor.loader.graph.leaf_nodes()
        plan = executor.migration_plan(targets)
        told: dict[str, Any] = {"verbosity": 0, "interactive": False, "db": connection.alias}
        if plan:
            before = executor.loader.project_state(list(executor.loader.applied_migrations))
            emit_pre_migrate_signal(**told, apps=before.apps, plan=plan)
            executor.migrate(targets, plan)
        # Asked for each time: a run that was stopped after its last step has not come to it.
        emit_post_migrate_signal(**told)
        return len(plan)


class WholeSteps(MigrationExecutor):
    """Takes each step whole: the tables change and the step is written down as taken, or neither.

    Django writes a step down after its transaction where indexes are made last. If the machine stops in between, the
    tables are there and the step is not, and no later run could bring such a database up to date.
    """

    def apply_migration(self, state: ProjectState, migration: Migration, *more: bool, **named: bool) -> ProjectState:
        """Take one step."""
        if not migration.atomic:
            return super().apply_migration(state, migration, *more, **named)
        # SQLite does not change within a transaction whether it looks at foreign keys; at the end of a step it looks.
        with connection.constraint_checks_disabled(), transaction.atomic():
            return super().apply_migration(state, migration, *more, **named)


def make_tables() -> None:
    """Make the tables of a database that has none, all at once; bring those of any other database up to date.

    The steps that led to these tables are written down as taken. Taking them one by one needs twenty seconds of a
    processor, since Django draws up all models anew at each of them. A demonstration is made so, and a site that is put
    back from a copy of this version.
    """
    if connection.introspection.table_names():
        bring_up_to_date()
        return
    executor = MigrationExecutor(connection)
    # All tables and all steps, or nothing, also where the machine stops in between.
    with connection.constraint_checks_disabled(), transaction.atomic():
        with connection.schema_editor() as editor:
            for model in apps.get_models(include_auto_created=False):
                if model._meta.managed and not model._meta.proxy:  # noqa: SLF001 - Django's own name
                    editor.create_model(model)
        executor.recorder.ensure_schema()
        executor.recorder.migration_qs.bulk_create(
            executor.recorder.Migration(app=app, name=name) for app, name in executor.loader.graph.nodes
        )
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)


def measure_tables() -> None:
    """Have SQLite look how long its tables are: without that it guesses, and walks through all rows to find a few.

    It looks at a part of each table, which takes some thousandths of a second, and keeps counts alone: without that
    bound it would also keep what some rows hold, which no erasure would find. PostgreSQL does it by itself.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit={_LOOKED_AT:d}")
            cursor.execute("ANALYZE")


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
