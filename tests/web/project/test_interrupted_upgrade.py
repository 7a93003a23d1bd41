"""A new version that is stopped while it changes the tables: the next run finishes, and no word and no root changes.

Nothing was released yet, so what is brought up to date is the oldest database there can be: each part of the site as
its first step left it, with the illustrations in it. The trees of the ledger are not there and have to grow again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from counterpoise.ledger.hashes import leaf_hash, roots_at
from tests.web.project.logs import problems
from tests.web.project.sites import Site
from tests.web.project.test_upgrade import shapes
from tests.web.tables import tables

pytestmark = [pytest.mark.slow, pytest.mark.faults, pytest.mark.xdist_group("server")]

GO_BACK = """
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
ours = [each.label for each in apps.get_app_configs() if each.name.startswith("counterpoise.web")]
first = {label: "0001_initial" for label in ours if (label, "0001_initial") in executor.loader.graph.nodes}
# Its first step needs later ones of others, so in the beginning it was not there at all.
first["voices"] = None
executor.migrate(list(first.items()))
"""
COME_FORWARD = """
import json, os, random, signal
from django.db import connection, transaction
from counterpoise.web.project.upgrade import bring_up_to_date, waiting_migrations

chance = random.Random(20264)
RECORDED = 'INSERT INTO "django_migrations"'

def stopped_at(whole, statements):
    '''Take so many whole steps, then so many statements, or all but the last one of a step, and be killed.'''
    seen = {"steps": 0, "statements": 0}
    def watch(execute, sql, params, many, context):
        if seen["steps"] == whole and connection.in_atomic_block:
            seen["statements"] += 1
            if seen["statements"] > statements or sql.startswith(RECORDED):
                os.kill(os.getpid(), signal.SIGKILL)
        if sql.startswith(RECORDED):
            transaction.on_commit(one_more)
        return execute(sql, params, many, context)
    def one_more():
        seen["steps"] += 1
    with connection.execute_wrapper(watch):
        bring_up_to_date()
    os._exit(0)

def in_a_child(whole, statements):
    connection.close()
    child = os.fork()
    if child == 0:
        try:
            stopped_at(whole, statements)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    left = waiting_migrations()
    connection.close()
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else -os.WEXITSTATUS(status), left

waiting = [waiting_migrations()]
ends = []
while waiting[-1]:
    # Just before the step would be written down, and then in the middle of the step after it.
    for whole, statements in ((0, 10_000), (1, chance.randrange(6))):
        end, left = in_a_child(whole, statements)
        ends.append(end)
        waiting.append(left)
finished = bring_up_to_date()
print(json.dumps({"waiting": waiting, "ends": ends, "finished": finished}))
"""


def asked(file: Path, words: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(file)) as base:
        return base.execute(words).fetchall()


def roots(file: Path) -> dict[str, bytes]:
    """Return the root of each log, from its entries alone."""
    found: dict[str, list[bytes]] = {}
    for log, envelope in asked(file, "SELECT log_id, envelope FROM ledger_entry ORDER BY log_id, seq"):
        found.setdefault(log, []).append(leaf_hash(bytes(envelope)))
    return {log: roots_at(leaves, [len(leaves)])[len(leaves)] for log, leaves in found.items()}


def contents(file: Path, names: Sequence[str]) -> dict[str, list[str]]:
    """Return the rows of tables, whatever the order of their columns."""
    with closing(sqlite3.connect(file)) as base:
        base.row_factory = sqlite3.Row
        return {
            name: sorted(str(sorted(dict(row).items())) for row in base.execute(f'SELECT * FROM "{name}"'))  # noqa: S608 - names of our own tables
            for name in names
        }


def test_an_upgrade_that_is_stopped_at_every_step_finishes_and_changes_no_root(
    first_site: Site, tmp_path: Path
) -> None:
    site = first_site.copy_to(tmp_path / "data")
    before = roots(site.file)
    tree = contents(site.file, ["ledger_log", "ledger_treenode", "ledger_entryrow"])
    site.does(GO_BACK)
    old = shapes(site.file)
    assert not {"ledger_treenode", "people_contact", "voices_mention"} & set(old)
    kept = [name for name in old if shapes(site.file)[name] == shapes(tables()).get(name) and "migrations" not in name]
    words = contents(site.file, kept)
    assert sum(map(len, words.values())) > 1000

    told = json.loads(site.does(COME_FORWARD))
    # Each child was killed; the one that would be killed in the step after the last one had none, and ended by itself.
    steps = told["waiting"][0]
    assert steps >= 20
    assert told["ends"] == [9] * (2 * steps - 1) + [0]
    # Being stopped before a step is written down takes nothing; whoever is stopped in the next one has taken one.
    assert told["waiting"] == [steps, *(left for n in range(steps) for left in (steps - n, steps - n - 1))]
    assert told["finished"] == 0

    assert shapes(site.file) == shapes(tables())
    after = contents(site.file, kept)
    assert {name: rows for name, rows in after.items() if rows != words[name] and not name.startswith("django_")} == {}
    assert roots(site.file) == before
    again = contents(site.file, list(tree))
    assert [len(rows) for rows in again.values()] == [len(rows) for rows in tree.values()]
    assert again["ledger_log"] == tree["ledger_log"]
    assert problems(site.file) == []
