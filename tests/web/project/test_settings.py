from __future__ import annotations

import os
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from counterpoise.web.project.environment import data, database, secret
from counterpoise.web.project.environment import now as set_now
from counterpoise.web.ui.clock import now, today
from tests.web.governance.sites import code, environment
from tests.web.tables import lay_tables

COUNTERPOISE = (sys.executable, "-c", "from counterpoise.cli import app; app()")


def test_a_real_site_needs_a_long_secret() -> None:
    with pytest.raises(ImproperlyConfigured, match="missing"):
        secret("", demo=False)
    with pytest.raises(ImproperlyConfigured, match="too short"):
        secret("short", demo=False)
    assert secret("x" * 32, demo=False) == "x" * 32
    assert secret("", demo=True)


def test_what_an_earlier_secret_signed_and_sealed_still_opens(tmp_path: Path) -> None:
    asked = "from counterpoise.web.project import settings; print(settings.SECRET_KEY_FALLBACKS)"
    environment = {
        **os.environ,
        "COUNTERPOISE_DATA": str(tmp_path),
        "COUNTERPOISE_SECRET_KEY": "n" * 32,
        "COUNTERPOISE_OLD_SECRET_KEYS": f" {'o' * 32}, {'p' * 32},",
    }
    ran = subprocess.run([sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == str(["o" * 32, "p" * 32])


def test_the_clock_stands_still_in_a_demonstration_alone() -> None:
    assert set_now("", demo=False) is None
    assert set_now("", demo=True) == datetime(2015, 6, 30, 10, tzinfo=UTC)
    with pytest.raises(ImproperlyConfigured, match="demonstration"):
        set_now("2015-06-30T12:00:00+02:00", demo=False)


@pytest.mark.parametrize("text", ["yesterday", "2015-06-30T12:00:00"])
def test_a_time_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="2015-06-30T12:00:00"):
        set_now(text, demo=True)


def test_sqlite_waits_for_others_and_keeps_what_it_acknowledged(tmp_path: Path) -> None:
    options = database("", tmp_path)["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]
    assert "synchronous=FULL" in options["init_command"]


def test_postgresql_is_one_address_away(tmp_path: Path) -> None:
    found = database("postgresql://somebody:p%40ss@db:5433/site", tmp_path)
    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("site", "somebody", "p@ss")
    assert (found["HOST"], found["PORT"]) == ("db", "5433")
    with pytest.raises(ImproperlyConfigured, match="postgresql://"):
        database("mysql://db/site", tmp_path)


def test_a_named_folder_is_made_and_an_unnamed_one_of_a_demonstration_is_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert data(str(tmp_path / "here"), demo=False).is_dir()
    monkeypatch.setenv("COUNTERPOISE_DATA", "")
    assert "counterpoise-demo-" in data("", demo=True).name


def test_the_site_tells_the_time_of_its_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    assert now().isoformat() == "2015-06-30T12:00:00+02:00"
    monkeypatch.setattr(settings, "COUNTERPOISE_NOW", None)
    assert abs((now() - datetime.now(UTC)).total_seconds()) < 60
    assert today() == now().date()


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("HTTPS", "true", "COUNTERPOISE_HTTPS must be 1 or 0: 'true' is neither"),
        ("PROXY", "yes", "COUNTERPOISE_PROXY must be 1 or 0"),
        ("HOSTS", "https://samen.example.org/", "COUNTERPOISE_HOSTS takes names alone, such as samen.example.org"),
        ("HOSTS", "samen.example.org:8000", "COUNTERPOISE_HOSTS takes names alone"),
        ("HOSTS", ",", "COUNTERPOISE_HOSTS must name at least one host"),
        ("ADDRESS", "samen.example.org", "COUNTERPOISE_ADDRESS must be an address such as https://samen.example.org"),
        ("LANGUAGE", "fr", "COUNTERPOISE_LANGUAGE must be en or nl: 'fr' is none of them"),
        ("TIME_ZONE", "Amsterdam", "COUNTERPOISE_TIME_ZONE must be a zone such as Europe/Amsterdam"),
        ("MAIL_PORT", "70000", "COUNTERPOISE_MAIL_PORT must be a whole number above zero, 65535 at most"),
        ("MAIL_TLS", "ssl", "COUNTERPOISE_MAIL_TLS must be starttls, tls or none"),
        ("MAIL_FROM", "samen", "COUNTERPOISE_MAIL_FROM must be an e-mail address"),
        ("LOG_LEVEL", "loud", "COUNTERPOISE_LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR"),
        ("DATABASE_URL", "postgresql://db:x/y", "COUNTERPOISE_DATABASE_URL names a port that is no number"),
        ("DATABASE_URL", "postgresql://db", "COUNTERPOISE_DATABASE_URL names no database"),
        ("DATA", "/dev/null/here", "COUNTERPOISE_DATA must be a folder that the site may write"),
        ("SECRET_KEY", "", "COUNTERPOISE_SECRET_KEY is missing"),
        ("OIDC_NAME", "De Wending", "To sign in elsewhere, set COUNTERPOISE_OIDC_SERVER"),
    ],
)
def test_a_wrong_setting_is_told_in_one_line_that_says_what_to_set(
    tmp_path: Path, name: str, text: str, says: str
) -> None:
    env = environment(tmp_path) | {f"COUNTERPOISE_{name}": text}
    command = [*COUNTERPOISE, "serve", "--check"]
    ran = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    (line,) = ran.stderr.splitlines()
    assert line.startswith(f"counterpoise: {says}")


def test_a_database_that_is_away_is_told_without_a_trace_of_the_code(tmp_path: Path) -> None:
    env = environment(tmp_path, DATABASE_URL="postgresql://somebody@127.0.0.1:1/site")
    command = [*COUNTERPOISE, "serve", "--port", "1024"]
    ran = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "The database does not answer: is it running, and are its name and password right?" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_second_site_does_not_listen_where_another_one_does(tmp_path: Path) -> None:
    with socket.socket() as there:
        there.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        there.bind(("127.0.0.1", 0))
        there.listen()
        port = there.getsockname()[1]
        command = [*COUNTERPOISE, "serve", "--port", str(port)]
        ran = subprocess.run(command, env=environment(tmp_path), capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert f"Port {port} is in use." in ran.stderr


def test_a_site_lies_below_a_path_that_its_proxy_takes_off(tmp_path: Path) -> None:
    env = environment(tmp_path, ADDRESS="https://www.example.org/samen/", HOSTS="www.example.org", HTTPS="1", PROXY="1")
    env["COUNTERPOISE_LOG_LEVEL"] = "WARNING"
    lay_tables(tmp_path)
    asked = """
import django
django.setup()
from django.test import Client
from django.urls import reverse
from counterpoise.web.project.first import first_link
there = {"headers": {"host": "www.example.org"}}
through = {"headers": {"host": "www.example.org", "x-forwarded-proto": "https"}}
page = Client().get("/help/", **through).content.decode()
print(first_link().partition("/first/")[0])
print(reverse("help"), 'href="/samen/search/"' in page, 'href="/samen/static/ui/base.css"' in page)
print(Client().get("/health/", **there).status_code, Client().get("/help/", **there)["Location"])
"""
    link, names, found = code(asked, env=env).splitlines()
    assert link == "https://www.example.org/samen"
    assert names == "/samen/help/ True True"
    assert found == "200 https://www.example.org/samen/help/"
