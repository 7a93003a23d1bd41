"""Fifty contest one finding at one moment: each contest is kept, and the same form sent fifty times is kept once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from counterpoise.web.audit import services
from counterpoise.web.audit.models import Contest
from counterpoise.web.ledger import selectors as kept
from counterpoise.web.ledger.models import Entry
from counterpoise.web.people.selectors import Viewer, viewer_of
from counterpoise.web.trajectory.selectors import paths_about
from counterpoise.web.ui.clock import now
from tests.web.again import load_again

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 50


@pytest.fixture
def director(transactional_db: None) -> Iterator[Viewer]:  # noqa: ARG001 - the database is there
    """Load the demonstration, and be somebody who takes part in it."""
    load_again()
    kept._KEPT.clear()
    yield viewer_of("new-director", at=now(), paths_about=paths_about)
    kept._KEPT.clear()


def at_once(work: Callable[[int], object]) -> Counter[str]:
    def one(number: int) -> str:
        try:
            return type(work(number)).__name__
        except Exception as error:  # noqa: BLE001 - what each of fifty met is looked at afterwards
            return type(error).__name__
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=10) as pool:
        return Counter(pool.map(one, range(MANY)))


def contest(once: str, text: str, by: Viewer) -> object:
    return services.contest(
        initiative="lindehof-together", indicator="N2", text=text, once=once, by=by, at=now()
    )  # fmt: skip


def test_fifty_contests_are_fifty_and_one_form_sent_fifty_times_is_one(director: Viewer) -> None:
    before = Contest.objects.count()
    found = at_once(lambda number: contest(f"{number:016x}", f"Contest number {number}.", director))
    assert found == {"Contest": MANY}
    texts = Counter(Contest.objects.order_by("-written").values_list("text", flat=True)[:MANY])
    assert texts == Counter(f"Contest number {number}." for number in range(MANY))
    again = at_once(lambda _number: contest("f" * 16, "Once and for all.", director))
    assert again == {"Contest": 1, "AlreadyToldError": MANY - 1}
    assert Contest.objects.filter(text="Once and for all.").count() == 1
    assert Contest.objects.count() == before + MANY + 1
    assert Entry.objects.filter(type="finding_contested").count() == MANY + 1
