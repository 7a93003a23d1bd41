"""What only tests need: a browser and a PostgreSQL server, found, or installed where that is allowed, and started."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
POSTGRES = "COUNTERPOISE_TEST_POSTGRES"
"""Names the server for tests marked ``postgres``: ``postgresql://USER@HOST:PORT/DATABASE``."""


def find_browser() -> str | None:
    """Return the browser that ``CHROMIUM`` names, or the first one on the path."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def find_postgres() -> Path | None:
    """Return the folder of the newest installed PostgreSQL server's programs."""
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if folders:
        return max(folders, key=lambda folder: float(folder.parent.name))
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def apt_install(package: str) -> bool:
    """Install a Debian package where that needs no password; return whether it is there now."""
    if shutil.which("apt-get") is None:
        return False
    before: list[str] = []
    if os.geteuid() != 0:
        before = ["sudo", "-n"]
        if shutil.which("sudo") is None or not runs([*before, "true"]):
            return False
    environment = [*before, "env", "DEBIAN_FRONTEND=noninteractive"]
    runs([*environment, "apt-get", "update", "-qq"])
    return runs([*environment, "apt-get", "install", "-y", "-qq", "--no-install-recommends", package])


def runs(command: list[str]) -> bool:
    """Run a command in silence, with nothing to read; return whether it succeeded."""
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode == 0


class Cluster:
    """A throw-away PostgreSQL server in a folder of its own; works as root and as anybody else.

    Parameters
    ----------
    programs
        The folder of ``initdb`` and ``postgres``.
    settings
        Words for the server, such as ``fsync=off``.

    Raises
    ------
    subprocess.CalledProcessError
        When a program of the server fails; its words are in ``stderr``.
    """

    def __init__(self, programs: Path, *settings: str) -> None:
        self.programs, self.port = programs, free_port()
        # The path of a socket may be 107 characters long, so the folder lies in the system's short one.
        self.folder = Path(tempfile.mkdtemp(prefix="cp-pg-"))
        self.given = ["listen_addresses=127.0.0.1", f"unix_socket_directories={self.folder}", *settings]
        self.server: subprocess.Popen[bytes] | None = None
        # PostgreSQL refuses to run as root, so root lends it the user that its package made.
        as_root = os.geteuid() == 0
        self._lent: dict[str, Any] = {"user": "postgres", "group": "postgres", "extra_groups": []} if as_root else {}
        self._lent["env"] = {**os.environ, "HOME": str(self.folder)}
        if as_root:
            shutil.chown(self.folder, user="postgres", group="postgres")
        try:
            self.run(
                "initdb", "-D", self.data, "-U", "cp", "-A", "trust", "--no-sync", "--locale=C.UTF-8", "-E", "UTF8"
            )
            self.start()
            self.run("createdb", *self.to, "cp")
        except BaseException:
            self.remove()
            raise

    @property
    def data(self) -> str:
        """Where its files lie."""
        return str(self.folder / "data")

    @property
    def to(self) -> tuple[str, ...]:
        """The words that lead its programs to it."""
        return ("-h", "127.0.0.1", "-p", str(self.port), "-U", "cp")

    @property
    def address(self) -> str:
        """The address of its database."""
        return f"postgresql://cp@127.0.0.1:{self.port}/cp"

    def run(self, program: str, *words: str) -> str:
        """Run one of its programs to its end; return what it said."""
        with (self.folder / "said").open("w+") as said:
            command = [str(self.programs / program), *words]
            out: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": said, "stderr": subprocess.STDOUT}
            done = subprocess.run(command, cwd=self.folder, check=False, **out, **self._lent)
            said.seek(0)
            text = said.read()
        if done.returncode != 0:
            raise subprocess.CalledProcessError(done.returncode, program, stderr=text)
        return text

    def start(self) -> None:
        """Start the server, as a child of this process, and wait until it answers.

        Whoever starts it has to reap it: a killed server that nobody reaped would still hold its lock.
        """
        command = [str(self.programs / "postgres"), "-D", self.data, "-p", str(self.port)]
        command += [word for each in self.given for word in ("-c", each)]
        with (self.folder / "log").open("ab") as log:
            out: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": log}
            self.server = subprocess.Popen(command, cwd=self.folder, **out, **self._lent)
        for _ in range(600):
            try:
                self.run("pg_isready", *self.to, "-d", "postgres")
            except subprocess.CalledProcessError:
                if self.server.poll() is not None:
                    why = (self.folder / "log").read_text(errors="replace")
                    raise subprocess.CalledProcessError(self.server.returncode, "postgres", stderr=why) from None
                time.sleep(0.1)
            else:
                return
        raise subprocess.CalledProcessError(1, "postgres", stderr="It did not answer within a minute.")

    def kill(self) -> None:
        """Kill the server and all its processes at once, as when the machine takes them away."""
        if self.server is None:
            return
        # Each of its processes leads a group of its own, so all are named one by one.
        for pid in [self.server.pid, *children_of(self.server.pid)]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.server.wait()
        self.server = None

    def remove(self) -> None:
        """Stop the server and take its files away."""
        if self.server is not None:
            self.server.send_signal(signal.SIGQUIT)  # at once, without tidying up
            self.server.wait()
            self.server = None
        shutil.rmtree(self.folder, ignore_errors=True)


def children_of(process: int) -> list[int]:
    """Return the processes that a process started."""
    return [int(pid) for pid in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


@contextmanager
def postgres_server(programs: Path) -> Iterator[str]:
    """Run an empty throw-away PostgreSQL server and give its address.

    Parameters
    ----------
    programs
        The folder of ``initdb`` and ``postgres``.

    Raises
    ------
    subprocess.CalledProcessError
        When a program of the server fails; its words are in ``stderr``.
    """
    cluster = Cluster(programs, "fsync=off")
    try:
        yield cluster.address
    finally:
        cluster.remove()


def free_port() -> int:
    """Return a port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
