"""A frozen lottery: panels keep the quotas, chances are what the panels say, and whatever is altered is named."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from counterpoise.inclusion.lottery import verifier
from counterpoise.inclusion.lottery.draw import (
    OtherChanceError,
    SaltsError,
    as_text,
    draw,
    freeze,
    published,
    rehearsal,
)
from counterpoise.inclusion.lottery.infeasible import in_words, smallest_changes
from counterpoise.inclusion.lottery.legacy import legacy_panels, legacy_upper_bound
from counterpoise.inclusion.lottery.lottery import Lottery, solve
from counterpoise.inclusion.lottery.panels import check_panels, deal
from counterpoise.inclusion.lottery.pool import Pool
from counterpoise.inclusion.lottery.quotas import Quotas
from counterpoise.inclusion.lottery.replacement import NotEnoughLeftError, UnknownPersonError, replace
from counterpoise.inclusion.lottery.rounding import uniform
from counterpoise.inclusion.lottery.types import instance_of, keeps_quotas
from counterpoise.inclusion.lottery.verifier import UnusableRandomnessError, check, panel_number
from tests.inclusion.lottery.oracle import all_panels, pool_of, quotas_of

FILES = {"pool": b"the pool", "quotas": b"the quotas"}
Question = tuple[Pool, Quotas, Lottery]


@pytest.fixture(scope="module")
def question() -> Question:
    """Return a pool of sixty people, some of whom live together, with its lottery."""
    chance = np.random.Generator(np.random.PCG64(5))
    values = [tuple(row) for row in chance.integers(0, 3, (60, 2)).tolist()]
    pool = pool_of(values, homes=tuple(chance.integers(0, 45, 60).tolist()))
    quotas = quotas_of([(2, 4), (3, 5), (2, 5)], [(3, 4), (3, 4), (2, 4)])
    return pool, quotas, solve(instance_of(pool, quotas, size=10))


@pytest.fixture(scope="module")
def frozen(question: Question) -> dict[str, Any]:
    """Return that lottery, frozen."""
    pool, quotas, lottery = question
    salts = [bytes([at]) * 16 for at in range(len(pool))]
    return freeze(
        lottery, pool, quotas, seed=1, files=FILES, announced="dice:three of ten sides", salts=salts, version="test"
    )  # fmt: skip


def test_a_thousand_equal_panels_keep_quotas_households_and_nearly_all_of_the_chances(question: Question) -> None:
    pool, _, lottery = question
    panels = uniform(lottery, seed=3)
    assert len(panels) == 1000
    assert keeps_quotas(lottery.instance, panels).all()
    dealt = deal(lottery.instance, pool, panels, seed=3)
    check_panels(lottery.instance, pool, dealt)
    times = np.bincount(np.concatenate(dealt), minlength=len(pool))
    assert times.sum() == 10_000
    assert times.min() >= 970 * lottery.by_person().min()


def test_an_untouched_draw_is_verified(frozen: dict[str, Any]) -> None:
    result = draw(frozen, randomness="dice:4-0-7")
    assert result["panel"] == 407
    assert check(published(frozen), as_text(result), FILES) == []
    assert len(result["people"]) == 10


@pytest.mark.parametrize(
    ("part", "wrong"),
    [("pool", "pool_changed"), ("quotas", "quotas_changed"), ("lottery", "lottery_changed"), ("chance", "wrong_panel")],
)
def test_one_changed_byte_is_noticed_and_named(frozen: dict[str, Any], part: str, wrong: str) -> None:
    text, result, files = published(frozen), as_text(draw(frozen, randomness="dice:4-0-7")), dict(FILES)
    if part in files:
        files[part] += b"."
    elif part == "lottery":
        text = text.replace("test", "tost")
    else:
        result = result.replace("dice:4-0-7", "dice:4-0-8")
    assert wrong in check(text, result, files)


def test_people_put_in_by_hand_are_noticed(frozen: dict[str, Any]) -> None:
    result = draw(frozen, randomness="dice:0-0-0")
    other = next(veil for veil in frozen["public"]["chances"] if veil not in result["veils"])
    result["veils"] = [other, *result["veils"][1:]]
    assert check(published(frozen), as_text(result), {}) == ["wrong_people"]
    late = as_text({**draw(frozen, randomness="dice:0-0-0"), "randomness": "text:late"})
    assert "randomness_not_announced" in check(published(frozen), late, {})
    assert check("{", "{", {}) == ["lottery_unreadable", "draw_unreadable"]
    assert check(published(frozen), "[]", {}) == ["draw_unreadable"]


def test_what_is_published_names_nobody(frozen: dict[str, Any], question: Question) -> None:
    assert not any(f'"{name}"' in published(frozen) for name in question[0].ids)


def test_the_verifier_runs_as_one_file_with_python_alone(frozen: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "lottery.json").write_text(published(frozen) + "\n", encoding="utf-8")
    (tmp_path / "draw.json").write_text(as_text(draw(frozen, randomness="dice:1-2-3")), encoding="utf-8")
    (tmp_path / "pool.csv").write_bytes(FILES["pool"])
    command = [sys.executable, "-I", "-S", str(verifier.__file__), str(tmp_path)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    (tmp_path / "pool.csv").write_bytes(b"another pool")
    told = subprocess.run(command, capture_output=True, check=False, text=True)
    assert told.returncode == 1
    assert "pool" in told.stdout


def test_chance_from_outside_makes_every_panel_as_likely() -> None:
    seen = np.bincount([panel_number(f"text:{at}", "c", 10) for at in range(5000)], minlength=10)
    assert seen.min() > 400
    assert panel_number("drand:12:" + "a" * 64, "c", 1000) == panel_number("drand:12:" + "a" * 64, "c", 1000)
    for unusable in ("dice:1-2", "dice:1-2-x", "drand:1:ab", "text: ", "coin:heads", ""):
        with pytest.raises(UnusableRandomnessError):
            panel_number(unusable, "c", 1000)


def test_chance_of_another_kind_than_was_announced_draws_nothing(frozen: dict[str, Any]) -> None:
    with pytest.raises(OtherChanceError, match="dice:three of ten sides"):
        draw(frozen, randomness="text:hello")


def test_salts_must_be_one_for_each_person(question: Question) -> None:
    pool, quotas, lottery = question
    with pytest.raises(SaltsError):
        freeze(lottery, pool, quotas, seed=1, files={}, announced="dice:", salts=[b"x" * 16] * len(pool), version="")


def test_rehearsals_come_as_often_as_the_chances_say(question: Question) -> None:
    pool, _, lottery = question
    chances = lottery.chances(pool)
    times = dict.fromkeys(pool.ids, 0)
    for seed in range(1000):
        for name in rehearsal(lottery, pool, seed=seed)["people"]:
            times[name] += 1
    for name, count in times.items():
        spread = (1000 * chances[name] * (1 - chances[name])) ** 0.5
        assert abs(count - 1000 * chances[name]) <= 5 * spread + 1


def test_whoever_left_is_replaced_as_well_as_can_be(question: Question) -> None:
    pool, quotas, lottery = question
    panel = rehearsal(lottery, pool, seed=1)["people"]
    found = replace(pool, quotas, panel, panel[:2], seed=1)
    assert found.broken == 0
    assert set(panel[2:]) < set(found.panel)
    place = {name: at for at, name in enumerate(pool.ids)}
    assert pool.households is not None
    assert len({pool.households[place[name]] for name in found.panel}) == 10
    with pytest.raises(UnknownPersonError):
        replace(pool, quotas, panel, ["nobody"], seed=1)
    others = [name for name in pool.ids if name not in panel]
    with pytest.raises(NotEnoughLeftError):
        replace(pool, quotas, panel, panel[:1], seed=1, unwilling=others)


def test_somebody_likelier_to_stay_takes_the_place() -> None:
    pool = pool_of([(0,), (0,), (0,), (1,)])
    found = replace(pool, quotas_of([(1, 1), (1, 1)]), ["p0", "p3"], ["p0"], seed=1, odds={"p1": 0.5, "p2": 0.1})
    assert found.people == ("p2",)
    assert found.expected == pytest.approx(0.1)


def test_the_smallest_change_that_helps_is_told_in_words() -> None:
    pool = pool_of([(0, 0), (0, 0), (0, 0), (1, 1), (1, 1), (1, 1)])
    quotas = quotas_of([(3, 3), (0, 1)], [(0, 1), (3, 3)])
    instance = instance_of(pool, quotas, size=4)
    assert not len(all_panels(pool, quotas, 4))
    changes = smallest_changes(instance, quotas)
    assert changes
    assert sum(change.quota.least - change.least + change.most - change.quota.most for change in changes) == 4
    assert "instead of" in in_words(changes, lang="en")
    assert in_words(changes, lang="nl") != in_words(changes, lang="en")


def test_the_greedy_rule_is_less_fair_and_its_published_bounds_come_out() -> None:
    values: list[tuple[int, ...]] = [*[(0, 0)] * 50, (0, 1), *[(1, 1)] * 49]
    instance = instance_of(pool_of(values), quotas_of([(9, 20), (9, 20)], [(9, 20), (9, 20)]), size=20)
    panels = legacy_panels(instance, draws=500, seed=1)
    assert keeps_quotas(instance, panels).all()
    assert len(panels) == 500
    assert (panels.mean(axis=0) / instance.number).min() < 0.15
    assert solve(instance).by_type.min() > 0.19
    for hits, percent in (
        (0, 0.033),
        (3, 0.092),
        (20, 0.325),
        (8, 0.167),
        (7, 0.153),
        (4, 0.108),
        (96, 1.207),
        (14, 0.248),
    ):
        assert 100 * legacy_upper_bound(hits, 10_000) == pytest.approx(percent, abs=6e-4)


def test_a_frozen_lottery_survives_being_written_and_read(frozen: dict[str, Any]) -> None:
    again = json.loads(as_text(frozen))
    assert draw(again, randomness="dice:9-9-9") == draw(frozen, randomness="dice:9-9-9")
