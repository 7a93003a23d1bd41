"""Who is told what by letter: once each, never what they may not read, and as told only when it was taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings as site
from django.db import transaction
from django.test import Client
from pytest_django.fixtures import Settings

from counterpoise.record import Moment
from counterpoise.web.control.services import Requesting, ask_for_limit
from counterpoise.web.decisions.models import Decision, Notice
from counterpoise.web.decisions.services import Completed, Recorded, complete, record_decision, tell_group
from counterpoise.web.governance import services
from counterpoise.web.governance.models import Letter, LetterKind, LetterState, ReadSoFar, Route, Wanted, Wish
from counterpoise.web.governance.services import sending
from counterpoise.web.governance.services.handing import message_id
from counterpoise.web.people.models import Account, Capacity, Person, Seat
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.clock import now
from tests.web.governance.post import Office, office_open

pytestmark = pytest.mark.django_db
PLACE = "lindehof-together"
WHAT = "The garden room closes in the evening."
As = Callable[[str], Viewer]


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


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


def address(person: str) -> str:
    return f"{person}@example.org"


def decided(
    as_person: As, *, what: str = WHAT, touches: tuple[str, ...] = ("home-council",), on: str | None = "2015-06-20"
) -> str:
    day = Moment.parse(on) if on is not None else None
    recorded = Recorded(what=what, taken_by="board", decided_at=day, touches=touches, matter=None)
    row = record_decision(initiative=PLACE, recorded=recorded, once="a" * 16, by=as_person("new-director"), at=now())
    return row.id


def told() -> None:
    services.read_logs(at=now())


def later(days: float) -> Callable[[], datetime]:
    return lambda: now() + timedelta(days=days)


def text(message: Any) -> str:  # noqa: ANN401 - an e-mail
    body: str = message.get_body(("plain",)).get_content()
    return body.replace("\r\n", "\n")


def states(kind: LetterKind = LetterKind.DECISION) -> list[str]:
    return sorted(Letter.objects.filter(kind=kind).values_list("state", flat=True))


def test_a_decision_that_touches_a_group_goes_at_once_to_who_speaks_for_it(office: Office, as_person: As) -> None:
    decision = decided(as_person)
    told()
    assert services.deliver(clock=now) >= 1
    (letter,) = office.to(address("home-council-member"))
    assert WHAT in text(letter)
    assert "20 June 2015" in text(letter)
    assert "30 June 2015" in text(letter)
    assert f"/initiatives/{PLACE}/decisions/{decision}/" in text(letter)
    assert "Its checkpoint begins with" in text(letter)
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert not office.to(address("new-director")), "who wrote it down is not told of it"


def test_a_decision_of_which_nobody_wrote_down_the_day_goes_at_once_too_and_once(
    office: Office, as_person: As, visit: Callable[[str], Client]
) -> None:
    decision = decided(as_person, on=None)
    told()
    services.deliver(clock=now)
    (letter,) = office.to(address("home-council-member"))
    assert WHAT in text(letter)
    assert "Nobody wrote down when it was decided." in text(letter)
    page = visit("home-council-member").get(f"/initiatives/{PLACE}/decisions/{decision}/").content.decode()
    assert "Nobody wrote down when it was taken. So nobody can say how it was made." in page
    assert "It is a draft" not in page
    assert "<b>Taken</b>, Nobody wrote down when" in page
    row = Decision.objects.get(pk=decision)
    completed = Completed(what=WHAT, taken_by="board", decided_at=Moment.parse("2015-06-20"), reasons="So.")
    complete(
        initiative=PLACE,
        decision=decision,
        version=row.version,
        completed=completed,
        by=as_person("new-director"),
        at=now(),
    )
    told()
    services.deliver(clock=later(1))
    assert len(office.to(address("home-council-member"))) == 1


@pytest.mark.usefixtures("office")
def test_its_group_counts_as_told_only_when_the_server_took_the_letter(as_person: As) -> None:
    decision = decided(as_person)
    told()
    assert not Notice.objects.filter(decision=decision).exists()
    services.deliver(clock=now)
    notice = Notice.objects.get(decision=decision)
    assert (notice.group_id, notice.channel, notice.recorded_by) == ("home-council", "e-mail", None)
    assert notice.told_at == Moment.exactly(now())


def test_nothing_goes_twice_however_often_one_looks(office: Office, as_person: As) -> None:
    decided(as_person)
    for _time in range(3):
        told()
        services.deliver(clock=now)
    ReadSoFar.objects.all().delete()
    told()
    services.deliver(clock=later(1))
    assert len(office.names()) == len(set(office.names()))
    assert len(office.to(address("home-council-member"))) == 1


def test_what_was_told_by_a_person_meanwhile_is_not_told_by_letter(office: Office, as_person: As) -> None:
    decision = decided(as_person)
    told()
    tell_group(
        initiative=PLACE,
        decision=decision,
        group="home-council",
        told_at=Moment.exactly(now()),
        once="b" * 16,
        by=as_person("new-director"),
        at=now(),
    )
    services.deliver(clock=now)
    assert not office.to(address("home-council-member"))
    assert set(states()) == {LetterState.VOID}


def test_who_left_gets_nothing(office: Office, as_person: As) -> None:
    decided(as_person)
    told()
    Seat.objects.filter(person="home-council-member").update(active_until=now().date())
    Capacity.objects.filter(person="home-council-member").update(active_until=now().date())
    services.deliver(clock=now)
    assert not office.to(address("home-council-member"))


def test_a_server_that_is_down_loses_nothing_and_tells_nobody(
    office: Office, as_person: As, settings: Settings
) -> None:
    port = settings.EMAIL_PORT
    settings.EMAIL_PORT = 1
    decision = decided(as_person)
    told()
    assert services.deliver(clock=now) == 0
    assert set(states()) == {LetterState.DUE}
    assert not Notice.objects.filter(decision=decision).exists()
    settings.EMAIL_PORT = port
    services.deliver(clock=later(0.1))
    assert len(office.to(address("home-council-member"))) == 1
    assert Notice.objects.filter(decision=decision, told_at__isnull=False).exists()


@pytest.mark.parametrize("answer", ["451 not now", "421 going home"])
def test_a_server_that_says_not_now_is_asked_again_later(office: Office, as_person: As, answer: str) -> None:
    office.answer = answer
    decided(as_person)
    told()
    assert services.deliver(clock=now) == 0
    assert set(states()) == {LetterState.DUE}
    office.answer = "250 taken"
    assert services.deliver(clock=now) == 0, "not before its time"
    services.deliver(clock=later(0.1))
    assert len(office.to(address("home-council-member"))) == 1


def test_a_server_that_never_takes_it_is_given_up_after_days_and_paper_takes_over(
    office: Office, as_person: As
) -> None:
    office.answer = "451 not now"
    decided(as_person)
    told()
    services.deliver(clock=now)
    services.deliver(clock=later(6))
    assert set(states()) == {LetterState.BOUNCED, LetterState.TO_PRINT}


def test_an_address_that_is_refused_shows_as_not_delivered_and_is_printed(office: Office, as_person: As) -> None:
    office.refuses[address("home-council-member")] = "550 5.1.1 nobody here"
    decision = decided(as_person)
    told()
    services.deliver(clock=now)
    letter = Letter.objects.get(person="home-council-member", route=Route.MAIL, kind=LetterKind.DECISION)
    assert (letter.state, letter.problem) == (LetterState.BOUNCED, "550")
    assert not Notice.objects.filter(decision=decision, told_at__isnull=False).exists()
    paper = Letter.objects.get(person="home-council-member", route=Route.POST)
    assert paper.state == LetterState.TO_PRINT


def test_an_answer_that_never_comes_is_unknown_and_sent_no_second_time(
    office: Office, as_person: As, settings: Settings
) -> None:
    settings.EMAIL_TIMEOUT = 1
    office.slow = 2.5
    decision = decided(as_person)
    told()
    services.deliver(clock=now)
    assert states().count(LetterState.UNKNOWN) == 1
    assert not Notice.objects.filter(decision=decision).exists(), "nobody knows, so nobody counts as told"
    office.slow = 0
    services.deliver(clock=later(1))
    assert states().count(LetterState.UNKNOWN) == 1
    assert len(office.names()) == len(set(office.names()))


@pytest.mark.usefixtures("office")
def test_a_sender_that_is_too_slow_does_not_finish_a_letter_that_another_took(as_person: As) -> None:
    decided(as_person)
    told()
    first = sending.claim(at=now(), lease=timedelta(minutes=5))
    assert first is not None
    content = services.compose(first, at=now())
    assert content is not None
    second = sending.claim(at=now() + timedelta(minutes=6), lease=timedelta(minutes=5))
    assert second is not None
    assert second.pk == first.pk
    assert not sending.begin(first, content, at=now(), lease=timedelta(minutes=5))
    assert sending.begin(second, content, at=now(), lease=timedelta(minutes=5))


def test_an_interrupted_handing_over_is_unknown_and_never_taken_up_again(office: Office, as_person: As) -> None:
    decided(as_person)
    told()
    letter = sending.claim(at=now(), lease=timedelta(minutes=5))
    assert letter is not None
    content = services.compose(letter, at=now())
    assert content is not None
    assert sending.begin(letter, content, at=now(), lease=timedelta(minutes=5))
    services.deliver(clock=later(1))
    letter.refresh_from_db()
    assert letter.state == LetterState.UNKNOWN
    assert message_id(letter) not in office.names()
    sending.accept(letter, at=now())
    letter.refresh_from_db()
    assert letter.state == LetterState.ACCEPTED, "an answer that comes late still counts"


def test_a_request_for_a_limit_goes_to_who_sits_for_the_other_side(office: Office, as_person: As) -> None:
    asking = Requesting(text="When is it too far?", capacity="as-logistics-colleague")
    ask_for_limit(initiative=PLACE, requesting=asking, once="c" * 16, by=as_person("logistics-colleague"), at=now())
    told()
    services.deliver(clock=now)
    assert office.got
    assert all("When is it too far?" in text(each) for each in office.got)
    assert not office.to(address("logistics-colleague"))


@pytest.mark.usefixtures("office")
def test_a_request_that_waits_too_long_is_told_once_more(as_person: As) -> None:
    asking = Requesting(text="When is it too far?", capacity="as-logistics-colleague")
    row = ask_for_limit(
        initiative=PLACE, requesting=asking, once="c" * 16, by=as_person("logistics-colleague"), at=now()
    )
    services.remind(at=now() + timedelta(days=10))
    assert not Letter.objects.filter(kind=LetterKind.LIMIT_OVERDUE, about=row.id).exists()
    services.remind(at=now() + timedelta(days=31))
    services.remind(at=now() + timedelta(days=32))
    overdue = Letter.objects.filter(kind=LetterKind.LIMIT_OVERDUE, about=row.id)
    assert overdue.exists()
    assert overdue.count() == overdue.values("person").distinct().count()


def test_a_request_in_a_closed_room_is_owed_to_nobody_by_letter(office: Office, as_person: As) -> None:
    asking = Requesting(text="KANARIE", capacity="as-resident", room="council-room")
    ask_for_limit(initiative="meals", requesting=asking, once="c" * 16, by=as_person("resident"), at=now())
    told()
    services.deliver(clock=now)
    assert not Letter.objects.filter(kind=LetterKind.LIMIT_QUESTION).exists()
    assert not office.got


def test_the_weekly_letter_goes_once_a_week_to_who_has_news(office: Office, as_person: As) -> None:
    decided(as_person)
    told()
    services.deliver(clock=now)
    office.got.clear()

    def monday() -> datetime:
        return now().replace(month=7, day=6, hour=9)

    for _time in range(2):
        services.write_weekly(at=monday())
        services.deliver(clock=monday)
    (letter,) = office.to(address("home-council-member"))
    assert letter["Subject"] == "Your weekly letter"
    assert WHAT in text(letter)
    assert "what was decided" in text(letter)
    assert "who was told" in text(letter)
    services.write_weekly(at=monday() + timedelta(days=7))


def test_who_wants_none_gets_no_weekly_letter_and_still_what_they_must_be_told(office: Office, as_person: As) -> None:
    Wish.objects.create(person_id="home-council-member", wanted=Wanted.NONE)
    decided(as_person)
    told()
    services.write_weekly(at=now())
    services.deliver(clock=now)
    (letter,) = office.to(address("home-council-member"))
    assert WHAT in text(letter)
    assert letter["Subject"] == "A decision that touches your group"


def test_who_wants_it_at_once_gets_news_when_there_is_some(office: Office, as_person: As) -> None:
    Wish.objects.create(person_id="council-member", wanted=Wanted.AT_ONCE)
    services.write_weekly(at=now())
    services.deliver(clock=now)
    office.got.clear()
    ask = Requesting(text="How late is too late?", capacity="as-resident")
    ask_for_limit(initiative="meals", requesting=ask, once="d" * 16, by=as_person("resident"), at=now())
    services.write_weekly(at=now() + timedelta(hours=1))
    assert Letter.objects.filter(person="council-member", kind=LetterKind.WEEKLY, state=LetterState.DUE).exists()
    assert Letter.objects.filter(person="resident", kind=LetterKind.WEEKLY, state=LetterState.DUE).count() <= 1


def test_letters_come_in_the_readers_language(office: Office, as_person: As) -> None:
    Person.objects.filter(id="home-council-member").update(language="nl")
    decided(as_person)
    told()
    services.deliver(clock=now)
    (letter,) = office.to(address("home-council-member"))
    assert letter["Content-Language"] == "nl"
    assert "Besloten op" in text(letter)


def test_a_name_that_would_add_a_line_to_the_head_of_an_email_does_not(office: Office, as_person: As) -> None:
    decided(as_person, what="x\r\nBcc: everybody@example.org\r\n.\r\nRSET\r\n")
    told()
    services.deliver(clock=now)
    (letter,) = office.to(address("home-council-member"))
    assert letter["Bcc"] is None
    assert "\n.\n" in text(letter), "a line with nothing but a full stop ends no letter"


def test_what_is_owed_and_how_far_was_read_are_written_together(as_person: As, monkeypatch: pytest.MonkeyPatch) -> None:
    from counterpoise.web.governance.services import owed

    told()
    before = dict(ReadSoFar.objects.values_list("log", "size"))
    decided(as_person)

    def breaks(*_given: object, **_named: object) -> int:
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr(owed, "write_owed", breaks)
        with pytest.raises(ConnectionError), transaction.atomic():
            told()
    assert dict(ReadSoFar.objects.values_list("log", "size")) == before
    told()
    assert Letter.objects.filter(kind=LetterKind.DECISION).exists()


def test_without_a_mail_server_letters_wait(as_person: As) -> None:
    assert site.EMAIL_HOST == ""
    Account.objects.filter(person="home-council-member").update(email=address("home-council-member"))
    decided(as_person)
    told()
    assert services.deliver(clock=now) == 0
    assert Letter.objects.get(person="home-council-member").state == LetterState.DUE
