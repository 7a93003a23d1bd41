"""Somebody leaves a panel that was drawn: with a reason, asked twice, and the next by the rule of the draw."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from counterpoise.inclusion.lottery.changes import other_people, standing
from counterpoise.web.inclusion.models import Lottery, LotteryRun, PanelChange, Selection, Volunteer
from counterpoise.web.inclusion.services.lotteries.files import instance_for
from counterpoise.web.ledger.models import Entry
from counterpoise.web.people.models import Seat
from tests.cli.test_lottery import run
from tests.web.inclusion.lotteries import HOLDER, LOTTERY, ONCE, ROOM, SELECTION, Visit, frozen, pool, sent

pytestmark = pytest.mark.django_db
WHY = {"ground": "stops", "words": "No time on Tuesdays any more."}


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def drawn(visit: Visit) -> Client:
    client = frozen(visit)
    sent(client, "draw/", value="0-0-0", witnesses="the clerk")
    return client


def leaves(client: Client, *places: int, **more: Any) -> Any:  # noqa: ANN401 - what a form holds, and the answer
    return sent(client, "panel/", gone=[str(place) for place in places], **{**WHY, "sure": "on", **more})


def on_panel() -> set[str]:
    return set(Volunteer.objects.filter(on_panel=True).values_list("name", flat=True))


def one_of_the_panel() -> Volunteer:
    found = Volunteer.objects.filter(on_panel=True, came_in=None).first()
    assert found is not None
    return found


def test_nobody_leaves_without_a_reason_or_before_somebody_said_that_they_are_sure(visit: Visit) -> None:
    client = drawn(visit)
    first, before = one_of_the_panel(), on_panel()
    for more, words in (
        ({"ground": ""}, "Please choose why."),
        ({"words": " "}, "Please write why in a few words."),
        ({"words": f"{first.name.upper()} is always late."}, "Please write it without names."),
    ):
        assert words in leaves(client, first.place, **more).content.decode()
    assert "Please choose who left." in leaves(client).content.decode()
    asked = leaves(client, first.place, sure="").content.decode()
    assert "Are you sure?" in asked
    assert f"<li>{first.name}</li>" in asked
    assert "wants to stop. No time on Tuesdays any more." in asked
    assert "you cannot choose, and trying again gives the same people" in asked
    assert f'name="gone" value="{first.place}"' in asked
    assert not any(name in asked for name in Volunteer.objects.exclude(pk=first.pk).values_list("name", flat=True))
    assert on_panel() == before
    assert not PanelChange.objects.exists()


def test_who_leaves_is_told_the_truth_and_everybody_reads_that_somebody_left_and_why(visit: Visit) -> None:
    client = drawn(visit)
    first, before = one_of_the_panel(), on_panel()
    assert first.name in client.get(f"{LOTTERY}panel/").content.decode()
    assert leaves(client, first.place).status_code == 302
    (name,) = on_panel() - before
    came = Volunteer.objects.get(name=name)
    own = visit("").get(f"{LOTTERY}own/{first.salt}/").content.decode()
    assert "You were drawn, on" in own
    assert "You are no longer on the panel, since" in own
    assert "wants to stop. No time on Tuesdays any more." in own
    assert "You took the place of somebody who left" in visit("").get(f"{LOTTERY}own/{came.salt}/").content.decode()
    for person in ("", "citizen-1", HOLDER):
        report = visit(person).get(f"{LOTTERY}report/").content.decode()
        assert "1 person left. 1 person came." in report
        assert "wants to stop. No time on Tuesdays any more." in report
        assert first.veil in report
        assert came.veil in report
        assert "person-" not in report
    run = LotteryRun.objects.get()
    assert run.supersedes_reason == (
        "1 left the panel (stops: No time on Tuesdays any more.) and 1 took their places by the rule of the draw; "
        "the quotas are missed by 0"
    )
    assert Entry.objects.filter(type="lottery_replaced").count() == 1


def test_everybody_gets_each_change_as_a_file_that_hangs_together_with_the_draw(visit: Visit) -> None:
    client = drawn(visit)
    for words in ("No time any more.", "They moved away."):
        assert leaves(client, one_of_the_panel().place, words=words).status_code == 302
    names = ("lottery.json", "draw.json", "replacement-1.json", "replacement-2.json")
    texts = {name: visit("").get(f"{LOTTERY}files/{name}").content.decode() for name in names}
    report = visit("").get(f"{LOTTERY}report/").content.decode()
    assert all(f"files/{name}" in report for name in names)
    assert visit("").get(f"{LOTTERY}files/replacement-3.json").status_code == 404
    public, draw = (json.loads(texts[name]) for name in names[:2])
    changes = [texts[name] for name in names[2:]]
    now = standing(public, draw, changes)
    assert now.wrong == ()
    assert now.panel == set(Volunteer.objects.filter(on_panel=True).values_list("veil", flat=True))
    assert standing(public, draw, changes[1:]).wrong == ("change_out_of_order",)
    # Who holds the list can check who came: the pool is read as it was frozen.
    people = {one.name: {"salt": one.salt, "veil": one.veil} for one in Volunteer.objects.all()}
    pool, quotas, _ = instance_for(Lottery.objects.get())
    assert other_people(draw, changes, people=people, pool=pool, quotas=quotas) == []
    friend = Volunteer.objects.filter(on_panel=False, gone=False)[0].veil
    forged = json.dumps(json.loads(changes[1]) | {"came": [friend]})
    assert other_people(draw, [changes[0], forged], people=people, pool=pool, quotas=quotas) == [2]


def test_who_gave_the_list_checks_every_panel_and_who_came_with_the_files_of_the_site(
    visit: Visit, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    client = drawn(visit)
    leaves(client, one_of_the_panel().place)
    names = ("frozen.json", "draw.json", "quotas.csv", "certificate.json", "replacement-1.json")
    for name in names:
        (tmp_path / name).write_bytes(client.get(f"{LOTTERY}files/{name}").content)
    (tmp_path / "pool.csv").write_text(pool(), encoding="utf-8")
    for other in ("", "citizen-1", "regional-manager"):
        assert visit(other).get(f"{LOTTERY}files/frozen.json").status_code == 404
    given = zip(("--lottery", "--draw", "--quotas", "--certificate", "--replacement"), names, strict=True)
    words = [word for option, name in given for word in (option, tmp_path / name)]
    assert run("verify", *words, "--pool", tmp_path / "pool.csv", "--lang", "en") == 0
    told = capsys.readouterr().out
    assert "All 1000 panels keep the quotas" in told
    assert "Not checked" not in told


def test_the_same_person_leaves_once_however_often_it_is_sent(visit: Visit) -> None:
    client = drawn(visit)
    first = one_of_the_panel()
    for _ in range(3):
        assert leaves(client, first.place).status_code == 302
    after = on_panel()
    # Asked anew, without being sure yet: they left before, so there is nothing to be sure of.
    assert leaves(client, first.place, sure="").status_code == 302 or on_panel() == after
    assert leaves(client, first.place, words="Another reason.").status_code == 302
    assert on_panel() == after
    assert PanelChange.objects.get().words == WHY["words"]
    assert Entry.objects.filter(type="lottery_replaced").count() == 1


def test_the_same_people_leaving_give_the_same_people_coming(visit: Visit) -> None:
    client = drawn(visit)
    first, panel = one_of_the_panel(), on_panel()
    leaves(client, first.place)
    came = on_panel() - panel
    # As it was before; and what has changed in the meantime elsewhere gives nobody another chance.
    Volunteer.objects.update(on_panel=False, gone=False, came_in=None, left_in=None)
    Volunteer.objects.filter(name__in=panel).update(on_panel=True)
    PanelChange.objects.all().delete()
    first.lottery.changes += 7
    first.lottery.save()
    leaves(client, first.place, words="In other words.")
    assert on_panel() - panel == came


def seated(visit: Visit) -> tuple[Client, Volunteer]:
    """Go as far as the seats of a panel that was drawn."""
    client = drawn(visit)
    Selection.objects.filter(id=SELECTION).update(state="seated")
    return client, one_of_the_panel()


def seat(client: Client, **given: str) -> Any:  # noqa: ANN401 - what Django answers
    return client.post(f"{ROOM}selections/{SELECTION}/seats/new/", {"once": ONCE, "name": "Citizen 1", **given})


def test_a_seat_by_lottery_is_for_who_was_drawn_and_names_its_draw(visit: Visit) -> None:
    client, one = seated(visit)
    other = Volunteer.objects.filter(on_panel=False).first()
    assert other is not None
    for wrong in ("", "f" * 32, other.salt, other.name):
        assert "A seat by lottery is for who was drawn." in seat(client, drawn=wrong).content.decode(), wrong
    # An id is no proof from somebody who does not hold the list.
    assert "A seat by lottery is for" in seat(visit("regional-manager"), drawn=one.name).content.decode()
    assert not Seat.objects.filter(method="lottery", body="panel").exists()
    assert seat(client, drawn=one.salt.upper()).status_code == 302
    kept = Seat.objects.get(id=f"seat-{ONCE}")
    assert (kept.method, kept.source) == ("lottery", f"{LotteryRun.objects.get().id}: dice:0-0-0 (0)")
    assert seat(client, drawn=one.salt).status_code == 302
    again = seat(client, drawn=one.name, once="b" * 16, name="Citizen 2").content.decode()
    assert "Somebody got a seat with this code already." in again
    assert Seat.objects.filter(method="lottery", body="panel").count() == 1


def test_before_the_draw_there_is_no_seat_by_lottery(visit: Visit) -> None:
    client = frozen(visit)
    Selection.objects.filter(id=SELECTION).update(state="seated")
    one = Volunteer.objects.all()[0]
    assert "nobody was drawn yet. Draw the panel first." in seat(client, drawn=one.salt).content.decode()


def test_whoever_holds_a_seat_leaves_it_by_the_rules_for_seats_before_they_leave_the_panel(visit: Visit) -> None:
    client, one = seated(visit)
    seat(client, drawn=one.salt)
    assert "still holds a seat. End the seat first" in leaves(client, one.place).content.decode()
    address = f"{ROOM}selections/{SELECTION}/seats/seat-{ONCE}/leave/"
    assert client.post(address, {"once": ONCE, "version": 1, "ground": "own_wish"}).status_code == 302
    before = on_panel()
    assert leaves(client, one.place, ground="seat_ended", words="They moved away.").status_code == 302
    (name,) = on_panel() - before
    came = Volunteer.objects.get(name=name)
    assert seat(client, drawn=came.salt, once="b" * 16).status_code == 302
    assert "A seat by lottery is for" in seat(client, drawn=one.salt, once="c" * 16).content.decode()
