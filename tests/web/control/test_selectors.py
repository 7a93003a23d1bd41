from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from counterpoise.control.limits import QuestionState
from counterpoise.control.standing import Standing
from counterpoise.record.commitments import Promise
from counterpoise.record.contributions import Problem, Question
from counterpoise.record.decisions import Answer, Concern, Decision, Notice
from counterpoise.record.initiatives import Affects, Group, Matter
from counterpoise.record.mandates import Mandate, StatutoryMandate
from counterpoise.record.meetings import Meeting
from counterpoise.record.people import Body
from counterpoise.web.control.models import StatutoryMandate as Rights
from counterpoise.web.control.selectors import control_visible_to, matters_after, rights_case, tracks_in
from counterpoise.web.decisions.models import Decision as Decisions
from counterpoise.web.initiatives.models import Meeting as Meetings
from counterpoise.web.initiatives.selectors import Ask, slice_of
from counterpoise.web.people.selectors import Viewer

As = Callable[[str], Viewer]
HOME = "lindehof-together"


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


def test_matters_come_a_few_at_a_time_the_newest_first_and_what_is_settled_is_told_of_all(as_person: As) -> None:
    viewer = as_person("citizen-1")
    whole = control_visible_to(HOME, viewer=viewer)
    assert whole is not None
    assert whole.more is False
    names = [row.matter.id for row in whole.matters][::-1]
    for start in (0, 2, 4):
        part = control_visible_to(HOME, start=start, limit=2, viewer=viewer)
        assert part is not None
        assert [row.matter.id for row in part.matters] == names[start : start + 2]
        assert (part.all, part.settled, part.more) == (5, whole.settled, start < 4)
        of = {row.matter.id: row for row in whole.matters}
        assert list(part.matters) == [of[name] for name in names[start : start + 2]]
        assert (part.requested, part.limits, part.tune) == (whole.requested, whole.limits, whole.tune)
    assert [matters_after(name, initiative=HOME, viewer=viewer) for name in names] == [0, 1, 2, 3, 4]
    assert matters_after("no-such-matter", initiative=HOME, viewer=viewer) == 0


@pytest.mark.usefixtures("forgets")
def test_a_link_to_one_matter_leads_to_its_page_and_there_is_nothing_after_the_last(
    visit: Callable[[str], Client],
) -> None:
    client = visit("citizen-1")
    room = f"/initiatives/{HOME}/control/"
    first = client.get(f"{room}?matter=stay-or-close")
    assert 'id="stay-or-close"' in first.content.decode()
    assert client.get(f"{room}?page=2").status_code == 404
    for nonsense in ("0", "-1", "x", "", "9" * 40):
        assert client.get(f"{room}?page={nonsense}").status_code == 200


READ = (
    Decision, Concern, Answer, Notice, Affects, Group, Matter, Meeting, Question, Problem, Promise, Mandate,
)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.usefixtures("forgets")
@pytest.mark.parametrize("person", ["", "home-council-member", "resident", "new-director"])
def test_beside_legal_rights_few_rows_tell_the_same_as_all_of_them(person: str, as_person: As) -> None:
    held = Rights.objects.filter(group__isnull=False).first() or Rights.objects.filter(body__isnull=False).get()
    Decisions.objects.filter(initiative=HOME, matter__isnull=False).update(topic=held.topics[0])
    meeting = Meetings.objects.filter(initiative=HOME).first()
    decided = Decisions.objects.filter(initiative=HOME, matter__isnull=False, space__isnull=True).first()
    assert meeting is not None
    assert decided is not None
    group = held.group_id or "home-council"
    Meetings.objects.filter(pk=meeting.pk).update(matters=(decided.matter_id,), open_to=(group,))
    viewer = as_person(person)
    asks = [*(Ask(kind) for kind in READ), Ask(StatutoryMandate, common=True), Ask(Body, common=True)]
    whole, part = slice_of(HOME, viewer=viewer, asks=asks), rights_case(HOME, viewer=viewer)
    assert whole is not None
    assert part is not None
    told = tracks_in(part)
    assert told == tracks_in(whole)
    assert told
    assert any(each.track.judgement.track.talked_on for each in told)
    assert {row.topic for row in part.rows(Decision)} == {held.topics[0]}
