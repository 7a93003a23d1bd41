from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from counterpoise.web.project.settings import _data, _database, _now, _secret
from counterpoise.web.ui.clock import now, today


def test_a_real_site_needs_a_long_secret() -> None:
    with pytest.raises(ImproperlyConfigured, match="missing"):
        _secret("", demo=False)
    with pytest.raises(ImproperlyConfigured, match="too short"):
        _secret("short", demo=False)
    assert _secret("x" * 32, demo=False) == "x" * 32
    assert _secret("", demo=True)


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
    assert _now("", demo=False) is None
    assert _now("", demo=True) == datetime(2015, 6, 30, 10, tzinfo=UTC)
    with pytest.raises(ImproperlyConfigured, match="demonstration"):
        _now("2015-06-30T12:00:00+02:00", demo=False)


@pytest.mark.parametrize("text", ["yesterday", "2015-06-30T12:00:00"])
def test_a_time_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="2015-06-30T12:00:00"):
        _now(text, demo=True)


def test_sqlite_waits_for_others_and_keeps_what_it_acknowledged(tmp_path: Path) -> None:
    options = _database("", tmp_path)["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]
    assert "synchronous=FULL" in options["init_command"]


def test_postgresql_is_one_address_away(tmp_path: Path) -> None:
    found = _database("postgresql://somebody:p%40ss@db:5433/site", tmp_path)
    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("site", "somebody", "p@ss")
    assert (found["HOST"], found["PORT"]) == ("db", "5433")
    with pytest.raises(ImproperlyConfigured, match="postgresql://"):
        _database("mysql://db/site", tmp_path)


def test_a_named_folder_is_made_and_an_unnamed_one_of_a_demonstration_is_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _data(str(tmp_path / "here"), demo=False).is_dir()
    monkeypatch.setenv("COUNTERPOISE_DATA", "")
    assert "counterpoise-demo-" in _data("", demo=True).name


def test_the_site_tells_the_time_of_its_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    assert now().isoformat() == "2015-06-30T12:00:00+02:00"
    monkeypatch.setattr(settings, "COUNTERPOISE_NOW", None)
    assert abs((now() - datetime.now(UTC)).total_seconds()) < 60
    assert today() == now().date()
