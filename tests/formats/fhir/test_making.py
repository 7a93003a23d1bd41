"""What people wrote in a care path goes out as Goal, CareTeam and CarePlan, follows FHIR R4, and comes in again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from counterpoise.datasets.illustrations import illustrations
from counterpoise.formats.fhir.exporting import bundle
from counterpoise.formats.fhir.letter import require_r4
from counterpoise.formats.fhir.making import made
from counterpoise.formats.fhir.words import written
from counterpoise.record import Record, check
from counterpoise.record.initiatives import Initiative
from counterpoise.record.trajectories import Agreement, Tie, WhatMatters
from tests.formats.fhir.resources import imported


def out() -> list[dict[str, Any]]:
    return list(made(illustrations()))


def facts(record: Record) -> dict[str, Any]:
    ties = {row.id: row for row in record.rows(Tie)}
    return {
        "matters": {row.text for row in record.rows(WhatMatters)},
        "ties": {(row.name, row.task, row.kind, row.active_from, row.active_until) for row in ties.values()},
        "agreements": {
            (row.text, ties[row.by].name if row.by else "", row.stepped_back_on) for row in record.rows(Agreement)
        },
    }


def test_what_was_written_down_comes_in_again(tmp_path: Path) -> None:
    before = illustrations()
    again = imported(tmp_path, json.loads(written(bundle(out()))))
    assert check(again.record) == ()
    assert again.nobodys == ()
    assert len(again.record.rows(Initiative)) == 1
    assert facts(again.record) == facts(before)
    assert facts(before)["matters"]
    assert facts(before)["ties"]
    assert facts(before)["agreements"]


def test_it_follows_fhir_to_the_letter() -> None:
    pytest.importorskip("fhir.resources")
    kinds = set()
    for each in out():
        require_r4(each)
        kinds.add(each["resourceType"])
    assert kinds == {"Goal", "CareTeam", "CarePlan"}


def test_what_was_imported_is_not_made_a_second_time(tmp_path: Path) -> None:
    again = imported(tmp_path, json.loads(written(bundle(out()))))
    assert list(made(again.record)) == []
