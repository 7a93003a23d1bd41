"""Every address that touches a care path, asked by everybody: only who was let in meets a word, as long as they are."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, resolve

from counterpoise.levels.trajectory import ACTS, serves
from counterpoise.record import Level, Row
from counterpoise.web.audit.records import ALL
from tests.web.conftest import CAST
from tests.web.project.canaries import PATH as MARK
from tests.web.project.canaries import WITHOUT_ROOM, canary, keep
from tests.web.project.routes import ENDS, FILLED, patterns
from tests.web.project.test_routes import shown
from tests.web.trajectory.writing import PATH, let_in, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("forgets")]

DAUGHTER, NEIGHBOUR = "informal-caregiver", "church-goer"
BESIDE = (
    "/", "/mine/", "/me/", "/export/", "/record/", "/record/?initiative=care-path", f"/search/?q={MARK.lower()}-",
    "/receipts/", "/help/", "/trajectory/", "/initiatives/meals/", "/initiatives/lindehof-together/",
)  # fmt: skip
# A care path has one row that says whose it is: it has that already.
_TABLES = {kind.TABLE for kind in ALL.values()} - WITHOUT_ROOM - {"trajectories"}
OFFERED = re.compile(r'(?:href|action)="(/(?:initiatives|trajectory)/care-path/[^"#?]*)')
Visit = Callable[[str], Client]


@pytest.fixture
def planted(db: None) -> None:  # noqa: ARG001 - the database is there
    """Put a canary of every table into the care circle."""
    for kind in ALL.values():
        if kind.TABLE in _TABLES:
            row: Row = canary(kind, mark=MARK, initiative="care-path", space="care-circle")
            keep(replace(row, level=Level.INDIVIDUAL))


@pytest.fixture
def let_in_and_out(planted: None, visit: Visit) -> Visit:  # noqa: ARG001 - what is read stands there
    """Let the daughter in, and let the neighbour in and out again."""
    owner = visit("resident")
    let_in(owner, DAUGHTER, "informal_caregiver", "professional")
    name = let_in(owner, NEIGHBOUR, "volunteer")
    assert MARK in shown(visit(NEIGHBOUR).get(PATH)), "as long as they were let in they read it"
    assert send(owner, f"{PATH}write/end-reading/{name}/").status_code == 302
    return visit


def addresses() -> Iterator[str]:
    """Yield every address that names an initiative or a care path, filled with this one and with its rows."""
    for route in patterns(get_resolver().url_patterns, ""):
        if "<str:initiative>" in route or "<str:path>" in route:
            yield from (f"/{each}" for each in _filled(route))


def _filled(route: str) -> Iterator[str]:
    for name, known in FILLED.items():
        part = next((each for each in (f"<str:{name}>", f"<int:{name}>", f"<path:{name}>") if each in route), None)
        if part is not None:
            for value in ("care-path",) if name in {"initiative", "path"} else _values(name, known):
                yield from _filled(route.replace(part, value))
            return
    if "<" not in route:
        yield route


def _values(name: str, known: Collection[str]) -> tuple[str, ...]:
    if name == "act":
        return tuple(known)
    if name == "row":
        return ("breakfast-late", f"{MARK.lower()}-what_matters", f"{MARK.lower()}-ties", f"{MARK.lower()}-agreements")
    own = next((table for table in sorted(_TABLES) if table.rstrip("s").endswith(name.rstrip("s"))), "")
    return (f"{MARK.lower()}-{own}",) if own else tuple(known)[:1]


def asked(client: Client, verbs: Collection[str]) -> Iterator[tuple[str, str, Any]]:
    """Ask every address in every way; what a request changed is taken back."""
    for address in (*addresses(), *BESIDE):
        if address in ENDS:
            continue
        for verb in verbs:
            with transaction.atomic():
                answer = getattr(client, verb)(address, {"q": "x", "text": "x"} if verb == "post" else None)
                transaction.set_rollback(True)
            yield address, verb, answer


def wrongs(visit: Visit, person: str, verbs: Collection[str]) -> tuple[int, list[str]]:
    """Return how much was asked, and where somebody met a word of the care path or a way in."""
    number, found = 0, []
    for address, verb, answer in asked(visit(person), verbs):
        number += 1
        said = shown(answer).replace(address, "").replace(address.partition("?")[0], "")
        if f"{MARK.lower()}-" in said.lower().replace(f"q={MARK.lower()}-", "").replace(f'value="{MARK.lower()}-"', ""):
            found.append(f"{person} met a word: {verb} {address}")
        closed = answer.status_code in {404, 405} or answer.headers.get("Location", "").startswith("/sign-in/")
        if address not in BESIDE and not closed:
            found.append(f"{person} came in: {verb} {address} {answer.status_code}")
    return number, found


@pytest.mark.parametrize("person", ["", NEIGHBOUR])
def test_who_was_not_let_in_and_who_was_let_out_again_read_no_word_at_any_address(
    let_in_and_out: Visit, person: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    number, found = wrongs(let_in_and_out, person, ("get",))
    assert found == []
    assert number >= 150
    told = "\n".join(each.getMessage() for each in caplog.records if each.name != "django.request")
    assert f"{MARK.lower()}-" not in told.lower()
    assert mail.outbox == []


@pytest.mark.slow
@pytest.mark.faults
def test_nobody_else_of_the_demonstration_meets_a_word_in_any_way_of_asking(let_in_and_out: Visit) -> None:
    numbers, found = Counter[str](), []
    for person in ("", *CAST):
        if person not in {"resident", DAUGHTER}:
            numbers[person], wrong = wrongs(let_in_and_out, person, ("get", "post", "head", "put"))
            found += wrong
    assert found == []
    assert numbers.total() >= 5000


def test_who_was_let_in_reads_what_stands_there_and_the_owner_does_too(let_in_and_out: Visit) -> None:
    for person in ("resident", DAUGHTER):
        page = shown(let_in_and_out(person).get(PATH))
        for table in ("what_matters-text", "ties-name", "agreements-text", "care_conversations-text"):
            assert f"{MARK}-{table}" in page, person
        assert f"{MARK.lower()}-" in shown(let_in_and_out(person).get("/export/")).lower()
    assert f"{MARK.lower()}-" not in shown(let_in_and_out(DAUGHTER).get(f"{PATH}along/record.zip")).lower()
    assert let_in_and_out(DAUGHTER).get(f"{PATH}who-looked/").status_code == 404


@pytest.mark.parametrize("person", ["resident", DAUGHTER])
def test_for_who_was_let_in_no_address_breaks_and_only_what_serves_is_there_and_offered(
    let_in_and_out: Visit, person: str
) -> None:
    client, wrong = let_in_and_out(person), []
    for address, verb, answer in asked(client, ("get",)):
        if answer.status_code >= 500:
            wrong.append(f"broken: {verb} {address} {answer.status_code}")
        if address not in BESIDE and not serves(resolve(address).view_name) and answer.status_code not in {404, 405}:
            wrong.append(f"serves in no care path, and came: {address} {answer.status_code}")
        offered = sorted(each for each in set(OFFERED.findall(shown(answer))) if not serves(resolve(each).view_name))
        wrong += [f"offered on {address}: {each}" for each in offered]
    assert wrong == []


def test_what_does_not_serve_in_a_care_path_is_refused_like_what_is_not_there(let_in_and_out: Visit) -> None:
    for person in ("resident", DAUGHTER):
        client = let_in_and_out(person)
        nothing = client.get("/initiatives/care-path/no-such-page/")
        refused = [address for address in addresses() if not serves(resolve(address).view_name)]
        assert len(refused) > 80
        for address in refused:
            assert client.post(address, {"once": "0" * 16, "text": "x"}).status_code == 404, address
        answer = client.get("/initiatives/care-path/inclusion/meetings/new/")
        assert (answer.status_code, text_of(answer)) == (404, text_of(nothing))


def text_of(answer: Any) -> str:  # noqa: ANN401 - the answer of a test client
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_each_act_that_serves_in_a_care_path_is_one_of_the_site() -> None:
    known = {resolve(address).view_name for address in addresses()}
    assert {f"{part}:{act}" for part, acts in ACTS.items() for act in acts} <= known
