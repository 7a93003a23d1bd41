import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sample import ROOT

HEAVY = {"django", "numpy", "scipy"}
FRONT = {"web"}


def loaded_by(statement: str) -> set[str]:
    """Return the top names of all modules that a fresh interpreter holds after a statement."""
    command = (
        f"import json, sys\n{statement}\nprint(json.dumps(sorted({{name.split('.')[0] for name in sys.modules}})))"
    )
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def library_modules() -> list[str]:
    """Return the name of every module of the library wing."""
    package = ROOT / "src" / "counterpoise"
    paths = (path.relative_to(package) for path in sorted(package.rglob("*.py")))
    kept = (path.with_suffix("") for path in paths if path.parts[0] not in FRONT)
    return [".".join(["counterpoise", *(part for part in path.parts if part != "__init__")]) for path in kept]


@pytest.mark.parametrize("name", ["counterpoise", "counterpoise.record", "counterpoise.indicator"])
def test_a_light_import_loads_no_framework_and_no_arrays(name: str) -> None:
    assert loaded_by(f"import {name}") & HEAVY == set()


@pytest.mark.parametrize("heavy", sorted(HEAVY))
def test_a_heavy_import_would_be_seen(heavy: str) -> None:
    assert heavy in loaded_by(f"import counterpoise, {heavy}")


def test_every_module_of_the_library_loads_where_django_is_absent() -> None:
    modules = library_modules()
    statement = (
        f"sys.modules['django'] = None\nimport importlib\nfor name in {modules!r}:\n    importlib.import_module(name)"
    )
    assert {"counterpoise"} <= loaded_by(statement)
    assert "counterpoise.record" in modules


def test_a_module_that_needs_django_would_not_load_there(tmp_path: Path) -> None:
    (tmp_path / "needy.py").write_text("import django.conf\n", encoding="utf-8")
    statement = f"sys.modules['django'] = None\nsys.path.insert(0, {str(tmp_path)!r})\nimport needy"
    with pytest.raises(subprocess.CalledProcessError):
        loaded_by(statement)
