"""Who is let in has one way in, knows beforehand what they may do, and puts their name under what they write."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from counterpoise.record import Side
from counterpoise.record.people import BodyKind, CapacityKind, SpaceKind
from counterpoise.web.expertise.services import Founding, found_room
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.ledger import selectors as kept
from counterpoise.web.ledger.services import RefusedError
from counterpoise.web.people.models import Admission, Capacity, Invitation, Person
from counterpoise.web.people.selectors import live_invitation, viewer_of
from counterpoise.web.people.services import Asking, NotUsableError, found_body, invite, use_invitation
from counterpoise.web.trajectory import services
from counterpoise.web.trajectory.models import Look
from counterpoise.web.trajectory.selectors import paths_about
from counterpoise.web.ui.clock import now
from tests.web.again import load_again
from tests.web.trajectory.writing import PATH, Visit, let_in, send, write


@pytest.fixture
def everything(transactional_db: None) -> Iterator[None]:  # noqa: ARG001 - the database is there
    """Load the demonstration in tables that several connections see."""
    load_again()
    kept._KEPT.clear()
    yield
    kept._KEPT.clear()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("everything")
def test_one_reader_let_in_from_many_tabs_at_once_has_one_way_in() -> None:
    name = Person.objects.get(pk="church-goer").pseudonym
    granting = services.Granting(name=name, kinds=(CapacityKind.VOLUNTEER,), check="I saw their screen.")

    def grant(number: int) -> str:
        try:
            by = viewer_of("resident", at=now(), paths_about=paths_about)
            services.grant(path="care-path", granting=granting, once=f"{number:016x}", by=by, at=now())
        except Exception as error:  # noqa: BLE001 - what each of them met is looked at afterwards
            return str(error)
        else:
            return "in"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=8) as pool:
        found = Counter(pool.map(grant, range(8)))
    assert found == {"in": 1, "levels.already_a_reader": 7}
    assert Admission.objects.filter(room="care-circle", person="church-goer", active_until=None).count() == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("forgets")
def test_the_table_itself_refuses_a_second_open_admission(visit: Visit) -> None:
    from django.db import IntegrityError, transaction

    let_in(visit("resident"), "church-goer", "volunteer")
    row = Admission.objects.get(room="care-circle", person="church-goer")
    row.pk = "a-second-one"
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.django_db
@pytest.mark.usefixtures("forgets")
def test_what_a_reader_may_do_stands_there_before_they_are_let_in(visit: Visit) -> None:
    page = visit("resident").get(f"{PATH}write/reader/").content.decode()
    assert page.index("They can also write in it") < page.index("Under which name")
    assert "cannot change what you wrote" in page


@pytest.mark.django_db
def test_under_what_a_reader_writes_stands_their_name(visit: Visit, forgets: Callable[[], None]) -> None:
    owner = visit("resident")
    let_in(owner, "church-goer", "volunteer")
    forgets()
    reader = visit("church-goer")
    assert write(reader, "change", text="The stairs are too steep now.", on="2015-06-30").status_code == 302
    assert write(reader, "talk", text="We talked about the stairs.", on="2015-06-30").status_code == 302
    name = Person.objects.get(pk="church-goer").pseudonym
    for client in (owner, reader):
        page = client.get(PATH).content.decode()
        for words in ("The stairs are too steep now.", "We talked about the stairs."):
            assert f"Written down by {name}" in page.split(words)[1].split("</li>")[0]


@pytest.mark.django_db
def test_a_reader_lets_nobody_in_by_a_code_a_place_or_a_body(visit: Visit, forgets: Callable[[], None]) -> None:
    let_in(visit("resident"), "informal-caregiver", "informal_caregiver", "professional")
    forgets()
    people = "/initiatives/care-path/people/"
    for client in (visit("informal-caregiver"), visit("resident")):
        page = client.get(people).content.decode()
        for way in ("invite/", "found/", "bodies/care-path.professionals/"):
            assert people + way not in page
            assert client.get(people + way).status_code == 404, way
        room = "/initiatives/care-path/expertise/rooms/new/"
        assert room not in client.get("/initiatives/care-path/expertise/").content.decode()
        assert client.get(room).status_code == 404
    by = viewer_of("informal-caregiver", at=now(), paths_about=paths_about)
    for asking in (Asking(about="a circle", room="care-circle"), Asking(about="a path")):
        with pytest.raises(RefusedError, match=r"levels\.needs_the_owner"):
            invite(initiative="care-path", asking=asking, once="a" * 16, by=by, at=now())
    behind = Founding(name="Without her", kind=SpaceKind.ORGANIZATION_ONLY, account_check="I know them.")
    with pytest.raises(NothingHereError):
        found_room(initiative="care-path", founding=behind, once="d" * 16, by=by, at=now())
    founded = {"name": "Our table", "kind": BodyKind.PLATFORM, "side": None, "seats": None, "rule": ""}
    with pytest.raises(RefusedError, match=r"levels\.needs_the_owner"):
        found_body(initiative="care-path", once="b" * 16, by=by, at=now(), **founded)  # type: ignore[arg-type]  # as listed


@pytest.mark.django_db
def test_a_code_into_a_care_path_that_was_made_before_opens_nothing(visit: Visit, forgets: Callable[[], None]) -> None:
    by = viewer_of("resident", at=now(), paths_about=paths_about)
    made, code = invite(
        initiative="meals", asking=Asking(about="a path", side=Side.CIVIC), once="a" * 16, by=by, at=now()
    )
    assert live_invitation(code, at=now()) is not None
    Invitation.objects.filter(pk=made.pk).update(initiative="care-path", room="care-circle")
    assert live_invitation(code, at=now()) is None
    with pytest.raises(NotUsableError):
        use_invitation(text=code, once="c" * 16, by=viewer_of("manager", at=now(), paths_about=paths_about), at=now())
    forgets()
    assert "a path" not in visit("manager").get(f"/invitation/{code}/").content.decode()
    assert not Admission.objects.filter(room="care-circle", person="manager").exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("forgets")
def test_who_has_a_place_that_the_owner_did_not_give_is_no_reader_and_the_owner_ends_it(
    visit: Visit, forgets: Callable[[], None]
) -> None:
    owner = visit("resident")
    let_in(owner, "informal-caregiver", "informal_caregiver")
    placed = Admission.objects.get(room="care-circle", person="informal-caregiver")
    placed.pk, placed.person, placed.admitted_by = "by-code", Person.objects.get(pk="manager"), ["informal-caregiver"]
    placed.written += 1_000_000
    placed.save(force_insert=True)
    Capacity.objects.create(
        id="manager-by-code", initiative="care-path", person_id="manager", kind="manager", recorded_at=now()
    )
    forgets()
    assert visit("manager").get(PATH).status_code == 404
    page = " ".join(re.sub(r"<[^>]+>", " ", owner.get(PATH).content.decode()).split())
    assert "1 person was let in." in page
    name = Person.objects.get(pk="manager").pseudonym
    readers, _, strangers = page.partition("Not let in by you")
    assert name not in readers.partition("Who reads along")[2]
    assert f"Take away the place of {name}" in strangers
    reader = visit("informal-caregiver").get(PATH).content.decode()
    assert "Not let in by you" not in reader
    assert name not in reader
    assert visit("informal-caregiver").get(f"{PATH}write/end-reading/by-code/").status_code == 404
    assert send(owner, f"{PATH}write/end-reading/by-code/").status_code == 302
    assert "Not let in by you" not in owner.get(PATH).content.decode()
    assert Admission.objects.get(pk="by-code").active_until is not None
    assert Capacity.objects.get(pk="manager-by-code").active_until is not None


@pytest.mark.django_db
@pytest.mark.usefixtures("forgets")
def test_what_somebody_decides_themselves_is_a_wish_until_a_professional_says_yes_and_the_page_says_so(
    visit: Visit, forgets: Callable[[], None]
) -> None:
    owner = visit("resident")
    assert "That is so for what you decide yourself as well." in owner.get(f"{PATH}write/decides/").content.decode()
    rhythm = {
        "matter": "The rhythm of my day", "tie": "", "say": "decide", "limits": "None", "conflict_decides": "I do",
        "conflict_mediator": "My daughter", "conflict_max_days": "3", "review_on": "1-9-2015", "reason": "It is mine.",
    }  # fmt: skip
    assert write(owner, "decides", **rhythm).status_code == 302
    wish, nobody = "It holds only once a professional who reads along says yes.", "No professional reads along now."
    page = owner.get(PATH).content.decode()
    assert (page.count(wish), page.count(nobody)) == (1, 1)
    assert "Let one read along, or talk it over" in page
    let_in(owner, "church-goer", "volunteer")
    forgets()
    read = visit("church-goer").get(PATH).content.decode()
    assert nobody in read
    assert "Let one read along, or talk it over" not in read
    let_in(owner, "informal-caregiver", "professional")
    forgets()
    page = owner.get(PATH).content.decode()
    assert (page.count(wish), page.count(nobody)) == (1, 0)
    nurse = visit("informal-caregiver")
    yes = re.search(r"/initiatives/care-path/control/mandates/[^/]+/agree/", nurse.get(PATH).content.decode())
    assert yes is not None
    assert send(nurse, yes[0]).status_code == 302
    forgets()
    assert wish not in owner.get(PATH).content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("forgets")
def test_what_a_search_showed_of_a_care_path_is_a_look_and_what_it_did_not_find_is_none(visit: Visit) -> None:
    owner, reader = visit("resident"), visit("church-goer")
    let_in(owner, "church-goer", "volunteer")
    reader.get("/search/?q=nothing-of-this-kind")
    assert not Look.objects.filter(person="church-goer").exists()
    page = reader.get("/search/?q=kitchen").content.decode()
    assert "Breakfast at ten, in the kitchen." in page
    assert "Nothing was found" not in page, "it was found in a care path"
    look = Look.objects.get(person="church-goer")
    assert (look.path_id, look.what, look.action, look.allowed) == ("care-path", "search", "R", True)
    assert "Found by searching" in owner.get(f"{PATH}who-looked/").content.decode()
    visit("manager").get("/search/?q=kitchen")
    assert not Look.objects.filter(person="manager").exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("forgets")
def test_a_reader_who_was_refused_a_file_did_not_take_it_along(visit: Visit) -> None:
    owner, reader = visit("resident"), visit("church-goer")
    let_in(owner, "church-goer", "volunteer")
    assert reader.get(f"{PATH}along/record.zip").status_code == 404
    assert reader.get("/initiatives/care-path/decisions/draft/").status_code == 404
    assert not Look.objects.filter(person="church-goer", allowed=True).exists()
    page = owner.get(f"{PATH}who-looked/").content.decode()
    assert "took along" not in page
    assert page.count("was not let in") == 2
    reader.get("/export/")
    assert "took along" in owner.get(f"{PATH}who-looked/").content.decode()
