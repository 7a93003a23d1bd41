"""Try mutants of permission rules against the tests: each has to make one of them fail.

``python -m tools.mutant_runs levels`` or ``site`` runs a group and prints the survivors. The tests run once as they
are, while it is noted which of them come by which function. Then a child process is forked for each mutant:
it has the loaded demonstration in its memory already, changes one function, and runs the tests that come by it until
one fails. It ends with 1 where a mutant survives that is not among `KNOWN`.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tools.mutants import Mutant, mutants_of, mutated

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src" / "counterpoise"
EDITIONS = ("levels/editions/part.py", "levels/editions/rule.py", "levels/editions/whole.py")
GROUPS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "levels": (
        (
            "levels/spaces.py",
            "levels/glass.py",
            "levels/seats.py",
            "levels/sides.py",
            "levels/trajectory.py",
            *EDITIONS,
        ),
        ("tests/levels",),
    ),
    "site": (
        (
            "web/control/services/rights.py",
            "web/decisions/services/rights.py",
            "web/inclusion/services/rights.py",
            "web/interests/services/rights.py",
            "web/reviews/services/rights.py",
            "web/trajectory/services/rights.py",
            "web/people/services/glass.py",
            "web/people/selectors/glass.py",
        ),
        (
            "tests/web/control",
            "tests/web/decisions",
            "tests/web/inclusion",
            "tests/web/interests",
            "tests/web/reviews",
            "tests/web/trajectory",
            "tests/web/governance/test_glass.py",
        ),
    ),
}
"""For each group the files with rules, and the tests that have to hold them."""
KNOWN = {
    "levels/editions/whole.py _pooled: lets all through: isinstance(row, Initiative) and (not is_care(row, facts))": (
        "It changes nothing: the rows that are counted there are asked the same thing one line before."
    ),
}
"""Mutants that no test can find, without their lines, each with why."""
LONGEST = 120
"""After so many seconds of a processor a mutant that nothing failed by has survived."""


class Trial:
    """A plugin of pytest that tries mutants instead of only running tests."""

    def __init__(self, files: Iterable[str], *, most: int = 0) -> None:
        self.files = {str(SRC / file): file for file in files}
        self.most = most
        self.came_by: defaultdict[tuple[str, str], list[pytest.Item]] = defaultdict(list)
        self.took: dict[str, float] = {}
        self.survivors: list[Mutant] = []
        self.tried = 0

    def pytest_configure(self) -> None:
        """Let a mutant be found by what it does, never by being slow; and let nothing of one run help the next."""
        from hypothesis import HealthCheck, settings

        settings.register_profile("mutants", deadline=None, database=None, suppress_health_check=list(HealthCheck))
        settings.load_profile("mutants")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests once, then each mutant in a process of its own."""
        if session.testsfailed:
            raise session.Interrupted("tests cannot be read")
        items = [item for item in session.items if not _commits(item)]
        for number, item in enumerate(items):
            # The next one is always named, so that what is set up for all of them stays.
            if not self._once(item, items[(number + 1) % len(items)]):
                say(f"fails without any mutant: {item.nodeid}")
                raise session.Interrupted("tests fail by themselves")
        for path, file in self.files.items():
            source = Path(path).read_text(encoding="utf-8")
            for mutant in mutants_of(source, file=file, filters=file in EDITIONS):
                if self.most and self.tried >= self.most:
                    return True
                self.tried += 1
                if not self._killed(mutant, source, path):
                    self.survivors.append(mutant)
                    say(f"survives: {mutant}")
        return True

    def _once(self, item: pytest.Item, after: pytest.Item) -> bool:
        seen: set[tuple[str, str]] = set()

        def note(frame: FrameType, event: str, _more: Any) -> None:  # noqa: ANN401 - what the interpreter gives
            if event == "call" and frame.f_code.co_filename in self.files:
                seen.add((frame.f_code.co_filename, frame.f_code.co_qualname.partition(".<locals>")[0]))

        begun = time.monotonic()
        sys.setprofile(note)
        try:
            reports = runtestprotocol(item, nextitem=after, log=False)
        finally:
            sys.setprofile(None)
        self.took[item.nodeid] = time.monotonic() - begun
        for place in seen:
            self.came_by[place].append(item)
        return not any(each.failed for each in reports)

    def _killed(self, mutant: Mutant, source: str, path: str) -> bool:
        tests = sorted(self.came_by[path, mutant.function], key=lambda item: self.took[item.nodeid])
        if not tests:
            return False
        code = mutated(source, mutant, filters=mutant.file in EDITIONS, path=path)
        child = os.fork()
        if child == 0:
            # Whatever happens, the child never goes on with the work of its parent.
            try:
                signal.setitimer(signal.ITIMER_PROF, LONGEST)
                _change(path, mutant.function, code)
                _forget()
                failed = any(
                    each.failed
                    for number, item in enumerate(tests)
                    for each in runtestprotocol(item, nextitem=tests[(number + 1) % len(tests)], log=False)
                )
                os._exit(1 if failed else 0)
            except BaseException:  # noqa: BLE001 - a mutant may break anything, and then it is found
                os._exit(1)
        _pid, status = os.waitpid(child, 0)
        return os.WIFEXITED(status) and os.WEXITSTATUS(status) == 1


def _commits(item: pytest.Item) -> bool:
    """Say whether a test empties the database after it: the next one would look at nothing."""
    mark = item.get_closest_marker("django_db")
    asked = getattr(item, "fixturenames", ())
    return "transactional_db" in asked or "live_server" in asked or bool(mark and mark.kwargs.get("transaction"))


def _change(path: str, function: str, code: CodeType) -> None:
    found = [
        each
        for each in gc.get_objects()
        if isinstance(each, FunctionType)
        and each.__code__.co_filename == path
        and each.__code__.co_qualname == function
    ]
    if not found:
        raise LookupError(function)
    for each in found:
        each.__code__ = code


def _forget() -> None:
    """Forget what the site worked out before the change."""
    selectors = sys.modules.get("counterpoise.web.ledger.selectors")
    if selectors is not None:
        selectors._KEPT.clear()  # noqa: SLF001 - the tests' own fixture does the same


def name_of(mutant: Mutant) -> str:
    """Return where a mutant is and what it does, whatever its line."""
    return f"{mutant.file} {mutant.function}: {mutant.what}"


def say(text: str) -> None:
    """Print a line at once, past what pytest captures."""
    sys.__stdout__.write(text + "\n")  # type: ignore[union-attr]  # there is one wherever this runs
    sys.__stdout__.flush()  # type: ignore[union-attr]  # as above


def try_group(name: str, *, most: int = 0) -> Trial:
    """Try the mutants of a group.

    Parameters
    ----------
    name
        The group.
    most
        Only so many of them; 0 for all.
    """
    files, tests = GROUPS[name]
    trial = Trial(files, most=most)
    plain = "not browser and not postgres and not faults"
    options = ["-q", "-s", "-p", "no:randomly", "-p", "no:cacheprovider", "-m", plain]
    begun = time.monotonic()
    status = pytest.main([*options, *tests], plugins=[trial])
    if status not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        say(f"The tests did not run: {status!r}")
        sys.exit(2)
    killed = trial.tried - len(trial.survivors)
    for mutant in trial.survivors:
        if name_of(mutant) in KNOWN:
            say(f"known: {name_of(mutant)}: {KNOWN[name_of(mutant)]}")
    say(f"{name}: {killed} of {trial.tried} mutants found, in {time.monotonic() - begun:.0f} s")
    return trial


if __name__ == "__main__":
    found = try_group(sys.argv[1], most=int(sys.argv[2]) if len(sys.argv) > 2 else 0).survivors
    sys.exit(1 if {name_of(mutant) for mutant in found} - set(KNOWN) else 0)
