from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from counterpoise.ledger.erasure import Ground
from counterpoise.web.audit.services import IN_OFFICE, erase_person
from counterpoise.web.decisions.models import Decision
from counterpoise.web.expertise.models import Contribution
from counterpoise.web.expertise.services import Saying, say
from counterpoise.web.ledger.models import Entry, EntryRow
from counterpoise.web.ledger.services import RefusedError
from counterpoise.web.people.models import Account, Person
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.clock import now

As = Callable[[str], Viewer]
Visit = Callable[[str], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any, forgets: Callable[[], None]) -> None:  # noqa: ANN401, ARG001 - pytest-django's settings; nothing is kept
    """Keep what is erased here in a list of its own."""
    settings.COUNTERPOISE_DATA = tmp_path


def test_somebody_erases_their_words_through_the_page_and_is_signed_out(visit: Visit, as_person: As) -> None:
    row = say(
        initiative="lindehof-together",
        saying=Saying(words="The soup is cold again."),
        once="a" * 16,
        by=as_person("council-member"),
        at=now(),
    )
    client = visit("council-member")
    assert "Erase my words" in client.get("/me/").content.decode()
    given = {"once": "b" * 16, "ground": "asked"}
    answer = client.post("/mine/erase/", given)
    assert answer.status_code == 200
    assert "Please say that you are sure" in answer.content.decode()
    assert Contribution.objects.get(pk=row.id).text == "The soup is cold again."
    assert client.post("/mine/erase/", {**given, "sure": "on"}).status_code == 302
    now_there = Contribution.objects.get(pk=row.id)
    assert (now_there.text, now_there.state.value) == ("", "withdrawn")
    assert not EntryRow.objects.filter(ref=row.id).exists()
    assert Person.objects.get(pk="council-member").pseudonym == ""
    assert not Account.objects.filter(person="council-member").exists()
    assert Entry.objects.filter(type="erasure").exists()
    assert client.get("/mine/erase/").status_code == 404


def test_what_somebody_decided_in_office_stays(as_person: As) -> None:
    before = list(Decision.objects.order_by("pk").values_list("pk", "text", "reasons", "taken_by"))
    erase_person(person="manager", ground=Ground.ASKED, sure=True, at=now())
    assert list(Decision.objects.order_by("pk").values_list("pk", "text", "reasons", "taken_by")) == before
    assert as_person("manager").name == ""
    assert "decisions" in IN_OFFICE


def test_nothing_is_erased_for_somebody_who_is_not_sure() -> None:
    with pytest.raises(RefusedError) as caught:
        erase_person(person="resident", ground=Ground.ASKED, sure=False, at=now())
    assert [each.code for each in caught.value.refusals] == ["audit.not_sure"]


def test_the_page_is_for_who_is_signed_in(visit: Visit) -> None:
    assert visit("").get("/mine/erase/").status_code == 404
    assert visit("resident").get("/mine/erase/").status_code == 200
