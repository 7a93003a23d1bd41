from pathlib import Path

import pytest

from tests.house import texts
from tests.house.sample import ROOT


def test_no_file_tells_an_address_of_a_registry_a_path_of_one_machine_or_an_unexplained_exception() -> None:
    assert texts.telling(ROOT) == []


def test_the_files_that_git_keeps_are_read() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in texts.tracked(ROOT)}
    assert {"constraints.txt", "pyproject.toml", "src/counterpoise/__init__.py"} <= names


# The samples are put together from halves, so that this file does not tell what it forbids.
@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("see https://pyp" + "i.org/project/x", "address of a package registry"),
        ("http://10.0.0.1:8080/simp" + "le/", "address of a package registry"),
        ("https://registr" + "y.example.org/x", "address of a package registry"),
        ("pip install --extra-index" + "-url x", "option with such an address"),
        ("PIP_INDEX" + "_URL=x", "option with such an address"),
        ("cd /wor" + "k/main", "path of one machine"),
        ("open('/roo" + "t/notes')", "path of one machine"),
        ("/hom" + "e/anna/project", "path of one machine"),
        ("as shared/desi" + "gn/house says", "word about how the work was arranged"),
        ("as seen in [S" + " 4]", "word about how the work was arranged"),
        ("# TO" + "DO: later", "work left undone"),
        ("x = 1  # no" + "qa: S603", "exception without a reason on its line"),
        ("x = 1  # no" + "qa", "exception without a reason on its line"),
        ("x = 1  # type: ign" + "ore[arg-type]", "exception without a reason on its line"),
        ("if x:  # pragma: no co" + "ver", "exception without a reason on its line"),
        ("x = 1  # nos" + "ec", "exception without a reason on its line"),
    ],
)
def test_a_line_that_tells_is_named(tmp_path: Path, line: str, what: str) -> None:
    path = tmp_path / "sample.py"
    path.write_text(f"fine\n{line}\n", encoding="utf-8")
    assert texts.telling(tmp_path, [path]) == [f"sample.py:2: {what}: {line}"]


@pytest.mark.parametrize(
    "line",
    [
        "see https://www.w3.org/TR/WCAG22/",
        "/usr/lib/postgresql",
        "path('work/main/', view)",
        "https://example.org/work/of/art",
        "x = 1  # no" + "qa: S603  the command is our own",
        "x = 1  # type: ign" + "ore[arg-type]  # numpy's own stub is wrong here",
        "if x:  # pragma: no co" + "ver  (only on Windows)",
        "../shared/data",
    ],
)
def test_a_line_that_tells_nothing_is_left_alone(tmp_path: Path, line: str) -> None:
    path = tmp_path / "sample.py"
    path.write_text(line, encoding="utf-8")
    assert texts.telling(tmp_path, [path]) == []


def test_pictures_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG\xff\xfe")
    assert texts.telling(tmp_path, [path]) == []
