from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from counterpoise.levels.codes import spelled
from counterpoise.levels.sides import brought_in
from counterpoise.record import Side
from counterpoise.record.people import CapacityKind, SeatMethod
from counterpoise.web.ledger.models import Entry
from counterpoise.web.ledger.services import RefusedError
from counterpoise.web.people import models, services
from counterpoise.web.people.selectors import INVITATION_DAYS, Viewer, live_invitation
from counterpoise.web.people.services.seats import standing_of
from counterpoise.web.ui.clock import now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forgets")]
As = Callable[[str], Viewer]


def newcomer(name: str = "new") -> str:
    pk = models.Account.objects.create(name=name).pk
    return services.take_part(account=pk, name=f"Rode vink {name}", language="", once=name.ljust(16, "0"), at=now()).id


def asked(by: Viewer, **to: object) -> tuple[models.Invitation, str]:
    asking = services.Asking(about="Meals", **to)  # type: ignore[arg-type]  # the tests say to what
    return services.invite(initiative="meals", asking=asking, once="a" * 16, by=by, at=now())


def test_an_invitation_to_a_capacity_makes_somebody_take_part_once(as_person: As, forgets: Callable[[], None]) -> None:
    made, code = asked(as_person("resident"), capacity=CapacityKind.CARE_USER)
    assert code not in str(vars(made))
    found = live_invitation(spelled(code).lower(), at=now())
    assert found is not None
    new = newcomer()
    services.use_invitation(text=code, once="b" * 16, by=as_person(new), at=now())
    forgets()
    assert [row.kind for row in as_person(new).standing.capacities] == [CapacityKind.CARE_USER]
    services.use_invitation(text=code, once="c" * 16, by=as_person(new), at=now())
    with pytest.raises(services.NotUsableError):
        services.use_invitation(text=code, once="d" * 16, by=as_person(newcomer("two")), at=now())
    assert models.Capacity.objects.filter(person=new).count() == 1
    assert Entry.objects.filter(type="invitation_used").count() == 1


def test_an_invitation_into_a_body_gives_a_seat_with_its_method(as_person: As) -> None:
    _made, code = asked(as_person("resident"), body="wending-client-council", method=SeatMethod.ELECTED)
    new = newcomer()
    services.use_invitation(text=code, once="b" * 16, by=as_person(new), at=now())
    seat = models.Seat.objects.get(person=new)
    assert (seat.body_id, seat.method, seat.made_by_id) == (
        "wending-client-council",
        SeatMethod.ELECTED,
        "wending-client-council",
    )


def test_an_invitation_into_a_closed_room_still_needs_a_second_member(
    as_person: As, forgets: Callable[[], None]
) -> None:
    _made, code = asked(as_person("resident"), room="council-room")
    new = newcomer()
    capacity = services.add_capacity(kind=CapacityKind.CARE_USER, once="e" * 16, by=as_person(new), at=now())
    assert capacity.person == new
    forgets()
    services.use_invitation(text=code, once="b" * 16, by=as_person(new), at=now())
    forgets()
    assert "council-room" not in as_person(new).rooms
    entry = Entry.objects.get(type="invitation_used")
    assert entry.log_id == "council-room"


def test_one_of_the_other_side_is_not_let_in_and_the_invitation_is_not_used_up(as_person: As) -> None:
    _made, code = asked(as_person("resident"), room="council-room")
    with pytest.raises(RefusedError):
        services.use_invitation(text=code, once="b" * 16, by=as_person("manager"), at=now())
    assert live_invitation(code, at=now()) is not None


def test_invitations_end_after_fourteen_days_or_when_taken_back(as_person: As) -> None:
    made, code = asked(as_person("resident"), side=Side.CIVIC)
    later = now() + timedelta(days=INVITATION_DAYS)
    assert live_invitation(code, at=later - timedelta(seconds=1)) is not None
    assert live_invitation(code, at=later) is None
    by = replace(as_person("researcher"), at=later)
    with pytest.raises(services.NotUsableError):
        services.use_invitation(text=code, capacity=CapacityKind.VOLUNTEER, once="b" * 16, by=by, at=later)
    services.withdraw_invitation(invitation=made.pk, by=as_person("resident"), at=now())
    assert live_invitation(code, at=now()) is None
    with pytest.raises(services.NotUsableError):
        services.withdraw_invitation(invitation=made.pk, by=as_person("resident"), at=now())


def test_only_who_gave_it_or_sits_in_the_body_takes_it_back(as_person: As) -> None:
    made, _code = asked(as_person("resident"), body="wending-client-council", method=SeatMethod.ELECTED)
    with pytest.raises(RefusedError):
        services.withdraw_invitation(invitation=made.pk, by=as_person("manager"), at=now())
    services.withdraw_invitation(invitation=made.pk, by=as_person("council-member"), at=now())


@pytest.mark.parametrize(
    ("by", "to"),
    [
        ("manager", {"body": "wending-client-council"}),
        ("manager", {"capacity": CapacityKind.CARE_USER}),
        ("manager", {"room": "council-room"}),
        ("resident", {"room": "organization-room"}),
        ("resident", {"body": "no-such-body"}),
        ("citizen-1", {"side": Side.CIVIC}),
        ("resident", {}),
    ],
)
def test_nobody_asks_in_for_the_other_side_or_where_they_take_no_part(
    as_person: As, by: str, to: dict[str, object]
) -> None:
    with pytest.raises(RefusedError):
        asked(as_person(by), **to)
    assert not models.Invitation.objects.exists()


@pytest.mark.parametrize(
    ("side", "fits", "other"),
    [
        (Side.CIVIC, CapacityKind.VOLUNTEER, CapacityKind.MANAGER),
        (Side.ORGANIZATIONAL, CapacityKind.MANAGER, CapacityKind.CARE_USER),
        (Side.INDEPENDENT, CapacityKind.RESEARCHER, CapacityKind.BOARD),
    ],
)
def test_who_asks_says_on_which_side_and_who_comes_chooses_within_it(
    as_person: As, side: Side, fits: CapacityKind, other: CapacityKind
) -> None:
    _made, code = asked(as_person("resident"), side=side)
    new = as_person(newcomer())
    with pytest.raises(RefusedError) as refused:
        services.use_invitation(text=code, capacity=other, once="b" * 16, by=new, at=now())
    assert [each.code for each in refused.value.refusals] == ["levels.not_the_side_asked"]
    assert live_invitation(code, at=now()) is not None
    assert not models.Capacity.objects.filter(person=new.person).exists()
    services.use_invitation(text=code, capacity=fits, once="c" * 16, by=new, at=now())
    kept = models.Capacity.objects.get(person=new.person)
    assert (kept.kind, kept.side, kept.recorded_by) == (fits, side, "resident")


@pytest.mark.parametrize(
    ("kind", "vouched"),
    [(CapacityKind.CARE_USER, "resident"), (CapacityKind.MANAGER, None), (CapacityKind.RESEARCHER, None)],
)
def test_an_invitation_from_before_sides_were_told_vouches_for_the_side_of_its_giver_alone(
    as_person: As, kind: CapacityKind, vouched: str | None
) -> None:
    made, code = asked(as_person("resident"), side=Side.CIVIC)
    models.Invitation.objects.filter(pk=made.pk).update(side=None)
    new = newcomer()
    services.use_invitation(text=code, capacity=kind, once="b" * 16, by=as_person(new), at=now())
    kept = models.Capacity.objects.get(person=new)
    assert kept.recorded_by == (vouched or new)
    standing = standing_of(new)
    assert brought_in(standing, initiative="meals", at=now()) is (vouched is not None)


def test_the_pages_offer_what_fits_the_side_and_nothing_else(visit: Callable[[str], Client]) -> None:
    council = visit("resident")
    address = "/initiatives/meals/people/invite/"
    page = council.get(f"{address}?side=organizational").content.decode()
    assert re.search(r'value="initiative:organizational"[^>]* checked', page)
    assert 'value="capacity:care_user"' in page
    assert 'value="capacity:manager"' not in page
    made = council.post(address, {"once": "7" * 16, "to": "initiative:organizational"}).content.decode()
    assert "Organization side" in made
    code = made.split('class="code">')[1].split("<")[0]
    assert "Organization side" in council.get("/initiatives/meals/people/invitations/").content.decode()
    manager = visit("new-director")
    page = manager.get(f"/invitation/{code}/").content.decode()
    assert "You stand on this side:" in page
    assert 'value="manager"' in page
    assert 'value="care_user"' not in page
    sent = {"once": "8" * 16, "capacity": "care_user"}
    assert "id_capacity_error" in manager.post(f"/invitation/{code}/", sent).content.decode()
    assert manager.post(f"/invitation/{code}/", {**sent, "capacity": "manager"}).status_code == 302
    for wrong in ("initiative", "initiative:", "initiative:nobody", "capacity:manager"):
        page = council.post(address, {"once": "9" * 16, "to": wrong}).content.decode()
        assert "id_to_error" in page


def test_the_page_shows_the_code_and_a_second_sending_shows_the_same(visit: Callable[[str], Client]) -> None:
    client = visit("resident")
    form = {"once": "7" * 16, "to": "initiative:civic"}
    pages = [client.post("/initiatives/meals/people/invite/", form).content.decode() for _ in range(2)]
    codes = [page.split('class="code">')[1].split("<")[0] for page in pages]
    assert codes[0] == codes[1]
    assert models.Invitation.objects.count() == 1
    anyone = visit("")
    assert "You are invited" in anyone.get(f"/invitation/{codes[0]}/").content.decode()
    made = models.Invitation.objects.get()
    assert client.post(f"/initiatives/meals/people/invitations/{made.pk}/").status_code == 302
    listed = client.get("/initiatives/meals/people/invitations/").content.decode()
    assert "Taken back:" in listed
    assert anyone.get(f"/invitation/{codes[0]}/").status_code == 404


def test_used_ended_and_unknown_codes_answer_in_the_same_words_and_tries_are_counted(
    visit: Callable[[str], Client],
) -> None:
    client = visit("")
    answers = [client.get(f"/invitation/{code}/") for code in ("ACDEFGHJKM3X", "%F0%9F%98%80", "x" * 300)]
    assert {answer.status_code for answer in answers} == {404}
    last = [client.get("/invitation/ACDEFGHJKM3X/") for _ in range(30)][-1]
    assert last.status_code == 429
    assert "Too many tries" in last.content.decode()


@pytest.mark.parametrize("text", ["", "ABC", "x" * 5000, "ABCD-EFGH-JKM\u202e", "<script>", "😀"])
def test_a_code_with_a_mistake_is_told_beside_the_field(visit: Callable[[str], Client], text: str) -> None:
    page = visit("").post("/invitation/", {"once": "a" * 16, "text": text}).content.decode()
    assert 'id="id_text_error"' in page
    assert "<script>" not in page
