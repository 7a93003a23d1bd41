import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_socket import SocketBlockedError

from counterpoise.expertise.voices.language import (
    UnreadableLanguageError,
    language_of,
    lemmas,
    normalise,
    one_language,
    require_language,
    sentences,
    stems,
    stop_words,
    words,
)
from tests.costs import cost

ENGLISH = "The residents were asked about the meals. They wanted to decide together with the cook."
DUTCH = "De bewoners werden gevraagd naar de maaltijden. Zij wilden samen met de kok beslissen."


def test_no_test_of_this_room_can_open_a_socket() -> None:
    with pytest.warns(UserWarning, match="socket"), pytest.raises(SocketBlockedError):
        socket.socket()


def test_quotation_marks_hyphens_and_references_are_made_alike() -> None:
    assert normalise("‘citizens’ in the driver’s seat [12, 14–16]") == "'citizens' in the driver's seat"
    assert normalise("identify[ing] the kinds") == "identifying the kinds"
    assert normalise("a relation-\nship with  citizens\n\n\nNext") == "a relationship with citizens\n\nNext"


def test_the_words_inside_brackets_stay() -> None:
    assert normalise("of health [or social care] services") == "of health [or social care] services"


@given(st.text())
def test_what_was_normalised_once_stays_as_it_is_in_words(text: str) -> None:
    once = normalise(text)
    assert words(normalise(once)) == words(once)


def test_sentences_end_at_points_and_not_at_abbreviations() -> None:
    found = sentences("We met, e.g. in spring. Dr. Jones came! Did he? Yes.", "en")
    assert [one.text for one in found] == ["We met, e.g. in spring.", "Dr. Jones came!", "Did he?", "Yes."]


@given(st.text(alphabet="abc .!?\n'\"A", max_size=60))
def test_sentences_hold_every_letter_at_the_place_they_say(text: str) -> None:
    clean = normalise(text)
    found = sentences(text, "en")
    assert all(clean[one.start : one.end] == one.text for one in found)
    assert "".join(one.text for one in found).replace(" ", "").replace("\n", "") == "".join(clean.split())


def test_a_line_without_points_is_cut_at_spaces() -> None:
    found = sentences("soup " * 3000, "en")
    assert all(len(one.text) <= 4000 for one in found)
    assert sum(len(one.text.split()) for one in found) == 3000
    assert "".join(one.text for one in sentences("x" * 9001, "en")) == "x" * 9001


def test_words_lose_possessives_and_keep_negations() -> None:
    assert words("Citizens' views don't fit the client's plan") == [
        "citizens", "views", "do", "not", "fit", "the", "client", "plan",
    ]  # fmt: skip


def test_words_come_back_to_one_form() -> None:
    assert lemmas("Meetings were held", "en") == ["meeting", "be", "hold"]
    assert lemmas("De kinderen liepen", "nl")[1:] == ["kind", "lopen"]
    assert stems("involving involved", "en") == ["involv", "involv"]


def test_words_that_people_in_care_mean_are_no_stop_words() -> None:
    assert not {"nothing", "never", "no", "not", "alone"} & stop_words("en")
    assert not {"niets", "nooit", "niet", "geen", "alleen"} & stop_words("nl")


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (DUTCH, "nl")])
def test_english_and_dutch_are_told_apart(text: str, language: str) -> None:
    assert require_language([text]) == language


@pytest.mark.parametrize(
    "text",
    [
        "Die Bewohner wurden über die Entscheidung der Leitung informiert und waren nicht einverstanden.",
        "Les habitants de la commune ont été informés de la décision par la direction de l'hôpital.",
    ],
)
def test_another_language_is_refused(text: str) -> None:
    with pytest.raises(UnreadableLanguageError) as refused:
        require_language([text])
    assert refused.value.code == "voices.other_language"


def test_two_languages_in_one_text_are_refused() -> None:
    with pytest.raises(UnreadableLanguageError) as refused:
        require_language([ENGLISH, DUTCH])
    assert refused.value.code == "voices.mixed_languages"
    assert refused.value.language == "en, nl"


def test_too_few_words_are_refused_unless_the_reader_says() -> None:
    with pytest.raises(UnreadableLanguageError) as refused:
        require_language(["Parking."])
    assert refused.value.code == "voices.no_language"
    assert require_language(["Parking."], fallback="en") == "en"


def test_the_order_of_contributions_does_not_change_the_language() -> None:
    texts = [ENGLISH, "Nothing at all to say here, thank you.", DUTCH]
    assert language_of(texts) == language_of(texts[::-1])


@pytest.mark.parametrize(
    "text",
    ["a" + " " * 200_000 + "b", "a-" + "\t" * 200_000, "a" + "\r\n " * 60_000 + "b", "a" + "." * 200_000 + "b",
     "a" + "?!" * 90_000],
    ids=["blanks", "tabs", "empty lines", "dots", "shouting"],
)  # fmt: skip
def test_a_long_row_of_one_sign_costs_little(text: str) -> None:
    assert cost(lambda: (words(text), sentences(text, "en"), language_of([text])), limit=2, again=1) < 2


def test_blank_lines_part_paragraphs_and_other_breaks_do_not() -> None:
    assert normalise(" a \n b\t\n\n  \r\n c  d \n\n") == "a b\n\nc d"


def test_a_second_language_counts_whichever_it_is() -> None:
    german = "Die Bewohner entscheiden über den Garten. Wir informieren die Angehörigen jeden Tag über den Plan."
    with pytest.raises(UnreadableLanguageError) as refused:
        require_language([ENGLISH, "Nurses help the people in the house. They choose what they eat today.", german])
    assert refused.value.code == "voices.mixed_languages"
    assert refused.value.language == "de, en"


def test_a_long_text_is_looked_at_to_its_end() -> None:
    with pytest.raises(UnreadableLanguageError) as refused:
        require_language([f"{ENGLISH} " * 400 + f"{DUTCH} " * 1_500])
    assert refused.value.code == "voices.mixed_languages"


def test_a_small_text_in_another_language_is_not_drowned_by_many() -> None:
    many = [f"On day {number} residents asked the nurse for more of the same soup." for number in range(50)]
    assert require_language([*many, DUTCH]) == "en"
    with pytest.raises(UnreadableLanguageError) as refused:
        one_language([many, [DUTCH]])
    assert (refused.value.code, refused.value.language) == ("voices.mixed_languages", "en, nl")
    assert one_language([many, ["Parking."]]) == "en"
    assert one_language([["Parking."], []], fallback="nl") == "nl"
    with pytest.raises(UnreadableLanguageError):
        one_language([many, ["Die Bewohner wurden über die Entscheidung der Leitung informiert."]])
