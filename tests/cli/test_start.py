"""How the program starts: it can be stopped while it loads, and takes one thread for linear algebra."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from counterpoise.datasets.illustrations import illustrations
from counterpoise.formats.bundle import write


def test_whoever_stops_the_program_while_it_loads_reads_no_traceback() -> None:
    stopping = (
        "import os, signal, sys\n"
        "class Loading:\n"
        "    def find_spec(self, name, *rest):\n"
        "        if name == 'counterpoise.audit.power':\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Loading())\n"
        "from counterpoise.cli import app\n"
        "app()\n"
    )
    ended = subprocess.run([sys.executable, "-c", stopping, "--help"], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (-signal.SIGINT, "", "")


@pytest.mark.parametrize(("chosen", "taken"), [({}, "1"), ({"OMP_NUM_THREADS": "2"}, "2")])
def test_linear_algebra_takes_one_thread_where_nobody_chose_otherwise(chosen: dict[str, str], taken: str) -> None:
    start = (
        "import atexit, os\n"
        "from counterpoise.cli import app\n"
        "atexit.register(lambda: print(os.environ['OMP_NUM_THREADS']))\n"
        "app()\n"
    )
    home = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    ended = subprocess.run(
        [sys.executable, "-c", start, "--help"], capture_output=True, text=True, check=True, env=home | chosen
    )
    assert ended.stdout.splitlines()[-1] == taken


def test_once_it_has_loaded_the_program_says_that_it_was_stopped(tmp_path: Path) -> None:
    write(illustrations(), tmp_path / "bundle")
    start = (
        "import os, signal\n"
        "import counterpoise.cli.check as check\n"
        "from counterpoise.cli import app\n"
        "check.loaded = lambda *args, **kwargs: os.kill(os.getpid(), signal.SIGINT)\n"
        "app()\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", start, "check", str(tmp_path / "bundle")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "en_GB.UTF-8"},
    )
    assert (ended.returncode, ended.stdout) == (130, "")
    assert ended.stderr.count("\n") == 1
    assert "Stopped" in ended.stderr
