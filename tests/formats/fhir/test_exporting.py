from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from counterpoise.datasets.illustrations import illustrations
from counterpoise.formats.fhir.exporting import Look, audit_event, bundle, provenances, resources
from counterpoise.formats.fhir.letter import require_r4
from counterpoise.formats.fhir.problems import CareDataError
from counterpoise.formats.prov import NeedsProvError, to_prov_json
from counterpoise.record import Record
from counterpoise.record.people import Person
from counterpoise.record.trajectories import WhatMatters
from tests.builders import row, written

LOOK = Look(
    reader="nurse",
    reader_name="Nurse",
    reader_role="professional",
    owner="resident",
    path="care-path",
    looked_at=datetime(2015, 6, 30, 12, tzinfo=UTC),
    what="agreements",
)


def small() -> Record:
    """Return a row that was corrected, by somebody for somebody else."""
    first = row(
        WhatMatters, "late", happened="2013-11", recorded_by="nurse", on_behalf_of="resident", text="Secret words."
    )
    return Record.of(
        [
            row(Person, "nurse", pseudonym="The nurse"),
            first,
            replace(first, version=2, recorded_at=written("2014-01-05"), source="A letter"),
        ]
    )


def test_who_wrote_what_down_follows_r4() -> None:
    pytest.importorskip("fhir.resources.R4B")
    for each in (*provenances(small()), *provenances(illustrations())):
        require_r4(each)


def test_a_correction_names_what_it_corrects_and_for_whom_it_was_written() -> None:
    found = [each for each in provenances(small()) if "what_matters" in str(each["target"])]
    assert [each["activity"]["coding"][0]["code"] for each in found] == ["CREATE", "UPDATE"]
    second = found[1]
    assert second["agent"][0]["who"]["display"] == "The nurse"
    assert second["agent"][0]["onBehalfOf"]["identifier"]["value"] == "resident"
    assert [each["role"] for each in second["entity"]] == ["revision", "source"]
    assert found[0]["occurredPeriod"] == {"start": "2013-11-01", "end": "2013-11-30"}
    assert "Secret" not in json.dumps(found)


def test_that_somebody_looked_follows_r4_with_the_fields_of_the_norm() -> None:
    pytest.importorskip("fhir.resources.R4B")
    found = audit_event(LOOK)
    require_r4(found)
    assert found["recorded"] == "2015-06-30T12:00:00+00:00"
    assert (found["action"], found["outcome"]) == ("R", "0")
    assert found["agent"][0]["who"]["identifier"]["value"] == "nurse"
    assert [each["what"]["identifier"]["value"] for each in found["entity"]] == ["resident", "care-path"]
    assert audit_event(replace(LOOK, allowed=False))["outcome"] == "4"
    require_r4(audit_event(replace(LOOK, reader_name="", reader_role="", what="")))


def test_what_somebody_wrote_as_a_quote_themselves_is_no_resource() -> None:
    own = row(WhatMatters, "own", source="FHIR", quote='{"resourceType": oh well', text="x")
    broken = row(WhatMatters, "broken", source="FHIR Goal/1", quote='{"resourceType":', text="x")
    assert list(resources(Record.of([own, broken]))) == []
    assert bundle([])["entry"] == []


def test_a_resource_that_does_not_follow_r4_is_refused_with_the_first_thing_that_is_wrong() -> None:
    pytest.importorskip("fhir.resources.R4B")
    with pytest.raises(CareDataError) as caught:
        require_r4({"resourceType": "Goal", "description": {"text": "x"}})
    assert caught.value.code == "not_r4"
    assert "subject" in caught.value.given["problem"]


def test_prov_says_who_wrote_what_and_from_what_and_none_of_the_words() -> None:
    prov = pytest.importorskip("prov.model")
    text = to_prov_json(small())
    document = prov.ProvDocument.deserialize(content=text, format="json")
    kinds = {type(each).__name__ for each in document.get_records()}
    assert {"ProvEntity", "ProvActivity", "ProvAgent", "ProvGeneration", "ProvAttribution", "ProvDelegation"} <= kinds
    assert "ProvDerivation" in kinds
    assert "Secret" not in text
    assert "row:what_matters/late/2" in text


def test_the_whole_demonstration_becomes_prov_and_names_with_strange_letters_do_too() -> None:
    prov = pytest.importorskip("prov.model")
    strange = Record.of([row(Person, "na me/é:1", recorded_by="na me/é:1")])
    for record in (illustrations(), strange):
        assert prov.ProvDocument.deserialize(content=to_prov_json(record), format="json").get_records()


def test_without_the_library_that_writes_prov_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterpoise.formats.prov.find_spec", {}.get)
    with pytest.raises(NeedsProvError, match="counterpoise"):
        to_prov_json(small())
