"""The tables of a demonstration are made at once, and are the ones that the steps of a real site lead to."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.web.tables import tables

MAKE = """
import django
django.setup()
from counterpoise.web.project.upgrade import make_tables, waiting_migrations
make_tables()
assert waiting_migrations() == 0
make_tables()
"""
Shape = tuple[list[str], list[str], list[str]]


def shapes(database: Path) -> dict[str, Shape]:
    """Return for each table its columns, whom it points to, and its indexes and constraints."""
    with closing(sqlite3.connect(database)) as open_one:
        names = [name for (name,) in open_one.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: shape(open_one, name) for name in names if not name.startswith("sqlite_")}


def shape(open_one: sqlite3.Connection, name: str) -> Shape:
    indexes = [
        (
            row[1].startswith("sqlite_") or row[1],
            row[2],
            [each[2] for each in open_one.execute(f'PRAGMA index_info("{row[1]}")')],
        )
        for row in open_one.execute(f'PRAGMA index_list("{name}")')
    ]
    # In which order the columns stand is not asked: a column that a later step adds comes last.
    columns = sorted(str(row[1:]) for row in open_one.execute(f'PRAGMA table_xinfo("{name}")'))
    points_to = sorted(str(row[2:]) for row in open_one.execute(f'PRAGMA foreign_key_list("{name}")'))
    return columns, points_to, sorted(map(str, indexes))


def test_tables_that_are_made_at_once_are_those_that_the_steps_lead_to(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COUNTERPOISE_")}
    environment = {
        **kept,
        "COUNTERPOISE_DEMO": "1",
        "COUNTERPOISE_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "counterpoise.web.project.settings",
    }
    done = subprocess.run([sys.executable, "-c", MAKE], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    made = shapes(tmp_path / "counterpoise.sqlite3")
    assert len(made) > 100
    assert made == shapes(tables())
