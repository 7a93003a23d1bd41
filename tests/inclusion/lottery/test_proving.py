"""The one-file verifier does the sums of the certificate again, and says what is wrong with one that proves less."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from counterpoise.inclusion.lottery import verifier
from counterpoise.inclusion.lottery.certificate import Certificate
from counterpoise.inclusion.lottery.draw import as_text, draw, freeze, published
from counterpoise.inclusion.lottery.lottery import Objective, solve
from counterpoise.inclusion.lottery.pool import Pool, read_pool
from counterpoise.inclusion.lottery.proving import certificate_of
from counterpoise.inclusion.lottery.quotas import Quotas, read_quotas
from counterpoise.inclusion.lottery.tables import csv_table
from counterpoise.inclusion.lottery.types import instance_of
from counterpoise.inclusion.lottery.veils import canonical
from counterpoise.inclusion.lottery.verifier import check, unproved

WANTED = b"category,name,min,max\nkind,a,2,4\nkind,b,3,5\nkind,c,2,5\nage,Young,3,4\nage,old,3,4\nage,very  old,2,4\n"


def pool_file(seed: int = 5, *, people: int = 60) -> bytes:
    """Return the file of a pool, with blank lines, capitals and a column that nobody asks for."""
    chance = np.random.Generator(np.random.PCG64(seed))
    rows = zip(chance.choice(["a", "B", "c"], people), chance.choice(["young", "old", "Very old"], people), strict=True)
    lines = [f"p{at},{age},x,{kind}\n" for at, (kind, age) in enumerate(rows)]
    return ("ID,Age,more,kind\n\n" + "".join(lines) + ",,,\n").encode()


def made(objective: Objective = Objective.LEXIMIN, *, homes: bool = False) -> tuple[Pool, Quotas, dict[str, Any]]:
    """Return a pool, its quotas, and what was frozen of its lottery."""
    quotas = read_quotas(csv_table(WANTED, file="quotas.csv"), size=10)
    pool = read_pool(csv_table(pool_file(), file="pool.csv"), quotas, size=10)
    if homes:
        together = np.random.Generator(np.random.PCG64(1)).integers(0, 45, len(pool)).tolist()
        pool = Pool(pool.ids, pool.values, pool.features, tuple(together))
    salts = [bytes([at]) * 16 for at in range(len(pool))]
    files = {"pool": pool_file(), "quotas": WANTED}
    lottery = solve(instance_of(pool, quotas, size=10), objective=objective)
    return pool, quotas, freeze(
        lottery, pool, quotas, seed=1, files=files, announced="dice:three", salts=salts, version="test"
    )  # fmt: skip


def found(frozen: dict[str, Any], certificate: bytes | None = None, **files: bytes) -> set[str]:
    """Return what is wrong with a draw and this certificate."""
    text = canonical(frozen["certificate"]).encode() + b"\n" if certificate is None else certificate
    given = {"pool": pool_file(), "quotas": WANTED, **files, "certificate": text}
    return set(check(published(frozen), as_text(draw(frozen, randomness="dice:4-0-7")), given))


@pytest.mark.parametrize("homes", [False, True])
@pytest.mark.parametrize("objective", list(Objective))
def test_the_sums_of_a_certificate_come_out(objective: Objective, homes: bool) -> None:
    _, _, frozen = made(objective, homes=homes)
    assert found(frozen) == set()
    expected = ["certificate_goldilocks"] if objective is Objective.GOLDILOCKS else []
    expected += ["certificate_households"] if homes else []
    files = {"certificate": canonical(frozen["certificate"]).encode(), "pool": pool_file(), "quotas": WANTED}
    assert [one for one in unproved("{}", files) if one != "certificate_cuts"] == expected


def larger_limit(told: dict[str, Any]) -> None:
    told["stages"][0]["prices"] = {}


def unfair(told: dict[str, Any]) -> None:
    one, other = told["types"][0]["people"], told["types"][1]["people"]
    told["chances"][0] -= 0.01 / one
    told["chances"][1] += 0.01 / other


def forgetful(told: dict[str, Any]) -> None:
    del told["stages"][-1]


def favoured(told: dict[str, Any]) -> None:
    told["stages"][0]["weights"] = dict.fromkeys(told["stages"][0]["weights"], 0.0)


@pytest.mark.parametrize("harm", [larger_limit, unfair, forgetful, favoured])
def test_a_certificate_that_proves_less_is_found_out(harm: Callable[[dict[str, Any]], None]) -> None:
    _, _, frozen = made()
    told = json.loads(json.dumps(frozen["certificate"]))
    harm(told)
    assert found(frozen, canonical(told).encode()) >= {"certificate_changed", "certificate_proves_less"}


def by_value(told: dict[str, Any]) -> None:
    told["kind"], told["stages"] = "value", []


def all_at_once(told: dict[str, Any]) -> None:
    told["stages"] = [told["stages"][0] | {"fixed": list(range(len(told["types"])))}]


def no_number(told: dict[str, Any]) -> None:
    told["stages"][0]["weights"] = dict.fromkeys(told["stages"][0]["weights"], float("nan"))


def nobody_of_a_type(told: dict[str, Any]) -> None:
    told["types"][0]["most"] = 0


def a_row_more(told: dict[str, Any]) -> None:
    told["rows"].append({"least": 0, "most": 0})


def another_aim(told: dict[str, Any]) -> None:
    told["objective"] = "maximin"


def a_type_twice(told: dict[str, Any]) -> None:
    first = told["types"][0]
    told["types"].append(first | {"people": 1, "most": 1})
    told["types"][0] = first | {"people": first["people"] - 1, "most": first["most"] - 1}
    told["chances"].append(told["chances"][0])


@pytest.mark.parametrize(
    "harm", [by_value, all_at_once, no_number, nobody_of_a_type, a_row_more, another_aim, a_type_twice]
)
def test_a_certificate_that_is_made_up_is_found_out(harm: Callable[[dict[str, Any]], None]) -> None:
    _, _, frozen = made()
    told = json.loads(json.dumps(frozen["certificate"]))
    harm(told)
    wrong = found(frozen, json.dumps(told).encode())
    assert wrong & {"certificate_made_up", "certificate_proves_less", "certificate_unreadable"}


def test_a_rigged_lottery_is_not_saved_by_a_certificate_that_says_it_is_fair() -> None:
    _, _, frozen = made()
    people = list(frozen["people"])
    veils = [frozen["people"][name]["veil"] for name in people]
    public = json.loads(json.dumps(frozen["public"]))
    public["panels"] = [veils[:10]] * 1000
    public["chances"] = {veil: [1000 if veil in veils[:10] else 0, 1000] for veil in veils}
    told = json.loads(json.dumps(frozen["certificate"]))
    told["chances"] = [0.0 for _ in told["types"]]
    told["types"].append(told["types"][0] | {"people": 10, "most": 10})
    told["chances"].append(1.0)
    told["stages"] = [{"aim": 0.0, "fixed": list(range(len(told["types"]))), "weights": {"0": 0.0}, "prices": {}}]
    assert not verifier._fits(told, public)
    assert not verifier._proved(told)


def test_a_lottery_without_a_proof_is_not_called_false_and_must_not_call_itself_certified() -> None:
    wanted = WANTED.replace(b"kind,a,2,4", b"kind,a,0,0")
    quotas = read_quotas(csv_table(wanted, file="quotas.csv"), size=10)
    pool = read_pool(csv_table(pool_file(), file="pool.csv"), quotas, size=10)
    told = certificate_of(solve(instance_of(pool, quotas, size=10), objective=Objective.NASH), quotas)
    assert told["kind"] == "none"
    assert verifier._proved(told)
    assert verifier._fits(told, {"objective": "nash", "certified": False})
    assert not verifier._fits(told, {"objective": "nash", "certified": True})
    assert unproved("{}", {"certificate": canonical(told).encode(), "pool": b"PK\x03\x04"}) == [
        "certificate_none",
        "pool_not_compared",
        "quotas_not_compared",
    ]


def test_a_certificate_of_another_pool_or_other_quotas_is_found_out() -> None:
    _, _, frozen = made()
    assert "certificate_other_pool" in found(frozen, pool=pool_file(6))
    assert "certificate_other_pool" in found(frozen, pool=b"id\np1\n")
    assert "certificate_other_quotas" in found(frozen, quotas=WANTED.replace(b"kind,a,2,4", b"kind,a,1,4"))
    assert "certificate_other_quotas" in found(frozen, quotas=WANTED + b"kind,d,0,4\n")


def test_chances_that_the_equal_panels_do_not_give_are_found_out() -> None:
    _, _, frozen = made()
    told = json.loads(json.dumps(frozen["certificate"]))
    told["chances"] = [chance + 0.01 for chance in told["chances"]]
    assert "certificate_other_chances" in found(frozen, canonical(told).encode())
    told["size"] = 11
    assert "certificate_other_chances" in found(frozen, canonical(told).encode())


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b'{"rows": 1}', b"\xff"])
def test_a_certificate_that_cannot_be_read_is_named(text: bytes) -> None:
    _, _, frozen = made()
    assert "certificate_unreadable" in found(frozen, text)


def test_one_changed_figure_anywhere_in_a_certificate_changes_its_hash() -> None:
    _, _, frozen = made()
    text = canonical(frozen["certificate"])
    changed = text.replace('"size":10', '"size":10 ')
    assert "certificate_changed" in found(frozen, changed.encode())


def test_bounds_are_proved_for_large_pools_that_are_certified_chance_by_chance() -> None:
    chance = np.random.Generator(np.random.PCG64(2))
    quotas = read_quotas(csv_table(WANTED, file="quotas.csv"), size=10)
    values = tuple((int(one), int(other)) for one, other in chance.integers(0, 3, (80, 2)))
    pool = Pool(tuple(f"p{at}" for at in range(80)), values, quotas.features)
    told = certificate_of(solve(instance_of(pool, quotas, size=10)), quotas)
    assert verifier._proved(told)
    # The same proof, read chance by chance: everybody falls short of their aim, but for the first type, which gains.
    aims = {at: stage["aim"] for stage in told["stages"] for at in stage["fixed"]}
    short = 1e-3 * 10 / 80
    first = told["types"][0]["people"]
    told["chances"] = [aims[at] + (short * (80 - first) / first if at == 0 else -short) for at in range(len(aims))]
    told["kind"] = "pointwise"
    assert verifier._proved(told | {"gap": 1.1e-3})
    assert not verifier._proved(told | {"gap": 0.9e-3})


def test_a_gap_worked_out_in_numpy_can_be_frozen_like_any_other() -> None:
    certificate = Certificate("pointwise", float(np.float64(1e-3)), 0.01, ())
    large = Certificate("pointwise", np.float64(1e-3), 0.01, ())
    assert canonical(large.certified) == canonical(certificate.certified) == "true"
    assert canonical(large.as_json()) == canonical(certificate.as_json())


def test_the_verifier_says_what_sums_do_not_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, _, frozen = made(Objective.GOLDILOCKS)
    (tmp_path / "lottery.json").write_text(published(frozen), encoding="utf-8")
    (tmp_path / "draw.json").write_text(as_text(draw(frozen, randomness="dice:1-2-3")), encoding="utf-8")
    (tmp_path / "certificate.json").write_text(canonical(frozen["certificate"]), encoding="utf-8")
    assert verifier.main([str(tmp_path)]) == 0
    assert "NOT CHECKED: for this objective" in capsys.readouterr().out
    (tmp_path / "certificate.json").unlink()
    assert verifier.main([str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert "NOT CHECKED: there is no certificate here" in told
    assert "The gap of the proof" not in told


def test_the_verifier_prints_the_gap_and_up_to_what_it_counts_as_proved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, _, frozen = made()
    gap = frozen["public"]["gap"]
    (tmp_path / "lottery.json").write_text(published(frozen), encoding="utf-8")
    (tmp_path / "draw.json").write_text(as_text(draw(frozen, randomness="dice:1-2-3")), encoding="utf-8")
    (tmp_path / "certificate.json").write_text(canonical(frozen["certificate"]), encoding="utf-8")
    assert verifier.main([str(tmp_path)]) == 0
    line = f"The gap of the proof: {gap:.1e} of the mean chance (at most 0.0001 counts as proved).\n"
    assert line in capsys.readouterr().out


def test_a_proof_is_held_against_the_files_of_a_dutch_spreadsheet() -> None:
    pool = pool_file().replace(b",", b";")
    wanted = b"\r\n".join(b";".join(line.split(b",", 3)) for line in WANTED.splitlines())
    wanted = wanted.replace(b"category;name;min;max", b"kenmerk;categorie;minimaal;maximaal").replace(
        b";3;4", b";3,0;4"
    )
    quotas = read_quotas(csv_table(wanted, file="quotas.csv"), size=10)
    people = read_pool(csv_table(pool, file="pool.csv"), quotas, size=10)
    salts = [bytes([at]) * 16 for at in range(len(people))]
    files = {"pool": pool, "quotas": wanted}
    lottery = solve(instance_of(people, quotas, size=10))
    given = {"seed": 1, "files": files, "announced": "dice:three", "salts": salts, "version": "test"}
    frozen = freeze(lottery, people, quotas, **given)  # type: ignore[arg-type]  # what freezing asks for, by name
    assert found(frozen, **files) == set()
    assert found(frozen, **files | {"pool": pool.replace(b";a\n", b";c\n", 1)}) >= {"certificate_other_pool"}
