import hmac
import json
import os
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from counterpoise.ledger import archive
from counterpoise.ledger.archive import verify
from counterpoise.ledger.export import one_file_verifier, write_ledger
from counterpoise.ledger.findings import Verdict
from counterpoise.ledger.notes import ed25519
from tests.ledger.logs import STRANGER, a_log, changed

CHECK = ed25519()
Content = dict[str, bytes]


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """Return a ledger as it is exported."""
    path = tmp_path / "ledger.zip"
    write_ledger([a_log(20).files()], path)
    return path


def repacked(path: Path, change: Callable[[Content], None]) -> Verdict:
    """Change what is in a zip, pack it anew as anybody can, and verify that."""
    with zipfile.ZipFile(path) as packed:
        content = {name: packed.read(name) for name in packed.namelist()}
    change(content)
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in content.items():
            packed.writestr(name, data)
    return verify(path, check=CHECK)


def codes(found: Verdict) -> list[str]:
    return [one.code for one in found.findings]


def test_an_export_as_it_was_made_holds(exported: Path) -> None:
    found = verify(exported, check=CHECK, own=one_file_verifier().encode())
    assert found.holds
    assert found.findings == ()


def test_another_verifier_in_the_zip_is_remarked(exported: Path) -> None:
    found = verify(exported, check=CHECK, own=b"mine")
    assert found.holds
    assert codes(found) == ["other_verifier"]


@pytest.mark.parametrize(
    "name", ["entries.jsonl", "leaves.txt", "checkpoints.jsonl", "bodies.jsonl", "../../verify.py", "../../ledger.json"]
)
def test_a_file_that_is_not_in_the_zip_is_named(exported: Path, name: str) -> None:
    whole = os.path.normpath(f"logs/0/{name}")
    found = repacked(exported, lambda content: content.__delitem__(whole))
    if name.endswith("verify.py"):
        found = verify(exported, check=CHECK, own=b"mine")
    assert [(one.code, one.given) for one in found.findings] == [("file_missing", {"file": whole})]


def test_a_file_that_is_there_twice_is_named(exported: Path) -> None:
    with zipfile.ZipFile(exported, "a") as packed, pytest.warns(UserWarning, match="Duplicate"):
        packed.writestr("logs/0/entries.jsonl", b"")
    assert [(one.code, one.given) for one in verify(exported, check=CHECK).findings] == [
        ("file_twice", {"file": "logs/0/entries.jsonl"})
    ]


def _manifest(content: Content, **change: object) -> None:
    content["ledger.json"] = json.dumps({**json.loads(content["ledger.json"]), **change}).encode()


def _log(content: Content, **change: object) -> None:
    found = json.loads(content["ledger.json"])
    found["logs"][0] = {**found["logs"][0], **change}
    content["ledger.json"] = json.dumps(found).encode()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda content: _manifest(content, format="counterpoise-ledger/2"), "other_format"),
        (lambda content: _manifest(content, logs=[]), "manifest_unreadable"),
        (lambda content: _manifest(content, logs={}), "manifest_unreadable"),
        (lambda content: _manifest(content, logs=[3]), "manifest_unreadable"),
        (lambda content: content.update({"ledger.json": b"[]"}), "manifest_unreadable"),
        (lambda content: content.update({"ledger.json": b"{}"}), "manifest_unreadable"),
        (lambda content: content.update({"ledger.json": b"{"}), "manifest_unreadable"),
        (lambda content: content.update({"ledger.json": b"[" * 100_000}), "manifest_unreadable"),
        (lambda content: _log(content, key="no key"), "manifest_unreadable"),
        (lambda content: _log(content, entries=3), "file_missing"),
        (lambda content: _log(content, witnesses=[{}]), "manifest_unreadable"),
        (lambda content: content.update({"logs/0/leaves.txt": b"zz\n"}), "manifest_unreadable"),
        (lambda content: content.update({"logs/0/bodies.jsonl": b"{\n"}), "manifest_unreadable"),
        (lambda content: content.update({"logs/0/bodies.jsonl": b"[" * 100_000}), "manifest_unreadable"),
    ],
)
def test_a_zip_that_cannot_be_read_as_a_ledger_is_said_to_be_none(
    exported: Path, change: Callable[[Content], None], code: str
) -> None:
    assert codes(repacked(exported, change)) == [code]


def test_a_zip_with_another_key_for_the_log_is_refused(exported: Path) -> None:
    found = repacked(exported, lambda content: _log(content, key=STRANGER.key.to_text()))
    assert set(codes(found)) == {"wrong_key"}


def test_a_last_line_that_was_cut_is_named(exported: Path) -> None:
    def cut(content: Content) -> None:
        content["logs/0/entries.jsonl"] = content["logs/0/entries.jsonl"][:-20]

    found = repacked(exported, cut)
    assert [(one.code, one.seq) for one in found.findings][:2] == [("entry_unreadable", 19), ("rewritten", 19)]


def test_what_is_no_zip_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "ledger.zip"
    assert codes(verify(path, check=CHECK)) == ["cannot_read"]
    assert codes(verify(tmp_path, check=CHECK)) == ["cannot_read"]
    path.write_bytes(b"")
    assert codes(verify(path, check=CHECK)) == ["zip_damaged"]


def test_a_zip_that_would_fill_the_memory_is_not_unpacked(exported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 1000)
    assert codes(verify(exported, check=CHECK)) == ["zip_too_large"]


def test_a_zip_with_a_crowd_of_files_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "crowd.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for number in range(10_000):
            packed.writestr(str(number), b"")
    assert codes(verify(path, check=CHECK)) == ["file_twice"]


def test_no_flipped_bit_and_no_cut_in_the_zip_goes_unseen_or_breaks_the_verifier(exported: Path) -> None:
    chance = random.Random(11)
    whole = exported.read_bytes()
    expected = verify(exported, check=CHECK)
    for _ in range(300):
        damaged = bytearray(whole)
        place = chance.randrange(len(damaged))
        damaged[place] ^= 1 << chance.randrange(8)
        exported.write_bytes(bytes(damaged) if chance.random() < 0.8 else whole[:place])
        found = verify(exported, check=CHECK)
        # A bit in a date or in rights that nobody reads changes nothing; then the very same is found.
        assert not found.holds or (found.findings, found.logs) == (expected.findings, expected.logs)


def test_a_way_of_packing_that_no_export_has_is_refused(exported: Path) -> None:
    whole = bytearray(exported.read_bytes())
    with zipfile.ZipFile(exported) as packed:
        first = packed.infolist()[0]
    start = first.header_offset + 30 + len(first.filename)
    whole[start : start + 9] = b"\x09\x04\x05\x00\xff\xff\xff\xff\xff"  # settings of LZMA that nothing can mean
    whole[first.header_offset + 8] = zipfile.ZIP_LZMA
    whole[whole.index(b"PK\x01\x02") + 10] = zipfile.ZIP_LZMA
    exported.write_bytes(bytes(whole))
    assert codes(verify(exported, check=CHECK)) == ["zip_damaged"]


@pytest.mark.parametrize("kind", ["erasure", "room_state"])
@pytest.mark.parametrize(
    "body",
    [
        '{"log":"common","entries":[1e999],"origin":"lindehof.example/common","size":1e999,"root":""}',
        '{"log":"common","entries":[-1],"origin":"lindehof.example/common","size":-1,"root":""}',
        "[" * 100_000,
    ],
)
def test_a_text_of_the_hosts_own_making_never_breaks_the_verifier(exported: Path, kind: str, body: str) -> None:
    def make_up(content: Content) -> None:
        lines = content["logs/0/entries.jsonl"].splitlines()
        bound = hmac.new(bytes(32), body.encode(), "sha256").hexdigest()
        lines[19] = changed(lines[19], {"type": kind, "c": bound})
        texts = content["logs/0/bodies.jsonl"].splitlines()
        texts[19] = json.dumps({"seq": 19, "salt": "00" * 32, "body": body}).encode()
        content["logs/0/entries.jsonl"] = b"\n".join(lines) + b"\n"
        content["logs/0/bodies.jsonl"] = b"\n".join(texts) + b"\n"

    found = repacked(exported, make_up)
    assert ("rewritten", 19) in [(one.code, one.seq) for one in found.findings]
