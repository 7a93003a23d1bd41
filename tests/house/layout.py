"""Which packages and files there are, and how they may be called."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

APP_FILES = {
    "__init__", "models", "selectors", "services", "records", "forms", "views", "admin", "urls", "apps", "tasks",
    "migrations", "locale", "templates", "management", "templatetags",
}  # fmt: skip
"""What an app of the site may hold; a file that grows long becomes a folder of the same name."""
WITHOUT_TABLES = {"ui", "api", "project"}
"""Parts of the site that are no app with tables: they have files of their own, but neither models nor migrations."""
NAMELESS = {
    "utils", "util", "helpers", "common", "misc", "managers", "repositories", "repository", "signals", "bus", "buses",
}  # fmt: skip
"""Names that say nothing about the domain, or ways of working that the house does without."""
OTHER_TESTS = {"journeys", "house", "docs"}


def contracts(root: Path) -> list[dict[str, Any]]:
    """Return the import contracts of a project."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = settings["tool"]["importlinter"]["contracts"]
    return found


def named_modules(root: Path) -> list[str]:
    """Return every module of ours that a contract names, optional ones and patterns left out."""
    names: set[str] = set()
    for contract in contracts(root):
        for key in ("source_modules", "forbidden_modules", "protected_modules", "allowed_importers", "containers"):
            names.update(name for name in contract.get(key, []) if name.startswith("counterpoise") and "*" not in name)
        for container in contract.get("containers", []):
            for layer in contract["layers"]:
                parts = [part.strip() for part in layer.split("|")]
                names.update(f"{container}.{part}" for part in parts if not part.startswith("("))
    return sorted(names)


def unlaid(root: Path) -> list[str]:
    """Return the modules that the contracts name and that are absent, or do not say what lives there."""
    found = []
    for name in named_modules(root):
        path = root / "src" / Path(*name.split("."))
        file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        if not file.exists():
            found.append(f"{name}: is not there")
        elif not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))):
            found.append(f"{name}: does not say what lives there")
    return found


def silent_packages(root: Path) -> list[str]:
    """Return the packages and modules without a docstring of their own, migrations left out."""
    return [
        str(path.relative_to(root))
        for path in python_files(root)
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]


def python_files(root: Path) -> Iterator[Path]:
    """Yield our Python files, migrations left out."""
    for path in sorted((root / "src").rglob("*.py")):
        if "migrations" not in path.parts:
            yield path


def strangers_in_apps(root: Path) -> list[str]:
    """Return what lies in an app of the site under a name outside the closed set."""
    found = []
    web = root / "src" / "counterpoise" / "web"
    for app in sorted(path for path in web.iterdir() if path.is_dir() and path.name != "__pycache__"):
        for path in sorted(app.iterdir()):
            if path.name == "__pycache__":
                continue
            if app.name in WITHOUT_TABLES:
                strange = path.stem in {"models", "migrations"}
            else:
                strange = path.stem not in APP_FILES or (path.is_file() and path.suffix != ".py")
            if strange:
                found.append(f"{path.relative_to(root)}: no such name in an app")
        found.extend(
            f"{path.relative_to(root)}: templates of {app.name} lie in templates/{app.name}/"
            for path in sorted((app / "templates").glob("*"))
            if app.name not in WITHOUT_TABLES and path.name != app.name
        )
    return found


def nameless(root: Path) -> list[str]:
    """Return files and folders whose name says nothing about the domain."""
    paths = (path for folder in ("src", "tests", "tools", "benchmarks") for path in (root / folder).rglob("*"))
    named = (path for path in paths if path.suffix in {"", ".py"} and "__pycache__" not in path.parts)
    return sorted(f"{path.relative_to(root)}: says nothing" for path in named if path.stem in NAMELESS)


def tests_without_code(root: Path) -> list[str]:
    """Return folders of tests that mirror no folder of the house."""
    found = []
    for path in sorted((root / "tests").rglob("test_*.py")):
        folder = path.parent.relative_to(root / "tests")
        top = folder.parts[0] if folder.parts else ""
        if top in OTHER_TESTS or not top:
            continue
        mirrored = root / "src" / "counterpoise" / folder
        if not mirrored.is_dir() and not mirrored.with_suffix(".py").exists():
            found.append(f"{path.relative_to(root)}: there is no counterpoise/{folder}")
    return sorted(set(found))
