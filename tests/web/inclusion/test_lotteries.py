"""A lottery on the site: step by step, with a number that everybody can keep before the draw, and no names outside."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from counterpoise.inclusion.lottery.veils import veiled
from counterpoise.inclusion.lottery.verifier import check, sha256
from counterpoise.web.inclusion.models import Lottery, LotteryRun, Volunteer
from counterpoise.web.ledger.models import Entry
from tests.web.inclusion.lotteries import (
    HOLDER,
    LOTTERY,
    ONCE,
    SELECTION,
    Visit,
    fixed,
    frozen,
    planned,
    pool,
    quotas_on,
    sent,
    upload,
    with_chances,
    with_pool,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def text_of(visit: Visit, person: str, address: str = "report/") -> str:
    return visit(person).get(LOTTERY + address).content.decode()


def test_from_the_population_to_a_panel_that_a_stranger_can_check(visit: Visit, tmp_path: Path) -> None:
    client = frozen(visit)
    run = LotteryRun.objects.get(selection=SELECTION)
    assert (run.pool_size, run.panel_size, run.objective) == (60, 12, "leximin")
    assert len(run.lottery_hash) == 64
    assert run.drawn == ""
    drawn = sent(client, "draw/", value="4-0-7", witnesses="two of the council")
    assert drawn.status_code == 302
    run.refresh_from_db()
    assert (run.drawn, run.witnesses) == ("dice:4-0-7 (407)", "two of the council")
    assert Volunteer.objects.filter(on_panel=True).count() == 12
    for name in ("lottery.json", "draw.json", "quotas.csv", "verifier.py"):
        answer = visit("").get(f"{LOTTERY}files/{name}")
        assert answer.status_code == 200, name
        (tmp_path / name).write_bytes(answer.content)
    told = subprocess.run(
        [sys.executable, tmp_path / "verifier.py", tmp_path], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout
    assert "All is as it should be" in told.stdout
    published = (tmp_path / "lottery.json").read_text() + (tmp_path / "draw.json").read_text()
    assert "person-" not in published
    assert sha256((tmp_path / "lottery.json").read_text()) == run.lottery_hash
    report = text_of(visit, "")
    assert run.lottery_hash in report
    assert "person-" not in report
    kinds = list(Entry.objects.filter(type__startswith="lottery").values_list("type", flat=True))
    assert kinds == [
        "lottery_begun", "lottery_pool_kept", "lottery_quotas_set", "lottery_run", "lottery_frozen", "lottery_drawn"
    ]  # fmt: skip


@pytest.mark.parametrize("which", ["pool", "quotas", "certificate", "lottery", "randomness"])
def test_one_changed_byte_is_named(visit: Visit, which: str) -> None:
    client = frozen(visit)
    sent(client, "draw/", value="4-0-7", witnesses="two of the council")
    lottery, draw = (client.get(f"{LOTTERY}files/{name}").content.decode() for name in ("lottery.json", "draw.json"))
    files = {"pool": pool().encode(), "quotas": client.get(f"{LOTTERY}files/quotas.csv").content}
    files["certificate"] = client.get(f"{LOTTERY}files/certificate.json").content
    assert check(lottery, draw, files) == []
    if which in files:
        files[which] = files[which].replace(b"o", b"0", 1)
    elif which == "lottery":
        lottery = lottery.replace("a", "b", 1)
    else:
        draw = draw.replace("4-0-7", "4-0-8")
    wrong = check(lottery, draw, files)
    expected = {"randomness": "wrong_panel", "lottery": "lottery_"}.get(which, f"{which}_changed")
    assert any(code.startswith(expected) for code in wrong), wrong


def test_the_number_is_seen_by_both_sides_before_the_draw(visit: Visit) -> None:
    frozen(visit)
    run = LotteryRun.objects.get(selection=SELECTION)
    for person in ("", "citizen-1", "regional-manager"):
        page = text_of(visit, person)
        assert run.lottery_hash in page, person
        assert "in the community centre" in page, person
        assert "Drawn" not in page, person


def test_everybody_sees_their_own_chance_by_their_code_and_nobody_elses(visit: Visit) -> None:
    client = frozen(visit)
    one, other = Volunteer.objects.filter(place__in=(0, 5))
    page = visit("").get(f"{LOTTERY}own/{one.salt}/").content.decode()
    assert f"<b>{one.times} of 1000</b>" in page
    assert one.veil in page
    assert one.veil == veiled(one.name, one.salt)
    assert other.veil not in page
    assert one.name not in page
    typed = sent(visit(""), "own/", code=" ".join(one.salt[at : at + 4] for at in range(0, 32, 4)).upper())
    assert f"<b>{one.times} of 1000</b>" in typed.content.decode()
    assert "Nobody in this lottery has this code." in sent(visit(""), "own/", code="f" * 32).content.decode()
    assert visit("").get(f"{LOTTERY}own/{'f' * 32}/").status_code == 404
    # Whoever did not bring the list sees neither codes nor names, with a seat or without.
    assert one.salt in client.get(f"{LOTTERY}codes/").content.decode()
    for person in ("", "citizen-1", "regional-manager"):
        assert visit(person).get(f"{LOTTERY}codes/").status_code == 404, person
    assert sum(Volunteer.objects.values_list("times", flat=True)) == 12_000


def test_only_who_holds_a_seat_takes_a_step(visit: Visit) -> None:
    frozen(visit)
    assert visit("citizen-1").get(f"{LOTTERY}places/").status_code == 200
    for person in ("", "church-goer", "researcher"):
        client = visit(person)
        for step in ("places", "asking", "pool", "quotas", "chances", "freeze", "draw", "abort"):
            assert client.get(f"{LOTTERY}{step}/").status_code == 404, (person, step)
            assert sent(client, f"{step}/", value="1-2-3", witnesses="x", reason="x", size=3).status_code == 404
    assert Lottery.objects.get().draw is None


@pytest.mark.parametrize(
    ("text", "more", "words"),
    [
        ("", {}, "the file is empty"),
        ("id,age,part of town\n", {}, "there is nothing below the names of the columns"),
        ("id,age,part of town\n1;18 to 39;north\n", {}, "look for a separator too many or too few"),
        (pool(20).replace("person-3,", ","), {}, "pool.csv, line 5, id: the id is blank"),
        (pool(20).replace("person-3,", "person-2,"), {}, "pool.csv, line 5, id: the id person-2 stands on line 4"),
        (pool(20).replace("north", "", 1), {}, "pool.csv, line 3, part of town: this is blank"),
        (pool(10), {}, "a panel of 12 people cannot be drawn from 10"),
        (pool(20), {"features": "age, shoe size"}, "shoe size: there is no such column"),
        (pool(20), {"features": ""}, "name at least one column"),
        (pool(20), {"id_column": "number"}, "number: there is no such column"),
        (pool(100_000), {}, "pool.csv, line 20002: there are 100000 people; the site draws from 20000"),
    ],
)
def test_a_bad_pool_is_answered_line_by_line_and_nothing_is_kept(
    visit: Visit, text: str, more: dict[str, str], words: str
) -> None:
    client = planned(visit)
    sent(client, "places/", size=12, population=f"population-{ONCE}")
    given = {"features": "age, part of town", "id_column": "id", **more}
    answer = sent(client, "pool/", file=upload(text), **given) if text else sent(client, "pool/", text="", **given)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    if 0 < len(text) < 300_000:
        assert text.split("\n", maxsplit=1)[0] in page
    assert Lottery.objects.get().people == 0
    assert not LotteryRun.objects.filter(selection=SELECTION).exists()


def test_quotas_follow_from_the_population_and_a_clash_is_answered_with_the_smallest_change(visit: Visit) -> None:
    client = with_pool(visit)
    suggested = quotas_on(client)
    # 40, 35 and 25 in a hundred of twelve places.
    assert [suggested[f"least-{number}"] for number in range(3)] == ["4", "4", "3"]
    assert [suggested[f"most-{number}"] for number in range(3)] == ["5", "5", "3"]
    clash = sent(client, "quotas/", **suggested | {"least-0": "11", "most-0": "12"}).content.decode()
    assert "no panel of 12 people keeps all quotas together. The smallest change that helps: age, 18 to 39" in clash
    assert 'value="11"' in clash
    assert Lottery.objects.get().quotas == ""
    over = sent(client, "quotas/", **suggested | {"least-0": "13"}).content.decode()
    assert "needs-repair" in over or "repair-summary" in over
    late = sent(client, "quotas/", **suggested | {"changes": "0"}).content.decode()
    assert "Somebody changed the pool meanwhile." in late


def test_what_the_law_protects_is_refused_without_a_ground(visit: Visit) -> None:
    client = planned(visit)
    sent(client, "places/", size=12, population="")
    text = pool().replace("part of town", "church")
    given = {"text": text, "features": "age, church", "id_column": "id"}
    refused = sent(client, "pool/", **given).content.decode()
    assert "The law protects this: church." in refused
    assert "person-7" in refused
    assert Lottery.objects.get().people == 0
    ground = "Consent of each person, GDPR article 9.2.a"
    assert sent(client, "pool/", **given, ground=ground).status_code == 302
    assert ground in text_of(visit, "citizen-1")


def test_a_draw_waits_for_the_day_takes_witnesses_and_happens_once(visit: Visit) -> None:
    client = frozen(visit, on="31-12-2099")
    early = sent(client, "draw/", value="1-2-3", witnesses="the clerk").content.decode()
    assert "The day that was named is still to come." in early
    Lottery.objects.update(draw_on="2015-01-01")
    alone = sent(client, "draw/", value="1-2", witnesses="").content.decode()
    assert "Please write who was there." in alone
    assert "This can not be used." in alone
    assert sent(client, "draw/", value="1-2-3", witnesses="the clerk").status_code == 302
    assert sent(client, "draw/", value="1-2-3", witnesses="the clerk").status_code == 302
    again = sent(client, "draw/", value="3-2-1", witnesses="the clerk")
    assert again.status_code == 200
    drawn = Lottery.objects.get().draw
    assert drawn is not None
    assert drawn["randomness"] == "dice:1-2-3"
    assert Entry.objects.filter(type="lottery_drawn").count() == 1


def test_a_chance_of_the_past_is_no_chance(visit: Visit) -> None:
    client = with_chances(visit)
    gone = sent(client, "freeze/", kind="drand", on="1-1-2012", words="", number="").content.decode()
    assert "nobody may know the number yet" in gone
    assert "Please write the number of the round." in gone
    assert Lottery.objects.get().frozen_at is None


def test_runs_that_were_broken_off_stay_in_the_record(visit: Visit) -> None:
    client = with_chances(visit)
    suggested = quotas_on(client)
    assert sent(client, "quotas/", **suggested | {"most-2": "4"}).status_code == 302
    assert LotteryRun.objects.get().aborted
    sent(client, "chances/", objective="maximin")
    assert "Please give a reason." in sent(client, "abort/", reason="").content.decode()
    assert sent(client, "abort/", reason="Too few young people said yes.").status_code == 302
    assert [row.aborted for row in LotteryRun.objects.all()] == [True, True]
    assert "Too few young people said yes." in text_of(visit, "citizen-1")
    assert sent(client, "places/", size=10, population="", once="b" * 16).status_code == 302


def test_a_panel_that_was_drawn_is_not_thrown_away(visit: Visit) -> None:
    client = frozen(visit)
    sent(client, "draw/", value="0-0-0", witnesses="the clerk")
    told = sent(client, "abort/", reason="I do not like this panel.").content.decode()
    assert "A panel was drawn, and that stays." in told
    assert "I do not like this panel." in told
    assert Lottery.objects.get().draw is not None
    assert not Lottery.objects.get().closed
    assert "abort/" not in client.get(f"{LOTTERY}panel/").content.decode()


def test_what_is_frozen_stays_as_it_is(visit: Visit) -> None:
    client = frozen(visit)
    before = Lottery.objects.get()
    assert "The lottery is frozen." in sent(client, "places/", size=5, population="").content.decode()
    assert "The lottery is frozen." in client.get(f"{LOTTERY}pool/").content.decode()
    sent(client, "pool/", text=pool(30), features="age", id_column="id")
    after = Lottery.objects.get()
    assert (after.size, bytes(after.pool or b"")) == (before.size, bytes(before.pool or b""))


def test_a_large_pool_waits_for_the_worker_and_says_how_far_it_is(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    from counterpoise.web.inclusion import services
    from counterpoise.web.inclusion.selectors import any_lottery_due
    from counterpoise.web.inclusion.services.lotteries import working
    from counterpoise.web.ui.clock import now

    monkeypatch.setattr(working, "SMALL", 10)
    client = with_chances(visit)
    waiting = client.get(f"{LOTTERY}chances/").content.decode()
    assert "The site is working on it" in waiting
    assert any_lottery_due()
    assert "The site is working on it" in sent(client, "chances/", objective="nash").content.decode()
    assert Lottery.objects.get().objective == "leximin"
    assert services.run_lotteries_due(at=now()) == 1
    assert not any_lottery_due()
    assert "This is proved" in client.get(f"{LOTTERY}chances/").content.decode()


def test_the_steps_lead_on_and_back(visit: Visit) -> None:
    client = planned(visit, fix=False)
    assert client.get(f"{LOTTERY}pool/").status_code == 404
    assert sent(client, "places/", size=12, population="")["Location"] == f"{LOTTERY}asking/"
    for step in ("", "places/", "asking/", "pool/"):
        assert client.get(LOTTERY + step).status_code == 200, step
    asked = {"group": "town", "people": 100}
    assert "are not fixed yet" in sent(client, "asking/", **asked).content.decode()
    fixed(client)
    assert sent(client, "asking/", **asked).status_code == 302
    assert "<b>100</b> asked" in client.get(f"{LOTTERY}asking/").content.decode()


@pytest.mark.parametrize("person", ["", "citizen-1", HOLDER])
def test_no_page_of_a_lottery_asks_much_of_the_database(
    visit: Visit, person: str, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = frozen(visit)
    sent(client, "draw/", value="0-0-0", witnesses="the clerk")
    looks = visit(person)
    for step in ("", "places", "asking", "pool", "quotas", "chances", "freeze", "draw", "panel", "report", "codes"):
        with django_assert_max_num_queries(15):  # type: ignore[attr-defined]  # pytest-django gives a context manager
            answer = looks.get(f"{LOTTERY}{step}/" if step else LOTTERY)
        assert len(answer.content) < 150_000


def test_the_proof_tells_of_combinations_and_goes_to_nobody_but_who_holds_the_list(visit: Visit) -> None:
    holder = frozen(visit)
    assert "north" in holder.get(f"{LOTTERY}files/certificate.json").content.decode()
    assert "certificate.json" in holder.get(f"{LOTTERY}report/").content.decode()
    for other in ("", "citizen-1", "manager"):
        assert "certificate.json" not in text_of(visit, other)
        assert visit(other).get(f"{LOTTERY}files/certificate.json").status_code == 404


def test_a_published_lottery_says_nothing_of_features(visit: Visit) -> None:
    frozen(visit)
    value = json.loads(visit("").get(f"{LOTTERY}files/lottery.json").content)
    assert set(value) == {
        "announced", "certified", "chances", "files", "format", "gap", "objective", "panels", "people", "seed",
        "settings", "size", "version",
    }  # fmt: skip
    assert "north" not in json.dumps(value)
