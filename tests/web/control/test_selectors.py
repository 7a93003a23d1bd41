from __future__ import annotations

from collections.abc import Callable

from counterpoise.control.limits import QuestionState
from counterpoise.control.standing import Standing
from counterpoise.web.control.selectors import control_visible_to
from counterpoise.web.people.selectors import Viewer

As = Callable[[str], Viewer]


def test_for_two_of_five_matters_it_is_settled_who_decides(as_person: As) -> None:
    control = control_visible_to("lindehof-together", viewer=as_person("citizen-1"))
    assert control is not None
    assert (control.settled, len(control.matters)) == (2, 5)
    standings = [row.decides.standing for row in control.matters]
    assert standings.count(Standing.AGREED) == standings.count(Standing.CONTESTED) == 1
    assert standings.count(None) == 2


def test_the_request_for_a_limit_ages_for_those_who_may_read_it(as_person: As) -> None:
    seen = control_visible_to("lindehof-together", viewer=as_person("logistics-colleague"))
    hidden = control_visible_to("lindehof-together", viewer=as_person("citizen-1"))
    assert seen is not None
    assert hidden is not None
    (row,) = seen.requested
    assert row.age is not None
    assert row.age.low == 750
    assert row.state is QuestionState.OVERDUE
    assert hidden.requested == ()


def test_a_body_that_holds_a_mandate_is_not_named_twice(as_person: As) -> None:
    control = control_visible_to("lindehof-together", viewer=as_person("citizen-1"))
    assert control is not None
    for matter in control.matters:
        for held in matter.held:
            assert all(group.body is None or group.body != held.mandate.holder for group, _ in held.others)


def test_there_is_nothing_where_there_is_no_such_initiative(as_person: As) -> None:
    assert control_visible_to("nowhere", viewer=as_person("citizen-1")) is None
