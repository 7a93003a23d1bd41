"""The ledger: append, prove, export, verify offline with the one file, and find random rewrites.

Promised: 10,000 entries verified within 3 s by the one-file verifier on a bare Python; 10,000 of 10,000 random rewrites
before a witnessed size detected and named. Beside us: pymerkle, which also keeps a tree of this kind; it is an oracle
for roots and proofs here, and is not used anywhere else.
"""

from __future__ import annotations

import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from counterpoise.ledger.checkpoint import Signer
from counterpoise.ledger.cosignatures import Witness, cosign
from counterpoise.ledger.export import write_ledger
from counterpoise.ledger.hashes import leaf_hash
from counterpoise.ledger.log import Log
from counterpoise.ledger.notes import BY_WITNESS
from counterpoise.ledger.proof import verify_consistency, verify_inclusion
from counterpoise.ledger.tree import (
    Node,
    answer,
    consistency_plan,
    grow,
    inclusion_plan,
    nodes_of,
    root_plan,
)
from tests.ledger.rewrites import rewrites_detected_and_named

START = datetime(2026, 1, 1, tzinfo=UTC)
ENTRIES, LARGE, REWRITES, PROOFS = 10_000, 100_000, 10_000, 2_000
PEER_ENTRIES = 2_000


def seconds(work: Callable[[], object]) -> float:
    """Return how long something takes on the clock."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def a_log(size: int, chance: random.Random) -> Log:
    """Return a log with a checkpoint a day, each confirmed by a witness from outside."""
    host = Signer(name="bench.example/common", seed=chance.randbytes(32))
    council = Signer(name="council.example/witness", kind=BY_WITNESS, seed=chance.randbytes(32))
    log = Log("common", signer=host, witnesses=[Witness(key=council.key, outside=True)], chance=chance.randbytes)
    for number in range(size):
        log.append("decision", {"words": f"what was decided, {number}"}, at=START + timedelta(minutes=number))
        if (number + 1) % 100 == 0:
            log.notes.append(cosign(log.sign(), signer=council, at=START + timedelta(minutes=number + 1)))
            del log.notes[-2]  # the copy that nobody had confirmed yet
    return log


def verified_alone(path: Path, folder: Path) -> tuple[float, float]:
    """Verify an export with the verifier that came with it, on Python without any package.

    Returns
    -------
    tuple[float, float]
        Seconds on the clock, and of processor.
    """
    with zipfile.ZipFile(path) as packed:
        verifier = packed.extract("verify.py", folder)
    done: list[subprocess.CompletedProcess[str]] = []
    command = [sys.executable, "-I", "-S", verifier, str(path)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken = seconds(lambda: done.append(subprocess.run(command, capture_output=True, text=True, check=False)))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done[0].returncode == 0, done[0].stderr
    assert "signatures not checked" in done[0].stdout
    return taken, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def proofs(size: int, chance: random.Random) -> None:
    """Make and verify proofs in a large tree, and print what each costs."""
    leaves = [leaf_hash(number.to_bytes(8, "big")) for number in range(size)]
    nodes: dict[Node, bytes] = {}
    taken = seconds(lambda: nodes.update(grow(leaves, size=0, edge={})))
    print(f"   {size} hashes appended: {size / taken:,.0f} a second, {len(nodes) / size:.2f} nodes stored for each")
    root = answer(root_plan(size), nodes)[0]
    places = [chance.randrange(size) for _ in range(PROOFS)]
    made: list[tuple[bytes, ...]] = []
    taken = seconds(lambda: made.extend(answer(inclusion_plan(index=place, size=size), nodes) for place in places))
    print(f"   proof of an entry:  made in {taken / PROOFS * 1e6:.0f} µs", end=", ")
    held: list[bool] = []
    taken = seconds(
        lambda: held.extend(
            verify_inclusion(index=place, size=size, root=root, leaf_hash=leaves[place], proof=proof)
            for place, proof in zip(places, made, strict=True)
        )
    )
    assert all(held)
    most = max(len(nodes_of(inclusion_plan(index=place, size=size))) for place in places)
    print(f"verified in {taken / PROOFS * 1e6:.0f} µs, at most {most} nodes read")
    for place in places[:200]:
        size1 = place + 1
        proof = answer(consistency_plan(size1=size1, size2=size), nodes)
        root1 = answer(root_plan(size1), nodes)[0]
        assert verify_consistency(size1=size1, size2=size, root1=root1, root2=root, proof=proof)


def beside_pymerkle(chance: random.Random) -> None:
    """Compare roots and proofs with pymerkle, and how long both take; say so where it is not installed."""
    if find_spec("pymerkle") is None:
        print("   pymerkle is not installed here: no comparison (make bench installs it)")
        return
    from pymerkle import InmemoryTree

    entries = [chance.randbytes(40) for _ in range(PEER_ENTRIES)]
    peer = InmemoryTree(algorithm="sha256")
    theirs = seconds(lambda: [peer.append_entry(entry) for entry in entries])
    nodes: dict[Node, bytes] = {}

    def ours_grown() -> None:
        for number, entry in enumerate(entries):
            nodes.update(grow([leaf_hash(entry)], size=number, edge=nodes))

    ours = seconds(ours_grown)
    print(f"   {PEER_ENTRIES} entries one by one: ours {ours * 1e3:.0f} ms, pymerkle {theirs * 1e3:.0f} ms")
    sizes = sorted(chance.sample(range(1, PEER_ENTRIES + 1), 300))
    for size in sizes:
        assert answer(root_plan(size), nodes)[0] == peer.get_root(size)
        place = chance.randrange(size)
        proof = answer(inclusion_plan(index=place, size=size), nodes)
        path = peer.prove_inclusion(place + 1, size).path
        assert sorted([*proof, nodes[0, place]]) == sorted(path)
    print(f"   roots and proofs of entries are the same at {len(sizes)} of {len(sizes)} sizes")


def main() -> int:
    """Measure, say what was promised, and return 1 if a promise was missed."""
    print(f"{platform.machine()}, Python {platform.python_version()}, one process")
    chance = random.Random(7)
    proofs(LARGE, chance)
    beside_pymerkle(chance)
    alone: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in (ENTRIES, LARGE):
            log = a_log(size, chance)
            path = Path(folder) / f"ledger-{size}.zip"
            packed = seconds(partial(write_ledger, [log.files()], path))
            alone[size], used = min(verified_alone(path, Path(folder)) for _ in range(3))
            mib = path.stat().st_size / 2**20
            print(f"   {size} entries: exported in {packed:.2f} s ({mib:.1f} MiB)", end=", ")
            print(f"verified alone in {alone[size]:.2f} s ({used:.2f} s of processor)")
    started = time.perf_counter()
    found = rewrites_detected_and_named(REWRITES, seed=6)
    print(f"   {found} of {REWRITES} random rewrites detected and named, in {time.perf_counter() - started:.0f} s")
    kept = alone[ENTRIES] <= 3.0, found == REWRITES
    print(f"   {ENTRIES} entries verified alone within 3 s: {'kept' if kept[0] else 'MISSED'}")
    print(f"   every rewrite detected and named: {'kept' if kept[1] else 'MISSED'}")
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
