import base64

import pytest

from counterpoise.ledger.checkpoint import Signer, SignerError, read_signer, sign
from counterpoise.ledger.notes import BY_LOG, Checkpoint, NoteError, ed25519, read_checkpoint, read_note, signed
from tests.ledger.logs import COUNCIL, HOST

CHECKPOINT = Checkpoint(origin=HOST.name, size=3, root=b"r" * 32)


def test_a_signed_checkpoint_holds_and_says_what_was_signed() -> None:
    note = sign(CHECKPOINT, signer=HOST)
    assert read_checkpoint(read_note(note).text) == CHECKPOINT
    assert signed(read_note(note), HOST.key, ed25519()) == [(True, 0)]
    assert note.splitlines()[:3] == [HOST.name, "3", base64.b64encode(b"r" * 32).decode()]


def test_a_witness_does_not_sign_for_a_log() -> None:
    with pytest.raises(SignerError) as raised:
        sign(CHECKPOINT, signer=COUNCIL)
    assert raised.value.code == "no_signer"


@pytest.mark.parametrize("origin", ["", "two\nlines"])
def test_an_origin_that_could_not_be_read_back_is_refused(origin: str) -> None:
    with pytest.raises(NoteError):
        sign(Checkpoint(origin=origin, size=3, root=b"r" * 32), signer=HOST)


@pytest.mark.parametrize(
    ("name", "kind", "seed"),
    [("", 1, b"x" * 32), ("a b", 1, b"x" * 32), ("a+b", 1, b"x" * 32), ("a", 2, b"x" * 32), ("a", 1, b"x" * 31)],
)
def test_a_name_or_secret_that_cannot_sign_is_refused(name: str, kind: int, seed: bytes) -> None:
    with pytest.raises(SignerError):
        Signer(name=name, kind=kind, seed=seed)


def test_a_secret_key_is_kept_in_one_line_and_never_shown() -> None:
    for signer in (HOST, COUNCIL):
        assert read_signer(signer.to_text()) == signer
        assert base64.b64encode(signer.seed).decode() not in repr(signer)
        assert "h" * 32 not in repr(signer)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PRIVATE+KEY+",
        HOST.to_text().removeprefix("PRIVATE+KEY+"),
        HOST.to_text().replace(HOST.key.id.hex(), "00000000"),
        HOST.to_text()[:-4],
        HOST.key.to_text(),
        f"PRIVATE+KEY+{HOST.name}+{HOST.key.id.hex()}+é",
    ],
)
def test_a_line_that_holds_no_secret_key_is_refused(text: str) -> None:
    with pytest.raises(SignerError):
        read_signer(text)


def test_a_logs_key_says_so() -> None:
    assert HOST.key.kind == BY_LOG
