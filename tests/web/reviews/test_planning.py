"""Plan a round of review: long enough, by several ways, about matters that are chosen and told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from counterpoise.web.ledger.services import RefusedError
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.reviews import services
from counterpoise.web.reviews.models import ReviewRound
from counterpoise.web.ui.clock import now
from tests.web.reviews.walking import ALL, ONCE, ROUND, Visit, planned

pytestmark = pytest.mark.django_db
As = Callable[[str], Viewer]


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"open_until": "10-7-2015"}, "People need 14 days at least. This is 10."),
        ({"channels": ["screen"]}, "Please choose 2 ways at least."),
        ({"release_on": "19-7-2015"}, "On this day people can still answer."),
        ({"open_from": "1-6-2015"}, "This day has passed already."),
        ({"open_from": "June 2015"}, "Please write the day too"),
        ({"release_on": "soon"}, "is not a date"),
        ({"open_from": ""}, "Please write the first day"),
        ({"channels": ["pigeon"]}, "pigeon"),
    ],
)
def test_a_round_that_would_be_too_short_too_narrow_or_seen_too_early_is_refused_beside_the_field(
    given: dict[str, object], field: str, visit: Visit
) -> None:
    answer = planned(visit("citizen-1"), **given)
    assert answer.status_code == 200
    assert field in answer.content.decode()
    assert not ReviewRound.objects.filter(id=f"review-{ONCE}").exists()


def test_who_plans_chooses_of_which_matters_both_sides_are_asked_who_decides(visit: Visit) -> None:
    page = visit("citizen-1").get(f"{ALL}plan/")
    every = [value for value, _text in page.context["form"].fields["matters"].choices]
    assert len(every) > 2
    assert page.context["form"]["matters"].value() == every[:12]
    strange = planned(visit("citizen-1"), matters=[every[0], "warm-meals"])
    assert "warm-meals" in strange.content.decode()
    assert planned(visit("citizen-1"), matters=[every[2], every[0]]).status_code == 302
    row = ReviewRound.objects.get(id=f"review-{ONCE}")
    assert set(row.matters) == {every[0], every[2]}
    shown = visit("logistics-colleague").get(f"{ROUND}")
    assert [each.id for each in shown.context["asked"]] == [every[0], every[2]]
    assert [each.id for each in shown.context["left_out"]] == [each for each in every if each not in row.matters]
    assert visit("citizen-1").post(f"{ROUND}step/").status_code == 302
    asked = visit("logistics-colleague").get(f"{ROUND}answer/").content.decode()
    assert f"who_decides:{every[0]}" in asked
    assert f"who_decides:{every[1]}" not in asked


def test_a_matter_of_another_initiative_is_refused_where_no_form_stands_before_it(as_person: As) -> None:
    day = now().date()
    plan = services.Plan(
        open_from=day,
        open_until=day + timedelta(days=20),
        channels=("screen", "paper"),
        release_at=now() + timedelta(days=22),
        matters=("warm-meals",),
    )
    with pytest.raises(RefusedError) as refused:
        services.plan(initiative="lindehof-together", plan=plan, once=ONCE, by=as_person("citizen-1"), at=now())
    assert [each.code for each in refused.value.refusals] == ["review.other_matter"]
    assert not ReviewRound.objects.filter(id=f"review-{ONCE}").exists()
