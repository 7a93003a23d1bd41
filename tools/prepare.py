"""Make a virtual environment and install Counterpoise in it, telling how far it is.

Called by the Makefile as ``python3 tools/prepare.py VENV NAME [EXTRA...]``: installs the extras NAME and EXTRA and
leaves the stamp ``VENV/.ready-NAME``. Needs nothing but the standard library, and parses on old Pythons, so that it
can say which one is needed. Uses uv where it is there (seconds), else python3's own venv and pip (about a minute).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
LIBRARY_TESTS = ("pytest", "pytest-randomly", "pytest-socket", "pytest-xdist", "hypothesis", "statsmodels", "lifelines")
"""What the tests of the library need where the site is not installed; none of these brings Django."""


class SetupFailedError(Exception):
    """The set-up stopped; the text says why and what to do, in words for the person at the keyboard."""


def main(arguments: list[str]) -> int:
    """Prepare the environment ``arguments[0]`` with the extras in the rest; return the exit code."""
    venv, name, *more = arguments
    started = time.monotonic()
    try:
        prepare(ROOT / venv, name=name, extras=[name, *more])
    except SetupFailedError as failure:
        say(f"\nThe set-up stopped. {failure}")
        return 1
    say(f"Ready after {time.monotonic() - started:.0f} s.")
    return 0


def prepare(venv: Path, *, name: str, extras: list[str]) -> None:
    """Create ``venv`` where it is missing, install what ``name`` and ``extras`` ask for, and leave the stamp."""
    uv = shutil.which("uv")
    python = venv / "bin" / "python"
    if not python.exists():
        create(venv, uv=uv)
    alone = name == "library"
    what = [*LIBRARY_TESTS, "-e", str(ROOT)] if alone else ["-e", f"{ROOT}[{','.join(extras)}]"]
    pins = ["-c", str(ROOT / "constraints.txt")]
    say(f"Installing what '{name}' needs into {venv.name}/ ({'uv' if uv else 'pip: about a minute'}).")
    if uv:
        install([uv, "pip", "install", "--python", str(python), *pins, *what])
    else:
        pip = [
            str(python),
            "-m",
            "pip",
            "install",
            "--disable-pip-version-check",
            "--no-input",
            "--progress-bar",
            "off",
        ]
        install([*pip, *pins, *what])
    for done in {name, *extras} & {"web", name}:
        (venv / f".ready-{done}").touch()  # the demo need not wait again for what the tests brought along


def create(venv: Path, *, uv: str | None) -> None:
    """Make an empty environment with uv, or else with the Python that runs this file.

    Raises
    ------
    SetupFailedError
        When this Python is too old or has no ``venv``.
    """
    if uv:
        command = [uv, "venv", "--quiet", "--python", f">={OLDEST[0]}.{OLDEST[1]}", str(venv)]
    else:
        if sys.version_info[:2] < OLDEST:
            here = ".".join(str(number) for number in sys.version_info[:2])
            way = "Name a newer one: make demo PYTHON=python3.12"
            message = f"Counterpoise needs Python 3.11 or newer; python3 here is {here}. {way}"
            raise SetupFailedError(message)
        command = [sys.executable, "-m", "venv", str(venv)]
    say(f"Making {venv.name}/.")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        shutil.rmtree(venv, ignore_errors=True)
        why = last_lines(done.stdout + done.stderr)
        message = f"A virtual environment could not be made. On Debian and Ubuntu: apt-get install python3-venv.\n{why}"
        raise SetupFailedError(message)


def install(command: list[str]) -> None:
    """Run an installer and show one dot for each package instead of its wall of text.

    Raises
    ------
    SetupFailedError
        When the installer fails; carries the end of what it said.
    """
    heard: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        for line in process.stdout or ():
            heard.append(line)
            if line.startswith("Collecting "):
                sys.stdout.write(".")
            elif line.startswith("Installing collected"):
                sys.stdout.write(" downloaded, unpacking ...")
            sys.stdout.flush()
    sys.stdout.write("\n" if any(line.startswith(("Collecting ", "Installing ")) for line in heard) else "")
    if process.returncode != 0:
        why = last_lines("".join(heard))
        message = f"The packages could not be installed. Is there a network? Then try once more.\n{why}"
        raise SetupFailedError(message)


def last_lines(text: str, *, count: int = 12) -> str:
    """Return the end of a long text, indented."""
    return "\n".join(f"    {line}" for line in text.rstrip().splitlines()[-count:])


def say(text: str) -> None:
    """Tell the person at the keyboard at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
