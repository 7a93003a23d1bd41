"""Two people read a text apart from each other, one of them a citizen; then they see how far they agree."""

from __future__ import annotations

import pytest

from counterpoise.expertise.voices.readers import CHOICES, Reader, both_done, compared, may_read_text, unlabelled
from counterpoise.record import Side
from counterpoise.record.documents import Label

CITIZEN = Reader("a citizen", Side.CIVIC, done=True)
MANAGER = Reader("a manager", Side.ORGANIZATIONAL, done=False)


@pytest.mark.parametrize(
    ("readers", "person", "side", "code"),
    [
        ([], "anybody", Side.ORGANIZATIONAL, None),
        ([MANAGER], "a researcher", Side.INDEPENDENT, "voices.needs_a_citizen"),
        ([MANAGER], "a citizen", Side.CIVIC, None),
        ([CITIZEN], "a researcher", Side.INDEPENDENT, None),
        ([CITIZEN], "another citizen", Side.CIVIC, None),
        ([CITIZEN, MANAGER], "another citizen", Side.CIVIC, "voices.two_read_already"),
        ([CITIZEN, MANAGER], "a manager", Side.ORGANIZATIONAL, None),
    ],
)
def test_two_people_read_and_one_of_them_is_a_citizen(
    readers: list[Reader], person: str, side: Side, code: str | None
) -> None:
    assert [each.code for each in may_read_text(readers, person=person, side=side)] == ([code] if code else [])


def test_both_are_done_only_once_two_are() -> None:
    assert not both_done([])
    assert not both_done([CITIZEN])
    assert not both_done([CITIZEN, MANAGER])
    assert both_done([CITIZEN, Reader("a manager", Side.ORGANIZATIONAL, done=True)])


def test_what_differs_is_listed_in_the_order_of_the_text_and_agreement_has_an_interval() -> None:
    names = [f"m{n}" for n in range(40)]
    first = {name: (Label.AGENT if n % 2 else Label.RECIPIENT) for n, name in enumerate(names)}
    second = {**first, "m7": Label.SOURCE, "m3": Label.PARTNER}
    del second["m0"]
    found = compared(names, first, second)
    assert found.differing == ("m3", "m7")
    assert found.kappa.n == 39
    assert found.kappa.kappa is not None
    assert found.kappa.interval is not None
    assert 0.7 < found.kappa.interval.low < found.kappa.kappa < 1
    assert unlabelled(names, second) == ("m0",)


def test_readers_who_use_one_label_throughout_have_no_agreement_beyond_chance() -> None:
    same = dict.fromkeys(["m1", "m2"], Label.AGENT)
    assert compared(["m1", "m2"], same, same).kappa.kappa is None
    other = {"m1": Label.AGENT, "m2": Label.SOURCE}
    assert not compared(["m1", "m2"], same, other).tells, "kappa is 0 then, whatever the other did"
    assert not compared(["m1", "m2"], other, same).tells
    alike = compared(["m1", "m2"], other, other)
    assert (alike.tells, alike.ranges) == (True, False)
    assert compared(["m1", "m2", "m3"], {**other, "m3": Label.AGENT}, {**other, "m3": Label.SOURCE}).ranges


def test_nobody_is_offered_the_label_for_those_who_are_not_named() -> None:
    assert Label.ABSENT not in CHOICES
    assert len(CHOICES) == len(Label) - 1
