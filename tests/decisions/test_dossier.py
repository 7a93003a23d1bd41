from counterpoise.decisions.dossier import AskKind, dossiers, taken_dossiers
from counterpoise.record.contributions import Problem, Question
from counterpoise.record.decisions import Answer, Concern, Notice
from counterpoise.record.initiatives import Affects
from counterpoise.record.meetings import Meeting
from tests.builders import case, moment, row
from tests.decisions.worlds import MATTER, decision, groups


def test_a_record_without_decisions_has_no_dossiers() -> None:
    assert dossiers(case(*groups("town"))) == ()


def test_a_draft_has_a_dossier_and_is_not_among_those_taken() -> None:
    world = case(
        decision("hall", None), decision("yard", "2014-02-01"), decision("later", "2015-08-01", recorded="2015-01-01")
    )
    assert [each.decision.id for each in dossiers(world)] == ["hall", "later", "yard"]
    assert [each.decision.id for each in taken_dossiers(world)] == ["yard"]


def test_a_dossier_holds_the_groups_of_its_matter_and_what_was_said_of_its_decision() -> None:
    world = case(
        *groups("town", "council"),
        *groups("others", matter="elsewhere"),
        row(Affects, "nobody", matter=MATTER, group="unheard-of"),
        row(Affects, "nothing", group="others"),
        decision("closing", "2014-11-03"),
        row(Notice, "to-nobody", decision="closing"),
        row(Notice, "to-town", decision="closing", group="town"),
        row(Concern, "b", decision="closing"),
        row(Concern, "a", decision="closing"),
        row(Concern, "elsewhere"),
        row(Answer, "reply", concern="b"),
    )
    (dossier,) = dossiers(world)
    assert [group.id for group in dossier.groups] == ["council", "town"]
    assert {group: [each.id for each in rows] for group, rows in dossier.notices.items()} == {"town": ["to-town"]}
    assert [concern.id for concern in dossier.concerns] == ["a", "b"]
    assert {name: [each.id for each in rows] for name, rows in dossier.answers.items()} == {"a": [], "b": ["reply"]}


def test_earlier_decisions_on_the_same_matter_stand_in_their_order() -> None:
    world = case(
        decision("third", "2014-11-03"),
        decision("first", "2013-03-04"),
        decision("second", "2013-09"),
        decision("same-month", "2014-11"),
        decision("elsewhere", "2013-03-04", matter="elsewhere"),
        decision("draft", None),
    )
    found = {each.decision.id: [other.id for other in each.earlier] for each in dossiers(world)}
    assert found["third"] == ["first", "second"]
    assert found["same-month"] == ["first", "second"]
    assert found["first"] == found["elsewhere"] == found["draft"] == []


def test_people_are_asked_by_questions_meetings_and_rounds_of_concerns() -> None:
    world = case(
        decision(
            "closing",
            "2014-11-03",
            concerns_from=moment("2014-10-01"),
            concerns_until=moment("2014-10-20"),
            concerns_open_to=("town",),
        ),
        row(Meeting, "evening", happened="2014-09-18", matters=(MATTER,), open_to=("town",)),
        row(Meeting, "about-nothing", happened="2014-09-18"),
        row(Problem, "losses", matter=MATTER),
        row(Question, "about-losses", happened="2014-09-01", problem="losses", open_to=("council",)),
        row(Question, "at-evening", matter=MATTER, meeting="evening"),
        row(Question, "about-nothing-too"),
        row(Question, "about-no-matter", problem="unheard-of"),
    )
    (dossier,) = dossiers(world)
    assert [(ask.kind, ask.id, sorted(ask.open_to), str(ask.opened), str(ask.closed)) for ask in dossier.asks] == [
        (AskKind.CONCERN_ROUND, "closing", ["town"], "2014-10-01", "2014-10-20"),
        (AskKind.MEETING, "evening", ["town"], "2014-09-18", "2014-09-18"),
        (AskKind.QUESTION, "about-losses", ["council"], "2014-09-01", "None"),
        (AskKind.QUESTION, "at-evening", ["town"], "2014-09-18", "2014-09-18"),
    ]


def test_earlier_decisions_of_one_evening_stand_in_the_order_of_the_clock() -> None:
    world = case(
        decision("second", "2014-11-03T22:50:00+00:00", recorded="2014-11-04"),
        decision("first", "2014-11-03T23:30:00+01:00", recorded="2014-11-04"),
        decision("third", "2014-12-01"),
    )
    third = next(one for one in dossiers(world) if one.decision.id == "third")
    assert [each.id for each in third.earlier] == ["first", "second"]
