"""What cannot be so is taken over as it was written, and said with its file, place and field."""

from __future__ import annotations

import json
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from counterpoise.formats.fhir.exporting import resources
from counterpoise.formats.fhir.importing import Imported, read
from counterpoise.formats.fhir.oddities import MOST, oddities
from counterpoise.record.decisions import Decision, DecisionState, Notice
from tests.formats.fhir.resources import NOW

PATIENT = {"reference": "Patient/1"}
GOAL = {"resourceType": "Goal", "id": "1", "description": {"text": "Walk"}, "subject": PATIENT}


def imported(folder: Path, *told: dict[str, Any]) -> Imported:
    entries = [{"resource": each} for each in told]
    (folder / "bundle.json").write_text(json.dumps({"resourceType": "Bundle", "entry": entries}), encoding="utf-8")
    return read([folder / "bundle.json"], recorded_at=NOW)


def odd(found: Imported) -> list[tuple[str, str, str, str]]:
    return [(Path(one.file).name, one.place, one.error.code, one.error.given["path"]) for one in found.odd]


def paths(content: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one.code, one.given["path"]) for one in oddities(content)]


def test_a_day_that_does_not_exist_is_said_with_its_file_place_and_field(tmp_path: Path) -> None:
    found = imported(tmp_path, GOAL, {**GOAL, "id": "2", "startDate": "2026-13-45"})
    assert odd(found) == [("bundle.json", "entry 2", "no_such_day", "Goal.startDate")]
    assert found.odd[0].error.given["value"] == "2026-13-45"
    assert (found.resources, found.skipped) == (2, ())
    assert '"startDate":"2026-13-45"' in json.dumps(list(resources(found.record)), separators=(",", ":"))


@pytest.mark.parametrize(
    "day",
    ["2026", "2026-02", "2024-02-29", "2026-02-07T13:28:17-05:00", "2026-02-07T13:28:17.250Z", "2026-02-07T13:28"],
)
def test_a_day_that_exists_is_not_said(day: str) -> None:
    assert paths({**GOAL, "startDate": day}) == []


@pytest.mark.parametrize(
    "day", ["2026-02-29", "9999-99-99", "2026-1-1", "0000-01-01", "soon", 2026, "2026-01-01T25:00:00Z", "2026-02T10:00"]
)
def test_a_day_or_time_that_does_not_is(day: object) -> None:
    assert paths({**GOAL, "startDate": day}) == [("no_such_day", "Goal.startDate")]


def test_days_deep_inside_and_inside_other_resources_are_looked_at_too(tmp_path: Path) -> None:
    plan = {
        "resourceType": "CarePlan",
        "subject": PATIENT,
        "period": {"start": "2026-02-30"},
        "activity": [{"detail": {"scheduledPeriod": {"end": "2026-00-01"}}}],
        "contained": [{**GOAL, "id": "g", "statusDate": "2026-99"}],
    }
    assert odd(imported(tmp_path, plan)) == [
        ("bundle.json", "entry 1", "no_such_day", "CarePlan.period.start"),
        ("bundle.json", "entry 1", "no_such_day", "CarePlan.activity[0].detail.scheduledPeriod.end"),
        ("bundle.json", "entry 1 #g", "no_such_day", "Goal.statusDate"),
    ]


def test_several_values_where_there_is_one_are_said_and_the_first_counts(tmp_path: Path) -> None:
    plan = {
        "resourceType": "CarePlan",
        "id": "p",
        "subject": PATIENT,
        "status": ["draft", "active"],
        "intent": ["proposal"],
        "created": ["2026-01-05", "2026-01-06"],
        "title": "Days",
    }
    found = imported(tmp_path, plan)
    assert [path for *_, code, path in odd(found) if code == "several_values"] == [
        "CarePlan.status",
        "CarePlan.intent",
        "CarePlan.created",
    ]
    (decision,) = found.record.rows(Decision)
    assert (decision.state, str(decision.draft_at)) == (DecisionState.DRAFT, "2026-01-05")


def test_of_one_resource_so_many_are_named_and_no_more() -> None:
    activities = [{"detail": {"scheduledPeriod": {"end": "never"}}} for _ in range(3 * MOST)]
    assert len(paths({"resourceType": "CarePlan", "activity": activities})) == MOST


def test_a_part_of_which_nothing_is_mapped_leaves_no_empty_part_behind(tmp_path: Path) -> None:
    goal = {**GOAL, "target": [{"measure": {"text": "steps"}}, {"dueDate": "2026-09-01"}]}
    found = imported(tmp_path, goal, {**GOAL, "id": "2", "target": [{"measure": {"text": "steps"}}]})
    told = {each["id"]: each.get("target") for each in resources(found.record)}
    assert told == {"1": [{"dueDate": "2026-09-01"}], "2": None}


def test_messages_find_their_plan_in_a_time_that_grows_with_their_number(tmp_path: Path) -> None:
    number = 6_000
    days = [f"20{10 + each % 10}-{1 + each % 12:02}-{1 + each % 28:02}" for each in range(number)]
    plans = (
        {"resourceType": "CarePlan", "id": f"p{each}", "subject": PATIENT, "created": day, "title": f"Plan {each}"}
        for each, day in enumerate(days)
    )
    messages = (
        {
            "resourceType": "Communication",
            "id": f"m{each}",
            "subject": PATIENT,
            "sent": day,
            "status": "completed",
            **({"about": [{"reference": f"CarePlan/p{each}"}]} if each % 2 else {}),
        }
        for each, day in enumerate(days)
    )
    lines = "\n".join(json.dumps(each) for each in (*plans, *messages))
    (tmp_path / "all.ndjson").write_text(lines, encoding="utf-8")
    began = process_time()
    found = read([tmp_path / "all.ndjson"], recorded_at=NOW)
    took = process_time() - began
    decided = {row.id: row for row in found.record.rows(Decision)}
    for notice in found.record.rows(Notice):
        assert notice.told_at is not None
        if int(notice.id.rpartition("m")[2]) % 2:
            assert notice.decision == notice.id.replace("Communication-m", "CarePlan-p")
        else:
            assert decided[str(notice.decision)].decided_at == notice.told_at
    # Each message held against each plan took half a minute; found by name or by day it takes two seconds.
    assert took < 10
