"""Attacks that fetched somebody's own files by a link: what is taken home is made for who asks, and kept nowhere."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from tests.web.project.canaries import met, plant_elsewhere, plant_in_room
from tests.web.project.routes import addresses
from tests.web.project.test_routes import shown

pytestmark = pytest.mark.django_db
FILES = ("/export/", "/mine/")


@pytest.fixture(autouse=True)
def planted(db: None, forgets: Callable[[], None]) -> None:  # noqa: ARG001 - the database is there, nothing is kept
    """Put canaries into everything that is not for everybody."""
    plant_in_room()
    plant_elsewhere()


@pytest.mark.parametrize("file", FILES)
def test_cve_2025_65017_a_file_for_one_person_is_another_file_for_another(
    file: str, visit: Callable[[str], Client]
) -> None:
    """The archive of somebody's data could be fetched by whoever knew its name."""
    for person in ("church-goer", "manager", "resident"):
        assert not met(shown(visit(person).get(file)), by=person)
    assert Client().get(file).status_code == 404


@pytest.mark.parametrize("file", FILES)
def test_cve_2026_45377_a_link_to_a_file_opens_nothing_without_a_session(
    file: str, visit: Callable[[str], Client]
) -> None:
    """The link to an export worked for everybody to whom it leaked."""
    answer = visit("church-goer").get(file)
    assert answer.status_code == 200
    # The file comes in the answer itself: there is no other address of it, and no cache keeps it.
    assert "Location" not in answer.headers
    assert "no-store" in answer.headers["Cache-Control"]
    assert Client().get(file, {"token": "a" * 40, "person": "church-goer", "signature": "x"}).status_code == 404


def test_cve_2026_45378_nothing_that_the_site_keeps_in_folders_has_an_address() -> None:
    """Scans of papers lay behind links that anybody could use for days."""
    for kept in settings.COUNTERPOISE_KEPT:
        folder = settings.COUNTERPOISE_DATA / kept
        folder.mkdir(exist_ok=True)
        (folder / "paper.txt").write_text("UILTJE-paper", encoding="utf-8")
        for address in (f"/{kept}/paper.txt", f"/static/../{kept}/paper.txt", f"/static/%2e%2e/{kept}/paper.txt"):
            assert Client().get(address).status_code == 404, address
        (folder / "paper.txt").unlink()
    assert [each for each in addresses() if each.startswith(("/media/", "/files/"))] == []


def test_an_export_holds_nobody_elses_draft_contact_or_room(visit: Callable[[str], Client]) -> None:
    answer = visit("manager").get("/export/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        for name in archive.namelist():
            for line in archive.read(name).decode().splitlines():
                if name.endswith(".jsonl"):
                    assert not met(json.dumps(json.loads(line), ensure_ascii=False), by="manager"), (name, line)
