from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from counterpoise.control.mandates import who_decides
from counterpoise.control.rights.catalogue import catalogue
from counterpoise.control.rights.rows import Kind
from counterpoise.control.standing import Standing
from counterpoise.formats.calendar import to_calendar
from counterpoise.record import Moment, Say
from counterpoise.record.mandates import Basis, MandateState
from counterpoise.web.control.forms.terms import KINDS, PickForm
from counterpoise.web.control.models import CalendarAddress, Mandate, StatutoryMandate
from counterpoise.web.control.selectors import case_for
from counterpoise.web.decisions.models import Decision
from counterpoise.web.decisions.services import Recorded, record_decision, tell_group
from counterpoise.web.ledger.models import Entry
from counterpoise.web.ui.clock import now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forgets")]

ROOM = "/initiatives/lindehof-together/control/"
RIGHTS = f"{ROOM}rights/"
Visit = Callable[[str], Client]


def token(page: Any) -> str:  # noqa: ANN401 - the answer of a test client
    return str(re.findall(r'name="once" value="(\w+)"', page.content.decode())[-1])


def test_a_decision_without_the_consent_that_the_law_asks_is_classed_with_what_can_be_done(visit: Visit) -> None:
    page = visit("home-council-member").get(RIGHTS)
    assert page.status_code == 200
    told = page.content.decode()
    assert "not legal advice" in told
    assert "The body was not asked." in told
    assert "Asked in writing:" in told


def test_who_sits_in_a_council_picks_rows_of_a_law_once(visit: Visit) -> None:
    client = visit("home-council-member")
    address = f"{RIGHTS}pick/nl-wmcz-2018/"
    page = client.get(address)
    body, row = (re.search(rf'name="{name}" value="([^"]+)"', page.content.decode()) for name in ("body", "rows"))
    assert body is not None
    assert row is not None
    given = {"once": token(page), "body": body[1], "rows": [row[1]]}
    before = StatutoryMandate.objects.count()
    assert [client.post(address, given).status_code for _ in range(2)] == [302, 302]
    assert StatutoryMandate.objects.count() == before + 1
    kept = StatutoryMandate.objects.get(pack="nl-wmcz-2018", initiative="lindehof-together")
    assert "wetten.overheid.nl" in kept.source
    assert kept.body_id == body[1]
    again = client.post(address, given | {"once": "0" * 16})
    assert "in the register already" in again.content.decode()


def test_the_register_names_the_topics_of_a_right_in_words(visit: Visit) -> None:
    named = StatutoryMandate.objects.filter(initiative="lindehof-together")
    named.update(topics=["spiritual_care", "closing"])
    client = visit("home-council-member")
    assert ": spiritual care, closing.</p>" in client.get(ROOM).content.decode()
    client.cookies["django_language"] = "nl"
    assert ": geestelijke verzorging, sluiting.</p>" in client.get(ROOM).content.decode()
    named.update(topics=[])
    assert ": elk onderwerp.</p>" in client.get(ROOM).content.decode()


def test_nonsense_writes_nothing_and_who_holds_no_seat_can_not_pick(visit: Visit) -> None:
    before = Entry.objects.count()
    client = visit("home-council-member")
    for given in ({"once": "x"}, {"once": "0" * 16, "body": "x", "rows": ["x"]}):
        assert client.post(f"{RIGHTS}pick/nl-wmcz-2018/", given).status_code == 200
    assert client.get(f"{RIGHTS}pick/no-such-law/").status_code == 404
    assert visit("church-goer").get(f"{RIGHTS}pick/nl-wmcz-2018/").status_code == 404
    assert Entry.objects.count() == before


def test_a_calendar_has_a_secret_address_that_can_be_renewed_and_is_kept_only_as_a_hash(visit: Visit) -> None:
    client, other = visit("home-council-member"), Client()
    addresses = []
    for _ in range(2):
        page = client.post(f"{RIGHTS}calendar/").content.decode()
        found = re.search(r"<code>http://testserver(/[^<]+)</code>", page)
        assert found is not None
        addresses.append(found[1])
    assert other.get(addresses[0]).status_code == 404
    answer = other.get(addresses[1])
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert answer.content.startswith(b"BEGIN:VCALENDAR")
    secret = addresses[1].split("/")[-1]
    assert secret.removesuffix(".ics") not in str(CalendarAddress.objects.values_list())
    assert Client().post(f"{RIGHTS}calendar/").status_code == 404
    assert other.get(f"{ROOM}terms/nonsense.ics").status_code == 404


def test_the_calendar_of_an_initiative_is_for_everybody_who_may_read_its_page_and_says_no_more(visit: Visit) -> None:
    page = visit("resident").post(f"{RIGHTS}calendar/")
    assert page.status_code == 200
    found = re.search(r"<code>http://testserver(/[^<]+)</code>", page.content.decode())
    assert found is not None
    days = Client().get(found[1]).content.decode().count("BEGIN:VEVENT")
    assert days == page.content.decode().count('class="when"')
    assert CalendarAddress.objects.filter(person="resident").count() == 1


def laid(visit: Visit, **more: Any) -> Any:  # noqa: ANN401 - the answer of a test client
    client = visit("home-council-member")
    address = f"{RIGHTS}right-to-advise-on-closing/lay-down/"
    given = {"once": token(client.get(address)), "matter": "closing-point", "review_on": "1-6-2017"} | more
    return client.post(address, given)


def test_a_legal_right_of_the_register_stands_with_a_question_and_needs_no_yes(visit: Visit) -> None:
    assert laid(visit).status_code == 302
    row = Mandate.objects.get(matter="closing-point", legal_right="right-to-advise-on-closing")
    assert (row.basis, row.state, row.say, row.holder_id) == (
        Basis.STATUTORY,
        MandateState.AGREED,
        Say.ADVISE,
        "home-client-council",
    )
    page = visit("home-council-member").get(ROOM).content.decode()
    assert page.count("By law") >= 2
    again = laid(visit, once="0" * 16)
    assert "stands with this question already" in again.content.decode()
    assert Mandate.objects.filter(legal_right="right-to-advise-on-closing", matter="closing-point").count() == 1


def test_it_counts_as_settled_by_law_for_the_topic_that_the_right_names(
    visit: Visit, as_person: Callable[[str], Any]
) -> None:
    laid(visit)
    case = case_for("lindehof-together", viewer=as_person("home-council-member"))
    assert case is not None
    told = {
        topic: who_decides(case, matter="closing-point", topic=topic, at=Moment.parse("2015-07-01")).standing
        for topic in ("closing", "venue")
    }
    assert told["closing"] is Standing.STATUTORY
    assert told["venue"] is not Standing.STATUTORY


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"review_on": "1-6-2015"}, "This day has passed already"),
        ({"review_on": "1-6-2019"}, "within two years"),
        ({"review_on": ""}, "looked at again"),
        ({"matter": ""}, "Please choose what it is about"),
        ({"matter": "kitchen-of-somebody-else"}, "Select a valid choice"),
    ],
)
def test_what_is_missing_is_said_beside_the_field(visit: Visit, given: dict[str, str], said: str) -> None:
    answer = laid(visit, **given)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not Mandate.objects.filter(matter="closing-point", legal_right="right-to-advise-on-closing").exists()


@pytest.mark.parametrize("person", ["", "citizen-1", "new-director", "resident"])
def test_who_holds_no_seat_in_the_body_can_not_lay_its_right_down(visit: Visit, person: str) -> None:
    assert visit(person).get(f"{RIGHTS}right-to-advise-on-closing/lay-down/").status_code == 404
    assert "lay-down" not in visit(person).get(ROOM).content.decode()


def test_of_a_right_that_was_passed_over_the_page_says_what_the_law_says_and_until_when(
    visit: Visit, as_person: Callable[[str], Any]
) -> None:
    client = visit("home-council-member")
    address = f"{RIGHTS}pick/nl-wmcz-1996/"
    page = client.get(address).content.decode()
    meals = re.search(r'value="(daily-life)"', page)
    assert meals is not None
    given = {"once": token(client.get(address)), "body": "home-client-council", "rows": ["daily-life"]}
    assert client.post(address, given).status_code == 302
    director, at = as_person("new-director"), now()
    recorded = Recorded(
        what="Another kitchen", taken_by="board", decided_at=Moment.parse("2015-06-20"), touches=("home-council",)
    )
    row = record_decision(initiative="lindehof-together", recorded=recorded, once="a" * 16, by=director, at=at)
    Decision.objects.filter(pk=row.id).update(topic="meals")
    tell_group(
        initiative="lindehof-together",
        decision=row.id,
        group="home-council",
        told_at=Moment.parse("2015-06-22"),
        once="b" * 16,
        by=director,
        at=at,
    )
    told = client.get(RIGHTS).content.decode()
    assert "Another kitchen" in told
    assert "Something can be done until 22 July 2015" in " ".join(re.sub(r"<[^>]+>", " ", told).split())
    assert "Declare the decision void, in writing" in told


def test_a_right_that_does_not_hold_yet_says_from_which_day_and_one_that_holds_says_nothing(visit: Visit) -> None:
    client = visit("home-council-member")
    later = client.get(f"{RIGHTS}pick/nl-wmcz-2018/").content.decode()
    assert "It holds only from 1 July 2020." in later
    assert "This law does not hold yet" in later
    now_in_force = client.get(f"{RIGHTS}pick/nl-wmcz-1996/").content.decode()
    assert "It holds only from" not in now_in_force
    assert "does not hold yet" not in now_in_force
    client.cookies["django_language"] = "nl"
    assert "Het geldt pas vanaf 1 juli 2020." in client.get(f"{RIGHTS}pick/nl-wmcz-2018/").content.decode()


def test_a_right_that_holds_no_longer_cannot_be_picked() -> None:
    law = catalogue().packs["nl-wmcz-1996"]
    ended = [right for right in law.rights if right.active_until is not None]
    assert ended
    form = PickForm(pack=law, bodies=(), at=date(2021, 1, 1))
    offered = {name for name, _words in form.fields["rows"].choices}  # type: ignore[attr-defined]  # Django's own field
    assert not offered & {right.id for right in ended}


def test_laws_of_another_country_are_not_offered(visit: Visit, settings: Any) -> None:  # noqa: ANN401 - pytest-django's
    client = visit("home-council-member")
    assert "en-nhs" not in client.get(RIGHTS).content.decode()
    assert client.get(f"{RIGHTS}pick/en-nhs/").status_code == 404
    settings.COUNTERPOISE_COUNTRY = "gb"
    page = client.get(RIGHTS).content.decode()
    assert "en-nhs" in page
    assert "(nl-wmcz-2018)" not in page
    assert client.get(f"{RIGHTS}pick/en-nhs/").status_code == 200


def test_a_calendar_without_terms_says_so_and_is_a_calendar() -> None:
    icalendar = pytest.importorskip("icalendar")
    text = to_calendar([], name="Terms", written_at=now(), nothing="No term runs now.")
    (only,) = icalendar.Calendar.from_ical(text).subcomponents
    assert (only.name, str(only["summary"])) == ("VJOURNAL", "No term runs now.")


def plain(page: Any) -> str:  # noqa: ANN401 - the answer of a test client
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_each_right_to_pick_says_what_kind_of_say_it_gives_the_weightiest_first(visit: Visit) -> None:
    client = visit("home-council-member")
    offered = plain(client.get(f"{RIGHTS}pick/nl-wmcz-2018/"))
    consent, advice = offered.index("Consent: "), offered.index("Advice: Another purpose")
    assert consent < advice
    assert "Consent: without your yes it cannot be decided so." in offered
    client.cookies["django_language"] = "nl"
    assert "Advies: Een andere doelstelling of grondslag (artikel 7(1)(a))" in plain(
        client.get(f"{RIGHTS}pick/nl-wmcz-2018/")
    )


def test_every_kind_of_right_has_its_words() -> None:
    assert set(KINDS) == set(Kind)


def test_after_picking_the_page_says_what_was_added_and_where_it_stands(visit: Visit) -> None:
    client = visit("home-council-member")
    address = f"{RIGHTS}pick/nl-wmcz-1996/"
    given = {"once": token(client.get(address)), "body": "home-client-council", "rows": ["daily-life", "money"]}
    assert "put in the register" not in plain(client.get(RIGHTS))
    answer = client.post(address, given)
    page = client.get(answer.headers["Location"])
    assert "2 rights were put in the register." in plain(page)
    assert "Advice that needs a reasoned reply: " in plain(page)
    assert f'href="{ROOM}#rights"' in page.content.decode()
    assert client.post(address, given).headers["Location"] == answer.headers["Location"]
    for nothing in ("?added=", "?added=x", "?added=right-to-advise-on-closing"):
        assert "put in the register" not in plain(client.get(RIGHTS + nothing))


def test_the_page_says_once_that_no_term_runs_and_what_to_pick_first(visit: Visit) -> None:
    client = visit("home-council-member")
    page = plain(client.get(RIGHTS))
    assert page.count("No term runs now") == 1
    assert "What do we pick first?" in page
    assert page.index("(nl-wmcz-1996) holds now") < page.index("(nl-wmcz-2018) holds from 1 July 2020")
    assert page.index("(nl-wmcz-2018)") < page.index("(nl-wgbo)"), "laws for bodies like one's own stand first"
    assert "What do we pick first?" not in plain(visit("church-goer").get(RIGHTS))
