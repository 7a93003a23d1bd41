from __future__ import annotations

from datetime import date

from counterpoise.expertise.upstream import upstream
from counterpoise.record import Side
from counterpoise.record.contributions import (
    Choice,
    Contribution,
    Problem,
    Question,
)
from counterpoise.record.decisions import Concern, Decision
from counterpoise.record.people import Capacity
from counterpoise.record.reviews import ReviewRound
from tests.builders import case, moment, row
from tests.expertise.samples import part


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


def test_an_empty_record_has_no_figure() -> None:
    found = upstream(case(), seed=42)
    assert (found.value, found.denominator, found.interval, found.coverage) == (None, 0, None, None)
