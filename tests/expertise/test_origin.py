from __future__ import annotations

import pytest

from counterpoise.expertise.origin import framing
from counterpoise.record import Row, Side
from counterpoise.record.contributions import (
    Choice,
    Contribution,
    ContributionState,
    Problem,
    Question,
    Reframe,
    ReframeReply,
)
from counterpoise.record.meetings import AgendaItem, Meeting
from tests.builders import case, moment, row
from tests.expertise.samples import part


def questions(civic: int, others: int) -> list[Row]:
    sides = [Side.CIVIC] * civic + [Side.ORGANIZATIONAL] * others
    return [row(Question, f"q{n}", happened="2013-10-07", author_side=side) for n, side in enumerate(sides)]


@pytest.mark.parametrize(
    ("civic", "others", "low", "high"),
    [(0, 4, 0.0, 0.490), (1, 4, 0.036, 0.624), (1, 5, 0.030, 0.564)],
)
def test_the_share_of_questions_that_citizens_worded(civic: int, others: int, low: float, high: float) -> None:
    found = framing(case(*questions(civic, others)), seed=42)
    assert (found.numerator, found.denominator, found.value) == (civic, civic + others, civic / (civic + others))
    assert found.interval == pytest.approx((low, high), abs=5e-4)
    assert (found.known, found.candidates) == (civic + others, civic + others)
    assert len(found.evidence.numerator) == civic


def test_a_question_without_an_author_lowers_coverage_and_is_not_taken_for_the_organizations() -> None:
    found = framing(case(*questions(1, 1), row(Question, "whose?")), seed=42)
    assert (found.value, found.known, found.candidates) == (0.5, 2, 3)
    assert found.evidence.excluded == ("whose?",)
    assert found.details["questions_by_side"] == {"civic": 1, "organizational": 1, "independent": 0, "unknown": 1}


def accepted(replied: str | None, replaced_by: str | None = None, side: Side = Side.CIVIC) -> Reframe:
    when = moment(replied) if replied else None
    return row(Reframe, "r", question="q0", author_side=side, reply=ReframeReply.ACCEPTED, replied_at=when,
               replaced_by=replaced_by)  # fmt: skip


@pytest.mark.parametrize(
    ("reframe", "civic", "all_"),
    [
        (accepted("2013-10-08"), 1, 1),
        (accepted("2013-10-11"), 0, 1),
        (accepted("2013-10"), 0, 1),
        (accepted("2013-10-08", side=Side.ORGANIZATIONAL), 0, 1),
        (accepted(None), 0, 1),
    ],
)
def test_a_question_that_citizens_reworded_before_anybody_answered_is_theirs(
    reframe: Reframe, civic: int, all_: int
) -> None:
    answer = row(Contribution, "c", happened="2013-10-10", question="q0")
    early = row(Contribution, "e", happened="2013-10-01", question="q0", state=ContributionState.DRAFT)
    found = framing(case(*questions(0, 1), reframe, answer, early), seed=42)
    assert (found.numerator, found.denominator) == (civic, all_)


def test_a_replaced_question_that_nobody_answered_is_not_counted_beside_the_new_one() -> None:
    new = row(Question, "new", author_side=Side.CIVIC)
    reframe = accepted("2013-10-08", replaced_by="new")
    assert framing(case(*questions(0, 1), new, reframe), seed=42).value == 1.0
    answered = row(Contribution, "c", happened="2013-10-07", question="q0")
    assert framing(case(*questions(0, 1), new, reframe, answered), seed=42).value == 0.5


def test_problems_agenda_points_and_options_have_their_own_share() -> None:
    options = (Choice(text="a", author_side=Side.CIVIC), Choice(text="b", author_side=Side.ORGANIZATIONAL), Choice())
    rows = [
        row(Problem, "p", author_side=Side.CIVIC, options=options),
        row(Question, "q", author_side=Side.ORGANIZATIONAL, options=options[:1], co_author_confirmed=True),
        row(Meeting, "m", agenda=(AgendaItem(text="x", author_side=Side.ORGANIZATIONAL), AgendaItem(text="y"))),
    ]
    found = framing(case(*rows), seed=42)
    assert [part(found, name).value for name in ("problems", "agenda", "options", "co_worded")] == [1, 0, 2 / 3, 1]


def test_an_empty_record_has_no_figure() -> None:
    found = framing(case(), seed=42)
    assert (found.value, found.denominator, found.interval, found.coverage) == (None, 0, None, None)
