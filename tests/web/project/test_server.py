"""The demonstration runs as a program of its own, from nothing to a page that somebody reads."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

LONGEST = 90
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("server")]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the demonstration on a free port and wait until it answers."""
    folder = tmp_path_factory.mktemp("demonstration")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("COUNTERPOISE_")}
    environment |= {"COUNTERPOISE_DEMO": "1", "DJANGO_SETTINGS_MODULE": "counterpoise.web.project.settings"}
    command = [sys.executable, "-m", "django", "demo", "--port", str(port), "--data", str(folder)]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            wait_for(f"http://127.0.0.1:{port}/", process, folder / "log")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=30)


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Ask until there is an answer."""
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(address, timeout=10).close()  # noqa: S310 - our own address
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
        else:
            return
    raise AssertionError(log.read_text())


def page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - our own address
        text: str = answer.read().decode()
    return text


def test_it_serves_pages_and_their_styles(address: str) -> None:
    assert "The home closes" in page(f"{address}/")
    assert "--paper" in page(f"{address}/static/ui/tokens.css")


def test_each_person_can_be_stepped_into(address: str) -> None:
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with opener.open(f"{address}/demo/as/manager/", timeout=30) as answer:
        assert "The responsible manager" in answer.read().decode()


def test_its_database_lies_in_the_named_folder_in_the_mode_that_survives_a_power_cut(
    address: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    import sqlite3

    folder = next(path for path in tmp_path_factory.getbasetemp().glob("demonstration*") if (path / "log").exists())
    assert page(f"{address}/help/")
    with sqlite3.connect(folder / "counterpoise.sqlite3") as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
