import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.ledger.archive import verify_files
from counterpoise.ledger.erasure import ErasureStaysError, Ground, NothingErasedError
from counterpoise.ledger.hashes import leaf_hash, roots_at
from counterpoise.ledger.memory import Memory
from counterpoise.ledger.notes import ed25519
from counterpoise.ledger.proof import EntryProof, verify_consistency, verify_entry
from counterpoise.ledger.tree import NoSuchPlaceError
from tests.ledger.logs import HOST, START, a_log, witnessed

CHECK = ed25519()


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


def test_an_erasure_stays_and_what_is_not_there_is_not_erased() -> None:
    log = a_log(2)
    number = log.erase([0], ground=Ground.ASKED, at=START + timedelta(minutes=3))
    with pytest.raises(ErasureStaysError) as raised:
        log.erase([1, number], ground=Ground.ASKED, at=START + timedelta(minutes=4))
    assert raised.value.code == "erasure_stays"
    with pytest.raises(NothingErasedError):
        log.erase([3], ground=Ground.ASKED, at=START + timedelta(minutes=4))
    assert (log.size, len(log.files().bodies)) == (3, 2)


def test_an_entry_is_proven_at_a_checkpoint() -> None:
    log = a_log(7)
    note = witnessed(log)
    proof = log.prove(3, note=note, size=7)
    assert verify_entry(log.envelope(3), proof, key=HOST.key, check=ed25519())
    with pytest.raises(NoSuchPlaceError):
        log.prove(7, note=note, size=7)


@given(st.lists(st.tuples(st.sampled_from(["append", "erase", "sign"]), st.integers(0, 30)), max_size=25))
def test_whatever_is_done_with_a_log_it_holds_and_earlier_proofs_hold(steps: list[tuple[str, int]]) -> None:
    log = a_log(1, every=1)
    memory: Memory | None = None
    kept: list[tuple[int, EntryProof]] = []
    erasures: set[int] = set()
    for minute, (step, number) in enumerate(steps):
        at = START + timedelta(minutes=minute + 1)
        if step == "append":
            log.append("decision", {"words": str(number)}, at=at)
        elif step == "erase" and number % log.size in erasures:
            with pytest.raises(ErasureStaysError):
                log.erase([number % log.size], ground=Ground.ASKED, at=at)
        elif step == "erase":
            erasures.add(log.erase([number % log.size], ground=Ground.ASKED, at=at))
        else:
            note = log.sign()
            kept.append((number % log.size, log.prove(number % log.size, note=note, size=log.size)))
        found = verify_files([log.files()], memory=memory, check=CHECK)
        assert found.holds, found.findings
        memory = found.memory
    assert all(verify_entry(log.envelope(number), proof, key=HOST.key, check=CHECK) for number, proof in kept)
