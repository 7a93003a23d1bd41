"""A soak: ten minutes of reading and writing on the site as it is served; its memory has to stay where it is.

Four people visit every page again and again, and say something between. What counts is the memory of the server and of
the worker beside it together: the middle of the last minutes against the middle of those after the first third.
Promised: at most five percent more, and no answer that is a fault. ``--minutes N`` takes another time.
"""

from __future__ import annotations

import argparse
import http.cookiejar
import os
import platform
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Callable
from pathlib import Path

MINUTES, MOST_GROWTH = 10.0, 0.05
PEOPLE = ("resident", "manager", "new-director", "")
SAYING = "/initiatives/lindehof-together/expertise/say/"
START_WITHIN, PATIENCE = 120.0, 60.0
NOT_ASKED = re.compile(r"/(demo|leave|language|export|mine|sign-in|join|me)/")


class Visitor:
    """Somebody with a browser of their own, who follows the links of each page."""

    def __init__(self, site: str, person: str) -> None:
        jar = http.cookiejar.CookieJar()
        self.site, self.person, self.said = site, person, 0
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        self.pages: list[str] = ["/"]
        self.known = {"/"}
        if person:
            self.ask(f"/demo/as/{person}/")

    def ask(self, address: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """Ask for a page, or send a form; return how it was answered."""
        data = urllib.parse.urlencode(fields).encode() if fields is not None else None
        try:
            with self.opener.open(self.site + address, data, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode("utf-8", "replace")

    def visit(self, number: int) -> int:
        """Visit the next page and remember its links; return how it was answered."""
        status, page = self.ask(self.pages[number % len(self.pages)])
        for address in re.findall(r'href="(/[^"#]*)', page):
            if address not in self.known and not NOT_ASKED.match(address):
                self.known.add(address)
                self.pages.append(address.replace("&amp;", "&"))
        return status

    def say(self) -> int:
        """Say something; return how it was answered."""
        _status, page = self.ask(SAYING)
        fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
        self.said += 1
        sent = {**fields, "words": f"Supper was early again, for the {self.said}th time, says {self.person}."}
        return self.ask(SAYING, sent)[0]


def memory(root: int) -> int:
    """Return how many bytes a process and all that it started hold in memory."""
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents.setdefault(int((folder / "stat").read_text().rpartition(")")[2].split()[1]), []).append(
                int(folder.name)
            )
        except OSError:
            continue
    waiting, held = [root], 0
    while waiting:
        process = waiting.pop()
        waiting += parents.get(process, [])
        try:
            found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
        except OSError:
            continue
        held += int(found[1]) * 1024 if found else 0
    return held


def soaked(site: str, seconds: float, held: Callable[[], int]) -> tuple[list[tuple[float, int]], Counter[int], int]:
    """Visit and write for so long; return the memory at each moment, the answers by status, and how much was said."""
    visitors = [Visitor(site, person) for person in PEOPLE]
    answers: Counter[int] = Counter()
    samples: list[tuple[float, int]] = []
    began, number = time.monotonic(), 0
    while (since := time.monotonic() - began) < seconds:
        for visitor in visitors:
            answers[visitor.visit(number)] += 1
        if number % 5 == 0:
            answers[visitors[number // 5 % (len(visitors) - 1)].say()] += 1
        number += 1
        if not samples or since - samples[-1][0] >= 2:
            samples.append((since, held()))
    return samples, answers, sum(each.said for each in visitors)


def main(arguments: list[str]) -> int:
    """Serve, soak, say what was promised, and return 1 if it was missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=MINUTES, help="how long (10)")
    parser.add_argument("--port", type=int, default=8137, help="the port on this machine (8137)")
    chosen = parser.parse_args(arguments)
    if not Path("/proc/self/status").exists():
        print("   this machine does not say how much memory a process holds: not measured")
        return 0
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log").open("wb") as log:
        environment = {
            **os.environ,
            "COUNTERPOISE_DEMO": "1",
            "COUNTERPOISE_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "counterpoise.web.project.settings",
        }
        command = [sys.executable, "-m", "django", "demo", "--port", str(chosen.port)]
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            site = f"http://127.0.0.1:{chosen.port}"
            wait_for(site)
            samples, answers, said = soaked(site, chosen.minutes * 60, lambda: memory(server.pid))
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=PATIENCE)
    return told(samples, answers, said)


def wait_for(site: str) -> None:
    """Wait until a site answers."""
    until = time.monotonic() + START_WITHIN
    while True:
        try:
            urllib.request.urlopen(site, timeout=PATIENCE).close()  # noqa: S310 - our own address
        except (urllib.error.URLError, OSError):
            if time.monotonic() > until:
                raise
            time.sleep(0.3)
        else:
            return


def told(samples: list[tuple[float, int]], answers: Counter[int], said: int) -> int:
    """Print what was measured; return 1 if something promised was missed."""
    end = samples[-1][0]
    early = [held for since, held in samples if end / 3 <= since < end / 2]
    late = [held for since, held in samples if since >= end * 5 / 6]
    first, last = statistics.median(early), statistics.median(late)
    faults = sum(count for status, count in answers.items() if status >= 500)
    growth = last / first - 1
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, SQLite, as it is served")
    answered = dict(sorted(answers.items()))
    print(f"   {end / 60:.1f} minutes, {sum(answers.values())} answers ({answered}), {said} things said")
    megabytes = " MB, ".join(f"{held / 1e6:.0f}" for held in (samples[0][1], first, last))
    print(f"   memory at first, after a third and at the end: {megabytes} MB")
    kept = growth < MOST_GROWTH and faults == 0
    print(f"   {growth:+.1%}, {faults} faults; below {MOST_GROWTH:.0%} and none: {'kept' if kept else 'MISSED'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
