from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.levels.codes import ALPHABET, LENGTH, code_from, read_code, spelled

CHANCE = st.binary(min_size=16, max_size=40)


def test_no_two_signs_of_the_alphabet_can_be_taken_for_each_other() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 23
    for pair in ("0O", "1I", "1L", "2Z", "5S", "8B", "UV"):
        assert not set(pair) <= set(ALPHABET), pair


@given(CHANCE)
def test_a_code_is_read_as_it_was_printed_in_any_hand(chance: bytes) -> None:
    code = code_from(chance)
    assert len(code) == LENGTH
    assert read_code(spelled(code)) == code
    assert read_code(f"  {spelled(code).lower().replace('-', ' ')} ") == code


@given(CHANCE, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_noticed(chance: bytes, place: int, sign: str) -> None:
    code = code_from(chance)
    wrong = code[:place] + sign + code[place + 1 :]
    assert read_code(wrong) == (code if wrong == code else None)


@given(CHANCE, st.integers(0, LENGTH - 3), st.integers(1, LENGTH - 2))
def test_two_signs_that_changed_places_are_noticed(chance: bytes, first: int, step: int) -> None:
    code = list(code_from(chance))
    second = min(first + step, LENGTH - 2)
    code[first], code[second] = code[second], code[first]
    swapped = "".join(code)
    assert read_code(swapped) == (swapped if swapped == code_from(chance) else None)


@pytest.mark.parametrize("text", ["", "ABCD", "x" * 5000, "😀" * 12, "ABCD-EFGH-JKM\u202e", "AAAA-AAAA-AAA!", "0" * 12])
def test_what_can_be_no_code_is_none(text: str) -> None:
    assert read_code(text) is None


def test_different_chance_gives_different_codes_and_short_ones_are_made_too() -> None:
    assert len({code_from(bytes([n]) * 16) for n in range(200)}) == 200
    short = code_from(b"a question of a form", length=6)
    assert read_code(short, lengths=(6,)) == short
    with pytest.raises(ValueError, match="16 bytes"):
        code_from(b"few")
