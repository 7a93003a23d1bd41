"""What the ledger costs: the same words said on a site with it and without it, in turn, on a real file.

Promised: with entry, text, names of rows and tree a write takes at most 1.5 times the same write without them. SQLite
writes through to the disk at every commit, as on a real site.
"""

from __future__ import annotations

import io
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from unittest import mock

WRITES, GROUPS = 400, 8
MOST = 1.5


def main() -> int:
    """Measure, say what was promised, and return 1 if it was missed."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(
            COUNTERPOISE_DATA=folder, COUNTERPOISE_DEMO="1", DJANGO_SETTINGS_MODULE="counterpoise.web.project.settings"
        )
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("load_illustrations", verbosity=0, stdout=io.StringIO())
        return measure()


def measure() -> int:
    """Say things with the ledger and without it, in turn; print what each took."""
    from counterpoise.web.expertise.services import Saying, say
    from counterpoise.web.ledger.models import Log
    from counterpoise.web.people.selectors import viewer_of
    from counterpoise.web.trajectory.selectors import paths_about
    from counterpoise.web.ui.clock import now

    at = now()
    who = viewer_of("council-member", at=at, paths_about=paths_about)

    def write(once: str) -> None:
        words = f"The bus stops too far from the door, said for the {once}th time, in a sentence of usual length."
        say(initiative="lindehof-together", saying=Saying(words=words), once=once, by=who, at=at)

    def without(once: str) -> None:
        with mock.patch("counterpoise.web.ledger.services.writing.append", return_value=0):
            write(once)

    ways: dict[str, Callable[[str], None]] = {"with": write, "without": without}
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for name, way in ways.items():
        way(f"warm-{name}")
    before = Log.objects.get(origin="common").size
    for number in range(WRITES):
        for name, way in ways.items():
            started = time.perf_counter()
            way(f"{number}-{name}")
            taken[name].append(time.perf_counter() - started)
    assert Log.objects.get(origin="common").size == before + WRITES
    size = WRITES // GROUPS
    middle = {name: statistics.median(found) for name, found in taken.items()}
    groups = [
        statistics.median(taken["with"][start : start + size])
        / statistics.median(taken["without"][start : start + size])
        for start in range(0, WRITES, size)
    ]
    ratio = middle["with"] / middle["without"]
    print(f"{platform.machine()}, Python {platform.python_version()}, SQLite that writes through, one process")
    print(f"   {WRITES} contributions each: {middle['with'] * 1e3:.2f} ms with the ledger", end=", ")
    print(f"{middle['without'] * 1e3:.2f} ms without (medians)")
    print(f"   {ratio:.2f} times; in groups of {size}: {min(groups):.2f} to {max(groups):.2f}")
    print(f"   at most {MOST} times: {'kept' if ratio <= MOST else 'MISSED'}")
    return 0 if ratio <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
