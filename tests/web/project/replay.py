"""Takes the forms of a page as somebody sees them, fills them in, and sends them as somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.db import transaction
from django.test import Client

from counterpoise.web.ledger.models import Entry
from tests.web.project.routes import addresses

WORDS = "Words of somebody else."
# What these addresses do is about oneself, about nobody, or open to everybody; attacks on them have tests of their own.
ONES_OWN = ("/sign-in/", "/join/", "/me/", "/leave/", "/language/", "/invitation/", "/receipts/", "/letters/", "/demo/")


@dataclass
class Sheet:
    """A form of a page.

    Attributes
    ----------
    action
        Where it is sent.
    fields
        What it sends, filled in.
    """

    action: str
    fields: dict[str, str] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.found: list[Sheet] = []
        self._open: Sheet | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Sheet(given.get("action") or self.address) if given.get("method") == "post" else None
            if self._open is not None:
                self.found.append(self._open)
        if self._open is None:
            return
        name = given.get("name", "")
        if tag == "select":
            self._select = name
            self._open.fields.setdefault(name, "")
        elif tag == "option" and self._select and not self._open.fields[self._select]:
            self._open.fields[self._select] = given.get("value", "")
        elif tag == "textarea" and name:
            self._open.fields[name] = WORDS
        elif tag in {"input", "button"} and name and name != "csrfmiddlewaretoken":
            self._open.fields.setdefault(name, given.get("value") or _typed(given.get("type", "text"), name))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = ""


def _typed(kind: str, name: str) -> str:
    if kind == "number":
        return "3"
    if kind == "checkbox":
        return "on"
    day = name.endswith(("_on", "_at", "_from", "_until", "when", "day", "happened")) and kind == "text"
    return "30-06-2015" if day else WORDS if kind == "text" else ""


def sheets(page: str, address: str) -> list[Sheet]:
    """Return the forms of a page that are sent by post."""
    reader = _Reader(address)
    reader.feed(page)
    return reader.found


def every_sheet(client: Client) -> Iterator[Sheet]:
    """Yield once every form of the site that changes something for others, as somebody meets it."""
    known: set[tuple[str, tuple[str, ...]]] = set()
    for address in addresses():
        answer = client.get(address)
        if answer.status_code != 200 or "text/html" not in answer.headers["Content-Type"]:
            continue
        for sheet in sheets(answer.content.decode(), address):
            key = (sheet.action, tuple(sorted(sheet.fields)))
            if key not in known and not sheet.action.startswith(ONES_OWN):
                known.add(key)
                yield sheet


def sent(client: Client, sheet: Sheet) -> tuple[Any, int]:
    """Send a form and take back what it did; return the answer, and how many entries it wrote."""
    before = Entry.objects.count()
    with transaction.atomic():
        answer = client.post(sheet.action, sheet.fields)
        wrote = Entry.objects.count() - before
        transaction.set_rollback(True)
    return answer, wrote
