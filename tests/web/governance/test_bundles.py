"""Who speaks for several groups gets one letter about a decision: it goes, comes back and is printed as one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from counterpoise.web.decisions.models import Notice
from counterpoise.web.governance import services
from counterpoise.web.governance.models import Letter, LetterState
from counterpoise.web.ui.clock import now
from tests.web.governance.post import Office
from tests.web.governance.test_letters import As, address, decided, fresh, office, states, text, told

pytestmark = pytest.mark.django_db
__all__ = ["fresh", "office"]
CHURCHES = ("host-church", "other-church", "no-church")
"""Three groups that have no body of their own: everybody of the citizens' side may speak for each."""


def test_who_speaks_for_several_groups_gets_one_letter_that_tells_all_of_them(office: Office, as_person: As) -> None:
    decision = decided(as_person, touches=CHURCHES)
    told()
    services.deliver(clock=now)
    (letter,) = office.to(address("citizen-1"))
    assert "A decision touches your groups: The host church, No church, The other church." in text(letter)
    assert set(Letter.objects.filter(person="citizen-1").values_list("state", flat=True)) == {"accepted"}
    notices = Notice.objects.filter(decision=decision, channel="e-mail", told_at__isnull=False)
    assert sorted(notices.values_list("group", flat=True)) == sorted(CHURCHES)


def test_one_letter_to_several_groups_that_comes_back_tells_none_and_is_printed_once(
    office: Office, as_person: As, visit: Callable[[str], Client]
) -> None:
    decision = decided(as_person, touches=CHURCHES)
    told()
    Letter.objects.exclude(person="citizen-1").delete()
    office.refuses[address("citizen-1")] = "550 5.1.1 no such person"
    services.deliver(clock=now)
    assert states() == ["bounced"] * 3 + ["to_print"] * 3
    assert not Notice.objects.filter(decision=decision, told_at__isnull=False).exists()
    listed = visit("home-council-member").get("/letters/print/").content.decode()
    assert listed.count("A decision of which a group was not told") == 1
    paper = Letter.objects.filter(state=LetterState.TO_PRINT).first()
    assert paper is not None
    services.post_letter(str(paper.pk), by=as_person("home-council-member"), at=now())
    assert states() == ["bounced"] * 3 + ["posted"] * 3
    assert Notice.objects.filter(decision=decision, channel="letter", told_at__isnull=False).count() == 3


def test_a_report_that_comes_back_later_takes_back_all_groups_of_its_letter(office: Office, as_person: As) -> None:
    decision = decided(as_person, touches=CHURCHES)
    told()
    Letter.objects.exclude(person="citizen-1").delete()
    services.deliver(clock=now)
    (sent,) = office.to(address("citizen-1"))
    report = (
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n--b\n'
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; here\n\nAction: failed\nStatus: 5.1.1\n\n--b\n"
        f"Content-Type: text/rfc822-headers\n\nMessage-ID: {sent['Message-ID']}\n\n--b--\n"
    )
    assert services.take_bounce(report.encode(), at=now()) == 3
    assert states() == ["bounced"] * 3 + ["to_print"] * 3
    assert not Notice.objects.filter(decision=decision, told_at__isnull=False).exists()
