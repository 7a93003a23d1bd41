"""What a second file does to a care path: another patient stays out, newer words come beside the older ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client

from counterpoise.web.ledger import selectors as kept
from counterpoise.web.ledger.models import EarlierVersion, Entry
from counterpoise.web.people.selectors import viewer_of
from counterpoise.web.trajectory import services
from counterpoise.web.trajectory.models import Patient, Tie, WhatMatters
from counterpoise.web.trajectory.selectors import paths_about
from counterpoise.web.ui.clock import now
from tests.web.again import load_again
from tests.web.trajectory.test_care_data import GOAL, SISTER, fhir, take_in
from tests.web.trajectory.writing import PATH, Visit, send

TEAM: dict[str, Any] = {
    "resourceType": "CareTeam",
    "id": "team",
    "subject": {"reference": "Patient/p1"},
    "participant": [
        {"member": {"reference": "Practitioner/n1", "display": "Nurse of the ward"}},
        {"member": {"reference": "RelatedPerson/sister"}},
    ],
}
OTHER = {"reference": "Patient/p2", "display": "Somebody from upstairs"}


def meta(day: int, number: int = 0) -> dict[str, Any]:
    told: dict[str, Any] = {"lastUpdated": f"2015-03-{day:02}T10:00:00+01:00"}
    return {"meta": told | ({"versionId": str(number)} if number else {})}


@pytest.fixture
def owner(db: None, visit: Visit, forgets: Callable[[], None]) -> Client:  # noqa: ARG001 - the database is there
    """Return the owner of the care path, who took in what matters and a sister."""
    client = visit("resident")
    assert "new in your care path" in take_in(client, fhir(GOAL | meta(3), SISTER)).content.decode()
    return client


def test_a_file_about_another_patient_is_asked_about_and_nothing_comes_in(owner: Client) -> None:
    before = Entry.objects.count()
    other = fhir(GOAL | {"id": "sing", "subject": OTHER, "expressedBy": OTHER})
    page = take_in(owner, other).content.decode()
    assert "Which patient is this care path about?" in page
    assert "Patient/p1" in page
    assert "Patient/p2" in page
    assert "Somebody from upstairs" not in page
    assert "Is this file about the same person?" in page
    address = f"{PATH}care-data/"
    for answer in ("no", ""):
        said = send(owner, address, file=SimpleUploadedFile("care.json", other), same=answer).content.decode()
        assert "Which patient" in said
    assert Entry.objects.count() == before
    assert Patient.objects.filter(path="care-path").count() == 1


def test_the_owner_can_say_that_another_number_is_theirs(owner: Client) -> None:
    again = {"reference": "https://other.example/Patient/77"}
    file = fhir(GOAL | {"id": "sing", "subject": again, "expressedBy": again, "description": {"text": "Sing"}})
    said = send(owner, f"{PATH}care-data/", file=SimpleUploadedFile("care.json", file), same="yes").content.decode()
    assert "is new in your care path" in said or "are new in your care path" in said
    assert "Sing" in owner.get(PATH).content.decode()
    assert "Which patient" not in take_in(owner, file).content.decode()


def test_a_patient_without_a_number_is_not_shown_by_name(owner: Client) -> None:
    nameless = {"display": "Somebody from upstairs", "type": "Patient"}
    page = take_in(owner, fhir(GOAL | {"subject": nameless})).content.decode()
    assert "somebody without a number" in page
    assert "Somebody from upstairs" not in page


def test_newer_words_become_the_next_version_and_both_are_seen(owner: Client) -> None:
    newer = GOAL | meta(9) | {"description": {"text": "Sing in the choir again"}}
    page = take_in(owner, fhir(newer, SISTER)).content.decode()
    assert "1 line was told anew" in page
    assert "Walk to the choir again" in page
    assert "Sing in the choir again" in page
    goal = WhatMatters.objects.get(pk="care-path.Goal-walk")
    assert (goal.version, goal.text) == (2, "Sing in the choir again")
    earlier = EarlierVersion.objects.get(ref="care-path.Goal-walk")
    assert earlier.row["text"] == "Walk to the choir again"
    seen = owner.get(PATH).content.decode()
    assert "Sing in the choir again" in seen
    assert "Walk to the choir again" in seen
    assert "What stood here before" in seen


@pytest.mark.parametrize("changed", [meta(3, 2), {"meta": {"versionId": "5"}}, {"priority": {"text": "high"}}])
def test_every_other_version_and_content_counts_as_a_change(owner: Client, changed: dict[str, Any]) -> None:
    assert "1 line was told anew" in take_in(owner, fhir(GOAL | meta(3) | changed)).content.decode()


def test_an_older_file_changes_nothing_and_says_so(owner: Client) -> None:
    first = take_in(owner, fhir(GOAL | meta(9) | {"description": {"text": "Sing"}}))
    assert "told anew" in first.content.decode()
    before = Entry.objects.count()
    for old in (GOAL | meta(3), GOAL | meta(2) | {"description": {"text": "Never seen"}}):
        assert "older than what stands" in take_in(owner, fhir(old)).content.decode()
    assert Entry.objects.count() == before
    assert WhatMatters.objects.get(pk="care-path.Goal-walk").text == "Sing"


def test_several_versions_in_one_file_come_one_after_another(owner: Client) -> None:
    told = [GOAL | meta(day) | {"description": {"text": f"Version {day}"}} for day in (3, 9, 7, 1)]
    take_in(owner, fhir(*told))
    goal = WhatMatters.objects.get(pk="care-path.Goal-walk")
    assert (goal.version, goal.text) == (4, "Version 9")
    earlier = EarlierVersion.objects.filter(ref="care-path.Goal-walk").order_by("version")
    assert [each.row["text"] for each in earlier] == ["Walk to the choir again", "Version 3", "Version 7"]


def test_what_the_owner_changed_here_stays_and_the_page_says_so(owner: Client) -> None:
    tie = Tie.objects.get(name="Sister from the north")
    send(owner, f"{PATH}write/stop/{tie.pk}/", on="2015-06-30", reason="")
    assert Tie.objects.get(pk=tie.pk).active_until is not None
    assert "were there already" in take_in(owner, fhir(GOAL | meta(3), SISTER)).content.decode()
    page = take_in(owner, fhir(SISTER | {"name": [{"text": "Sister, anew"}]})).content.decode()
    assert "changed here since" in page
    assert Tie.objects.get(pk=tie.pk).name == "Sister from the north"


def test_whom_a_team_no_longer_names_has_no_seat_in_it(owner: Client) -> None:
    from counterpoise.web.people.models import Seat

    take_in(owner, fhir(TEAM))
    assert Seat.objects.filter(body="care-path.CareTeam-team", active_until=None).count() == 2
    take_in(owner, fhir(TEAM | {"participant": TEAM["participant"][:1]}))
    assert Seat.objects.filter(body="care-path.CareTeam-team", active_until=None).count() == 1


def test_who_is_named_without_a_name_keeps_the_name_that_they_had(owner: Client) -> None:
    take_in(owner, fhir(TEAM))
    assert Tie.objects.filter(name="Sister from the north").count() == 1
    assert not Tie.objects.filter(initiative="care-path", name="").exists()


@pytest.fixture
def everything(transactional_db: None) -> Iterator[None]:  # noqa: ARG001 - the database is there
    """Load the demonstration in tables that several connections see."""
    load_again()
    kept._KEPT.clear()
    yield
    kept._KEPT.clear()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("everything")
def test_one_file_sent_from_many_tabs_at_once_comes_in_once_and_each_is_told() -> None:
    content = fhir(GOAL, SISTER, TEAM)

    def send_it(_number: int) -> str:
        try:
            by = viewer_of("resident", at=now(), paths_about=paths_about)
            taken = services.take_in(path="care-path", name="care.json", content=content, by=by, at=now())
        except Exception as error:  # noqa: BLE001 - what each of them met is looked at afterwards
            return repr(error)
        else:
            return "new" if taken.news.new else "known"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=8) as pool:
        found = Counter(pool.map(send_it, range(8)))
    assert found == {"new": 1, "known": 7}
    assert Entry.objects.filter(type="care_path").count() == 1
