"""Who asks, other wordings, and how early people come in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from counterpoise.expertise.origin import framing
from counterpoise.expertise.reframes import reframes
from counterpoise.expertise.upstream import upstream
from counterpoise.indicator import Part, Reading
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
from counterpoise.record.decisions import Concern, Decision
from counterpoise.record.meetings import AgendaItem, Meeting
from counterpoise.record.people import Capacity
from counterpoise.record.reviews import ReviewRound
from tests.builders import case, moment, row


def part(reading: Reading, name: str, of: str = "") -> Part:
    return next(one for one in reading.parts if (one.name, one.of) == (name, of))


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


def test_other_wordings_are_answered_by_yes_or_by_a_no_with_its_reason() -> None:
    def reframe(name: str, reply: ReframeReply | None = None, replied: str | None = None, reason: str = "") -> Reframe:
        return row(Reframe, name, happened="2015-06-01", question="q", reply=reply,
                   replied_at=moment(replied) if replied else None, reason=reason)  # fmt: skip

    no = ReframeReply.REFUSED
    rows = [
        reframe("a", ReframeReply.ACCEPTED, "2015-06-07"),
        reframe("b", no, "2015-06-25", "Not possible now."),
        reframe("c", no, "2015-06-02", "not  possible now."),
        reframe("d", no, "2015-06-02", " "),
        reframe("e"),
        reframe("f", no, None, "Too late."),
        row(Reframe, "g", question="q"),
    ]
    found = reframes(case(*rows), seed=42)
    assert (found.value, found.numerator, found.denominator) == (4 / 7, 4, 7)
    assert (found.known, found.candidates) == (6, 7)
    counts = {one.name: one.numerator for one in found.parts}
    assert counts == {
        "accepted": 1, "refused_with_reason": 3, "refused_without_reason": 1, "unanswered": 2, "unanswered_in_time": 2,
        "days_to_reply": 4,
    }  # fmt: skip
    assert part(found, "days_to_reply").value == 6
    assert found.details["same_reasons"] == [{"reason": "Not possible now.", "count": 2, "reframes": ["b", "c"]}]


def test_days_to_reply_between_months_are_a_range_and_unanswered_ones_are_no_zero() -> None:
    month = row(
        Reframe, "m", happened="2015-05", question="q", reply=ReframeReply.ACCEPTED, replied_at=moment("2015-06-10")
    )
    days = part(reframes(case(month), seed=42), "days_to_reply")
    assert (days.value, days.range) == (25, (10, 40))
    open_ = row(Reframe, "o", happened="2015-06-01", question="q")
    assert part(reframes(case(open_), seed=42), "days_to_reply").value is None


def decision(name: str, draft: str | None, decided: str | None = "2015-05-01") -> Decision:
    return row(Decision, name, matter=name, draft_at=moment(draft) if draft else None,
               decided_at=moment(decided) if decided else None)  # fmt: skip


def said(matter: str, when: str, side: Side = Side.CIVIC) -> Contribution:
    return row(Contribution, f"on {matter} {when} {side}", happened=when, matter=matter, side=side)


def test_input_before_the_draft_counts_and_input_after_it_or_none_does_not() -> None:
    rows = [
        *(decision(name, "2015-03-01") for name in ("early", "late", "never", "on time", "after", "review")),
        decision("no draft", None),
        decision("idea", "2015-03-01", None),
        row(Decision, "nothing"),
        said("early", "2015-02-01"),
        said("early", "2015-04-01"),
        said("late", "2015-04-01"),
        said("never", "2015-02-01", Side.ORGANIZATIONAL),
        row(Capacity, "k", side=Side.CIVIC, person="her"),
        row(Contribution, "as", happened="2015-05-01", matter="on time", capacity="k"),
        row(Concern, "worry", happened="2015-05-03", decision="after", side=Side.CIVIC),
        row(Concern, "worry 2", happened="2015-06-03", matter="review", side=Side.CIVIC),
        row(ReviewRound, "round", open_from=date(2015, 6, 1)),
        row(ReviewRound, "planned"),
        said("idea", "2015-03-01"),
    ]
    found = upstream(case(*rows), seed=42)
    assert (found.value, found.numerator, found.denominator) == (1 / 7, 1, 7)
    assert (found.known, found.candidates) == (7, 8)
    assert found.evidence.numerator == ("early",)
    assert found.evidence.excluded == ("no draft",)
    stages = {line["decision"]: line["stage"] for line in found.details["decisions"]}
    assert stages == {
        "early": "options", "late": "draft", "never": "never", "on time": "decision", "after": "carrying_out",
        "review": "review", "idea": "draft",
    }  # fmt: skip
    assert part(found, "stage", "draft").numerator == 2
    assert part(found, "days_to_input").value == 61
    assert found.interval is not None


def test_options_fixed_earlier_than_the_draft_set_the_mark_and_a_problem_opened_first_is_the_earliest_stage() -> None:
    options = (Choice(text="a", author_side=Side.CIVIC), Choice(text="b"))
    fixed = row(Question, "q", happened="2015-01-20", matter="beds", author_side=Side.CIVIC, options=options,
                options_fixed_at=moment("2015-01-10"))  # fmt: skip
    opened = row(Problem, "p", happened="2015-01-05", matter="beds", author_side=Side.CIVIC)
    theirs = row(Problem, "o", happened="2015-01-01", matter="beds", author_side=Side.ORGANIZATIONAL)
    late = upstream(case(decision("beds", "2015-03-01"), fixed), seed=42)
    early = upstream(case(decision("beds", "2015-03-01"), fixed, opened, theirs), seed=42)
    assert (late.value, early.value) == (0, 1)
    assert early.details["decisions"][0]["stage"] == "problem"
    assert early.details["decisions"][0]["days"] == [-5, -5]
    assert part(late, "options_by_citizens").value == 1


def test_months_give_the_range_of_what_is_possible() -> None:
    found = upstream(case(decision("beds", "2015-03"), said("beds", "2015-03-10")), seed=42)
    assert (found.value, found.range, found.interval) == (0.5, (0, 1), None)
    days = part(found, "days_to_input")
    assert (days.value, days.range) == (-6, (-21, 9))


MEASURES: list[Callable[..., Reading]] = [framing, reframes, upstream]


@pytest.mark.parametrize("measure", MEASURES)
def test_an_empty_record_has_no_figure(measure: Callable[..., Reading]) -> None:
    found = measure(case(), seed=42)
    assert (found.value, found.denominator, found.interval, found.coverage) == (None, 0, None, None)
