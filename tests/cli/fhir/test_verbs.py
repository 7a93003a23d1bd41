from __future__ import annotations

import json
import tomllib
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from counterpoise.cli.fhir.speaking import words
from counterpoise.cli.main import app
from counterpoise.formats.fhir import importing
from counterpoise.formats.fhir.problems import CareDataError

GOAL = {
    "resourceType": "Goal",
    "id": "g",
    "lifecycleStatus": "active",
    "description": {"text": "Walk to the shop"},
    "subject": {"reference": "Patient/1", "display": "Mrs. A"},
    "expressedBy": {"reference": "Patient/1"},
}


def run(*arguments: object) -> int:
    """Run the command line, and return how it ended."""
    with pytest.raises(SystemExit) as ended:
        app([str(one) for one in arguments])
    return int(ended.value.code or 0)


def put(path: Path, content: Any) -> Path:  # noqa: ANN401 - plain JSON, or text
    """Write a file, and return where."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_care_data_become_a_bundle_that_can_be_checked_and_audited(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    goal = put(tmp_path / "in" / "goal.json", GOAL)
    put(tmp_path / "in" / "deep" / "patient.json", {"resourceType": "Patient", "id": "1"})
    put(tmp_path / "in" / "notes.txt", "not looked at")
    put(tmp_path / "in" / "broken.json", "{")
    out = tmp_path / "out"
    assert run("fhir", "import", tmp_path / "in", "--output", out, "--format", "json", "--lang", "en") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["files"], told["imported"], told["unmapped"]) == (3, 1, {"Patient": 1})
    assert told["skipped"] == [{"file": str(tmp_path / "in" / "broken.json"), "reason": told["skipped"][0]["reason"]}]
    assert "JSON" in told["skipped"][0]["reason"]
    assert run("check", out) == 0
    assert run("audit", out, "--format", "json") == 0
    assert '"individual"' in capsys.readouterr().out
    assert run("fhir", "export", out, "--output", tmp_path / "again.json") == 0
    again = json.loads((tmp_path / "again.json").read_text(encoding="utf-8"))
    assert [entry["resource"] for entry in again["entry"]] == [GOAL]
    assert goal.exists()


def test_text_tells_what_was_taken_over_and_what_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path / "in" / "a.json", GOAL)
    put(tmp_path / "in" / "b.json", {"resourceType": "Observation", "id": "1"})
    for number in range(60):
        put(tmp_path / "in" / f"c{number}.json", "3")
    for lang, expected in (("en", "Could not be read: 60"), ("nl", "Niet te lezen: 60")):
        assert run("fhir", "import", tmp_path / "in", "--output", tmp_path / lang, "--lang", lang) == 0
        told = capsys.readouterr()
        assert expected in told.err
        assert "… (10)" in told.err
        assert "Observation (1)" in told.out


def test_where_nothing_can_be_read_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evil = put(tmp_path / "evil.xml", '<!DOCTYPE a [<!ENTITY b "c">]><Goal xmlns="http://hl7.org/fhir"/>')
    assert run("fhir", "import", evil, "--output", tmp_path / "out", "--format", "json", "--lang", "en") == 1
    told = capsys.readouterr()
    assert [each["file"] for each in json.loads(told.out)["skipped"]] == [str(evil)]
    assert "Traceback" not in told.err
    assert "Nothing was written" in told.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("lang", "said"), [("en", "Nothing was written"), ("nl", "Er is niets geschreven")])
def test_files_with_other_types_only_say_so_and_write_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str, said: str
) -> None:
    patient = {"resourceType": "Patient", "id": "1"}
    put(tmp_path / "p.json", {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": patient}]})
    asked = ("fhir", "import", tmp_path / "p.json", "--output", tmp_path / "out", "--lang", lang, "--format", "json")
    assert run(*asked) == 1
    told = capsys.readouterr()
    assert json.loads(told.out) == {"files": 1, "imported": 0, "unmapped": {"Patient": 1}, "skipped": []}
    assert said in told.err
    assert not (tmp_path / "out").exists()


def test_a_goal_of_nobody_is_taken_over_and_told_as_a_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path / "goal.json", {"resourceType": "Goal", "id": "walk", "description": {"text": "Walk"}})
    assert run("fhir", "import", tmp_path / "goal.json", "--output", tmp_path / "out", "--lang", "en") == 0
    told = capsys.readouterr()
    assert "of no care path: 1" in told.err
    assert "this Goal does not say whose care it is about: subject is missing" in told.err
    assert "Goal/walk" in told.err


def test_a_day_that_does_not_exist_is_taken_over_and_told_on_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    goal = put(tmp_path / "goal.json", {**GOAL, "startDate": "2026-13-45", "lifecycleStatus": ["active", "planned"]})
    assert run("fhir", "import", goal, "--output", tmp_path / "out", "--format", "json", "--lang", "en") == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["skipped"] == []
    assert f"{goal}: Goal.startDate is 2026-13-45: there is no such day or time" in told.err
    assert f"{goal}: Goal.lifecycleStatus holds several values (active, planned) where there is one" in told.err
    assert "2026-13-45" in (tmp_path / "out" / "what_matters.jsonl").read_text(encoding="utf-8")


def test_the_words_for_what_has_none_are_those_of_the_language(tmp_path: Path) -> None:
    consent = {"resourceType": "Consent", "id": "c", "patient": {"reference": "Patient/1"}}
    code = {"coding": [{"system": "http://loinc.org", "code": "59284-0"}]}
    put(tmp_path / "c.json", consent | {"category": [code]})
    for lang, said in (("en", "A consent form"), ("nl", "Een toestemming")):
        assert run("fhir", "import", tmp_path / "c.json", "--output", tmp_path / lang, "--lang", lang) == 0
        matters = (tmp_path / lang / "matters.jsonl").read_text(encoding="utf-8")
        assert said in matters
        assert "59284-0" not in matters


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    goal = put(tmp_path / "goal.json", GOAL)
    kept = put(tmp_path / "out" / "mine.txt", "mine")
    assert run("fhir", "import", goal, "--output", tmp_path / "out") == 1
    assert run("fhir", "import", goal, "--output", kept) == 1
    assert "out" in capsys.readouterr().err
    assert kept.read_text(encoding="utf-8") == "mine"


def test_nothing_is_left_behind_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    goal = put(tmp_path / "in" / "goal.json", GOAL)

    def full(*arguments: object) -> None:
        raise OSError(28, f"No space left on device for {len(arguments)} things")

    monkeypatch.setattr("counterpoise.formats.bundle.writing._Tables.add", full)
    assert run("fhir", "import", goal, "--output", tmp_path / "out") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]


def test_to_the_letter_what_lacks_something_is_skipped_with_what_it_lacks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("fhir.resources.R4B")
    put(tmp_path / "in" / "a.json", GOAL)
    put(tmp_path / "in" / "b.json", {key: value for key, value in GOAL.items() if key != "lifecycleStatus"})
    assert run("fhir", "import", tmp_path / "in", "--output", tmp_path / "out", "--strict", "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["imported"], len(told["skipped"])) == (1, 1)
    assert "lifecycleStatus" in told["skipped"][0]["reason"]


def test_who_wrote_what_down_comes_out_as_provenance_and_as_prov(tmp_path: Path) -> None:
    pytest.importorskip("prov.model")
    put(tmp_path / "goal.json", GOAL)
    assert run("fhir", "import", tmp_path / "goal.json", "--output", tmp_path / "out") == 0
    for what in ("provenance", "prov"):
        assert run("fhir", "export", tmp_path / "out", "--what", what, "--output", tmp_path / f"{what}.json") == 0
        assert json.loads((tmp_path / f"{what}.json").read_text(encoding="utf-8"))


def test_a_bundle_without_care_data_and_extras_that_lack_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("dataset", "synthetic", "--contributions", "10", "--output", tmp_path / "demo") == 0
    assert run("fhir", "export", tmp_path / "demo", "--lang", "en") == 1
    assert "no imported care data" in capsys.readouterr().err
    monkeypatch.setattr("counterpoise.formats.prov.find_spec", {}.get)
    assert run("fhir", "export", tmp_path / "demo", "--what", "prov", "--lang", "nl") == 1
    assert "PROV" in capsys.readouterr().err

    def lacks(*arguments: object, **options: object) -> None:
        missing = f"fhir, for {arguments} and {options}"
        raise ModuleNotFoundError(missing)

    monkeypatch.setattr("counterpoise.cli.fhir.verbs.read", lacks)
    goal = put(tmp_path / "goal.json", GOAL)
    assert run("fhir", "import", goal, "--output", tmp_path / "out", "--strict", "--lang", "en") == 1
    assert "pip install" in capsys.readouterr().err


def test_there_are_no_more_resources_than_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "MOST_RESOURCES", 1)
    for number in range(4):
        put(tmp_path / f"{number}.json", {**GOAL, "id": str(number)})
    found = importing.read([tmp_path], recorded_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert [each.error.code for each in found.skipped] == ["too_many", "too_many"]


def holes(text: str) -> set[str]:
    """Return the names that are filled into a line."""
    return {part.split("}")[0] for part in text.split("{")[1:]}


def test_both_languages_say_the_same_things_and_have_words_for_every_reason() -> None:
    en, nl = words("en"), words("nl")
    assert {name: set(section) for name, section in en.items()} == {name: set(section) for name, section in nl.items()}
    told = (CareDataError.__doc__ or "").split("code\n", 1)[1]
    codes = {word.strip("`., \n") for word in told.split() if word.startswith("``")}
    assert codes <= set(en["reasons"])
    for section in en:
        for code in en[section]:
            holes = [
                {part.split("}")[0] for part in text.split("{")[1:]} for text in (en[section][code], nl[section][code])
            ]
            assert holes[0] == holes[1], code
    assert tomllib.loads(files("counterpoise.cli.fhir").joinpath("words", "nl.toml").read_text(encoding="utf-8"))
