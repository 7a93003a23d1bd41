from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.formats.fhir.files import Resource
from counterpoise.formats.fhir.references import Target, slug, target
from counterpoise.record import check
from counterpoise.record.decisions import Notice
from counterpoise.record.initiatives import Initiative
from counterpoise.record.trajectories import Agreement, Tie
from tests.formats.fhir.resources import imported

SOURCE = Resource(
    "CarePlan",
    "CarePlan/1",
    "",
    {},
    {"#pr1": ("CarePlan/1#pr1", "Practitioner")},
    "",
    {"urn:uuid:a": ("urn:uuid:a", "Patient"), "Patient/9": ("urn:uuid:p", "Patient")},
    "file",
)


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ({"reference": "Patient/1"}, Target("Patient/1", "Patient", "")),
        ({"reference": "Patient/1/_history/4", "display": "A"}, Target("Patient/1", "Patient", "A")),
        ({"reference": "http://h.example/fhir/Patient/1"}, Target("http://h.example/fhir/Patient/1", "Patient", "")),
        ({"reference": "urn:uuid:a"}, Target("urn:uuid:a", "Patient", "")),
        ({"reference": "Patient/9"}, Target("urn:uuid:p", "Patient", "")),
        ({"reference": "#pr1"}, Target("CarePlan/1#pr1", "Practitioner", "")),
        ({"reference": "#gone"}, Target("CarePlan/1#gone", "", "")),
        ({"display": "Somebody"}, Target("called:Somebody", "", "Somebody")),
        ({"type": "Patient", "display": "A"}, Target("called:A", "Patient", "A")),
        ({"reference": 3}, None),
        ({}, None),
        ("Patient/1", None),
        (None, None),
    ],
)
def test_a_reference_names_the_same_thing_in_all_its_forms(reference: Any, expected: Target | None) -> None:  # noqa: ANN401 - as read
    assert target(reference, SOURCE) == expected


def test_a_number_of_a_person_is_no_name() -> None:
    found = target({"identifier": {"system": "http://fhir.nl/fhir/NamingSystem/bsn", "value": "123456782"}}, SOURCE)
    assert found is not None
    assert "123456782" not in found.key
    other = target({"identifier": {"system": "http://other", "value": "123456782"}}, SOURCE)
    assert other is not None
    assert other.key != found.key


keys = st.from_regex(r"[A-Z][a-z]{0,5}(/[A-Za-z0-9.\-]{1,8})?", fullmatch=True) | st.text(min_size=1, max_size=30)


@given(st.lists(keys, min_size=2, max_size=6, unique=True))
def test_two_keys_never_share_an_id_and_every_id_can_be_a_row(found: list[str]) -> None:
    ids = [slug(key) for key in found]
    assert len(set(ids)) == len(ids)
    assert all(one.isprintable() and one == one.strip() and 0 < len(one) <= 100 for one in ids)


def test_a_bundle_ties_its_entries_by_urn_and_by_type(tmp_path: Path) -> None:
    bundle = {
        "resourceType": "Bundle",
        "entry": [
            {"fullUrl": "urn:uuid:p", "resource": {"resourceType": "Patient", "id": "1"}},
            {
                "fullUrl": "urn:uuid:d",
                "resource": {
                    "resourceType": "RelatedPerson",
                    "id": "d",
                    "patient": {"reference": "urn:uuid:p"},
                    "name": [{"text": "Daughter"}],
                },
            },
            {
                "fullUrl": "urn:uuid:c",
                "resource": {
                    "resourceType": "CarePlan",
                    "id": "c",
                    "subject": {"reference": "Patient/1"},
                    "created": "2026-01-01",
                    "activity": [{"detail": {"description": "Shop", "performer": [{"reference": "urn:uuid:d"}]}}],
                },
            },
            {
                "resource": {
                    "resourceType": "Communication",
                    "subject": {"reference": "urn:uuid:p"},
                    "about": [{"reference": "urn:uuid:c"}],
                    "sent": "2026-01-02",
                },
            },
        ],
    }
    found = imported(tmp_path, bundle)
    assert check(found.record) == ()
    assert len(found.record.rows(Initiative)) == 1
    (tie,) = found.record.rows(Tie)
    assert (tie.name, [row.by for row in found.record.rows(Agreement)]) == ("Daughter", [tie.id])
    assert all(row.decision is not None for row in found.record.rows(Notice))


def test_people_of_two_servers_are_never_taken_for_the_same(tmp_path: Path) -> None:
    def of(server: str) -> dict[str, Any]:
        goal = {"resourceType": "Goal", "id": "1", "description": {"text": "x"}, "subject": {"reference": "Patient/1"}}
        return {"resourceType": "Bundle", "entry": [{"fullUrl": f"{server}/fhir/Goal/1", "resource": goal}]}

    found = imported(tmp_path, of("http://a.example"), of("http://b.example"))
    assert len(found.record.rows(Initiative)) == 2
    assert check(found.record) == ()


def test_goals_and_plans_that_name_each_other_end_somewhere(tmp_path: Path) -> None:
    a = {"resourceType": "Provenance", "id": "a", "target": [{"reference": "Provenance/b"}], "recorded": "2026"}
    b = {"resourceType": "Provenance", "id": "b", "target": [{"reference": "Provenance/a"}], "recorded": "2026"}
    assert imported(tmp_path, a, b).imported == 2
