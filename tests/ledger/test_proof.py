"""A proof holds or is False, never an error."""

import base64
import json
import random
from collections.abc import Mapping
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


EMPTY_TREE_REFUSED = "a tree of no entries proves nothing"


@pytest.mark.shared
@pytest.mark.parametrize("vector", [*vectors("inclusion"), *vectors("consistency")])
def test_every_published_vector_is_judged_as_published(vector: dict[str, Any]) -> None:
    assert holds(vector) is (not vector["wantErr"])
