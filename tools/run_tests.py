"""Run the tests with the services they need, measure what they cover, and say at the end what could not run.

``make test`` runs everything and holds the coverage bars; ``make test ARGS="tests/ledger"`` runs a part and holds no
bars; ``make faults`` runs the tests that break something on purpose, the slow ones too. ``--on-postgresql`` before what
is chosen runs the site's own tests in a PostgreSQL database instead of SQLite. With ``CI=true`` a missing part is a
failure.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from tools import bars, services

ROOT = Path(__file__).resolve().parent.parent
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""Two processes of tests share the machine: linear algebra on many threads makes both of them slow."""
NO_TESTS = 5
"""The exit code of pytest when it found no test."""


def main(arguments: list[str]) -> int:
    """Run the tests that the arguments name and return the exit code of the whole."""
    faults = "--faults" in arguments
    on_server = "--on-postgresql" in arguments
    chosen = [word for word in arguments if word not in {"--faults", "--on-postgresql"}]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cp-tests-")))
        environment, missing = prepare_services(stack, only_marked=marks_used(ROOT / "tests"))
        environment["COVERAGE_FILE"] = str(folder / "coverage")
        if on_server:
            if services.POSTGRES not in environment:
                say("There is no PostgreSQL server to run the tests on.")
                return 1
            environment["COUNTERPOISE_DATABASE_URL"] = environment[services.POSTGRES]
            chosen = chosen or ["tests/web"]
        status = run_pytest(chosen, faults=faults, environment=environment)
        if not chosen and not faults:
            status = max(status, hold_bars(folder, environment))
    if not (ROOT.parent / "shared" / "data").is_dir():
        say("Not run: tests that read the test data beside the project (../shared/data is not there).")
    for line in missing:
        say(f"Not run: {line}")
    if missing and os.environ.get("CI") == "true":
        say("CI=true: a missing part is a failure.")
        status = max(status, 1)
    return status


def marks_used(folder: Path) -> set[str]:
    """Return which of the marks ``browser`` and ``postgres`` the tests in a folder bear, to install nothing in vain."""
    texts = [path.read_text(encoding="utf-8") for path in folder.rglob("test_*.py")]
    marks = {mark: rf"(?m)^\s*(?:@|pytestmark\b|[^'\"]*\bmarks=).*\bmark\.{mark}\b" for mark in ("browser", "postgres")}
    return {mark for mark, pattern in marks.items() if any(re.search(pattern, text) for text in texts)}


def prepare_services(stack: ExitStack, *, only_marked: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    """Find, install or start what the marks ask for.

    Returns
    -------
    tuple[dict[str, str], list[str]]
        The environment for the tests, and one line for each thing that is missing.
    """
    environment = {**ONE_THREAD, **os.environ}
    missing: list[str] = []
    if "browser" in only_marked:
        browser = services.find_browser() or (fetched("chromium") and services.find_browser())
        if browser:
            environment["CHROMIUM"] = browser
        else:
            missing.append("tests in a browser (no chromium here; as root: apt-get install chromium).")
    if "postgres" in only_marked and services.POSTGRES not in environment:
        programs = services.find_postgres() or (fetched("postgresql") and services.find_postgres())
        if programs:
            try:
                environment[services.POSTGRES] = stack.enter_context(services.postgres_server(programs))
            except (subprocess.CalledProcessError, OSError, LookupError) as failure:
                why = " ".join(str(getattr(failure, "stderr", None) or failure).split())[-200:]
                missing.append(f"tests on PostgreSQL (the server in {programs} does not start: {why}).")
        else:
            missing.append("tests on PostgreSQL (no server here; as root: apt-get install postgresql).")
    return environment, missing


def fetched(package: str) -> bool:
    """Say that a package is being fetched, and fetch it where that is allowed."""
    say(f"Looking for {package} with apt-get, for the tests alone.")
    return services.apt_install(package)


def run_pytest(chosen: list[str], *, faults: bool, environment: dict[str, str]) -> int:
    """Run pytest on two processes under coverage, in random order."""
    which = "faults" if faults else "not (faults and slow)"
    command = [sys.executable, "-m", "coverage", "run", "-m", "pytest", "-q", "-n", "2", "-m", which, *chosen]
    status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    if status == NO_TESTS:
        say("No test was found there.")
    return status


def hold_bars(folder: Path, environment: dict[str, str]) -> int:
    """Add up what all processes covered and compare it with the bars; return 1 if a bar is missed."""
    written = folder / "coverage.json"
    for command in (["combine", "-q", str(folder)], ["json", "-q", "-o", str(written)]):
        done = subprocess.run([sys.executable, "-m", "coverage", *command], cwd=ROOT, env=environment, check=False)
        if done.returncode != 0:
            say("The coverage could not be added up.")
            return 1
    return bars.main([str(written)])


def say(text: str) -> None:
    """Tell the person at the keyboard at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
