"""What the tests of lotteries on the site share: a plan, a population, a pool, and the way through the steps."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from counterpoise.web.ui.clock import now

Visit = Callable[[str], Client]
ROOM = "/initiatives/lindehof-together/inclusion/"
ONCE = "0123456789abcdef"
SELECTION = f"selection-{ONCE}"
LOTTERY = f"{ROOM}selections/{SELECTION}/lottery/"
HOLDER = "regional-colleague"
AGES = ("18 to 39", "40 to 64", "65 and older")


def pool(people: int = 60) -> str:
    """Return a pool in which few of the young said yes."""
    lines = ["id,age,part of town"]
    for number in range(people):
        age = AGES[min(number % 6, 2)]
        lines.append(f"person-{number},{age},{'north' if number % 2 else 'south'}")
    return "\n".join(lines) + "\n"


def sent(client: Client, address: str, **given: Any) -> Any:  # noqa: ANN401 - what a form holds, and the answer
    """Send a form of a step."""
    return client.post(LOTTERY + address, {"once": ONCE, **given})


def fixed(client: Client, *, selection: str = SELECTION) -> None:
    """Fix the criteria of a selection: who says yes is seen after that alone."""
    place = f"{ROOM}selections/{selection}/to/recruiting/"
    version = re.findall(r'name="version" value="(\d+)"', client.get(place).content.decode())[0]
    assert client.post(place, {"once": ONCE, "version": version}).status_code == 302


def planned(visit: Visit, *, fix: bool = True) -> Client:
    """Plan a selection by lottery against a population and fix its criteria, as somebody with a seat."""
    client = visit(HOLDER)
    plan = {"body": "panel", "method": "lottery", "criterion": "By lot.", "decided_by": "management", "once": ONCE}
    assert client.post(f"{ROOM}selections/new/", plan).status_code == 302
    people = {"name": "Lindehof", "area": "Lindehof", "size": 1000, "once": ONCE}
    assert client.post(f"{ROOM}populations/new/", people).status_code == 302
    counts = {
        "population": f"population-{ONCE}",
        "who": "population",
        "variable": "age",
        "counts": "18 to 39: 400\n40 to 64: 350\n65 and older: 250",
        "counted_on": "1-1-2014",
        "once": ONCE,
    }
    answer = client.post(f"{ROOM}counts/new/", counts)
    assert answer.status_code == 302, re.findall("<li>.*error.*|repair.*", answer.content.decode())
    if fix:
        fixed(client)
    return client


def with_pool(visit: Visit, text: str = "", **more: Any) -> Client:  # noqa: ANN401 - what a form holds
    """Go as far as the pool."""
    client = planned(visit)
    assert sent(client, "places/", size=12, population=f"population-{ONCE}").status_code == 302
    given = {"file": upload(text or pool()), "features": "age, part of town", "id_column": "id", **more}
    assert sent(client, "pool/", **given).status_code == 302
    return client


def quotas_on(client: Client) -> dict[str, str]:
    """Return the fields of the page of quotas as they stand there."""
    page = client.get(f"{LOTTERY}quotas/").content.decode()
    return dict(re.findall(r'name="((?:least|most)-\d+|changes)" value="(\d+)"', page))


def with_chances(visit: Visit) -> Client:
    """Go as far as the chances."""
    client = with_pool(visit)
    assert sent(client, "quotas/", **quotas_on(client)).status_code == 302
    assert sent(client, "chances/", objective="leximin").status_code == 302
    return client


def frozen(visit: Visit, **more: Any) -> Client:  # noqa: ANN401 - what a form holds
    """Go as far as the frozen lottery, whose dice are thrown today."""
    client = with_chances(visit)
    chance = {"kind": "dice", "on": f"{now():%d-%m-%Y}", "words": "in the community centre", **more}
    assert sent(client, "freeze/", **chance).status_code == 302
    return client


def upload(text: str, name: str = "pool.csv") -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, text.encode())
