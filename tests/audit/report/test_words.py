from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from counterpoise.audit.measures import MEASURES
from counterpoise.audit.report.filling import filled
from counterpoise.audit.report.words import LANGUAGES, ROOMS, UnknownLanguageError, _read, spaced, words_in
from counterpoise.indicator import Direction

FILES = ("fixed", *ROOMS)
OWN = {"cannot_say", "gaming", "source"}
"""In English the measures' own words are used."""


def flat(tree: dict[str, object], path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from flat(value, f"{path}{key}.")
        else:
            yield path + key, str(value)


def sentences(text: str) -> list[str]:
    return [one for one in re.split(r"(?<=[.?!])[”’]?\s+", text) if one]


def lengths(lang: str) -> list[int]:
    texts = [text for name in FILES for _, text in flat(_read(lang, name)) if " " in text]
    return [len(one.split()) for text in texts for one in sentences(text)]


@pytest.mark.parametrize("name", FILES)
def test_both_languages_have_the_same_words_with_the_same_gaps(name: str) -> None:
    english, dutch = (dict(flat(_read(lang, name))) for lang in ("en", "nl"))
    own = {key for key in dutch if key.rpartition(".")[2] in OWN and name != "fixed"}
    assert english.keys() == dutch.keys() - own
    for key, text in english.items():
        assert text.strip(), key
        assert dutch[key].strip(), key
        assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", dutch[key])), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_is_short(lang: str) -> None:
    for name in FILES:
        for key, text in flat(_read(lang, name)):
            for one in sentences(text):
                assert len(one.split()) <= 25, (name, key, one)
    counted = lengths(lang)
    assert sum(counted) / len(counted) <= 15


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_measure_has_its_words(lang: str) -> None:
    words = words_in(lang)
    assert set(words.indicators) == {measure.code for measure in MEASURES}
    for measure in MEASURES:
        own = words.indicators[measure.code]
        duty = measure.direction is Direction.DUTY
        assert bool(own.duty) == duty, measure.code
        assert bool(own.low and own.high) == (not duty), measure.code
        assert own.title.endswith("?")
        assert all(line.endswith((".", "?")) for line in (own.counts, own.nothing, own.coverage, own.duty) if line)
        assert bool(own.cannot_say and own.gaming and own.source) == (lang == "nl")


def test_no_two_indicators_ask_the_same_question() -> None:
    for lang in LANGUAGES:
        titles = sorted(own.title for own in words_in(lang).indicators.values())
        assert all(first != second for first, second in pairwise(titles))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_calls_an_end_good_or_bad_or_adds_up_to_a_total(lang: str) -> None:
    forbidden = {
        "en": r"\b(score|grade|ranking list|winner|loser)\b",
        "nl": r"\b(score|rapportcijfer|winnaar|verliezer)\b",
    }
    for name in FILES:
        for key, text in flat(_read(lang, name)):
            assert not re.search(forbidden[lang], text, re.IGNORECASE), (name, key)


def test_a_language_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(UnknownLanguageError) as caught:
        words_in("xx")
    assert caught.value.code == "unknown_language"
    assert "en, nl" in str(caught.value)


def test_a_word_without_a_name_is_written_with_spaces() -> None:
    assert spaced("other-church_hall") == "other church hall"
    assert words_in("en").name("terms", "not-in-the-list") == "not in the list"


def test_words_are_filled_in() -> None:
    assert words_in("nl").say("numbers", "days", n="3") == "3 dagen"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_is_spoken_of_as_one_and_more_as_more(lang: str) -> None:
    line = words_in(lang).indicators["interests.outcomes"].counts
    one, two = (filled(line, {"numerator": count, "denominator": "2"}) for count in ("1", "2"))
    if lang == "nl":
        assert one == "1 van 2 besluiten met tegengestelde standpunten kwam het dichtst bij burgers uit."
        assert two == "2 van 2 besluiten met tegengestelde standpunten kwamen het dichtst bij burgers uit."
    duty = words_in(lang).indicators["decisions.answers"].open
    told = [filled(duty, {"count": count, "denominator": "9"}) for count in ("1", "0", "11")]
    spoken = {"en": ["has", "have", "have"], "nl": ["heeft", "hebben", "hebben"]}[lang]
    assert [spoken[place] in text.split() for place, text in enumerate(told)] == [True] * 3
    for own in words_in(lang).indicators.values():
        for text in (own.counts, own.rate, own.open, own.scale, own.of_one):
            found = filled(text, dict.fromkeys(re.findall(r"{(\w+)}", text), "1"))
            assert not set(found) & set("[]|"), text


def test_what_people_wrote_keeps_its_signs() -> None:
    said = filled("{count} [is|are] about {decision}.", {"count": "1", "decision": "[beds|chairs] {count}"})
    assert said == "1 is about [beds|chairs] {count}."
