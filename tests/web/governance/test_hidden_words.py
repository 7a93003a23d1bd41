"""Who wrote words that were hidden is told of it by letter; so is who can hear their appeal."""

from __future__ import annotations

from datetime import timedelta

import pytest

from counterpoise.web.expertise.models import Moderation
from counterpoise.web.governance import services
from counterpoise.web.ui.clock import now
from tests.web.expertise.test_moderation import ONCE, ROOM, Visit, hid, hider, said
from tests.web.governance.post import Office
from tests.web.governance.test_letters import address, fresh, office, text

pytestmark = pytest.mark.django_db
__all__ = ["fresh", "office", "said"]


def weekly(office: Office, person: str, *, weeks: int) -> str:
    """Return what the weekly letter of a week says to somebody."""
    office.got.clear()
    monday = now() + timedelta(days=7 - now().weekday() + 7 * weeks)
    services.write_weekly(at=monday)
    services.deliver(clock=lambda: monday)
    return "".join(text(each) for each in office.to(address(person)))


def test_the_weekly_letter_tells_of_hidden_words_of_appeals_and_of_what_came_back(
    office: Office, visit: Visit, said: str
) -> None:
    who = hider(visit, said)
    hid(visit(who), said)
    row = Moderation.objects.get(contribution=said)
    told = "Words of yours were hidden. You can appeal. The ground: It tells something private about somebody else"
    assert told in weekly(office, "citizen-1", weeks=0)
    assert "were hidden" not in weekly(office, "citizen-2", weeks=0)
    appeal, hear = f"{ROOM}hidden/{row.id}/appeal/", f"{ROOM}hidden/{row.id}/hear/"
    assert visit("citizen-1").post(appeal, {"once": ONCE, "version": "1"}).status_code == 302
    waits = "Appeals of people whose words were hidden, that your side can hear: 1."
    assert waits in weekly(office, "church-goer", weeks=1)
    assert waits not in weekly(office, "citizen-1", weeks=1)
    assert visit("church-goer").post(hear, {"once": ONCE, "stays": "no"}).status_code == 302
    row.refresh_from_db()
    assert row.outcome == "overturned"
