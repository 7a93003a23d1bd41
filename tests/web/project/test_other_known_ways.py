"""Other known ways in: formulas, guessed accounts, files that are something else, letters that deceive, logs, links."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from counterpoise.web.expertise.models import Problem
from counterpoise.web.people import models as people
from counterpoise.web.project.middleware import LARGEST
from tests.web.project.answers import plain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forgets")]
UPLOADS = tuple(f"/initiatives/lindehof-together/{each}/" for each in ("inclusion/counts/new", "reviews/scores"))
OVERRIDE = "\u202e"


@pytest.fixture(autouse=True)
def counts_anew() -> Iterator[None]:
    """Forget before and after how often was tried."""
    cache.clear()
    yield
    cache.clear()


# ── files ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def bomb() -> bytes:
    """Return a workbook that unpacks to a thousand times its size."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("bomb.xlsx", bomb()),
        ("path.xlsx", b"PK\x03\x04../../../etc/passwd"),
        ("polyglot.csv", b"GIF89a/*\x00*/=1;<script>alert(1)</script>"),
        ("../../settings.csv", b"category,number\n=HYPERLINK(1),x\n"),
        ("page.html", b"<!doctype html><script>alert(1)</script>"),
        ("empty.csv", b""),
    ],
)
def test_a_file_that_is_something_else_is_refused_beside_its_field(
    name: str, content: bytes, visit: Callable[[str], Client]
) -> None:
    for address in UPLOADS:
        answer = visit("citizen-1").post(address, {"once": "1" * 16, "file": SimpleUploadedFile(name, content)})
        assert answer.status_code == 200, address
        assert b"<script>alert(1)" not in answer.content
        assert b"alert(1)'/>" not in answer.content


def test_no_upload_is_ever_served(visit: Callable[[str], Client]) -> None:
    assert settings.MEDIA_URL in {"", "/"}
    assert settings.MEDIA_ROOT == ""
    assert visit("resident").get("/media/x.svg").status_code == 404


def test_what_is_larger_than_any_form_is_refused_before_it_is_read(visit: Callable[[str], Client]) -> None:
    client = visit("resident")
    for address in ("/initiatives/meals/expertise/say/", "/sign-in/", "/"):
        answer = client.generic("POST", address, b"x=1", CONTENT_LENGTH=str(LARGEST + 1))
        assert answer.status_code in {405, 413} if address == "/" else answer.status_code == 413, address
    assert client.generic("POST", "/search/", b"", CONTENT_LENGTH="many").status_code == 413
    many = {f"field-{number}": "x" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    assert client.post("/initiatives/meals/expertise/say/", many).status_code == 400


# ── who has an account ───────────────────────────────────────────────────────────────────────────────────────────────


def test_nobody_learns_who_has_an_account_by_any_form() -> None:
    people.Account.objects.create(name="a", email="known@example.org")
    for path in ("/sign-in/",):
        answers = [Client().post(path, {"email": each}) for each in ("known@example.org", "other@example.org")]
        assert answers[0].status_code == answers[1].status_code
        assert answers[0]["Location"].split("?")[0] == answers[1]["Location"].split("?")[0]
    pages = [plain(Client().get(f"/invitation/{code}/")) for code in ("ACDEFGHJKM3X", "ZZZZZZZZZZZZ")]
    assert pages[0].replace("ACDEFGHJKM3X", "") == pages[1].replace("ZZZZZZZZZZZZ", "")


def test_codes_without_an_account_can_not_be_tried_out() -> None:
    for kind in ("receipts", "invitation"):
        statuses = [Client().get(f"/{kind}/{number:012d}/").status_code for number in range(25)]
        assert statuses[:20] == [404] * 20, kind
        assert statuses[20:] == [429] * 5, kind


def test_forms_without_an_account_are_counted_by_address() -> None:
    statuses = []
    for number in range(32):
        told = {"once": f"{number:016x}", "text": "Something is wrong."}
        statuses.append(Client().post("/initiatives/meals/expertise/problems/", told).status_code)
    assert (statuses[:30], statuses[30:]) == ([302] * 30, [200] * 2)
    assert Problem.objects.filter(recorded_by=None).count() == 30


def test_behind_a_proxy_each_visitor_is_counted_by_their_own_address() -> None:
    with override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https")):
        for number in range(25):
            seen = f"198.51.100.7, 203.0.113.{number}"
            assert Client().get("/receipts/ACDEFGHJKM3X/", headers={"X-Forwarded-For": seen}).status_code == 404
    last = [
        Client().get("/receipts/ACDEFGHJKM3X/", headers={"X-Forwarded-For": f"203.0.113.{number}"}).status_code
        for number in range(25)
    ]
    assert last[-1] == 429


# ── letters that deceive ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", [f"resident{OVERRIDE}", "res\u200bident", "Мanager", "m\u0430nager", "resident\x00"])
def test_a_name_that_deceives_the_eye_is_refused(name: str, visit: Callable[[str], Client]) -> None:
    before = people.Person.objects.get(pk="church-goer").pseudonym
    answer = visit("church-goer").post("/me/name/", {"once": "2" * 16, "version": "1", "name": name})
    assert answer.status_code == 200
    assert people.Person.objects.get(pk="church-goer").pseudonym == before


def test_words_that_turn_the_reading_direction_are_refused(visit: Callable[[str], Client]) -> None:
    said = {"once": "3" * 16, "words": f"We agree{OVERRIDE}eerga", "text": f"We agree{OVERRIDE}eerga", "room": "open"}
    for address in ("say/", "problems/"):
        answer = visit("resident").post(f"/initiatives/meals/expertise/{address}", said)
        assert answer.status_code == 200
        assert "nobody can see" in answer.content.decode()


# ── logs, links, hosts ───────────────────────────────────────────────────────────────────────────────────────────────


def test_nobody_writes_a_line_into_a_log(visit: Callable[[str], Client], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    visit("").get("/nothing%0a2015-06-30 ERROR the ledger was rewritten/")
    visit("").get("/search/", {"q": "x\n2015-06-30 ERROR the ledger was rewritten"})
    visit("").post("/sign-in/", {"email": "x@example.org\nBcc: all@example.org"})
    assert [each for each in caplog.records if "\n" in each.getMessage()] == []
    assert [each for each in mail.outbox if "\n" in str(each.subject) or each.bcc] == []


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)"]
)
def test_no_address_of_ours_leads_elsewhere(target: str, visit: Callable[[str], Client]) -> None:
    for client, address in (
        (visit("resident"), "/sign-in/"),
        (visit(""), "/me/"),
        (visit("resident"), "/language/setlang/"),
        (visit("resident"), "/sign-in/passkeys/again/"),
    ):
        answers = [client.get(address, {"next": target}), client.post(address, {"next": target, "language": "nl"})]
        for answer in answers:
            led = answer.headers.get("Location", "")
            assert led == "" or (led.startswith("/") and not led.startswith(("//", "/\\"))), (address, led)


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost:80@evil.example", ""])
def test_a_host_that_is_not_ours_is_refused(host: str) -> None:
    with override_settings(ALLOWED_HOSTS=["localhost"]):
        answer = Client().get("/", headers={"Host": host, "X-Forwarded-Host": "evil.example"})
    assert answer.status_code == 400 or "evil" not in answer.content.decode()
    assert "evil.example" not in str(answer.headers)


def test_no_header_turns_one_way_of_asking_into_another(visit: Callable[[str], Client]) -> None:
    client = visit("resident")
    for name in ("X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"):
        answer = client.get("/leave/", headers={name: "POST"})
        assert answer.status_code == 405
    assert client.post("/me/", {"_method": "GET"}).status_code == 405
    assert client.get("/me/").status_code == 200


# ── sessions and caches ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_session_that_was_there_before_is_another_after_signing_in() -> None:
    client = Client()
    client.get("/")
    client.cookies[settings.SESSION_COOKIE_NAME] = "f" * 32
    client.get("/demo/as/resident/")
    first = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert first != "f" * 32
    client.post("/leave/")
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != first
    stolen = Client()
    stolen.cookies[settings.SESSION_COOKIE_NAME] = first
    assert stolen.get("/me/").status_code == 302


@pytest.mark.parametrize("address", ["/me/", "/export/", "/mine/", "/trajectory/care-path/", "/initiatives/meals/"])
def test_what_is_private_is_kept_by_no_cache(address: str, visit: Callable[[str], Client]) -> None:
    headers = visit("resident").get(address).headers
    assert "no-store" in headers["Cache-Control"]
    assert "private" in headers["Cache-Control"]
    assert "Cookie" in headers["Vary"]


def test_a_page_for_everybody_may_be_shown_again_by_the_button_back(visit: Callable[[str], Client]) -> None:
    assert visit("").get("/").headers["Cache-Control"] == "private, no-cache"
    sheet = visit("").get("/static/ui/site.css")
    assert "max-age" in sheet.headers["Cache-Control"]
    sheet.close()


def test_signing_out_makes_the_browser_forget_what_it_kept(visit: Callable[[str], Client]) -> None:
    assert visit("resident").post("/leave/").headers["Clear-Site-Data"] == '"cache"'
