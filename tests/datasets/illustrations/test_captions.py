import re
from datetime import date
from statistics import mean

import pytest

from counterpoise.datasets.illustrations import illustrations
from counterpoise.datasets.illustrations.captions import CAPTIONS, DEMO_AT, caption_of
from counterpoise.record import Tension
from counterpoise.record.initiatives import Initiative

RECORD = illustrations()


def test_the_demo_stands_on_the_last_day_of_june() -> None:
    assert date(2015, 6, 30) == DEMO_AT


def test_every_line_is_about_something_that_is_there() -> None:
    there = {(row.TABLE, row.id) for row in RECORD}
    initiatives = {row.id for row in RECORD.rows(Initiative)}
    assert [each.scene for each in CAPTIONS if each.table and (each.table, each.record) not in there] == []
    assert {each.initiative for each in CAPTIONS} == initiatives


def test_every_scene_has_one_line_and_all_four_tensions_are_shown() -> None:
    scenes = [each.scene for each in CAPTIONS]
    assert len(scenes) == len(set(scenes))
    assert {each.tension for each in CAPTIONS} >= set(Tension)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_sentences_are_short(language: str) -> None:
    text = " ".join(getattr(each, language) for each in CAPTIONS)
    lengths = [len(sentence.split()) for sentence in re.split(r"(?<=[.!?])\s+", text)]
    assert max(lengths) <= 25
    assert mean(lengths) <= 15


def test_a_line_is_found_by_what_it_is_about() -> None:
    found = caption_of("lindehof-together", table="decisions", record="closing")
    assert found is not None
    assert found.scene == "closing"
    first = caption_of("meals")
    assert first is not None
    assert first.scene == "meals"
    assert caption_of("meals", table="decisions", record="closing") is None
