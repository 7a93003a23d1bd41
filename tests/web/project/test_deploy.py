"""A real site, with the settings that a real site has: what Django says of it, and what it tells browsers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.tables import lay_tables

ASK = """
import json, django
django.setup()
from django.test import Client
client = Client()
plain = client.get("/", headers={"host": "council.example"})
pages = {}
for address in ("/", "/sign-in/", "/nothing-there/"):
    answer = client.get(address, secure=True, headers={"host": "council.example"})
    pages[address] = {"status": answer.status_code, "headers": dict(answer.headers)}
    pages[address]["cookies"] = [each.OutputString() for each in answer.cookies.values()]
trace = client.trace("/", secure=True, headers={"host": "council.example"}).status_code
print(json.dumps({"plain": [plain.status_code, plain["Location"]], "pages": pages, "trace": trace}))
"""


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of a real site in a folder."""
    ours = ("COUNTERPOISE_", "DJANGO_")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "counterpoise.web.project.settings",
        "COUNTERPOISE_DATA": str(folder),
        "COUNTERPOISE_HOSTS": "council.example",
        "COUNTERPOISE_SECRET_KEY": "chance-9XaZ4kQw7Lm2Vt8Rb3Yc6Nd1Hs5Jf0Gp-uTeOiAxWvBqPzMl",
    }


def ran(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command], env=environment(folder), capture_output=True, text=True, check=False
    )


def test_django_finds_nothing_to_say_about_a_real_site(tmp_path: Path) -> None:
    done = ran(tmp_path, "-m", "django", "check", "--deploy", "--fail-level", "DEBUG")
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """Return what a real site answers, asked by a process of its own."""
    folder = tmp_path_factory.mktemp("real")
    lay_tables(folder)
    done = ran(folder, "-c", ASK)
    assert done.returncode == 0, done.stderr
    answer: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return answer


def test_a_real_site_is_reached_encrypted_only(told: dict[str, object]) -> None:
    assert told["plain"] == [301, "https://council.example/"]
    assert told["trace"] == 405


@pytest.mark.parametrize("address", ["/", "/sign-in/", "/nothing-there/"])
def test_every_answer_tells_browsers_what_they_may_do(address: str, told: dict[str, object]) -> None:
    pages = told["pages"]
    assert isinstance(pages, dict)
    headers = pages[address]["headers"]
    wanted = {
        "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    assert {name: headers.get(name) for name in wanted} == wanted
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "camera=()" in headers["Permissions-Policy"]
    assert "private" in headers["Cache-Control"]
    assert not {"Server", "X-Powered-By", "Access-Control-Allow-Origin"} & set(headers)


def test_cookies_belong_to_this_host_and_to_no_script(told: dict[str, object]) -> None:
    pages = told["pages"]
    assert isinstance(pages, dict)
    cookies = [each for page in pages.values() for each in page["cookies"]]
    assert any(each.startswith("__Host-csrf=") for each in cookies)
    for each in cookies:
        assert each.startswith("__Host-")
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= {part.strip() for part in each.split(";")}
        assert "Domain" not in each
