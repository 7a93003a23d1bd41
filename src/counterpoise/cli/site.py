"""``counterpoise demo`` and ``counterpoise serve``: start the site as a process of its own."""

import importlib.util
import os
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
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CommandError("port_taken", port=port) from error
    address = f"http://127.0.0.1:{port}/"
    if browser:
        threading.Thread(target=_open_when_up, args=(address, port, language), daemon=True).start()
    folder = ["--data", str(data)] if data is not None else []
    _run("demo", "--port", str(port), *folder, extra={"COUNTERPOISE_DEMO": "1"})


def serve(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="The port on this machine.")] = 8000,
) -> None:
    """Run the site for real; its settings come from the environment."""
    needs_the_site()
    _run("serve", "--port", str(port), extra={})


def needs_the_site() -> None:
    """Hold that the site is installed.

    Raises
    ------
    CommandError
        It is not.
    """
    if importlib.util.find_spec("django") is None:
        raise CommandError("web_missing")


def site_environment(**extra: str) -> dict[str, str]:
    """Return the environment of a process that runs the site."""
    return {**os.environ, **extra, "DJANGO_SETTINGS_MODULE": SETTINGS}


def _run(*words: str, extra: dict[str, str]) -> None:
    try:
        command = [sys.executable, "-m", "django", *words]
        ended = subprocess.run(command, env=site_environment(**extra), check=False)  # noqa: S603 - our own program
    except KeyboardInterrupt:
        return
    if ended.returncode:
        raise typer.Exit(ended.returncode)


def _open_when_up(address: str, port: int, language: str) -> None:
    for _ in range(600):
        time.sleep(0.2)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                tell(say("done", "opening", lang=language, address=address), error=True)
                webbrowser.open(address)
                return
