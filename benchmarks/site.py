"""Every page of the site, with 2,000 and with 200,000 contributions in one initiative: queries, processor time, bytes.

A made-up initiative stands beside the illustrations, with questions, answers, decisions, traces, notices, concerns,
frictions and positions in proportion. Three people visit every page, each time as on the first visit after somebody
wrote something: nothing that the site keeps is used. What is promised: at most 15 queries, 50 ms of processor time and
150 kB a page with 2,000 contributions, and at most 1.5 times that time with 200,000.

There is no peer here: adhocracy+ needed 105 queries and 183 ms for a list of ideas.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import random
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

SMALL, LARGE = 2_000, 200_000
LARGE_ID = "large"
VIEWERS = ("resident", "manager", "")
MOST_QUERIES, MOST_SECONDS, MOST_BYTES, MOST_GROWTH = 15, 0.05, 150_000, 1.5
# A page that takes a few milliseconds is not slow because it takes a few more.
NEGLIGIBLE = 0.01
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
    "agreement": "commitment-1",
}
QUERIES = {"record/": ("", "?kind=contribution", "?page=3"), "search/": ("?q=soup",)}
# The power check is measured by itself (`benchmarks.audit`); an export hands over the whole record.
ELSEWHERE = ("audit/", "export/", "demo/")


def at(day: int) -> datetime:
    """Return a moment some days before the clock of the demonstration."""
    return datetime(2015, 6, 29, 10, tzinfo=UTC) - timedelta(days=day)


def made(contributions: int) -> Iterator[Any]:
    """Yield the rows of a made-up initiative, in the order in which they can be written."""
    from counterpoise.record import KnowledgeKind, Moment, Side
    from counterpoise.record.commitments import Commitment, Promise
    from counterpoise.record.contributions import Contribution, Question
    from counterpoise.record.decisions import Answer, Concern, Decision, DecisionState, Effect, Notice, Trace
    from counterpoise.record.initiatives import Affects, Group, Initiative, Matter
    from counterpoise.record.meetings import Meeting
    from counterpoise.record.people import Admission, Body, BodyKind, Capacity, CapacityKind, Space, SpaceKind
    from counterpoise.record.positions import Friction, Position

    chance = random.Random(7)
    units = contributions // 1000

    def base(name: str, day: int) -> dict[str, Any]:
        return {"id": name, "initiative": LARGE_ID, "recorded_at": at(day), "happened_at": Moment.on(at(day).date())}

    def day() -> int:
        return chance.randrange(2, 1400)

    yield Initiative(id=LARGE_ID, recorded_at=at(1500), title="A large register", purpose="To see how fast pages are.")
    yield Body(**base("large-board", 1500), name="Board", side=Side.ORGANIZATIONAL, kind=BodyKind.BOARD)
    yield Body(**base("large-council", 1500), name="Council", side=Side.CIVIC, kind=BodyKind.CLIENT_COUNCIL)
    yield Space(**base("large-citizens", 1500), name="Citizens", kind=SpaceKind.CITIZENS_ONLY)
    yield Space(**base("large-staff", 1500), name="Staff", kind=SpaceKind.ORGANIZATION_ONLY)
    yield Capacity(**base("resident-here", 1500), person="resident", side=Side.CIVIC, kind=CapacityKind.CARE_USER)
    yield Capacity(**base("manager-here", 1500), person="manager", side=Side.ORGANIZATIONAL, kind=CapacityKind.MANAGER)
    inside: dict[str, Any] = {"admitted_by_body": "large-council", "person": "resident", "room": "large-citizens"}
    yield Admission(**base("admission-1", 1500), **inside)
    sides = (Side.CIVIC, Side.ORGANIZATIONAL)
    for n in range(8):
        yield Group(**base(f"group-{n}", 1500), name=f"Group {n}", side=sides[n % 2])
    for n in range(20 * units):
        yield Matter(**base(f"matter-{n}", day()), text=f"What becomes of supper {n}")
        yield Affects(**base(f"affects-{n}", 1400), matter=f"matter-{n}", group=f"group-{n % 8}")
    for n in range(5 * units):
        yield Meeting(**base(f"meeting-{n}", day()), place="The hall", matters=(f"matter-{n}",))
    for n in range(10 * units):
        yield Question(**base(f"question-{n}", day()), text=f"How should supper {n} be?", matter=f"matter-{n}")
    for n in range(contributions):
        question = f"question-{chance.randrange(10 * units)}" if n % 3 else None
        yield Contribution(
            **base(f"said-{n}", day()),
            text=f"The {'soup' if n % 50 == 0 else 'meal'} was cold, and we would rather eat together, {n}.",
            capacity="resident-here" if n % 2 else "manager-here",
            side=sides[n % 2],
            kind=list(KnowledgeKind)[n % 5],
            question=question,
            space="large-citizens" if n % 10 == 0 else None,
            recorded_by="resident" if n % 2 else "manager",
        )
    for n in range(20 * units):
        then = day()
        yield Decision(
            **base(f"decision-{n}", then),
            title=f"Supper {n} goes on",
            text="It stays as it is.",
            matter=f"matter-{n}",
            taken_by="large-board",
            decided_at=Moment.on(at(then).date()) if n % 8 else None,
            state=DecisionState.TAKEN if n % 8 else DecisionState.DRAFT,
            space="large-staff" if n % 5 == 0 else None,
        )
        yield Commitment(**base(f"commitment-{n}", then), decision=f"decision-{n}", text="Somebody looks at it.")
    for n in range(400 * units):
        effect = list(Effect)[n % len(Effect)]
        of = f"decision-{n % (20 * units)}"
        yield Trace(**base(f"trace-{n}", day()), contribution=f"said-{n * 2}", decision=of, effect=effect, reason="So.")
    for n in range(80 * units):
        then = day()
        told = Moment.on(at(then).date())
        yield Notice(**base(f"notice-{n}", then), decision=f"decision-{n // 4}", group=f"group-{n % 8}", told_at=told)
    for n in range(60 * units):
        of = f"decision-{n % (20 * units)}"
        yield Concern(**base(f"concern-{n}", day()), decision=of, text="And who asked us?", side=Side.CIVIC)
        if n % 2:
            yield Answer(**base(f"answer-{n}", day()), concern=f"concern-{n}", text="We did.", reason="It is written.")
    for n in range(5 * units):
        yield Friction(**base(f"friction-{n}", day()), text=f"Supper {n} is early", matter=f"matter-{n}")
        yield Position(**base(f"position-{n}", day()), friction=f"friction-{n}", claim="Later", side=sides[n % 2])
        yield Promise(**base(f"promise-{n}", day()), text=f"You will be asked about supper {n}.")


def fill(contributions: int) -> None:
    """Write the illustrations and the made-up initiative."""
    from django.core.management import call_command
    from django.db import connection

    from counterpoise.web.ledger.records import model_of, to_model

    call_command("load_illustrations", verbosity=0, stdout=open(os.devnull, "w"))  # noqa: SIM115 - until the process ends
    waiting: list[Any] = []
    for row in made(contributions):
        if waiting and (len(waiting) >= 2000 or type(waiting[0]) is not type(row)):
            write(waiting, model_of, to_model)
            waiting = []
        waiting.append(row)
    write(waiting, model_of, to_model)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def write(rows: list[Any], model_of: Any, to_model: Any) -> None:
    """Write some rows of one table."""
    model = model_of(type(rows[0]))
    model.objects.bulk_create([to_model(model, row) for row in rows])


def pages() -> Iterator[str]:
    """Yield the address of every page, filled in."""
    from django.urls import URLResolver, get_resolver

    def routes(found: Iterable[Any], before: str) -> Iterator[str]:
        for each in found:
            route = before + str(each.pattern)
            if isinstance(each, URLResolver):
                yield from routes(each.url_patterns, route)
            else:
                yield route

    for route in routes(get_resolver().url_patterns, ""):
        filled = route
        for name, value in FILLED.items():
            filled = filled.replace(f"<str:{name}>", value)
        if "<" not in filled and not any(each in filled for each in ELSEWHERE):
            yield from (f"/{filled}{query}" for query in QUERIES.get(route, ("",)))


def visit(client: Any, address: str, *, keeping: bool) -> tuple[int, int, float, int]:
    """Visit a page; return its status, queries, seconds of processor and bytes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from counterpoise.web.ledger.selectors import _KEPT

    if not keeping:
        _KEPT.clear()
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    best, answer = 9.9, None
    for _ in range(3):
        if not keeping:
            _KEPT.clear()
        gc.collect()
        started = time.process_time()
        answer = client.get(address)
        best = min(best, time.process_time() - started)
    return answer.status_code, len(asked), best, len(answer.content)  # type: ignore[union-attr]  # it was asked three times


def measured(contributions: int) -> dict[tuple[str, str], tuple[int, int, float, int]]:
    """Return for every page and viewer what it costs; in a process and a database of its own."""
    from django.test import Client

    started = time.perf_counter()
    fill(contributions)
    print(f"\n{contributions} contributions, written in {time.perf_counter() - started:.0f} s", flush=True)
    found = {}
    for person in VIEWERS:
        client = Client()
        if person:
            client.get(f"/demo/as/{person}/")
        for address in pages():
            if address in {"/leave/", "/language/setlang/"}:
                continue
            client.get(address)
            cold = visit(client, address, keeping=False)
            if cold[0] == 200:
                found[person, address] = cold
    return found


def prepared() -> Any:  # noqa: ANN401 - the folder, which goes when the process ends
    """Set the site up on a database of its own."""
    folder = tempfile.TemporaryDirectory()
    os.environ.update(COUNTERPOISE_DEMO="1", COUNTERPOISE_DATA=folder.name)
    os.environ["DJANGO_SETTINGS_MODULE"] = "counterpoise.web.project.settings"
    import django
    from django.core.management import call_command

    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)
    return folder


def main(arguments: list[str]) -> int:
    """Measure both sizes, say what was promised, and return 1 if a promise was missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int)
    parser.add_argument("--output")
    chosen = parser.parse_args(arguments)
    import json
    import subprocess

    if chosen.size:
        folder = prepared()
        found = measured(chosen.size)
        with open(chosen.output, "w", encoding="utf-8") as file:
            json.dump([[*key, *value] for key, value in found.items()], file)
        folder.cleanup()
        return 0
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, SQLite, nothing kept")
    results = []
    with tempfile.TemporaryDirectory() as place:
        for size in (SMALL, LARGE):
            output = f"{place}/{size}.json"
            command = [sys.executable, "-m", "benchmarks.site", "--size", str(size), "--output", output]
            subprocess.run(command, check=True)
            with open(output, encoding="utf-8") as file:
                results.append({(each[0], each[1]): each[2:] for each in json.load(file)})
    return told(*results)


def told(small: dict[Any, Any], large: dict[Any, Any]) -> int:
    """Print both sizes side by side; return 1 if a promise was missed."""
    missed = 0
    print(f"\n{'who':10} {'queries':>7} {'ms':>6} {'kB':>5}   {'queries':>7} {'ms':>6} {'kB':>5} {'ratio':>6}  page")
    for key in sorted(small):
        if key not in large:
            continue
        _, queries, seconds, size = small[key]
        _, queries_2, seconds_2, size_2 = large[key]
        ratio = seconds_2 / seconds
        slow = seconds > MOST_SECONDS or (ratio > MOST_GROWTH and seconds_2 > NEGLIGIBLE)
        bad = slow or max(queries, queries_2) > MOST_QUERIES or max(size, size_2) > MOST_BYTES
        missed += bad
        print(
            f"{key[0] or 'nobody':10} {queries:7} {seconds * 1e3:6.1f} {size / 1e3:5.0f}   "
            f"{queries_2:7} {seconds_2 * 1e3:6.1f} {size_2 / 1e3:5.0f} {ratio:6.2f}  {key[1]}{'   MISSED' if bad else ''}"
        )
    print(f"\n{len(small)} visits, {missed} over what is promised")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
