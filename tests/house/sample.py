"""A small house to spoil: tests show with it that each rule can fail."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The house itself."""
APPS: tuple[str, ...] = ("ledger", "people", "initiatives", "expertise", "control", "inclusion", "interests")
APPS += ("decisions", "reviews", "audit", "trajectory", "governance")
INSIDE = ("models", "records", "selectors", "services", "forms", "views", "admin", "tasks", "urls")
ROOMS = ("expertise", "control", "inclusion", "interests")


def lay(root: Path, files: dict[str, str] | None = None) -> Path:
    """Lay an empty house with the contracts of the real one, and put the given files in it (path → text)."""
    shutil.copy(ROOT / "pyproject.toml", root / "pyproject.toml")
    package = root / "src" / "counterpoise"
    real = (ROOT / "src" / "counterpoise").rglob("__init__.py")
    modules = [path.relative_to(ROOT / "src" / "counterpoise") for path in real]
    modules += [Path("indicator.py"), Path("levels/spaces.py"), Path("cli/main.py"), Path("web/project/settings.py")]
    modules += [Path("web", app, f"{name}.py") for app in APPS for name in INSIDE]
    modules += [Path(room, "indicators.py") for room in (*ROOMS, "decisions", "reviews")]
    for module in modules:
        write(package / module, '"""Nothing yet."""\n')
    for folder in ("tests", "tools", "benchmarks"):
        (root / folder).mkdir()
    for name, text in (files or {}).items():
        write(root / name, text)
    return root


def write(path: Path, text: str) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
