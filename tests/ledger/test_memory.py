import json
from dataclasses import replace

import pytest

from counterpoise.ledger.archive import verify_files
from counterpoise.ledger.memory import MemoryDamagedError, memory_text, read_memory, remembered_of
from counterpoise.ledger.notes import ed25519
from tests.ledger.logs import HOST, a_log

FILES = a_log(20).files()
MEMORY = verify_files([FILES], check=ed25519()).memory


def test_what_is_remembered_is_read_back() -> None:
    assert read_memory(memory_text(MEMORY)) == MEMORY
    kept = remembered_of(MEMORY, HOST.name)
    assert kept is not None
    assert kept.size == len(kept.leaves) == 20
    assert kept.key == HOST.key.to_text()
    assert remembered_of(MEMORY, "elsewhere") is None
    assert remembered_of(None, HOST.name) is None


def test_a_checkpoint_from_minutes_or_an_e_mail_can_be_remembered_too() -> None:
    memory = read_memory(FILES.notes[1])
    assert memory == {HOST.name: {"key": "", "size": 10, "root": memory[HOST.name]["root"], "leaves": ""}}
    assert verify_files([FILES], memory=memory, check=ed25519()).holds
    assert not verify_files([a_log(20, seed=8).files()], memory=memory, check=ed25519()).holds


def test_what_no_checkpoint_covers_is_not_remembered() -> None:
    longer = a_log(23).files()
    assert verify_files([longer], check=ed25519()).memory[HOST.name]["size"] == 20
    unread = replace(FILES, notes=["no note", *FILES.notes])
    assert verify_files([unread], check=ed25519()).memory == MEMORY
    assert verify_files([a_log(3, every=50).files()], check=ed25519()).memory[HOST.name]["size"] == 0


def _changed(**change: object) -> str:
    return json.dumps({"logs": {HOST.name: {**MEMORY[HOST.name], **change}}})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no note",
        "{",
        "{}",
        '{"logs": 3}',
        '{"logs": {"a": {}}}',
        "{" + '"a":{' * 100_000,
        _changed(leaves="zz"),
        _changed(leaves=MEMORY[HOST.name]["leaves"][:64]),
        _changed(leaves="00" * 640),
        _changed(root="00" * 32),
        _changed(size="many"),
        _changed(size=None),
        _changed(size="20"),
        _changed(size=-20, leaves=""),
        _changed(size=True, leaves=""),
        _changed(size=float("inf"), leaves=""),
        _changed(root="", leaves=""),
    ],
)
def test_what_was_changed_or_is_no_memory_is_refused(text: str) -> None:
    with pytest.raises(MemoryDamagedError) as raised:
        read_memory(text)
    assert raised.value.code == "memory_damaged"
