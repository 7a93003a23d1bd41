from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from counterpoise.audit.report.opening import first_sentences
from counterpoise.audit.report.telling import Finding, tell
from counterpoise.audit.report.text import to_text
from counterpoise.audit.report.words import words_in
from counterpoise.indicator import Display, Indicator, Part
from counterpoise.record import Mode, Side, Tension
from counterpoise.record.initiatives import InitiativeState
from counterpoise.record.reviews import Contest
from tests.audit.report.readings import a_power_audit, an_audit, found, names, whole
from tests.builders import row

LANGUAGES = ("en", "nl")


def text_of(*indicators: Indicator, lang: str = "en", **fields: Any) -> str:  # noqa: ANN401 - the fields of any initiative
    return to_text(a_power_audit(an_audit(*indicators, **fields)), lang=lang)


def flowing(text: str) -> str:
    return " ".join(text.split())


def findings(initiative: str, lang: str = "en") -> list[Finding]:
    audit = whole().of(initiative)
    return [tell(one, audit, lang=lang, names=names()) for one in audit.indicators]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [60, 80, 120])
def test_lines_keep_to_the_width_and_everything_is_filled_in(lang: str, width: int) -> None:
    text = to_text(whole(), lang=lang, width=width, names=names())
    assert max(map(len, text.splitlines())) <= width
    assert "{" not in text
    assert "None" not in text
    assert "\x1b" not in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_figure_that_is_suppressed_never_appears(lang: str) -> None:
    audit = whole().of("lindehof-together")
    for short in ("I4", "I5", "N9"):
        finding = tell(audit.indicator(short), audit, lang=lang)
        assert finding.headline == words_in(lang).say("finding", "suppressed")
        assert not re.search(r"\d", " ".join([finding.headline, *finding.sentences, finding.coverage]))
        assert not finding.lines
        assert not finding.lists
    block = to_text(whole(), lang=lang).partition("inclusion.staying)\n")[2].partition("inclusion.funnel)")[0]
    assert not re.search(r"0[.,]3|4 (of|van) 12|20 (of|van) 28", block)


@pytest.mark.parametrize("initiative", ["meals", "lindehof-together", "care-path"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_opens_with_at_most_eight_sentences_of_which_two_for_each_tension(initiative: str, lang: str) -> None:
    first = first_sentences(findings(initiative, lang), lang=lang, names=names())
    assert len(first) <= 8
    for letter in "ECIN":
        assert len([short for short, _ in first if short[0] == letter]) <= 2
    assert not {short for short, _ in first} & {"I4", "I5", "N9"}


def test_the_duty_that_waits_longest_comes_first() -> None:
    first = dict(first_sentences(findings("lindehof-together"), lang="en", names=names()))
    assert first["C4"] == "A request for a limit has waited 750 days for an answer."
    assert "778 days" in first["N6"]
    assert "N1" not in first


def test_a_group_that_was_never_told_is_named_where_it_waits_longest() -> None:
    group = {"group": "caregivers", "side": "civic", "days": None, "not_told_for": [239, 239]}
    told = {"group": "council", "side": "civic", "days": 91, "not_told_for": None}
    notice = found(
        "N1",
        value=91.0,
        numerator=1,
        denominator=2,
        details={"decisions": [{"decision": "d", "groups": [group, told]}]},
    )
    audit = an_audit(notice, found("N3", value=0.5, numerator=10, denominator=20))
    all_findings = [tell(one, audit, lang="en") for one in audit.indicators]
    assert first_sentences(all_findings, lang="en") == (
        ("N1", "Never told of a decision of 239 days ago (“d”): caregivers."),
    )


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Never told of a decision of 181 to 545 days ago (“d”): caregivers."),
        ("nl", "Nooit verteld over een besluit van 181 tot 545 dagen geleden (“d”): caregivers."),
    ],
)
def test_a_decision_of_which_only_the_year_is_known_is_told_no_more_exactly(lang: str, sentence: str) -> None:
    group = {"group": "caregivers", "side": "civic", "days": None, "not_told_for": [181, 545]}
    details = {"decisions": [{"decision": "d", "groups": [group]}]}
    audit = an_audit(found("N1", value=91.0, numerator=1, denominator=2, details=details))
    told = first_sentences([tell(one, audit, lang=lang) for one in audit.indicators], lang=lang)
    assert dict(told)["N1"] == sentence


def test_when_people_are_told_says_which_decision_it_is_about() -> None:
    text = text_of(found("N1", value=91.0, numerator=1, denominator=2, details={"decision": "the-home-closes"}))
    assert "That is about the decision that took longest: “the home closes”." in text


def test_counts_come_before_rates_and_the_interval_of_a_census_says_what_it_is() -> None:
    text = text_of(
        found("N3", value=18 / 31, numerator=18, denominator=31, interval=(0.408, 0.736), known=31, candidates=31)
    )
    counts, rate = text.index("18 of 31 concerns have an answer."), text.index("That is 58%.")
    assert counts < rate < text.index("If these were a sample of such cases: 41% to 74%.")


def test_of_fewer_than_ten_no_percentage_stands_beside_the_counts() -> None:
    text = text_of(found("N2", value=1 / 3, numerator=1, denominator=3, interval=(0.061, 0.792)))
    assert "1 of 3 decisions" in text
    assert "33%" not in text
    assert "6% to 79%" in text


def test_a_thin_register_says_so_and_gives_no_rate() -> None:
    text = text_of(found("N3", Display.THIN, value=0.5, numerator=10, denominator=20, known=20, candidates=90))
    assert "The register is too thin for a figure." in text
    assert "10 of 20 concerns" in text
    assert "50%" not in text
    assert "20 of 90 concerns are counted." in text


def test_a_median_that_is_not_reached_is_no_number() -> None:
    part = Part(name="median_days_until_closed", value=None, numerator=1, denominator=4)
    assert "Middle time until closed: not reached" in text_of(
        found("N6", value=0.0, numerator=0, denominator=3, parts=(part,))
    )


def test_dates_known_to_the_month_give_a_range() -> None:
    text = text_of(found("N1", value=14.5, range=(0, 29), numerator=1, denominator=1))
    assert "Some dates are known to the month only: same day to 29 days." in text


@pytest.mark.parametrize(("value", "said"), [(0.05, "no more uneven than chance"), (0.4, "more uneven than chance")])
def test_chance_stands_beside_a_distance(value: float, said: str) -> None:
    parts = (Part(name="chance", value=0.07), Part(name="chance_high", value=0.14))
    text = " ".join(text_of(found("I2", value=value, denominator=62, parts=parts)).split())
    assert "By chance alone it would be about 7 in 100." in text
    assert said in text
    assert ("14 in 100 is the most" in text) == (value > 0.14)


def test_a_reversal_is_told_where_interests_look_even() -> None:
    text = " ".join(to_text(whole(), lang="en", names=names()).split())
    assert "“The home closes” reverses “The home stays open”, after 609 days." in text
    assert "See “What remains after a change?” (N8)." in text
    alone = found("N4", value=0.5, numerator=1, denominator=2, details={"reversals": [["closing", "stay-open"]]})
    assert "One of these decisions reverses the other." in text_of(alone)


def test_a_room_that_released_nothing_is_said() -> None:
    assert "One room has not released its count." in text_of(
        found("N6", value=0.5, numerator=5, denominator=10, details={"silent_rooms": 1})
    )
    assert "2 rooms have not released their count." in text_of(
        found("N6", value=0.5, numerator=5, denominator=10, details={"silent_rooms": 2})
    )


def test_a_contest_stands_beside_the_finding_and_a_late_entry_says_so() -> None:
    contest = row(
        Contest, "c", indicator="decisions.answers", text="We had a week.", side=Side.ORGANIZATIONAL,
        happened="2015-05-01", recorded="2015-06-20",
    )  # fmt: skip
    audit = an_audit(found("N3", value=0.5, numerator=5, denominator=10), contests=(contest,))
    text = " ".join(to_text(a_power_audit(audit), lang="en").split())
    assert "Contested (Organization, 1 May 2015 (written down 50 days later)): “We had a week.”" in text
    assert "The finding stays. So does this answer." in text


def test_an_initiative_that_rests_says_why() -> None:
    text = flowing(
        text_of(state=InitiativeState.RESTING, rest_reason="The hall is rebuilt.", review_on=date(2015, 12, 1))
    )
    assert "This initiative rests: The hall is rebuilt. Both sides look again on 1 December 2015." in text
    assert "This initiative rests." in text_of(state=InitiativeState.RESTING)


def test_nothing_recorded_is_neither_good_nor_bad() -> None:
    text = " ".join(text_of().split())
    assert "That is not a good sign and not a bad one." in text
    assert "Nothing is recorded yet that could stand here." in text
    assert "Do concerns get an answer? (N3)" in text


def test_what_had_happened_is_told_apart_from_what_was_written_down() -> None:
    assert "What had happened by 30 June 2015" in to_text(a_power_audit(mode=Mode.HAPPENED), lang="en")
    assert "zoals het was op 30 juni 2015" in to_text(a_power_audit(), lang="nl")
    assert "There was no initiative on that day." in to_text(a_power_audit(), lang="en")


def test_an_index_below_minus_one_is_written_as_that() -> None:
    text = text_of(found("N9", value=-2.4, denominator=12, known=12, candidates=12))
    assert "it is below −1." in text
    assert "meant for research" in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_part_and_word_of_the_illustrations_has_a_name(lang: str) -> None:
    words = words_in(lang)
    terms = words.fixed["terms"]
    for audit in whole().initiatives:
        for one in audit.indicators:
            parts = words.indicators[one.code].parts
            for part in one.reading.parts:
                assert part.name in parts, (one.short, part.name)
                known = not part.of or part.of in terms or part.of in names() or "-" in part.of or " " in part.of
                assert known or part.name.startswith("chance"), (one.short, part.name, part.of)


def test_every_tension_has_its_place() -> None:
    text = to_text(whole(), lang="en", names=names()).partition("Initiative: Lindehof")[2]
    places = [text.index(f"{n} {words_in('en').say('tensions', one.value)}") for n, one in enumerate(Tension, start=1)]
    assert places == sorted(places)
