from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterpoise.control.agreement import ITEM, said_by_matter
from counterpoise.levels.answers import WHO_DECIDES
from counterpoise.record import Side
from counterpoise.record.initiatives import Matter
from counterpoise.record.reviews import NoAnswer, ReviewAnswer, ReviewRound, RoundState
from counterpoise.reviews.deciders import (
    code_of,
    decider_words,
    deciders,
    item_of,
    matter_of,
    said_by_both,
    who_decides_item,
)
from counterpoise.reviews.instrument import ItemKind, Language
from counterpoise.reviews.rounds import RoundObstacle, may_answer
from counterpoise.statistics.disclosure import Audience
from tests.builders import at, row

BEDS = row(Matter, "beds", text="how many beds there are")
ROUND = row(ReviewRound, "round", state=RoundState.OPEN, open_from=at("2015-06-01"), open_until=at("2015-06-30"))
TODAY = at("2015-06-10")
SIDES = (Side.CIVIC, Side.ORGANIZATIONAL)


def said(words: str, number: int, side: Side = Side.CIVIC, **more: Any) -> ReviewAnswer:  # noqa: ANN401 - fields of an answer
    fields: dict[str, Any] = {"round": "round", "side": side, "item": ITEM, "matter": "beds", "words": words, **more}
    return row(ReviewAnswer, f"{side}-{number}", respondent=str(number), **fields)


def answers(civic: str, organizational: str) -> list[ReviewAnswer]:
    """Return one answer for each letter: b for the board, t for together."""
    names = {"b": "board", "t": "together"}
    told = zip(SIDES, (civic, organizational), strict=True)
    return [said(names[sign], number, side) for side, signs in told for number, sign in enumerate(signs)]


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("lang", Language)
def test_the_question_names_the_matter_and_every_answer_has_words(side: Side, lang: Language) -> None:
    asked = who_decides_item(BEDS, side)
    assert (asked.kind, asked.scale, asked.takes(1)) == (ItemKind.WHO, None, False)
    assert asked.words(lang).endswith("how many beds there are")
    words = asked.choice_words(lang)
    assert len(words) == len(deciders()) == len(set(words))
    assert "{" not in "".join(words)
    assert list(words) == [decider_words(each, lang) for each in deciders()]


def test_the_list_holds_what_people_of_both_sides_answer_in_the_paper_s_case() -> None:
    assert {"citizens", "together", "care team", "director", "board", "organization", "unclear"} <= set(deciders())
    assert decider_words("the pope", Language.EN) == "the pope"
    assert decider_words("citizens", Language.EN, citizens="residents") == "Residents themselves"
    assert ITEM == WHO_DECIDES


@given(st.text(max_size=30))
def test_a_code_tells_which_matter_it_asks_about(name: str) -> None:
    assert (matter_of(code_of(name)), item_of(code_of(name))) == (name, ITEM)
    assert (matter_of("T2a"), item_of("T2a")) == (None, "T2a")


@pytest.mark.parametrize(
    ("answer", "codes"),
    [
        (said("board", 1), set()),
        (said("", 1, no_answer=NoAnswer.DO_NOT_KNOW), set()),
        (said("the king", 1), {RoundObstacle.NOT_AN_ANSWER}),
        (said("", 1), {RoundObstacle.NO_ANSWER}),
        (said("board", 1, matter=None), {RoundObstacle.UNKNOWN_ITEM}),
        (said("board", 1, side=Side.INDEPENDENT), {RoundObstacle.UNKNOWN_ITEM}),
    ],
)
def test_an_answer_is_a_word_of_the_list_about_a_matter(answer: ReviewAnswer, codes: set[str]) -> None:
    assert {each.code for each in may_answer(ROUND, answer, at=TODAY)} == codes
    late = {each.code for each in may_answer(ROUND, answer, at=at("2015-07-10"))}
    assert late == codes | {RoundObstacle.NOT_OPEN}


def test_under_five_answers_nothing_is_shown_and_counts_only_from_ten() -> None:
    told = said_by_both(answers("bbbb", "tttbb"), audience=Audience.INSIDE)["beds"]
    assert (told[Side.CIVIC].people, told[Side.CIVIC].most, told[Side.CIVIC].counts) == (None, (), ())
    assert (told[Side.ORGANIZATIONAL].people, told[Side.ORGANIZATIONAL].most) == (5, ("together",))
    assert told[Side.ORGANIZATIONAL].counts == ()
    many = said_by_both(answers("bbbbbbttttt", "bbbttt"), audience=Audience.INSIDE)["beds"]
    assert many[Side.CIVIC].counts == (("board", 6), ("together", 5))
    assert many[Side.ORGANIZATIONAL].most == ("board", "together"), "two that tie are both told"


def test_everybody_reads_only_what_ten_people_or_more_said() -> None:
    told = said_by_both(answers("bbbbbbttttt", "bbbttt"), audience=Audience.PUBLIC)["beds"]
    assert told[Side.CIVIC].people == 11
    assert told[Side.ORGANIZATIONAL].people is None


def test_i_do_not_know_is_no_answer_and_puts_the_matter_on_the_list() -> None:
    rows = [said("", number, no_answer=NoAnswer.DO_NOT_KNOW) for number in range(12)]
    assert said_by_matter(rows) == {"beds": {Side.CIVIC: [], Side.ORGANIZATIONAL: []}}
    assert said_by_both(rows, audience=Audience.INSIDE)["beds"][Side.CIVIC].people is None


def test_answers_to_other_questions_are_left_out() -> None:
    assert said_by_both([said("board", 1, item="Y1")], audience=Audience.INSIDE) == {}
