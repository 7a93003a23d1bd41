"""What several tabs write down at the same moment is written once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connections

from counterpoise.record.legal import RemedyKind
from counterpoise.web.decisions.models import LegalStep
from counterpoise.web.decisions.services.legal import use_remedy
from counterpoise.web.ledger import selectors as kept
from counterpoise.web.ledger.services import RefusedError
from counterpoise.web.people.selectors import viewer_of
from counterpoise.web.trajectory.selectors import paths_about
from counterpoise.web.ui.clock import now
from tests.web.again import load_again


@pytest.fixture
def everything(transactional_db: None) -> Iterator[None]:  # noqa: ARG001 - the database is there
    """Load the demonstration in tables that several connections see."""
    load_again()
    kept._KEPT.clear()
    yield
    kept._KEPT.clear()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("everything")
def test_a_remedy_used_from_many_tabs_at_once_is_written_once() -> None:
    def use(number: int) -> str:
        try:
            use_remedy(
                initiative="lindehof-together",
                decision="closing",
                right="right-to-advise-on-closing",
                remedy=RemedyKind.DISPUTE_BODY,
                on=date(2015, 3, 2),
                ground="We were not asked.",
                once=f"{number:016x}",
                by=viewer_of("home-council-member", at=now(), paths_about=paths_about),
                at=now(),
            )
        except RefusedError as error:
            return str(error)
        else:
            return "written"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=6) as pool:
        found = Counter(pool.map(use, range(6)))
    assert found == {"written": 1, "rights.used_already": 5}
    assert LegalStep.objects.count() == 1
