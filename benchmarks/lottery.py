"""Lotteries: processor time, certificate and memory, with sortition-algorithms beside us where it can keep up.

The pools are made up from a seed, but for those of ``../shared/data`` where that folder is there. The peer runs in a
process of its own, with ``--peer PYTHON`` in another Python; where it is nowhere, only our figures are printed. Its
leximin refuses to run without a commercial solver, so it is asked for what it can do with a free one: maximin, the
smallest chance.
``--only WORDS`` runs the cases whose name has these words; ``--small`` leaves out pools of 10,000 and 100,000 people.
"""

from __future__ import annotations

import argparse
import csv
import json
import platform
import resource
import secrets
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from scipy import sparse

from counterpoise.inclusion.lottery.draw import as_text, draw, freeze, published
from counterpoise.inclusion.lottery.lottery import Lottery, Objective, solve
from counterpoise.inclusion.lottery.pool import Pool, read_pool
from counterpoise.inclusion.lottery.quotas import Quota, Quotas, read_quotas
from counterpoise.inclusion.lottery.report import figures
from counterpoise.inclusion.lottery.tables import csv_table
from counterpoise.inclusion.lottery.types import Instance, averaged, instance_of, keeps_quotas
from counterpoise.inclusion.lottery.veils import canonical
from counterpoise.inclusion.lottery.verifier import check

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "lottery"
PEER = """
import json, sys, time
from sortition_algorithms import CSVStringDataSource, SelectionData, Settings
from sortition_algorithms import committee_generation as made
quotas, pool, size, way, column = sys.argv[1:]
source = CSVStringDataSource(open(quotas).read(), open(pool).read())
data = SelectionData(source)
features, _ = data.load_features(int(size))
settings = Settings(id_column=column, columns_to_keep=[], random_number_seed=1)
people, _ = data.load_people(settings, features)
started = time.process_time()
find = getattr(made, f"find_distribution_{way}")
panels, weights, _ = find(features, people, int(size), [], "highspy")
chances = {}
for panel, weight in zip(panels, weights):
    for person in panel:
        chances[person] = chances.get(person, 0.0) + weight
print("RESULT" + json.dumps({"cpu": time.process_time() - started, "chances": sorted(chances.values())}))
"""


@dataclass(frozen=True)
class Case:
    """One pool: what is asked, and what was promised."""

    name: str
    pool: Pool
    quotas: Quotas
    size: int
    seconds: float
    peer: str = ""
    times: float = 0.0
    objective: Objective = Objective.LEXIMIN


def made_up(people: int, size: int, shape: tuple[int, ...], *, seed: int, exact: bool = False) -> tuple[Pool, Quotas]:
    """Make a pool whose make-up strays from the population, with quotas at the population's shares."""
    chance = np.random.Generator(np.random.PCG64(seed))
    columns, rows = [], []
    for number, count in enumerate(shape):
        population = chance.dirichlet(np.full(count, 4.0))
        came = population * np.exp(chance.normal(0, 0.6, count))
        values = chance.choice(count, size=people, p=came / came.sum())
        columns.append(values)
        there = np.bincount(values, minlength=count)
        least = np.minimum(np.floor(size * population).astype(int), there)
        most = np.ceil(size * population).astype(int)
        if exact:
            short = size - int(least.sum())
            room = np.argsort(-(size * population - least) * (there > least))
            least[room[:short]] += 1
            most = least
        rows += [Quota(f"f{number}", f"v{at}", int(least[at]), int(most[at])) for at in range(count)]
    features = tuple(f"f{number}" for number in range(len(shape)))
    people_values = tuple(map(tuple, np.array(columns).T.tolist()))
    return Pool(tuple(f"p{at}" for at in range(people)), people_values, features), Quotas(tuple(rows))


def shared(folder: str, pool: str, quotas: str, size: int) -> tuple[Pool, Quotas]:
    """Read a pool from the test data."""
    wanted = read_quotas(csv_table((DATA / folder / quotas).read_bytes(), file=quotas), size=size)
    return read_pool(csv_table((DATA / folder / pool).read_bytes(), file=pool), wanted, size=size), wanted


def cases(*, large: bool) -> list[Case]:
    """Return the pools with what was promised for each."""
    found = []
    if DATA.is_dir():
        fixture = shared("sf_fixture_22", "candidates.csv", "features.csv", 22)
        small = shared("example_small_20", "respondents.csv", "categories.csv", 20)
        big = shared("example_large_200", "respondents.csv", "categories.csv", 200)
        couples = shared("couples_2", "respondents.csv", "categories.csv", 2)
        monitoring = shared("opendlp_monitoring", "respondents.csv", "categories.csv", 30)
        found += [
            Case("sf_fixture_22", *fixture, 22, 1.4, "maximin", 10),
            Case("example_small_20", *small, 20, 0.2, "maximin", 80),
            Case("example_large_200", *big, 200, 1.0),
            Case("couples_2", *couples, 2, 0.2, "maximin"),
            Case("opendlp_monitoring", *monitoring, 30, 0.5, "maximin"),
        ]
    found += [
        Case("made up 300/45", *made_up(300, 45, (2, 4, 4, 8), seed=2), 45, 0.5, "maximin", 80),
        Case("made up 500/75", *made_up(500, 75, (2, 4, 4, 8), seed=1), 75, 1.0, "maximin", 80),
        Case("made up 750/112", *made_up(750, 112, (2, 4, 4, 8), seed=1), 112, 3.0),
        Case("made up 360/30, exact quotas", *made_up(360, 30, (2, 6, 5, 8, 3), seed=1, exact=True), 30, 2.5),
        Case("made up 1,000/50", *made_up(1000, 50, (2, 6, 5, 8, 3, 3), seed=1), 50, 10.0),
        Case("made up 1,727/110", *made_up(1727, 110, (2, 6, 5, 8, 3, 3), seed=1), 110, 20.0),
        Case("made up 300/45, nash", *made_up(300, 45, (2, 4, 4, 8), seed=2), 45, 2.0, "nash", 0, Objective.NASH),
    ]
    if large:
        pool, quotas = made_up(10_000, 100, (2, 6, 5, 8, 3, 4), seed=1)
        found.append(Case("made up 10,000/100", pool, quotas, 100, 60.0))
        pool, quotas = made_up(100_000, 150, (2, 6, 5, 8, 3, 5), seed=1)
        found.append(Case("made up 100,000/150", pool, quotas, 150, 180.0, objective=Objective.MAXIMIN))
    return found


def ours(case: Case) -> tuple[Lottery, float]:
    """Find the lottery; return it and the processor time, from the pool to the certificate."""
    started = time.process_time()
    found = solve(instance_of(case.pool, case.quotas, size=case.size), objective=case.objective, seed=1)
    return found, time.process_time() - started


def theirs(case: Case, python: str, folder: Path) -> tuple[float, list[float]]:
    """Let the peer find its lottery in a process of its own; return its processor time and sorted chances."""
    pool, quotas = folder / "pool.csv", folder / "quotas.csv"
    with quotas.open("w", newline="", encoding="utf-8") as file:
        rows = [(row.feature, row.value, row.least, row.most) for row in case.quotas.rows]
        csv.writer(file).writerows([("feature", "value", "min", "max"), *rows])
    names = [[row.value for row in case.quotas.of(feature)] for feature in case.pool.features]
    with pool.open("w", newline="", encoding="utf-8") as file:
        people = [
            (name, *(names[number][at] for number, at in enumerate(values)))
            for name, values in zip(case.pool.ids, case.pool.values, strict=True)
        ]
        csv.writer(file).writerows([("person", *case.pool.features), *people])
    command = [python, "-c", PEER, str(quotas), str(pool), str(case.size), case.peer, "person"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith("RESULT")]
    if not lines:
        print(done.stderr[-500:])
        return float("nan"), []
    result = json.loads(lines[0].removeprefix("RESULT"))
    chances = result["chances"]
    return float(result["cpu"]), [0.0] * (len(case.pool) - len(chances)) + chances


def beside(case: Case, found: Lottery, seconds: float, python: str, folder: Path) -> bool:
    """Print the peer's figures beside ours; return whether we kept what was promised."""
    peer_seconds, chances = theirs(case, python, folder)
    if not chances:
        print("      the peer gave no answer")
        return True
    mine, other = np.sort(found.by_person()), np.array(chances)
    apart = np.flatnonzero(np.abs(mine - other) > 1e-3 * found.instance.mean)
    where = "" if not len(apart) else f"first differs at {mine[apart[0]]:.5f} against {other[apart[0]]:.5f}"
    geometric = figures(mine).geometric_mean, figures(other).geometric_mean
    print(f"      peer {case.peer}: {peer_seconds:.2f} s, {peer_seconds / seconds:.0f} times ours (promised", end="")
    print(f" {case.times:g}); ours is {where or 'the same profile'};")
    print(f"      smallest {mine[0]:.6f} against {other[0]:.6f}, ", end="")
    print(f"geometric mean {geometric[0]:.6f} against {geometric[1]:.6f}")
    if case.objective is Objective.NASH:
        no_worse = geometric[0] >= geometric[1] * (1 - 1e-6)
    else:
        no_worse = not len(apart) or bool(mine[apart[0]] > other[apart[0]])
    return no_worse and peer_seconds >= case.times * seconds


def files_of(case: Case) -> dict[str, bytes]:
    """Return the files of pool and quotas as somebody would publish them."""
    names = [[row.value for row in case.quotas.of(feature)] for feature in case.pool.features]
    people = [
        ",".join([name, *(names[number][at] for number, at in enumerate(values))])
        for name, values in zip(case.pool.ids, case.pool.values, strict=True)
    ]
    quotas = [f"{row.feature},{row.value},{row.least},{row.most}" for row in case.quotas.rows]
    tables = {"pool": [",".join(["id", *case.pool.features]), *people], "quotas": ["feature,value,min,max", *quotas]}
    return {name: "\n".join(lines).encode() for name, lines in tables.items()}


def checked_draw(case: Case, found: Lottery) -> bool:
    """Round to a thousand equal panels, draw, and verify; return whether all that is kept as promised."""
    started = time.process_time()
    salts = [secrets.token_bytes(16) for _ in case.pool.ids]
    files = files_of(case)
    frozen = freeze(
        found, case.pool, case.quotas, seed=1, files=files, announced="dice:", salts=salts, version=""
    )  # fmt: skip
    rounding = time.process_time() - started
    times = np.array([count for count, _ in frozen["public"]["chances"].values()])
    smallest = float(found.by_person().min())
    kept, possible = float(times.min()) / 1000 / smallest, np.floor(1000 * smallest + 1e-6) / 1000 / smallest
    files["certificate"] = canonical(frozen["certificate"]).encode()
    drawn = as_text(draw(frozen, randomness="dice:4-0-7"))
    started = time.process_time()
    wrong = check(published(frozen), drawn, files)
    seconds = time.process_time() - started
    print(f"      1,000 equal panels, each looked at, keep {100 * kept:.1f} % of the smallest chance", end="")
    print(f" (whole panels allow {100 * possible:.1f} %; promised 97); {rounding:.1f} s")
    print(f"      draw and proof verified in {seconds:.2f} s (promised 2): {wrong or 'all is as it should be'}")
    return kept >= 0.97 and seconds <= 2.0 and not wrong


def draws_agree(instance: Instance, found: Lottery) -> float:
    """Return how far the frequencies of 10,000 seeded draws lie from the chances, in standard errors, at most."""
    chance = np.random.Generator(np.random.PCG64(1))
    drawn = np.bincount(chance.choice(len(found.weights), size=10_000, p=found.weights), minlength=len(found.weights))
    panels = sparse.csr_array(found.panels, dtype=np.float64)
    seen, mean = panels.T @ (drawn / 10_000), averaged(found.panels, found.weights)
    spread = np.sqrt(np.maximum(panels.power(2).T @ found.weights - mean**2, 1e-12) / 10_000)
    varying = instance.most > 0
    return float((np.abs(seen - mean) / np.maximum(spread, 1e-6))[varying].max())


def main() -> int:
    """Measure every case, print what was promised beside it, and return 1 if a promise was missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    here = sys.executable if find_spec("sortition_algorithms") else ""
    parser.add_argument("--peer", default=here, help="a Python that has sortition-algorithms; this one, if it has")
    parser.add_argument("--small", action="store_true", help="no pools of 10,000 people and more")
    parser.add_argument("--only", default="", help="the cases whose name has these words")
    chosen = parser.parse_args()
    print(f"{platform.machine()}, Python {platform.python_version()}, one thread, processor seconds")
    missed = []
    for case in [case for case in cases(large=not chosen.small) if chosen.only in case.name]:
        found, seconds = ours(case)
        proof = found.certificate
        assert keeps_quotas(found.instance, found.panels).all()
        print(f"\n   {case.name}, {len(found.instance.number)} types, {case.objective}: {seconds:.2f} s", end="")
        print(
            f" (promised {case.seconds:g}); certified {proof.certified} by {proof.kind}, gap {proof.gap:.1e};", end=""
        )
        print(f" smallest {found.by_person().min():.6f}, {len(found.panels)} panels")
        print(
            f"      10,000 draws lie at most {draws_agree(found.instance, found):.1f} standard errors from the chances"
        )
        kept = seconds <= case.seconds and proof.certified and proof.gap <= 1e-4
        if len(case.pool) <= 2000:
            kept &= checked_draw(case, found)
        if chosen.peer and case.peer:
            with tempfile.TemporaryDirectory() as folder:
                kept &= beside(case, found, seconds, chosen.peer, Path(folder))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
        print(f"      {memory:.0f} MiB at most so far", flush=True)
        kept &= memory <= (500 if len(case.pool) <= 2000 else 1024 if len(case.pool) <= 10_000 else 2048)
        if not kept:
            missed.append(case.name)
    print(f"\n   missed: {', '.join(missed) or 'nothing'}")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
