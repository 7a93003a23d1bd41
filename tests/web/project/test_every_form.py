"""Every form of the rooms takes whatever people send: a message beside the field, their text kept, never a fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pytest
from django import forms
from django.test import Client

from counterpoise.web.ledger.models import Entry
from counterpoise.web.ui.forms import PlainForm, When

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ONCE = "0123456789abcdef"
Visit = Callable[[str], Client]

MEALS = "/initiatives/meals/expertise/"
LINDEHOF = "/initiatives/lindehof-together/"
E, C, D = (f"{LINDEHOF}{room}/" for room in ("expertise", "control", "decisions"))
V = f"{LINDEHOF}interests/opinions/open/"
T = f"{LINDEHOF}voices/"
TEXT = "document-fedcba9876543210"
ASKED = f"{D}church-hall/rights/right-to-advise-on-closing/"
FORMS: dict[str, str] = {
    f"{E}say/": "citizen-1",
    f"{E}ask/": "new-director",
    f"{E}problems/": "citizen-1",
    f"{E}themes/": "citizen-1",
    f"{E}rooms/new/": "citizen-1",
    f"{MEALS}questions/question-presentation/answer/": "resident",
    f"{MEALS}questions/question-presentation/reframe/": "resident",
    f"{MEALS}questions/question-presentation/close/": "manager",
    f"{MEALS}said/meals-warmth/reword/": "resident",
    f"{MEALS}said/meals-warmth/hand-over/": "resident",
    f"{MEALS}rooms/council-room/share/": "resident",
    f"{MEALS}rooms/council-room/admit/": "resident",
    f"{MEALS}rooms/council-room/council/": "council-member",
    f"{C}ask/": "logistics-colleague",
    f"{C}requests/closing-point-question/answer/": "new-director",
    f"{C}limits/new/": "citizen-1",
    f"{C}limits/what-it-will-look-like/contest/": "citizen-1",
    f"{C}matters/new/": "citizen-1",
    f"{C}matters/empty-rooms/propose/": "citizen-1",
    f"{C}tasks/": "citizen-1",
    f"{C}mandates/volunteer-tasks-agreed/reopen/": "citizen-1",
    f"{C}requirements/new/": "new-director",
    f"{V}say/": "citizen-1",
    f"{V}fix/": "citizen-1",
    f"{V}statements/citizens-run-the-day/": "citizen-1",
    f"{V}statements/citizens-run-the-day/hide/": "new-director",
    f"{D}record/": "new-director",
    f"{D}draft/": "new-director",
    f"{D}promise/": "new-director",
    f"{D}agree/": "new-director",
    f"{D}change/": "new-director",
    f"{D}closing/complete/": "new-director",
    f"{D}closing/explain/": "new-director",
    f"{D}closing/publish/": "new-director",
    f"{D}closing/concern/": "citizen-1",
    f"{D}closing/rights/right-to-advise-on-closing/remedy/": "home-council-member",
    f"{ASKED}more-time/": "new-director",
    f"{ASKED}pause/": "new-director",
    f"{D}closing/told/town/": "new-director",
    f"{D}closing/heard/town/": "citizen-1",
    f"{D}church-hall/take/": "new-director",
    f"{D}church-hall/round/": "new-director",
    f"{D}concerns/closing-concern-1/answer/": "new-director",
    f"{D}agreements/open-kitchen/verdict/": "citizen-1",
    f"{D}agreements/open-kitchen/report/": "new-director",
    f"{D}agreements/figures-each-quarter/reopen/": "citizen-1",
    f"{D}agreements/promise-joint/withdraw/": "new-director",
    f"{T}bring/": "citizen-1",
    f"{T}bring-several/": "citizen-1",
    f"{T}texts/{TEXT}/read/": "citizen-1",
    f"{T}texts/{TEXT}/done/": "citizen-1",
    f"{T}texts/{TEXT}/leave/": "citizen-1",
    f"{T}claims/{TEXT}-claim-1/meaning/": "citizen-1",
    f"{T}claims/{TEXT}-claim-1/beside/": "citizen-1",
}
"""Each form of the rooms and of the decisions, with somebody who can send it."""

TURNING = "Warm \u202eKANARIE\u202c food"
SENT: dict[str, str] = {
    "empty": "",
    "blank": " \n\t ",
    "huge": "KANARIE " * 20_000,
    "turning": TURNING,
    "signs": "👩🏽‍🌾🍲 KANARIE ज़िन्दगी ١٢٣",
    "markup": "<script>alert('KANARIE')</script><b>KANARIE</b> {{ KANARIE }} %(KANARIE)s",
    "null": "KANARIE\x00KANARIE",
}
WRONG_DAYS = ("31-2-2015", "soon", "0000-00-00", "99999999", "2015-13-01", "-1")


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


@pytest.fixture
def ready(visit: Visit) -> Visit:
    """Return what signs in who can send a form; a form about a text finds the text there, and a reader of it."""

    def signed_in(address: str) -> Client:
        client = visit(FORMS[address])
        if TEXT in address:
            plan = {"title": "The plan", "text": "Residents decide. Residents are at the centre of our plan."}
            assert client.post(f"{T}bring/", {"once": TEXT[-16:], **plan}).status_code == 302
            read = f"{T}texts/{TEXT}/read/"
            assert client.post(read, {"once": ONCE, f"{TEXT}-mention-1": "agent"}).status_code == 302
        if address.startswith(ASKED):
            asked = {"topic": "closing", "consulted": ["home-client-council"], "consulted_at": "1-6-2015"}
            assert client.post(f"{D}church-hall/explain/", {"once": ONCE, "version": "1", **asked}).status_code == 302
            given = {"until": "20-7-2015", "told_on": "2-6-2015", "reason": "The council meets in July."}
            assert client.post(f"{ASKED}more-time/", {"once": TEXT[-16:], **given}).status_code == 302
        return client

    return signed_in


def form_at(client: Client, address: str) -> PlainForm:
    page = client.get(address)
    assert page.status_code == 200, address
    found = page.context["form"]
    assert isinstance(found, PlainForm)
    return found


def choices(field: forms.ChoiceField) -> list[tuple[Any, Any]]:
    """Return what there is to choose from."""
    found: Any = field.choices
    return list(found)


def filled(form: PlainForm, text: str) -> dict[str, Any]:
    """Return what somebody sends who writes the same into every field and chooses the first of everything."""
    given: dict[str, Any] = {"once": ONCE, "version": form.initial.get("version") or ""}
    for name, field in form.fields.items():
        if name in given:
            continue
        if isinstance(field, forms.MultipleChoiceField):
            given[name] = [str(value) for value, _ in choices(field)[:1]]
        elif isinstance(field, forms.ChoiceField):
            given[name] = next((str(value) for value, _ in choices(field) if value), "")
        elif isinstance(field, forms.BooleanField):
            given[name] = "on"
        else:
            given[name] = text
    return given


def typed(form: PlainForm) -> Iterator[str]:
    """Yield the names of the fields into which people type."""
    for name, field in form.fields.items():
        chosen = isinstance(field, forms.ChoiceField | forms.BooleanField)
        if not chosen and name not in {"once", "version"}:
            yield name


def answered(answer: Any, text: str, *, address: str) -> None:  # noqa: ANN401 - the answer of a test client
    """Hold that an answer is no fault, and that what was refused is said beside the field and still there."""
    assert answer.status_code in {200, 302, 409}, (address, answer.status_code)
    if answer.status_code == 302:
        return
    page = answer.content.decode()
    if answer.status_code == 200:
        form = answer.context["form"]
        assert form.errors, address
        assert 'role="alert"' in page, address
        for name in form.errors:
            if name != "__all__" and name in form.fields and not form[name].is_hidden:
                assert f"{form[name].auto_id}" in page, (address, name)
        if text.strip() and "\x00" not in text and any(True for _ in typed(form)):
            shown = unescape(page).replace("\r\n", "\n")
            assert text.strip()[:200] in shown, address
    assert "<script>alert" not in page, address
    assert "<b>KANARIE</b>" not in page, address


@pytest.mark.parametrize("address", FORMS)
def test_whatever_is_sent_is_answered_with_a_message_and_nothing_typed_is_lost(address: str, ready: Visit) -> None:
    client = ready(address)
    for text in SENT.values():
        form = form_at(client, address) if client.get(address).status_code == 200 else None
        if form is None:  # what was sent before changed where this stands: there is nothing to fill in now
            break
        answered(client.post(address, filled(form, text)), text, address=address)


@pytest.mark.parametrize("address", FORMS)
def test_wrong_days_and_versions_and_names_of_others_do_no_harm(address: str, ready: Visit) -> None:
    client = ready(address)
    form = form_at(client, address)
    days = [name for name, field in form.fields.items() if isinstance(field, When)]
    for day in WRONG_DAYS if days else ():
        answer = client.post(address, filled(form, "Good words that hold.") | dict.fromkeys(days, day))
        assert answer.status_code == 200, (address, day)
        assert set(days) <= set(answer.context["form"].errors), (address, day)
        assert day in unescape(answer.content.decode()), (address, day)
    before = Entry.objects.count()
    for name, field in form.fields.items():
        if isinstance(field, forms.ChoiceField):
            foreign = ["kanarie-foreign"] if isinstance(field, forms.MultipleChoiceField) else "kanarie-foreign"
            answer = client.post(address, filled(form, "Good words that hold.") | {name: foreign})
            assert answer.status_code == 200, (address, name)
            assert name in answer.context["form"].errors, (address, name)
    for broken in ("-1", "x", "9" * 30):
        sent = client.post(address, filled(form, "Good words that hold.") | {"once": broken})
        assert sent.status_code == 200, (address, broken)
    assert Entry.objects.count() == before


@pytest.mark.parametrize("address", FORMS)
def test_the_same_form_sent_twice_tells_of_it_once(address: str, ready: Visit) -> None:
    client = ready(address)
    form = form_at(client, address)
    given = filled(form, "Good words that hold.") | {
        name: "2015-06-30" for name, field in form.fields.items() if type(field) is When
    }
    first = client.post(address, given)
    if first.status_code != 302:
        answered(first, "", address=address)
        return
    told = Entry.objects.count()
    second = client.post(address, given)
    assert second.status_code in {200, 302, 404, 409}, address
    assert Entry.objects.count() == told, address
