import pytest

from counterpoise.expertise.voices.claims import claims
from counterpoise.expertise.voices.language import sentences


@pytest.mark.parametrize(
    ("text", "language", "name", "words"),
    [
        ("We put people at the centre of care.", "en", "at_the_centre", "at the centre of"),
        ("Users sit in the driver’s seat.", "en", "drivers_seat", "driver's seat"),
        ("Care is Seamless.", "en", "seamless", "Seamless"),
        ("Zorg wordt naadloos.", "nl", "seamless", "naadloos"),
        ("De bewoner houdt eigen regie.", "nl", "drivers_seat", "eigen regie"),
        ("Niets over ons zonder ons!", "nl", "nothing_about_us", "Niets over ons zonder ons"),
    ],
)
def test_big_words_are_found_with_their_place(text: str, language: str, name: str, words: str) -> None:
    (found,) = claims(sentences(text, language), language)
    assert (found.name, found.text) == (name, words)
    assert found.sentence[found.start : found.end] == words


def test_what_precedes_a_big_word_is_no_part_of_it() -> None:
    (found,) = claims(sentences("De patiënt staat centraal.", "nl"), "nl")
    assert found.text == "staat centraal"
    (found,) = claims(sentences("In İzmir care is seamless.", "en"), "en")
    assert found.sentence[found.start : found.end] == found.text == "seamless"


def test_plain_words_claim_nothing() -> None:
    assert claims(sentences("We met in the town centre. The driver came late.", "en"), "en") == ()


def test_the_same_words_count_once_and_sentences_keep_their_order() -> None:
    found = claims(sentences("Seamless care at the heart of town. Tailored and bespoke care.", "en"), "en")
    assert [(one.number, one.name) for one in found] == [
        (0, "seamless"), (0, "at_the_centre"), (1, "tailored"), (1, "tailored"),
    ]  # fmt: skip
