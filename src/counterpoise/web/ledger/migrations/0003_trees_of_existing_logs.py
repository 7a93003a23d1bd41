"""Give the logs that are there already their tree, and their entries the names of the rows that they tell of."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from counterpoise.ledger.hashes import leaf_hash
from counterpoise.ledger.tree import grow
from counterpoise.web.ledger.records.entries import edge_after, edge_of, rows_told

AT_ONCE = 500


def some_at_a_time(found: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield what was found in lists of `AT_ONCE`."""
    rest = iter(found)
    while some := list(islice(rest, AT_ONCE)):
        yield some


def plant(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Work out every tree from its entries, some at a time."""
    entries, nodes = apps.get_model("ledger", "Entry"), apps.get_model("ledger", "TreeNode")
    for log in apps.get_model("ledger", "Log").objects.all():
        size, edge = 0, {}
        envelopes = entries.objects.filter(log=log).order_by("seq").values_list("envelope", flat=True)
        for some in some_at_a_time(envelopes.iterator(chunk_size=AT_ONCE)):
            new = grow([leaf_hash(bytes(one)) for one in some], size=size, edge=edge)
            nodes.objects.bulk_create(
                [nodes(log=log, level=level, place=place, hash=found) for (level, place), found in new.items()],
                batch_size=AT_ONCE,
            )
            size += len(some)
            log.edge = edge_after(size, edge, new)
            edge = edge_of(size, log.edge)
        log.save(update_fields=["edge"])
    rows = apps.get_model("ledger", "EntryRow")
    bodies = apps.get_model("ledger", "EntryBody").objects.order_by("pk").values_list("pk", "entry__type", "body")
    for some in some_at_a_time(bodies.iterator(chunk_size=AT_ONCE)):
        rows.objects.bulk_create(
            [
                rows(body_id=pk, table=table, ref=name)
                for pk, kind, body in some
                for table, name in rows_told(kind, json.loads(bytes(body)))
            ],
            batch_size=AT_ONCE,
        )


class Migration(migrations.Migration):
    """Needs no way back: the tables go with the migration before."""

    dependencies = [("ledger", "0002_tree")]

    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
