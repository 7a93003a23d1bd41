from __future__ import annotations

import importlib
import json
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterpoise.ledger.hashes import leaf_hash, roots_at
from counterpoise.ledger.proof import verify_consistency, verify_inclusion
from counterpoise.ledger.tree import NoSuchPlaceError
from counterpoise.web.ledger.models import Entry, EntryBody, EntryRow, Log, TreeNode
from counterpoise.web.ledger.selectors import growth_proof, inclusion_proof, state_of
from counterpoise.web.ledger.services import COMMON, Event, append

AT = datetime(2015, 6, 30, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def write(log: str, sizes: list[int]) -> list[bytes]:
    """Append as many entries at a time as the sizes say; return the hashes of all of them."""
    for number, size in enumerate(sizes):
        append([Event(type="test", body={"words": f"{number} {n}"}) for n in range(size)], log=log, at=AT)
    return [leaf_hash(bytes(one)) for one in Entry.objects.filter(log=log).values_list("envelope", flat=True)]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(sizes=st.lists(st.integers(0, 9), min_size=1, max_size=6), data=st.data())
def test_every_proof_at_every_size_holds_and_reads_the_tables_once(sizes: list[int], data: st.DataObject) -> None:
    with transaction.atomic():
        leaves = write("a-room", sizes)
        roots = roots_at(leaves, range(len(leaves) + 1))
        assert state_of("a-room") == (len(leaves), roots[len(leaves)])
        if leaves:
            size2 = data.draw(st.integers(1, len(leaves)))
            size1 = data.draw(st.integers(1, size2))
            with CaptureQueriesContext(
                connection,
            ) as asked:
                proof = inclusion_proof("a-room", seq=size1 - 1, size=size2)
                grown = growth_proof("a-room", size1=size1, size2=size2)
            assert len(asked) <= 2
            assert verify_inclusion(
                index=size1 - 1, size=size2, root=roots[size2], leaf_hash=leaves[size1 - 1], proof=proof
            )
            assert verify_consistency(size1=size1, size2=size2, root1=roots[size1], root2=roots[size2], proof=grown)
        transaction.set_rollback(True)


def test_a_proof_of_an_entry_that_is_not_there_is_refused() -> None:
    with pytest.raises(NoSuchPlaceError):
        inclusion_proof(COMMON, seq=5, size=5)


def test_the_tree_of_the_illustrations_is_the_one_that_their_entries_give() -> None:
    for log in Log.objects.all():
        leaves = [leaf_hash(bytes(one)) for one in Entry.objects.filter(log=log).values_list("envelope", flat=True)]
        assert state_of(log.pk) == (len(leaves), roots_at(leaves, [len(leaves)])[len(leaves)])
        kept = TreeNode.objects.filter(log=log, level=0).order_by("place").values_list("hash", flat=True)
        assert [bytes(one) for one in kept] == leaves


def test_logs_from_before_the_tree_get_the_same_one() -> None:
    def kept() -> tuple[object, ...]:
        return (
            sorted((log.pk, log.size, bytes(log.edge)) for log in Log.objects.all()),
            sorted((row.log_id, row.level, row.place, bytes(row.hash)) for row in TreeNode.objects.all()),
            sorted(EntryRow.objects.values_list("body", "table", "ref")),
        )

    write("a-room", [3, 1, 7])
    before = kept()
    TreeNode.objects.all().delete()
    EntryRow.objects.all().delete()
    Log.objects.update(edge=b"")
    importlib.import_module("counterpoise.web.ledger.migrations.0003_trees_of_existing_logs").plant(apps, None)
    assert kept() == before


def test_an_entry_is_found_by_the_row_that_it_tells_of_and_no_longer_once_that_is_erased() -> None:
    row = EntryRow.objects.filter(table="contributions").select_related("body").first()
    assert row is not None
    assert json.loads(bytes(row.body.body))["id"] == row.ref
    EntryBody.objects.filter(pk=row.body_id).delete()
    assert not EntryRow.objects.filter(pk=row.pk).exists()
