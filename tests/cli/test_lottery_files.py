"""The files of a lottery: kept or said not to be, each name behind its hash, and what was changed in them named."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterpoise.inclusion.lottery import verifier
from tests.cli.test_lottery import english, question, run

__all__ = ["english", "question"]

ODD: tuple[Any, ...] = (None, True, 0, -1, 10**30, 1e300, "", "x", "\ud800", [], ["x"], {}, {"x": None}, [[]])
QUIET = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a lottery from its pool to its draw, made once."""
    here = tmp_path_factory.mktemp("made")
    rows = "".join(f"p{at},{'Female' if at % 3 else 'Male'}\n" for at in range(30))
    (here / "pool.csv").write_text("id,gender\n" + rows, encoding="utf-8")
    (here / "quotas.csv").write_text("feature,value,min,max\ngender,Female,3,3\ngender,Male,3,3\n", encoding="utf-8")
    kept = ("--keep", here / "frozen.json", "--publish", here / "lottery.json", "--certificate", here / "proof.json")
    assert run("panels", *asked(here), *kept) == 0
    shown = ("--publish", here / "shown.json", "--format", "json", "--output", here / "draw.json")
    assert run("draw", "--lottery", here / "frozen.json", "--randomness", "dice:4-0-7", *shown) == 0
    return here


def asked(here: Path) -> list[str | Path]:
    return ["--pool", here / "pool.csv", "--quotas", here / "quotas.csv", "--size", "6"]


def checked(here: Path, lottery: Path, draw: Path) -> int:
    return run("verify", "--lottery", lottery, "--draw", draw, "--certificate", here / "proof.json")


def test_text_says_that_nothing_was_kept_and_how_to_keep_it(
    question: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("panels", *question) == 0
    told = capsys.readouterr().out
    assert "Nothing was kept" in told
    assert "--keep frozen.json" in told
    assert "Publish this" not in told
    frozen = tmp_path / "frozen.json"
    assert run("panels", *question, "--keep", frozen) == 0
    told = capsys.readouterr().out
    assert json.loads(frozen.read_text(encoding="utf-8"))["commitment"] in told
    assert run("draw", "--lottery", frozen, "--randomness", "dice:1-2-3") == 0


def test_a_dutch_lottery_is_announced_in_dutch(
    question: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("panels", *question, "--lang", "nl", "--keep", tmp_path / "frozen.json") == 0
    assert "dice:drie tienzijdige dobbelstenen" in capsys.readouterr().out
    assert run("panels", *question, "--lang", "nl") == 0
    assert "Er is niets bewaard" in capsys.readouterr().out


def test_what_is_published_of_a_draw_names_nobody_and_verifies(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = json.loads((made / "shown.json").read_text(encoding="utf-8"))
    assert "people" not in shown
    assert '"p1' not in json.dumps(shown)
    assert checked(made, made / "lottery.json", made / "shown.json") == 0
    assert "the names in the draw" not in capsys.readouterr().out
    assert checked(made, made / "lottery.json", made / "draw.json") == 0
    assert "Not checked: the names in the draw" in capsys.readouterr().out
    assert checked(made, made / "frozen.json", made / "draw.json") == 0
    assert "Not checked: the names" not in capsys.readouterr().out


def swapped_in_the_draw(frozen: dict[str, Any], draw: dict[str, Any]) -> set[str]:
    away = next(name for name in frozen["people"] if name not in draw["people"])
    changed = {draw["people"][0], away}
    draw["people"][0] = away
    return changed


def swapped_in_the_lottery(frozen: dict[str, Any], draw: dict[str, Any]) -> set[str]:
    people, one = frozen["people"], draw["people"][0]
    away = next(name for name in people if name not in draw["people"])
    people[one], people[away] = people[away], people[one]
    return {one, away}


@pytest.mark.parametrize("swap", [swapped_in_the_draw, swapped_in_the_lottery])
def test_a_swapped_name_is_named(
    made: Path,
    tmp_path: Path,
    swap: Callable[[dict[str, Any], dict[str, Any]], set[str]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    frozen, draw = (json.loads((made / name).read_text(encoding="utf-8")) for name in ("frozen.json", "draw.json"))
    changed = swap(frozen, draw)
    for name, value in (("frozen.json", frozen), ("draw.json", draw)):
        (tmp_path / name).write_text(json.dumps(value), encoding="utf-8")
    capsys.readouterr()
    assert checked(made, tmp_path / "frozen.json", tmp_path / "draw.json") == 1
    told = capsys.readouterr().out
    assert "Names do not belong to the hashes" in told
    assert {name for name in frozen["people"] if f"This name differs: {name}\n" in told + "\n"} == changed
    if swap is swapped_in_the_lottery:
        assert run("draw", "--lottery", tmp_path / "frozen.json", "--randomness", "dice:4-0-7") == 1
        assert "does not belong to the hash" in capsys.readouterr().err


def test_who_comes_is_found_by_the_draw_itself_whatever_somebody_tries(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = json.loads((made / "draw.json").read_text(encoding="utf-8"))["people"][0]
    told = set()
    for _ in range(2):
        assert run("replace", *asked(made), "--draw", made / "draw.json", "--gone", gone) == 0
        told.add(capsys.readouterr().out)
    assert len(told) == 1
    assert run("replace", *asked(made), "--draw", made / "draw.json", "--gone", gone, "--seed", "7") == 2
    assert "leave --seed out" in capsys.readouterr().err
    assert run("replace", *asked(made), "--draw", made / "shown.json", "--gone", gone) == 1
    assert "shown.json: at .people stands something else" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("announce", "words"),
    [
        ("nonsense:x", "with one of these kinds: dice, drand, text"),
        ("drand:quicknet", "name the round"),
        ("drand:quicknet, round 1000", "round 1000 of drand came out on 23-08-2023"),
        ("dice:", "where everybody can see it"),
    ],
)
def test_a_chance_that_can_never_be_checked_is_refused_before_anything_is_made(
    question: list[str], tmp_path: Path, announce: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("panels", *question, "--announce", announce, "--keep", tmp_path / "frozen.json") == 1
    assert words in capsys.readouterr().err
    assert not (tmp_path / "frozen.json").exists()


@pytest.mark.parametrize("bad", ["pool.csv", "absent/out.json", "", "a.json"])
def test_nothing_is_written_where_one_of_the_places_will_not_do(
    question: list[str], tmp_path: Path, bad: str, capsys: pytest.CaptureFixture[str]
) -> None:
    places = ("--publish", tmp_path / "a.json", "--certificate", tmp_path / "b.json")
    before = (tmp_path / "pool.csv").read_bytes()
    assert run("panels", *question, *places, "--output", tmp_path / bad) in {1, 2}
    assert "place" in capsys.readouterr().err
    assert {one.name for one in tmp_path.iterdir()} == {"pool.csv", "quotas.csv"}
    assert (tmp_path / "pool.csv").read_bytes() == before


def test_a_round_of_drand_that_was_not_announced_draws_nothing(
    question: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frozen = tmp_path / "frozen.json"
    assert run("panels", *question, "--keep", frozen, "--announce", "drand:quicknet, round 9000000000") == 0
    capsys.readouterr()
    assert run("draw", "--lottery", frozen, "--randomness", f"drand:8000000000:{'ab' * 32}") == 1
    assert "not the chance that was announced" in capsys.readouterr().err
    assert run("draw", "--lottery", frozen, "--randomness", f"drand:9000000000:{'ab' * 32}") == 0


def test_the_verifier_runs_in_its_own_folder(made: Path) -> None:
    there = Path(verifier.__file__)
    for name in ("lottery.json", "draw.json"):
        assert not (there.parent / name).exists()
    command = [sys.executable, there.name, str(made)]
    told = subprocess.run(command, cwd=there.parent, capture_output=True, text=True, check=False)
    assert told.stderr == ""
    assert told.returncode == 0
    assert "All is as it should be" in told.stdout


def nodes(value: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - whatever JSON holds
    """Yield every place in JSON: what holds it and its name there; of long lists the first few."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, one in list(inside)[:12]:
        yield value, name
        yield from nodes(one)


def hurt(here: Path, files: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """Run every verb on such files: whatever is wrong is foreseen."""
    verify = ("verify", "--lottery", files["lottery.json"], "--draw", files["draw.json"])
    ends = [run(*verify, "--certificate", files["proof.json"], *asked(here)[:4])]
    ends.append(run("verify", "--lottery", files["frozen.json"], "--draw", files["draw.json"]))
    ends.append(run("draw", "--lottery", files["frozen.json"], "--randomness", "dice:4-0-7"))
    ends.append(run("replace", *asked(here), "--draw", files["draw.json"], "--gone", "p1"))
    told = capsys.readouterr()
    assert set(ends) <= {0, 1}
    assert "did not foresee" not in told.err + told.out
    assert "Traceback" not in told.err + told.out


FILES = ("lottery.json", "draw.json", "frozen.json", "proof.json")


@QUIET
@given(data=st.data())
def test_whatever_stands_in_its_json_is_foreseen(
    made: Path, data: st.DataObject, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    name = data.draw(st.sampled_from(FILES))
    value = json.loads((made / name).read_text(encoding="utf-8"))
    places = list(nodes(value))
    holder, at = places[data.draw(st.integers(0, len(places) - 1))]
    odd = data.draw(st.sampled_from(ODD))
    match data.draw(st.sampled_from(("put", "leave out", "whole"))):
        case "put":
            holder[at] = odd
        case "leave out":
            del holder[at]
        case _:
            value = odd
    (tmp_path / name).write_text(json.dumps(value), encoding="utf-8")
    hurt(made, {**{one: made / one for one in FILES}, name: tmp_path / name}, capsys)


@QUIET
@given(data=st.data())
def test_whatever_byte_is_changed_is_foreseen_and_found(
    made: Path, data: st.DataObject, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    name = data.draw(st.sampled_from(FILES))
    content = bytearray((made / name).read_bytes())
    content[data.draw(st.integers(0, len(content) - 2))] ^= data.draw(st.integers(1, 255))
    (tmp_path / name).write_bytes(content)
    if name == "lottery.json":
        shutil.copy(tmp_path / name, tmp_path / "l.json")
        assert run("verify", "--lottery", tmp_path / "l.json", "--draw", made / "draw.json") == 1
    hurt(made, {**{one: made / one for one in FILES}, name: tmp_path / name}, capsys)


def test_the_place_of_what_is_wrong_is_named(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    value = json.loads((made / "lottery.json").read_text(encoding="utf-8"))
    value["panels"][3] = 7
    (tmp_path / "lottery.json").write_text(json.dumps(value), encoding="utf-8")
    capsys.readouterr()
    assert run("verify", "--lottery", tmp_path / "lottery.json", "--draw", made / "draw.json") == 1
    assert "Look at lottery.panels[3]" in capsys.readouterr().out
    frozen = json.loads((made / "frozen.json").read_text(encoding="utf-8"))
    frozen["people"]["p5"] = [1]
    (tmp_path / "frozen.json").write_text(json.dumps(frozen), encoding="utf-8")
    assert run("draw", "--lottery", tmp_path / "frozen.json", "--randomness", "dice:4-0-7") == 1
    assert "frozen.json: at .people.p5 stands something else" in capsys.readouterr().err


def test_a_frozen_lottery_is_not_written_over(
    question: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frozen = tmp_path / "frozen.json"
    frozen.write_text("announced in the newspaper", encoding="utf-8")
    assert run("panels", *question, "--keep", frozen, "--publish", tmp_path / "lottery.json") == 1
    assert "perhaps a lottery that was announced" in capsys.readouterr().err
    assert frozen.read_text(encoding="utf-8") == "announced in the newspaper"
    assert not (tmp_path / "lottery.json").exists()


@pytest.mark.parametrize(("file", "named"), [("pool.csv", "not the pool"), ("quotas.csv", "not the quotas")])
def test_nobody_chooses_who_comes_by_another_pool_or_other_quotas(
    made: Path, tmp_path: Path, file: str, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("pool.csv", "quotas.csv"):
        shutil.copy(made / name, tmp_path)
    lines = (tmp_path / file).read_text(encoding="utf-8").replace("Male,3,3", "Male,2,4").splitlines()
    drawn = json.loads((made / "draw.json").read_text(encoding="utf-8"))["people"]
    friend = next(line for line in lines[1:] if line.split(",")[0] not in drawn)
    kept = [line for line in lines if file == "quotas.csv" or line.split(",")[0] in {"id", *drawn}]
    (tmp_path / file).write_text("\n".join([*kept, *([friend] if file == "pool.csv" else [])]), encoding="utf-8")
    assert run("replace", *asked(tmp_path), "--draw", made / "draw.json", "--gone", drawn[0]) == 1
    told = capsys.readouterr()
    assert named in told.err
    assert told.out == ""
