"""Signing in by a code, joining by invitation, and that nobody learns who has an account."""

from __future__ import annotations

import logging
import re
import smtplib
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import NoReverseMatch, reverse

from counterpoise.record.people import CapacityKind
from counterpoise.web.people import models, services
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.project.environment import join, oidc
from counterpoise.web.ui.clock import now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forgets", "counts_anew")]
ANNA = "anna@example.org"


@pytest.fixture
def counts_anew() -> Iterator[None]:
    """Forget before and after how often was tried."""
    cache.clear()
    yield
    cache.clear()


def account(address: str = ANNA, person: str | None = None) -> models.Account:
    made = models.Account.objects.create(name=f"account-{len(address)}", email=address, person_id=person)
    made.set_unusable_password()
    made.save()
    EmailAddress.objects.create(user=made, email=address, verified=True, primary=True)
    return made


def code_in(message: mail.EmailMessage) -> str:
    found = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", str(message.body), re.MULTILINE)
    assert found is not None, message.body
    return found.group(1)


def signed_in(client: Client, address: str = ANNA) -> str:
    """Ask for a code, type it, and return where that leads."""
    answer = client.post("/sign-in/", {"email": address})
    assert answer["Location"].startswith("/sign-in/code/")
    answer = client.post("/sign-in/code/", {"code": code_in(mail.outbox[-1]), "action": "verify"})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_somebody_signs_in_by_a_code_and_chooses_a_name(client: Client) -> None:
    account()
    assert signed_in(client) == "/me/"
    assert client.get("/me/")["Location"] == "/me/welcome/"
    page = client.get("/me/welcome/").content.decode()
    assert re.search(r'name="name" value="\w+ [\w ]+"', page)
    answer = client.post("/me/welcome/", {"once": "a" * 16, "name": "Rode vink"})
    assert answer["Location"] == "/me/"
    page = client.get("/me/").content.decode()
    assert "Rode vink" in page
    assert ANNA in page
    assert ANNA not in Client().get("/record/").content.decode()


def test_a_code_works_once_and_a_wrong_one_not_at_all(client: Client) -> None:
    account()
    client.post("/sign-in/", {"email": ANNA})
    for _ in range(2):
        wrong = client.post("/sign-in/code/", {"code": "AAAAAA", "action": "verify"})
        assert wrong.status_code == 200
        assert 'id="id_code_error"' in wrong.content.decode()
    assert client.post("/sign-in/code/", {"code": "AAAAAA", "action": "verify"})["Location"] == "/sign-in/"
    code = code_in(mail.outbox[-1])
    assert client.post("/sign-in/code/", {"code": code, "action": "verify"})["Location"] == "/sign-in/"
    assert client.get("/me/").status_code == 302


def told(client: Client, path: str, address: str) -> tuple[str, int]:
    """Return all that somebody sees who tries an address, the address itself taken out; and how many mails went."""
    mail.outbox.clear()
    first = client.post(path, {"email": address})
    second = client.get(first["Location"]) if first.status_code == 302 else first
    text = first.content.decode() + second.content.decode()
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text.replace(address, ""))
    return f"{first.status_code} {first.headers.get('Location')} {second.status_code} {text}", len(mail.outbox)


@pytest.mark.parametrize("path", ["/sign-in/", "/join/"])
def test_nobody_learns_who_has_an_account(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "COUNTERPOISE_JOIN", "open")
    account()
    known, unknown = told(Client(), path, ANNA), told(Client(), path, "bert@example.org")
    if path == "/sign-in/":
        assert known == unknown
    else:
        # Whose address is new gets the page for the code; so does whose address is known.
        assert known[0].split()[:3] == unknown[0].split()[:3]
    assert known[1] == unknown[1] == 1


def test_many_requests_for_codes_are_stopped(client: Client) -> None:
    account()
    mail.outbox.clear()
    for _ in range(40):
        client.post("/sign-in/", {"email": ANNA})
    assert 0 < len(mail.outbox) <= 20


def test_joining_needs_an_invitation_where_the_site_is_not_open(
    client: Client, as_person: Callable[[str], Viewer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "COUNTERPOISE_JOIN", "invited")
    assert "Join with an invitation" in client.get("/join/").content.decode()
    client.post("/join/", {"email": "bert@example.org"})
    assert not models.Account.objects.filter(email="bert@example.org").exists()
    asking = services.Asking(about="Meals", capacity=CapacityKind.CARE_USER)
    by = as_person("resident")
    _made, code = services.invite(initiative="meals", asking=asking, once="a" * 16, by=by, at=now())
    assert "You are invited" in client.get(f"/invitation/{code}/").content.decode()
    answer = client.post("/join/", {"email": "bert@example.org"})
    assert answer["Location"] == "/join/code/"
    answer = client.post("/join/code/", {"code": code_in(mail.outbox[-1]), "action": "verify"})
    assert client.get("/me/")["Location"] == "/me/welcome/"
    answer = client.post("/me/welcome/", {"once": "a" * 16, "name": "Bert de bever"})
    assert answer["Location"] == f"/invitation/{code}/"
    assert client.post(f"/invitation/{code}/", {"once": "b" * 16})["Location"] == "/initiatives/meals/"
    bert = models.Account.objects.get(email="bert@example.org").person_id
    assert models.Capacity.objects.get(person=bert).kind == CapacityKind.CARE_USER


def test_an_address_is_changed_only_once_the_new_one_is_confirmed(client: Client) -> None:
    models.Account.objects.filter(person="resident").delete()
    made = account(person="resident")
    signed_in(client)
    page = client.get("/sign-in/address/").content.decode()
    assert ANNA in page
    answer = client.post("/sign-in/address/", {"email": "new@example.org", "action_add": "1"})
    assert answer.status_code == 302
    made.refresh_from_db()
    assert made.email == ANNA
    code = next(code_in(each) for each in reversed(mail.outbox) if each.to == ["new@example.org"])
    assert client.post("/join/code/", {"code": code, "action": "verify"}).status_code == 302
    made.refresh_from_db()
    assert made.email == "new@example.org"


def test_there_are_no_passwords_anywhere() -> None:
    for name in ("account_change_password", "account_set_password", "account_reset_password"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    page = Client().get("/sign-in/").content.decode()
    assert 'type="password"' not in page


@pytest.mark.parametrize("address", ["", "x", "a@b", "x" * 5000 + "@example.org", "a\u202e@example.org", "<b>@x.nl"])
def test_a_bad_address_is_told_beside_the_field(client: Client, address: str) -> None:
    page = client.post("/sign-in/", {"email": address}).content.decode()
    assert 'id="id_email_error"' in page
    assert "Write your e-mail address, such as name@example.org." in page
    assert mail.outbox == []


def test_the_page_for_signing_in_says_that_passkeys_need_scripts_and_codes_do_not(client: Client) -> None:
    page = client.get("/sign-in/").content.decode()
    assert "<noscript>" in page
    assert "The code by e-mail works without." in page


def test_a_passkey_is_added_right_after_signing_in(client: Client) -> None:
    made = account(person=None)
    signed_in(client)
    assert client.get("/sign-in/passkeys/").status_code == 200
    page = client.get("/sign-in/passkeys/add/").content.decode()
    assert "creation_options" in page
    assert ANNA not in page
    assert made.name in page


def test_signing_in_elsewhere_is_set_up_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    assert oidc(https=True) == {}
    monkeypatch.setenv("COUNTERPOISE_OIDC_NAME", "De Wending")
    with pytest.raises(ImproperlyConfigured, match="COUNTERPOISE_OIDC_SERVER and COUNTERPOISE_OIDC_CLIENT"):
        oidc(https=True)
    for part in ("SERVER", "CLIENT", "SECRET"):
        monkeypatch.setenv(f"COUNTERPOISE_OIDC_{part}", f"https://example.org/{part}")
    (app,) = oidc(https=True)["openid_connect"]["APPS"]
    assert app["name"] == "De Wending"
    assert app["settings"]["server_url"] == "https://example.org/SERVER"


def test_a_site_is_open_or_asks_for_an_invitation() -> None:
    assert (join("open"), join("invited")) == ("open", "invited")
    with pytest.raises(ImproperlyConfigured, match="open or invited"):
        join("closed")


def test_a_mail_server_that_is_down_is_said_on_the_page_and_no_address_in_the_log(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def down(*_args: object, **_options: object) -> int:
        raise smtplib.SMTPRecipientsRefused({ANNA: (550, b"no such box")})

    account()
    monkeypatch.setattr(mail.EmailMessage, "send", down)
    monkeypatch.setattr(logging.getLogger("counterpoise"), "propagate", True)
    page = client.post("/sign-in/", {"email": ANNA}, follow=True).content.decode()
    assert "The e-mail could not be sent now." in page
    assert "We sent an e-mail to" not in page
    assert "SMTPRecipientsRefused" in caplog.text
    assert ANNA not in caplog.text


def test_another_code_is_said_to_be_sent_and_the_first_one_works_no_more(client: Client) -> None:
    account()
    client.post("/sign-in/", {"email": ANNA})
    first = code_in(mail.outbox[-1])
    cache.clear()
    page = client.post("/sign-in/code/", {"action": "resend"}, follow=True).content.decode()
    assert "We sent another code. Only the newest one works." in page
    page = client.post("/sign-in/code/", {"code": first, "action": "verify"}).content.decode()
    assert "This is not the code. Look in the newest e-mail that we sent." in page
    answer = client.post("/sign-in/code/", {"code": code_in(mail.outbox[-1]), "action": "verify"})
    assert answer["Location"] == "/me/"


def test_a_code_works_for_ten_minutes_and_one_that_is_older_is_told_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    account()
    later, real = timedelta(), time.time
    monkeypatch.setattr(time, "time", lambda: real() + later.total_seconds())
    pages = []
    for minutes in (9, 11):
        here, later = Client(), timedelta()
        here.post("/sign-in/", {"email": ANNA})
        given = {"code": code_in(mail.outbox[-1]), "action": "verify"}
        later = timedelta(minutes=minutes)
        leads = here.post("/sign-in/code/", given)["Location"]
        later = timedelta()
        pages.append((leads, here.get(leads, follow=True).content.decode()))
    assert [leads for leads, _page in pages] == ["/me/", "/sign-in/"]
    assert "This code is too old, or another browser asked for it. Ask for a new one." in pages[1][1]
