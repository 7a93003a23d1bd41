"""The steps of a lottery: other rules, other forms, Dutch lists, what the law protects, cards to cut out."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from counterpoise.web.inclusion.models import Lottery, LotteryRun, Selection, Volunteer
from counterpoise.web.ledger.models import Entry
from tests.web.inclusion.lotteries import (
    LOTTERY,
    ONCE,
    ROOM,
    SELECTION,
    Visit,
    fixed,
    frozen,
    planned,
    pool,
    quotas_on,
    sent,
    with_chances,
    with_pool,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def test_chances_by_another_rule_break_the_first_run_off(visit: Visit) -> None:
    client = with_chances(visit)
    first = LotteryRun.objects.get()
    assert sent(client, "chances/", objective="nash").status_code == 302
    first.refresh_from_db()
    assert (first.aborted, first.reason) == (True, "chances were worked out by another rule")
    (second,) = LotteryRun.objects.filter(aborted=False)
    assert (second.objective, Lottery.objects.get().run_id) == ("nash", second.id)
    citizen = visit("citizen-1")
    assert "The chances were worked out by another rule." in citizen.get(f"{LOTTERY}report/").content.decode()
    dutch = citizen.get(f"{LOTTERY}report/", headers={"accept-language": "nl"}).content.decode()
    assert "De kansen zijn met een andere regel uitgerekend." in dutch
    assert "by another rule" not in dutch


def test_a_lottery_that_nobody_was_in_is_broken_off_without_a_run(visit: Visit) -> None:
    client = planned(visit)
    sent(client, "places/", size=12, population="")
    left = sent(client, "abort/", reason="The wrong body.")
    assert left["Location"] == LOTTERY
    assert client.get(left["Location"]).status_code == 200
    assert not LotteryRun.objects.filter(selection=SELECTION).exists()
    assert Entry.objects.filter(type="lottery_aborted").count() == 1
    assert sent(client, "places/", size=10, population="", once="b" * 16).status_code == 302


def test_the_form_of_another_selection_is_answered(visit: Visit) -> None:
    client = planned(visit)
    assert sent(client, "places/", size=12, population="").status_code == 302
    plan = {"body": "panel", "method": "lottery", "criterion": "By lot.", "decided_by": "management", "once": "c" * 16}
    assert client.post(f"{ROOM}selections/new/", plan).status_code == 302
    other = f"{ROOM}selections/selection-{'c' * 16}/lottery/places/"
    answer = client.post(other, {"once": ONCE, "size": 7, "population": ""})
    assert answer.status_code == 200
    assert "This form belongs to other seats." in answer.content.decode()
    assert Lottery.objects.count() == 1


def test_what_the_law_protects_is_not_suggested_and_the_page_says_why(visit: Visit) -> None:
    client = planned(visit)
    counts = {"population": f"population-{ONCE}", "who": "population", "counted_on": "1-1-2014", "once": "d" * 16}
    church = {"variable": "church", "counts": "host church: 400\nno church: 600"}
    assert client.post(f"{ROOM}counts/new/", counts | church).status_code == 302
    sent(client, "places/", size=12, population=f"population-{ONCE}")
    page = client.get(f"{LOTTERY}pool/").content.decode()
    assert 'name="features" value="age"' in page
    assert "The population is also counted by: church. The law protects what that tells" in page


def test_a_dutch_list_with_semicolons_goes_all_the_way(visit: Visit) -> None:
    text = pool().replace(",", ";").replace("id;age", "nummer;age")
    client = with_pool(visit, text, features="age; part of town", id_column="")
    assert Lottery.objects.get().features == ["age", "part of town"]
    assert sent(client, "quotas/", **quotas_on(client)).status_code == 302


def test_the_codes_are_cards_to_cut_out(visit: Visit) -> None:
    client = frozen(visit)
    page = client.get(f"{LOTTERY}codes/").content.decode()
    cards = page.split('<ul class="paper-cards">')[1].split("</ul>")[0]
    assert cards.count("<li>") == 60
    assert all(one.salt in cards for one in Volunteer.objects.all())


def test_why_it_did_not_work_is_told_in_the_language_of_the_reader(visit: Visit) -> None:
    client = with_chances(visit)
    # Quotas that no panel keeps are refused when they are set; older ones can still stand there.
    quotas = Lottery.objects.get().quotas.replace('"18 to 39",4,5', '"18 to 39",11,12')
    assert quotas != Lottery.objects.get().quotas
    Lottery.objects.update(quotas=quotas, report={})
    sent(client, "chances/", objective="maximin")
    for lang, own, other in (("nl", "minstens", "at least"), ("en", "at least", "minstens")):
        page = client.get(f"{LOTTERY}chances/", headers={"accept-language": lang}).content.decode()
        stopped = page.split('id="stopped"')[1].split("</section>")[0]
        assert own in stopped
        assert other not in stopped


def test_a_plan_stays_as_it_is_once_its_lottery_is_frozen(visit: Visit) -> None:
    change = {"body": "panel", "method": "lottery", "decided_by": "management"}
    client = planned(visit, fix=False)
    place = f"{ROOM}selections/{SELECTION}/change/"
    form = dict(re.findall(r'name="(version|once)" value="([^"]*)"', client.get(place).content.decode()))
    assert client.post(place, change | form | {"criterion": "By lot, before."}).status_code == 302
    fixed(client)
    answer = client.post(place, change | form | {"criterion": "Friends first.", "version": "3"})
    assert "The criteria are fixed." in answer.content.decode()


def test_a_plan_stays_as_it_is_where_a_lottery_was_frozen_before_its_criteria(visit: Visit) -> None:
    change = {"body": "panel", "method": "lottery", "decided_by": "management"}
    client = frozen(visit)
    place = f"{ROOM}selections/{SELECTION}/change/"
    Selection.objects.filter(pk=SELECTION).update(criteria_hash="", state="planned")
    form = dict(re.findall(r'name="(version|once)" value="([^"]*)"', client.get(place).content.decode()))
    answer = client.post(place, change | form | {"criterion": "Friends first."})
    assert answer.status_code == 200
    assert "The criteria are fixed." in answer.content.decode()


def test_where_the_population_was_not_counted_nobody_speaks_of_shares(visit: Visit) -> None:
    client = with_pool(visit)
    assert "Each kind gets its share of the places" in client.get(f"{LOTTERY}quotas/").content.decode()
    assert sent(client, "places/", size=12, population="").status_code == 302
    page = client.get(f"{LOTTERY}quotas/").content.decode()
    assert "gets its share" not in page
    assert "The population was not counted by these kinds, so nothing is suggested." in page
