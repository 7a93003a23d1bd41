from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.expertise.moderation import (
    BOTH,
    Ground,
    ground_of,
    hiding,
    may_appeal,
    may_hear,
    may_hide,
    outcome_of,
    told_reason,
    why_of,
)
from counterpoise.record import Side
from counterpoise.record.contributions import AppealOutcome, Contribution, ContributionState, Moderation
from tests.builders import moment, row

SAID = row(Contribution, "said", recorded_by="her")
HIDES = row(Moderation, "hides", contribution="said", recorded_by="him", reason=told_reason(Ground.INSULT, "It hurts."))
APPEALED = row(Moderation, "hides", contribution="said", recorded_by="him", appealed_at=moment("2015-06-30"))


@given(ground=st.sampled_from(Ground), why=st.text(max_size=50))
def test_a_reason_is_a_ground_and_own_words(ground: Ground, why: str) -> None:
    hides = row(Moderation, "m", reason=told_reason(ground, why))
    assert (ground_of(hides), why_of(hides)) == (ground, why.strip())


def test_a_reason_in_other_words_has_no_ground_and_stays_as_it_is() -> None:
    hides = row(Moderation, "m", reason="asked by the family")
    assert (ground_of(hides), why_of(hides)) == (None, "asked by the family")


def test_words_are_hidden_until_an_appeal_brings_them_back() -> None:
    assert hiding([HIDES], "said") == HIDES
    assert hiding([HIDES], "another") is None
    back = row(Moderation, "hides", version=2, contribution="said", outcome=AppealOutcome.OVERTURNED)
    stays = row(Moderation, "hides", version=2, contribution="said", outcome=AppealOutcome.UPHELD)
    assert hiding([HIDES, back], "said") is None
    assert hiding([HIDES, stays], "said") == stays


def codes(refusals: tuple[object, ...]) -> list[str]:
    return [each.code.partition(".")[2] for each in refusals]  # type: ignore[attr-defined]  # refusals of rules


def test_everything_that_stands_in_the_way_of_hiding_is_named_at_once() -> None:
    assert may_hide(SAID, rows=(), ground=Ground.THREAT, why="It does.", by="him") == ()
    gone = row(Contribution, "said", recorded_by="her", state=ContributionState.WITHDRAWN)
    found = may_hide(gone, rows=[HIDES], ground=None, why=" ", by="her")
    assert codes(found) == ["wrong_state", "own_words", "hidden_already", "no_ground", "no_reason"]
    nobodys = row(Contribution, "said")
    assert may_hide(nobodys, rows=(), ground=Ground.THREAT, why="It does.", by=None) == ()


def test_only_the_author_appeals_and_once() -> None:
    assert may_appeal(HIDES, said=SAID, by="her") == ()
    assert codes(may_appeal(APPEALED, said=SAID, by="him")) == ["not_the_author", "appealed_already"]
    assert codes(may_appeal(HIDES, said=row(Contribution, "said"), by=None)) == ["not_the_author"]


def test_an_appeal_is_heard_by_somebody_else_of_each_side() -> None:
    assert may_hear(APPEALED, said=SAID, by="judge", side=Side.CIVIC, heard=()) == ()
    for by in ("her", "him"):
        assert codes(may_hear(APPEALED, said=SAID, by=by, side=Side.CIVIC, heard=())) == ["own_case"]
    heard = may_hear(APPEALED, said=SAID, by="judge", side=Side.CIVIC, heard=[Side.CIVIC])
    assert codes(heard) == ["side_was_heard"]
    assert codes(may_hear(HIDES, said=SAID, by=None, side=Side.INDEPENDENT, heard=())) == [
        "not_appealed",
        "of_neither_side",
    ]
    done = row(Moderation, "m", contribution="said", appealed_at=moment("2015-06-30"), outcome=AppealOutcome.UPHELD)
    assert codes(may_hear(done, said=SAID, by="judge", side=Side.CIVIC, heard=())) == ["decided_already"]


@pytest.mark.parametrize(
    ("civic", "organizational", "outcome"),
    [
        (None, None, None),
        (True, None, None),
        (None, True, None),
        (True, True, AppealOutcome.UPHELD),
        (False, None, AppealOutcome.OVERTURNED),
        (False, True, AppealOutcome.OVERTURNED),
        (True, False, AppealOutcome.OVERTURNED),
    ],
)
def test_one_voice_brings_words_back_and_only_both_sides_keep_them_hidden(
    civic: bool | None, organizational: bool | None, outcome: AppealOutcome | None
) -> None:
    heard = {side: said for side, said in zip(BOTH, (civic, organizational), strict=True) if said is not None}
    assert outcome_of(heard) is outcome
