from __future__ import annotations

import json
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from counterpoise.ledger.checkpoint import Signer, sign
from counterpoise.ledger.cosignatures import cosign
from counterpoise.ledger.envelope import commitment
from counterpoise.ledger.notes import BY_WITNESS, Checkpoint, ed25519, read_checkpoint, read_note, signed
from counterpoise.ledger.proof import verify_consistency
from counterpoise.web.ledger import models
from counterpoise.web.ledger.selectors import (
    checkpoint_at,
    checkpoints_of,
    growth_proof,
    room_line,
    state_of,
    unwitnessed_days,
)
from counterpoise.web.ledger.services import (
    COMMON,
    Event,
    RefusedError,
    add_witness,
    append,
    confirm_checkpoint,
    enter_room_days,
    sign_checkpoint,
    sign_checkpoints_due,
    signer_of,
)

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
TOWN = Signer(name="town.example/witness", kind=BY_WITNESS, seed=bytes(range(32)))
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> None:  # noqa: ANN401 - pytest-django's settings
    """Keep the key of these tests in a folder of its own."""
    settings.COUNTERPOISE_DATA = tmp_path
    settings.COUNTERPOISE_ORIGIN = "site.example"


def write(number: int = 1, log: str = COMMON) -> None:
    """Append entries."""
    with transaction.atomic():
        append([Event(type="test", body={"n": n}) for n in range(number)], log=log, at=AT)


def checkpoint(log: str = COMMON) -> models.Checkpoint:
    """Sign how far a log has come."""
    found = sign_checkpoint(log=log, at=AT)
    assert found is not None
    return found


def witness(*, outside: bool = True) -> models.WitnessKey:
    """Write down the town as a witness."""
    return add_witness(
        name="The town", key=TOWN.key.to_text(), outside=outside, once="a" * 16, by="council-member", at=AT
    )


def refused(act: Callable[[], object]) -> list[str]:
    """Return why something is refused."""
    with pytest.raises(RefusedError) as caught:
        act()
    return [each.code for each in caught.value.refusals]


def test_the_key_is_made_once_for_nobody_else_and_keeps_the_name_of_the_first_time(
    tmp_path: Path,
    settings: Any,  # noqa: ANN401 - pytest-django's settings
) -> None:
    first = signer_of(COMMON)
    path = tmp_path / "keys" / "ledger.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["ledger.key"]
    settings.COUNTERPOISE_ORIGIN = "renamed.example"
    assert signer_of(COMMON) == first
    assert first.name == "site.example/common"


def test_a_checkpoint_is_signed_by_the_site_and_stays_the_same_until_something_is_entered() -> None:
    write(3)
    found = checkpoint()
    assert checkpoint() == found
    note = read_note(found.note)
    read = read_checkpoint(note.text)
    assert (read.size, read.root) == state_of(COMMON)
    assert signed(note, signer_of(COMMON).key, ed25519()) == [(True, 0)]
    assert sign_checkpoint(log="nobody", at=AT) is None
    write()
    after = checkpoint()
    proof = growth_proof(COMMON, size1=found.size, size2=after.size)
    assert verify_consistency(
        size1=found.size, size2=after.size, root1=bytes(found.root), root2=bytes(after.root), proof=proof
    )


def test_every_log_that_grew_is_signed_once_a_day() -> None:
    logs = models.Log.objects.filter(size__gt=0).count()
    assert sign_checkpoints_due(at=AT) == logs
    write()
    assert sign_checkpoints_due(at=AT) == 0
    assert sign_checkpoints_due(at=AT + timedelta(days=1)) == 1
    assert sign_checkpoints_due(at=AT + timedelta(days=2)) == 0


def test_a_witness_from_outside_closes_the_unwitnessed_window() -> None:
    found = checkpoint()
    assert unwitnessed_days(COMMON, at=AT) is None
    witness()
    entry = models.Entry.objects.filter(log=COMMON).last()
    assert entry is not None
    assert entry.type == "witness_added"
    signed_by_town = cosign(found.note, signer=TOWN, at=AT + timedelta(hours=6))
    assert confirm_checkpoint(log=COMMON, size=found.size, text=signed_by_town) == 1
    assert confirm_checkpoint(log=COMMON, size=found.size, text=signed_by_town) == 0
    assert unwitnessed_days(COMMON, at=AT + timedelta(days=3)) == 2.75
    seen = checkpoint_at(COMMON, size=found.size)
    assert seen is not None
    assert [(each.name, each.outside) for each in seen.confirmed] == [("The town", True)]
    assert checkpoints_of(COMMON)[0] == seen


def test_the_line_of_the_signature_alone_is_enough_even_if_it_was_sent_by_mail() -> None:
    found = checkpoint()
    witness()
    line = cosign(found.note, signer=TOWN, at=AT).splitlines()[-1]
    assert confirm_checkpoint(log=COMMON, size=found.size, text=f"\r\n {line}  \r\n".strip(" \r\n")) == 1


def test_a_witness_from_inside_does_not_close_the_window() -> None:
    found = checkpoint()
    witness(outside=False)
    confirm_checkpoint(log=COMMON, size=found.size, text=cosign(found.note, signer=TOWN, at=AT))
    assert unwitnessed_days(COMMON, at=AT) is None


def test_a_false_an_unknown_and_a_strange_signature_are_refused_by_name() -> None:
    found = checkpoint()
    good = cosign(found.note, signer=TOWN, at=AT)

    def bring(text: str) -> list[str]:
        return refused(lambda: confirm_checkpoint(log=COMMON, size=found.size, text=text))

    assert bring(good) == ["ledger.nobody_known"]
    witness()
    lines = good.splitlines(keepends=True)
    letter = lines[-1][-10]
    false = "".join(lines[:-1]) + lines[-1][:-10] + ("A" if letter != "A" else "B") + lines[-1][-9:]
    assert bring(false) == ["ledger.false_signature"]
    assert bring("hello") == ["ledger.no_checkpoint"]
    assert bring(found.note) == ["ledger.nobody_known"]
    other = Signer(name="elsewhere.example/common", seed=bytes(32))
    strange = sign(Checkpoint(origin=other.name, size=found.size, root=bytes(32)), signer=other)
    assert bring(strange) == ["ledger.other_log"]
    assert refused(lambda: confirm_checkpoint(log=COMMON, size=10**9, text=good)) == ["ledger.no_such_checkpoint"]
    assert models.Checkpoint.objects.get(pk=found.pk).note == found.note


def test_another_past_and_a_longer_one_that_this_site_signed_are_told_as_what_they_are() -> None:
    found = checkpoint()
    own = signer_of(COMMON)
    for size, code in ((found.size, "ledger.other_past"), (found.size + 5, "ledger.rolled_back")):
        note = sign(Checkpoint(origin=own.name, size=size, root=bytes(32)), signer=own)
        text = cosign(note, signer=TOWN, at=AT)
        assert refused(partial(confirm_checkpoint, log=COMMON, size=found.size, text=text)) == [code]


def test_a_key_that_is_none_or_a_logs_or_there_already_is_refused() -> None:
    def bring(key: str) -> list[str]:
        return refused(lambda: add_witness(name="x", key=key, outside=True, once="b" * 16, by="resident", at=AT))

    assert bring("no key") == ["ledger.no_key"]
    assert bring(signer_of(COMMON).key.to_text()) == ["ledger.key_of_a_log"]
    first = witness()
    assert bring(first.key) == ["ledger.key_there_already"]
    assert witness() == first


def test_the_common_log_vouches_for_every_closed_room_once_a_day_whether_or_not_anything_happened() -> None:
    write(2, log="spoken-room")
    rooms = ["silent-room", "spoken-room"]
    assert enter_room_days(rooms=rooms, at=AT) == 2
    assert enter_room_days(rooms=rooms, at=AT + timedelta(hours=3)) == 0
    assert enter_room_days(rooms=rooms, at=AT + timedelta(days=3)) == 6
    entries = models.Entry.objects.filter(log=COMMON, type="room_state")
    shown = [json.loads(bytes(each.envelope)) for each in entries]
    assert not any("room" in str(value) for each in shown for name, value in each.items() if name != "type")
    line = room_line("spoken-room")
    assert line is not None
    day, salt = line
    size, root = state_of("spoken-room")
    body = {"origin": "site.example/spoken-room", "size": size, "root": root.hex()}
    assert commitment(bytes.fromhex(salt), body) == json.loads(bytes(day.entry.envelope))["c"]
    assert room_line("nobody") is None
