"""A friction is written down, put side by side, worked on, and closed by all whom it is between; or opened again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from counterpoise.record.positions import FrictionState, Visibility
from counterpoise.web.initiatives.services import NothingHereError
from counterpoise.web.interests import services
from counterpoise.web.interests.models import Friction, Position
from counterpoise.web.ledger import selectors as kept
from counterpoise.web.ledger.models import EarlierVersion, Entry
from counterpoise.web.ledger.services import RefusedError, StaleVersionError
from counterpoise.web.people.selectors import Viewer, viewer_of
from counterpoise.web.trajectory.selectors import paths_about
from counterpoise.web.ui.clock import now
from tests.web.again import load_again

ROOM = "/initiatives/lindehof-together/interests/"
LIMITS = f"{ROOM}frictions/friction-limits/"
ONCE = "0123456789abcdef"
MADE = f"friction-{ONCE}"
WORDS = "Evenings suit families, and not the people on late shifts."
Visit = Callable[[str], Client]


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def noticed(client: Client, **more: Any) -> Any:  # noqa: ANN401 - what a form holds, and the answer of a test client
    given = {
        "once": ONCE,
        "text": WORDS,
        "civic": "Participating citizens",
        "organizational": "care",
        "tension": "inclusion",
        "where": "open",
        **more,
    }
    return client.post(f"{ROOM}frictions/new/", given)


def put(client: Client, friction: str, once: str, **more: Any) -> Any:  # noqa: ANN401 - as above
    given = {
        "once": once * 16,
        "claim": "We want it.",
        "interest": "It matters.",
        "own_words": "yes",
        "where": "open",
    } | more
    return client.post(f"{ROOM}frictions/{friction}/positions/new/", given)


def state(name: str = MADE) -> tuple[str, int]:
    row = Friction.objects.get(id=name)
    return row.state, row.version


def side_by_side(visit: Visit) -> None:
    """Write a friction down, and put a position of each side into it."""
    assert noticed(visit("citizen-1")).status_code == 302
    assert put(visit("citizen-1"), MADE, "a", holder="group:participating-citizens").status_code == 302
    assert put(visit("care-colleague"), MADE, "b", holder="as:as-care-colleague:care").status_code == 302


def worked_on(visit: Visit) -> None:
    """Bring it as far as a next step."""
    side_by_side(visit)
    step = {"once": ONCE, "version": 2, "step": "Ask both.", "by_whom": "The platform", "on": "1-9-2015"}
    assert visit("citizen-1").post(f"{ROOM}frictions/{MADE}/step/", step).status_code == 302


@pytest.mark.django_db
def test_a_friction_goes_all_the_way_and_is_opened_again(visit: Visit) -> None:
    worked_on(visit)
    assert state() == ("being_worked", 3)
    citizen, care = visit("citizen-1"), visit("care-colleague")
    address = f"{ROOM}frictions/{MADE}/"
    close = {"once": ONCE, "version": 3, "to": "lived_with", "review_on": "30-6-2016"}
    assert citizen.post(f"{address}close/", close).status_code == 302
    mine = {"once": ONCE, "version": 4, "party": "Participating citizens"}
    assert citizen.post(f"{address}confirm/", mine).status_code == 302
    assert state() == ("being_worked", 5)
    assert citizen.get(f"{address}confirm/").status_code == 404
    late = citizen.post(f"{address}confirm/", mine | {"version": 5, "party": "care"})
    assert "You confirmed for somebody else already" in late.content.decode()
    assert care.post(f"{address}confirm/", {"once": ONCE, "version": 5, "party": "care"}).status_code == 302
    row = Friction.objects.get(id=MADE)
    assert (row.state, str(row.review_on)) == (FrictionState.LIVED_WITH, "2016-06-30")
    assert row.closed_at is not None
    assert [one.person for one in row.confirmations] == ["citizen-1", "care-colleague"]
    assert citizen.post(f"{address}reopen/", {"once": ONCE, "version": 6, "reason": ""}).status_code == 200
    again = {"once": ONCE, "version": 6, "reason": "The shifts changed."}
    assert citizen.post(f"{address}reopen/", again).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.confirmations, row.closing_as, row.review_on) == (FrictionState.REOPENED, (), None, None)
    assert str(row.happened_at)[:10] == "2015-06-30"
    told = list(Entry.objects.filter(log="common").order_by("seq").values_list("type", flat=True))
    assert told[-3:] == ["friction_closing_confirmed", "friction_closed", "friction_reopened"]
    assert "The shifts changed." in care.get(address).content.decode()


@pytest.mark.django_db
def test_none_of_the_three_closes_the_friction_about_limits_alone(visit: Visit) -> None:
    manager = visit("regional-manager")
    step = {"once": ONCE, "version": 1, "step": "Name a point.", "by_whom": "The board", "on": "1-9-2015"}
    assert manager.post(f"{LIMITS}step/", step).status_code == 302
    close = {"once": ONCE, "version": 2, "to": "settled_for_now", "review_on": "1-6-2016"}
    assert manager.post(f"{LIMITS}close/", close).status_code == 302
    for version, (person, party) in enumerate(
        [
            ("regional-manager", "the regional manager"),
            ("regional-colleague", "his colleague"),
            ("logistics-colleague", "logistics"),
        ],
        start=3,
    ):
        client = visit(person)
        assert (
            client.post(f"{LIMITS}confirm/", {"once": ONCE, "version": version, "party": party}).status_code == 302
        ), person
        assert (state("friction-limits")[0] == "settled_for_now") is (version == 5)
        for other in ("the regional manager", "his colleague", "logistics"):
            again = client.post(f"{LIMITS}confirm/", {"once": ONCE, "version": version + 1, "party": other})
            assert again.status_code in {200, 404}
    assert state("friction-limits") == ("settled_for_now", 6)
    assert visit("citizen-1").get(LIMITS).status_code == 404


@pytest.mark.django_db
def test_somebody_without_a_position_of_their_own_confirms_for_nobody_whose_side_is_not_told(visit: Visit) -> None:
    manager = visit("regional-manager")
    step = {"once": ONCE, "version": 1, "step": "Name a point.", "by_whom": "The board", "on": "1-9-2015"}
    manager.post(f"{LIMITS}step/", step)
    close = {"once": ONCE, "version": 2, "to": "settled_for_now", "review_on": "1-6-2016"}
    manager.post(f"{LIMITS}close/", close)
    page = visit("new-director").post(f"{LIMITS}confirm/", {"once": ONCE, "version": 3, "party": "his colleague"})
    assert page.status_code == 200
    assert state("friction-limits") == ("being_worked", 3)


@pytest.mark.django_db
def test_the_other_side_can_not_confirm_and_anybody_can_say_no(visit: Visit) -> None:
    worked_on(visit)
    address = f"{ROOM}frictions/{MADE}/"
    citizen, care = visit("citizen-1"), visit("care-colleague")
    close = {"once": ONCE, "version": 3, "to": "moved", "moved_to": ""}
    assert "the body that takes it over" in citizen.post(f"{address}close/", close).content.decode()
    assert citizen.post(f"{address}close/", close | {"moved_to": "panel"}).status_code == 302
    wrong = care.post(f"{address}confirm/", {"once": ONCE, "version": 4, "party": "Participating citizens"})
    assert wrong.status_code == 200
    assert b"Please choose for whom you confirm" in wrong.content
    assert care.post(f"{address}refuse/", {"once": ONCE, "version": 4, "reason": "We want to talk."}).status_code == 302
    row = Friction.objects.get(id=MADE)
    assert (row.closing_as, row.moved_to_id, row.state) == (None, None, "being_worked")


@pytest.mark.django_db
def test_what_one_side_wrote_down_is_nothing_to_the_other_until_its_writer_shows_it(visit: Visit) -> None:
    citizen, care = visit("citizen-1"), visit("care-colleague")
    assert noticed(citizen, where="one_side").status_code == 302
    row = Friction.objects.get(id=MADE)
    assert (row.state, row.visibility, row.held_by) == (FrictionState.NOTICED, Visibility.ONE_SIDE, "civic")
    aloud = "KANARIE we never said this aloud."
    assert put(citizen, MADE, "a", holder="as:as-citizen-1:", claim=aloud).status_code == 302
    address = f"{ROOM}frictions/{MADE}/"
    pages = (ROOM, f"{ROOM}positions/", "/record/", "/search/?q=kanarie", "/search/?q=shifts", "/")
    for page in pages:
        said = care.get(page).content.decode()
        assert aloud not in said, page
        assert WORDS not in said, page
    for ending in ("", "show/", "exists/", "step/", "close/", "confirm/", "reopen/", "positions/new/"):
        assert care.get(address + ending).status_code == 404, ending
        assert care.post(address + ending, {"once": ONCE, "version": 1}).status_code in {404, 405}, ending
    assert "1 more friction" not in care.get(ROOM).content.decode()
    assert citizen.post(f"{address}exists/", {"once": ONCE, "version": 1}).status_code == 302
    page = care.get(ROOM).content.decode()
    assert "1 more friction has no words here." in page
    assert WORDS not in page
    assert visit("church-goer").post(f"{address}show/", {"once": ONCE, "version": 2}).status_code == 404
    assert citizen.post(f"{address}show/", {"once": ONCE, "version": 2}).status_code == 302
    page = care.get(address).content.decode()
    assert WORDS in page
    assert aloud in page
    assert Friction.objects.get(id=MADE).state == FrictionState.SHARED


@pytest.mark.django_db
def test_a_friction_in_a_room_comes_out_without_what_others_said_in_the_room(visit: Visit) -> None:
    logistics = visit("logistics-colleague")
    assert visit("regional-manager").get(f"{LIMITS}show/").status_code == 404
    assert logistics.post(f"{LIMITS}show/", {"once": ONCE, "version": 1}).status_code == 302
    citizen = visit("citizen-1")
    page = citizen.get(LIMITS).content.decode()
    assert "An open process, or a clear point at which we stop?" in page
    assert "We do not decide ahead of time." not in page
    assert logistics.get(f"{ROOM}positions/position-of-regional-manager/show/").status_code == 404
    address = f"{ROOM}positions/position-of-regional-manager/show/"
    assert visit("regional-manager").post(address, {"once": ONCE, "version": 1}).status_code == 302
    assert "We do not decide ahead of time." in citizen.get(LIMITS).content.decode()


@pytest.mark.django_db
def test_a_position_in_a_room_waits_for_its_friction(visit: Visit) -> None:
    address = f"{ROOM}positions/position-of-regional-manager/show/"
    page = visit("regional-manager").post(address, {"once": ONCE, "version": 1})
    assert "The friction stands in your room still" in page.content.decode()


@pytest.mark.django_db
def test_its_age_counts_from_the_day_on_which_it_was_noticed(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "still to come" in noticed(visit("citizen-1"), noticed_at="1-7-2015").content.decode()
    assert noticed(visit("citizen-1"), noticed_at="1-6-2015", where="one_side").status_code == 302
    visit("citizen-1").post(f"{ROOM}frictions/{MADE}/show/", {"once": ONCE, "version": 1})
    start = settings.COUNTERPOISE_NOW
    assert isinstance(start, datetime)
    monkeypatch.setattr(settings, "COUNTERPOISE_NOW", start + timedelta(days=10))
    assert "It is open since 39 days." in visit("care-colleague").get(f"{ROOM}frictions/{MADE}/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "more",
    [
        {"text": ""},
        {"text": "x" * 5000},
        {"text": "turned \u202e round"},
        {"civic": "", "organizational": "care"},
        {"civic": "\n".join(f"name {n}" for n in range(30))},
        {"civic": "n" * 300},
        {"tension": ""},
        {"tension": "money"},
        {"noticed_at": "31-2-2015"},
        {"matter": "mealtimes"},
        {"where": ""},
        {"where": "council-room"},
        {"once": "not a token"},
    ],
)
def test_what_does_not_hold_is_said_and_nothing_is_made(visit: Visit, more: dict[str, str]) -> None:
    before = Friction.objects.count()
    answer = noticed(visit("citizen-1"), **more)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "This needs another look" in page
    if "text" not in more:
        assert WORDS in page
    assert Friction.objects.count() == before


@pytest.mark.django_db
def test_the_same_form_sent_twice_makes_one_friction_and_signs_of_every_kind_are_kept(visit: Visit) -> None:
    words = '<b>Avond</b> 🙂 & "laat"'
    client = visit("citizen-1")
    first, second = noticed(client, text=words), noticed(client, text=words)
    assert first.headers["Location"] == second.headers["Location"]
    assert Friction.objects.get(id=MADE).text == words
    assert "<b>Avond</b>" not in client.get(first.headers["Location"]).content.decode()


@pytest.mark.django_db
def test_who_comes_second_with_a_step_sees_both_and_loses_nothing(visit: Visit) -> None:
    side_by_side(visit)
    address = f"{ROOM}frictions/{MADE}/step/"
    step = {"once": ONCE, "version": 2, "step": "Ask both.", "by_whom": "The platform", "on": "1-9-2015"}
    assert visit("citizen-1").post(address, step).status_code == 302
    mine = step | {"step": "My own step for it.", "by_whom": "Care"}
    answer = visit("care-colleague").post(address, mine)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "My own step for it." in page
    assert "Ask both." in page
    assert visit("care-colleague").post(address, mine | {"version": 3}).status_code == 302
    assert EarlierVersion.objects.filter(ref=MADE, row__next_step="Ask both.").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("person", ["manager", "", "researcher"])
def test_who_takes_no_part_on_a_side_writes_nothing(visit: Visit, person: str) -> None:
    client = visit(person)
    if person == "researcher":  # stands on a side of its own, and takes part
        assert client.get(f"{ROOM}frictions/new/").status_code == 200
        return
    assert noticed(client).status_code == 404
    assert put(client, "friction-joint", "a", holder="x").status_code == 404
    assert client.post(f"{ROOM}frictions/friction-joint/step/", {"once": ONCE}).status_code == 404


@pytest.mark.django_db
def test_somebody_speaks_for_no_department_or_group_but_their_own(visit: Visit) -> None:
    for holder in ("as:as-care-colleague:board", "group:participating-citizens", "as:as-citizen-1:"):
        answer = put(visit("care-colleague"), "friction-joint", "a", holder=holder)
        assert answer.status_code == 200, holder
    assert not Position.objects.filter(id="position-" + "a" * 16).exists()
    viewer = someone("care-colleague")
    holding = services.Holding(claim="x", interest="y", friction="friction-joint", department="board")
    with pytest.raises(NothingHereError):
        services.put_position(initiative="lindehof-together", holding=holding, once="c" * 16, by=viewer, at=now())


@pytest.mark.django_db
def test_only_who_put_a_position_words_it_anew(visit: Visit) -> None:
    address = f"{ROOM}positions/position-of-citizens/reword/"
    new = {"once": ONCE, "version": 1, "claim": "It stays open.", "interest": "We grow old here."}
    assert visit("church-goer").post(address, new).status_code == 404
    client = visit("citizen-1")
    assert "The home stays open, and we decide with you." in client.get(address).content.decode()
    assert b"Please write why it matters" in client.post(address, new | {"interest": " "}).content
    assert client.post(address, new).status_code == 302
    assert client.post(address, new | {"claim": "Mine, later."}).status_code == 409
    assert Position.objects.get(id="position-of-citizens").claim == "It stays open."


@pytest.mark.django_db
def test_what_gave_way_is_looked_at_again(visit: Visit) -> None:
    address = f"{ROOM}trade-offs/shared-place-for-everybody-in/look/"
    given = {
        "once": ONCE,
        "version": 1,
        "still": "no",
        "reason": "The hall is everybody’s now.",
        "review_on": "1-6-2016",
    }
    assert (
        b"Please write a day after today" in visit("citizen-1").post(address, given | {"review_on": "1-6-2015"}).content
    )
    assert visit("citizen-1").post(address, given).status_code == 302
    page = visit("regional-manager").get(ROOM).content.decode()
    assert "The hall is everybody’s now." in page
    new = {"once": ONCE, "gained": "Quiet.", "gave_way": "Quiet.", "review_on": "1-6-2016"}
    assert b"These are the same" in visit("citizen-1").post(f"{ROOM}trade-offs/new/", new).content
    assert visit("citizen-1").post(f"{ROOM}trade-offs/new/", new | {"gave_way": "Music."}).status_code == 302
    assert "Music." in visit("regional-manager").get(ROOM).content.decode()


def someone(person: str) -> Viewer:
    return viewer_of(person, at=now(), paths_about=paths_about)


@pytest.fixture
def committed(transactional_db: None) -> None:  # noqa: ARG001 - the database is there
    """Load the illustrations for a test whose threads each have a connection of their own."""
    load_again()
    kept._KEPT.clear()


@pytest.mark.usefixtures("committed")
def test_fifty_confirmations_at_once_close_a_friction_once() -> None:
    by = someone("regional-manager")
    told: dict[str, Any] = {"initiative": "lindehof-together", "friction": "friction-limits", "at": now()}
    stepping = services.Stepping(step="Name a point.", by_whom="The board", on=now().date() + timedelta(days=9))
    services.name_step(version=1, stepping=stepping, by=by, **told)
    review = now().date() + timedelta(days=300)
    by = someone("regional-manager")
    services.propose_closing(version=2, to=FrictionState.SETTLED_FOR_NOW, review_on=review, by=by, **told)
    for version, (person, party) in enumerate(
        [("regional-manager", "the regional manager"), ("regional-colleague", "his colleague")], start=3
    ):
        services.confirm(version=version, party=party, by=someone(person), **told)
    viewers = [someone("logistics-colleague") for _ in range(50)]
    line, results = Barrier(50), []

    def go(viewer: Viewer) -> None:
        line.wait()
        try:
            services.confirm(version=5, party="logistics", by=viewer, **told)
            results.append("closed")
        except (RefusedError, StaleVersionError) as error:
            results.append(error.code)
        finally:
            connection.close()

    threads = [Thread(target=go, args=(viewer,)) for viewer in viewers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 50
    assert results.count("closed") == 1
    assert state("friction-limits") == ("settled_for_now", 6)
    assert EarlierVersion.objects.filter(ref="friction-limits").count() == 5
    assert Entry.objects.filter(type="friction_closed", log="organization-room").count() == 1
