"""Promises and agreements: made, late, done, judged, put on review by a change, agreed anew by both sides, reopened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from counterpoise.record.commitments import CommitmentState
from counterpoise.record.initiatives import PromisedLevel
from counterpoise.web.decisions.models import Commitment, Promise, Renewal
from counterpoise.web.initiatives.models import ContextChange
from counterpoise.web.ledger.models import Entry

pytestmark = pytest.mark.django_db
HOME = "/initiatives/lindehof-together/decisions/"
ONCE = "0123456789abcdef"
OURS = f"commitment-{ONCE}"
Visit = Callable[[str], Client]
S = CommitmentState


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def row(name: str = OURS) -> Commitment:
    return Commitment.objects.get(pk=name)


def act(client: Client, what: str, name: str = OURS, **given: Any) -> int:  # noqa: ANN401 - what a form holds
    """Send a form on an agreement as it is now; return what was answered."""
    kept = Commitment.objects.filter(pk=name).first() or Promise.objects.get(pk=name)
    sent = {"once": ONCE, "version": str(kept.version), **given}
    return client.post(f"{HOME}agreements/{name}/{what}/", sent).status_code


@pytest.fixture
def agreed(visit: Visit) -> Client:
    director = visit("new-director")
    given = {
        "once": ONCE,
        "text": "The kitchen opens on Sundays.",
        "by": "board",
        "to": ["participating-citizens"],
        "due_on": "1-6-2015",
    }
    assert director.post(f"{HOME}agree/", given).status_code == 302
    assert director.post(f"{HOME}agree/", given).status_code == 302
    return director


def test_an_agreement_goes_late_is_called_done_and_is_kept_only_by_the_word_of_the_others(
    agreed: Client, visit: Visit
) -> None:
    assert Commitment.objects.filter(pk=OURS).count() == 1
    assert "Its day has passed" in visit("citizen-1").get(HOME).content.decode()
    assert act(agreed, "report", how="late", why="The cook is ill.") == 302
    assert row().state is S.LATE
    assert "The cook is ill." in visit("citizen-1").get(HOME).content.decode()
    assert act(agreed, "done") == 302
    assert row().state is S.DONE_CLAIMED
    assert act(agreed, "verdict", judgement="kept", side="organizational", why="") == 302
    assert row().state is S.DONE_CLAIMED
    theirs = {"once": "c" * 16, "judgement": "not_kept", "side": "civic", "why": "It was shut."}
    assert visit("citizen-1").post(f"{HOME}agreements/{OURS}/verdict/", theirs).status_code == 302
    assert row().state is S.CONTESTED
    again = {"once": "f" * 16, "judgement": "not_kept", "side": "organizational", "why": "True."}
    assert agreed.post(f"{HOME}agreements/{OURS}/verdict/", again).status_code == 302
    assert row().state is S.NOT_KEPT


def test_what_has_ended_is_reopened_by_either_side_with_a_reason(agreed: Client, visit: Visit) -> None:
    assert act(agreed, "done") == 302
    citizen = visit("citizen-1")
    assert act(citizen, "reopen", reason="Not yet.") == 200
    assert act(citizen, "verdict", judgement="kept", side="civic", why="") == 302
    assert row().state is S.KEPT
    assert act(citizen, "reopen", reason="  ") == 200
    assert act(citizen, "reopen", reason="It is shut again.") == 302
    assert row().state is S.CONTESTED
    assert "It is shut again." in agreed.get(HOME).content.decode()
    again = {"once": "e" * 16, "judgement": "partly", "side": "civic", "why": ""}
    assert citizen.post(f"{HOME}agreements/{OURS}/verdict/", again).status_code == 302
    assert row().state is S.PARTLY


def test_only_the_side_that_acts_says_how_it_goes(agreed: Client, visit: Visit) -> None:
    citizen = visit("citizen-1")
    assert citizen.get(f"{HOME}agreements/{OURS}/report/").status_code == 404
    assert act(citizen, "report", how="on_track") == 404
    assert act(citizen, "drop", reason="We do not want it.", told="on") == 404
    assert row().state is S.MADE
    assert agreed.get(f"{HOME}agreements/{OURS}/report/").status_code == 200


def changed(client: Client) -> None:
    told = {"once": ONCE, "kind": "money", "text": "The budget was halved.", "happened_at": "2015-06-01"}
    assert client.post(f"{HOME}change/", told).status_code == 302
    assert client.post(f"{HOME}change/", told).status_code == 302


def test_a_change_puts_every_open_promise_and_agreement_on_review_at_once(agreed: Client, visit: Visit) -> None:
    before = {each.id: each.state for each in Commitment.objects.filter(initiative="lindehof-together")}
    changed(agreed)
    name = f"context-change-{ONCE}"
    assert ContextChange.objects.filter(pk=name).count() == 1
    assert Entry.objects.filter(type="context_changed").count() == 1
    for each in Commitment.objects.filter(initiative="lindehof-together"):
        ended = before[each.id] in {S.KEPT, S.PARTLY, S.NOT_KEPT, S.DROPPED, S.REVERSED}
        assert (each.state is S.UNDER_REVIEW) is (not ended or before[each.id] is S.UNDER_REVIEW), each.id
    assert Promise.objects.get(pk="promise-joint").state is S.UNDER_REVIEW
    assert "On review since:" in visit("citizen-1").get(HOME).content.decode()


def test_after_a_change_it_is_confirmed_or_dropped_with_a_reason_and_told(agreed: Client) -> None:
    changed(agreed)
    assert act(agreed, "drop", reason="There is no money.") == 200
    assert act(agreed, "drop", reason="", told="on") == 200
    assert row().state is S.UNDER_REVIEW
    assert act(agreed, "confirm") == 302
    assert row().state is S.CONFIRMED
    assert act(agreed, "drop", reason="There is no money.", told="on") == 200
    changed_again = {"once": "a" * 16, "kind": "merger", "text": "Two homes became one."}
    assert agreed.post(f"{HOME}change/", changed_again).status_code == 302
    assert act(agreed, "drop", reason="There is no money.", told="on") == 302
    assert row().state is S.DROPPED


def test_other_words_take_a_yes_of_each_side(agreed: Client, visit: Visit) -> None:
    changed(agreed)
    new = "The kitchen opens every other Sunday."
    assert act(agreed, "renew", text=" ") == 200
    assert act(agreed, "renew", text=new, due_on="1-10-2015") == 302
    assert row().text == "The kitchen opens on Sundays."
    assert act(agreed, "renewal") == 404
    citizen = visit("citizen-1")
    assert new in citizen.get(HOME).content.decode()
    assert new in citizen.get(f"{HOME}agreements/{OURS}/renewal/").content.decode()
    assert act(citizen, "renewal") == 302
    assert (row().text, row().state, str(row().due_on)) == (new, S.RENEGOTIATED, "2015-10-01")
    assert not Renewal.objects.exists()
    assert act(citizen, "renewal") == 404


def test_a_promise_names_its_say_and_is_taken_back_with_a_reason(visit: Visit) -> None:
    director = visit("new-director")
    given = {
        "once": ONCE,
        "text": "Nothing about the garden without you.",
        "made_by": "board",
        "to": ["town"],
        "promised_level": "4",
        "scope": ["meeting-place"],
    }
    bare = director.post(f"{HOME}promise/", {"once": ONCE, "text": ""}).content.decode()
    assert "Please choose at least one group." in bare
    assert director.post(f"{HOME}promise/", given).status_code == 302
    kept = Promise.objects.get(pk=f"promise-{ONCE}")
    assert (kept.promised_level, kept.scope) == (PromisedLevel.DECIDED_TOGETHER, ("meeting-place",))
    assert "We decide together" in visit("").get(HOME).content.decode()
    assert act(director, "withdraw", kept.id, reason="") == 200
    assert act(visit("citizen-1"), "withdraw", kept.id, reason="No.") == 404
    assert act(director, "withdraw", kept.id, reason="The garden was sold.") == 302
    page = visit("").get(HOME).content.decode()
    assert "Taken back" in page
    assert "The garden was sold." in page
    assert act(director, "withdraw", kept.id, reason="Again.") == 200


def test_nobody_promises_for_a_body_of_the_other_side(visit: Visit) -> None:
    given = {"once": ONCE, "text": "All will be well.", "made_by": "board", "to": ["town"]}
    assert visit("citizen-1").post(f"{HOME}promise/", given).status_code in {200, 404}
    assert visit("").get(f"{HOME}promise/").status_code == 404
    assert not Promise.objects.filter(pk=f"promise-{ONCE}").exists()
