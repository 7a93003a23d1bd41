"""A decision's page tells whose words it is written in, beside words that belong to nobody, or that it cannot tell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from counterpoise.record import Moment, Side
from counterpoise.record.decisions import Decision
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.voices.selectors import latest_written, written_in
from tests.web.voices.talk import CIVIC, HERE, ORGANIZATIONAL, keep, said

pytestmark = pytest.mark.django_db
PAGE = f"/initiatives/{HERE}/decisions/lift/"
WORDS = f"/initiatives/{HERE}/voices/decisions/lift/"
Visit = Callable[[str], Client]
As = Callable[[str], Viewer]


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def decided(text: str, *, rounds: int = 10, said_on: str = "2014-04-01") -> None:
    """Let both sides speak, and a decision follow."""
    keep(said(Side.CIVIC, CIVIC, rounds=rounds, on=said_on))
    keep(said(Side.ORGANIZATIONAL, ORGANIZATIONAL, rounds=rounds, on=said_on))
    keep(
        [
            Decision(
                id="lift",
                initiative=HERE,
                recorded_at=datetime(2014, 5, 3, 12, tzinfo=UTC),
                decided_at=Moment.parse("2014-05-03"),
                title="The lift",
                text=text,
            )
        ]
    )


OF_CITIZENS = "The lift is repaired before summer, and the garden gets benches, flowers and shade for a wheelchair."
OF_BOTH = "The budget and the planning of the location are approved by the board for this year."


def test_a_decision_in_the_words_of_citizens_is_told_from_one_in_the_words_of_the_organization(as_person: As) -> None:
    decided(OF_CITIZENS)
    found = written_in("lift", initiative=HERE, viewer=as_person("manager"))
    assert found is not None
    civic, organizational = found.sides
    assert {"lift", "garden", "wheelchair"} <= set(civic.uptake.words)
    assert civic.uptake.used > organizational.uptake.used == 0
    assert {"budget", "plan"} <= set(organizational.left)
    assert set(civic.left).isdisjoint(civic.uptake.words)


def test_the_decisions_page_and_the_page_of_words_say_the_same(visit: Visit) -> None:
    decided(OF_BOTH)
    client = visit("manager")
    page, words = client.get(PAGE).content.decode(), client.get(WORDS).content.decode()
    for each in (page, words):
        assert "words that this side used more are in the decision" in each
    assert "budget" in words
    assert "Words in common do not show that somebody was listened to." in words
    assert page.index("What was used") < page.index("Whose words it is written in")


@pytest.mark.parametrize(
    ("given", "cannot"),
    [
        ({"rounds": 2}, "few"),
        ({"said_on": "2014-05-20"}, "few"),
        ({"text": "Yes."}, "short"),
        ({"text": "La décision est prise par le conseil, et les habitants en seront informés demain."}, "other"),
    ],
    ids=["little said", "said after it", "no words", "another language"],
)
def test_where_there_is_too_little_it_says_that_it_cannot_tell(
    given: dict[str, Any], cannot: str, as_person: As, visit: Visit
) -> None:
    decided(**{"text": OF_CITIZENS, **given})
    found = written_in("lift", initiative=HERE, viewer=as_person("manager"))
    assert found is not None
    assert found.sides == ()
    assert found.cannot.startswith(cannot)
    assert "This cannot be told." in visit("manager").get(PAGE).content.decode()


def test_what_is_no_decision_here_or_none_that_one_may_read_is_not_there(visit: Visit) -> None:
    decided(OF_CITIZENS)
    client = visit("manager")
    assert client.get(f"/initiatives/{HERE}/voices/decisions/nothing/").status_code == 404
    assert client.get("/initiatives/lindehof-together/voices/decisions/lift/").status_code == 404
    assert client.get("/initiatives/care-path/voices/").status_code == 404
    assert client.get("/initiatives/care-path/voices/decisions/lift/").status_code == 404


def test_the_decisions_page_costs_no_more_queries_than_a_page_may(visit: Visit) -> None:
    decided(OF_BOTH)
    client = visit("manager")
    for address in (PAGE, WORDS):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        assert answer.status_code == 200
        assert len(asked) <= 15, address
        assert len(answer.content) < 150_000, address


def test_beside_the_odds_of_being_used_stands_whose_words_the_latest_decision_is_written_in(
    visit: Visit, as_person: As
) -> None:
    decided(OF_CITIZENS)
    keep(said(Side.CIVIC, ("Our own words.",), rounds=10, space="council-room", mark="own"))
    found = latest_written(HERE, viewer=as_person("manager"))
    assert found is not None
    assert found.decision.id == "lift"
    assert found == written_in("lift", initiative=HERE, viewer=as_person(""))
    assert found == latest_written(HERE, viewer=as_person("council-member")), "both sides see the same"
    client = visit("manager")
    here = f"/initiatives/{HERE}/audit/"
    assert "Beside it" not in client.get(f"{here}expertise/").content.decode(), "nobody ran it yet"
    assert client.post(f"{here}run/", {"once": "0123456789abcdef"}).status_code == 302
    with CaptureQueriesContext(connection) as asked:
        page = client.get(f"{here}expertise/").content.decode()
    assert len(asked) <= 15
    article = page.split('id="E3"')[1].split("</article>")[0]
    assert "Beside it: the words of the latest decision" in article
    assert "words that this side used more are in the decision" in article
    assert "Beside it" not in client.get(f"{here}control/").content.decode()


def test_where_there_is_no_decision_there_are_no_words_of_it(as_person: As) -> None:
    assert latest_written("nowhere", viewer=as_person("")) is None
