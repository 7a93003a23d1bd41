"""No link on a page leads nowhere: who is shown a way may go it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
LINK = re.compile(r'href="(/[^"#?]*)')
FILES = (".zip", ".pdf", ".ics", ".json", ".csv", ".xlsx")
ELSEWHERE = ("/static/", "/demo/", "/export/", "/mine/", "/ledger/")
"""Files, and what changes who looks."""


@pytest.mark.parametrize("person", ["", "church-goer", "manager", "previous-director", "researcher", "resident"])
def test_every_way_that_a_page_shows_can_be_gone(person: str, visit: Callable[[str], Client]) -> None:
    client, ways, seen, broken = visit(person), ["/"], set[str](), list[str]()
    shown_on = {"/": "typed"}
    while ways:
        way = ways.pop(0)
        if way in seen or way.startswith(ELSEWHERE) or way.endswith(FILES):
            continue
        seen.add(way)
        answer = client.get(way)
        if answer.status_code in {404, 500}:
            broken.append(f"{shown_on[way]} leads to {way}, which answers {answer.status_code}")
        if answer.status_code != 200 or answer.streaming:
            continue
        for link in LINK.findall(answer.content.decode(errors="replace")):
            shown_on.setdefault(link, way)
            if link not in seen:
                ways.append(link)
    assert broken == []
    assert len(seen) > 100
