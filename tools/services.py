"""What only tests need: a browser and a PostgreSQL server, found, or installed where that is allowed, and started."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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


@contextmanager
def postgres_server(programs: Path) -> Iterator[str]:
    """Run an empty throw-away PostgreSQL server and give its address; works as root and as anybody else.

    Parameters
    ----------
    programs
        The folder of ``initdb`` and ``pg_ctl``.

    Raises
    ------
    subprocess.CalledProcessError
        When a program of the server fails; its words are in ``stderr``.
    """
    # The path of a socket may be 107 characters long, so the folder lies in the system's short one.
    folder = Path(tempfile.mkdtemp(prefix="cp-pg-"))
    as_root = os.geteuid() == 0
    if as_root:
        shutil.chown(folder, user="postgres", group="postgres")

    def run(program: str, *arguments: str) -> None:
        # PostgreSQL refuses to run as root, so root lends it the user that its package made.
        # What it says goes to a file, because the server would keep a pipe open for as long as it runs.
        with (folder.parent / f"{folder.name}.out").open("w+") as said:
            done = subprocess.run(
                [str(programs / program), *arguments],
                cwd=folder,
                env={**os.environ, "HOME": str(folder)},
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                check=False,
                user="postgres" if as_root else None,
                group="postgres" if as_root else None,
                extra_groups=[] if as_root else None,
            )
            said.seek(0)
            if done.returncode != 0:
                raise subprocess.CalledProcessError(done.returncode, program, stderr=said.read())

    data, port = str(folder / "data"), str(free_port())
    settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    try:
        run("initdb", "-D", data, "-U", "cp", "-A", "trust", "--no-sync", "--locale=C.UTF-8", "-E", "UTF8")
        run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", settings, "start")
        try:
            run("createdb", "-h", "127.0.0.1", "-p", port, "-U", "cp", "cp")
            yield f"postgresql://cp@127.0.0.1:{port}/cp"
        finally:
            run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        (folder.parent / f"{folder.name}.out").unlink(missing_ok=True)


def free_port() -> int:
    """Return a port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
