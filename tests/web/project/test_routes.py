"""What stands in a closed room appears on no page to anybody who may not enter it; and what pages cost."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from counterpoise.record.people import Space
from counterpoise.web.audit.records import ALL
from counterpoise.web.inclusion.records import PAIRS as INCLUSION
from counterpoise.web.initiatives.records import PAIRS as SPINE
from counterpoise.web.ledger.models import EarlierVersion
from tests.costs import PAGE, cost
from tests.web.project.canaries import CARE, WITHOUT_ROOM, plant_in_room
from tests.web.project.routes import FILLED, addresses


@pytest.fixture
def canaries(db: None, forgets: Callable[[], None]) -> None:  # noqa: ARG001 - the database is there, nothing is kept
    """Put a canary of every table into the citizens' closed room, with an earlier version of each."""
    plant_in_room()


def shown(response: Any) -> str:  # noqa: ANN401 - the answer of a test client
    """Return everything that an answer holds, its headers and what is inside a zip too."""
    body = bytes(response.getvalue())
    if body and response.headers.get("Content-Type") == "application/zip":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"".join(archive.read(name) for name in archive.namelist())
    return body.decode("utf-8", "replace") + str(dict(response.headers)) + str(response.cookies)


@pytest.mark.usefixtures("canaries")
def test_members_of_the_room_do_read_it(visit: Callable[[str], Client]) -> None:
    client = visit("resident")
    assert "KANARIE-contributions-text" in shown(client.get("/initiatives/meals/expertise/"))
    assert "KANARIE-frictions-text" in shown(client.get("/initiatives/meals/interests/"))
    assert "KANARIE-contributions-text" in shown(client.get("/search/?q=kanarie"))
    assert "KANARIE-contributions-text" in shown(client.get("/export/"))


def test_the_canaries_stand_in_every_table_that_a_room_can_hold() -> None:
    assert {kind for model, kind in (SPINE | INCLUSION).items() if kind.TABLE not in WITHOUT_ROOM} <= {
        kind for kind in ALL.values() if kind.TABLE not in WITHOUT_ROOM | CARE
    }
    assert Space.TABLE in WITHOUT_ROOM
    assert EarlierVersion._meta.get_field("row") is not None


@pytest.mark.usefixtures("canaries")
@pytest.mark.parametrize("person", ["", "manager", "citizen-1"])
def test_what_one_may_not_see_answers_like_what_does_not_exist(person: str, visit: Callable[[str], Client]) -> None:
    client = visit(person)
    pairs = [
        ("/initiatives/meals/decisions/kanarie-decisions/", "/initiatives/meals/decisions/nothing-there/"),
        ("/trajectory/care-path/", "/trajectory/nothing-there/"),
        ("/initiatives/care-path/", "/initiatives/nothing-there/"),
        ("/initiatives/care-path/audit/", "/initiatives/nothing-there/audit/"),
        ("/initiatives/care-path/expertise/", "/initiatives/nothing-there/expertise/"),
    ]
    for closed, absent in pairs:
        first, second = client.get(closed), client.get(absent)
        assert (first.status_code, second.status_code) == (404, 404)
        assert without_address(first, closed) == without_address(second, absent)


def without_address(answer: Any, address: str) -> str:  # noqa: ANN401 - the answer of a test client
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode().replace(address, ""))


@pytest.mark.django_db
def test_a_list_filtered_by_a_path_that_is_closed_is_like_one_filtered_by_nothing(
    visit: Callable[[str], Client],
) -> None:
    client = visit("manager")
    closed, absent = client.get("/record/?initiative=care-path"), client.get("/record/?initiative=xyz")
    assert without_address(closed, "care-path") == without_address(absent, "xyz")


@pytest.mark.parametrize("person", ["resident", "manager", ""])
def test_every_page_costs_few_queries_little_time_and_few_bytes(person: str, visit: Callable[[str], Client]) -> None:
    client = visit(person)
    for address in addresses():
        if address in {"/export/", "/mine/", "/ledger/take/"} or "/along/" in address:
            continue
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        spent = cost(partial(client.get, address))
        assert len(asked) <= 15, address
        assert spent <= PAGE, f"{address}: {spent}"
        assert len(answer.content) <= 150_000, address


@pytest.mark.parametrize("person", ["resident", "manager"])
def test_no_page_breaks_and_each_says_where_it_is_in_the_paper(person: str, visit: Callable[[str], Client]) -> None:
    client = visit(person)
    for address in addresses():
        answer = client.get(address)
        assert answer.status_code in {200, 302, 404, 405}, address
        if answer.status_code == 200 and "text/html" in answer.headers["Content-Type"]:
            page = answer.content.decode()
            assert "30 June 2015" in page, address
            assert " style=" not in page, address
            # No script of its own stands in a page: only files of the site, and data, which no browser runs.
            assert re.search(r"<script(?! src=\"/static/)(?![^>]*type=\"application/json\")", page) is None, address
            assert page.count("<h1") == 1, address


@pytest.mark.django_db
def test_the_policy_for_content_allows_nothing_inline(client: Client) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_the_crawl_knows_what_to_put_into_every_address() -> None:
    assert [address for address in addresses() if "<" in address] == [], "add the part to FILLED in routes.py"


@pytest.mark.django_db
def test_every_address_with_an_unknown_name_in_it_finds_nothing(visit: Callable[[str], Client]) -> None:
    client = visit("resident")
    for address in addresses():
        unknown = address
        for name in (name for part, names in FILLED.items() if part != "tension" for name in names):
            unknown = unknown.replace(f"/{name}/", "/no-such-name/")
        if unknown != address:
            # What only takes posts says so for every name, known or not.
            assert client.get(unknown).status_code in {404, 405}, unknown


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/record/?page=0",
        "/record/?page=99999",
        "/record/?page=x",
        "/record/?kind=%00&initiative=%ff",
        "/search/?q=" + "a" * 5000,
        "/search/?q=%00",
        "/search/?q=%E2%80%AE%F0%9F%98%80<script>",
        "/initiatives/meals/audit/completed/",
        "/initiatives/%F0%9F%98%80/",
        "/demo/as/nobody/",
    ],
)
def test_nonsense_in_an_address_breaks_nothing(address: str, visit: Callable[[str], Client]) -> None:
    answer = visit("resident").get(address)
    assert answer.status_code in {200, 404}
    assert b"<script>" not in answer.content
