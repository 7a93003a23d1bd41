from pathlib import Path

import pytest

from tests.house import layout
from tests.house.sample import ROOT, lay


def test_every_package_that_the_contracts_name_is_laid_and_says_what_lives_there() -> None:
    assert layout.unlaid(ROOT) == []


def test_the_contracts_name_both_wings() -> None:
    named = layout.named_modules(ROOT)
    assert {"counterpoise.record", "counterpoise.indicator", "counterpoise.web.people", "counterpoise.web.ui"} <= set(
        named
    )


def test_every_module_says_what_it_holds() -> None:
    assert layout.silent_packages(ROOT) == []


def test_every_app_holds_only_files_of_the_closed_set() -> None:
    assert layout.strangers_in_apps(ROOT) == []


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert layout.nameless(ROOT) == []


def test_every_folder_of_tests_mirrors_a_folder_of_the_house() -> None:
    assert layout.tests_without_code(ROOT) == []


def test_an_absent_package_is_named(tmp_path: Path) -> None:
    lay(tmp_path)
    assert layout.unlaid(tmp_path) == []
    (tmp_path / "src/counterpoise/reviews/__init__.py").unlink()
    (tmp_path / "src/counterpoise/indicator.py").write_text("x = 1\n", encoding="utf-8")
    assert layout.unlaid(tmp_path) == [
        "counterpoise.indicator: does not say what lives there",
        "counterpoise.reviews: is not there",
    ]


def test_a_silent_module_is_named(tmp_path: Path) -> None:
    lay(tmp_path, {"src/counterpoise/levels/spaces.py": "x = 1\n"})
    assert layout.silent_packages(tmp_path) == ["src/counterpoise/levels/spaces.py"]


@pytest.mark.parametrize(
    "stranger",
    ["people/queries.py", "people/signals.py", "people/notes.txt", "ui/models.py", "api/migrations/0001_initial.py"],
)
def test_a_stranger_in_an_app_is_named(tmp_path: Path, stranger: str) -> None:
    lay(tmp_path, {f"src/counterpoise/web/{stranger}": '"""Strange."""\n'})
    named = "/".join(stranger.split("/")[:2])
    assert layout.strangers_in_apps(tmp_path) == [f"src/counterpoise/web/{named}: no such name in an app"]


def test_a_file_that_became_a_folder_of_the_same_name_is_no_stranger(tmp_path: Path) -> None:
    lay(tmp_path, {"src/counterpoise/web/people/services/invite.py": "", "src/counterpoise/web/ui/charts.py": ""})
    assert layout.strangers_in_apps(tmp_path) == []


def test_templates_outside_the_apps_own_folder_are_named(tmp_path: Path) -> None:
    lay(tmp_path, {"src/counterpoise/web/people/templates/base.html": ""})
    assert layout.strangers_in_apps(tmp_path) == [
        "src/counterpoise/web/people/templates/base.html: templates of people lie in templates/people/"
    ]


@pytest.mark.parametrize("name", ["levels/utils.py", "web/people/managers.py", "control/repositories/__init__.py"])
def test_a_name_that_says_nothing_is_named(tmp_path: Path, name: str) -> None:
    lay(tmp_path, {f"src/counterpoise/{name}": ""})
    named = name.removesuffix("/__init__.py")
    assert layout.nameless(tmp_path) == [f"src/counterpoise/{named}: says nothing"]


def test_a_folder_of_tests_that_mirrors_nothing_is_named(tmp_path: Path) -> None:
    lay(tmp_path, {"tests/levels/test_spaces.py": "", "tests/attic/test_old.py": "", "tests/journeys/test_say.py": ""})
    assert layout.tests_without_code(tmp_path) == ["tests/attic/test_old.py: there is no counterpoise/attic"]
