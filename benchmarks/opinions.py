"""Opinion mapping: speed beside red-dwarf, and whether what the map says is true where the truth is known.

The peer is red-dwarf 0.4, the Python library of the algorithm that Polis runs. It does less: it has no intervals, no
check that groups are stable, and no update while votes come in. Real conversations are those of Polis's open data, in
``../shared/data/opinion``; without that folder only made-up conversations are measured.
"""

from __future__ import annotations

import itertools
import os
import platform
import subprocess
import sys
import tempfile
import time
import tracemalloc
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterpoise.formats.polis import read_votes
from counterpoise.interests.opinions.agreement import agreement
from counterpoise.interests.opinions.clusters import adjusted_rand
from counterpoise.interests.opinions.components import components
from counterpoise.interests.opinions.headlines import stands_for
from counterpoise.interests.opinions.heldout import evaluate
from counterpoise.interests.opinions.mapping import map_model
from counterpoise.interests.opinions.model.answers import agreeing
from counterpoise.interests.opinions.model.choice import CERTAIN, choose
from counterpoise.interests.opinions.model.ensemble import ensemble
from counterpoise.interests.opinions.model.mixed import mixed, place_all
from counterpoise.interests.opinions.moments import Moments
from counterpoise.interests.opinions.polis.groups import group
from counterpoise.interests.opinions.polis.statements import consensus, representative
from counterpoise.interests.opinions.raids import blocks
from counterpoise.interests.opinions.routing import chances, priorities
from counterpoise.interests.opinions.simulation import Made, large, made
from counterpoise.interests.opinions.threads import one_thread
from counterpoise.interests.opinions.votes import Votes, gather

SETS = Path(__file__).resolve().parents[2] / "shared" / "data" / "opinion"
SEED = 20_261
PROMISES: list[tuple[str, float, str, float]] = []


def promise(name: str, figure: float, sign: str, bound: float) -> None:
    """Keep and print one figure beside what is promised."""
    kept = figure <= bound if sign == "≤" else figure >= bound
    PROMISES.append((name, figure, sign, bound))
    print(f"   {'kept  ' if kept else 'MISSED'} {name:62} {figure:9.4g}   {sign} {bound:g}", flush=True)


def spent(work: Callable[[], Any], *, repeats: int = 1) -> float:
    """Return the least processor time of some runs, in seconds."""
    least = float("inf")
    for _ in range(repeats):
        started = time.process_time()
        work()
        least = min(least, time.process_time() - started)
    return least


def real() -> Iterator[tuple[str, Votes]]:
    """Walk over the real conversations, without statements that moderation took out."""
    for folder in sorted(SETS.iterdir()) if SETS.is_dir() else ():
        if folder.is_dir():
            yield folder.name, read_votes(folder).shown


def as_polis(votes: Votes) -> None:
    """Do what the peer does: directions, groups, representative statements, consensus."""
    found = components(votes)
    grouped = group(votes, found)
    representative(votes, grouped)
    consensus(votes)


def peer_seconds(votes: Votes, *, repeats: int) -> float:
    """Return the processor time of red-dwarf on the same votes, on one thread."""
    from reddwarf.implementations.base import run_pipeline

    rows = [
        {"participant_id": int(who), "statement_id": int(which), "vote": int(vote), "modified": 0}
        for who, which, vote in zip(votes.person, votes.statement, votes.ballot, strict=True)
    ]

    def run() -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            run_pipeline(votes=rows, random_state=1)

    return spent(run, repeats=repeats)


def gathered(n: int, m: int, votes: int) -> Votes:
    """Return a large made-up conversation."""
    person, statement, ballot = large(n, m, votes, seed=SEED)
    return gather(person, statement, ballot, people=_ids(n), statements=_ids(m))


def _ids(count: int) -> list[str]:
    return [str(number) for number in range(count)]


def speed() -> None:
    """Components and the algorithm of Polis, beside the peer; the model alone."""
    print("\nSpeed, seconds of processor on one thread")
    # As they were voted on, with statements that moderation took out later: the size for which the peer is known.
    sizes = {name: read_votes(SETS / name).votes for name, _ in real()}
    cases = [
        (name, sizes[name], bound) for name, bound in (("15-per-hour-seattle", 20), ("vtaiwan.uberx", 25)) if sizes
    ]
    middle = gathered(20_000, 1_000, 950_000)
    try:
        import reddwarf  # noqa: F401 - only whether it is there

        for name, votes, bound in [*cases, ("made-up 20,000 × 1,000", middle, 30)]:
            ours = spent(partial(as_polis, votes), repeats=5)
            theirs = peer_seconds(votes, repeats=1 if votes.size > 500_000 else 3)
            print(f"   {name}: {votes.n} × {votes.m}, {votes.size} votes: ours {ours:.4f}, red-dwarf {theirs:.3f}")
            promise(f"times faster than red-dwarf, {name}", theirs / ours, "≥", bound)
    except ImportError:
        print("   red-dwarf is not installed here, so nothing is compared; `make bench` installs it.")
    promise("20,000 × 1,000, 0.95M votes, mode polis, s", spent(lambda: as_polis(middle), repeats=3), "≤", 0.7)
    if sizes:
        vtaiwan = sizes["vtaiwan.uberx"]
        promise("predictions of vtaiwan, s", spent(lambda: ensemble(vtaiwan, seed=SEED)), "≤", 1.0)
    dense = gathered(2_031, 896, 226_000)
    promise("mode model, 2,031 × 896, s", spent(lambda: map_model(dense, seed=SEED)), "≤", 60)


def whole() -> None:
    """Map a hundred thousand people in this process."""
    print("\n100,000 × 1,000, 6 million votes")
    votes = gathered(100_000, 1_000, 6_000_000)
    promise("components and mode polis, s", spent(partial(as_polis, votes), repeats=2), "≤", 1.5)
    tracemalloc.start()
    as_polis(votes)
    promise("memory above the loaded votes, MiB", tracemalloc.get_traced_memory()[1] / 2**20, "≤", 300)
    tracemalloc.stop()


def command_line() -> None:
    """Map as many through the command line; it comes first, because a process inherits the size of who starts it."""
    print("\n100,000 × 1,000, 6 million votes, through the command line")
    program = "from counterpoise.cli.main import app; app()"
    with tempfile.TemporaryDirectory() as folder:
        for mode in ("polis", "model"):
            arguments = ["--scale", "100000,1000,6000000", "--mode", mode, "--format", "json"]
            command = [sys.executable, "-c", program, "opinions", *arguments, "--output", f"{folder}/{mode}.json"]
            started = time.perf_counter()
            process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            assert process.returncode == 0
            clock, cpu = time.perf_counter() - started, used.ru_utime + used.ru_stime
            print(
                f"   mode {mode}: {clock:.1f} s on the clock, {cpu:.1f} s of processor, the making and writing included"
            )
            if mode == "polis":
                promise("command line, mode polis, s on the clock", clock, "≤", 20)
            else:
                promise("command line, mode model, s of processor", cpu, "≤", 30)
            promise(f"memory of the command line, mode {mode}, MiB", used.ru_maxrss / 1024, "≤", 1024)


def exact() -> None:
    """Directions against a dense decomposition, order of input, and votes that come and go."""
    print("\nExactness")
    least = 1.0
    for _, votes in real():
        found = components(votes)
        table = np.zeros((votes.n, votes.m))
        table[votes.person, votes.statement] = votes.ballot - found.means[votes.statement]
        _, _, right = np.linalg.svd(table, full_matrices=False)
        least = min(least, float(np.abs((right[:2] * found.weights.T).sum(axis=1)).min()))
    if SETS.is_dir():
        promise("least |cos| with a dense decomposition, all sets", least, "≥", 0.999999)
    draw = np.random.default_rng(SEED)
    moving, count = Moments(), 100_000
    moves = list(
        zip(draw.integers(0, 2000, count), draw.integers(0, 1000, count), draw.integers(-1, 2, count), strict=True)
    )
    fate = draw.random(count)

    def replay() -> None:
        for (who, which, vote), chance in zip(moves, fate, strict=True):
            if chance < 0.15:
                moving.withdraw(str(who), str(which))
            else:
                moving.cast(str(who), str(which), int(vote))

    promise("a vote that comes, changes or goes, µs", 1e6 * spent(replay) / count, "≤", 50)
    promise("fresh directions at 1,000 statements, ms", 1e3 * spent(moving.refresh, repeats=5), "≤", 30)
    batch = Moments.of(moving.votes())
    same = all(np.array_equal(one, other) for one, other in zip(moving.tables()[1:], batch.tables()[1:], strict=True))
    same = same and np.array_equal(moving.refresh().weights, batch.refresh().weights)
    promise("the same to the last bit as all votes at once (1 is yes)", float(same), "≥", 1)


def foretelling() -> None:
    """Hidden votes of real conversations."""
    print(
        "\nHidden votes, mean of 5 draws of 15 %: log-loss of Polis's groups and of the model; with passes; calibration"
    )
    gains, three, over = [], [], []
    for name, votes in real():
        runs = [one for seed in range(5) if (one := evaluate(votes, seed=SEED + seed)) is not None]
        polis, model, polis3, model3, error, floor = (
            float(np.mean([getattr(run, field) for run in runs]))
            for field in ("polis", "model", "polis_three", "model_three", "calibration", "calibration_floor")
        )
        gains.append(1 - model / polis)
        three.append(1 - model3 / polis3)
        over.append(error - floor)
        print(
            f"   {name:36} {polis:.4f} {model:.4f} {gains[-1]:6.1%}   {polis3:.4f} {model3:.4f} {three[-1]:6.1%}"
            f"   {error:.3f} (floor {floor:.3f})"
        )
    if gains:
        promise("least gain over Polis's groups, %", 100 * min(gains), "≥", 5)
        promise("mean gain over Polis's groups, %", 100 * float(np.mean(gains)), "≥", 10)
        promise("least gain with passes, %", 100 * min(three), "≥", 5)
        promise("calibration error above the floor of the test's size, most", max(over), "≤", 0.01)


NULLS: dict[str, dict[str, Any]] = {
    "none": {},
    "readiness 0.7": {"readiness": 0.7},
    "readiness 1.2": {"readiness": 1.2},
}
PLANTED: dict[str, dict[str, Any]] = {
    "two groups, 1.5": {"shares": (0.5, 0.5), "apart": 1.5},
    "three groups, 2": {"shares": (1 / 3, 1 / 3, 1 / 3), "apart": 2.0},
    "two groups, 1.5, readiness 0.7": {"shares": (0.5, 0.5), "apart": 1.5, "readiness": 0.7},
}


def stable_groups(runs: int = 60) -> None:
    """Look whether groups come back, whether none are found where there are none, and planted ones are."""
    print("\nGroups (how many groups were found, how alike with a fifth of the votes dropped)")
    alike = []
    for name, votes in real():
        chosen = choose(votes, seed=SEED)
        if chosen.stable:
            alike.append(chosen.figures["dropped"])
        print(f"   {name:36} {chosen.groups.k}", {key: round(value, 3) for key, value in chosen.figures.items()})
    if alike:
        promise("clear members come back, mean over sets", float(np.mean(alike)), "≥", 0.90)
        promise("clear members come back, least set", min(alike), "≥", 0.75)
    for name, given in NULLS.items():
        none = [not choose(made(200, 40, seed=f"{SEED}:{run}", **given).votes, seed=run).stable for run in range(runs)]
        promise(f"no groups where there are none: {name}", float(np.mean(none)), "≥", 0.95)
    for name, given in PLANTED.items():
        found, right = [], []
        for run in range(runs):
            truth = made(200, 40, seed=f"{SEED}:{run}", **given)
            chosen = choose(truth.votes, seed=run)
            clear = chosen.groups.membership.max(axis=1) > CERTAIN
            labels = chosen.groups.membership.argmax(axis=1)
            right.append(chosen.groups.k == truth.log_odds.shape[1])
            found.append(chosen.stable and (adjusted_rand(labels[clear], truth.groups[clear]) or 0) >= 0.7)
        print(f"   {name}: the right number of groups in {np.mean(right):.0%}")
        promise(f"planted groups found (clear members, ARI ≥ .7): {name}", float(np.mean(found)), "≥", 0.90)


SCENES: dict[str, dict[str, Any]] = {
    "two groups, 1.5": {"shares": (0.5, 0.5), "apart": 1.5},
    "three groups, 2": {"shares": (1 / 3, 1 / 3, 1 / 3), "apart": 2.0},
    "80 and 20 %, 1.5": {"shares": (0.8, 0.2), "apart": 1.5},
    "80 and 20 %, 2": {"shares": (0.8, 0.2), "apart": 2.0},
    "two, 1.5, readiness 0.7": {"shares": (0.5, 0.5), "apart": 1.5, "readiness": 0.7},
    "three, 1.5, 800 people": {"n": 800, "shares": (1 / 3, 1 / 3, 1 / 3), "apart": 1.5},
    "two, 1, 800 people": {"n": 800, "shares": (0.5, 0.5), "apart": 1.0},
}


def placed(truth: Made, run: int) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return the memberships of a fit with the true number of groups, and which true group each of them is."""
    answers, k = agreeing(truth.votes), truth.log_odds.shape[1]
    with one_thread():
        member = place_all(answers, mixed(answers, k, seed=run)).membership
    fit = np.stack([member[truth.groups == true].sum(axis=0) for true in range(k)], axis=1)
    best = max(itertools.permutations(range(k)), key=lambda order: sum(fit[g, order[g]] for g in range(k)))
    return member, np.asarray(best)


def intervals(runs: int = 24) -> None:
    """How often the interval of a group's agreement holds the truth, and how often a finding is false."""
    print("\n95 % intervals of a group's agreement: how many hold the truth (by group)")
    nodes, heavy = np.polynomial.hermite_e.hermegauss(21)
    covered_all, worst, false, all_found = [], 1.0, 0, 0
    for name, given in SCENES.items():
        rest = {key: value for key, value in given.items() if key != "n"}
        inside: dict[int, list[bool]] = {}
        for run in range(runs):
            truth = made(given.get("n", 200), 40, seed=f"{SEED}:i{run}", **rest)
            member, best = placed(truth, run)
            shares = agreement(truth.votes, member)
            scores = truth.log_odds[:, :, None] + rest.get("readiness", 0.0) * nodes
            true = ((1 / (1 + np.exp(-scores))) * heavy).sum(axis=2) / heavy.sum()
            for g, of in enumerate(best.tolist()):
                known = ~np.isnan(shares.low[g])
                holds = (shares.low[g] <= true[:, of]) & (true[:, of] <= shares.high[g])
                inside.setdefault(of, []).extend(holds[known].tolist())
            halves = made(given.get("n", 200), 40, seed=f"{SEED}:f{run}", alike=0.5, **rest)
            member, best = placed(halves, run)
            for statement, stands in enumerate(stands_for(halves.votes, member)):
                all_found += len(stands)
                false += sum(_is_false(halves, statement, int(best[one.group]), one.side) for one in stands)
        by_group = {of: float(np.mean(holds)) for of, holds in sorted(inside.items())}
        covered_all.append(float(np.mean(list(itertools.chain.from_iterable(inside.values())))))
        worst = min(worst, *by_group.values())
        print(f"   {name:26} {covered_all[-1]:.3f}  ", ", ".join(f"{value:.3f}" for value in by_group.values()))
    print(f"   the group worst covered: {worst:.3f}")
    for sign, bound in (("≥", 0.94), ("≤", 0.97)):
        promise("intervals hold the truth, mean over scenes", float(np.mean(covered_all)), sign, bound)
    promise(f"false among {all_found} statements said to stand for a group", false / max(all_found, 1), "≤", 0.10)


def _is_false(truth: Made, statement: int, of: int, side: str) -> bool:
    """Return whether a group does not differ from the others there, or to the other side."""
    chance = 1 / (1 + np.exp(-truth.log_odds[statement]))
    sizes = np.bincount(truth.groups, minlength=len(chance)).astype(float)
    sizes[of] = 0
    difference = float(chance[of] - (chance * sizes).sum() / sizes.sum())
    return abs(difference) < 1e-9 or (difference > 0) != (side == "agree")


def raided(runs: int = 100) -> None:
    """Blocks of the same ballot, and their absence."""
    print("\nBlocks of ballots: 5 % of people with the same ballot; and none")
    for name, given in {
        "one opinion": {},
        "two groups": PLANTED["two groups, 1.5, readiness 0.7"],
        "much agreed": {"spread": 2.0, "readiness": 1.2},
    }.items():
        hit, false = 0, 0
        for run in range(runs):
            truth = made(200, 40, seed=f"{SEED}:r{run}", density=0.75, passes=0.1, **given)
            everybody = np.ones((truth.votes.n, 1))
            false += bool(blocks(truth.votes, everybody, agreement(truth.votes, everybody), seed=run))
            votes, planted = with_block(truth, run)
            found = blocks(votes, np.ones((votes.n, 1)), agreement(votes, np.ones((votes.n, 1))), seed=run)
            hit += any(
                len(planted & {votes.people[one] for one in block.people}) >= 0.8 * len(planted) for block in found
            )
        promise(f"blocks shown: {name}", hit / runs, "≥", 0.95)
        promise(f"blocks shown where there are none: {name}", false / runs, "≤", 0.05)


def with_block(truth: Made, run: int) -> tuple[Votes, set[str]]:
    """Return the votes with 5 % more people, all of whom give one and the same ballot."""
    votes, draw = truth.votes, np.random.default_rng(run)
    size = round(0.05 * votes.n)
    likely = 1 / (1 + np.exp(-truth.log_odds[:, 0])) if run % 2 else np.full(votes.m, 0.5)
    ballot = np.where(draw.random(votes.m) < likely, 1, -1).astype(np.int8)
    columns = np.flatnonzero(draw.random(votes.m) < 0.8)
    person = np.concatenate([votes.person, np.repeat(np.arange(votes.n, votes.n + size), len(columns))])
    statement = np.concatenate([votes.statement, np.tile(columns, size)])
    ballots = np.concatenate([votes.ballot, np.tile(ballot[columns], size)])
    ids = _ids(votes.n + size)
    return gather(person, statement, ballots, people=ids, statements=votes.statements), set(ids[votes.n :])


def routed() -> None:
    """Priorities differ, and chances add up with a floor."""
    print("\nRouting")
    constant, off = 0, 0.0
    for _, votes in real():
        priority = priorities(votes, components(votes))
        chance = chances(priority, np.ones(votes.m, dtype=bool))
        constant += int(np.ptp(priority) == 0)
        off = max(off, abs(float(chance.sum()) - 1), float(chance.min() <= 0))
    promise("conversations with the same priority everywhere", constant, "≤", 0)
    promise("chances that do not add up to 1, or are zero", off, "≤", 1e-12)


PARTS = (command_line, speed, whole, exact, foretelling, routed, raided, intervals, stable_groups)


def main(chosen: list[str]) -> int:
    """Measure everything, or the chosen parts, and return 1 if a promise was missed."""
    print(f"{platform.machine()}, Python {platform.python_version()}, numpy {np.__version__}, one thread, seed {SEED}")
    for part in PARTS:
        if not chosen or part.__name__ in chosen:
            part()
    missed = [name for name, figure, sign, bound in PROMISES if (figure > bound if sign == "≤" else figure < bound)]
    print(f"\n   {len(PROMISES) - len(missed)} of {len(PROMISES)} promises kept.", *missed, sep="\n   MISSED ")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
