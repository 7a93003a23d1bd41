from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from django.db import transaction

from counterpoise.ledger.envelope import commitment
from counterpoise.web.ledger.models import Entry, EntryBody, Log
from counterpoise.web.ledger.selectors import heads, kept_at_heads
from counterpoise.web.ledger.services import COMMON, Event, OutsideTransactionError, append

AT = datetime(2015, 6, 30, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def told(text: str) -> Event:
    return Event(type="decision", body={"text": text})


def test_numbers_have_no_gaps_over_several_appends() -> None:
    start = Log.objects.get(origin=COMMON).size
    assert append([told("a"), told("b")], at=AT) == start + 2
    assert append([told("c")], at=AT) == start + 3
    seqs = Entry.objects.filter(log=COMMON).order_by("seq").values_list("seq", flat=True)
    assert list(seqs) == list(range(start + 3))


def test_what_was_taken_back_leaves_no_entry_and_no_gap() -> None:
    before = heads()
    with pytest.raises(TypeError), transaction.atomic():
        append([told("a"), Event(type="broken", body={"text": object()})], at=AT)
    assert heads() == before


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_the_transaction_of_its_change_is_refused() -> None:
    with pytest.raises(OutsideTransactionError) as caught:
        append([told("a")], log="nobody", at=AT)
    assert caught.value.code == "outside_transaction"
    assert not Log.objects.filter(origin="nobody").exists()


def test_a_closed_room_has_a_log_of_its_own() -> None:
    common = Log.objects.get(origin=COMMON).size
    assert append([told("a")], log="our-room", at=AT) == 1
    assert Log.objects.get(origin=COMMON).size == common


def test_an_envelope_holds_no_words_and_is_bound_to_its_body() -> None:
    append([told("Mrs. D. cannot cut her meat")], log="x", at=AT)
    entry = Entry.objects.get(log="x")
    envelope = json.loads(bytes(entry.envelope))
    assert set(envelope) == {"log", "seq", "type", "actor", "object", "at", "c"}
    assert b"meat" not in bytes(entry.envelope)
    kept = EntryBody.objects.get(entry=entry)
    assert commitment(bytes(kept.salt), json.loads(bytes(kept.body))) == envelope["c"]


def test_the_same_body_twice_looks_different_each_time() -> None:
    append([told("a"), told("a")], log="x", at=AT)
    first, second = (json.loads(bytes(each.envelope)) for each in Entry.objects.filter(log="x"))
    assert first["c"] != second["c"]
    assert first["actor"] != second["actor"]


def test_erasing_a_body_leaves_its_entry() -> None:
    append([told("a")], log="x", at=AT)
    EntryBody.objects.filter(entry__log="x").delete()
    assert Entry.objects.filter(log="x").count() == 1


def test_what_is_kept_is_worked_out_once_until_something_is_written() -> None:
    worked: list[int] = []

    def work() -> int:
        worked.append(1)
        return len(worked)

    assert kept_at_heads("test:once", at=heads(), work=work) == kept_at_heads("test:once", at=heads(), work=work)
    append([told("a")], log="x", at=AT)
    assert kept_at_heads("test:once", at=heads(), work=work) == 2
