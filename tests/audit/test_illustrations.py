"""What the power audit says of the paper's four illustrations, on 30 June 2015, and what it may show of it."""

from datetime import date
from functools import cache

import pytest

from counterpoise.audit.power import InitiativeAudit, UnknownInitiativeError, UnknownMatterError, audit
from counterpoise.datasets.illustrations import illustrations
from counterpoise.datasets.illustrations.tool_path import with_digest_and_reframe
from counterpoise.indicator import Indicator, Part
from counterpoise.record import Edition, Level, Mode
from counterpoise.record.initiatives import InitiativeState
from counterpoise.statistics.disclosure import Audience

AT = date(2015, 6, 30)
CLOSE = pytest.approx
NEAR = 1e-3


@cache
def lindehof(day: date = AT) -> InitiativeAudit:
    """Return the audit of the platforms around the rural care facility."""
    return audit(illustrations(), at=day).of("lindehof-together")


@cache
def meals() -> InitiativeAudit:
    """Return the audit of the meals in the nursing home."""
    return audit(illustrations(), at=AT).of("meals")


def part(indicator: Indicator, name: str, of: str = "") -> Part:
    """Return one part of an indicator."""
    (found,) = [each for each in indicator.reading.parts if each.name == name and each.of == of]
    return found


EXPECTED = [
    # code, value, counts, interval, display
    ("expertise.framing", 1 / 6, (1, 6), (0.030, 0.564), "counts"),
    ("expertise.uptake", 0.1114, None, (0.0247, 0.5028), "rate"),
    ("expertise.knowledge", 0.3654, None, None, "rate"),
    ("control.mandates", 2 / 5, (2, 5), None, "rate"),
    ("control.congruence", 0, (0, 1), None, "rate"),
    ("control.drift", 1 / 3, (1, 3), None, "list"),
    ("control.limits", 0, (0, 1), None, "rate"),
    ("control.agreement", 2 / 5, (2, 5), (0.118, 0.769), "counts"),
    ("inclusion.contrast", 0.0765, None, None, "rate"),
    ("inclusion.representation", 0.0355, None, None, "rate"),
    ("inclusion.floor", 0.628, None, None, "thin"),
    ("inclusion.staying", -0.381, None, (-0.617, -0.049), "suppressed"),
    ("inclusion.funnel", -0.267, None, (-0.463, 0.072), "suppressed"),
    ("inclusion.barriers", 1, (1, 1), None, "rate"),
    ("inclusion.naming", 0.227, (5, 22), (0.101, 0.434), "rate"),
    ("decisions.notice", 119, None, None, "rate"),
    ("decisions.unilateral", 1 / 3, (1, 3), (0.061, 0.792), "rate"),
    ("decisions.answers", 0.581, (18, 31), (0.408, 0.736), "rate"),
    ("interests.outcomes", 1 / 2, (1, 2), None, "counts"),
    ("decisions.compartments", 0.548, None, None, "rate"),
    ("interests.frictions", 0, (0, 3), None, "rate"),
    ("decisions.continuity", 1 / 4, (1, 4), (0.046, 0.699), "rate"),
    ("interests.reasoning", 0.8667, None, None, "suppressed"),
    ("reviews.level", -3, None, None, "rate"),
    ("reviews.influence", -1.944, None, (-2.58, -1.31), "counts"),
    ("decisions.liveness", 1 / 6, (1, 6), None, "rate"),
]


@pytest.mark.parametrize(("code", "value", "counts", "interval", "display"), EXPECTED, ids=[row[0] for row in EXPECTED])
def test_the_figures_of_lindehof(
    code: str,
    value: float,
    counts: tuple[int, int] | None,
    interval: tuple[float, float] | None,
    display: str,
) -> None:
    found = lindehof().indicator(code)
    assert found.reading.value == CLOSE(value, abs=NEAR)
    assert counts is None or (found.reading.numerator, found.reading.denominator) == counts
    assert interval is None or found.reading.interval == CLOSE(interval, abs=5e-3)
    assert found.display.value == display


@pytest.mark.parametrize(
    ("code", "name", "of", "value", "interval"),
    [
        ("E3", "civic", "", 0.125, (0.043, 0.310)),
        ("E3", "organizational", "", 0.600, (0.357, 0.802)),
        ("E3", "crude", "", 0.0952, None),
        ("E3", "exact", "", 0.1028, (0.0134, 0.573)),
        ("E4", "diversity_1", "submitted", 3.932, None),
        ("E4", "diversity_1", "cited", 4.154, None),
        ("E4", "diversity_2", "submitted", 3.299, None),
        ("E4", "diversity_2", "cited", 3.600, None),
        ("C1", "agreed", "", 0.2, None),
        ("C1", "statutory", "", 0.2, None),
        ("C1", "contested", "", 0.2, None),
        ("C1", "none", "", 0.4, None),
        ("C4", "oldest_request_days", "closing-point-question", 750, None),
        ("I1", "take_up", "", 0.02583, None),
        ("I1", "spread", "", 0.001977, None),
        ("I1", "r", "", 0.9960, (0.981, 0.998)),
        ("I2", "ratio", "host church", 1.089, None),
        ("I2", "ratio", "other church", 0.968, None),
        ("I2", "ratio", "no church", 0.903, None),
        ("I3", "gini_corrected", "", 0.685, None),
        ("I3", "effective_speakers", "", 5.90, None),
        ("I3", "people", "organizational", 0.25, None),
        ("I3", "floor", "organizational", 0.761, None),
        ("I4", "odds_ratio_conditional", "", 0.209, None),
        ("I6", "days_until_solved", "", 3, None),
        ("N1", "person_weighted_median", "", 147, None),
        ("N1", "organizational_median", "closing", 0, None),
        ("N1", "gap", "", 119, None),
        ("N3", "with_reason", "", 0.355, (0.211, 0.531)),
        ("N5", "sum_of_squares", "", 0.6235, None),
        ("N5", "reach", "", 4 / 6, None),
        ("N5", "distance", "", 0.658, None),
        ("N6", "visible_to_both", "", 0.5, (0.150, 0.850)),
        ("N6", "juxtaposed", "", 0.5, (0.150, 0.850)),
        ("N6", "days_open", "friction-limits", 750, None),
        ("N6", "days_open", "friction-joint", 778, None),
        ("N6", "days_open", "friction-mission", 288, None),
        ("N6", "days_until_closed", "friction-venue", 3, None),
        ("N8", "reversal_days", "closing", 609, None),
        ("N8", "days_since_leadership_change", "closing", 63, None),
        ("P1", "below", "", 1, (0.758, 1.000)),
        ("P1", "median", "civic", 1, None),
        ("P1", "median", "organizational", 3, None),
        ("P1", "gap", "organizational", -1, None),
        ("P2", "mean", "civic", 1.83, None),
        ("P2", "mean", "organizational", 3.78, None),
        ("P2", "median", "civic", 2, None),
        ("P2", "median", "organizational", 4, None),
        ("P2", "superiority", "", 0.028, None),
        ("P4", "days_since_last", "", 285, None),
    ],
)
def test_the_further_figures_of_lindehof(
    code: str, name: str, of: str, value: float, interval: tuple[float, float] | None
) -> None:
    found = part(lindehof().indicator(code), name, of)
    assert found.value == CLOSE(value, abs=5e-3 if value > 1 else NEAR)
    assert interval is None or found.interval == CLOSE(interval, abs=2e-3)


def test_researchers_find_both_sides_means_on_the_balance_of_control() -> None:
    found = lindehof().indicator("P2").reading.details["for_researchers"]
    (balance,) = found["balances"]
    assert (balance["now"], balance["wanted"]) == ("T2a", "T2b")
    assert (balance["civic"], balance["organizational"], balance["gap"]) == CLOSE((-2.25, -0.222, -2.028), abs=NEAR)
    assert balance["interval"] == CLOSE([-2.68, -1.38], abs=5e-3)
    wanted = balance["wanted_minus_now"]["civic"]
    assert (wanted["n"], wanted["difference"]) == (12, CLOSE(2.333, abs=NEAR))
    assert wanted["interval"] == CLOSE([1.71, 2.96], abs=5e-3)
    # Means of 12 and 9 answers move in steps of 1/36: one step is chance.
    assert found["bootstrap_interval"] == CLOSE([-2.50, -1.36], abs=0.03)


def test_the_questions_about_the_meals_were_all_worded_by_the_organization() -> None:
    framing = meals().indicator("E1")
    assert (framing.reading.numerator, framing.reading.denominator) == (0, 4)
    assert framing.reading.interval == CLOSE((0, 0.490), abs=NEAR)
    after = audit(with_digest_and_reframe(illustrations()), at=AT).of("meals").indicator("E1")
    assert (after.reading.numerator, after.reading.denominator) == (1, 5)
    assert after.reading.interval == CLOSE((0.036, 0.624), abs=NEAR)


def test_dissatisfaction_was_only_said_when_the_manager_had_left() -> None:
    presence = meals().indicator("E5")
    assert presence.reading.value == 1
    assert presence.reading.interval == CLOSE((0.336, 1.000), abs=NEAR)
    assert presence.display.value == "counts"
    assert (part(presence, "present").numerator, part(presence, "present").denominator) == (0, 3)
    assert (part(presence, "absent").numerator, part(presence, "absent").denominator) == (7, 7)


def test_the_friction_about_the_question_is_old_and_seen_by_one_side() -> None:
    frictions = meals().indicator("N6")
    assert part(frictions, "days_open", "friction-question").value == 631
    assert part(frictions, "visible_to_both").value == 0


def test_the_decision_to_close_was_the_one_sided_one() -> None:
    unilateral = lindehof().indicator("N2")
    assert unilateral.evidence.numerator == ("closing",)
    assert set(unilateral.evidence.denominator) == {"closing", "own-venue", "stay-open"}
    assert part(unilateral, "class", "U3").numerator == 1
    assert part(unilateral, "class", "U1").numerator == 2


def test_who_prevailed_is_linked_with_what_was_reversed() -> None:
    outcomes, continuity = lindehof().indicator("N4"), lindehof().indicator("N8")
    assert outcomes.reading.details["reversals"] == [["closing", "stay-open"]]
    (pair,) = continuity.reading.details["reversals"]
    assert (pair["decision"], pair["reverses"]) == ("closing", "stay-open")


def test_a_year_earlier_the_platform_was_alive() -> None:
    alive = lindehof(date(2014, 6, 30)).indicator("P4")
    assert (alive.reading.numerator, alive.reading.denominator) == (4, 6)


def test_the_people_around_the_care_user_changed() -> None:
    path = audit(illustrations(), at=AT).of("care-path")
    assert path.level is Level.INDIVIDUAL
    network = path.indicator("I8")
    assert network.reading.value == CLOSE(3 / 7, abs=NEAR)
    assert part(network, "stayed").value == CLOSE(0.40, abs=NEAR)


def test_in_public_small_numbers_of_people_are_shown_less_often() -> None:
    inside = {each.code: each.display for each in lindehof().indicators}
    public = audit(illustrations(), at=AT, audience=Audience.PUBLIC).of("lindehof-together")
    order = ["suppressed", "thin", "list", "counts", "rate"]
    for indicator in public.indicators:
        assert order.index(indicator.display.value) <= order.index(inside[indicator.code].value)
    assert public.indicator("reviews.influence").display.value == "suppressed"


def test_a_day_before_the_decision_nobody_knew_of_it() -> None:
    before = lindehof(date(2014, 11, 2))
    assert "closing" not in before.indicator("N2").evidence.denominator
    happened = audit(illustrations(), at=date(2014, 11, 3), mode=Mode.HAPPENED).of("lindehof-together")
    assert "closing" in happened.indicator("N2").evidence.denominator


def test_an_audit_of_one_matter_reads_only_what_is_about_it() -> None:
    def of(matter: str) -> InitiativeAudit:
        (found,) = audit(illustrations(), at=AT, initiative="lindehof-together", matter=matter).initiatives
        assert found.matter == matter
        return found

    assert of("meeting-place").indicator("N2").evidence.denominator == ("own-venue",)
    assert of("meeting-place").indicator("C1").reading.denominator == 1
    assert of("closing-point").indicator("N6").evidence.denominator == ("friction-limits",)
    assert of("closing-point").indicator("I1").reading.value == lindehof().indicator("I1").reading.value
    with pytest.raises(UnknownMatterError) as caught:
        of("nothing")
    assert "meeting-place" in caught.value.known


def test_an_initiative_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(UnknownInitiativeError) as caught:
        audit(illustrations(), at=AT, initiative="elsewhere")
    assert set(caught.value.known) == {"meals", "lindehof-together", "care-path"}
    with pytest.raises(UnknownInitiativeError):
        audit(illustrations(), at=AT).of("elsewhere")
    with pytest.raises(KeyError):
        lindehof().indicator("Z9")


def test_progress_is_told_after_each_initiative() -> None:
    told: list[tuple[int, int]] = []
    result = audit(
        illustrations(), at=AT, edition=Edition.FULL, progress=lambda done, total: told.append((done, total))
    )
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert [each.initiative.state for each in result.initiatives] == [InitiativeState.ACTIVE] * 3
    assert not hasattr(result, "total")
