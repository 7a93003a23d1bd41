"""Every answer of the site against the rights table, and no canary for whom it is not."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from django.urls import get_resolver

from tests.web.conftest import CAST
from tests.web.project.canaries import READERS, met, plant_elsewhere, plant_in_room, without_handed
from tests.web.project.crawl import VERBS, Answered, crawled
from tests.web.project.rights import OUTSIDE, RELATIONS, Relations, entered, table
from tests.web.project.routes import named
from tests.web.project.test_routes import shown

pytestmark = pytest.mark.django_db
_KIND = {"GET": "see", "HEAD": "see", "POST": "do", "PUT": "do"}


@pytest.fixture
def planted(db: None, forgets: Callable[[], None]) -> None:  # noqa: ARG001 - the database is there, nothing is kept
    """Put canaries into everything that is not for everybody."""
    plant_in_room()
    plant_elsewhere()


def wrongs(answers: list[Answered], *, person: str) -> list[str]:
    """Return what somebody met or entered that is not theirs."""
    rights, relations = table(), Relations(person)
    found = []
    for each in answers:
        said = without_handed(each.said, by=person, address=each.address)
        found += [f"{person} met {mark}: {each.verb} {each.address}" for mark in met(said, by=person)]
        relation = relations.to(each.address.partition("?")[0])
        kind = _KIND.get(each.verb)
        let_in = entered(each.status, each.location) if kind is not None else each.status == 200
        allowed = relation in rights[each.route][kind] if kind is not None else each.verb == "OPTIONS"
        if let_in and not allowed:
            found.append(f"{person} ({relation}) entered: {each.verb} {each.address} {each.status}")
        # Who asks whether the site is well hears here that no worker runs.
        if each.status >= 500 and each.route != "health":
            found.append(f"broke: {each.verb} {each.address}")
    return found


def test_every_route_has_a_row_in_the_rights_table_and_no_row_is_of_a_route_that_is_gone() -> None:
    routes = {name for name, _route in named(get_resolver())}
    assert routes - set(table()) == set(), "add a row to rights.toml"
    assert set(table()) - routes == set(), "take the row out of rights.toml"


def test_the_table_names_only_relations_that_there_are() -> None:
    assert {word for row in table().values() for words in row.values() for word in words} <= set(RELATIONS)
    assert OUTSIDE not in RELATIONS


@pytest.mark.slow
@pytest.mark.faults
@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize("person", ["", *CAST])
def test_nobody_enters_what_is_not_theirs_or_meets_a_word_of_it_in_any_way_of_asking(
    person: str, visit: Callable[[str], Client], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answers = list(crawled(visit(person), VERBS))
    assert wrongs(answers, person=person) == []
    assert {each.verb for each in answers} == set(VERBS)
    assert len(answers) >= 5000
    # What was asked for stands in the log of requests; what is shown stands in no log and in no letter.
    assert not met("\n".join(each.getMessage() for each in caplog.records if each.name != "django.request"), by="")
    assert mail.outbox == []


@pytest.mark.usefixtures("planted")
def test_each_canary_is_read_by_those_whom_it_is_for(visit: Callable[[str], Client]) -> None:
    resident, colleague, goer = visit("resident"), visit("logistics-colleague"), visit("church-goer")
    seen = {
        "KANARIE": resident.get("/initiatives/meals/expertise/"),
        "SIJSJE": colleague.get("/initiatives/lindehof-together/expertise/"),
        "LIJSTER": resident.get("/trajectory/care-path/"),
        "VINKJE": goer.get("/export/"),
        "UILTJE": goer.get("/me/contact/"),
        "SPECHT": goer.get("/me/"),
        "KIEVIT": resident.get("/initiatives/meals/people/invitations/"),
    }
    assert {mark for mark, page in seen.items() if f"{mark.lower()}-" not in shown(page).lower()} == set()
    assert set(seen) == set(READERS) - {"EKSTER"}
