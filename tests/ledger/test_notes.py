import base64
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.ledger.checkpoint import sign
from counterpoise.ledger.notes import (
    Checkpoint,
    Key,
    NoteError,
    ed25519,
    read_checkpoint,
    read_key,
    read_note,
    signed,
)
from tests.ledger.logs import COUNCIL, HOST, STRANGER, a_log

# The example of the Go project's package sumdb/note, signed by its own program.
PUBLISHED = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
PUBLISHED_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"


def test_a_note_that_another_program_signed_holds() -> None:
    key = read_key(PUBLISHED_KEY)
    assert key.to_text() == PUBLISHED_KEY
    assert signed(read_note(PUBLISHED), key, ed25519()) == [(True, 0)]
    assert signed(read_note(PUBLISHED.replace("your", "our")), key, ed25519()) == [(False, 0)]


def test_what_an_unknown_key_signed_says_nothing() -> None:
    note = read_note(a_log(5).notes[0])
    assert signed(note, HOST.key, ed25519()) == [(True, 0)]
    assert signed(note, STRANGER.key, ed25519()) == []
    assert [holds for holds, at in signed(note, COUNCIL.key, ed25519()) if at > 0] == [True]


def test_without_the_package_for_signatures_nothing_here_can_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cryptography.exceptions", None)
    assert ed25519() is None
    assert signed(read_note(PUBLISHED), read_key(PUBLISHED_KEY), None) == [(True, 0)]


def test_a_signature_of_the_wrong_length_never_holds() -> None:
    key = read_key(PUBLISHED_KEY)
    short = PUBLISHED.split("— ", maxsplit=1)[0] + f"— {key.name} {base64.b64encode(key.id + b'x').decode()}\n"
    assert signed(read_note(short), key, None) == [(False, 0)]
    assert signed(read_note(short), key, ed25519()) == [(False, 0)]
    late, raw = COUNCIL.key, base64.b64encode(COUNCIL.key.id + bytes([255]) * 72).decode()
    after = PUBLISHED.split("— ", maxsplit=1)[0] + f"— {late.name} {raw}\n"
    assert signed(read_note(after), late, None)[0][0] is False


def test_a_key_that_is_no_point_signs_nothing() -> None:
    check = ed25519()
    assert check is not None
    assert check(b"\xff" * 31, b"x" * 64, b"message") is False


@pytest.mark.parametrize(
    "text",
    [
        "",
        "text\n",
        "text\n\n",
        "text\n\n— name AAAAAAA=",
        "text\n\n- name AAAAAAA=\n",
        "text\n\n— name\n",
        "text\n\n— na me AAAAAAA=\n",
        "text\n\n— na+me AAAAAAA=\n",
        "text\n\n—  AAAAAAA=\n",
        "text\n\n— name AAAA\n",
        "text\n\n— name AAAAA\n",
        "text\n\n— name é\n",
        "te\x07xt\n\n— name AAAAAAA=\n",
        "te\rxt\n\n— name AAAAAAA=\n",
    ],
)
def test_a_text_that_is_no_note_is_refused(text: str) -> None:
    with pytest.raises(NoteError) as raised:
        read_note(text)
    assert raised.value.code == "note"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name",
        "name+00",
        "name+00+AAAA",
        PUBLISHED_KEY.replace("c74f20a3", "c74f20a4"),
        PUBLISHED_KEY.replace("Peter", "Peter "),
        "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        Key(name="name", kind=2, public=b"x" * 32).to_text(),
    ],
)
def test_a_text_that_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(NoteError) as raised:
        read_key(text)
    assert raised.value.code == "key"


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1), st.integers(0, 10**17))
def test_a_checkpoint_is_read_back(origin: str, size: int) -> None:
    checkpoint = Checkpoint(origin=origin, size=size, root=b"r" * 32)
    assert read_checkpoint(checkpoint.text()) == checkpoint
    assert read_checkpoint(checkpoint.text() + "more\n") == checkpoint
    assert read_checkpoint(read_note(sign(checkpoint, signer=HOST)).text) == checkpoint


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\n1\n",
        "a\n01\n" + base64.b64encode(b"r" * 32).decode() + "\n",
        "a\n-1\n" + base64.b64encode(b"r" * 32).decode() + "\n",
        "a\n1\n" + base64.b64encode(b"r" * 31).decode() + "\n",
        "\n1\n" + base64.b64encode(b"r" * 32).decode() + "\n",
        "a\n1\n" + base64.b64encode(b"r" * 32).decode(),
    ],
)
def test_a_text_that_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(NoteError) as raised:
        read_checkpoint(text)
    assert raised.value.code == "checkpoint"
