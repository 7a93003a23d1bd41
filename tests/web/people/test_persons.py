from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from counterpoise.record import Side
from counterpoise.record.people import CapacityKind
from counterpoise.web.ledger.models import Entry, EntryBody
from counterpoise.web.ledger.services import RefusedError, StaleVersionError
from counterpoise.web.people import models, services
from counterpoise.web.people.selectors import Viewer, own_place, person_of, usual_capacity_of
from counterpoise.web.ui.clock import now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forgets")]
As = Callable[[str], Viewer]
BAD = ["", " ", "x" * 50_000, "a\u202eb", "😀😀", "А\u200bnna"]


def account(name: str = "new") -> int:
    return models.Account.objects.create(name=name, email=f"{name}@example.org").pk


def test_who_signs_in_takes_part_under_a_name_and_the_log_tells_of_it_without_the_name(as_person: As) -> None:
    pk = account()
    row = services.take_part(account=pk, name="  Blauwe   reiger ", language="nl", once="a" * 16, at=now())
    assert row.pseudonym == "Blauwe reiger"
    assert models.Account.objects.get(pk=pk).person_id == row.id
    entry = Entry.objects.filter(type="person_joined").get()
    assert b"reiger" not in bytes(entry.envelope)
    assert b"reiger" in bytes(EntryBody.objects.get(entry=entry).body)
    assert as_person(row.id).name == "Blauwe reiger"


def test_nobody_takes_a_name_that_looks_like_anothers(as_person: As) -> None:
    services.take_part(account=account(), name="Blauwe reiger", language="nl", once="a" * 16, at=now())
    with pytest.raises(RefusedError, match="name_like_another"):
        services.take_part(account=account("b"), name="blauwe_REIGER", language="", once="b" * 16, at=now())
    with pytest.raises(RefusedError, match="name_like_another"):
        services.rename(name="B1auwe reiger", version=1, by=as_person("resident"), at=now())
    own = services.rename(name="Rode reiger", version=1, by=as_person("resident"), at=now())
    again = services.rename(name="rode reiger", version=2, by=as_person("resident"), at=now())
    assert (own.pseudonym, again.pseudonym) == ("Rode reiger", "rode reiger")


def test_two_who_change_one_person_lose_nothing(as_person: As) -> None:
    services.rename(name="Rode reiger", version=1, by=as_person("resident"), at=now())
    with pytest.raises(StaleVersionError):
        services.rename(name="Gele vink", version=1, by=as_person("resident"), at=now())
    assert as_person("resident").name == "Rode reiger"


def test_capacities_are_added_ended_and_one_is_kept_as_the_usual_choice(
    as_person: As, forgets: Callable[[], None]
) -> None:
    by = as_person("resident")
    row = services.add_capacity(kind=CapacityKind.VOLUNTEER, once="c" * 16, by=by, at=now())
    forgets()
    by = as_person("resident")
    with pytest.raises(RefusedError, match="speaks_as_this_already"):
        services.add_capacity(kind=CapacityKind.VOLUNTEER, once="d" * 16, by=by, at=now())
    services.keep_usual(capacity=row.id, by=by, at=now())
    assert usual_capacity_of(by) == row.id
    with pytest.raises(RefusedError, match="not_yours"):
        services.keep_usual(capacity="as-manager", by=by, at=now())
    services.end_capacity(capacity=row.id, version=1, by=by, at=now())
    forgets()
    by = as_person("resident")
    assert usual_capacity_of(by) is None
    own = own_place(by)
    assert own is not None
    assert [each.kind for each in own.past] == [CapacityKind.VOLUNTEER]
    with pytest.raises(RefusedError, match="not_yours"):
        services.end_capacity(capacity="as-manager", version=1, by=by, at=now())
    with pytest.raises(RefusedError, match="ended_already"):
        services.end_capacity(capacity=row.id, version=2, by=by, at=now())


def test_who_adds_a_place_of_work_stands_on_the_organizations_side(as_person: As, forgets: Callable[[], None]) -> None:
    by = as_person("resident")
    before = by.sides("meals")
    here = models.OrgRole.objects.filter(initiative="meals").first()
    name = here.organization if here is not None else "De Wending"
    work = services.add_membership(organization=name, once="e" * 16, by=by, at=now())
    forgets()
    assert as_person("resident").sides("meals") == {*before, Side.ORGANIZATIONAL}
    services.end_membership(membership=work.id, version=1, by=as_person("resident"), at=now())
    forgets()
    assert as_person("resident").sides("meals") == before


def test_what_somebody_needs_is_read_by_nobody_else(visit: Callable[[str], Client], as_person: As) -> None:
    needs = "KANARIE a wheelchair"
    services.keep_needs(needs=needs, at_meetings="KANARIE a taxi", version=1, by=as_person("resident"), at=now())
    assert "KANARIE" in visit("resident").get("/me/").content.decode()
    told = visit("council-member").get("/initiatives/meals/people/needs/")
    assert "KANARIE a wheelchair" in told.content.decode()
    assert "KANARIE a taxi" in told.content.decode()
    for other in ("manager", "researcher", "citizen-1", ""):
        client = visit(other)
        assert client.get("/initiatives/meals/people/needs/").status_code == 404
        for address in ("/initiatives/meals/people/", "/record/", "/search/?q=KANARIE", "/initiatives/meals/"):
            assert "KANARIE a" not in client.get(address).content.decode(), (other, address)


def test_how_somebody_is_reached_enters_no_log_and_no_export_of_others(
    visit: Callable[[str], Client], as_person: As
) -> None:
    given = {"way": "phone", "telephone": "KANARIE-06", "address": "KANARIE-street", "version": 1}
    services.keep_contact(**given, by=as_person("resident"), at=now())  # type: ignore[arg-type]  # texts and one number
    assert not any(b"KANARIE" in bytes(body.body) for body in EntryBody.objects.iterator())
    for who in ("resident", "council-member"):
        assert b"KANARIE" not in visit(who).get("/export/").content
    with pytest.raises(StaleVersionError):
        services.keep_contact(**given, by=as_person("resident"), at=now())  # type: ignore[arg-type]  # as above


def test_closing_a_sign_in_leaves_what_was_said(visit: Callable[[str], Client]) -> None:
    client = visit("resident")
    assert client.get("/me/").status_code == 200
    page = client.post("/me/delete/", {"once": "f" * 16})
    assert page.status_code == 302
    assert not models.Account.objects.filter(person="resident").exists()
    assert person_of("resident") is not None
    assert client.get("/me/").status_code == 302


def test_signing_out_everywhere_ends_every_session(visit: Callable[[str], Client]) -> None:
    first, second = visit("resident"), visit("resident")
    assert first.post("/me/sign-out-everywhere/", {"once": "f" * 16}).status_code == 302
    for client in (first, second):
        assert client.get("/me/").status_code == 302


@pytest.mark.parametrize("name", BAD)
def test_a_bad_name_is_told_beside_the_field_and_stays_there(visit: Callable[[str], Client], name: str) -> None:
    answer = visit("resident").post("/me/name/", {"once": "a" * 16, "version": "1", "name": name})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="id_name_error"' in page
    assert models.Person.objects.get(pk="resident").version == 1


def test_html_in_a_name_is_shown_as_it_is(visit: Callable[[str], Client]) -> None:
    client = visit("resident")
    client.post("/me/name/", {"once": "a" * 16, "version": "1", "name": "<b>Anna</b>"})
    assert "&lt;b&gt;Anna&lt;/b&gt;" in client.get("/me/").content.decode()


def test_forms_sent_twice_change_one_thing(visit: Callable[[str], Client]) -> None:
    client = visit("resident")
    for _ in range(2):
        assert client.post("/me/speaks-as/", {"once": "9" * 16, "kind": "volunteer"}).status_code == 302
        assert client.post("/me/work/", {"once": "9" * 16, "organization": "<i>X</i>"}).status_code == 302
    assert models.Capacity.objects.filter(person="resident", kind="volunteer").count() == 1
    assert models.Membership.objects.filter(person="resident").count() == 1
    stale = client.post("/me/needs/", {"once": "9" * 16, "version": "7", "needs": "my own words"})
    assert stale.status_code == 409
    assert "my own words" in stale.content.decode()


def test_rows_of_others_can_not_be_ended(visit: Callable[[str], Client]) -> None:
    form = {"once": "9" * 16, "version": "1", "row": "as-manager"}
    assert visit("resident").post("/me/end/capacity/", form).status_code == 404
    assert visit("").post("/me/end/capacity/", form).status_code == 404
    assert visit("resident").post("/me/end/nothing/", form).status_code == 404


def test_every_field_about_people_says_why_it_is_kept_and_until_when() -> None:
    from django.apps import apps

    for model in apps.get_app_config("people").get_models():
        fields = {each.name for each in (*model._meta.concrete_fields, *model._meta.many_to_many)}
        told = models.PURPOSES[model]
        assert fields == set(told), model
        for name, kept in told.items():
            assert kept.why.endswith("."), (model, name)
            assert kept.until, (model, name)
