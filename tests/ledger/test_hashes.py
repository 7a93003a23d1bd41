from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from counterpoise.ledger.hashes import Frontier, leaf_hash, node_hash, roots_at


def root_of(leaves: list[bytes]) -> bytes:
    """The definition of RFC 6962, section 2.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return node_hash(root_of(leaves[:half]), root_of(leaves[half:]))


def test_an_entry_and_a_node_can_never_have_the_same_hash() -> None:
    assert leaf_hash(b"") == sha256(b"\x00").digest()
    assert leaf_hash(b"a" * 64) != node_hash(b"a" * 32, b"a" * 32)
    assert node_hash(b"l", b"r") == sha256(b"\x01lr").digest()


@given(st.lists(st.binary(max_size=8), max_size=40))
def test_the_growing_edge_gives_the_root_of_the_definition_at_every_size(entries: list[bytes]) -> None:
    leaves = [leaf_hash(entry) for entry in entries]
    edge = Frontier()
    for number, leaf in enumerate(leaves):
        assert edge.root() == root_of(leaves[:number])
        edge.add(leaf)
    assert edge.root() == root_of(leaves)
    assert edge.size == len(leaves)


def test_roots_are_given_for_the_sizes_that_are_reached() -> None:
    leaves = [leaf_hash(bytes([number])) for number in range(5)]
    assert roots_at(leaves, [2, 5, 9]) == {0: root_of([]), 2: root_of(leaves[:2]), 5: root_of(leaves)}
