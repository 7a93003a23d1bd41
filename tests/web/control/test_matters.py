"""Both sides name what can be decided, who calls the tune, and which say goes with a duty that moves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from counterpoise.record import Side
from counterpoise.record.initiatives import ProcessRoleKind
from counterpoise.record.mandates import MandateState
from counterpoise.web.control.models import Mandate
from counterpoise.web.initiatives.models import Affects, Matter, ProcessRole
from counterpoise.web.ledger.models import Entry

pytestmark = pytest.mark.django_db
HOME = "/initiatives/lindehof-together/control/"
ONCE = "0123456789abcdef"
Visit = Callable[[str], Client]


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def test_a_citizen_names_a_question_of_control_and_whom_it_touches(visit: Visit) -> None:
    citizen = visit("citizen-1")
    bare = citizen.post(f"{HOME}matters/new/", {"once": ONCE, "text": " "}).content.decode()
    assert "Please choose at least one group." in bare
    given = {"once": ONCE, "text": "Which cook we hire.", "touches": ["town", "home-council"]}
    assert citizen.post(f"{HOME}matters/new/", given).status_code == 302
    assert citizen.post(f"{HOME}matters/new/", given).status_code == 302
    assert Matter.objects.filter(pk=f"matter-{ONCE}").count() == 1
    assert Affects.objects.filter(matter=f"matter-{ONCE}").count() == 2
    assert "Which cook we hire." in visit("manager").get(HOME).content.decode()
    stranger = {**given, "once": "a" * 16, "touches": ["nobody-at-all"]}
    assert citizen.post(f"{HOME}matters/new/", stranger).status_code == 200
    assert visit("").get(f"{HOME}matters/new/").status_code == 404


def test_who_holds_a_task_is_written_once_and_who_held_it_before_stays(visit: Visit) -> None:
    citizen = visit("citizen-1")
    before = Entry.objects.count()
    assert citizen.post(f"{HOME}tasks/", {"once": ONCE, "agenda": "organizational"}).status_code == 302
    page = citizen.get(HOME).content.decode()
    assert "Who calls the tune" in page
    row = ProcessRole.objects.get(initiative="lindehof-together", role=ProcessRoleKind.AGENDA)
    assert row.side is Side.ORGANIZATIONAL
    same = {task.value: "" for task in ProcessRoleKind} | {"once": "a" * 16, "agenda": "organizational"}
    assert citizen.post(f"{HOME}tasks/", same).status_code == 302
    assert Entry.objects.count() == before + 1
    assert visit("new-director").post(f"{HOME}tasks/", {**same, "agenda": "civic"}).status_code == 302
    row.refresh_from_db()
    assert (row.side, row.version) == (Side.CIVIC, 2)


def test_a_duty_that_moves_shows_the_say_that_goes_with_it_or_that_none_does(visit: Visit) -> None:
    form = visit("citizen-1").get(f"{HOME}matters/empty-rooms/propose/").context["form"]
    given = {
        "once": ONCE,
        "version": form.initial.get("version") or "",
        "holder": "board",
        **{f"say_{number}": "advise" for number, _ in enumerate(form.groups)},
        "limits": "None",
        "conflict_decides": "the mediator",
        "conflict_mediator": "the mediator",
        "conflict_max_days": "30",
        "expires_on": "2016-01-01",
        "reason": "Somebody has to keep the keys.",
        "duty_moved": "to_civic",
        "duty": "Keeping the keys",
    }
    citizen = visit("citizen-1")
    refused = citizen.post(f"{HOME}matters/empty-rooms/propose/", given).content.decode()
    assert "Please choose the say that goes with it." in refused
    assert citizen.post(f"{HOME}matters/empty-rooms/propose/", {**given, "say_with_it": "none"}).status_code == 302
    page = citizen.get(HOME).content.decode()
    assert "Keeping the keys" in page
    assert "No say goes with it" in page


def test_what_has_ended_says_so_and_can_be_reopened_by_proposing_again(visit: Visit) -> None:
    Mandate.objects.filter(pk="volunteer-tasks-agreed").update(expires_on=date(2015, 6, 1))
    page = visit("citizen-1").get(HOME).content.decode()
    assert "It has ended" in page
    assert "Reopen what has ended" in page
    assert Mandate.objects.get(pk="volunteer-tasks-agreed").state is MandateState.AGREED
