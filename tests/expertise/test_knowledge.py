from __future__ import annotations

import pytest

from counterpoise.expertise.knowledge import knowledge
from counterpoise.indicator import Display
from counterpoise.record import KnowledgeKind, Side
from counterpoise.record.contributions import Contribution
from counterpoise.record.decisions import Effect, Trace
from tests.builders import case, row
from tests.expertise.samples import part, platform, traced


def test_the_mix_of_knowledge_on_the_platform() -> None:
    found = knowledge(case(*platform()), seed=42)
    assert found.value == pytest.approx(0.3654, abs=5e-5)
    assert (found.numerator, found.denominator, found.known, found.candidates) == (12, 39, 39, 39)
    chance = part(found, "chance")
    assert chance.value == pytest.approx(0.180, abs=0.01)
    assert chance.range is not None
    assert found.value is not None
    assert chance.range[1] < found.value
    diversity = [part(found, f"diversity_{q}", of).value for q in (1, 2) for of in ("submitted", "cited")]
    assert diversity == pytest.approx([3.932, 4.154, 3.299, 3.600], abs=5e-4)
    assert found.details["kinds"][0]["difference"] == pytest.approx(2 / 12 - 18 / 39)
    assert found.interval is None
    assert found == knowledge(case(*reversed(list(platform()))), seed=42)


def test_what_was_used_without_a_cited_kind_counts_as_the_kind_its_author_chose() -> None:
    rows = [
        *traced("a", Side.CIVIC, Effect.CHANGED, kind=KnowledgeKind.CIVIC),
        *traced("b", Side.CIVIC, Effect.SET_ASIDE, kind=KnowledgeKind.CIVIC),
        *traced("c", Side.CIVIC, Effect.CHANGED),
        *traced("d", Side.CIVIC, kind=KnowledgeKind.EXPERIENCE),
    ]
    found = knowledge(case(*rows), seed=42)
    assert (found.numerator, found.denominator, found.known, found.candidates) == (1, 3, 3, 4)
    assert found.at_most is Display.COUNTS
    assert part(found, "chance").value is None
    assert found.details["kinds"][2]["cited_share"] == 0
    assert knowledge(case(), seed=42).details["kinds"][2]["cited_share"] is None


def test_an_empty_record_has_no_figure() -> None:
    found = knowledge(case(), seed=42)
    assert (found.value, found.denominator, found.interval, found.coverage) == (None, 0, None, None)


def test_rows_of_which_nothing_is_known_give_no_figure() -> None:
    rows = [row(Contribution, "c"), row(Trace, "t", contribution="c")]
    assert knowledge(case(*rows), seed=42).value is None
