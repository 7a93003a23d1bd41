import io
import os
import re
import socket
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.house.sample import ROOT
from tools import bars, numbers, prepare, run_tests, services


def told(covered: int, there: int, branches: tuple[int, int] = (0, 0)) -> dict[str, Any]:
    summary = {
        "covered_lines": covered,
        "num_statements": there,
        "covered_branches": branches[0],
        "num_branches": branches[1],
    }
    return {"summary": summary, "missing_lines": [7] * (there - covered), "missing_branches": []}


def test_a_bar_counts_lines_and_branches_together() -> None:
    files = {"src/counterpoise/control/mandates.py": told(8, 10, (2, 10))}
    assert bars.share_of("counterpoise.control", files).percent == pytest.approx(50.0)


def test_a_bar_counts_only_its_own_part() -> None:
    files = {"src/counterpoise/control/a.py": told(1, 1), "src/counterpoise/controls.py": told(0, 9)}
    assert bars.share_of("counterpoise.control", files).there == 1


def test_a_single_module_can_have_a_bar() -> None:
    files = {"src/counterpoise/levels/spaces.py": told(1, 2), "src/counterpoise/levels/trajectory.py": told(0, 9)}
    assert bars.share_of("counterpoise.levels.spaces", files).there == 2


def test_a_package_and_its_first_file_share_a_name() -> None:
    assert bars.module_of("src/counterpoise/record/__init__.py") == "counterpoise.record"


def test_a_missed_bar_is_named_with_the_file_and_the_line() -> None:
    files = {"src/counterpoise/ledger/tree.py": told(99, 100)}
    assert bars.missed(files) == [
        "counterpoise.ledger: 99.00 % is run, 100 % is asked (1 short)",
        "    src/counterpoise/ledger/tree.py: 1 short: 7",
    ]


def test_gaps_are_told_as_ranges_and_cut_before_they_become_a_wall() -> None:
    gaps = {"missing_lines": [1, 2, 3, 5, 8, 9], "missing_branches": [[5, 6], [20, 30], [40, -1]]}
    assert bars.where(gaps) == "1-3, 5, 8-9, 20->30, 40->-1"
    assert len(bars.where({"missing_lines": list(range(0, 900, 2))})) < 100


def test_only_the_worst_files_are_named_and_the_rest_counted() -> None:
    files = {f"src/counterpoise/formats/part_{number:02}.py": told(0, number) for number in range(1, 31)}
    lines = [line for line in bars.missed(files) if line.startswith("    ")]
    assert lines[0].startswith("    src/counterpoise/formats/part_30.py: 30 short")
    assert lines[-1] == "    and 18 more files"


def test_the_whole_may_fall_short_where_no_part_does() -> None:
    files = {"src/counterpoise/formats/bundle.py": told(94, 100), "src/counterpoise/ledger/tree.py": told(5, 5)}
    assert bars.missed(files)[0].startswith("counterpoise: 94.29 % is run, 95 % is asked")


def test_a_part_that_does_not_exist_yet_has_no_bar_to_miss() -> None:
    assert bars.missed({}) == []


def test_the_bars_fail_with_an_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    entry = '{"files": {"src/counterpoise/ledger/tree.py": {"summary": {"covered_lines": %d, "num_statements": 4}}}}'
    good.write_text(entry % 4, encoding="utf-8")
    bad.write_text(entry % 3, encoding="utf-8")
    assert (bars.main([str(good)]), bars.main([str(bad)])) == (0, 1)
    assert "counterpoise.ledger: 75.00 % is run" in capsys.readouterr().out


def test_words_code_and_blank_lines_are_told_apart() -> None:
    text = '"""What it is.\n\nMore.\n"""\n\nx = 1  # beside\n# alone\ny = """not\na docstring"""\n'
    assert numbers.count(text) == numbers.Count(lines=9, code=3, words=5)


def test_the_numbers_of_an_empty_project_are_printed_without_a_fault(tmp_path: Path) -> None:
    assert len(numbers.lines(tmp_path)) == 3


@pytest.mark.parametrize(("ci", "status"), [("true", 1), ("false", 0)])
def test_a_missing_part_is_a_failure_only_in_ci(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ci: str, status: int
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(run_tests, "prepare_services", lambda _stack, **_: ({}, ["tests in a browser (none here)."]))
    monkeypatch.setattr(run_tests, "run_pytest", lambda _chosen, **_: 0)
    assert run_tests.main(["tests/house"]) == status
    assert "Not run: tests in a browser (none here)." in capsys.readouterr().out


def test_nothing_is_looked_for_that_no_test_needs(tmp_path: Path) -> None:
    text = "@pytest.mark.browser\ndef test_page() -> None:\n    assert '@pytest.mark.postgres'\n"
    (tmp_path / "test_pages.py").write_text(text, encoding="utf-8")
    assert run_tests.marks_used(tmp_path) == {"browser"}
    assert run_tests.marks_used(tmp_path / "empty") == set()


def test_what_cannot_be_found_or_fetched_is_said_in_one_line_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(services.POSTGRES, raising=False)
    for name in ("find_browser", "find_postgres"):
        monkeypatch.setattr(services, name, lambda: None)
    monkeypatch.setattr(services, "apt_install", lambda _package: False)
    with ExitStack() as stack:
        _, missing = run_tests.prepare_services(stack, only_marked={"browser", "postgres"})
    assert [line.split(" (")[0] for line in missing] == ["tests in a browser", "tests on PostgreSQL"]
    assert not any("\n" in line for line in missing)


def test_a_server_that_does_not_start_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(_programs: Path) -> NoReturn:
        raise subprocess.CalledProcessError(1, "initdb", stderr="no\nspace left")

    monkeypatch.delenv(services.POSTGRES, raising=False)
    monkeypatch.setattr(services, "find_postgres", lambda: Path("bin"))
    monkeypatch.setattr(services, "postgres_server", refuses)
    with ExitStack() as stack:
        _, missing = run_tests.prepare_services(stack, only_marked={"postgres"})
    assert missing == ["tests on PostgreSQL (the server in bin does not start: no space left)."]


def test_a_named_browser_that_is_not_there_is_not_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "chromium"))
    assert services.find_browser() is None
    (tmp_path / "chromium").touch()
    assert services.find_browser() == str(tmp_path / "chromium")


@pytest.mark.postgres
def test_the_server_of_the_tests_answers() -> None:
    address = re.fullmatch(r"postgresql://\w+@([\d.]+):(\d+)/\w+", os.environ[services.POSTGRES])
    assert address is not None
    with socket.create_connection((address[1], int(address[2])), timeout=5) as connection:
        assert connection.getpeername()[1] == int(address[2])


def test_a_python_that_is_too_old_is_told_which_one_is_needed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(prepare.SetupFailedError, match=r"needs Python 3\.11 or newer; python3 here is 3\.9"):
        prepare.create(tmp_path / ".venv", uv=None)


def test_an_installer_that_fails_is_told_by_the_end_of_what_it_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    with pytest.raises(prepare.SetupFailedError, match="no such package"):
        prepare.install([sys.executable, "-c", "print('Collecting x\\nno such package'); raise SystemExit(1)"])


def test_an_installer_shows_a_dot_for_each_package_and_no_wall_of_text(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = io.StringIO()
    monkeypatch.setattr(sys, "stdout", shown)
    prepare.install(
        [sys.executable, "-c", "print('Collecting x\\n  Using y\\nCollecting z\\nInstalling collected packages')"]
    )
    assert shown.getvalue() == ".. downloaded, unpacking ...\n"


@pytest.mark.parametrize("target", ["demo", "test", "check", "bench", "faults", "docs"])
def test_make_help_tells_each_target(target: str) -> None:
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert f"make {target} " in done.stdout


def test_the_pins_hold_no_address_and_pin_exactly() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.+!]+( ; [\w .<>='()!*]+)?", line)] == []
    assert len(lines) > 100
