from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.levels.names import LONGEST_NAME, looks_like, may_be_called, suggested_name, tidied


def codes(name: str, taken: tuple[str, ...] = ()) -> set[str]:
    return {each.code for each in may_be_called(name, taken=taken)}


@pytest.mark.parametrize(
    "name", ["Blauwe reiger", "Anna 3", "José", "O'Brien", "Łucja", "Наталья", "李娜", "Ada-Marie"]
)
def test_names_of_all_alphabets_are_welcome(name: str) -> None:
    assert codes(name) == set()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "levels.name_too_short"),
        ("   a  ", "levels.name_too_short"),
        ("x" * (LONGEST_NAME + 1), "levels.name_too_long"),
        ("Anna\u202egnp", "levels.name_unseen"),
        ("An\u200bna", "levels.name_unseen"),
        ("An\x00na", "levels.name_unseen"),
        ("😀😀", "levels.name_without_letters"),
        ("1234", "levels.name_without_letters"),
        ("Аnna", "levels.name_of_many_scripts"),
    ],
)
def test_names_that_deceive_or_say_nothing_are_refused(name: str, code: str) -> None:
    assert code in codes(name)


@pytest.mark.parametrize("other", ["anna", " Anna ", "A n n a", "Ánna", "ANNA", "Αnna", "Аnnа", "Anna!", "\uff21nna"])
def test_a_name_that_can_be_taken_for_anothers_is_refused(other: str) -> None:
    assert "levels.name_like_another" in codes(other, ("Anna",))


def test_letters_that_look_alike_are_seen_as_one() -> None:
    assert looks_like("Ida") == looks_like("lda") == looks_like("1da")
    assert looks_like("modern") == looks_like("modem")
    assert looks_like("Anna") != looks_like("Hanna")


@given(st.text(max_size=60))
def test_what_is_seen_of_a_name_stays_when_the_name_is_tidied(name: str) -> None:
    assert looks_like(tidied(name)) == looks_like(name)
    assert tidied(tidied(name)) == tidied(name)


@given(st.integers(), st.sampled_from(["en", "nl", "fr"]))
def test_a_suggested_name_is_one_that_somebody_may_have(seed: int, lang: str) -> None:
    taken = [suggested_name(seed=seed, lang=lang)]
    second = suggested_name(seed=seed, lang=lang, taken=taken)
    assert may_be_called(second, taken=taken) == ()


def test_once_all_names_are_given_they_get_numbers() -> None:
    taken: list[str] = []
    for seed in range(130):
        taken.append(suggested_name(seed=seed, taken=taken))
    assert len({looks_like(name) for name in taken}) == 130
    assert may_be_called("Somebody else", taken=taken) == ()
