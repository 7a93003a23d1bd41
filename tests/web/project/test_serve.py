"""The site runs for real: from an empty folder to its first person, with a worker beside it that is kept going."""

from __future__ import annotations

import http.cookiejar
import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from counterpoise.web.project.first import first_link
from tests.web.governance.post import Office, office_open
from tests.web.governance.sites import environment, run, until
from tests.web.tables import lay_tables

pytestmark = [pytest.mark.slow, pytest.mark.faults, pytest.mark.xdist_group("server")]


class Site:
    """A site that is being served."""

    def __init__(self, folder: Path, **more: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.env = environment(folder, ADDRESS=self.address, **more)
        self.log = folder / "log"
        with self.log.open("wb") as out:
            command = [sys.executable, "-m", "django", "serve", "--port", str(self.port)]
            self.process = subprocess.Popen(command, env=self.env, stdout=out, stderr=subprocess.STDOUT)
        try:
            until(self.answers)
        except BaseException:
            self.stop()
            raise

    def answers(self) -> bool:
        """Say whether it answers."""
        assert self.process.poll() is None, self.log.read_text()
        try:
            urllib.request.urlopen(f"{self.address}/health/", timeout=30).close()  # noqa: S310 - our own address
        except (urllib.error.URLError, OSError):
            return False
        return True

    def health(self) -> dict[str, object]:
        """Ask how it is."""
        with urllib.request.urlopen(f"{self.address}/health/?format=json", timeout=60) as answer:  # noqa: S310 - our own address
            found: dict[str, object] = json.loads(answer.read())
        return found

    def workers(self) -> list[int]:
        """Return the numbers of the processes that do jobs for it."""
        found = []
        for each in Path("/proc").iterdir():
            if each.name.isdigit():
                try:
                    words = (each / "cmdline").read_bytes().split(b"\0")
                except OSError:
                    continue
                if b"work" in words and str(self.process.pid).encode() in words:
                    found.append(int(each.name))
        return found

    def stop(self) -> int:
        """Stop it as systemd does, and return how it ended."""
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.wait(timeout=300)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Serve a new site, from an empty folder."""
    found = Site(tmp_path)
    yield found
    found.stop()


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Site]:
    """Serve a site whose tables are there: where it is tested how one stops, they are not what is tested."""
    lay_tables(tmp_path)
    found = Site(tmp_path)
    yield found
    found.stop()


def test_a_new_site_is_opened_by_the_printed_link_and_only_once(site: Site) -> None:
    link = re.search(r"http\S+/first/\S+", site.log.read_text())
    assert link is not None
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    page = opener.open(link.group(), timeout=120).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    once = re.search(r'name="once" value="(\w+)"', page)
    assert token is not None
    assert once is not None
    given = {"csrfmiddlewaretoken": token.group(1), "once": once.group(1), "name": "Somebody", "side": "civic"}
    given |= {"body": "Our council", "language": "en", "title": "The garden", "example": "meals"}
    answer = opener.open(link.group(), data=urllib.parse.urlencode(given).encode(), timeout=120)
    assert "/about/" in answer.url
    assert "Residents of the home" in answer.read().decode()
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(link.group(), timeout=120)  # noqa: S310 - our own address


def test_its_worker_is_started_again_when_it_is_killed_and_stops_with_it(running: Site) -> None:
    until(lambda: running.health()["worker"] == "ok")
    (first,) = running.workers()
    os.kill(first, signal.SIGKILL)
    until(lambda: bool(running.workers()) and running.workers() != [first])
    assert running.stop() == 0
    until(lambda: not running.workers())


def test_a_worker_whose_server_was_killed_stops_by_itself(running: Site) -> None:
    until(lambda: len(running.workers()) == 1)
    running.process.kill()
    running.process.wait(timeout=120)
    until(lambda: not running.workers())


def test_two_that_start_at_once_bring_the_tables_up_to_date_once(tmp_path: Path) -> None:
    env = environment(tmp_path)
    text = (
        "import django; django.setup(); from counterpoise.web.project.upgrade import bring_up_to_date as b; print(b())"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", text], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _number in range(2)
    ]
    said = sorted(int(each.communicate(timeout=300)[0]) for each in both)
    assert [each.returncode for each in both] == [0, 0]
    assert said[0] == 0
    assert said[1] > 0


def test_check_says_what_needs_mending_and_serves_nothing(tmp_path: Path) -> None:
    office = Office()
    with office_open(office) as port:
        given = {"MAIL_HOST": "127.0.0.1", "MAIL_PORT": str(port), "MAIL_TLS": "none", "MAIL_TIMEOUT": "120"}
        env = environment(tmp_path, **given, SECRET_KEY=os.urandom(40).hex()) | {"COUNTERPOISE_HTTPS": "1"}
        said = run("serve", "--check", env=env)
        assert "ok    mail: 127.0.0.1" in said
        assert "ok    settings: nothing to mend" in said
        assert "changes wait" in said
    done = subprocess.run(
        [sys.executable, "-m", "django", "serve", "--check"], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "MEND  mail:" in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("address", "begins"),
    [
        ("http://127.0.0.1", "http://127.0.0.1:8235/first/"),
        ("http://localhost:9000", "http://localhost:9000/first/"),
        ("https://samen.example.org", "https://samen.example.org/first/"),
    ],
)
def test_the_printed_link_leads_to_where_the_site_listens(address: str, begins: str, settings: Settings) -> None:
    settings.COUNTERPOISE_ADDRESS = address
    assert first_link(port=8235).startswith(begins)
