"""A crowd: every page with 100,000 contributions and 1,000,000 votes, and the same with a tenth of both.

Promised: 95 of 100 visits to a page take less than a second on the clock, and at most three times what they take with a
tenth. Each page is visited by three people: once after something was written, so that nothing that the site keeps is
used, and once more. What the map of opinions takes, which a job draws beside the pages, is told apart. So are files to
take along: they are handed out while they are made, so a visit ends with their first piece, and their end comes later.

``--keep FOLDER`` keeps the two databases, and uses them the next time.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from benchmarks import _large, site
from counterpoise.record import Row
from counterpoise.record.people import Person
from counterpoise.record.positions import Ballot, Statement, Vote

SMALL, LARGE = 10_000, 100_000
STATEMENTS = 200
MOST_SECONDS, MOST_GROWTH = 1.0, 3.0
NEGLIGIBLE = 0.05
"""A page that takes a few hundredths of a second is not slow because it takes a few more."""
LEDGER = "/ledger/take/"
WHOLE = "to its end: "
FILLED = {"where": "open", "statement": "statement-7", "meeting": "meeting-1"}


def crowd(contributions: int) -> Iterator[Row]:
    """Yield people and ten votes for each contribution, on 200 statements, in four camps of opinion; seeded."""
    chance, people = random.Random(11), contributions * 10 // STATEMENTS
    at, of = _large.days_ago(300), _large.LARGE_ID
    leaning = [[chance.uniform(0.05, 0.95) for _ in range(4)] for _ in range(STATEMENTS)]
    for n in range(people):
        yield Person(id=f"voter-{n}", recorded_at=at, pseudonym=f"Voter {n}")
    for n in range(STATEMENTS):
        yield Statement(id=f"statement-{n}", recorded_at=at, text=f"Supper {n} is served at the table.", initiative=of)
    for person in range(people):
        for n in range(STATEMENTS):
            drawn = chance.random()
            ballot = Ballot.PASS if drawn > 0.9 else Ballot.AGREE if drawn < leaning[n][person % 4] else Ballot.DISAGREE
            yield Vote(
                id=f"vote-{person}-{n}",
                initiative=of,
                recorded_at=at + timedelta(seconds=person * STATEMENTS + n),
                statement=f"statement-{n}",
                person=f"voter-{person}",
                ballot=ballot,
            )


def draw_map() -> float:
    """Draw the map of opinions as the site's own job does; return how long that took, in seconds."""
    from counterpoise.web.initiatives.models import Initiative
    from counterpoise.web.interests import models
    from counterpoise.web.interests.services import draw_maps_due
    from counterpoise.web.ui.clock import now

    here = Initiative.objects.get(pk=_large.LARGE_ID)
    models.MapDue.objects.get_or_create(pk=f"{here.pk}:open", initiative=here)
    started = time.perf_counter()
    assert draw_maps_due(at=now()) == 1
    return time.perf_counter() - started


def visits(address: str, person: str) -> tuple[list[float], float]:
    """Visit a page after something was written and once more; return how long each took on the clock.

    Of a file that is handed out while it is made, the visit ends with its first piece; how long all of it took comes
    beside, and 0 for a page.
    """
    from django.test import Client

    from counterpoise.web.ledger.selectors import _KEPT

    client = Client()
    if person:
        client.get(f"/demo/as/{person}/")
    answer = client.get(address)
    answer.close()
    if answer.status_code != site.OK:
        return [], 0.0
    _KEPT.clear()
    taken, whole = [], 0.0
    for _ in range(2):
        started = time.perf_counter()
        answer = client.get(address)
        if answer.streaming:
            pieces = iter(answer)
            next(pieces)
            taken.append(time.perf_counter() - started)
            for _piece in pieces:
                pass
            whole = max(whole, time.perf_counter() - started)
        else:
            taken.append(time.perf_counter() - started)
    return taken, whole


def alone(folder: Path, contributions: int, output: Path) -> int:
    """Measure one size in this process and write the figures down."""
    folder.mkdir(parents=True, exist_ok=True)
    site.prepare(folder, contributions)
    if not (folder / "voted").exists():
        started = time.perf_counter()
        _large.write_all(crowd(contributions))
        (folder / "voted").touch()
        print(f"{contributions * 10} votes, written in {time.perf_counter() - started:.0f} s", flush=True)
    found = {"map": draw_map()}
    for person in site.VIEWERS:
        for address in (*site.pages({**site.FILLED, **FILLED}), LEDGER):
            taken, whole = visits(address, person)
            if taken:
                found[f"{person or 'nobody'} {address}"] = max(taken)
            if whole:
                found[f"{WHOLE}{person or 'nobody'} {address}"] = whole
    output.write_text(json.dumps(found), encoding="utf-8")
    return 0


def measured(contributions: int, keep: Path) -> dict[str, float]:
    """Measure one size in a process of its own."""
    output = keep / f"{contributions}.json"
    command = [sys.executable, "-m", "benchmarks.crowd", "--size", str(contributions), "--keep", str(keep)]
    subprocess.run(command, check=True)
    found: dict[str, float] = json.loads(output.read_text(encoding="utf-8"))
    return found


def told(small: dict[str, float], large: dict[str, float]) -> int:
    """Print both sizes side by side; return 1 if a promise was missed."""
    print(f"   the map: {small.pop('map'):.1f} s with a tenth, {large.pop('map'):.1f} s with all", flush=True)
    for name in sorted(each for each in large if each.startswith(WHOLE)):
        print(f"   {small.pop(name, 0):.1f} s with a tenth, {large.pop(name):.1f} s with all: {name}")
    late = [statistics.quantiles(list(each.values()), n=20)[-1] for each in (small, large)]
    both = sorted(small.keys() & large.keys(), key=lambda page: -large[page])
    for page in both[:10]:
        print(f"   {small[page] * 1e3:7.0f} ms {large[page] * 1e3:7.0f} ms  {page}")
    slower = [page for page in both if large[page] > NEGLIGIBLE and large[page] > MOST_GROWTH * small[page]]
    print(
        f"   {len(both)} visits; 95 of 100 within {late[0] * 1e3:.0f} ms with a tenth, {late[1] * 1e3:.0f} ms with all"
    )
    print(f"   {len(slower)} pages take more than {MOST_GROWTH:.0f} times as long: {', '.join(slower[:5]) or 'none'}")
    kept = late[1] < MOST_SECONDS and late[1] <= max(MOST_GROWTH * late[0], NEGLIGIBLE)
    print(f"   below {MOST_SECONDS:.0f} s and at most {MOST_GROWTH:.0f} times: {'kept' if kept else 'MISSED'}")
    return 0 if kept else 1


def main(arguments: list[str]) -> int:
    """Measure both sizes, say what was promised, and return 1 if a promise was missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, help="measure this size alone")
    parser.add_argument("--keep", type=Path, help="keep the databases in this folder")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        keep: Path = chosen.keep or Path(place)
        if chosen.size:
            return alone(keep / f"crowd-{chosen.size}", chosen.size, keep / f"{chosen.size}.json")
        print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, SQLite")
        print(f"load {os.getloadavg()[0]:.1f}", flush=True)
        return told(measured(SMALL, keep), measured(LARGE, keep))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
