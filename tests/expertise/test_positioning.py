from __future__ import annotations

from collections.abc import Callable

import pytest

from counterpoise.expertise.positioning import claims, positioning
from counterpoise.indicator import Display, Reading
from counterpoise.record import Row, Side
from counterpoise.record.documents import Claim, ClaimEvidence, Coding, Label, Mention
from tests.builders import case, row
from tests.expertise.samples import part


def coded(name: str, *labels: Label, settled: Label | None = None) -> list[Row]:
    sides = (Side.ORGANIZATIONAL, Side.CIVIC, Side.CIVIC)
    codings = [
        row(Coding, f"{name} by {n}", mention=name, reader=f"r{n}", reader_side=sides[n], label=label)
        for n, label in enumerate(labels)
    ]
    return [row(Mention, name, label=settled, document="plan"), *codings]


def test_mentions_that_two_people_read_and_that_have_one_label_are_counted() -> None:
    agent, partner = Label.AGENT, Label.PARTNER
    rows = [
        *coded("both", agent, agent),
        *coded("talked", agent, partner, settled=partner),
        *coded("differ", agent, partner),
        *coded("third", agent, agent, partner),
        *coded("once", agent),
        *coded("not", settled=agent),
        row(Coding, "no label", mention="once", reader="r9"),
        row(Coding, "no mention", label=agent),
    ]
    found = positioning(case(*rows), seed=42)
    assert (found.value, found.numerator, found.denominator) == (2 / 3, 2, 3)
    assert (found.known, found.candidates) == (4, 6)
    assert found.evidence.excluded == ("differ", "not", "once")
    assert part(found, "label", "partner").numerator == 1
    assert (part(found, "agreement").value, part(found, "agreement").denominator) == (None, 4)
    assert found.details["by_document"] == [{"document": "plan", "labels": {"agent": 2, "partner": 1, "unsettled": 3}}]
    assert found.at_most is Display.COUNTS


def test_two_readings_of_one_reader_are_one_and_kappa_comes_from_fifty_mentions_on() -> None:
    twice = [row(Mention, "m"), *(row(Coding, f"c{n}", mention="m", reader="r", label=Label.AGENT) for n in range(2))]
    assert positioning(case(*twice), seed=42).known == 0
    labels = (
        [(Label.AGENT, Label.AGENT)] * 20 + [(Label.PARTNER, Label.PARTNER)] * 15 + [(Label.AGENT, Label.PARTNER)] * 15
    )
    rows = [one for n, pair in enumerate(labels) for one in coded(f"m{n:02}", *pair)]
    found = positioning(case(*rows), seed=42)
    # observed 35/50; by chance (35·20 + 15·30) / 50² = .46
    assert part(found, "agreement").value == pytest.approx((0.7 - 0.46) / (1 - 0.46))
    assert found.at_most is None


def test_claims_with_something_of_the_register_beside_them() -> None:
    rows = [
        row(Claim, "a", meaning="a seat at the table"),
        row(Claim, "b"),
        row(ClaimEvidence, "e1", claim="a", table="decisions", record="d"),
        row(ClaimEvidence, "e2", claim="a", table="decisions", record="d2"),
        row(ClaimEvidence, "empty", claim="b"),
    ]
    found = claims(case(*rows), seed=42)
    assert (found.value, found.numerator, found.denominator, found.coverage) == (0.5, 1, 2, 1)
    assert part(found, "meaning").numerator == 1
    assert found.details["claims"] == [{"claim": "a", "records": 2}, {"claim": "b", "records": 0}]


@pytest.mark.parametrize("measure", [positioning, claims])
def test_an_empty_record_has_no_figure(measure: Callable[..., Reading]) -> None:
    found = measure(case(), seed=42)
    assert (found.value, found.denominator, found.interval, found.coverage) == (None, 0, None, None)


def test_a_mention_that_nobody_read_gives_no_figure() -> None:
    assert positioning(case(row(Mention, "m")), seed=42).value is None
