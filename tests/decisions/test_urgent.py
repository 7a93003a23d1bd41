from counterpoise.decisions.dossier import Dossier, dossiers
from counterpoise.decisions.publication import missing
from counterpoise.decisions.trace import Collected
from counterpoise.decisions.urgent import SHOWN_AT_ONCE, may_stay_unseen, sees_at_once, urgent_notices
from counterpoise.record import DayRange
from counterpoise.record.decisions import Notice
from counterpoise.record.schema import columns
from tests.builders import at, case, row
from tests.decisions.worlds import closing, decision, groups, told


def the_closing(*more: object) -> Dossier:
    rows = [each for each in closing() if not isinstance(each, Notice)]
    found = dossiers(case(*rows, *more))  # type: ignore[arg-type]  # rows of any kind
    return next(each for each in found if each.decision.id == "closing")


def test_a_decision_is_visible_at_once_to_every_group_that_nobody_told() -> None:
    dossier = the_closing(*told("closing", {"managers": "2014-11-03"}))
    seen = urgent_notices(dossier, at=at("2014-11-10"))
    assert [each.group for each in seen] == ["caregivers", "citizens", "council", "employees", "municipality", "town"]
    assert {each.waited for each in seen} == {DayRange(7, 7)}
    assert not sees_at_once(dossier, group="managers", at=at("2014-11-10"))


def test_it_is_visible_whatever_else_is_missing() -> None:
    dossier = the_closing()
    assert missing(dossier, collected=Collected(), at=at("2014-11-03"))
    assert sees_at_once(dossier, group="citizens", at=at("2014-11-03"))


def test_a_plan_to_tell_does_not_make_a_group_wait() -> None:
    plan = row(Notice, "plan", decision="closing", group="citizens", planned_on=at("2015-03-02"))
    (notice,) = [each for each in urgent_notices(the_closing(plan), at=at("2014-11-04")) if each.group == "citizens"]
    assert notice.planned_on == at("2015-03-02")


def test_nothing_is_urgent_before_a_decision_is_taken_or_once_everybody_knows() -> None:
    assert urgent_notices(the_closing(), at=at("2014-11-02")) == ()
    (draft,) = dossiers(case(*groups("town"), decision("hall", None)))
    assert urgent_notices(draft, at=at()) == ()
    (known,) = dossiers(case(*groups("town"), decision("hall", "2014-02-01"), *told("hall", {"town": "2014-02-01"})))
    assert urgent_notices(known, at=at()) == ()


def test_no_closed_room_keeps_to_itself_that_a_decision_that_touches_people_exists() -> None:
    taken = decision("closing", "2014-11-03")
    refusal = may_stay_unseen(taken, affected=["town", "council"], at=at())
    assert refusal is not None
    assert refusal.code == "decisions.existence_cannot_be_kept_back"
    assert refusal.given["groups"] == ["council", "town"]
    assert may_stay_unseen(taken, affected=[], at=at()) is None
    assert may_stay_unseen(taken, affected=["town"], at=at("2014-11-02")) is None


def test_the_fields_shown_at_once_are_fields_of_a_decision() -> None:
    assert set(SHOWN_AT_ONCE) <= {column.name for column in columns(type(decision("a", None)))}
