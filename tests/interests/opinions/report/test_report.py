"""What people read says the same in both languages, and never more than is certain."""

import re
from dataclasses import replace
from string import Formatter

import numpy as np
import pytest

from counterpoise.interests.opinions.mapping import map_model, map_polis
from counterpoise.interests.opinions.report import words
from counterpoise.interests.opinions.report.html import to_html
from counterpoise.interests.opinions.report.kept import to_kept
from counterpoise.interests.opinions.report.telling import stood_for, tell, unheard
from counterpoise.interests.opinions.report.text import to_text
from counterpoise.interests.opinions.simulation import made
from tests.interests.opinions.conversations import gathered

TRUTH = made(160, 40, seed=3, shares=(0.6, 0.4), apart=2.0, passes=0.1)
MAP = map_model(TRUTH.votes, seed=1)
TEXTS = {"0": "<script>alert(1)</script>", "1": "More buses"}


def test_both_languages_have_the_same_words_with_the_same_places() -> None:
    english, dutch = words.words_in("en"), words.words_in("nl")
    assert {name: set(section) for name, section in english.items()} == {
        name: set(section) for name, section in dutch.items()
    }
    for name, section in english.items():
        for code, line in section.items():
            places = [
                {place for _, place, _, _ in Formatter().parse(one) if place} for one in (line, dutch[name][code])
            ]
            assert places[0] == places[1], (name, code)


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_text_and_page_say_the_same_lines(lang: str) -> None:
    told = tell(MAP, texts=TEXTS, lang=lang, hidden=2)
    text, page = to_text(told, title="Map"), to_html(MAP, told, texts=TEXTS, lang=lang, title="Map")
    flat = " ".join(text.split())
    for part in told.parts:
        assert part.title in flat
        for line in part.lines:
            assert " ".join(line.split()) in flat
    assert "<script>" not in page
    assert page.count("<tr>") == TRUTH.votes.m + 1
    assert max(map(len, text.splitlines())) <= 100


def test_a_picture_has_words_and_shapes_that_need_no_colour() -> None:
    page = to_html(MAP, tell(MAP, texts={}, lang="en"), texts={}, lang="en", title="Map")
    assert re.search(r'<svg role="img" aria-label="A map of 160 people', page)
    assert page.count("<circle") + page.count("<polygon") == 160 + MAP.groups.k
    assert "<polygon" in page


def test_shares_are_rounded_down() -> None:
    lines = [line for part in tell(MAP, texts={}, lang="en").parts for line in part.lines]
    told = [
        int(found[1]) for line in lines if (found := re.search(r"at least (\d+) in 100 of every group agree", line))
    ]
    certain = [int(100 * one.low) for one in MAP.lists.unites[:8] if one.side == "agree"]
    assert sorted(told) == sorted(certain)


def test_few_people_and_unlooked_for_groups_are_said() -> None:
    votes = made(9, 20, seed=3, density=0.9).votes
    opening = " ".join(tell(map_model(votes, seed=1), texts={}, lang="en").opening)
    assert "Only 9 people voted" in opening
    assert "Too few people answered" in opening
    assert "more statements than people" in opening
    assert "only a part" in opening
    whole = [(person, statement, (-1) ** (person + statement)) for person in range(6) for statement in range(9)]
    assert "only a part" not in " ".join(tell(map_model(gathered(whole), seed=1), texts={}, lang="en").opening)
    assert "way Polis does" in " ".join(tell(map_polis(votes, seed=1), texts={}, lang="en").opening)
    none = tell(map_model(made(160, 40, seed=4).votes, seed=1), texts={}, lang="en")
    assert "No stable groups" in " ".join(none.opening)


def test_a_page_that_shows_the_first_statements_of_a_group_shows_the_clearest() -> None:
    kept = to_kept(MAP)["stands"]
    for group in range(MAP.groups.k):
        clear = {
            (MAP.votes.statements[place], one.side): (
                one.p,
                -MAP.agreement.low[group, place] if one.side == "agree" else MAP.agreement.high[group, place] - 1,
            )
            for place, of in enumerate(MAP.represents)
            for one in of
            if one.group == group
        }
        told = [clear[name, side] for name, side in kept[group]]
        assert told == sorted(clear.values())
        assert len(set(told)) > 5


def test_where_there_are_no_groups_nothing_is_said_of_groups() -> None:
    # Everybody agrees with the last statement; on the others each answers by chance.
    by_chance = np.random.default_rng(20261).choice((-1, 1), size=(60, 10))
    by_chance[:, 9] = 1
    rows = [(person, statement, int(by_chance[person, statement])) for person in range(60) for statement in range(10)]
    none = map_model(gathered(rows), seed=1)
    assert none.groups.k == 1
    lines = [line for part in tell(none, texts={}, lang="en").parts for line in (part.title, *part.lines)]
    assert any("in 100 agree)" in line for line in lines)
    assert any("on either side" in line for line in lines)
    assert not [line for line in lines if "group" in line.casefold()]


def test_a_group_comes_with_how_much_of_it_certainly_holds_a_statement() -> None:
    shown = [line for part in tell(MAP, texts={}, lang="en").parts[:2] for line in part.lines]
    told = [re.search(r"grees: \[\d+\] \((\d+) to (\d+) in 100\)$", line) for line in shown]
    low = [int(found[1]) for found in told if found]
    assert len(low) == len(shown) > 5
    place, side = stood_for(MAP, 0)[0]
    share = MAP.agreement.low[0, place] if side == "agree" else 1 - MAP.agreement.high[0, place]
    assert low[0] == int(100 * share)


def test_a_table_in_which_nobody_disagrees_is_asked_about() -> None:
    rows = [(person, statement, (person + statement) % 2) for person in range(30) for statement in range(8)]
    assert "If 0 stands for" in " ".join(tell(map_model(gathered(rows), seed=1), texts={}, lang="en").opening)
    assert "If 0 stands for" not in " ".join(tell(MAP, texts={}, lang="en").opening)


def test_figures_of_the_table_stay_in_one_piece() -> None:
    page = to_html(MAP, tell(MAP, texts={}, lang="en"), texts={}, lang="en", title="Map")
    assert page.count("<td") == page.count('<td style="white-space:nowrap') > MAP.votes.m
    assert "A filled mark is a person who is clearly in the group" in page


def test_a_group_of_which_too_few_voted_is_named_as_the_reason_why_nothing_unites() -> None:
    assert unheard(MAP) == ()
    nobody = {name: getattr(MAP.agreement, name).copy() for name in ("low", "mid", "high")}
    for table in nobody.values():
        table[1] = np.nan
    few = replace(MAP, agreement=replace(MAP.agreement, **nobody), lists=replace(MAP.lists, unites=()))
    assert to_kept(few)["groups"]["unheard"] == [1]
    told = {part.title: part.lines for part in tell(few, texts={}, lang="en").parts}
    assert told["What unites"] == (
        "Of group B there are too few votes on each statement to say what every group holds.",
    )
