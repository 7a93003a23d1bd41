"""The tool that takes permission rules apart: each kind of check is found, and what it makes lets in more."""

from __future__ import annotations

from types import CodeType, FunctionType
from typing import Any

import pytest

from tools.mutant_runs import EDITIONS, GROUPS, KNOWN, ROOT, SRC, name_of
from tools.mutants import mutants_of, mutated

SAMPLE = '''
def may(person, room):
    """Say yes or no."""
    if person is None or room == "closed":
        raise PermissionError(room)
    return room

def is_in(person, room):
    return person == "anna" and room == "ours"

def is_out(person) -> bool:
    return person == "anna"

def refusals(names):
    return [Refusal(name) for name in names if name != "anna"]

def shown(rows):
    return [row for row in rows if row != "closed"]

def one(name):
    return None if name == "anna" else Refusal(name)

def harmless(count):
    if count > 3:
        count = 3
    return count
'''


def runs(number: int, **given: Any) -> Any:  # noqa: ANN401 - whatever the sample returns
    """Run a mutant of the sample."""
    mutant = mutants_of(SAMPLE, file="sample", filters=True)[number]
    code: CodeType = mutated(SAMPLE, mutant, filters=True)
    return FunctionType(code, {"Refusal": str})(**given)


def test_each_kind_of_check_has_its_mutants_and_nothing_else_has_any() -> None:
    found = mutants_of(SAMPLE, file="sample", filters=True)
    assert [(each.function, each.what) for each in found] == [
        ("may", "never asks: person is None or room == 'closed'"),
        ("may", "asks one thing less: person is None"),
        ("may", "asks one thing less: room == 'closed'"),
        ("is_in", "asks one thing less: person == 'anna'"),
        ("is_in", "asks one thing less: room == 'ours'"),
        ("is_out", "always says yes"),
        ("refusals", "refuses none: name != 'anna'"),
        ("shown", "lets all through: row != 'closed'"),
        ("one", "never refuses: name == 'anna'"),
    ]
    assert [each.number for each in found] == list(range(len(found)))
    without = mutants_of(SAMPLE, file="sample")
    assert {each.function for each in without} == {"may", "is_in", "is_out", "refusals", "one"}


def test_each_mutant_lets_in_more_than_the_rule() -> None:
    assert runs(0, person=None, room="closed") == "closed"
    assert runs(1, person=None, room="ours") == "ours"
    with pytest.raises(PermissionError):
        runs(1, person="bert", room="closed")
    assert runs(2, person="bert", room="closed") == "closed"
    assert runs(3, person="bert", room="ours") is True
    assert runs(4, person="anna", room="theirs") is True
    assert runs(5, person="bert") is True
    assert runs(6, names=["anna", "bert"]) == []
    assert runs(7, rows=["open", "closed"]) == ["open", "closed"]
    assert runs(8, name="bert") is None


def test_every_rule_of_the_groups_is_there_and_has_mutants() -> None:
    for files, tests in GROUPS.values():
        assert [place for place in tests if not (ROOT / place).exists()] == []
        made = {
            file: mutants_of((SRC / file).read_text(encoding="utf-8"), file=file, filters=file in EDITIONS)
            for file in files
        }
        assert sum(map(len, made.values())) > 30
        for file, mutants in made.items():
            for each in mutants:
                mutated((SRC / file).read_text(encoding="utf-8"), each, filters=file in EDITIONS)


def test_what_no_test_can_find_is_still_there() -> None:
    there = {
        name_of(each)
        for files, _tests in GROUPS.values()
        for file in files
        for each in mutants_of((SRC / file).read_text(encoding="utf-8"), file=file, filters=file in EDITIONS)
    }
    assert set(KNOWN) <= there
    assert all(why.endswith(".") for why in KNOWN.values())
