from __future__ import annotations

from counterpoise.expertise.reframes import reframes
from counterpoise.record.contributions import (
    Reframe,
    ReframeReply,
)
from tests.builders import case, moment, row
from tests.expertise.samples import part


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


def test_an_empty_record_has_no_figure() -> None:
    found = reframes(case(), seed=42)
    assert (found.value, found.denominator, found.interval, found.coverage) == (None, 0, None, None)
