from pathlib import Path

from tests.house import sizes
from tests.house.sample import ROOT, lay


def test_no_file_is_longer_than_a_person_reads_in_one_go() -> None:
    assert sizes.long_files(ROOT) == []


def test_no_function_is_longer_than_a_screen() -> None:
    assert sizes.long_functions(ROOT) == []


def test_the_files_of_the_house_are_seen() -> None:
    seen = {path.relative_to(ROOT).as_posix() for path in sizes.files_below(ROOT)}
    assert {"src/counterpoise/__init__.py", "tests/house/test_sizes.py", "tools/check.py"} <= seen


def test_a_long_file_is_named_with_its_lines(tmp_path: Path) -> None:
    lay(
        tmp_path,
        {"src/counterpoise/levels/long.py": "x = 1\n" * 401, "src/counterpoise/levels/fits.py": "x = 1\n" * 400},
    )
    assert sizes.long_files(tmp_path) == ["src/counterpoise/levels/long.py: 401 lines"]


def test_a_long_style_sheet_is_named_too(tmp_path: Path) -> None:
    lay(tmp_path, {"src/counterpoise/web/ui/static/ui/long.css": "p {}\n" * 500})
    assert sizes.long_files(tmp_path) == ["src/counterpoise/web/ui/static/ui/long.css: 500 lines"]


def test_migrations_stand_apart(tmp_path: Path) -> None:
    lay(tmp_path, {"src/counterpoise/web/people/migrations/0001_initial.py": "x = 1\n" * 999})
    assert sizes.long_files(tmp_path) == []


def test_a_long_function_is_named_even_inside_a_class(tmp_path: Path) -> None:
    body = "        x = 1\n"
    text = "class A:\n    def fits(self):\n" + body * 59 + "    async def long(self):\n" + body * 60
    lay(tmp_path, {"src/counterpoise/levels/long.py": text})
    assert sizes.long_functions(tmp_path) == ["src/counterpoise/levels/long.py:62: long has 61 lines"]
