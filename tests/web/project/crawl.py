"""Asks every address of the site as somebody, in every way, and remembers what came of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.test import Client
from django.urls import resolve

from tests.web.project.canaries import READERS
from tests.web.project.routes import ENDS, addresses, ends_of_routes
from tests.web.project.test_routes import shown

VERBS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
EVERYWHERE = ("GET", "POST")
"""The two verbs that a page answers differently for each row; what answers the others is decided by the route."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What an address answered.

    Attributes
    ----------
    address, route, verb
        What was asked: the address, the name of its route, how.
    status, location
        How it was answered, and where it leads.
    said
        All that the answer holds, without what the question itself held.
    """

    address: str
    route: str
    verb: str
    status: int
    location: str
    said: str


def crawled(client: Client, verbs: Collection[str] = VERBS) -> Iterator[Answered]:
    """Yield what every address of the site answers; what a request changed is taken back.

    Each address is asked for and sent to. In the other ways only the first and the last address of a route are asked.
    """
    ends = ends_of_routes()
    for address in addresses():
        path = address.partition("?")[0]
        if path in ENDS:
            continue
        route = resolve(path).view_name
        for verb in verbs:
            if verb not in EVERYWHERE and address not in ends:
                continue
            with transaction.atomic():
                data = {"q": "kanarie-"} if verb == "POST" else None
                answer = getattr(client, verb.lower())(address, data)
                transaction.set_rollback(True)
            location = answer.headers.get("Location", "")
            said = _without_question(shown(answer), address)
            yield Answered(address, route, verb, answer.status_code, location, said)


def _without_question(said: str, address: str) -> str:
    said = said.replace(address, "").replace(address.partition("?")[0], "")
    for mark in READERS:
        said = said.replace(f"q={mark.lower()}-", "").replace(f'value="{mark.lower()}-"', "")
    return said
