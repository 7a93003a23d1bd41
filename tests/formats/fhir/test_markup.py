from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from counterpoise.formats.fhir import markup
from counterpoise.formats.fhir.exporting import resources
from counterpoise.formats.fhir.importing import Imported, read
from counterpoise.formats.fhir.markup import read_xml
from counterpoise.formats.fhir.problems import CareDataError
from counterpoise.formats.fhir.words import written
from counterpoise.record.initiatives import Initiative
from counterpoise.record.trajectories import Agreement, Tie
from tests.formats.fhir.resources import NOW

pytest.importorskip("lxml")
NAMESPACE = 'xmlns="http://hl7.org/fhir"'


def found(folder: Path, text: str) -> Imported:
    """Import one file of XML."""
    (folder / "one.xml").write_text(text, encoding="utf-8")
    return read([folder], recorded_at=NOW)


def test_a_bundle_with_a_resource_inside_a_resource_is_one_care_path(tmp_path: Path) -> None:
    result = found(
        tmp_path,
        f"""<?xml version="1.0"?>
        <!-- a comment, and an instruction, say nothing --><?go on?>
        <Bundle {NAMESPACE}>
          <entry><fullUrl value="urn:uuid:p"/>
          <resource><Patient><id value="1"/><active value="true"/></Patient></resource></entry>
          <entry><fullUrl value="urn:uuid:c"/><resource><CarePlan>
            <id value="c"/>
            <contained><RelatedPerson><id value="near"/>
            <name><text value="Neighbour"/></name></RelatedPerson></contained>
            <subject><reference value="urn:uuid:p"/></subject>
            <activity id="a1"><detail><performer><reference value="#near"/></performer>
            <description value="Shopping"/></detail></activity>
          </CarePlan></resource></entry>
          <entry><request/></entry>
        </Bundle>""",
    )
    assert (result.imported, result.unmapped, result.skipped) == (1, {"Patient": 1}, ())
    assert len(result.record.rows(Initiative)) == 1
    (tie,) = result.record.rows(Tie)
    assert (tie.name, [row.by for row in result.record.rows(Agreement)]) == ("Neighbour", [tie.id])
    plan = next(each for each in resources(result.record) if each["resourceType"] == "CarePlan")
    assert plan["activity"][0]["id"] == "a1"


def test_numbers_truths_and_what_is_told_beside_them_are_read_as_json_writes_them(tmp_path: Path) -> None:
    result = found(
        tmp_path,
        f"""<QuestionnaireResponse {NAMESPACE}><id value="q"/><status value="completed"/><item><linkId value="1"/>
        <answer><valueDecimal value="1.50"/></answer>
        <answer><valueInteger value="-3"/></answer>
        <answer><valueBoolean value="false"/></answer>
        <answer><valueDecimal value="NaN"/></answer>
        <answer><valueInteger value="many"/></answer>
        <answer><valueInteger value="--5"/></answer>
        <answer><valueString id="x" value="words"><extension url="u"><valueString value="more"/></extension>
        </valueString></answer>
        <answer><valueString><extension url="absent"><valueCode value="unknown"/></extension></valueString></answer>
        </item></QuestionnaireResponse>""",
    )
    (again,) = resources(result.record)
    answers = again["item"][0]["answer"]
    assert [next(iter(each.values())) for each in answers[:6]] == [Decimal("1.50"), -3, False, "NaN", "many", "--5"]
    assert "1.50" in written(again)
    assert answers[6]["_valueString"] == {"id": "x", "extension": [{"url": "u", "valueString": "more"}]}
    assert answers[7] == {"_valueString": {"extension": [{"url": "absent", "valueCode": "unknown"}]}}


def test_extensions_of_every_kind_of_value_are_kept(tmp_path: Path) -> None:
    result = found(
        tmp_path,
        f"""<Goal {NAMESPACE}><id value="g"/><description><text value="Walk"/>
        <extension url="nested"><extension url="inner"><valueBoolean value="true"/></extension></extension>
        <extension url="count"><valueInteger value="4"/></extension>
        <extension url="concept"><valueCodeableConcept>
        <coding><code value="x"/></coding></valueCodeableConcept></extension>
        <extension url="address"><valueAddress>
        <line value="1"/><line value="2"/><line value="3"/><city value="X"/></valueAddress></extension>
        </description></Goal>""",
    )
    (again,) = resources(result.record)
    assert json.loads(written(again["description"]["extension"])) == [
        {"url": "nested", "extension": [{"url": "inner", "valueBoolean": True}]},
        {"url": "count", "valueInteger": 4},
        {"url": "concept", "valueCodeableConcept": {"coding": [{"code": "x"}]}},
        {"url": "address", "valueAddress": {"line": ["1", "2", "3"], "city": "X"}},
    ]


def test_names_that_stand_several_times_keep_what_is_told_beside_each(tmp_path: Path) -> None:
    result = found(
        tmp_path,
        f"""<RelatedPerson {NAMESPACE}><id value="r"/><name><given value="A">
        <extension url="u"><valueCode value="IN"/></extension>
        </given><given value="B"/></name></RelatedPerson>""",
    )
    (again,) = resources(result.record)
    assert again["name"] == [{"given": ["A", "B"], "_given": [{"extension": [{"url": "u", "valueCode": "IN"}]}, None]}]


@pytest.mark.parametrize(
    "inside",
    ["<item>" * 240 + "</item>" * 240, "<extension url='x'>" * 240 + "</extension>" * 240],
)
def test_what_stands_too_deep_is_refused_whatever_it_is(inside: str) -> None:
    text = f'<QuestionnaireResponse {NAMESPACE}><id value="q"/>{inside}</QuestionnaireResponse>'
    with pytest.raises(CareDataError) as caught:
        read_xml(text.encode())
    assert caught.value.code == "too_deep"


def test_resources_and_values_in_each_other_are_refused_too() -> None:
    contained = "<contained><Basic>" * 110 + "</Basic></contained>" * 110
    value = "<a>" * 230 + "</a>" * 230
    for text in (
        f"<Basic {NAMESPACE}>{contained}</Basic>",
        f"<Goal {NAMESPACE}><extension url='x'><valueStrange>{value}</valueStrange></extension></Goal>",
    ):
        with pytest.raises(CareDataError) as caught:
            read_xml(text.encode())
        assert caught.value.code == "too_deep"


def test_without_the_library_that_reads_xml_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "find_spec", {}.get)
    with pytest.raises(CareDataError) as caught:
        read_xml(b"<x/>")
    assert caught.value.code == "needs_lxml"
