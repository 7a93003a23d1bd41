"""``counterpoise demo`` and ``counterpoise serve``: start the site as a process of its own."""

import errno
import importlib.util
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from counterpoise.cli.options import LangOption
from counterpoise.cli.speech import CommandError, reader_language, say, tell

__all__ = ["demo", "needs_the_site", "serve", "site_environment"]

SETTINGS = "counterpoise.web.project.settings"


def demo(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port on this machine.")] = 8000,
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="DIR", help="Where the demo keeps its data; forgotten afterwards if not given."),
    ] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open it in the browser.")] = True,  # noqa: FBT002 - a switch of the command line
    lang: LangOption = None,
) -> None:
    """Open the site with the paper's four illustrations: one link per person to step into, nothing to set up."""
    language = reader_language(lang)
    needs_the_site()
    _needs_the_port("127.0.0.1", port)
    address = f"http://127.0.0.1:{port}/"
    if browser:
        threading.Thread(target=_open_when_up, args=(address, port, language), daemon=True).start()
    folder = ["--data", str(data)] if data is not None else []
    _run("demo", "--port", str(port), *folder, extra={"COUNTERPOISE_DEMO": "1"})


def serve(
    address: Annotated[str, typer.Option("--address", help="The address on which to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port on this machine.")] = 8000,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="How many processes answer.")] = 1,
    jobs: Annotated[bool, typer.Option("--jobs/--no-jobs", help="Do the jobs (letters) beside the server.")] = True,  # noqa: FBT002 - a switch of the command line
    check: Annotated[bool, typer.Option("--check", help="Look whether all is well, and serve nothing.")] = False,  # noqa: FBT002 - a switch of the command line
) -> None:
    """Run the site for real; its settings come from the environment."""
    needs_the_site()
    if not check:
        _needs_the_port(address, port)
    words = ["--address", address, "--port", str(port), "--workers", str(workers)]
    words += [] if jobs else ["--no-jobs"]
    words += ["--check"] if check else []
    _run("serve", *words, extra={})


def needs_the_site() -> None:
    """Hold that the site is installed.

    Raises
    ------
    CommandError
        It is not.
    """
    if importlib.util.find_spec("django") is None:
        raise CommandError("web_missing")


def _needs_the_port(address: str, port: int) -> None:
    """Hold that nobody listens there: a second site on one port would answer every other visitor of the first."""
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            raise CommandError("port_taken" if taken else "no_such_place", port=port, address=address) from error


def site_environment(**extra: str) -> dict[str, str]:
    """Return the environment of a process that runs the site."""
    return {**os.environ, **extra, "DJANGO_SETTINGS_MODULE": SETTINGS}


def _run(*words: str, extra: dict[str, str]) -> None:
    command = [sys.executable, "-m", "counterpoise.web.project", *words]
    process = subprocess.Popen(command, env=site_environment(**extra))  # noqa: S603 - our own program
    # Who stops this program stops the site: it finishes what it does first.
    before = signal.signal(signal.SIGTERM, lambda _number, _frame: process.terminate())
    try:
        code = process.wait()
    except KeyboardInterrupt:
        process.wait()
        return
    finally:
        signal.signal(signal.SIGTERM, before)
    if code:
        raise typer.Exit(code)


def _open_when_up(address: str, port: int, language: str) -> None:
    for _ in range(600):
        time.sleep(0.2)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                tell(say("done", "opening", lang=language, address=address), error=True)
                webbrowser.open(address)
                return
