"""The numbers of the illustrations of Lindehof, counted by hand from the rows."""

from collections import Counter
from datetime import date

import pytest

from counterpoise.datasets.illustrations import illustrations
from counterpoise.record import Case, KnowledgeKind, Side, days_between, look
from counterpoise.record.access import Barrier
from counterpoise.record.commitments import Commitment, CommitmentState, Promise
from counterpoise.record.contributions import Contribution, Question
from counterpoise.record.decisions import Answer, Concern, Decision, Effect, GroupReference, Nearest, Notice, Trace
from counterpoise.record.initiatives import Affects, Group, Initiative, Matter
from counterpoise.record.mandates import Basis, Limit, LimitKind, LimitQuestion, Mandate, MandateState
from counterpoise.record.meetings import Meeting
from counterpoise.record.participation import Margin, MarginKind, Participation, Selection
from counterpoise.record.people import Membership, ReleasedCount
from counterpoise.record.positions import Ballot, Friction, Position, Statement, Vote
from counterpoise.record.reviews import Ranking, ReviewAnswer

AT = date(2015, 6, 30)


@pytest.fixture(scope="module")
def lindehof() -> Case:
    return next(case for case in look(illustrations(), at=AT).cases if case.initiative.id == "lindehof-together")


def days(row: Decision | Friction | LimitQuestion, until: date) -> int:
    assert row.happened_at is not None
    return days_between(row.happened_at, until).low


def test_the_decisions_and_what_they_turn_around(lindehof: Case) -> None:
    found = {row.id: (str(row.decided_at or ""), row.topic, row.reverses) for row in lindehof.rows(Decision)}
    assert found == {
        "stay-open": ("2013-03-04", "continue", None),
        "church-hall": ("", "venue", None),
        "own-venue": ("2013-09-23", "venue", None),
        "closing": ("2014-11-03", "closing", "stay-open"),
    }
    assert days(lindehof.by_id(Decision)["stay-open"], date(2014, 11, 3)) == 609


def test_both_coders_read_the_two_opposed_decisions_alike(lindehof: Case) -> None:
    read = {row.id: {each.nearest for each in row.nearest} for row in lindehof.rows(Decision) if row.nearest}
    assert read == {"stay-open": {Nearest.CIVIC}, "closing": {Nearest.ORGANIZATIONAL}}
    sides = [row.side for row in lindehof.rows(Position) if row.friction == "friction-joint"]
    assert sorted(filter(None, sides)) == [Side.CIVIC, Side.ORGANIZATIONAL]


def test_who_was_told_of_closing_and_after_how_many_days(lindehof: Case) -> None:
    decided = date(2014, 11, 3)
    lags = {
        row.group: days_between(decided, row.told_at).low
        for row in lindehof.rows(Notice)
        if row.decision == "closing" and row.told_at is not None
    }
    assert lags == {
        "managers": 0,
        "employees": 21,
        "municipality-staff": 70,
        "home-council": 91,
        "participating-citizens": 119,
        "town": 147,
    }
    touched = {row.group for row in lindehof.rows(Affects) if row.matter == "stay-or-close"}
    assert touched - lags.keys() == {"caregivers-outside"}
    assert (AT - decided).days == 239


@pytest.mark.parametrize(("decision", "lag"), [("stay-open", 4), ("own-venue", 0)])
def test_every_group_that_an_earlier_decision_touches_was_told(lindehof: Case, decision: str, lag: int) -> None:
    row = lindehof.by_id(Decision)[decision]
    assert row.decided_at is not None
    told = {each.group: each.told_at for each in lindehof.rows(Notice) if each.decision == decision}
    assert told.keys() == {each.group for each in lindehof.rows(Affects) if each.matter == row.matter}
    assert {days_between(row.decided_at, day).low for day in told.values() if day is not None} == {lag}


def test_the_sizes_of_the_groups(lindehof: Case) -> None:
    groups = lindehof.by_id(Group)
    wanted = {
        "home-council": 9,
        "participating-citizens": 40,
        "town": 2400,
        "caregivers-outside": 70,
        "host-church": 960,
        "other-church": 840,
        "no-church": 600,
    }
    assert {name: groups[name].size for name in wanted} == wanted
    assert groups["municipality-staff"].side is Side.INDEPENDENT


def test_the_promise_and_its_scope(lindehof: Case) -> None:
    (promise,) = lindehof.rows(Promise)
    assert lindehof.initiative.promised_level == promise.promised_level == 4
    assert set(promise.scope) == {"stay-or-close", "empty-rooms", "closing-point"}
    assert set(promise.to) == {"home-council", "participating-citizens", "town", "caregivers-outside"}


def test_the_contributions_and_what_was_used_of_them(lindehof: Case) -> None:
    said = lindehof.by_id(Contribution)
    assert Counter(row.kind for row in said.values()) == {
        KnowledgeKind.EXPERIENCE: 18,
        KnowledgeKind.CIVIC: 6,
        KnowledgeKind.PROFESSIONAL: 9,
        KnowledgeKind.RESEARCH: 2,
        KnowledgeKind.MANAGERIAL: 4,
    }
    assert Counter(row.side for row in said.values()) == {Side.CIVIC: 24, Side.ORGANIZATIONAL: 15}
    traces = lindehof.rows(Trace)
    assert sorted(row.contribution or "" for row in traces) == sorted(said)
    used = [row for row in traces if row.effect in (Effect.CHANGED, Effect.PARTLY)]
    assert Counter(said[row.contribution or ""].side for row in used) == {Side.CIVIC: 3, Side.ORGANIZATIONAL: 9}
    assert [Counter(row.knowledge_kind for row in traces)[kind] for kind in KnowledgeKind] == [2, 1, 5, 1, 3]
    aside = [row for row in traces if row.effect is Effect.SET_ASIDE]
    assert all(row.reason and row.department for row in aside)


def test_the_worries_and_their_answers(lindehof: Case) -> None:
    on = {row.id: row.decision for row in lindehof.rows(Concern)}
    answers = {row.concern: row for row in lindehof.rows(Answer)}
    assert len(on) == 31
    assert Counter((on[name], name in answers) for name in on) == {
        ("stay-open", True): 7,
        ("own-venue", True): 11,
        ("closing", False): 13,
    }
    assert Counter((on[name or ""], bool(row.reason)) for name, row in answers.items()) == {
        ("stay-open", False): 7,
        ("own-venue", True): 11,
    }


def test_a_worry_was_there_before_its_answer(lindehof: Case) -> None:
    raised = lindehof.by_id(Concern)
    for row in lindehof.rows(Answer):
        asked = raised[row.concern or ""].happened_at
        assert asked is not None
        assert row.happened_at is not None
        assert asked.first < row.happened_at.first


def test_the_departments_that_answered(lindehof: Case) -> None:
    works = {row.person: row.department for row in lindehof.rows(Membership)}
    answers = lindehof.rows(Answer)
    assert Counter(works[row.answered_by] for row in answers) == {
        "participation office": 14,
        "care": 2,
        "logistics": 1,
        "board": 1,
    }
    assert all(works[row.answered_by] == row.department for row in answers)


def test_the_departments_that_the_matters_concern(lindehof: Case) -> None:
    concerned = Counter(department for row in lindehof.rows(Matter) for department in row.departments)
    assert concerned == {
        "participation office": 3,
        "care": 5,
        "logistics": 4,
        "finance": 5,
        "housing": 4,
        "board": 4,
    }


def test_six_meetings_of_both_sides_each_with_a_contribution_and_an_answer(lindehof: Case) -> None:
    meetings = lindehof.by_id(Meeting)
    assert [str(row.happened_at) for row in meetings.values()] == [
        "2013-06-10",
        "2013-09-26",
        "2013-12-05",
        "2014-03-06",
        "2014-06-05",
        "2014-09-18",
    ]
    assert all({each.side for each in row.attendance} == set(Side) - {Side.INDEPENDENT} for row in meetings.values())
    assert {row.meeting for row in lindehof.rows(Contribution)} == meetings.keys()
    assert {row.meeting for row in lindehof.rows(Answer)} == meetings.keys()
    assert lindehof.initiative.cadence_days == 60


def test_nobody_was_asked_about_the_place_before_it_was_decided(lindehof: Case) -> None:
    asked = [row for row in lindehof.rows(Meeting) if "meeting-place" in row.matters]
    assert [row.id for row in asked] == ["town-meeting"]
    assert "meeting-place" not in {row.matter for row in lindehof.rows(Question)}


def test_nobody_was_asked_whether_the_home_should_close(lindehof: Case) -> None:
    assert "stay-or-close" not in {matter for row in lindehof.rows(Meeting) for matter in row.matters}
    assert "stay-or-close" not in {row.matter for row in lindehof.rows(Question)}
    closing = lindehof.by_id(Decision)["closing"]
    assert (closing.consulted, closing.consented, closing.concerns_from) == ((), (), None)


def test_the_floor_of_the_first_meeting(lindehof: Case) -> None:
    floor = lindehof.by_id(Meeting)["first-meeting"].floor
    assert [each.amount for each in floor] == [1450, 980, 720, 310, 220, 150, 120, 90, 60, 40, 0, 0]
    assert [each.side for each in floor] == [Side.ORGANIZATIONAL] * 3 + [Side.CIVIC] * 9


def test_the_town_and_who_of_it_came(lindehof: Case) -> None:
    margins = lindehof.rows(Margin)
    counts = {(row.kind, row.category): row.count for row in margins}
    categories = ("host church", "other church", "no church")
    assert [counts[MarginKind.POPULATION, name] for name in categories] == [960, 840, 600]
    assert [counts[MarginKind.PARTICIPANTS, name] for name in categories] == [27, 21, 14]
    came = sum(each.people for each in lindehof.by_id(Meeting)["town-meeting"].attendance if each.side is Side.CIVIC)
    assert came == 62


def test_the_barrier_was_told_six_days_before_and_solved_three_days_before(lindehof: Case) -> None:
    (barrier,) = lindehof.rows(Barrier)
    meeting = date(2013, 9, 26)
    assert barrier.happened_at is not None
    assert barrier.solved_at is not None
    assert (days_between(barrier.happened_at, meeting).low, days_between(barrier.solved_at, meeting).low) == (6, 3)
    assert barrier.group == "other-church"
    assert barrier.side_effect == "shared-place-for-everybody-in"


def test_the_questions_and_who_asked_them(lindehof: Case) -> None:
    assert Counter(row.author_side for row in lindehof.rows(Question)) == {Side.ORGANIZATIONAL: 5, Side.CIVIC: 1}


def test_five_of_twenty_two_references_say_who_is_meant(lindehof: Case) -> None:
    rows = lindehof.rows(GroupReference)
    assert (len(rows), sum(row.group is not None for row in rows)) == (22, 5)
    assert {row.decision for row in rows} >= {"stay-open", "own-venue", "closing"}


def test_twelve_of_forty_voted_against_and_four_of_them_stayed(lindehof: Case) -> None:
    (statement,) = lindehof.rows(Statement)
    assert statement.against_proposal is Ballot.DISAGREE
    against = {row.person for row in lindehof.rows(Vote) if row.ballot is Ballot.DISAGREE}
    voters = {row.person for row in lindehof.rows(Vote)}
    rounds: dict[str | None, set[str | None]] = {}
    for row in lindehof.rows(Participation):
        rounds.setdefault(row.cycle, set()).add(row.person)
    assert (len(voters), len(against), rounds["round-one"]) == (40, 12, voters)
    assert len(rounds["round-two"] & against) == 4
    assert len(rounds["round-two"] - against) == 20


def test_the_statement_was_fixed_before_anybody_voted(lindehof: Case) -> None:
    (statement,) = lindehof.rows(Statement)
    assert all(row.recorded_at > statement.recorded_at for row in lindehof.rows(Vote))


def test_the_steps_from_being_invited_to_being_cited(lindehof: Case) -> None:
    (selection,) = lindehof.rows(Selection)
    steps = [(each.step, each.critical, each.everybody) for each in selection.funnel]
    assert steps == [("invited", 30, 100), ("came", 12, 40), ("seated", 1, 10), ("spoke", 3, 12), ("cited", 0, 3)]


def test_who_decides_what(lindehof: Case) -> None:
    rows = lindehof.by_id(Mandate)
    agreed = {name: row.matter for name, row in rows.items() if row.state is MandateState.AGREED}
    assert agreed == {"advice-on-closing": "stay-or-close", "volunteer-tasks-agreed": "volunteer-tasks"}
    assert rows["advice-on-closing"].basis is Basis.STATUTORY
    tasks = rows["volunteer-tasks-agreed"]
    assert (str(tasks.happened_at), tasks.expires_on) == ("2014-05-12", date(2016, 5, 12))
    assert {each.side for each in tasks.assents} == {Side.CIVIC, Side.ORGANIZATIONAL}
    assert rows["closing-point-contested"].state is MandateState.CONTESTED
    assert len(lindehof.rows(Matter)) == 5


def test_three_times_control_was_claimed_to_move(lindehof: Case) -> None:
    moved = [(str(row.happened_at), row.direction) for row in lindehof.versions(Mandate) if row.direction is not None]
    assert moved == [("2013-05-13", -1), ("2014-09-15", 1), ("2014-11-03", 1)]


def test_no_limit_was_declared_and_one_was_used(lindehof: Case) -> None:
    assert [row.kind for row in lindehof.rows(Limit)] == [LimitKind.OPENING]
    used = [each for row in lindehof.rows(Decision) for each in row.undeclared_limits]
    assert len(used) == 1
    (asked,) = lindehof.rows(LimitQuestion)
    assert (asked.reply, days(asked, AT)) == (None, 750)


def test_the_frictions_with_their_ages_and_positions(lindehof: Case) -> None:
    positions = Counter(row.friction for row in lindehof.rows(Position))
    found = {
        row.id: (str(row.visibility), positions[row.id], days(row, row.closed_at.first if row.closed_at else AT))
        for row in lindehof.rows(Friction)
    }
    assert found == {
        "friction-joint": ("both_sides", 2, 778),
        "friction-limits": ("one_side", 3, 750),
        "friction-venue": ("both_sides", 1, 3),
        "friction-mission": ("one_side", 1, 288),
    }


def test_what_the_closed_room_released_is_what_stands_in_it(lindehof: Case) -> None:
    counts = {(row.indicator, row.part): (row.numerator, row.denominator) for row in lindehof.rows(ReleasedCount)}
    inside = [row for row in lindehof.rows(Friction) if row.space == "organization-room"]
    positions = Counter(row.friction for row in lindehof.rows(Position))
    ahead = sum(row.next_step_on is not None for row in inside)
    side_by_side = sum(positions[row.id] >= 2 for row in inside)
    assert counts == {
        ("interests.frictions", ""): (ahead, len(inside)),
        ("interests.frictions", "visible_to_both"): (0, len(inside)),
        ("interests.frictions", "juxtaposed"): (side_by_side, len(inside)),
        ("interests.frictions", "reopened"): (0, len(inside)),
        ("control.limits", ""): (0, 0),
    }


def test_what_became_of_the_agreements_when_the_director_changed(lindehof: Case) -> None:
    rows = lindehof.rows(Commitment)
    assert Counter(row.state for row in rows) == {
        CommitmentState.CONFIRMED: 1,
        CommitmentState.DROPPED: 2,
        CommitmentState.REVERSED: 1,
    }
    assert {row.context_change for row in rows} == {"leadership-change"}
    reviewed = [row for row in lindehof.versions(Commitment) if row.state is CommitmentState.UNDER_REVIEW]
    assert {str(row.happened_at) for row in reviewed} == {"2014-09-01"}
    assert len(reviewed) == 4


def test_the_answers_of_the_second_look(lindehof: Case) -> None:
    given: dict[tuple[Side | None, str], list[int]] = {}
    for row in lindehof.rows(ReviewAnswer):
        if row.value is not None:
            given.setdefault((row.side, row.item), []).append(row.value)
    assert given == {
        (Side.CIVIC, "X1"): [2, 1, 2, 3, 1, 2, 2, 1, 3, 2, 1, 2],
        (Side.CIVIC, "T2a"): [-3, -2, -3, -2, -1, -3, -2, -3, -2, -2, -3, -1],
        (Side.CIVIC, "T2b"): [0, 0, 1, 0, 0, -1, 0, 1, 0, 0, 0, 0],
        (Side.CIVIC, "X4"): [1, 1, 2, 1, 0, 1, 2, 1, 1, 3, 1, 2],
        (Side.ORGANIZATIONAL, "X1"): [4, 3, 4, 4, 5, 3, 4, 4, 3],
        (Side.ORGANIZATIONAL, "T2a"): [0, -1, 0, 0, 1, -1, 0, 0, -1],
        (Side.ORGANIZATIONAL, "X4"): [3, 3, 2, 4, 3, 3, 3, 2, 3],
    }


def test_each_respondent_is_one_number_on_one_side(lindehof: Case) -> None:
    sides: dict[str, set[Side | None]] = {}
    for row in lindehof.rows(ReviewAnswer):
        sides.setdefault(row.respondent, set()).add(row.side)
    assert len(sides) == 21
    assert all(len(each) == 1 for each in sides.values())
    assert {row.recorded_by for row in lindehof.rows(ReviewAnswer)} == {None}


def test_what_most_of_each_side_say_about_who_decides(lindehof: Case) -> None:
    said: dict[str | None, dict[Side | None, Counter[str]]] = {}
    for row in lindehof.rows(ReviewAnswer):
        if row.item == "who_decides":
            said.setdefault(row.matter, {}).setdefault(row.side, Counter())[row.words] += 1
    most = {
        matter: tuple(sides[side].most_common(1)[0][0] for side in (Side.CIVIC, Side.ORGANIZATIONAL))
        for matter, sides in said.items()
    }
    assert most == {
        "stay-or-close": ("together", "director"),
        "empty-rooms": ("together", "together"),
        "meeting-place": ("organization", "organization"),
        "volunteer-tasks": ("citizens", "care team"),
        "closing-point": ("unclear", "board"),
    }
    assert all(counts.total() >= 5 for sides in said.values() for counts in sides.values())


def test_the_four_rankings(lindehof: Case) -> None:
    rows = lindehof.rows(Ranking)
    assert [row.considerations for row in rows] == [(5, 4, 1, 2, 3), (4, 5, 2, 1, 3), (1, 2, 5, 4, 3), (5, 3, 1, 2, 4)]
    assert [row.preferences for row in rows] == [(1, 2, 3, 4), (1, 3, 2, 4), (4, 3, 2, 1), (2, 1, 3, 4)]


def test_the_next_look_is_never_more_than_a_year_ahead(lindehof: Case) -> None:
    versions = [row for row in illustrations().rows(Initiative) if row.id == "lindehof-together"]
    assert all(
        row.review_on is not None and 0 < (row.review_on - row.recorded_at.date()).days <= 366 for row in versions
    )
    assert lindehof.initiative.review_on == date(2016, 4, 22)
