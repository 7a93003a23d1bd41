"""What comes back from other mail servers shows beside the letter, and takes back that the group was told."""

from __future__ import annotations

import io
import mailbox
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from counterpoise.web.decisions.models import Notice
from counterpoise.web.governance import services
from counterpoise.web.governance.models import Letter, LetterKind, LetterState
from counterpoise.web.governance.services.bounces import read_report
from counterpoise.web.people.models import Account, Person
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.clock import now
from tests.web.governance.post import Office, office_open
from tests.web.governance.test_letters import PLACE, decided

As = Callable[[str], Viewer]
WHO = "home-council-member"


def report(
    name: str, *, action: str = "failed", status: str = "5.1.1", whole: bool = True, envelope: str = ""
) -> bytes:
    """Write a report as mail servers do: words for people, fields for programs, and the letter that came back."""
    returned = (
        f"From: counterpoise@example.org\nTo: {WHO}@example.org\nMessage-ID: {name}\nSubject: a letter\n\nwords\n"
    )
    fields = f"Reporting-MTA: dns; mx.example.org\n{envelope}\nFinal-Recipient: rfc822; {WHO}@example.org\n"
    fields += f"Action: {action}\nStatus: {status}\nDiagnostic-Code: smtp; 550 {status} no such user\n"
    kind = "message/rfc822" if whole else "text/rfc822-headers"
    return (
        "From: MAILER-DAEMON@mx.example.org\nTo: counterpoise@example.org\nSubject: Undelivered Mail\n"
        'MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="B"\n\n'
        "--B\nContent-Type: text/plain\n\nI am sorry.\n"
        f"--B\nContent-Type: message/delivery-status\n\n{fields}\n"
        f"--B\nContent-Type: {kind}\n\n{returned}\n--B--\n"
    ).encode()


@pytest.fixture
def sent(as_person: As, settings: Settings, forgets: Callable[[], None]) -> Letter:  # noqa: ARG001 - nothing is kept
    """Send a letter about a decision; the server took it."""
    office = Office()
    with office_open(office) as port:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
        Account.objects.filter(person=WHO).update(email=f"{WHO}@example.org")
        Person.objects.all().update(language="en")
        decided(as_person)
        services.read_logs(at=now())
        assert services.deliver(clock=now) == 1
    return Letter.objects.get(person=WHO, kind=LetterKind.DECISION, state=LetterState.ACCEPTED)


@pytest.mark.parametrize("whole", [True, False])
def test_a_letter_that_came_back_shows_as_not_delivered_and_its_group_as_not_told(
    sent: Letter, whole: bool, as_person: As, visit: Callable[[str], Client]
) -> None:
    assert services.take_bounce(report(sent.message_id, whole=whole), at=now()) == 1
    sent.refresh_from_db()
    assert (sent.state, sent.problem) == (LetterState.BOUNCED, "5.1.1")
    notice = Notice.objects.get(decision=sent.about)
    assert notice.told_at is None
    assert notice.channel == "e-mail, not delivered"
    page = visit("citizen-1").get(f"/initiatives/{PLACE}/letters/").content.decode()
    assert "not delivered: 1" in page
    assert "wait to be printed: 1" in page
    assert as_person(WHO).person == WHO
    decision = visit("citizen-1").get(f"/initiatives/{PLACE}/decisions/{sent.about}/")
    (row,) = [row for row in decision.context["seen"].told if row.group.id == sent.group]
    assert row.failed
    assert "not delivered</span>" in decision.content.decode()


def test_a_bounce_that_names_the_letter_by_its_envelope_is_found(sent: Letter) -> None:
    name = sent.message_id.strip("<>").partition("@")[0]
    raw = report("<nothing@example.org>", envelope=f"Original-Envelope-Id: {name}")
    assert services.take_bounce(raw, at=now()) == 1


def test_the_same_report_twice_changes_nothing_more(sent: Letter) -> None:
    raw = report(sent.message_id)
    assert [services.take_bounce(raw, at=now()) for _time in range(3)] == [1, 0, 0]
    assert Letter.objects.filter(person=WHO, kind=LetterKind.DECISION).count() == 2


@pytest.mark.parametrize("action", ["delayed", "relayed", "delivered", "expanded"])
def test_a_report_that_is_no_failure_changes_nothing(sent: Letter, action: str) -> None:
    assert services.take_bounce(report(sent.message_id, action=action, status="4.4.1"), at=now()) == 0
    sent.refresh_from_db()
    assert sent.state == LetterState.ACCEPTED


def test_a_mailbox_and_a_pipe_are_read(sent: Letter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    box = mailbox.mbox(tmp_path / "back")
    box.add(EmailMessage())
    box.add(report(sent.message_id))
    box.close()
    out = io.StringIO()
    call_command("bounces", str(tmp_path / "back"), stdout=out)
    assert out.getvalue() == "Letters not delivered: 1\n"
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(report(sent.message_id))))
    call_command("bounces", stdout=out)
    assert out.getvalue().endswith("Letters not delivered: 0\n")
    with pytest.raises(CommandError, match="There is no mailbox"):
        call_command("bounces", str(tmp_path / "nothing"))


@given(st.binary(max_size=400))
def test_whatever_comes_in_is_read_without_breaking(raw: bytes) -> None:
    assert read_report(raw).failed in {True, False}
    inside = report("<x@y>").replace(b"I am sorry.", raw)
    assert read_report(inside).code in {"", "5.1.1"}
