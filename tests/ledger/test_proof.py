"""A proof holds or is False, never an error."""

import base64
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.ledger import verify_consistency, verify_inclusion
from counterpoise.ledger.checkpoint import Signer, sign
from counterpoise.ledger.hashes import leaf_hash, roots_at
from counterpoise.ledger.notes import Checkpoint, ed25519
from counterpoise.ledger.proof import EntryProof, ProofError, read_proof, verify_entry
from counterpoise.ledger.tree import answer, consistency_plan, grow, inclusion_plan

VECTORS = Path(__file__).resolve().parents[3] / "shared" / "data" / "merkle" / "testdata"


def vectors(kind: str) -> list[Any]:
    """Return the published vectors of one kind, each with its path as its name."""
    paths = sorted((VECTORS / kind).rglob("*.json")) if VECTORS.is_dir() else []
    return [pytest.param(json.loads(path.read_text()), id=str(path.relative_to(VECTORS))) for path in paths]


def raw(text: str | None) -> bytes:
    return base64.b64decode(text or "")


def holds(vector: Mapping[str, Any]) -> bool:
    """Verify one vector."""
    proof = [raw(one) for one in vector["proof"] or []]
    if "leafIdx" in vector:
        return verify_inclusion(
            index=vector["leafIdx"],
            size=vector["treeSize"],
            root=raw(vector["root"]),
            leaf_hash=raw(vector["leafHash"]),
            proof=proof,
        )
    return verify_consistency(
        size1=vector["size1"],
        size2=vector["size2"],
        root1=raw(vector["root1"]),
        root2=raw(vector["root2"]),
        proof=proof,
    )


@pytest.mark.shared
@pytest.mark.parametrize("vector", [*vectors("inclusion"), *vectors("consistency")])
def test_every_published_vector_is_judged_as_published(vector: dict[str, Any]) -> None:
    assert holds(vector) is (not vector["wantErr"])


LEAVES = [leaf_hash(bytes([number])) for number in range(11)]
NODES = grow(LEAVES, size=0, edge={})
ROOTS = roots_at(LEAVES, range(12))
ANYTHING = (
    st.none()
    | st.booleans()
    | st.integers(-3, 40)
    | st.floats()
    | st.text(max_size=3)
    | st.binary(max_size=33)
    | st.lists(st.binary(min_size=32, max_size=32), max_size=4)
    | st.lists(st.none() | st.integers() | st.text(), max_size=3)
)


@given(st.tuples(ANYTHING, ANYTHING, ANYTHING, ANYTHING, ANYTHING))
def test_whatever_is_given_the_answer_is_true_or_false(values: tuple[Any, ...]) -> None:
    a, b, c, d, e = values
    assert verify_inclusion(index=a, size=b, root=c, leaf_hash=d, proof=e) in {True, False}
    assert verify_consistency(size1=a, size2=b, root1=c, root2=d, proof=e) in {True, False}


@pytest.mark.parametrize("name", ["index", "size", "root", "leaf_hash", "proof"])
@pytest.mark.parametrize("value", [None, True, 1.0, "x", b"", b"x" * 31, -1, [b"x"], ["x" * 32], {}])
def test_an_inclusion_with_one_wrong_value_does_not_hold(name: str, value: object) -> None:
    right: dict[str, Any] = {
        "index": 4,
        "size": 11,
        "root": ROOTS[11],
        "leaf_hash": LEAVES[4],
        "proof": answer(inclusion_plan(index=4, size=11), NODES),
    }
    assert verify_inclusion(**right) is True
    wrong: dict[str, Any] = {**right, name: value}
    assert verify_inclusion(**wrong) is False


@pytest.mark.parametrize("name", ["size1", "size2", "root1", "root2", "proof"])
@pytest.mark.parametrize("value", [None, True, 1.0, "x", b"", b"x" * 31, -1, 0, [b"x"], ["x" * 32], {}])
def test_a_growth_with_one_wrong_value_does_not_hold(name: str, value: object) -> None:
    right: dict[str, Any] = {
        "size1": 6,
        "size2": 11,
        "root1": ROOTS[6],
        "root2": ROOTS[11],
        "proof": answer(consistency_plan(size1=6, size2=11), NODES),
    }
    assert verify_consistency(**right) is True
    wrong: dict[str, Any] = {**right, name: value}
    assert verify_consistency(**wrong) is False


def test_an_empty_tree_proves_nothing() -> None:
    empty = ROOTS[0]
    assert not verify_inclusion(index=0, size=0, root=empty, leaf_hash=LEAVES[0], proof=[])
    assert not verify_consistency(size1=0, size2=0, root1=empty, root2=empty, proof=[])
    assert not verify_consistency(size1=0, size2=4, root1=empty, root2=ROOTS[4], proof=[])


def test_two_empty_roots_are_no_roots() -> None:
    assert not verify_consistency(size1=3, size2=3, root1=b"", root2=b"", proof=[])
    assert verify_consistency(size1=3, size2=3, root1=ROOTS[3], root2=ROOTS[3], proof=[])


def test_a_proof_with_one_hash_more_or_less_does_not_hold() -> None:
    for size1 in (4, 6):
        proof = list(answer(consistency_plan(size1=size1, size2=11), NODES))
        for wrong in (proof[:-1], proof[1:], [*proof, LEAVES[0]], []):
            assert not verify_consistency(size1=size1, size2=11, root1=ROOTS[size1], root2=ROOTS[11], proof=wrong)
    found = list(answer(inclusion_plan(index=10, size=11), NODES))
    for wrong in (found[:-1], found[1:], [*found, LEAVES[0]], []):
        assert not verify_inclusion(index=10, size=11, root=ROOTS[11], leaf_hash=LEAVES[10], proof=wrong)


HOST = Signer(name="lindehof.example/common", seed=b"h" * 32)


def kept_proof(index: int = 4) -> EntryProof:
    note = sign(Checkpoint(origin=HOST.name, size=11, root=ROOTS[11]), signer=HOST)
    return EntryProof(index=index, hashes=answer(inclusion_plan(index=index, size=11), NODES), note=note)


def test_a_proof_that_somebody_kept_is_read_back_and_holds() -> None:
    text = kept_proof().to_text()
    assert text.startswith("c2sp.org/tlog-proof@v1\nindex 4\n")
    proof = read_proof(text)
    assert proof == kept_proof()
    assert verify_entry(bytes([4]), proof, key=HOST.key, check=ed25519())
    assert verify_entry(bytes([4]), proof, key=HOST.key, check=None)
    assert read_proof(text.replace("\n", "\nextra AAAA\n", 1)) == proof


def test_a_proof_of_another_entry_or_by_another_key_does_not_hold() -> None:
    stranger = Signer(name=HOST.name, seed=b"s" * 32)
    assert not verify_entry(bytes([5]), kept_proof(), key=HOST.key, check=ed25519())
    assert not verify_entry(bytes([4]), kept_proof(), key=stranger.key, check=ed25519())
    turned = EntryProof(index=4, hashes=kept_proof().hashes, note=kept_proof().note.replace("\n11\n", "\n12\n"))
    assert not verify_entry(bytes([4]), turned, key=HOST.key, check=ed25519())
    unread = EntryProof(index=4, hashes=kept_proof().hashes, note="no note")
    assert not verify_entry(bytes([4]), unread, key=HOST.key, check=ed25519())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "c2sp.org/tlog-proof@v1",
        "c2sp.org/tlog-proof@v1\n\nnote",
        "c2sp.org/tlog-proof@v2\nindex 4\n\nnote",
        "c2sp.org/tlog-proof@v1\nindex 04\n\nnote",
        "c2sp.org/tlog-proof@v1\nindex 4\nnote",
        "c2sp.org/tlog-proof@v1\nindex 4\n%%%\n\nnote",
        "c2sp.org/tlog-proof@v1\nindex 4\né\n\nnote",
        "c2sp.org/tlog-proof@v1\nextra AAAA\n\nnote",
    ],
)
def test_a_text_that_is_no_proof_is_refused(text: str) -> None:
    with pytest.raises(ProofError) as raised:
        read_proof(text)
    assert raised.value.code == "proof_unreadable"


class _Refusing(list[bytes]):
    def __iter__(self) -> Iterator[bytes]:
        raise OSError("nothing to read here")


def test_a_list_that_cannot_be_read_is_no_proof() -> None:
    root = bytes(32)
    assert verify_inclusion(index=0, size=1, root=root, leaf_hash=root, proof=_Refusing()) is False
    assert verify_consistency(size1=1, size2=2, root1=root, root2=root, proof=_Refusing([root])) is False
