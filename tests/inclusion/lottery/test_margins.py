"""Quotas follow from a population; what the law protects is found by its name; a chance is named beforehand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.inclusion.lottery.announcing import (
    DRAND,
    Chance,
    announced,
    chance_of,
    may_announce,
    may_announce_as,
    may_draw,
    randomness,
    round_comes_at,
)
from counterpoise.inclusion.lottery.margins import invitations_needed, sensitive_features, suggested_quotas
from counterpoise.inclusion.lottery.verifier import panel_number

TODAY = date(2015, 6, 30)
NOW = datetime(2015, 6, 30, 12, tzinfo=UTC)


@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=12).filter(any), st.integers(1, 500))
def test_each_kind_gets_its_share_rounded_down_and_up_and_a_panel_can_keep_it(counts: list[int], size: int) -> None:
    margins = {"age": {f"value {number}": count for number, count in enumerate(counts)}}
    rows = suggested_quotas(margins, size=size).rows
    assert sum(row.least for row in rows) <= size <= sum(row.most for row in rows)
    for row, count in zip(rows, counts, strict=True):
        share = count * size / sum(counts)
        assert row.least <= share + 1e-9
        assert row.most >= share - 1e-9
        assert row.most - row.least <= 1


def test_a_share_without_remainder_is_one_number() -> None:
    rows = suggested_quotas({"age": {"young": 300, "old": 700}}, size=10).rows
    assert [(row.least, row.most) for row in rows] == [(3, 3), (7, 7)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Religion", "belief"),
        ("geloof", "belief"),
        ("herkomst", "ethnicity"),
        ("country_of_birth", "ethnicity"),
        ("health-status", "health"),
        ("Ziekte", "health"),
        ("sexual orientation", "sexual life"),
        ("party", "politics"),
        ("politieke kleur", "politics"),
        ("age", None),
        ("grasp", None),
        ("stemming van de buurt", None),
        ("part of town", None),
        ("third party care", "politics"),
    ],
)
def test_what_the_law_protects_is_known_by_its_name(name: str, kind: str | None) -> None:
    assert sensitive_features([name]).get(name) == kind


def test_how_many_to_ask() -> None:
    assert invitations_needed(size=20, per_place=4, share_of_yes=0.03) == 2667


def test_a_chance_is_named_for_today_or_a_day_to_come() -> None:
    codes = [one.code for one in may_announce(None, on=date(2015, 6, 29), words=" ", number=None, at=NOW)]
    assert codes == ["inclusion.no_chance_named", "inclusion.chance_of_the_past", "inclusion.no_place_of_draw"]
    assert [one.code for one in may_announce(Chance.DRAND, on=TODAY, words="net", number=None, at=NOW)] == [
        "inclusion.no_drand_round"
    ]
    assert may_announce(Chance.DICE, on=TODAY, words="hall", number=None, at=NOW) == []


@given(st.integers(0, 999))
def test_dice_are_taken_as_they_lie(number: int) -> None:
    for value in (f"{number:03}", "-".join(f"{number:03}"), " ".join(f"{number:03}"), ", ".join(f"{number:03}")):
        drawn = randomness(Chance.DICE, value=value)
        assert panel_number(drawn, "", 1000) == number


def test_another_round_of_drand_than_the_one_named_is_refused() -> None:
    words = announced(Chance.DRAND, on=TODAY, words="on the net", number=12)
    assert words == "drand:2015-06-30, round 12, on the net"
    assert chance_of(words) is Chance.DRAND
    right, other, near = (randomness(Chance.DRAND, value="AB" * 32, number=number) for number in (12, 13, 1))
    assert right == f"drand:12:{'ab' * 32}"
    assert may_draw(words, drawn=right, on=TODAY, witnesses="the clerk", at=TODAY) == []
    for drawn in (other, near):
        found = may_draw(words, drawn=drawn, on=TODAY, witnesses="the clerk", at=TODAY)
        assert [one.code for one in found] == ["inclusion.other_drand_round"]


def test_words_about_where_to_look_name_no_other_round() -> None:
    words = announced(Chance.DRAND, on=TODAY, words="round 5, and round 7, here", number=12)
    for number in (5, 7):
        drawn = randomness(Chance.DRAND, value="ab" * 32, number=number)
        found = may_draw(words, drawn=drawn, on=TODAY, witnesses="the clerk", at=TODAY)
        assert [one.code for one in found] == ["inclusion.other_drand_round"]


def test_numbers_of_a_lottery_choose_one_panel_however_they_are_typed() -> None:
    ways = ("1 2 3 4 5 6", "1-2-3-4-5-6", "1,2,3,4,5,6", " 1, 2 – 3; 4 5 6. ")
    assert {randomness(Chance.LOTTERY, value=value) for value in ways} == {"text:1 2 3 4 5 6"}


def test_a_draw_takes_the_day_a_witness_and_something_that_can_be_used() -> None:
    words = announced(Chance.LOTTERY, on=date(2015, 7, 1), words="television")
    found = may_draw(words, drawn=randomness(Chance.LOTTERY, value=" "), on=date(2015, 7, 1), witnesses="", at=TODAY)
    assert [one.code for one in found] == [
        "inclusion.before_the_day", "inclusion.no_witness", "inclusion.chance_unusable"
    ]  # fmt: skip


QUICK, SLOW = (int((datetime(2026, 12, 1, tzinfo=UTC) - first) / between) + 1 for first, between in DRAND.values())
LATER = datetime(2026, 12, 1, 0, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("announcement", "code"),
    [
        ("dice:in the hall", ""),
        ("text:the national lottery of 1 June", ""),
        (f"drand:quicknet, round {QUICK + 100}", ""),
        (f"drand:default, round {SLOW + 100}, on the net", ""),
        (f"drand:round {QUICK + 100}", ""),
        (f"drand:round {10**30}", ""),
        ("nonsense:x", "inclusion.unknown_chance"),
        ("", "inclusion.unknown_chance"),
        ("dice: ", "inclusion.no_place_of_draw"),
        ("drand:quicknet", "inclusion.no_drand_round"),
        (f"drand:quicknet, round {QUICK}", "inclusion.drand_round_of_the_past"),
        # Where no chain is named it must be unknown on all of them.
        (f"drand:round {SLOW + 100}", "inclusion.drand_round_of_the_past"),
        (f"drand:default, round {SLOW}", "inclusion.drand_round_of_the_past"),
    ],
)
def test_only_a_chance_that_is_to_come_and_can_be_checked_is_announced(announcement: str, code: str) -> None:
    assert [one.code for one in may_announce_as(announcement, at=LATER)] == ([code] if code else [])


def test_a_round_of_the_past_is_refused_on_the_day_itself() -> None:
    comes = round_comes_at(QUICK, words="quicknet, here")
    assert comes <= datetime(2026, 12, 1, tzinfo=UTC) < comes + timedelta(seconds=3)
    given = {"on": LATER.date(), "words": "quicknet, here"}
    past = may_announce(Chance.DRAND, number=QUICK, at=LATER, **given)  # type: ignore[arg-type]  # a day and words
    assert [one.code for one in past] == ["inclusion.drand_round_of_the_past"]
    assert may_announce(Chance.DRAND, number=QUICK + 100, at=LATER, **given) == []  # type: ignore[arg-type]  # a day and words
