import re

import pytest

from counterpoise.record import Side, Tension
from counterpoise.reviews.instrument import (
    PAIRS,
    PULSE,
    VALIDATED,
    ItemKind,
    Language,
    UnknownItemError,
    answer_words,
    item,
    items,
    no_answer_words,
    not_yet_validated,
)

SIDES = (Side.CIVIC, Side.ORGANIZATIONAL)
CODES = [f"T{tension}{letter}" for tension in (1, 2, 3, 4) for letter in "abcde"] + [
    "X1",
    "X2",
    "X3",
    "X4",
    "Y1",
    "Y2",
    "Y3",
]


@pytest.mark.parametrize("side", SIDES)
def test_both_sides_are_asked_the_same_24_closed_and_three_open_questions(side: Side) -> None:
    asked = items(side)
    assert [one.code for one in asked] == CODES
    assert sum(one.kind is not ItemKind.OPEN for one in asked) == 24


def test_nobody_else_is_asked() -> None:
    assert items(Side.INDEPENDENT) == ()


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("language", list(Language))
def test_every_question_has_words_and_no_gap_is_left_in_them(side: Side, language: Language) -> None:
    for one in items(side):
        texts = [one.words(language), *(one.pole_words(language) or ()), *one.choice_words(language)]
        assert all(text.strip() and not re.search(r"[{}]", text) for text in texts)


def test_mirrored_questions_say_i_to_one_side_and_citizens_to_the_other() -> None:
    assert item("T1d", Side.CIVIC).words(Language.EN) == "I could say what matters in my own words."
    mirrored = item("T1d", Side.ORGANIZATIONAL)
    assert mirrored.words(Language.EN) == "Citizens could say what matters in their own words."
    assert (
        mirrored.words(Language.NL, citizens="familie")
        == "Familie konden in hun eigen woorden zeggen wat belangrijk is."
    )


def test_the_initiative_s_own_word_stands_for_citizens_in_poles_and_choices() -> None:
    poles = item("T1a", Side.CIVIC).pole_words(Language.EN, citizens="residents")
    assert poles == ("only what professionals know", "only what residents know")
    assert item("X4", Side.CIVIC).choice_words(Language.EN, citizens="neighbours")[5] == "neighbours decided"
    assert item("X4", Side.ORGANIZATIONAL).choice_words(Language.NL)[0] == "burgers is niets verteld"


def test_each_tension_has_a_balance_of_now_and_wanted_with_two_poles() -> None:
    for (now, wanted), tension in zip(PAIRS, Tension, strict=True):
        for side in SIDES:
            assert (item(now, side).kind, item(wanted, side).kind) == (ItemKind.NOW, ItemKind.WANTED)
            assert item(now, side).tension is tension
            assert item(now, side).scale == item(wanted, side).scale == (-3, 3)
            assert item(now, side).pole_words(Language.NL) == item(wanted, side).pole_words(Language.NL)


def test_a_question_takes_answers_on_its_scale_alone() -> None:
    assert [value for value in range(-5, 8) if item("T2a", Side.CIVIC).takes(value)] == [-3, -2, -1, 0, 1, 2, 3]
    assert [value for value in range(-5, 8) if item("X1", Side.CIVIC).takes(value)] == [1, 2, 3, 4, 5]
    assert [value for value in range(-5, 8) if item("X4", Side.CIVIC).takes(value)] == [0, 1, 2, 3, 4, 5]
    assert not item("Y1", Side.CIVIC).takes(1)


def test_five_answers_a_way_to_say_nothing_and_the_mark_that_it_is_not_validated() -> None:
    assert answer_words(Language.EN) == ("Not at all", "A little", "Partly", "Mostly", "Completely")
    assert item("T2c", Side.CIVIC).choice_words(Language.NL) == answer_words(Language.NL)
    assert item("T2a", Side.CIVIC).choice_words(Language.NL) == ()
    assert item("X1", Side.CIVIC).pole_words(Language.NL) is None
    assert no_answer_words(Language.NL) == ("Ik weet het niet", "Dat zeg ik liever niet")
    assert VALIDATED is False
    assert "not yet validated" in not_yet_validated(Language.EN)
    assert not_yet_validated(Language.NL) != not_yet_validated(Language.EN)


def test_the_pulse_asks_what_is_explicit_and_whether_it_made_a_difference() -> None:
    assert PULSE == ("T1c", "T2c", "T3c", "T4c", "X1")
    assert [one.code for one in items(Side.CIVIC, pulse=True)] == list(PULSE)


def test_an_unknown_question_is_named() -> None:
    with pytest.raises(UnknownItemError, match="Z9") as caught:
        item("Z9", Side.CIVIC)
    assert (caught.value.code, caught.value.item, caught.value.side) == ("reviews.unknown_item", "Z9", Side.CIVIC)
