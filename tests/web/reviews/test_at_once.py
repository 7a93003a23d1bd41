"""Fifty at one moment: one answer sheet, one vote, one release."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.db import connections

from counterpoise.record import Side, Tension
from counterpoise.record.reviews import ReviewOutcome
from counterpoise.web.ledger import selectors as kept
from counterpoise.web.ledger.models import Entry
from counterpoise.web.people.selectors import Viewer, viewer_of
from counterpoise.web.reviews import services
from counterpoise.web.reviews.models import ReviewAnswer, ReviewRound, SealedAnswers
from counterpoise.web.reviews.selectors import Given
from counterpoise.web.trajectory.selectors import paths_about
from tests.web.again import load_again

pytestmark = pytest.mark.django_db(transaction=True)
HERE = "lindehof-together"
MANY = 50


@pytest.fixture
def opened(transactional_db: None) -> Iterator[str]:  # noqa: ARG001 - the database is there
    """Load the demonstration and open a round in it."""
    load_again()
    kept._KEPT.clear()
    start = moment(0)
    plan = services.Plan(
        open_from=start.date(),
        open_until=start.date() + timedelta(days=14),
        channels=("screen", "paper"),
        release_at=start + timedelta(days=20),
    )
    row = services.plan(initiative=HERE, plan=plan, once="0" * 16, by=who("citizen-1"), at=start)
    services.take_due_steps(at=start)
    kept._KEPT.clear()
    yield row.id
    kept._KEPT.clear()


def moment(days: int) -> datetime:
    start = settings.COUNTERPOISE_NOW
    assert isinstance(start, datetime)
    return start + timedelta(days=days)


def who(person: str) -> Viewer:
    return viewer_of(person, at=moment(0), paths_about=paths_about)


def at_once(work: Callable[[int], object]) -> list[object]:
    def one(number: int) -> object:
        try:
            return work(number)
        except Exception as error:  # noqa: BLE001 - what each of fifty met is looked at afterwards
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=10) as pool:
        return list(pool.map(one, range(MANY)))


def test_fifty_answers_of_one_person_are_one_sheet_and_fifty_releases_one_release(opened: str) -> None:
    her = who("citizen-1")
    found = at_once(
        lambda number: services.keep(
            initiative=HERE,
            round_id=opened,
            answers={"X1": Given(value=1 + number % 5)},
            send=True,
            by=her,
            at=moment(1),
        )
    )
    assert found == [None] * MANY
    assert SealedAnswers.objects.filter(round=opened).count() == 1
    steps = at_once(lambda _number: services.take_due_steps(at=moment(20)))
    assert sum(bool(each) for each in steps) == 1, steps
    assert ReviewAnswer.objects.filter(round=opened).count() == 1
    assert Entry.objects.filter(type="review_released").count() == 1
    assert ReviewRound.objects.get(id=opened).state == "released"


def test_fifty_proposals_of_what_comes_of_it_are_one(opened: str) -> None:
    ReviewRound.objects.filter(id=opened).update(state="talked")
    kept._KEPT.clear()
    her = who("citizen-1")
    steps = [ReviewOutcome(tension=tension, step="a step") for tension in Tension]
    found = at_once(
        lambda _number: services.propose(
            initiative=HERE,
            round_id=opened,
            outcomes=steps,
            next_review_on=moment(90).date(),
            version=0,
            side=Side.CIVIC,
            by=her,
            at=moment(1),
        )
    )
    assert sum(not isinstance(each, Exception) for each in found) == 1, found[:2]
    assert {type(each).__name__ for each in found} == {"ReviewRound", "StaleVersionError"}
