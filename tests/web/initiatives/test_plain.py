"""What is written down as SQL finds the rows that Django finds; what is not simple is left to Django."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, Lower
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterpoise.record import KnowledgeKind, Row, Side
from counterpoise.record.contributions import Contribution, ContributionState, Digest, Question
from counterpoise.record.decisions import Answer, Concern, Decision, Effect, Trace
from counterpoise.record.initiatives import Matter
from counterpoise.record.meetings import Meeting
from counterpoise.record.people import Body, Seat
from counterpoise.record.positions import Friction
from counterpoise.record.reviews import ReviewAnswer
from counterpoise.web.initiatives.selectors import LATEST, LATEST_WRITTEN, Ask, counts_of, rows_of
from counterpoise.web.initiatives.selectors.conditions import Condition, Table
from counterpoise.web.initiatives.selectors.slices import _by_django, _plain, part_of
from counterpoise.web.ledger.selectors import Part, Written, read_together
from counterpoise.web.people.selectors import Viewer

As = Callable[[str], Viewer]
HOME = Q(initiative="lindehof-together")
WITHINS = (None, HOME, HOME | Q(initiative__isnull=True))
SIMPLE: list[Ask] = [
    Ask(Contribution),
    Ask(Body, common=True),
    Ask(Contribution, Q(state=ContributionState.GIVEN, side=Side.CIVIC)),
    Ask(Contribution, ~Q(kind=KnowledgeKind.EXPERIENCE)),
    Ask(Contribution, ~Q(kind__in=[KnowledgeKind.EXPERIENCE, KnowledgeKind.CIVIC]) & Q(space__isnull=True)),
    Ask(Contribution, Q(kind=None) | ~(Q(side=Side.CIVIC) | Q(matter="stay-or-close"))),
    Ask(Contribution, Q(pk__in=[])),
    Ask(Contribution, Q(question__in=[None, "why-close"])),
    Ask(Contribution, order=LATEST, limit=7),
    Ask(Contribution, Q(side=Side.CIVIC), order=LATEST_WRITTEN, start=3, limit=4),
    Ask(Contribution, order=("happened_at", "-written"), limit=5),
    Ask(Concern, Q(decision="closing")),
    Ask(Answer, Q(concern__decision="closing", no_answer=False)),
    Ask(Answer, Q(concern__decision__in=["closing", "stay-open"])),
    Ask(Answer, Q(concern__decision__matter="stay-or-close")),
    Ask(Trace, Q(effect__in=[Effect.CHANGED, Effect.PARTLY], contribution__isnull=False)),
    Ask(Matter, Q(pk__in=rows_of(Decision).filter(pk="closing").order_by().values("matter"))),
    Ask(
        Decision, order=(Coalesce(F("decided_at"), F("happened_at")).desc(nulls_last=True), F("written").asc()), limit=2
    ),
    Ask(Friction, Q(state__in=["open", "acknowledged"]) & Q(next_step="")),
    Ask(Seat, Q(body="home-client-council"), common=True),
]
NOT_SIMPLE: list[Ask] = [
    Ask(Contribution, Q(happened_at__lt="2014-11")),
    Ask(Meeting, ~Q(matters=[])),
    Ask(Answer, ~Q(concern__decision="closing")),
    Ask(
        Contribution,
        Q(side=F("author_side")) if "author_side" in Table.of(Contribution, "r").columns else Q(pk=F("id")),
    ),
    Ask(Contribution, Q(Exists(rows_of(Trace).filter(contribution=OuterRef("pk"))))),
    Ask(Contribution, Q(side=Side.CIVIC) ^ Q(kind=KnowledgeKind.CIVIC)),
    Ask(Contribution, order=(Lower("text").asc(),), limit=3),
    Ask(Contribution, limit=3),
    Ask(Decision, order=("matter__written", "written"), limit=3),
    Ask(Decision, order=(F("matter__written").desc(), "written"), limit=3),
]


def found(part: Part | Written, kind: type[Row]) -> set[str]:
    return {row.id for row in read_together([part]).of(kind.TABLE)}


@pytest.mark.parametrize("within", WITHINS, ids=["any", "home", "home and common"])
@pytest.mark.parametrize("person", ["", "resident", "new-director", "logistics-colleague"])
def test_what_is_simple_is_written_down_and_finds_what_django_finds(
    person: str, within: Q | None, as_person: As
) -> None:
    viewer = as_person(person)
    for ask in SIMPLE:
        written = _plain(ask, within, viewer)
        assert written is not None, ask
        assert found(written, ask.kind) == found(_by_django(ask, within, viewer), ask.kind), ask


def test_something_is_found_by_nearly_all_of_these(as_person: As) -> None:
    viewer = as_person("resident")
    empty = [ask for ask in SIMPLE if not found(part_of(ask, None, viewer), ask.kind)]
    assert len(empty) <= 5


@pytest.mark.parametrize("ask", NOT_SIMPLE, ids=[str(number) for number in range(len(NOT_SIMPLE))])
def test_what_is_not_simple_is_left_to_django(ask: Ask, as_person: As) -> None:
    viewer = as_person("resident")
    assert _plain(ask, HOME, viewer) is None
    assert isinstance(part_of(ask, HOME, viewer), Part)


def test_what_nobody_reads_is_asked_for_by_neither(as_person: As) -> None:
    part = part_of(Ask(ReviewAnswer), None, as_person("resident"))
    assert isinstance(part, Part)
    assert part.found.query.is_empty()


def test_a_further_condition_holds_in_both_ways(as_person: As) -> None:
    def on_closing(row: Table) -> Condition:
        return row.one_of("decision", ["closing"])

    viewer = as_person("resident")
    simple, other = Ask(Concern, also=on_closing), Ask(Concern, Q(happened_at__lt="2100"), also=on_closing)
    names = found(part_of(simple, HOME, viewer), Concern)
    assert names == found(_by_django(simple, HOME, viewer), Concern) == found(part_of(other, HOME, viewer), Concern)
    assert len(names) == 13


def test_counts_are_those_of_the_rows_and_stop_at_the_most(as_person: As) -> None:
    viewer = as_person("resident")
    asks = {
        str(number): ask for number, ask in enumerate([*SIMPLE, *NOT_SIMPLE]) if ask.limit is None and not ask.common
    }
    counted = counts_of(asks, viewer=viewer, initiative="lindehof-together")
    assert counted == {name: len(found(part_of(ask, HOME, viewer), ask.kind)) for name, ask in asks.items()}
    assert max(counted.values()) > 10
    assert counts_of({"none": Ask(ReviewAnswer)}, viewer=viewer) == {"none": 0}
    few = counts_of(asks, viewer=viewer, initiative="lindehof-together", most=5)
    assert few == {name: min(number, 6) for name, number in counted.items()}


FIELDS: dict[str, list[Any]] = {
    "kind": [None, *KnowledgeKind],
    "side": [None, *Side],
    "state": [*ContributionState],
    "matter": [None, "stay-or-close", "mealtimes"],
    "question": [None, "nothing-there", "why-close"],
    "critical": [True, False],
}


def _filter(path: str, value: object) -> Q:
    return Q((path, value))


def _lookups(name: str, values: list[Any]) -> st.SearchStrategy[Q]:
    one: st.SearchStrategy[Any] = st.sampled_from(values)
    return st.one_of(
        st.builds(_filter, st.just(name), one),
        st.builds(_filter, st.just(f"{name}__in"), st.lists(one, max_size=3)),
        st.builds(_filter, st.just(f"{name}__isnull"), st.booleans()),
    )


LOOKUPS = st.one_of(
    *(_lookups(name, values) for name, values in FIELDS.items() if name in Table.of(Contribution, "r").columns)
)


def _joined(inner: st.SearchStrategy[Q]) -> st.SearchStrategy[Q]:
    return st.one_of(
        st.builds(lambda one: ~one, inner),
        st.builds(lambda one, other: one & other, inner, inner),
        st.builds(lambda one, other: one | other, inner, inner),
    )


FILTERS = st.recursive(LOOKUPS, _joined, max_leaves=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(where=FILTERS, limit=st.none() | st.integers(1, 9))
def test_any_simple_filter_finds_what_django_finds(where: Q, limit: int | None, as_person: As) -> None:
    viewer = as_person("resident")
    ask = Ask(Contribution, where, order=LATEST, limit=limit)
    written = _plain(ask, HOME, viewer)
    assert written is not None
    assert found(written, Contribution) == found(_by_django(ask, HOME, viewer), Contribution)


def test_what_is_asked_of_questions_and_digests_goes_the_same_two_ways(as_person: As) -> None:
    viewer = as_person("council-member")
    for ask in (
        Ask(Question, Q(problem__matter="mealtimes") | Q(matter="mealtimes")),
        Ask(Digest, ~Q(matter="mealtimes")),
    ):
        written = _plain(ask, None, viewer)
        assert written is not None
        assert found(written, ask.kind) == found(_by_django(ask, None, viewer), ask.kind)
