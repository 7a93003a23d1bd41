"""A site on which a reader has two ways into a care path is brought up to date: the younger one is ended first."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations import AddConstraint, RunPython

from counterpoise.record.people import Admission
from counterpoise.web.ledger.models import EarlierVersion, Entry, EntryBody
from counterpoise.web.ledger.records import to_row
from counterpoise.web.ledger.services import Telling, tell
from counterpoise.web.people import models
from counterpoise.web.ui.clock import now
from tests.web.trajectory.writing import PATH, Visit, let_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forgets")]
STEP = import_module("counterpoise.web.people.migrations.0004_one_open_admission").Migration


def take_the_step() -> None:
    """Take this step as an upgrade does, in the order in which it stands there."""
    ending, forbidding = STEP.operations
    assert isinstance(ending, RunPython)
    assert isinstance(forbidding, AddConstraint)
    editor = connection.schema_editor()
    ending.code(apps, editor)  # type: ignore[arg-type]  # the tables of today are those of this step
    statement = forbidding.constraint.create_sql(models.Admission, editor)
    with connection.cursor() as cursor:
        cursor.execute(str(statement))


def forbids_no_longer() -> None:
    connection.check_constraints()  # PostgreSQL drops no index while something of its table is still to be checked
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX one_open_admission_to_a_care_path")


def test_the_younger_of_two_ways_in_is_ended_and_the_log_tells_of_it(visit: Visit) -> None:
    owner = visit("resident")
    first = let_in(owner, "church-goer", "volunteer")
    let_in(owner, "informal-caregiver", "informal_caregiver")
    forbids_no_longer()
    one = to_row(Admission, models.Admission.objects.get(pk=first))
    for name in ("a-second-way", "a-third-way"):
        again = replace(one, id=name, active_from=date(2015, 6, 29))
        tell("reader_let_in", Telling(model=models.Admission, row=again), by="resident", at=now())
    before = Entry.objects.count()
    take_the_step()
    for name in ("a-second-way", "a-third-way"):
        ended = models.Admission.objects.get(pk=name)
        assert ended.active_until is not None
        assert (ended.version, ended.supersedes_reason != "") == (2, True)
        assert EarlierVersion.objects.filter(ref=name, version=1).exists()
    told = [json.loads(bytes(each.body)) for each in EntryBody.objects.order_by("-pk")[:2]]
    assert {row["row"]["id"] for each in told for row in each["rows"]} == {"a-second-way", "a-third-way"}
    assert Entry.objects.count() == before + 2
    kept = models.Admission.objects.get(pk=first)
    assert (kept.version, kept.active_until) == (1, None)
    assert models.Admission.objects.get(person="informal-caregiver", room="care-circle").active_until is None


def test_they_read_on_by_the_older_way_until_the_owner_ends_it(visit: Visit) -> None:
    first = let_in(visit("resident"), "church-goer", "volunteer")
    forbids_no_longer()
    one = models.Admission.objects.get(pk=first)
    one.pk = "a-second-way"
    one.written += 1
    one.save(force_insert=True)
    take_the_step()
    assert visit("church-goer").get(PATH).status_code == 200
    take_it = models.Admission.objects.filter(room="care-circle", person="church-goer", active_until=None)
    assert [each.pk for each in take_it] == [first]


def test_a_site_without_doubles_is_left_as_it_is(visit: Visit) -> None:
    let_in(visit("resident"), "church-goer", "volunteer")
    forbids_no_longer()
    before = Entry.objects.count()
    take_the_step()
    assert Entry.objects.count() == before
    assert models.Admission.objects.filter(room="care-circle", person="church-goer", active_until=None).count() == 1
