from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from counterpoise.decisions.dossier import AskKind, dossiers
from counterpoise.decisions.sidedness import Sidedness
from counterpoise.record import Moment
from counterpoise.record.commitments import Promise
from counterpoise.record.decisions import Concern
from counterpoise.web.decisions.models import Decision, Notice
from counterpoise.web.decisions.selectors import (
    DecisionSeen,
    agreements_visible_to,
    decision_visible_to,
    decisions_visible_to,
)
from counterpoise.web.decisions.selectors.about import oldest_first
from counterpoise.web.decisions.selectors.seen import case_about, decisions_case, dossier_of
from counterpoise.web.initiatives.models import Meeting
from counterpoise.web.people.selectors import Viewer
from tests.builders import row

As = Callable[[str], Viewer]
HOME = "/initiatives/lindehof-together/decisions"


def closing(viewer: Viewer) -> DecisionSeen:
    seen = decision_visible_to("lindehof-together", "closing", viewer=viewer)
    assert seen is not None
    return seen


def test_each_group_has_its_days_and_the_untold_one_has_none(as_person: As) -> None:
    days = {row.group.id: row.lag.middle for row in closing(as_person("citizen-1")).told}
    assert days["managers"] == 0
    assert days["home-council"] == 91
    assert days["participating-citizens"] == 119
    assert days["caregivers-outside"] is None


def test_concerns_stand_in_the_order_of_their_days_and_then_of_their_numbers() -> None:
    told = [("c-10", "2014-11-05"), ("c-2", "2014-11-05"), ("c-1", None), ("c-11", "2014-11-04")]
    rows = [row(Concern, name, happened=day, recorded="2014-12-01") for name, day in told]
    assert [each.id for each in oldest_first(rows)] == ["c-11", "c-2", "c-10", "c-1"]


def test_the_concerns_on_the_closing_stand_in_the_order_of_their_numbers(as_person: As) -> None:
    seen = closing(as_person("citizen-1"))
    for names in ([each.concern.id for each in seen.concerns], [each.id for each in seen.open]):
        numbers = [int(name.rsplit("-", 1)[1]) for name in names]
        assert len(numbers) > 10
        assert numbers == sorted(numbers)


def test_the_closing_was_taken_alone_against_a_promise_and_the_law(as_person: As) -> None:
    seen = closing(as_person("citizen-1"))
    assert seen.classed is not None
    assert seen.classed.sidedness is Sidedness.U3
    assert {due.ground for due in seen.due} == {"promise", "legal_right"}
    assert all((due.promise is None) != (due.right is None) for due in seen.due)


def test_what_keeps_it_from_being_published_is_counted(as_person: As) -> None:
    assert dict(closing(as_person("citizen-1")).missing)["decisions.concern_without_answer"] == 13


def test_what_was_used_is_told_for_each_kind_of_knowledge(as_person: As) -> None:
    used = {row.kind.value: (row.used, row.given) for row in closing(as_person("citizen-1")).used}
    assert used == {
        "experience": (2, 18),
        "civic": (1, 6),
        "professional": (5, 9),
        "research": (1, 2),
        "managerial": (3, 4),
    }


def test_a_decision_and_the_one_that_it_turned_around_name_each_other(as_person: As) -> None:
    viewer = as_person("citizen-1")
    later, earlier = closing(viewer), decision_visible_to("lindehof-together", "stay-open", viewer=viewer)
    assert earlier is not None
    assert later.reverses == earlier.decision
    assert earlier.reversed_by == later.decision
    assert earlier.all_told_after == 4
    assert later.all_told_after is None
    assert later.slowest_civic is not None
    assert later.slowest_civic.group.id == "town"


def test_decisions_stand_latest_first_with_drafts_among_them(as_person: As) -> None:
    seen = decisions_visible_to("lindehof-together", viewer=as_person(""))
    assert [(row.decision.id, row.taken) for row in seen] == [
        ("closing", True),
        ("own-venue", True),
        ("church-hall", False),
        ("stay-open", True),
    ]


def test_there_is_nothing_where_there_is_no_such_initiative_or_decision(as_person: As) -> None:
    viewer = as_person("")
    assert decisions_visible_to("nowhere", viewer=viewer) == ()
    assert decision_visible_to("nowhere", "closing", viewer=viewer) is None
    assert decision_visible_to("lindehof-together", "nothing", viewer=viewer) is None


def test_promises_and_agreements_stand_with_both_sides_verdicts(as_person: As) -> None:
    agreements = agreements_visible_to("lindehof-together", viewer=as_person("citizen-1"))
    assert len([row for row in agreements if isinstance(row.commitment, Promise)]) == 1
    assert [str(row.commitment.happened_at) for row in agreements] == sorted(
        (str(row.commitment.happened_at) for row in agreements), reverse=True
    )
    assert agreements_visible_to("nowhere", viewer=as_person("citizen-1")) == ()


@pytest.mark.django_db
@pytest.mark.parametrize("person", ["citizen-1", "manager", ""])
def test_a_decision_knows_when_people_were_asked_however_much_came_later(
    person: str, as_person: As, forgets: Callable[[], None]
) -> None:
    viewer, home = as_person(person), "lindehof-together"

    whole = decisions_case(home, viewer=viewer)
    assert whole is not None
    known = {each.decision.id: each.asks for each in dossiers(whole)}
    assert any(each.kind is AskKind.MEETING for asks in known.values() for each in asks)

    def asked(name: str) -> object:
        case = case_about(name, initiative=home, viewer=viewer)
        found = dossier_of(case, name) if case is not None else None
        return found.asks if found is not None else None

    assert {name: asked(name) for name in known} == known
    one = Meeting.objects.filter(initiative=home).first()
    assert one is not None
    later = Meeting.objects.order_by("-written").values_list("written", flat=True)[0]
    rows = [Meeting.objects.get(pk=one.pk) for _ in range(250)]
    for number, each in enumerate(rows, start=1):
        each.pk, each.written, each.matters = f"later-{number}", later + number, ("nothing-decided",)
    Meeting.objects.bulk_create(rows)
    forgets()
    assert {name: asked(name) for name in known} == known


@pytest.mark.django_db
def test_whoever_was_told_before_it_was_taken_reads_so(
    visit: Callable[[str], Client], forgets: Callable[[], None]
) -> None:
    taken = Moment.parse("2014-11-03")
    Notice.objects.filter(decision="stay-open").update(told_at=Moment.parse("2014-01-01"), heard_at=None)
    Decision.objects.filter(pk="stay-open").update(decided_at=taken)
    forgets()
    page = visit("citizen-1").get("/initiatives/lindehof-together/decisions/").content.decode()
    assert "Everyone on the citizens’ side was told <b>before it was taken</b>." in page
    assert "within <b>-" not in page
    assert "306 days before" in visit("citizen-1").get(f"{HOME}/stay-open/").content.decode()
