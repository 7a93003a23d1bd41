"""Who left a panel and who came: found from what was frozen, published without names, and checked by others."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_lottery import english, run
from tests.cli.test_lottery_files import ODD, nodes

__all__ = ["english"]

REASON = ("--ground", "stops", "--why", "No time on Tuesdays.")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a lottery from its pool to its draw, with addresses, made once."""
    here = tmp_path_factory.mktemp("made")
    rows = "".join(f"p{at:02},{'Female' if at % 3 else 'Male'},street {at // 2}\n" for at in range(40))
    (here / "pool.csv").write_text("person,gender,street\n" + rows, encoding="utf-8")
    (here / "quotas.csv").write_text("feature,value,min,max\ngender,Female,3,4\ngender,Male,3,4\n", encoding="utf-8")
    kept = ("--keep", here / "frozen.json", "--publish", here / "lottery.json", "--certificate", here / "proof.json")
    read = ("--size", "7", "--id", "person", "--address", "street")
    assert run("panels", *files(here), *read, *kept) == 0
    shown = ("--publish", here / "shown.json", "--format", "json", "--output", here / "drawn.json")
    assert run("draw", "--lottery", here / "frozen.json", "--randomness", "dice:4-0-7", *shown) == 0
    return here


def files(here: Path) -> list[str | Path]:
    return ["--pool", here / "pool.csv", "--quotas", here / "quotas.csv"]


def of_draw(here: Path) -> list[str | Path]:
    return [*files(here), "--draw", here / "drawn.json", "--lottery", here / "frozen.json"]


def drawn(here: Path) -> list[str]:
    people: list[str] = json.loads((here / "drawn.json").read_text(encoding="utf-8"))["people"]
    return people


def verified(here: Path, *changes: Path, named: bool = True) -> int:
    shown = ("frozen.json", "drawn.json") if named else ("lottery.json", "shown.json")
    given: list[str | Path] = [word for path in changes for word in ("--replacement", path)]
    with_pool = files(here) if named else []
    return run("verify", "--lottery", here / shown[0], "--draw", here / shown[1], *with_pool, *given)


def replaced(here: Path, out: Path, gone: str, *more: str | Path) -> dict[str, Any]:
    """Replace somebody, publish it, and return what only the holder sees."""
    ends = ("--publish", out, "--format", "json", "--output", out.with_suffix(".own"))
    assert run("replace", *of_draw(here), "--gone", gone, *REASON, *ends, *more) == 0
    found: dict[str, Any] = json.loads(out.with_suffix(".own").read_text(encoding="utf-8"))
    return found


def test_what_is_published_of_a_replacement_names_nobody_and_is_checked_by_others(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = drawn(made)[0]
    own = replaced(made, tmp_path / "r1.json", gone)
    text = (tmp_path / "r1.json").read_text(encoding="utf-8")
    told, people = json.loads(text), json.loads((made / "frozen.json").read_text(encoding="utf-8"))["people"]
    assert told["left"] == [people[gone]["veil"]]
    assert told["came"] == [people[own["replacements"][0]]["veil"]]
    assert (told["ground"], told["words"], told["number"], told["before"]) == ("stops", REASON[3], 1, "")
    assert not [name for name in people if f'"{name}"' in text]
    capsys.readouterr()
    assert verified(made, tmp_path / "r1.json") == 0
    assert "Not checked: whether those came" not in capsys.readouterr().out
    assert verified(made, tmp_path / "r1.json", named=False) == 0
    assert "Not checked: whether those came" in capsys.readouterr().out


def test_who_took_a_place_can_leave_it_and_the_first_to_leave_does_not_come_back(made: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "r1.json", tmp_path / "r2.json"
    gone = drawn(made)[0]
    came = replaced(made, first, gone)["replacements"][0]
    assert run("replace", *of_draw(made), "--gone", came) == 1, "before the first replacement they are not on the panel"
    later = replaced(made, second, came, "--earlier", first)
    assert not {gone, came} & {*later["replacements"], *later["panel"]}
    assert len(later["panel"]) == 7
    assert verified(made, first, second) == 0
    assert verified(made, second, first) == 1
    assert verified(made, second) == 1


def test_other_people_than_the_draw_finds_are_found_out(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replaced(made, tmp_path / "r1.json", drawn(made)[0])
    told = json.loads((tmp_path / "r1.json").read_text(encoding="utf-8"))
    people = json.loads((made / "frozen.json").read_text(encoding="utf-8"))["people"]
    friend = next(name for name in people if name not in drawn(made) and people[name]["veil"] not in told["came"])
    (tmp_path / "r1.json").write_text(json.dumps(told | {"came": [people[friend]["veil"]]}), encoding="utf-8")
    capsys.readouterr()
    assert verified(made, tmp_path / "r1.json") == 1
    shown = capsys.readouterr().out
    assert "Other people came than those whom the draw finds." in shown
    assert "Look at replacement 1." in shown


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"commitment": "0" * 64}, "of another draw"),
        ({"number": 2}, "do not follow each other"),
        ({"words": " "}, "says no reason"),
        ({"ground": "stance"}, "says no reason"),
        ({"left": []}, "could not"),
        ({"came": ["nobody"]}, "could not"),
        ({"left": 7}, "cannot be read"),
    ],
)
def test_a_replacement_that_was_changed_is_found_out_by_anybody(
    made: Path, tmp_path: Path, changed: dict[str, Any], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    replaced(made, tmp_path / "r1.json", drawn(made)[0])
    told = json.loads((tmp_path / "r1.json").read_text(encoding="utf-8"))
    (tmp_path / "r1.json").write_text(json.dumps(told | changed), encoding="utf-8")
    capsys.readouterr()
    assert verified(made, tmp_path / "r1.json", named=False) == 1
    assert words in capsys.readouterr().out


@pytest.mark.parametrize(
    ("option", "value"), [("--size", "6"), ("--id", "street"), ("--address", "gender"), ("--address", "person")]
)
def test_a_replacement_is_found_as_it_was_frozen_whatever_somebody_says(
    made: Path, option: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = drawn(made)[0]
    capsys.readouterr()
    assert run("replace", *files(made), "--draw", made / "drawn.json", "--gone", gone, option, value) == 1
    assert f"{option}: {value} is not what was frozen" in capsys.readouterr().err
    whole = ("--size", "7", "--id", "person", "--address", "street")
    for frozen in ((), whole):
        assert run("replace", *files(made), "--draw", made / "drawn.json", "--gone", gone, *frozen) == 0
        assert "Nothing was written for others to check." in capsys.readouterr().out


def test_nothing_is_published_without_a_reason_or_over_what_was_published(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone, out = drawn(made)[0], tmp_path / "r1.json"
    ask = ("replace", *of_draw(made), "--gone", gone, "--publish", out)
    capsys.readouterr()
    assert run(*ask) == 1
    told = capsys.readouterr().err
    assert "--ground: say why they left, with one of: said_no" in told
    assert "--why: say in a few words" in told
    assert run(*ask, "--ground", "stops", "--why", f"{gone} moved away") == 1
    assert "write them without it" in capsys.readouterr().err
    assert not out.exists()
    assert run("replace", *files(made), "--draw", made / "drawn.json", "--gone", gone, "--publish", out, *REASON) == 2
    out.write_text("published before", encoding="utf-8")
    assert run(*ask, *REASON) == 1
    assert out.read_text(encoding="utf-8") == "published before"


def test_a_panel_that_breaks_the_quotas_is_found_where_the_names_are(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for one in made.iterdir():
        shutil.copy(one, tmp_path)
    capsys.readouterr()
    proof = ("--certificate", made / "proof.json")
    names = ("--lottery", made / "frozen.json", "--draw", made / "drawn.json", *files(made))
    assert run("verify", *names, *proof) == 0
    told = capsys.readouterr().out
    assert "All 1000 panels keep the quotas" in told
    assert "Up to 0.01 % counts as proved." in told
    assert "who lives at one address" not in told, "it was looked up in the pool"
    assert run("verify", *names) == 0
    assert "There is no certificate here" in capsys.readouterr().out
    assert run("verify", "--lottery", made / "lottery.json", "--draw", made / "shown.json") == 0
    assert "Not checked: whether each panel keeps the quotas." in capsys.readouterr().out
    _rig(tmp_path)
    assert run("verify", "--lottery", tmp_path / "lottery.json", "--draw", tmp_path / "shown.json") == 0
    capsys.readouterr()
    rigged = ("--lottery", tmp_path / "frozen.json", "--draw", tmp_path / "drawn.json", *files(tmp_path))
    assert run("verify", *rigged) == 1
    told = capsys.readouterr().out
    assert "Some panels do not keep the quotas" in told
    assert "Panels that do not: 0, 1, 2, 3, 4. There are 1000 of them." in told


def _rig(here: Path) -> None:
    """Freeze panels of women alone by hand, and draw from them."""
    from counterpoise.inclusion.lottery.draw import draw, without_names
    from counterpoise.inclusion.lottery.veils import canonical
    from counterpoise.inclusion.lottery.verifier import sha256

    frozen = json.loads((here / "frozen.json").read_text(encoding="utf-8"))
    public, people = frozen["public"], frozen["people"]
    women = [people[f"p{at:02}"]["veil"] for at in range(40) if at % 3][:7]
    public["panels"] = [sorted(women)] * 1000
    public["chances"] = {veil: [1000 * (veil in women), 1000] for veil in public["chances"]}
    frozen["commitment"] = sha256(canonical(public))
    drew = draw(frozen, randomness="dice:4-0-7")
    for name, value in (("frozen", frozen), ("drawn", drew), ("shown", without_names(drew))):
        (here / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
    (here / "lottery.json").write_text(canonical(public), encoding="utf-8")


def test_whatever_stands_in_a_replacement_is_foreseen(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replaced(made, tmp_path / "r1.json", drawn(made)[0])
    text = (tmp_path / "r1.json").read_text(encoding="utf-8")
    for at in range(len(list(nodes(json.loads(text))))):
        for odd in ODD[::3]:
            value = json.loads(text)
            holder, name = list(nodes(value))[at]
            holder[name] = odd
            (tmp_path / "odd.json").write_text(json.dumps(value), encoding="utf-8")
            assert verified(made, tmp_path / "odd.json", named=False) in {0, 1}
    told = capsys.readouterr()
    assert "did not foresee" not in told.err + told.out


def test_a_lottery_of_another_draw_and_a_rehearsal_publish_nothing(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "frozen.json"
    assert run("panels", *files(made), "--size", "7", "--id", "person", "--keep", other) == 0
    ask = ("replace", *files(made), "--gone", drawn(made)[0], "--lottery", other)
    capsys.readouterr()
    assert run(*ask, "--draw", made / "drawn.json") == 1
    assert "this lottery is not the one of the draw" in capsys.readouterr().err
    rehearsed = tmp_path / "rehearsal.json"
    asked = (*files(made), "--size", "7", "--id", "person")
    assert run("draw", *asked, "--seed", "5", "--format", "json", "--output", rehearsed) == 0
    person = json.loads(rehearsed.read_text(encoding="utf-8"))["people"][0]
    assert run("replace", *asked, "--draw", rehearsed, "--gone", person, "--lottery", other) == 2
    assert run("replace", *files(made), "--draw", rehearsed, "--gone", person, "--id", "person") == 1
    assert "say how many people a panel has" in capsys.readouterr().err
    assert run("replace", *asked, "--draw", rehearsed, "--gone", person) == 0
