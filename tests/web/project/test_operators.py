"""Operators of the machine see accounts, how far letters came, and jobs; nothing that anybody said."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.admin import site as default_site
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from counterpoise.web.expertise.models import Contribution
from counterpoise.web.governance import tasks
from counterpoise.web.governance.admin import SHOWN, operators
from counterpoise.web.governance.models import Letter
from counterpoise.web.ledger.models import EarlierVersion, EntryBody, Told
from counterpoise.web.people.models import Account, Attempt
from counterpoise.web.project import health
from counterpoise.web.project.clock import Clock
from counterpoise.web.project.numbers import FaultFormatter
from counterpoise.web.ui.clock import now

pytestmark = pytest.mark.django_db
Visit = Callable[[str], Client]
PAGES = (
    "/operators/",
    "/operators/people/account/",
    "/operators/governance/letter/",
    "/operators/django_tasks_database/dbtaskresult/",
)


def test_no_table_that_holds_words_is_shown_to_operators() -> None:
    shown = set(operators._registry)
    assert shown == set(SHOWN)
    assert not [model for model in shown if issubclass(model, Told)]
    assert not shown & {EntryBody, EarlierVersion}
    assert {model._meta.label for model in shown} == {
        "people.Account",
        "governance.Letter",
        "django_tasks_database.DBTaskResult",
    }
    assert not default_site._registry, "nothing is shown past the list"
    assert len(apps.get_models()) > len(shown)


def test_of_a_letter_operators_see_how_far_it_came_and_not_what_it_says() -> None:
    hidden = {"content", "person", "about", "group", "initiative", "key", "message_id"}
    assert not hidden & set(SHOWN[Letter])
    for model, fields in SHOWN.items():
        admin = operators._registry[model]
        assert tuple(admin.get_list_display(HttpRequest())) == fields
        assert tuple(admin.get_fields(HttpRequest())) == fields


def test_who_is_no_operator_finds_nothing(visit: Visit) -> None:
    for person in ("", "manager", "new-director"):
        client = visit(person)
        for page in PAGES:
            assert client.get(page).status_code == 404


def test_an_operator_closes_an_account_and_reads_no_words(visit: Visit) -> None:
    Account.objects.filter(person="manager").update(is_staff=True)
    account = Account.objects.get(person="resident")
    Letter.objects.create(
        key="k", person_id="resident", kind="weekly", owed_at=now(), due_at=now(), content={"opening": "KANARIE"}
    )
    letter = Letter.objects.get(key="k")
    client = visit("manager")
    for page in (*PAGES, f"/operators/governance/letter/{letter.pk}/change/"):
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert "KANARIE" not in answer.content.decode()
        assert "<script>" not in answer.content.decode()
    where = f"/operators/people/account/{account.pk}/change/"
    assert client.post(where, {"is_staff": "", "email": "other@example.org"}).status_code == 302
    account.refresh_from_db()
    assert not account.is_active
    assert account.email == ""
    assert client.post(f"/operators/governance/letter/{letter.pk}/change/", {"state": "void"}).status_code == 403


def test_the_health_page_says_how_the_machine_is_and_nothing_else(client: Client) -> None:
    answer = client.get("/health/")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert text.startswith("ok: yes\ndatabase: ok\nmigrations: 0\nworker: never\n")
    assert "letters: due 0, to_print 0, bounced 0, unknown 0" in text
    told = json.loads(client.get("/health/", headers={"accept": "application/json"}).content)
    assert told == json.loads(client.get("/health/?format=json").content)
    assert set(told) == {"ok", "database", "migrations", "worker", "worker_seconds", "jobs", "mail", "letters"}
    assert client.post("/health/").status_code == 405


def test_the_health_page_says_that_the_database_is_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> int:
        raise OperationalError

    monkeypatch.setattr(health, "waiting_migrations", away)
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert answer.content.decode().startswith("ok: no\ndatabase: away\n")


def test_changes_that_wait_are_said_before_anything_is_asked_of_the_tables(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "waiting_migrations", lambda: 3)
    answer = client.get("/health/?format=json")
    assert answer.status_code == 503
    assert json.loads(answer.content)["migrations"] == 3


def test_letters_that_the_server_did_not_take_show(client: Client, settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.example.org"
    assert "mail: ok" in client.get("/health/").content.decode()
    Letter.objects.create(key="k", person_id="resident", kind="weekly", owed_at=now(), due_at=now(), attempts=1)
    text = client.get("/health/").content.decode()
    assert "mail: waiting" in text
    assert "due 1" in text


def test_the_clock_gives_each_job_once_while_it_waits() -> None:
    clock = Clock()
    first = clock.tick(at=now())
    assert "beat" in first
    assert "write_weekly_letters" in first
    assert clock.tick(at=now()) == []
    assert tasks.beat.func() == 0


def test_what_is_kept_for_an_hour_or_for_weeks_is_gone_afterwards(visit: Visit) -> None:
    """What the page of data protection promises holds without anybody doing anything."""
    at = now()
    for minutes in (30, 90):
        Attempt.objects.create(what="receipt", who=f"{minutes}", at=at - timedelta(minutes=minutes))
    visit("resident")
    Session.objects.create(session_key="past", session_data="", expire_date=timezone.now() - timedelta(minutes=1))
    tasks.beat.enqueue()
    DBTaskResult.objects.update(status="FAILED", finished_at=timezone.now() - timedelta(days=15))
    clock = Clock()
    clock.tick(at=at)
    assert list(Attempt.objects.values_list("who", flat=True)) == ["30"]
    assert Session.objects.count() == 1
    assert not DBTaskResult.objects.filter(status="FAILED").exists()
    # And again each hour, not only once.
    clock.tick(at=at + timedelta(minutes=61))
    assert not Attempt.objects.exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL counts by itself")
def test_the_database_learns_how_long_its_tables_are_and_keeps_nothing_that_they_hold() -> None:
    Clock().tick(at=now())
    with connection.cursor() as cursor:
        cursor.execute("SELECT tbl, stat FROM sqlite_stat1 WHERE idx LIKE '%contributions_by_day%'")
        assert cursor.fetchall()[0][1].split()[0] == str(Contribution.objects.count())
        cursor.execute("SELECT name FROM sqlite_master WHERE name LIKE 'sqlite_stat%'")
        kept = {name for (name,) in cursor.fetchall()} - {"sqlite_stat1"}
        for name in kept:
            cursor.execute(f"SELECT COUNT(*) FROM {name}")  # noqa: S608 - a table of SQLite's own
            assert cursor.fetchall() == [(0,)], "samples of what rows hold would outlive an erasure"


def test_a_database_that_is_away_gives_a_page_that_says_so(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    from counterpoise.web.governance.views import reading

    def away(_viewer: object) -> None:
        raise OperationalError

    client = visit("resident")
    monkeypatch.setattr(reading, "start_for", away)
    answer = client.get("/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "Back in a moment" in answer.content.decode()


def test_each_answer_has_a_number_that_is_taken_over_where_it_is_one(client: Client) -> None:
    assert len(client.get("/help/")["X-Request-ID"]) == 16
    assert client.get("/help/", headers={"X-Request-ID": "abcd-1234-efgh"})["X-Request-ID"] == "abcd-1234-efgh"
    assert client.get("/help/", headers={"X-Request-ID": "bad\tnumber<b>"})["X-Request-ID"] != "bad\tnumber<b>"


def test_a_page_that_breaks_gives_its_number_by_which_the_log_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    from counterpoise.web.governance.views import reading

    def breaks(_viewer: object) -> None:
        raise RuntimeError("KANARIE")

    monkeypatch.setattr(reading, "start_for", breaks)
    handlers = logging.getLogger("django.request").handlers
    (faults,) = [each for each in handlers if isinstance(each.formatter, FaultFormatter)]
    assert isinstance(faults, logging.StreamHandler)
    written = io.StringIO()
    kept = faults.setStream(written)
    try:
        answer = Client(raise_request_exception=False).get("/")
        Client().get("/nothing-here/")
    finally:
        faults.setStream(kept)
    assert answer.status_code == 500
    assert answer["X-Request-ID"] in answer.content.decode()
    # Who runs the site finds by that number what broke and where; what stood in it is told to nobody.
    (line,) = written.getvalue().splitlines()
    assert answer["X-Request-ID"] in line
    assert "RuntimeError at test_operators.py:" in line
    assert "counterpoise/web/governance/views/reading.py:" in line
    assert "KANARIE" not in line + answer.content.decode()


def test_a_request_that_cannot_be_read_is_answered_kindly_and_the_log_says_what_to_set(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(logging.getLogger("counterpoise"), "propagate", True)
    answer = client.get("/", headers={"host": "elsewhere.example.org"})
    assert answer.status_code == 400
    assert "asked under a name that is not in COUNTERPOISE_HOSTS" in caplog.text
    assert "elsewhere" not in caplog.text


def test_a_proxy_that_is_not_believed_is_told_of_once(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(logging.getLogger("counterpoise"), "propagate", True)
    for _ in range(3):
        client.get("/help/", headers={"x-forwarded-proto": "https"})
    said = [each for each in caplog.records if "it is believed only with COUNTERPOISE_PROXY=1" in each.getMessage()]
    assert len({id(each) for each in said}) == 1


def test_no_line_of_the_log_says_who_or_which_record(
    visit: Visit, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="counterpoise")
    lines: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record.getMessage())

    log, kept = logging.getLogger("counterpoise.requests"), Kept()
    log.addHandler(kept)
    try:
        visit("resident").get("/initiatives/meals/")
    finally:
        log.removeHandler(kept)
    assert any("initiatives/<str:initiative>/ 200" in line for line in lines)
    assert not any("meals" in line or "resident" in line for line in lines)
    assert "resident" not in capsys.readouterr().out
