from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

from counterpoise.web.project.management.commands import demo, serve

pytestmark = pytest.mark.django_db


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Keep what would be served, instead of serving it."""
    kept: list[dict[str, Any]] = []
    for module in (demo, serve):
        monkeypatch.setattr(module, "serve", lambda **given: kept.append(given))
    return kept


def test_the_demonstration_prints_a_link_for_each_person_that_works(
    served: list[dict[str, Any]], visit: Callable[[str], Client]
) -> None:
    out = io.StringIO()
    call_command("demo", port=8765, stdout=out)
    assert served == [{"port": 8765}]
    links = [line.split()[-1] for line in out.getvalue().splitlines() if "/demo/as/" in line]
    assert len(links) >= 12
    assert "http://127.0.0.1:8765/demo/as/resident/" in links
    for link in links:
        assert visit("").get(link.removeprefix("http://127.0.0.1:8765")).status_code == 302


def test_a_demonstration_in_a_named_folder_starts_anew_with_it(
    served: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    started: list[str] = []

    def execve(_program: str, arguments: list[str], environment: dict[str, str]) -> None:
        started.extend([*arguments, environment["COUNTERPOISE_DATA"]])
        raise SystemExit

    monkeypatch.setattr("os.execve", execve)
    with pytest.raises(SystemExit):
        call_command("demo", port=8765, data=tmp_path)
    assert started[-3:] == ["--port", "8765", str(tmp_path)]
    assert served == []


def test_a_real_site_has_no_demonstration(
    monkeypatch: pytest.MonkeyPatch, served: list[dict[str, Any]], visit: Callable[[str], Client]
) -> None:
    monkeypatch.setattr(settings, "COUNTERPOISE_DEMO", False)
    with pytest.raises(CommandError, match="no demonstration"):
        call_command("demo")
    assert served == []
    client = visit("")
    assert client.get("/demo/").status_code == 404
    assert client.get("/demo/as/resident/").status_code == 404
    page = client.get("/").content.decode()
    assert "Demonstration" not in page
    assert "/demo/" not in page


def test_serving_brings_the_tables_up_to_date_first(served: list[dict[str, Any]]) -> None:
    out = io.StringIO()
    call_command("serve", port=8766, workers=2, stdout=out)
    assert served == [{"address": "127.0.0.1", "port": 8766, "workers": 2, "jobs": True}]


def test_the_illustrations_are_loaded_once(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_illustrations", keep=True)
    assert "already" in capsys.readouterr().out
    with pytest.raises(CommandError, match="empty database"):
        call_command("load_illustrations")


def test_somebody_steps_in_and_out(visit: Callable[[str], Client]) -> None:
    client = visit("resident")
    assert "A resident" in client.get("/").content.decode()
    assert client.get("/leave/").status_code == 405
    assert client.post("/leave/").status_code == 302
    assert "Sign out" not in client.get("/").content.decode()


def test_a_form_without_its_token_changes_nothing(visit: Callable[[str], Client]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.get("/demo/as/resident/")
    answer = client.post("/leave/")
    assert answer.status_code == 403
    assert "This form was too old" in answer.content.decode()
    assert "Sign out" in client.get("/").content.decode()
    assert visit("").get("/nothing/").status_code == 404
