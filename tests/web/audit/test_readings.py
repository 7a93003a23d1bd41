"""A power check is run by anybody inside, stored as it is, seen by both sides at once, and can be contested."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from counterpoise.cli.main import app
from counterpoise.indicator import Display
from counterpoise.record.reviews import Edition
from counterpoise.web.audit import models, services, tasks
from counterpoise.web.audit.records import build
from counterpoise.web.ledger.models import Entry, EntryBody
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.project.clock import Clock
from counterpoise.web.ui.clock import now
from tests.costs import PAGE, cost
from tests.web.conftest import CAST
from tests.web.project.test_routes import shown

pytestmark = pytest.mark.django_db
HERE = "/initiatives/lindehof-together/audit/"
ONCE = "0123456789abcdef"
PAGES = ("", "expertise/", "control/", "inclusion/", "interests/", "power/")
Visit = Callable[[str], Client]


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def run(client: Client, once: str = ONCE, **more: str) -> Any:  # noqa: ANN401 - the answer of a test client
    return client.post(f"{HERE}run/", {"once": once, **more})


def page(client: Client, address: str) -> str:
    text = client.get(f"{HERE}{address}").content.decode()
    return re.sub(r'name="(csrfmiddlewaretoken|once)" value="\w+"', "", text).split("<main")[1].split("</main>")[0]


def test_before_anybody_ran_it_the_page_says_so_and_who_can(visit: Visit) -> None:
    assert "Nobody ran it yet" in page(visit("citizen-1"), "")
    assert "Run the power check" in page(visit("citizen-1"), "")
    assert "Run the power check" not in page(visit(""), "")
    assert run(visit("")).status_code == 404
    assert run(visit("manager")).status_code == 404
    assert run(visit("citizen-1"), once="x").status_code == 404


def test_a_citizen_runs_it_and_both_sides_get_the_same_reading_at_once(visit: Visit) -> None:
    assert run(visit("citizen-1")).status_code == 302
    assert run(visit("citizen-1")).status_code == 302, "sent twice, it is run once"
    assert models.StoredReading.objects.count() == 1
    assert Entry.objects.filter(type="power_check_run").count() == 1
    for address in PAGES[1:]:
        assert page(visit("citizen-1"), address) == page(visit("regional-manager"), address)
    assert "As of 30 June 2015." in page(visit("regional-manager"), "")
    assert "The record moved on since then." not in page(visit("regional-manager"), "")
    visit("citizen-1").post("/initiatives/lindehof-together/audit/contest/N2/", {"once": ONCE, "text": "No."})
    assert "The record moved on since then." in page(visit("regional-manager"), "")


def test_settings_seed_day_and_the_list_of_records_are_kept_and_the_same_data_give_the_same_figures(
    visit: Visit,
) -> None:
    for once in (ONCE, "fedcba9876543210"):
        assert run(visit("citizen-1"), once=once).status_code == 302
    first, second = models.Audit.objects.filter(id__startswith="check-").order_by("written")
    assert (first.records_hash, first.seed, first.settings, first.at, first.edition) == (
        second.records_hash,
        second.seed,
        second.settings,
        second.at,
        Edition.SHARED,
    )
    told = [
        list(models.AuditFinding.objects.filter(audit=each).order_by("indicator").values_list(
            "indicator", "value", "numerator", "denominator", "display"))
        for each in (first, second)
    ]  # fmt: skip
    assert told[0] == told[1]
    assert len(told[0]) > 30
    used = zlib.decompress(bytes(models.StoredReading.objects.get(pk=first.pk).records)).decode().split("\n")
    assert "decisions closing 1" in used
    assert not [each for each in used if each.startswith(("audits ", "contests ", "audit_findings "))]
    pages = [
        dict(
            models.ReadingPage.objects.filter(reading_id=each.pk, lang="en", audience="inside").values_list(
                "name", "content"
            )
        )
        for each in (first, second)
    ]
    assert pages[0] == pages[1]


@pytest.mark.parametrize("person", ["citizen-1", "regional-manager", "church-goer"])
def test_the_stored_figures_are_those_of_the_command_line_on_the_shared_part_of_ones_own_export(
    person: str, visit: Visit, tmp_path: Path
) -> None:
    file, output = tmp_path / "record.zip", tmp_path / "audit.json"
    file.write_bytes(visit(person).get("/export/").content)
    arguments = ["--edition", "shared", "--format", "json", "--lang", "en", "--initiative", "lindehof-together"]
    with pytest.raises(SystemExit) as ended:
        app(["audit", str(file), "--at", "2015-06-30", *arguments, "--output", str(output)])
    assert not ended.value.code
    told = {
        each["code"]: each for each in json.loads(output.read_text(encoding="utf-8"))["initiatives"][0]["indicators"]
    }
    run(visit(person))
    for row in models.AuditFinding.objects.filter(audit=f"check-{ONCE}"):
        line = told[row.indicator]
        assert row.display == line["display"], row.indicator
        for name in ("value", "numerator", "denominator"):
            assert getattr(row, name) in (None, line[name]), (row.indicator, name)
    assert models.AuditFinding.objects.get(audit=f"check-{ONCE}", indicator="decisions.unilateral").numerator == 1


def test_what_is_suppressed_is_empty_in_the_rows_on_the_pages_and_in_the_figures_for_programs(visit: Visit) -> None:
    run(visit("citizen-1"))
    hidden = models.AuditFinding.objects.filter(audit=f"check-{ONCE}", display=Display.SUPPRESSED.value)
    assert hidden.exists()
    assert set(hidden.values_list("value", "numerator", "denominator")) == {(None, None, None)}
    for person in ("citizen-1", ""):
        told = visit(person).get(f"{HERE}readings/check-{ONCE}/figures/").json()
        for each in told["initiatives"][0]["indicators"]:
            if each["display"] == "suppressed":
                assert (each["value"], each["numerator"], each["coverage"]) == (None, None, None)
        assert not any("score" in key or "total" in key for key in keys_of(told))


def keys_of(told: Any) -> set[str]:  # noqa: ANN401 - plain JSON
    if isinstance(told, dict):
        return set(told) | set().union(*(keys_of(each) for each in told.values())) if told else set()
    return set().union(*(keys_of(each) for each in told)) if isinstance(told, list) and told else set()


def test_the_organization_contests_a_finding_and_the_contest_stands_beside_it_for_good(visit: Visit) -> None:
    run(visit("citizen-1"))
    director = visit("new-director")
    form = director.get(f"{HERE}contest/N2/").content.decode()
    assert "Contest this finding" in form
    words = "The bank gave us one week. <b>We could not ask everyone</b>."
    answer = director.post(f"{HERE}contest/N2/", {"once": ONCE, "text": words})
    assert answer.headers["Location"].endswith("/audit/interests/#N2")
    for person in ("citizen-1", "logistics-colleague", ""):
        text = page(visit(person), "interests/")
        finding = text.split('id="N2"')[1].split("</article>")[0]
        assert "The bank gave us one week. &lt;b&gt;" in finding
        assert "Organization side" in finding
        assert "The finding stays. So does this answer." in finding
    run(visit("church-goer"), once="fedcba9876543210")
    assert "The bank gave us one week." in page(visit("citizen-1"), "interests/")
    assert "The bank gave us one week." in page(visit("citizen-1"), f"readings/check-{ONCE}/interests/")
    for method in ("delete", "put", "patch"):
        assert getattr(director, method)(f"{HERE}contest/N2/").status_code == 405
    assert Entry.objects.filter(type="finding_contested").count() == 1


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        ("", 200, "Please write what you hold against it."),
        ("   ", 200, "Please write what you hold against it."),
        ("x" * 4000, 200, "3000"),
        ("a\u202eb", 200, "signs that nobody can see"),
        ("👵🏽 ﷽ <script>alert(1)</script>", 302, ""),
    ],
)
def test_what_cannot_be_a_contest_is_told_beside_the_field_and_the_words_stay(
    text: str, status: int, words: str, visit: Visit
) -> None:
    answer = visit("citizen-1").post(f"{HERE}contest/N2/", {"once": ONCE, "text": text})
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert models.Contest.objects.filter(id=f"contest-{ONCE}").exists() is (status == 302)


def test_who_takes_no_part_contests_nothing_and_there_is_nothing_to_contest_that_was_not_measured(
    visit: Visit,
) -> None:
    for person in ("", "manager", "resident"):
        assert visit(person).post(f"{HERE}contest/N2/", {"once": ONCE, "text": "No."}).status_code == 404
    assert visit("citizen-1").get(f"{HERE}contest/Z9/").status_code == 404
    foreign = {"once": ONCE, "text": "No.", "capacity": "as-regional-manager"}
    assert visit("citizen-1").post(f"{HERE}contest/N2/", foreign).status_code == 200
    assert not models.Contest.objects.filter(id=f"contest-{ONCE}").exists()


def test_a_rooms_members_run_it_with_their_room_in_it_and_nobody_else_sees_that(visit: Visit) -> None:
    meals = "/initiatives/meals/audit/"
    member, outside = visit("resident"), visit("manager")
    assert outside.post(f"{meals}run/", {"once": ONCE, "room": "council-room"}).status_code == 404
    assert member.post(f"{meals}run/", {"once": ONCE, "room": "council-room"}).status_code == 302
    kept = f"{meals}readings/check-{ONCE}/"
    assert "only its members see this" in member.get(kept).content.decode()
    for address in (kept, f"{kept}expertise/", f"{kept}figures/", f"{kept}pdf/"):
        assert outside.get(address).status_code == 404
        assert member.get(address).status_code == 200
    assert f"check-{ONCE}" not in outside.get(f"{meals}readings/").content.decode()
    assert f"check-{ONCE}" not in shown(outside.get("/export/"))
    assert "Nobody ran it yet" in outside.get(meals).content.decode()
    assert not Entry.objects.filter(log="common", type="power_check_run").exists()
    outside.post(f"{meals}run/", {"once": "fedcba9876543210"})
    assert "only its members see this" not in member.get(meals).content.decode()


def test_every_reading_is_kept_and_two_are_laid_side_by_side_without_an_arrow(visit: Visit) -> None:
    client = visit("citizen-1")
    for once in (ONCE, "fedcba9876543210"):
        run(client, once=once)
    listed = page(client, "readings/")
    assert listed.count("/readings/check-") == 2
    side_by_side = page(client, f"compare/?first=check-{ONCE}&second=check-fedcba9876543210")
    assert "without an arrow" in side_by_side
    assert not set("↑↓→▲▼") & set(side_by_side)
    for query in ("", "?first=x&second=y", f"?first=check-{ONCE}", "?first=%00&second=%ff"):
        assert client.get(f"{HERE}compare/{query}").status_code == 404


def test_a_large_check_waits_for_the_task_and_is_run_once(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, as_person: Callable[[str], Viewer]
) -> None:
    monkeypatch.setattr("counterpoise.web.audit.selectors.readings._SMALL", 0)
    her = as_person("citizen-1")
    for _ in range(2):
        found = services.ask_for_check(initiative="lindehof-together", once=ONCE, by=her, at=now())
        assert found is None
    assert models.CheckDue.objects.count() == 1
    assert "A check is being run." in page(visit("citizen-1"), "")
    assert services.run_checks_due(at=now()) == 1
    assert services.run_checks_due(at=now()) == 0
    assert models.StoredReading.objects.count() == 1
    assert "A check is being run." not in page(visit("citizen-1"), "")
    assert run(visit("citizen-1"), once="fedcba9876543210").status_code == 302
    assert "run_waiting_checks" in Clock().tick(at=now())
    assert tasks.run_waiting_checks.func() == 1
    assert models.StoredReading.objects.count() == 2
    assert "run_waiting_checks" not in Clock().tick(at=now())


def test_pages_of_a_stored_reading_cost_little_on_the_first_visit(visit: Visit, forgets: Callable[[], None]) -> None:
    run(visit("citizen-1"))
    for person in ("citizen-1", "regional-manager", ""):
        client = visit(person)
        for address in (*PAGES, "readings/", f"readings/check-{ONCE}/", f"readings/check-{ONCE}/interests/"):
            afresh(client, forgets)
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(f"{HERE}{address}")
            spent = cost(partial(client.get, f"{HERE}{address}"), first=partial(afresh, client, forgets))
            assert answer.status_code == 200
            assert len(asked) <= 15, (address, len(asked))
            assert len(answer.content) <= 150_000, address
            assert spent <= PAGE, (address, spent)


def afresh(client: Client, forgets: Callable[[], None]) -> None:
    """Forget all that was worked out but who looks; nothing of the power check is kept."""
    forgets()
    client.get("/help/")


def test_no_reading_and_no_body_of_the_log_holds_words_of_a_closed_room(visit: Visit) -> None:
    for where, person in (("meals", "manager"), ("lindehof-together", "citizen-1")):
        visit(person).post(f"/initiatives/{where}/audit/run/", {"once": ONCE[::-1] if where == "meals" else ONCE})
    told = json.dumps(list(models.ReadingPage.objects.values_list("content", flat=True)), ensure_ascii=False)
    bodies = b"".join(bytes(each) for each in EntryBody.objects.filter(
        entry__type="power_check_run").values_list("body", flat=True)).decode()  # fmt: skip
    rooms = {"council-room", "care-circle"}
    secret = [str(getattr(row, "text", "")) for row in build() if getattr(row, "text", "") and row.space in rooms]
    assert secret
    for words in secret:
        assert words not in told
        assert words not in bodies


@pytest.mark.parametrize("person", CAST)
def test_a_demonstration_begins_with_one_reading_of_each_initiative(person: str, visit: Visit) -> None:
    assert services.run_first_checks(at=now()) >= 2
    assert services.run_first_checks(at=now()) == 0
    text = page(visit(person), "")
    assert "First of all" in text
    assert "As of 30 June 2015." in text
    assert "The record moved on since then." not in text
