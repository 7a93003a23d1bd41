"""Write in the care path of the demonstration: what several tests share."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.test import Client

from counterpoise.web.people.models import Admission, Person

PATH = "/trajectory/care-path/"
Visit = Callable[[str], Client]


def send(client: Client, address: str, **given: Any) -> Any:  # noqa: ANN401 - the answer of a test client
    """Fill a form in and send it, with the token and the version that it came with."""
    page = client.get(address)
    assert page.status_code == 200, address
    form = page.content.decode().split('<form method="post" class="part writing"')[1]
    hidden = dict(re.findall(r'type="hidden" name="(once|version)" value="(\w+)"', form))
    return client.post(address, hidden | given)


def write(client: Client, act: str, **given: Any) -> Any:  # noqa: ANN401 - the answer of a test client
    return send(client, f"{PATH}write/{act}/", **given)


def let_in(owner: Client, person: str, *kinds: str, tie: str = "") -> str:
    name = Person.objects.get(pk=person).pseudonym
    answer = write(owner, "reader", name=name, kinds=list(kinds), check="I saw their screen.", tie=tie)
    assert answer.status_code == 302
    return str(Admission.objects.get(person=person, room="care-circle").pk)
