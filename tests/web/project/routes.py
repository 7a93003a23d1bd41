"""Every address of the site, with what it takes filled in from the illustrations."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

FILLED: dict[str, tuple[str, ...]] = {
    "initiative": ("meals", "lindehof-together"),
    "log": ("common", "council-room", "no-such-log"),
    "size": ("1", "9"),
    "seq": ("0", "4"),
    "side": ("civic", "nobody"),
    "decision": ("closing", "own-venue", "church-hall"),
    "tension": ("expertise", "control", "inclusion", "interests", "power"),
    "path": ("care-path",),
    "meeting": ("first-meeting", "town-meeting", "kanarie-meetings"),
    "barrier": ("other-church-stays-away", "kanarie-barriers"),
    "selection": ("panel-of-ten", "kanarie-selections"),
    "to": ("recruiting", "selected", "resting"),
    "friction": ("friction-joint", "friction-limits", "kanarie-frictions"),
    "position": ("position-of-citizens", "position-of-regional-manager", "kanarie-positions"),
    "where": ("open", "council-room", "organization-room"),
    "statement": ("citizens-run-the-day", "kanarie-statements"),
    "trade_off": ("shared-place-for-everybody-in", "kanarie-trade_offs"),
    "question": ("question-presentation", "kanarie-questions"),
    "contribution": ("flower-on-our-trays", "meals-warmth", "kanarie-contributions"),
    "reframe": ("kanarie-reframes",),
    "rewording": ("kanarie-rewordings",),
    "asked": ("closing-point-question", "kanarie-limit_questions"),
    "limit": ("what-it-will-look-like", "kanarie-limits"),
    "matter": ("closing-point", "kanarie-matters"),
    "mandate": ("volunteer-tasks-agreed", "closing-point-contested", "kanarie-mandates"),
    "requirement": ("kanarie-requirements",),
    "trace": ("kanarie-traces",),
    "room": ("council-room", "organization-room"),
    "problem": ("kanarie-problems",),
    "document": ("joint-plan", "kanarie-documents"),
    "mention": ("kanarie-mentions",),
    "claim": ("kanarie-claims",),
    "digest": ("kanarie-digests",),
    "admission": ("council-room-admits-resident",),
    "concern": ("closing-concern-1", "kanarie-concerns"),
    "answer": ("kanarie-answers",),
    "ask": ("ask-of-nobody",),
    "theme": ("kanarie-themes",),
    "handover": ("kanarie-handovers",),
    "step": ("answered", "told", "followed_up", "reviewed"),
    "group": ("town", "home-council"),
    "agreement": ("open-kitchen", "promise-joint", "kanarie-commitments"),
    "letter": ("1",),
    "sort": ("request", "advice", "reminder"),
    "part": ("agenda", "attendance", "minutes"),
    "year": ("2013", "2014"),
    "token": ("home-council-member",),
    "body": ("wending-client-council", "home-client-council", "kanarie-bodies"),
    "seat": ("wending-client-council-seat-of-resident", "kanarie-seats"),
    "invitation": ("invitation-of-nobody", "kanarie-invitations"),
    "code": ("ACDEFGHJKM3X",),
    "what": ("capacity", "membership"),
    "pk": ("1",),
    "reading": ("no-reading",),
    "proposal": ("no-proposal",),
    "indicator": ("N2", "P1"),
    "moderation": ("kanarie-moderations",),
    "round": ("second-look", "kanarie-review_rounds"),
    "item": ("T1a",),
    "object_id": ("1",),
    "app_label": ("people",),
    "file": ("fhir.json", "prov.json", "record.zip", "lottery.json", "verifier.py", "mentions.csv", "mentions.json"),
    "pack": ("nl-wmcz-2018",),
    "right": ("right-to-advise-on-closing", "kanarie-statutory_mandates"),
    "secret": ("no-such-address",),
    "act": (
        "matters",
        "align",
        "look",
        "person",
        "stop",
        "agreement",
        "step-back",
        "decides",
        "clash",
        "talk",
        "change",
        "reader",
        "end-reading",
        "raise",
        "count",
        "look-on",
        "rest",
        "wake",
    ),
    "row": ("breakfast-late", "daughter", "breakfast-at-ten"),
    "volunteer": ("0" * 32,),
    "person": (),
}
"""For each part of an address what is put there, rows of a closed room too; a person's link would sign somebody in."""
# What somebody does here ends their own session.
ENDS = {"/leave/", "/sign-in/out/", "/language/setlang/", "/me/sign-out-everywhere/", "/me/delete/"}
QUERIES = {
    "record/": ("", "?kind=contribution", "?initiative=meals", "?page=2"),
    "search/": ("", "?q=kanarie-", "?q=sijsje-", "?q=uiltje-", "?q=food"),
}


def addresses() -> Iterator[str]:
    """Yield every address that can be asked for, those that only take posts too."""
    for route in patterns(get_resolver().url_patterns, ""):
        for filled in fill(route):
            for query in QUERIES.get(route, ("",)):
                yield f"/{filled}{query}"


def ends_of_routes() -> set[str]:
    """Return for each route the first and the last of its addresses."""
    found = set()
    for route in patterns(get_resolver().url_patterns, ""):
        filled = [f"/{each}{query}" for each in fill(route) for query in QUERIES.get(route, ("",))]
        found |= {*filled[:1], *filled[-1:]}
    return found


def patterns(found: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    """Yield the routes below a prefix."""
    for each in found:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(each.url_patterns, route)
        else:
            yield route


def named(resolver: URLResolver, before: str = "", spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Yield the name and the route of every address."""
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from named(each, route, (*spaces, each.namespace) if each.namespace else spaces)
        else:
            yield ":".join((*spaces, each.name or "")), route


def fill(route: str) -> Iterator[str]:
    """Yield a route with each of its parts filled in."""
    for name, values in FILLED.items():
        kinds = (f"<str:{name}>", f"<int:{name}>", f"<path:{name}>")
        part = next((each for each in kinds if each in route), None)
        if part is not None:
            for value in values:
                yield from fill(route.replace(part, value))
            return
    yield route
