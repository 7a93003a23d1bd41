"""Every page of the site, with 2,000 and with 200,000 contributions in one initiative: queries, processor time, bytes.

A made-up initiative stands beside the illustrations, with questions, answers, decisions, traces, notices, concerns,
frictions and positions in proportion. Three people visit every page. *Cold* is the first visit after somebody wrote
something: nothing that the site keeps is used. *Warm* is the next. What is promised: at most 15 queries, 50 ms of
processor time and 150 kB a page with 2,000 contributions, cold as well, and at most 1.5 times that time with 200,000.

``--keep FOLDER`` keeps the two databases, and uses them the next time; ``--only TEXT`` visits pages with it alone.
There is no peer beside it: adhocracy+ needed 105 queries and 183 ms for a list of ideas.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks._large import LARGE_ID, fill

if TYPE_CHECKING:
    from django.test import Client

SMALL, LARGE = 2_000, 200_000
VIEWERS = ("resident", "manager", "")
MOST_QUERIES, MOST_SECONDS, MOST_BYTES, MOST_GROWTH = 15, 0.05, 150_000, 1.5
# A page that takes a few milliseconds is not slow because it takes a few more.
NEGLIGIBLE = 0.01
OK = 200
FILLED = {
    "initiative": LARGE_ID,
    "decision": "decision-7",
    "tension": "control",
    "path": "care-path",
    "question": "question-7",
    "contribution": "said-77",
    "reframe": "reframe-1",
    "rewording": "rewording-1",
    "asked": "asked-1",
    "limit": "limit-1",
    "matter": "matter-7",
    "mandate": "mandate-1",
    "requirement": "requirement-1",
    "trace": "trace-7",
    "room": "large-citizens",
    "problem": "problem-1",
    "digest": "digest-1",
    "admission": "admission-1",
    "concern": "concern-7",
    "answer": "answer-7",
    "group": "group-1",
    "friction": "friction-1",
    "position": "position-1",
    "promise": "promise-1",
    "agreement": "commitment-1",
    "body": "wending-client-council",
    "year": "2014",
    "sort": "request",
    "part": "agenda",
    "step": "answered",
}
QUERIES = {"record/": ("", "?kind=contribution", "?page=3"), "search/": ("?q=soup",)}
# The power check is measured by itself (`benchmarks.audit`); an export hands over the whole record or the whole ledger.
ELSEWHERE = ("audit/", "export/", "ledger/take/", "demo/", "leave/", "setlang/", "admin/", "health")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a page costs: queries and seconds of processor cold, the same warm, and bytes."""

    queries: int
    seconds: float
    queries_warm: int
    seconds_warm: float
    size: int

    @property
    def over(self) -> bool:
        """Whether it costs more than is promised with 2,000 contributions."""
        return self.queries > MOST_QUERIES or self.seconds > MOST_SECONDS or self.size > MOST_BYTES

    @property
    def line(self) -> str:
        """The figures beside each other."""
        warm = f"{self.queries_warm:4} {self.seconds_warm * 1e3:6.1f}"
        return f"{self.queries:5} {self.seconds * 1e3:7.1f} {warm} {self.size / 1e3:5.0f}"


Costs = dict[tuple[str, str], Cost]


def pages(values: Mapping[str, str] = FILLED) -> Iterator[str]:
    """Yield the address of every page, with these values filled in; without those that need others."""
    from django.urls import URLResolver, get_resolver

    def routes(found: Iterable[object], before: str) -> Iterator[str]:
        for each in found:
            route = before + str(getattr(each, "pattern", ""))
            if isinstance(each, URLResolver):
                yield from routes(each.url_patterns, route)
            else:
                yield route

    for route in routes(get_resolver().url_patterns, ""):
        filled = route
        for name, value in values.items():
            filled = filled.replace(f"<str:{name}>", value).replace(f"<int:{name}>", value)
        if "<" not in filled and not any(each in filled for each in ELSEWHERE):
            yield from (f"/{filled}{query}" for query in QUERIES.get(filled.removeprefix(f"{LARGE_ID}/"), ("",)))


def visited(client: Client, address: str) -> Cost | None:
    """Visit a page cold and warm; nothing where this person finds none, or a file: `benchmarks.crowd` visits those."""
    answer = client.get(address)
    answer.close()
    if answer.status_code != OK or answer.streaming:
        return None
    queries, queries_warm = counted(client, address, cold=True), counted(client, address, cold=False)
    seconds = min(timed(client, address, cold=True) for _ in range(3))
    seconds_warm = min(timed(client, address, cold=False) for _ in range(2))
    return Cost(queries, seconds, queries_warm, seconds_warm, len(client.get(address).content))


def counted(client: Client, address: str, *, cold: bool) -> int:
    """Return how many queries a visit needs."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from counterpoise.web.ledger.selectors import _KEPT

    if cold:
        _KEPT.clear()
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
        return len(asked)


def timed(client: Client, address: str, *, cold: bool) -> float:
    """Return how long the processor is busy with a visit, in seconds."""
    from counterpoise.web.ledger.selectors import _KEPT

    if cold:
        _KEPT.clear()
    gc.collect()
    started = time.process_time()
    client.get(address)
    return time.process_time() - started


def measured(only: str) -> Costs:
    """Return what every page costs every viewer, with the database as it is."""
    from django.test import Client

    found: Costs = {}
    for person in VIEWERS:
        client = Client()
        if person:
            client.get(f"/demo/as/{person}/")
        for address in pages():
            cost = visited(client, address) if only in address else None
            if cost is not None:
                found[person, address] = cost
    return found


def prepare(folder: Path, contributions: int) -> None:
    """Set the site up on the database in a folder, which is made and filled where there is none."""
    os.environ.update(COUNTERPOISE_DEMO="1", COUNTERPOISE_DATA=str(folder))
    os.environ["DJANGO_SETTINGS_MODULE"] = "counterpoise.web.project.settings"
    import django
    from django.core.management import call_command

    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["*"]
    done = folder / "filled"
    call_command("migrate", verbosity=0)
    if not done.exists():
        started = time.perf_counter()
        fill(contributions)
        done.touch()
        print(f"{contributions} contributions, written in {time.perf_counter() - started:.0f} s", flush=True)


def main(arguments: list[str]) -> int:
    """Measure both sizes, say what was promised, and return 1 if a promise was missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, help="measure this size alone")
    parser.add_argument("--output", type=Path, help="write the figures into a file")
    parser.add_argument("--keep", type=Path, help="keep the databases in this folder")
    parser.add_argument("--only", default="", help="visit the pages alone whose address has this in it")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        keep: Path = chosen.keep or Path(place)
        if chosen.size:
            return alone(keep / str(chosen.size), chosen)
        print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, SQLite")
        print(f"load {os.getloadavg()[0]:.1f}", flush=True)
        small, large = (in_own_process(size, keep, chosen.only) for size in (SMALL, LARGE))
    return told(small, large)


def alone(folder: Path, chosen: argparse.Namespace) -> int:
    """Measure one size in this process."""
    folder.mkdir(parents=True, exist_ok=True)
    prepare(folder, chosen.size)
    found = measured(chosen.only)
    if chosen.output:
        rows = [[*key, *astuple(cost)] for key, cost in found.items()]
        chosen.output.write_text(json.dumps(rows), encoding="utf-8")
        return 0
    return told(found, found)


def in_own_process(size: int, keep: Path, only: str) -> Costs:
    """Measure one size in a process of its own: nothing of the other stands in its memory."""
    output = keep / f"{size}.json"
    command = [sys.executable, "-m", "benchmarks.site", "--size", str(size), "--keep", str(keep), "--only", only]
    subprocess.run([*command, "--output", str(output)], check=True)
    rows = json.loads(output.read_text(encoding="utf-8"))
    return {(each[0], each[1]): Cost(*each[2:]) for each in rows}


def told(small: Costs, large: Costs) -> int:
    """Print both sizes side by side; return 1 if a promise was missed."""
    missed = 0
    columns = f"{'cold':>5} {'ms':>7} {'warm':>4} {'ms':>6} {'kB':>5}"
    print(f"\n{'who':9} {columns} | {columns} {'ratio':>6}  page")
    for person, address in sorted(small.keys() & large.keys()):
        cost, grown = small[person, address], large[person, address]
        ratio = grown.seconds / cost.seconds
        slower = ratio > MOST_GROWTH and grown.seconds > NEGLIGIBLE
        bad = cost.over or slower or grown.queries > MOST_QUERIES or grown.size > MOST_BYTES
        missed += bad
        note = "   MISSED" if bad else ""
        print(f"{person or 'nobody':9} {cost.line} | {grown.line} {ratio:6.2f}  {address}{note}")
    print(f"\n{len(small)} visits, {missed} over what is promised")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
