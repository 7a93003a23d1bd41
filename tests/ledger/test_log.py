import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.ledger.erasure import Ground
from counterpoise.ledger.hashes import leaf_hash, roots_at
from counterpoise.ledger.notes import ed25519
from counterpoise.ledger.proof import verify_consistency, verify_entry
from counterpoise.ledger.tree import NoSuchPlaceError
from tests.ledger.logs import HOST, START, a_log, witnessed


@given(st.integers(0, 30))
def test_a_logs_root_is_that_of_its_entries(size: int) -> None:
    log = a_log(size)
    leaves = [leaf_hash(log.envelope(number)) for number in range(size)]
    assert log.checkpoint().root == roots_at(leaves, [size])[size]
    assert log.size == log.checkpoint().size == size


def test_an_entry_shows_neither_names_nor_words() -> None:
    log = a_log(0)
    log.append("contribution", {"by": "Ria", "words": "the lift"}, at=START)
    envelope = log.envelope(0)
    assert b"Ria" not in envelope
    assert b"lift" not in envelope
    assert set(json.loads(envelope)) == {"log", "seq", "type", "actor", "object", "at", "c"}


def test_erasing_takes_body_and_salt_and_leaves_every_envelope_and_the_tree() -> None:
    log = a_log(0)
    log.append("contribution", {"words": "canary-4711"}, at=START)
    salt = next(iter(log.files().bodies))["salt"]
    envelope, root = log.envelope(0), log.checkpoint().root
    number = log.erase([0], ground=Ground.CONSENT_WITHDRAWN, at=START + timedelta(minutes=1))
    assert log.envelope(0) == envelope
    assert verify_consistency(
        size1=1, size2=2, root1=root, root2=log.checkpoint().root, proof=log.prove_growth(size1=1, size2=2)
    )
    left = repr(log.files())
    assert "canary-4711" not in left
    assert str(salt) not in left
    assert json.loads(next(iter(log.files().bodies))["body"])["ground"] == "consent_withdrawn"
    assert number == 1


def test_an_entry_is_proven_at_a_checkpoint() -> None:
    log = a_log(7)
    note = witnessed(log)
    proof = log.prove(3, note=note, size=7)
    assert verify_entry(log.envelope(3), proof, key=HOST.key, check=ed25519())
    with pytest.raises(NoSuchPlaceError):
        log.prove(7, note=note, size=7)
