import pytest

from counterpoise.inclusion.groups import REFUSALS, VAGUE_WORDS, may_name_group, naming, overridden, vague_words
from counterpoise.record.decisions import Decision, GroupReference
from counterpoise.record.initiatives import Group
from tests.builders import case, moment, row


@pytest.mark.parametrize("language", VAGUE_WORDS)
def test_every_vague_word_is_found_in_its_language(language: str) -> None:
    for word in VAGUE_WORDS[language]:
        assert [found.word for found in vague_words(f"We ask {word}.", language=language)] == [word]


def test_a_vague_word_is_found_where_it_stands() -> None:
    text = "De burgers en Stakeholders beslissen"
    assert [(found.word, text[found.start : found.end]) for found in vague_words(text)] == [
        ("burgers", "burgers"),
        ("Stakeholders", "Stakeholders"),
    ]


def test_a_vague_word_inside_another_word_is_none() -> None:
    assert vague_words("burgersoepkommen, republican, cofounders of users'") != ()
    assert vague_words("stadsburgersdag and republics") == ()


def test_two_words_are_one_place() -> None:
    assert [found.word for found in vague_words("the service users", language="en")] == ["service users"]


def test_words_of_another_language_are_left_when_the_language_is_known() -> None:
    assert vague_words("burgers", language="en") == ()


def test_a_described_group_may_have_any_name() -> None:
    assert may_name_group(name="Citizens", description="Adults who live in Lindehof's town") is None


@pytest.mark.parametrize("name", ["citizens", "The  Community", "burgers", "burger", "Publiek", "neighbourhood"])
def test_a_vague_name_without_a_description_is_asked_whom_it_means(name: str) -> None:
    refusal = may_name_group(name=name, description="  ")
    assert refusal is not None
    assert refusal.code == "inclusion.group_too_vague"
    assert refusal.given == {"name": name, "vague": True}


def test_a_clear_name_needs_a_description_too() -> None:
    refusal = may_name_group(name="Friday choir")
    assert refusal is not None
    assert refusal.given["vague"] is False


def test_a_group_needs_a_name() -> None:
    refusal = may_name_group(name=" ", description="all", override=True)
    assert refusal is not None
    assert refusal.code == "inclusion.group_without_name"
    assert refusal.code in REFUSALS


def test_the_warning_can_be_set_aside_and_is_counted() -> None:
    assert may_name_group(name="citizens", override=True) is None
    groups = [row(Group, "b", name="citizens"), row(Group, "a", name="public"), row(Group, "c", description="who")]
    assert overridden(groups) == ("a", "b")


def test_naming_counts_references_to_described_groups() -> None:
    rows = [
        row(Group, "choir", name="Choir", description="Who sings on Friday"),
        row(Group, "town", name="Town", description="All adults", whole_population=True),
        row(Group, "vague", name="citizens"),
        *(row(GroupReference, f"named-{n}", text="The community", decision="closing", group="choir") for n in range(4)),
        row(GroupReference, "all", text="everybody", group="town"),
        row(GroupReference, "overridden", text="citizens", group="vague"),
        *(row(GroupReference, f"nobody-{n}", text="citizens") for n in range(16)),
        row(Decision, "closing", decided_at=moment("2014-11-03"), text="The community is told."),
        row(Decision, "venue", decided_at=moment("2014-11-03"), text="We meet in our own hall."),
        row(Decision, "unread", decided_at=moment("2014-11-03"), text="Citizens are welcome."),
        row(Decision, "silent", decided_at=moment("2014-11-03")),
        row(Decision, "draft", text="Citizens"),
    ]
    reading = naming(case(*rows), seed=1)
    assert (reading.numerator, reading.denominator) == (5, 22)
    assert reading.value == pytest.approx(5 / 22)
    assert reading.interval == pytest.approx((0.101, 0.434), abs=5e-4)
    assert (reading.known, reading.candidates) == (2, 4)
    parts = {part.name: part for part in reading.parts}
    assert (parts["whole_population"].numerator, parts["whole_population"].denominator) == (1, 5)
    assert parts["not_described"].numerator == 1
    assert reading.details["overridden"] == ["vague"]
    assert {"word": "the community", "named": 4, "all": 4} in reading.details["words"]
    assert reading.evidence.numerator == ("all", "named-0", "named-1", "named-2", "named-3")


def test_naming_of_nothing_is_no_figure() -> None:
    reading = naming(case(), seed=1)
    assert reading.value is None
    assert reading.coverage is None


def test_a_reference_to_a_group_that_is_not_there_names_nobody() -> None:
    assert naming(case(row(GroupReference, "one", text="citizens", group="gone")), seed=1).value == 0
