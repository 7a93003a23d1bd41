"""The illustrations once more in a database that a test emptied, without working them out once more."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from django.core.management import call_command
from django.db import connection

__all__ = ["load_again"]


def load_again() -> None:
    """Fill the database as it was when the illustrations had just been loaded, every row and every number of a row.

    What SQLite holds is kept in a file the first time, and copied back from then on; PostgreSQL loads them each time.
    """
    kept = Path(os.environ["COUNTERPOISE_DATA"]) / f"loaded-{os.getpid()}.sqlite3"
    if connection.vendor == "sqlite" and kept.exists():
        connection.ensure_connection()
        with closing(sqlite3.connect(kept)) as before:
            before.backup(connection.connection)
        return
    call_command("load_illustrations", keep=True, verbosity=0)
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(kept)) as now:
            connection.connection.backup(now)
