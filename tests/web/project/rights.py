"""The rights table: which of the people of the site may come to each route, and which may do something there.

The table itself is ``rights.toml``. For each route it names, under ``see``, those to whom some page of it is open
(``GET``), and under ``do`` those from whom it takes a form (``POST``). Who is not named gets the answer that something
absent gives, or is asked to sign in. The words stand for somebody's relation to what the route is about:

``nobody``
    who is not signed in;
``elsewhere``
    who is signed in, and takes no part in this initiative;
``civic``, ``organizational``, ``independent``
    who takes part in it, on this side;
``inside``
    a member, and what stands in their closed room; the owner of a care path and what belongs to it; somebody to whom
    a member handed one contribution, and its page;
``person``
    who is signed in, where a route belongs to no initiative.

That nobody comes to what stands in a closed room from outside is no row of it: it holds for every route.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from counterpoise.web.people.selectors import viewer_of
from counterpoise.web.trajectory.selectors import paths_about
from counterpoise.web.ui.clock import now
from tests.web.project.canaries import HANDED_AT, HANDED_TO, OTHER_ROOM, PATH, READERS, ROOM

FILE = Path(__file__).with_name("rights.toml")
RELATIONS = ("nobody", "elsewhere", "civic", "organizational", "independent", "inside", "person")
OUTSIDE = "outside"
_CLOSED = {mark.lower() + "-": readers for mark, readers in READERS.items()} | {
    "council-room": READERS[ROOM],
    "organization-room": READERS[OTHER_ROOM],
    "care-path": READERS[PATH],
}


def table() -> dict[str, dict[str, frozenset[str]]]:
    """Return for each route who may see it and who may do something there."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {name: {kind: frozenset(row.get(kind, "").split()) for kind in ("see", "do")} for name, row in read.items()}


def entered(status: int, location: str = "") -> bool:
    """Say whether an answer let somebody in: no page that is absent, no refusal, no way to the page for signing in."""
    return status in {200, 302, 409, 422} and not location.startswith("/sign-in/")


class Relations:
    """Says what somebody is to what an address is about."""

    def __init__(self, person: str) -> None:
        self.person = person
        self.viewer = viewer_of(person or None, at=now(), paths_about=paths_about)

    def to(self, path: str) -> str:
        """Return the relation to what stands in an address."""
        if self.person == HANDED_TO and path == HANDED_AT:
            return "inside"
        readers = [who for part, who in _CLOSED.items() if part in path]
        if readers:
            return "inside" if all(self.person in who for who in readers) else OUTSIDE
        if not self.person:
            return "nobody"
        if not path.startswith("/initiatives/"):
            return "person"
        sides = sorted(side.value for side in self.viewer.sides(path.split("/")[2]))
        return sides[0] if sides else "elsewhere"
