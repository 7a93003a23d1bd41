from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.apps import apps

from counterpoise.levels.editions import edition_for, shared_edition
from counterpoise.record import Moment, Record, check
from counterpoise.record.initiatives import Initiative
from counterpoise.record.mandates import Mandate, MandateState
from counterpoise.web.audit.records import ALL, build, edition_of
from counterpoise.web.audit.services import NotARecordError, NotEmptyError, load
from counterpoise.web.control.models import Mandate as Table
from counterpoise.web.ledger.models import EarlierVersion, Entry, Log
from counterpoise.web.people.selectors import Viewer
from tests.web.conftest import CAST

AT = datetime(2015, 6, 30, 10, tzinfo=UTC)


@pytest.mark.django_db
def test_what_was_loaded_is_built_again_just_as_it_was(whole: Record) -> None:
    built = build()
    assert built == whole
    assert check(built) == ()


@pytest.mark.parametrize("person", CAST)
def test_somebody_gets_the_edition_that_the_rule_gives_them(
    person: str, as_person: Callable[[str], Viewer], whole: Record
) -> None:
    viewer = as_person(person)
    assert edition_of(viewer) == edition_for(whole, person=person, at=viewer.at)


def test_who_is_not_signed_in_gets_what_both_sides_may_read(as_person: Callable[[str], Viewer], whole: Record) -> None:
    viewer = as_person("")
    assert edition_of(viewer) == shared_edition(whole, at=viewer.at)


@pytest.mark.django_db
def test_a_full_database_is_never_written_over(whole: Record) -> None:
    with pytest.raises(NotEmptyError) as caught:
        load(whole, at=AT)
    assert caught.value.code == "not_empty"


@pytest.fixture
def empty(db: None) -> None:  # noqa: ARG001 - the database is there
    """Empty the tables; the test's transaction brings them back."""
    from counterpoise.web.ledger.models import EntryBody
    from counterpoise.web.people.models import Account

    Account.objects.all().delete()
    for model in reversed(ALL):
        # Past the protection of the foreign keys, which are checked when the transaction ends.
        model._default_manager.all()._raw_delete("default")
    for kept in (EarlierVersion, EntryBody, Entry):
        kept.objects.all().delete()
    # What else hangs on a log, such as its tree and its checkpoints, goes before it.
    for other in apps.get_app_config("ledger").get_models():
        other._default_manager.all()._raw_delete("default")


@pytest.mark.usefixtures("empty")
def test_versions_in_any_order_come_back_and_the_last_one_is_in_force() -> None:
    first = Mandate(id="m", recorded_at=AT, initiative="joint", happened_at=Moment.parse("2014-05"), reason="first")
    later = replace(first, version=3, state=MandateState.CONTESTED, reason="third", supersedes_reason="it changed")
    between = replace(first, version=2, reason="second")
    record = Record.of([Initiative(id="joint", recorded_at=AT), later, first, between])
    seen: list[tuple[int, int]] = []
    assert load(record, at=AT, progress=lambda done, total: seen.append((done, total))) == 4
    assert build() == record
    assert seen[-1] == (len(ALL), len(ALL))
    assert list(Table.objects.values_list("reason", flat=True)) == ["third"]


@pytest.mark.usefixtures("empty")
def test_rows_that_do_not_hold_together_are_refused_whole() -> None:
    record = Record.of([Mandate(id="m", recorded_at=AT, initiative="nowhere")])
    with pytest.raises(NotARecordError) as caught:
        load(record, at=AT)
    assert caught.value.code == "not_a_record"
    assert caught.value.problems
    assert build() == Record.of([])
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_each_row_has_its_entry_and_those_of_closed_rooms_stand_in_the_rooms_own_logs(whole: Record) -> None:
    sizes = dict(Log.objects.values_list("origin", "size"))
    assert sum(sizes.values()) == len(whole)
    for room in ("council-room", "organization-room", "care-circle"):
        assert sizes[room] == sum(row.space == room for row in whole)
