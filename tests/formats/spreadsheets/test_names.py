"""Two spellings of a name are one name; a slip of the pen is found; names that differ by a figure are different."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.formats.spreadsheets.names import edits, key_of, nearest, parts_of, slug


@pytest.mark.parametrize(
    "other", ["clientenraad", "Cliënten-raad", " CLIENTENRAAD ", "cliënten raad", "Cliënten\nRaad."]
)
def test_two_spellings_are_one_name(other: str) -> None:
    assert key_of("Cliëntenraad") == key_of(other)


def test_an_ampersand_is_a_word() -> None:
    assert key_of("Zorg & Wonen") == key_of("zorg en wonen")


@pytest.mark.parametrize(
    ("given_", "meant"),
    [
        ("Clientenrad", "Cliëntenraad"),
        ("Clientneraad", "Cliëntenraad"),
        ("Bewonrs", "Bewoners"),
        ("Warm eten 's avnds", "Warm eten 's avonds"),
        ("Famielie", "Familie"),
        ("Raad van bestur", "Raad van bestuur"),
    ],
)
def test_a_slip_of_the_pen_is_found(given_: str, meant: str) -> None:
    assert nearest(given_, ["Cliëntenraad", "Bewoners", "Warm eten 's avonds", "Familie", "Raad van bestuur"]) == meant


@pytest.mark.parametrize("other", ["Groep 2", "Afdeling B", "Bewoners", "Team Zuid", "Iets heel anders", "groep 1"])
def test_other_names_are_other_names(other: str) -> None:
    assert nearest(other, ["Groep 1", "Afdeling A", "Vrijwilligers", "Team Noord"]) is None


def test_a_name_in_more_words_can_be_a_slip_too() -> None:
    assert nearest("Bewoners platvorm", ["Bewonersplatform"]) == "Bewonersplatform"


def test_an_id_is_readable_and_cut_off_after_a_word() -> None:
    assert slug("Cliëntenraad", "'t Huis") == "clientenraad-t-huis"
    assert slug("een heel lange naam voor een besluit over het eten", longest=20) == "een-heel-lange-naam"
    assert slug("a" * 60) == "a" * 48
    assert slug("会议") == ""


def test_a_cell_with_several_values() -> None:
    assert parts_of("Bewoners, Familie;\n- medewerkers\n\n") == ["Bewoners", "Familie", "medewerkers"]


@given(st.text(max_size=12), st.text(max_size=12))
def test_edits_are_bounded_and_the_same_both_ways(one: str, other: str) -> None:
    assert edits(one, other, most=3) == edits(other, one, most=3) <= 3
    assert (edits(one, other, most=3) == 0) == (one == other)


def test_very_long_names_are_not_compared() -> None:
    assert edits("a" * 300, "a" * 299, most=3) == 3
