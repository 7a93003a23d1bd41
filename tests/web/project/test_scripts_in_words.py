"""Attacks that put a script into words: in names, places, versions, lists of what happened, filters, page numbers."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.test import Client

from counterpoise.record import Row
from counterpoise.record.people import Body, Person
from counterpoise.web.audit.records import ALL as TABLES
from counterpoise.web.people import models as people
from tests.web.project.canaries import CARE, WITHOUT_ROOM, canary, keep

ATTACK = "\"'><script>alert(1)</script><img src=x onerror=alert(2)><svg/onload=alert(3)>javascript:alert(4){{7*7}}"
SCRIPT_IN_A_LINK = "javascript:alert(5)"


class _Looks(HTMLParser):
    """Collects what a browser would run."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "script" and not given.get("src", "").startswith("/static/") and "json" not in given.get("type", ""):
            self.runs.append(f"<{tag} {given}>")
        if tag in {"iframe", "object", "embed", "base", "meta"} and "refresh" in str(given):
            self.runs.append(f"<{tag} {given}>")
        for name, value in given.items():
            link = value.strip().lower().startswith(("javascript:", "data:", "vbscript:"))
            if name.startswith("on") or (name in {"href", "src", "action", "formaction"} and link):
                self.runs.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def runs_nothing(client: Client, *pages: str, meets: bool = True) -> None:
    """Hold that nothing of the attack runs on these pages, and that at least one of them shows its words."""
    shown = False
    for page in pages:
        answer = client.get(page)
        assert answer.status_code in {200, 404}, page
        looks = _Looks()
        looks.feed(answer.content.decode())
        assert looks.runs == [], page
        assert ">49<" not in answer.content.decode(), page
        shown = shown or "alert(1)" in " ".join(looks.words)
    assert shown or not meets


def attack(kind: type[Row], **more: str) -> Row:
    """Return a row in the open room whose every text is the attack."""
    from dataclasses import fields, replace

    row = canary(kind, mark="x", initiative="meals", space=None)
    texts = {
        each.name: ATTACK
        for each in fields(row)
        if isinstance(value := getattr(row, each.name), str) and value.startswith("x-") and each.name != "id"
    }
    return replace(row, **(texts | more))  # type: ignore[arg-type]  # which texts there are differs by table


@pytest.fixture
def sown(db: None, forgets: Callable[[], None]) -> None:  # noqa: ARG001 - the database is there, nothing is kept
    """Put the attack into every table of the open room, and into the names of a person and a body."""
    for kind in TABLES.values():
        if kind.TABLE not in WITHOUT_ROOM | CARE:
            keep(attack(kind, id=f"x-{kind.TABLE}"))
    people.Person.objects.filter(pk="manager").update(pseudonym=ATTACK)
    people.Body.objects.filter(pk="wending-client-council").update(name=ATTACK)
    assert {Person, Body} <= set(TABLES.values())


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sown")]
M = "/initiatives/meals/"


def test_cve_2026_23891_a_name_of_a_person_is_text(visit: Callable[[str], Client]) -> None:
    runs_nothing(visit("manager"), "/me/", "/demo/", f"{M}people/", f"{M}decisions/")


def test_cve_2023_51447_a_name_of_a_file_is_text(visit: Callable[[str], Client]) -> None:
    """The name of an uploaded file ran as a script in the form that showed it again."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = visit("citizen-1")
    for address in ("inclusion/counts/new/", "reviews/scores/"):
        name = "<img src=x onerror=alert(1)>.csv"
        answer = client.post(
            f"/initiatives/lindehof-together/{address}",
            {"file": SimpleUploadedFile(name, b"=cmd|'/c calc'!A1,<script>", "text/html")},
        )
        looks = _Looks()
        looks.feed(answer.content.decode())
        assert (answer.status_code, looks.runs) == (200, []), address


def test_cve_2024_27095_a_record_that_is_listed_is_text(visit: Callable[[str], Client]) -> None:
    """Lists for those who manage showed the words of records as they came."""
    runs_nothing(visit("manager"), f"{M}control/", f"{M}inclusion/", f"{M}interests/", f"{M}expertise/")


def test_cve_2024_32034_the_list_of_what_happened_is_text(visit: Callable[[str], Client]) -> None:
    runs_nothing(visit("manager"), "/record/", "/record/?initiative=meals", "/")


def test_cve_2024_39910_long_words_are_text_and_nothing_else(visit: Callable[[str], Client]) -> None:
    """The editor for rich text let scripts through. Here words are plain, so there is nothing to let through."""
    runs_nothing(
        visit("resident"),
        f"{M}expertise/",
        f"{M}expertise/said/x-contributions/",
        f"{M}expertise/said/x-contributions/reword/",
    )


def test_cve_2024_41673_earlier_versions_are_text(visit: Callable[[str], Client]) -> None:
    runs_nothing(
        visit("manager"),
        f"{M}expertise/said/x-contributions/",
        f"{M}decisions/x-decisions/",
        f"{M}interests/positions/",
    )


def test_cve_2024_45594_where_people_meet_is_text_and_is_never_embedded(visit: Callable[[str], Client]) -> None:
    client = visit("manager")
    runs_nothing(client, f"{M}inclusion/meetings/x-meetings/", f"{M}inclusion/")
    assert b"<iframe" not in client.get(f"{M}inclusion/meetings/x-meetings/").content


def test_cve_2026_45572_what_an_initiative_says_of_itself_is_text(visit: Callable[[str], Client]) -> None:
    """A block of HTML on a page of a process ran scripts."""
    from counterpoise.web.initiatives import models

    models.Initiative.objects.filter(pk="meals").update(title=ATTACK, purpose=ATTACK)
    runs_nothing(visit(""), "/", M, f"{M}audit/", f"{M}audit/power/")


@pytest.mark.parametrize("number", [ATTACK, "1<script>alert(1)</script>", "-1", "1e9", "%00"])
def test_cve_2024_32469_the_number_of_a_page_is_a_number(number: str, visit: Callable[[str], Client]) -> None:
    client = visit("")
    for page in ("/record/", "/search/", f"{M}expertise/", f"{M}decisions/"):
        answer = client.get(page, {"page": number, "per_page": number, "q": "warm"})
        looks = _Looks()
        looks.feed(answer.content.decode())
        assert (answer.status_code in {200, 404}, looks.runs) == (True, []), page


def test_cve_2023_32693_no_page_leads_to_an_address_that_somebody_wrote(visit: Callable[[str], Client]) -> None:
    """The page that warns of links to elsewhere ran what stood in the link."""
    people.Person.objects.filter(pk="manager").update(pseudonym=SCRIPT_IN_A_LINK)
    client = visit("manager")
    for address in (f"/sign-in/?next={SCRIPT_IN_A_LINK}", "/link?external_url=javascript:alert(1)", "/me/"):
        looks = _Looks()
        looks.feed(client.get(address).content.decode())
        assert looks.runs == [], address


@pytest.mark.parametrize("page", ["/record/", "/search/", f"{M}expertise/", "/initiatives/meals/decisions/"])
def test_cve_2023_34089_what_is_filtered_by_is_text(page: str, visit: Callable[[str], Client]) -> None:
    answer = visit("").get(page, dict.fromkeys(("q", "kind", "initiative", "filter", "scope", "order"), ATTACK))
    looks = _Looks()
    looks.feed(answer.content.decode())
    assert (answer.status_code, looks.runs) == (200, [])
