from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoise.control.mandates import agreement_stands, due, is_agreed, who_decides
from counterpoise.control.standing import DueSource, Standing
from counterpoise.record import Moment, Row, Say, Side
from counterpoise.record.initiatives import Group
from counterpoise.record.mandates import Assent, Basis, GroupSay, MandateState
from tests.builders import at, case, moment, row, written
from tests.control.mandating import TOPIC, agreed, assents, right, statutory

COUNCIL = row(Group, "council-group", body="council", side=Side.CIVIC)


def test_an_agreed_mandate_is_in_force_from_the_day_on_which_it_was_written_down() -> None:
    seen = case(agreed())
    assert who_decides(seen, matter="volunteers", at=at("2014-05-11")).standing is None
    told = who_decides(seen, matter="volunteers", at=at("2014-05-12"))
    assert told.standing is Standing.AGREED
    assert told.deciders == ("platform",)


def test_a_mandate_written_down_later_than_it_was_agreed_does_not_count_backwards() -> None:
    seen = case(agreed(recorded="2014-12-01"))
    assert who_decides(seen, matter="volunteers", at=moment("2014-11-03")).in_force == ()
    assert who_decides(seen, matter="volunteers", at=moment("2014-12-02")).standing is Standing.AGREED


def test_a_mandate_written_down_on_the_day_of_an_event_counts_only_where_both_times_are_known() -> None:
    seen = case(agreed())
    assert who_decides(seen, matter="volunteers", at=moment("2014-05-12")).in_force == ()
    evening, morning = datetime(2014, 5, 12, 20, tzinfo=UTC), datetime(2014, 5, 12, 9, tzinfo=UTC)
    assert who_decides(seen, matter="volunteers", at=evening).in_force
    assert who_decides(seen, matter="volunteers", at=Moment.exactly(morning)).in_force == ()


@pytest.mark.parametrize(
    "given_by",
    [
        assents(civic=None),
        assents(staff="anna"),
        assents()[:1],
        (),
        (replace(assents()[0], given_at=None), assents()[1]),
        assents("2014-05-13"),
        (assents()[0], replace(assents()[1], side=Side.INDEPENDENT)),
        (assents()[0], replace(assents()[1], given_at=Moment.exactly(datetime(2014, 5, 12, 13, tzinfo=UTC)))),
    ],
    ids=[
        "no person",
        "one person twice",
        "one side",
        "nobody",
        "no date",
        "given later",
        "not a side",
        "an hour later",
    ],
)
def test_two_assents_of_different_sides_and_persons_are_needed_none_later_than_now(
    given_by: tuple[Assent, ...],
) -> None:
    version = agreed(assents=given_by)
    assert not agreement_stands(version)
    told = who_decides(case(version), matter="volunteers", at=at())
    assert told.in_force == ()
    assert told.standing is Standing.PROPOSED


def test_an_assent_given_an_hour_before_it_was_written_down_counts() -> None:
    exact = replace(assents()[0], given_at=Moment.exactly(datetime(2014, 5, 12, 11, tzinfo=UTC)))
    assert agreement_stands(agreed(assents=(exact, assents()[1])))


def test_an_agreed_mandate_expires() -> None:
    told = who_decides(case(agreed(), on="2017-01-01"), matter="volunteers", at=at("2016-05-12"))
    assert told.in_force == ()
    assert told.standing is Standing.EXPIRED


def test_what_is_reopened_stays_in_force_contested_until_it_is_replaced() -> None:
    first = agreed()
    second = agreed(day="2014-09-01", version=2, state=MandateState.CONTESTED)
    third = agreed(day="2014-10-01", version=3, state=MandateState.PROPOSED, assents=(), holder="board")
    fourth = agreed(day="2014-11-01", version=4, holder="board")
    seen = case(first, second, third, fourth)
    quiet = who_decides(seen, matter="volunteers", at=at("2014-08-31")).in_force
    reopened = who_decides(seen, matter="volunteers", at=at("2014-10-02")).in_force
    replaced = who_decides(seen, matter="volunteers", at=at("2014-11-01")).in_force
    assert [(held.mandate.version, held.contested) for held in quiet] == [(1, False)]
    assert [(held.mandate.version, held.contested) for held in reopened] == [(1, True)]
    assert [(held.mandate.version, held.contested) for held in replaced] == [(4, False)]


def test_an_expired_replacement_does_not_bring_the_older_version_back() -> None:
    first = agreed(expires_on=None)
    second = agreed(day="2014-09-01", version=2, expires_on=at("2014-10-01"))
    assert who_decides(case(first, second), matter="volunteers", at=at("2014-11-01")).in_force == ()


def test_a_version_marked_as_expired_ends_the_agreed_one() -> None:
    ended = agreed(day="2014-09-01", version=2, state=MandateState.EXPIRED)
    told = who_decides(case(agreed(expires_on=None), ended), matter="volunteers", at=at())
    assert told.standing is Standing.EXPIRED
    assert [mandate.version for mandate in told.expired] == [2]


def test_what_is_claimed_stays_proposed_and_is_shown_as_claimed() -> None:
    claimed = agreed(basis=Basis.CLAIMED)
    told = who_decides(case(claimed), matter="volunteers", at=at())
    assert told.standing is Standing.CLAIMED
    assert told.claimed == (claimed,)
    assert not is_agreed(claimed)


def test_a_claim_does_not_put_an_agreed_mandate_in_doubt() -> None:
    claim = agreed(day="2014-09-01", version=2, state=MandateState.PROPOSED, basis=Basis.CLAIMED, assents=())
    told = who_decides(case(agreed(), claim), matter="volunteers", at=at())
    assert [(held.mandate.version, held.contested) for held in told.in_force] == [(1, False)]


def test_contested_and_proposed_mandates_are_told_apart() -> None:
    contested = agreed("a", state=MandateState.CONTESTED, matter="closing-point")
    proposed = agreed("b", state=MandateState.PROPOSED, assents=())
    seen = case(contested, proposed)
    assert who_decides(seen, matter="closing-point", at=at()).standing is Standing.CONTESTED
    assert who_decides(seen, matter="volunteers", at=at()).standing is Standing.PROPOSED
    assert who_decides(seen, matter="elsewhere", at=at()).standing is None


def test_a_review_day_that_passed_is_shown_and_ends_nothing() -> None:
    told = who_decides(case(agreed(review_on=at("2015-01-01"))), matter="volunteers", at=at())
    assert [held.review_overdue for held in told.in_force] == [True]


def test_a_statutory_mandate_holds_for_the_topics_of_its_legal_right_alone() -> None:
    seen = case(right(), statutory(), COUNCIL)
    whole = who_decides(seen, matter="stay", at=at())
    assert whole.standing is Standing.STATUTORY
    assert [held.topics for held in whole.in_force] == [(TOPIC,)]
    assert whole.rights == ()
    assert who_decides(seen, matter="stay", topic="continue", at=at()).in_force == ()
    closing = who_decides(seen, matter="stay", topic=TOPIC, at=at())
    assert [held.mandate.id for held in closing.in_force] == ["advice-on-closing"]
    assert [found.id for found in closing.rights] == ["advice"]
    assert closing.deciders == ()


def test_a_statutory_mandate_ends_with_its_right_and_needs_one() -> None:
    ended = case(right(active_until=at("2015-01-01")), statutory())
    assert who_decides(ended, matter="stay", at=at("2014-12-31")).in_force
    assert who_decides(ended, matter="stay", at=at()).standing is Standing.EXPIRED
    assert who_decides(case(statutory(legal_right=None)), matter="stay", at=at()).in_force == ()


def test_no_agreement_takes_away_what_the_law_lays_down() -> None:
    lower = replace(
        agreed("advice-on-closing", matter="stay", holder="council", say=Say.HEAR), version=2, recorded_at=written()
    )
    told = who_decides(case(right(), statutory(), lower, COUNCIL), matter="stay", topic=TOPIC, at=at())
    assert [held.standing for held in told.in_force] == [Standing.AGREED, Standing.STATUTORY]
    owed = due(case(right(), statutory(), lower, COUNCIL), matter="stay", group="council-group", topic=TOPIC, at=at())
    assert owed.say is Say.ADVISE


def test_the_highest_say_is_due_from_mandates_and_legal_rights() -> None:
    own = agreed(
        "shared", matter="stay", holder="council", say=Say.CONSENT, others=(GroupSay(group="town", say=Say.HEAR),)
    )
    seen = case(right(), statutory(), own, COUNCIL)
    owed = due(seen, matter="stay", group="council-group", topic=TOPIC, at=at())
    assert owed.say is Say.CONSENT
    assert [(each.say, each.source, each.id, each.body) for each in owed.sources] == [
        (Say.CONSENT, DueSource.MANDATE, "shared", "council"),
        (Say.ADVISE, DueSource.LEGAL_RIGHT, "advice", "council"),
        (Say.ADVISE, DueSource.MANDATE, "advice-on-closing", "council"),
    ]
    assert due(seen, matter="stay", group="town", topic=TOPIC, at=at()).say is Say.HEAR
    assert due(seen, matter="stay", group="elsewhere", at=at()).say is Say.NONE


def test_without_a_topic_no_legal_right_is_due() -> None:
    assert due(case(right(), statutory(), COUNCIL), matter="stay", group="council-group", at=at()).sources == ()


def test_a_legal_right_needs_no_mandate_and_no_writing_down_to_be_due() -> None:
    owed = due(case(right(), COUNCIL), matter="any", group="council-group", topic=TOPIC, at=moment("2000-01-01"))
    assert owed.say is Say.ADVISE


def test_a_right_of_a_body_is_due_to_the_group_for_which_it_speaks() -> None:
    of_body = right(group=None)
    assert due(case(of_body, COUNCIL), matter="m", group="council-group", topic=TOPIC, at=at()).say is Say.ADVISE
    assert due(case(of_body, COUNCIL), matter="m", group="town", topic=TOPIC, at=at()).say is Say.NONE


def test_a_right_that_serves_all_concerns_only_initiatives_with_its_group_or_body() -> None:
    common = right(initiative=None)
    without_group = right(initiative=None, group=None)
    without_body = right(initiative=None, body=None)
    assert who_decides(case(common), matter="m", topic=TOPIC, at=at()).rights == ()
    for one in (common, without_group, without_body):
        assert who_decides(case(one, COUNCIL), matter="m", topic=TOPIC, at=at()).rights == (one,)


def test_a_say_of_none_is_not_due() -> None:
    nothing = agreed(others=(GroupSay(group="town", say=Say.NONE),))
    silent = agreed("silent", holder="council", say=None)
    unsaid = right(say=None)
    seen = case(nothing, silent, unsaid, COUNCIL)
    assert due(seen, matter="volunteers", group="town", at=at()).sources == ()
    assert due(seen, matter="volunteers", group="council-group", topic=TOPIC, at=at()).sources == ()


def test_a_mandate_without_a_matter_or_holder_decides_nothing() -> None:
    assert who_decides(case(agreed(matter=None)), matter="volunteers", at=at()).standing is None
    assert who_decides(case(agreed(holder=None)), matter="volunteers", at=at()).deciders == ()


@settings(deadline=None)  # the machine may be busy
@given(st.permutations([agreed(), agreed("b", holder="board"), statutory(matter="volunteers"), right(), COUNCIL]))
def test_the_order_of_rows_changes_nothing(rows: list[Row]) -> None:
    told = who_decides(case(*rows), matter="volunteers", topic=TOPIC, at=at())
    assert [held.mandate.id for held in told.in_force] == ["advice-on-closing", "b", "tasks"]
