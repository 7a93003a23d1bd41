"""What is used, which knowledge, what is said with and without the organization there, and who carries it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from counterpoise.expertise.knowledge import knowledge
from counterpoise.expertise.positioning import claims, positioning
from counterpoise.expertise.presence import presence
from counterpoise.expertise.professionalization import distance_of_words, professionalization
from counterpoise.expertise.uptake import uptake
from counterpoise.indicator import Display, Part, Reading
from counterpoise.record import Edition, KnowledgeKind, Reply, Row, Side
from counterpoise.record.access import Training
from counterpoise.record.contributions import Contribution, ContributionState
from counterpoise.record.decisions import Effect, Trace
from counterpoise.record.documents import Claim, ClaimEvidence, Coding, Label, Mention
from counterpoise.record.initiatives import Cycle
from counterpoise.record.meetings import Meeting
from counterpoise.record.participation import Participation
from counterpoise.record.people import Body, Capacity, ReleasedCount, Seat, Space, SpaceKind
from tests.builders import case, row

KINDS = {
    KnowledgeKind.EXPERIENCE: (18, 2),
    KnowledgeKind.CIVIC: (6, 1),
    KnowledgeKind.PROFESSIONAL: (9, 5),
    KnowledgeKind.RESEARCH: (2, 1),
    KnowledgeKind.MANAGERIAL: (4, 3),
}


def part(reading: Reading, name: str, of: str = "") -> Part:
    return next(one for one in reading.parts if (one.name, one.of) == (name, of))


def platform() -> Iterable[Row]:
    """Yield the 39 contributions of the platform and what became of them."""
    for kind, (submitted, cited) in KINDS.items():
        lay = kind in {KnowledgeKind.EXPERIENCE, KnowledgeKind.CIVIC}
        for number in range(submitted):
            name = f"{kind}-{number}"
            used = number < cited
            yield row(Contribution, name, kind=kind, side=Side.CIVIC if lay else Side.ORGANIZATIONAL, matter="m")
            yield row(Trace, f"of {name}", contribution=name, effect=Effect.CHANGED if used else Effect.SET_ASIDE,
                      knowledge_kind=kind if used else None)  # fmt: skip


def test_the_odds_of_being_used_on_the_platform() -> None:
    found = uptake(case(*platform()), seed=42)
    assert found.value == pytest.approx(0.1114, abs=5e-5)
    assert found.interval == pytest.approx((0.0247, 0.5028), abs=5e-5)
    assert (found.numerator, found.denominator, found.known, found.candidates) == (12, 39, 39, 39)
    civic, organization = part(found, "civic"), part(found, "organizational")
    assert (civic.numerator, civic.denominator) == (3, 24)
    assert civic.interval == pytest.approx((0.043, 0.310), abs=5e-4)
    assert organization.interval == pytest.approx((0.357, 0.802), abs=5e-4)
    assert part(found, "crude").value == pytest.approx(0.0952, abs=5e-5)
    exact = part(found, "exact")
    assert exact.value == pytest.approx(0.1028, abs=1e-4)
    assert exact.interval == pytest.approx((0.0134, 0.573), abs=5e-4)
    assert part(found, "within_matters").value == pytest.approx(0.0952, abs=5e-5)
    assert part(found, "untraced").numerator == 0
    assert found.at_most is None
    assert uptake(case(*reversed(list(platform()))), seed=42) == found


def traced(name: str, side: Side | None, *effects: Effect, **fields: Any) -> list[Row]:  # noqa: ANN401 - any field
    traces = [
        row(Trace, f"{name} {effect}", contribution=name, effect=effect, agreed_by_contributor=Reply.YES)
        for effect in effects
    ]
    return [row(Contribution, name, side=side, **fields), *traces]


def test_a_contribution_counts_once_with_the_effect_that_went_furthest_and_untraced_ones_are_told() -> None:
    rows = [
        *traced("a", Side.CIVIC, Effect.SET_ASIDE, Effect.PARTLY),
        *traced("b", None, Effect.CONFIRMED, capacity="k"),
        *traced("c", Side.ORGANIZATIONAL, Effect.CHANGED, matter="m"),
        *traced("untraced", Side.CIVIC),
        *traced("no side", None, Effect.CHANGED, capacity="gone"),
        *traced("independent", Side.INDEPENDENT, Effect.CHANGED),
        *traced("gone", Side.CIVIC, Effect.CHANGED, state=ContributionState.WITHDRAWN),
        row(Capacity, "k", side=Side.CIVIC),
        row(Trace, "of a digest", digest="d", effect=Effect.CHANGED),
    ]
    found = uptake(case(*rows), seed=42)
    assert (found.numerator, found.denominator, found.known, found.candidates) == (2, 3, 3, 5)
    assert found.evidence.numerator == ("a", "c")
    assert found.evidence.excluded == ("no side", "untraced")
    assert found.details["fates"]["civic"] == {
        "changed": 0, "confirmed": 1, "partly": 1, "set_aside": 0, "not_considered": 0,
    }  # fmt: skip
    assert found.at_most is Display.LIST
    assert (part(found, "confirmed").numerator, part(found, "untraced").numerator) == (4, 2)


def test_one_arm_gives_no_ratio_and_no_figure_is_ever_infinite() -> None:
    assert uptake(case(*traced("a", Side.CIVIC, Effect.CHANGED)), seed=42).value is None
    rows = [*traced("a", Side.CIVIC, Effect.CHANGED), *traced("b", Side.ORGANIZATIONAL, Effect.SET_ASIDE)]
    found = uptake(case(*rows), seed=42)
    assert (part(found, "exact").value, part(found, "exact").interval, part(found, "crude").value) == (None, None, None)
    many = [one for n in range(201) for one in traced(f"c{n}", Side.CIVIC, Effect.SET_ASIDE)]
    assert part(uptake(case(*many, *rows), seed=42), "exact").value is None
    full = [
        one
        for side in (Side.CIVIC, Side.ORGANIZATIONAL)
        for n in range(20)
        for one in traced(f"{side}{n}", side, Effect.CHANGED if n % 2 else Effect.SET_ASIDE)
    ]
    assert part(uptake(case(*full), seed=42), "exact").value is None


def test_the_mix_of_knowledge_on_the_platform() -> None:
    found = knowledge(case(*platform()), seed=42)
    assert found.value == pytest.approx(0.3654, abs=5e-5)
    assert (found.numerator, found.denominator, found.known, found.candidates) == (12, 39, 39, 39)
    chance = part(found, "chance")
    assert chance.value == pytest.approx(0.180, abs=0.01)
    assert chance.range is not None
    assert found.value is not None
    assert chance.range[1] < found.value
    diversity = [part(found, f"diversity_{q}", of).value for q in (1, 2) for of in ("submitted", "cited")]
    assert diversity == pytest.approx([3.932, 4.154, 3.299, 3.600], abs=5e-4)
    assert found.details["kinds"][0]["difference"] == pytest.approx(2 / 12 - 18 / 39)
    assert found.interval is None
    assert found == knowledge(case(*reversed(list(platform()))), seed=42)


def test_what_was_used_without_a_cited_kind_counts_as_the_kind_its_author_chose() -> None:
    rows = [
        *traced("a", Side.CIVIC, Effect.CHANGED, kind=KnowledgeKind.CIVIC),
        *traced("b", Side.CIVIC, Effect.SET_ASIDE, kind=KnowledgeKind.CIVIC),
        *traced("c", Side.CIVIC, Effect.CHANGED),
        *traced("d", Side.CIVIC, kind=KnowledgeKind.EXPERIENCE),
    ]
    found = knowledge(case(*rows), seed=42)
    assert (found.numerator, found.denominator, found.known, found.candidates) == (1, 3, 3, 4)
    assert found.at_most is Display.COUNTS
    assert part(found, "chance").value is None
    assert found.details["kinds"][2]["cited_share"] == 0
    assert knowledge(case(), seed=42).details["kinds"][2]["cited_share"] is None


def council(room: str | None = "ours", **fields: Any) -> list[Row]:  # noqa: ANN401 - any field
    """Return the meeting of the meals: three things said with the manager there, and seven after he left."""
    with_him = [row(Contribution, f"w{n}", critical=False, org_present=True, meeting="m", **fields) for n in range(3)]
    after = [
        row(Contribution, f"a{n}", critical=True, org_present=False, meeting="m", space=room, topic="warmth", **fields)
        for n in range(7)
    ]
    return [*with_him, *after, row(Space, "ours", kind=SpaceKind.CITIZENS_ONLY), row(Meeting, "m")]


def test_people_spoke_up_after_the_manager_had_left() -> None:
    found = presence(case(*council()), seed=42)
    assert found.value == 1.0
    assert found.interval == pytest.approx((0.336, 1.0), abs=5e-4)
    absent, present = part(found, "absent"), part(found, "present")
    assert (absent.numerator, absent.denominator) == (7, 7)
    assert (present.numerator, present.denominator) == (0, 3)
    assert found.details["for_researchers"]["fisher_exact_p"] == pytest.approx(0.0083, abs=5e-5)
    assert found.details["topics"] == [
        {"topic": "warmth", "absent": {"critical": 7, "all": 7}, "present": {"critical": 0, "all": 0}}
    ]
    assert found.at_most is Display.COUNTS
    assert found.arms == (7, 3)
    assert (found.evidence.denominator, found.evidence.tables) == (("m",), ("meetings",))
    assert not {f"a{n}" for n in range(7)} & set(found.evidence.numerator)


def test_released_counts_stand_in_for_a_closed_room_and_a_silent_room_lowers_coverage() -> None:
    open_rows = [one for one in council() if one.space is None]
    silent = presence(case(*open_rows, edition=Edition.SHARED), seed=42)
    assert (silent.value, silent.known, silent.candidates, silent.details["silent_rooms"]) == (None, 3, 4, 1)
    assert silent.at_most is Display.LIST
    counts = [
        row(
            ReleasedCount,
            f"r{name}",
            room="ours",
            indicator="expertise.presence",
            part=name,
            numerator=n,
            denominator=n,
        )
        for name, n in (("absent", 7), ("present", 0))
    ]
    found = presence(case(*open_rows, *counts, edition=Edition.SHARED), seed=42)
    assert (found.value, found.known, found.candidates, found.details["released"]) == (1.0, 10, 10, 7)
    assert found.interval == pytest.approx((0.336, 1.0), abs=5e-4)


def test_what_staff_say_and_what_nobody_marked_is_left_out_and_unknown_presence_lowers_coverage() -> None:
    rows = [
        *council(),
        row(Contribution, "staff", side=Side.ORGANIZATIONAL, critical=True, org_present=True),
        row(Contribution, "unmarked", org_present=True, meeting="other"),
        row(Contribution, "unseen", critical=True),
        row(Meeting, "other"),
    ]
    found = presence(case(*rows), seed=42)
    assert (found.value, found.known, found.candidates) == (1.0, 10, 12)
    assert found.evidence.excluded == ("other",)


def test_one_meeting_without_known_speakers_gives_counts_only() -> None:
    def said(who: str | None, meetings: int) -> Reading:
        rows = [
            row(
                Contribution,
                f"c{n}",
                critical=n % 3 == 0,
                org_present=n < 10,
                meeting=f"m{n % meetings}",
                recorded_by=who,
            )
            for n in range(20)
        ]
        return presence(case(*rows), seed=42)

    assert [said(who, n).at_most for who, n in ((None, 1), ("her", 1), (None, 2))] == [Display.COUNTS, None, None]


def hours(person: str | None, cycle: str | None, amount: float | None, side: Side = Side.CIVIC) -> Participation:
    return row(Participation, f"{person} {cycle} {side}", person=person, cycle=cycle, hours=amount, side=side)


CYCLES = [row(Cycle, f"c{n}", number=n) for n in (1, 2, 3)]


def test_hours_in_the_first_two_rounds_of_a_person_are_fresh() -> None:
    rows = [
        *CYCLES,
        *(hours("old", f"c{n}", 10) for n in (1, 2, 3)),
        hours("new", "c3", 10),
        hours("staff", "c3", 90, Side.ORGANIZATIONAL),
        hours("unknown", "c3", None),
        hours(None, "c3", 5),
        hours("lost", "gone", 5),
    ]
    found = professionalization(case(*rows), seed=42)
    assert (found.value, found.numerator, found.denominator) == (0.75, 30, 40)
    assert (found.known, found.candidates, found.arms, found.interval) == (4, 7, (2,), None)
    assert (found.evidence.denominator, found.evidence.tables) == (("c1", "c2", "c3"), ("cycles",))


def test_ten_people_give_an_interval_that_their_order_does_not_change() -> None:
    rows = [*CYCLES, *(hours(f"p{n}", f"c{c}", n + 1) for n in range(10) for c in (1, 2, 3)[: n % 3 + 1])]
    found = professionalization(case(*rows), seed=42)
    assert found.interval is not None
    assert found.value is not None
    assert found.interval[0] < found.value < found.interval[1]
    assert professionalization(case(*rows[::-1]), seed=42) == found
    nothing = [*CYCLES, *(hours(f"p{n}", "c1", 0) for n in range(10))]
    assert professionalization(case(*nothing), seed=42).interval is None


def test_seats_held_by_few_and_training_in_both_directions() -> None:
    seats = [row(Seat, f"s{n}", person="busy", body="council") for n in range(3)]
    rows = [
        *seats,
        row(Seat, "one", person="new", capacity="k"),
        row(Seat, "board", person="him", body="board"),
        row(Seat, "nobody's", body="council"),
        row(Seat, "nowhere", person="new"),
        row(Body, "council", side=Side.CIVIC),
        row(Body, "board", side=Side.ORGANIZATIONAL),
        row(Capacity, "k", side=Side.CIVIC),
        row(Training, "t1", trainer_side=Side.ORGANIZATIONAL, trainee_side=Side.CIVIC, hours=12),
        row(Training, "t2", trainer_side=Side.CIVIC, trainee_side=Side.ORGANIZATIONAL, hours=3),
        row(Training, "t3", trainer_side=Side.CIVIC, trainee_side=Side.ORGANIZATIONAL),
    ]
    found = professionalization(case(*rows), seed=42)
    assert (part(found, "many_seats").numerator, part(found, "many_seats").denominator) == (3, 4)
    assert [part(found, f"training_{name}").value for name in ("of_citizens", "of_staff", "balance")] == [12, 3, 4]
    assert part(professionalization(case(), seed=42), "training_balance").value is None


def test_the_distance_of_words_is_none_where_one_side_is_silent() -> None:
    rows = [
        row(Contribution, "a", happened="2015-01-02", side=Side.CIVIC, text="warm soup"),
        row(Contribution, "b", happened="2015-01-03", side=Side.ORGANIZATIONAL, text="Warm soup!"),
        row(Contribution, "c", happened="2015-02-03", side=Side.CIVIC, text="cold"),
        row(Contribution, "d", side=Side.CIVIC, text="some day"),
    ]
    assert distance_of_words(case(*rows)) == [("2015-01", pytest.approx(0.0, abs=1e-9)), ("2015-02", None)]


def coded(name: str, *labels: Label, settled: Label | None = None) -> list[Row]:
    sides = (Side.ORGANIZATIONAL, Side.CIVIC, Side.CIVIC)
    codings = [
        row(Coding, f"{name} by {n}", mention=name, reader=f"r{n}", reader_side=sides[n], label=label)
        for n, label in enumerate(labels)
    ]
    return [row(Mention, name, label=settled, document="plan"), *codings]


def test_mentions_that_two_people_read_and_that_have_one_label_are_counted() -> None:
    agent, partner = Label.AGENT, Label.PARTNER
    rows = [
        *coded("both", agent, agent),
        *coded("talked", agent, partner, settled=partner),
        *coded("differ", agent, partner),
        *coded("third", agent, agent, partner),
        *coded("once", agent),
        *coded("not", settled=agent),
        row(Coding, "no label", mention="once", reader="r9"),
        row(Coding, "no mention", label=agent),
    ]
    found = positioning(case(*rows), seed=42)
    assert (found.value, found.numerator, found.denominator) == (2 / 3, 2, 3)
    assert (found.known, found.candidates) == (4, 6)
    assert found.evidence.excluded == ("differ", "not", "once")
    assert part(found, "label", "partner").numerator == 1
    assert (part(found, "agreement").value, part(found, "agreement").denominator) == (None, 4)
    assert found.details["by_document"] == [{"document": "plan", "labels": {"agent": 2, "partner": 1, "unsettled": 3}}]
    assert found.at_most is Display.COUNTS


def test_two_readings_of_one_reader_are_one_and_kappa_comes_from_fifty_mentions_on() -> None:
    twice = [row(Mention, "m"), *(row(Coding, f"c{n}", mention="m", reader="r", label=Label.AGENT) for n in range(2))]
    assert positioning(case(*twice), seed=42).known == 0
    labels = (
        [(Label.AGENT, Label.AGENT)] * 20 + [(Label.PARTNER, Label.PARTNER)] * 15 + [(Label.AGENT, Label.PARTNER)] * 15
    )
    rows = [one for n, pair in enumerate(labels) for one in coded(f"m{n:02}", *pair)]
    found = positioning(case(*rows), seed=42)
    # observed 35/50; by chance (35·20 + 15·30) / 50² = .46
    assert part(found, "agreement").value == pytest.approx((0.7 - 0.46) / (1 - 0.46))
    assert found.at_most is None


def test_claims_with_something_of_the_register_beside_them() -> None:
    rows = [
        row(Claim, "a", meaning="a seat at the table"),
        row(Claim, "b"),
        row(ClaimEvidence, "e1", claim="a", table="decisions", record="d"),
        row(ClaimEvidence, "e2", claim="a", table="decisions", record="d2"),
        row(ClaimEvidence, "empty", claim="b"),
    ]
    found = claims(case(*rows), seed=42)
    assert (found.value, found.numerator, found.denominator, found.coverage) == (0.5, 1, 2, 1)
    assert part(found, "meaning").numerator == 1
    assert found.details["claims"] == [{"claim": "a", "records": 2}, {"claim": "b", "records": 0}]


MEASURES: list[Callable[..., Reading]] = [uptake, knowledge, presence, professionalization, positioning, claims]


@pytest.mark.parametrize("measure", MEASURES)
def test_an_empty_record_has_no_figure(measure: Callable[..., Reading]) -> None:
    found = measure(case(), seed=42)
    assert (found.value, found.denominator, found.interval, found.coverage) == (None, 0, None, None)


@pytest.mark.parametrize("measure", MEASURES)
def test_rows_of_which_nothing_is_known_give_no_figure(measure: Callable[..., Reading]) -> None:
    rows = [
        row(Contribution, "c"),
        row(Trace, "t", contribution="c"),
        row(Participation, "p", side=Side.CIVIC),
        row(Mention, "m"),
        row(Seat, "s"),
    ]
    assert measure(case(*rows), seed=42).value is None
