from __future__ import annotations

import re

import pytest

from counterpoise.audit.guide import Form, NoGuideError, guide
from counterpoise.record import Level, Tension


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_every_tension_level_and_form_has_one_or_two_plain_questions(lang: str) -> None:
    cells = guide(lang)
    assert [(cell.tension, cell.level, cell.form) for cell in cells] == [
        (tension, level, form) for tension in Tension for level in Level for form in Form
    ]
    assert len(cells) == 24
    for cell in cells:
        assert 1 <= len(cell.questions) <= 2
        for question in cell.questions:
            assert question.endswith("?")
            assert all(len(one.split()) <= 20 for one in re.split(r"(?<=[.?])\s", question))


def test_no_question_is_asked_twice() -> None:
    for lang in ("en", "nl"):
        questions = [question for cell in guide(lang) for question in cell.questions]
        assert len(questions) == len(set(questions))


def test_both_languages_ask_in_their_own_words() -> None:
    assert {question for cell in guide("en") for question in cell.questions}.isdisjoint(
        question for cell in guide("nl") for question in cell.questions
    )


def test_a_language_without_a_guide_is_refused() -> None:
    with pytest.raises(NoGuideError, match="'xx'") as caught:
        guide("xx")
    assert (caught.value.code, caught.value.lang) == ("no_guide", "xx")
