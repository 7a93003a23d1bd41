"""What tests of both wings share: what a machine lacks is skipped with its reason, and how the browser is started."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
BROWSER = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")

# Playwright runs an event loop in the test's own thread, and Django would refuse the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

SETTINGS = "counterpoise.web.project.settings"

LACKING: dict[str, tuple[Callable[[], bool], str]] = {
    "shared": (lambda: not SHARED.is_dir(), "the test data beside the project are not there (../shared/data)"),
    "browser": (
        lambda: BROWSER is None or find_spec("pytest_playwright") is None,
        "no chromium on this machine, or nothing installed that drives it",
    ),
    "postgres": (
        lambda: "COUNTERPOISE_TEST_POSTGRES" not in os.environ,
        "no PostgreSQL server; `make test` starts one",
    ),
}
"""For each mark: when a machine lacks what the tests with it need, and what is said then."""


def _site_set_up() -> None:
    """Load the site's settings where it is installed; the library's tests run without them just as well.

    They are not named in pyproject.toml, because pytest would then stop where Django is absent. It is done while this
    file is read: the files beside the site's own tests import its tables.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    # The site's tests look at the demonstration: its clock stands still, its data lie in a temporary folder.
    os.environ.setdefault("COUNTERPOISE_DEMO", "1")
    os.environ.setdefault("COUNTERPOISE_SECRET_KEY", "known to everybody, for it guards nothing but tests")
    if "COUNTERPOISE_DATA" not in os.environ:
        folder = os.environ["COUNTERPOISE_DATA"] = tempfile.mkdtemp(prefix="counterpoise-tests-")
        # Test workers are given the same folder by this process, which alone takes it away.
        mine = os.getpid()
        atexit.register(lambda: shutil.rmtree(folder, ignore_errors=True) if os.getpid() == mine else None)
    import django

    django.setup()


if find_spec("django") is not None and find_spec(SETTINGS) is not None:
    _site_set_up()


if find_spec("hypothesis") is not None:
    from hypothesis import HealthCheck, settings

    # How fast a machine makes examples is no property of the code; what the examples show is.
    settings.register_profile("ours", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("ours")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what this machine cannot run; `make test` brings what is missing and says what it could not bring."""
    lacking = {mark: reason for mark, (absent, reason) in LACKING.items() if absent()}
    for item in items:
        for mark, reason in lacking.items():
            if item.get_closest_marker(mark) is not None:
                item.add_marker(pytest.mark.skip(reason=reason))
    items.sort(key=_empties_the_database)


def _empties_the_database(item: pytest.Item) -> bool:
    """Say whether a test commits, so that everything is emptied after it: these come last.

    Pytest-django puts them last too, but then pytest brings all tests of one browser together, and with them those
    that empty the database would stand before others that read the demonstration.
    """
    asked = getattr(item, "fixturenames", ())
    mark = item.get_closest_marker("django_db")
    return "transactional_db" in asked or "live_server" in asked or bool(mark and mark.kwargs.get("transaction"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of the test data beside the project; only for tests marked ``shared``."""
    return SHARED


@pytest.fixture
def postgres_database() -> Iterator[str]:
    """Return the address of an empty PostgreSQL database of this test's own; only for tests marked ``postgres``."""
    import psycopg

    server, name = os.environ["COUNTERPOISE_TEST_POSTGRES"], f"test_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    yield urlsplit(server)._replace(path=f"/{name}").geturl()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:  # noqa: ARG001 - the database has its name by then
    """Lay the tables where the tests will look for them, so that Django finds them and makes only what is missing."""
    from django.db import connection

    from tests.web.tables import tables

    if connection.vendor != "sqlite":
        return False
    shutil.copyfile(tables(), connection.settings_dict["TEST"]["NAME"])
    return True


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the machine's own chromium, silent towards the network and able to run as root in a container."""
    quiet = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
    room = ["--no-sandbox", "--disable-gpu", "--disable-sync", "--disable-dev-shm-usage"]
    return {**browser_type_launch_args, "executable_path": BROWSER, "headless": True, "args": [*quiet, *room]}
