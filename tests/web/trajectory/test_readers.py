"""Who is let in has one way in, knows beforehand what they may do, and puts their name under what they write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from counterpoise.record.people import CapacityKind
from counterpoise.web.ledger import selectors as kept
from counterpoise.web.people.models import Admission, Person
from counterpoise.web.people.selectors import viewer_of
from counterpoise.web.trajectory import services
from counterpoise.web.trajectory.selectors import paths_about
from counterpoise.web.ui.clock import now
from tests.web.again import load_again
from tests.web.trajectory.writing import PATH, Visit, let_in, write


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
