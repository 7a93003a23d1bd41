"""How right the rules are, on mentions that two readings labelled before the rules had read them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from counterpoise.expertise.voices.positioning import MEASURED
from counterpoise.expertise.voices.roles import Role
from counterpoise.statistics.agreement import Kappa, cohen_kappa
from tests.expertise.voices.mentions import (
    HERE,
    Told,
    f1,
    known_sentences,
    measured,
    read_once,
    read_twice,
    roles_found,
)

Note = Callable[[str, object], None]


def of(language: str) -> list[Told]:
    return [row for row in read_twice() if row.language == language]


def agreed(language: str) -> list[Told]:
    """Return the mentions of which both readings made the same."""
    return [row for row in of(language) if row.first is row.second]


def kappa(language: str) -> Kappa:
    rows = of(language)
    return cohen_kappa([str(row.first) for row in rows], [str(row.second) for row in rows])


def test_at_least_150_mentions_were_read_twice_and_the_rules_had_seen_none_of_them() -> None:
    english = of("en")
    assert sum(row.first is not None for row in english) >= 150
    assert {row.source for row in english} == {"paper", "bowling-green", "fft", "nhs", "gambling"}
    seen = {row.sentence for row in read_once()}
    assert not seen & {row.sentence for row in read_twice()}
    places = [(row.source, row.sentence, row.start) for row in read_twice()]
    assert len(set(places)) == len(places)


def test_no_text_of_others_is_kept_with_the_labels() -> None:
    lines = (HERE / "mentions_read_twice.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "language,source,sentence,start,end,first,second"
    roles = {*(str(role) for role in Role), "none"}
    for line in lines[1:]:
        _language, _source, sentence, start, end, first, second = line.split(",")
        assert len(sentence) == 16
        assert int(sentence, 16) >= 0
        assert int(end) > int(start)
        assert {first, second} <= roles


@pytest.mark.parametrize("language", ["en", "nl"])
def test_both_readings_differ_somewhere_and_how_far_they_agree_is_kept(language: str, record_property: Note) -> None:
    found = kappa(language)
    record_property(f"kappa_{language}", found.kappa)
    assert found.kappa is not None
    assert 0.6 < found.kappa < 1, "two readings that agree in everything would be one"
    assert found.interval is not None


def test_the_dutch_sentences_of_this_project_are_read_as_well_as_told(record_property: Note) -> None:
    known = known_sentences(Path("nowhere"))
    pairs = roles_found([row for row in agreed("nl") if row.source == "own"], known)
    record_property("own_dutch", measured(pairs))
    assert len(pairs) == 122
    assert f1(pairs) >= 0.60


@pytest.mark.shared
@pytest.mark.parametrize(("language", "least"), [("en", 0.65), ("nl", 0.60)])
def test_the_rules_agree_with_both_readings_as_often_as_every_page_says(
    language: str, least: float, shared_data: Path, record_property: Note
) -> None:
    pairs = roles_found(agreed(language), known_sentences(shared_data))
    record_property(language, measured(pairs))
    assert (sum(true is told for true, told in pairs), len(pairs)) == MEASURED[language]
    assert f1(pairs) >= least


def test_a_role_that_nobody_names_counts_as_right_and_each_error_counts_twice() -> None:
    pairs = [(Role.AGENT, Role.AGENT), (Role.AGENT, Role.OTHER), (Role.OTHER, None)]
    # Agents: one right, one missed. Others: one called so in error, one missed. Nobody is named in the other roles.
    assert f1(pairs) == pytest.approx((2 / 3 + 0 + 1 + 1) / 4)
    assert "agent 1/2 (1 called so)" in measured(pairs)
    assert "1 of 3 right" in measured(pairs)
