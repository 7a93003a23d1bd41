import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.ledger.hashes import leaf_hash, roots_at
from counterpoise.ledger.proof import verify_consistency, verify_inclusion
from counterpoise.ledger.tree import (
    NoSuchPlaceError,
    answer,
    consistency_plan,
    grow,
    inclusion_plan,
    nodes_of,
    root_plan,
)


def leaves_of(size: int) -> list[bytes]:
    return [leaf_hash(number.to_bytes(4, "big")) for number in range(size)]


SIZE = 70
LEAVES = leaves_of(SIZE)
NODES = grow(LEAVES, size=0, edge={})
ROOTS = roots_at(LEAVES, range(SIZE + 1))


@pytest.mark.parametrize("size", range(1, SIZE + 1))
def test_every_entry_is_proven_at_every_size(size: int) -> None:
    assert answer(root_plan(size), NODES) == (ROOTS[size],)
    for index in range(size):
        proof = answer(inclusion_plan(index=index, size=size), NODES)
        assert verify_inclusion(index=index, size=size, root=ROOTS[size], leaf_hash=LEAVES[index], proof=proof)
        assert not verify_inclusion(
            index=(index + 1) % (size + 1), size=size, root=ROOTS[size], leaf_hash=LEAVES[index], proof=proof
        )


@pytest.mark.parametrize("size2", range(1, SIZE + 1))
def test_every_growth_is_proven_between_any_two_sizes(size2: int) -> None:
    for size1 in range(1, size2 + 1):
        proof = answer(consistency_plan(size1=size1, size2=size2), NODES)
        given = {"size1": size1, "size2": size2}
        assert verify_consistency(**given, root1=ROOTS[size1], root2=ROOTS[size2], proof=proof)
        assert not verify_consistency(**given, root1=leaf_hash(b"another past"), root2=ROOTS[size2], proof=proof)
        assert not verify_consistency(**given, root1=ROOTS[size1], root2=leaf_hash(b"another present"), proof=proof)


@given(st.lists(st.integers(0, 30), max_size=6))
def test_a_tree_grown_in_steps_is_the_tree_grown_at_once(steps: list[int]) -> None:
    stored: dict[tuple[int, int], bytes] = {}
    size = 0
    leaves = leaves_of(sum(steps))
    for step in steps:
        edge = {node: stored[node] for node in nodes_of(root_plan(size))} if size else {}
        new = grow(leaves[size : size + step], size=size, edge=edge)  # no more than the edge is needed
        assert not set(new) & set(stored)
        stored |= new
        size += step
    assert stored == grow(leaves, size=0, edge={})


def test_a_proof_reads_few_nodes_and_an_append_stores_few() -> None:
    size = 10**6 - 17
    height = math.ceil(math.log2(size))
    for index in (0, 1, 12345, size // 2, size - 1):
        plan = inclusion_plan(index=index, size=size)
        assert len(plan) <= height
        assert len(nodes_of(plan)) <= 2 * height
    for size1 in (1, 2, 999, size // 2, size - 1):
        plan = consistency_plan(size1=size1, size2=size)
        assert len(plan) <= height + 1
        assert len(nodes_of(plan)) <= 3 * height
    assert len(grow(leaves_of(1024), size=0, edge={})) == 2047


@pytest.mark.parametrize("size", [0, -1])
def test_a_tree_without_entries_has_no_root_to_read(size: int) -> None:
    with pytest.raises(NoSuchPlaceError):
        root_plan(size)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (3, 3), (-1, 3)])
def test_a_place_that_is_not_there_has_no_proof(index: int, size: int) -> None:
    with pytest.raises(NoSuchPlaceError) as raised:
        inclusion_plan(index=index, size=size)
    assert raised.value.code == "no_such_place"


@pytest.mark.parametrize(("size1", "size2"), [(0, 3), (4, 3)])
def test_sizes_out_of_order_have_no_proof(size1: int, size2: int) -> None:
    with pytest.raises(NoSuchPlaceError):
        consistency_plan(size1=size1, size2=size2)


def test_a_missing_node_is_an_error_and_never_another_root() -> None:
    with pytest.raises(KeyError):
        answer(root_plan(3), {(1, 0): b"x" * 32})
    with pytest.raises(KeyError):
        grow([b"x" * 32], size=1, edge={})
