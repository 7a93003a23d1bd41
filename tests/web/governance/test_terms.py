"""Who sits in a body is warned by letter before a term of its legal right ends; nobody else is, and never twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from counterpoise.datasets.illustrations.telling import told
from counterpoise.record import Moment, Row, Say
from counterpoise.record.decisions import Decision, Notice
from counterpoise.record.mandates import StatutoryMandate
from counterpoise.web.control import models as control
from counterpoise.web.decisions import models as decided
from counterpoise.web.governance import services
from counterpoise.web.governance.models import Letter, LetterKind, LetterState
from counterpoise.web.governance.selectors.terms import running_terms, soon_ending
from counterpoise.web.governance.services import sending
from counterpoise.web.ledger.services import Telling, tell
from counterpoise.web.people.models import Account, Person, Seat
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.clock import now
from tests.web.governance.post import Office, office_open

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forgets")]
PLACE = "lindehof-together"
MEMBER = "home-council-member"
As = Callable[[str], Viewer]
_TABLES: dict[type[Row], Any] = {
    Decision: decided.Decision,
    Notice: decided.Notice,
    StatutoryMandate: control.StatutoryMandate,
}


@pytest.fixture
def office(settings: Settings) -> Iterator[Office]:
    """Open a mail server, and give everybody with an account an address."""
    found = Office()
    with office_open(found) as port:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_USE_TLS = False
        Person.objects.all().update(language="en")
        for account in Account.objects.all():
            account.email = f"{account.person_id}@example.org"
            account.save(update_fields=["email"])
        yield found


def passed_over(told_on: str = "2015-06-03", space: str | None = None) -> None:
    """Write down a decision about meals that the council was not asked about, and heard of on a day.

    A month after 3 June is Friday 3 July; five working days before it is Friday 26 June.
    """
    about = told("2015-06-01", of=PLACE, by="new-director")
    right = StatutoryMandate(
        id="right-on-meals",
        **about,
        pack="nl-wmcz-1996",
        article="3(1)(i)",
        topics=("meals",),
        say=Say.ADVISE_WEIGHTY,
        body="home-client-council",
        group="home-council",
    )
    kitchen = Decision(
        id="kitchen",
        **(about | {"space": space}),
        matter="stay-or-close",
        topic="meals",
        title="Another kitchen",
        taken_by="board",
        decided_at=Moment.parse("2015-06-01"),
    )
    heard = Notice(id="heard", **about, decision="kitchen", group="home-council", told_at=Moment.parse(told_on))
    rows = (right, kitchen, heard)
    tell("written", *(Telling(model=_TABLES[type(row)], row=row) for row in rows), by=MEMBER, at=now())


def on(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), now().timetz())


def text(message: Any) -> str:  # noqa: ANN401 - an e-mail
    body: str = message.get_body(("plain",)).get_content()
    return body.replace("\r\n", "\n")


def warned() -> set[str]:
    return set(Letter.objects.filter(kind=LetterKind.TERM).values_list("person", flat=True))


@pytest.mark.usefixtures("office")
def test_a_council_is_warned_five_working_days_before_the_last_day_and_not_earlier() -> None:
    passed_over()
    services.remind(at=on("2015-06-25"))
    assert warned() == set()
    services.remind(at=on("2015-06-26"))
    members = set(Seat.objects.filter(body="home-client-council").values_list("person", flat=True))
    assert warned() == members != set()
    services.remind(at=on("2015-06-30"))
    services.remind(at=on("2015-07-03"))
    assert Letter.objects.filter(kind=LetterKind.TERM).count() == len(members), "the same term is told once"


@pytest.mark.usefixtures("office")
def test_after_the_last_day_nobody_is_warned_any_more() -> None:
    passed_over()
    services.remind(at=on("2015-07-04"))
    assert warned() == set()


def test_the_letter_says_what_can_be_done_and_until_when(office: Office) -> None:
    passed_over()
    services.remind(at=now())
    services.deliver(clock=now)
    (letter,) = office.to(f"{MEMBER}@example.org")
    body = text(letter)
    assert letter["Subject"] == "A term ends on 3 July 2015"
    for words in ("Another kitchen", "Until 3 July 2015: Declare the decision void, in writing.", "not legal advice"):
        assert words in body
    assert f"/initiatives/{PLACE}/control/rights/" in body
    assert [each["To"] for each in office.got] == [f"{MEMBER}@example.org"]


def test_who_left_the_body_in_the_meantime_gets_no_letter(office: Office) -> None:
    passed_over()
    services.remind(at=now())
    Seat.objects.filter(person=MEMBER, body="home-client-council").update(active_until=date(2015, 6, 29))
    services.deliver(clock=lambda: now() + timedelta(days=1))
    assert not office.got
    assert Letter.objects.get(kind=LetterKind.TERM, person=MEMBER).state == LetterState.VOID


def test_a_term_that_was_used_or_ended_before_sending_is_told_to_nobody(office: Office) -> None:
    passed_over()
    services.remind(at=now())
    letter = sending.claim(at=on("2015-07-10"), lease=timedelta(minutes=5))
    assert letter is not None
    assert services.compose(letter, at=on("2015-07-10")) is None
    assert not office.got


def test_of_what_stands_in_a_closed_room_nothing_goes_into_a_letter(as_person: As) -> None:
    passed_over(space="organization-room")
    assert soon_ending(PLACE, viewer=as_person(MEMBER)) == ()
    assert warned() == set()
    services.remind(at=now())
    assert warned() == set()


def test_the_terms_are_those_of_ones_own_body(as_person: As) -> None:
    passed_over()
    assert [each.deadline.last_day for each in running_terms(PLACE, viewer=as_person(MEMBER))] == [date(2015, 7, 3)]
    for other in ("new-director", "citizen-1", "resident", ""):
        assert running_terms(PLACE, viewer=as_person(other)) == ()
