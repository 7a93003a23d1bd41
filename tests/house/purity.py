"""The library wing takes time and chance as arguments; the site names its tables by class.

Read from the syntax tree, with the imports of each file resolved, so that ``from random import choice as pick`` is seen
too.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

CLOCKS = {
    *(f"datetime.datetime.{name}" for name in ("now", "utcnow", "today")),
    "datetime.date.today",
    *(f"time.{name}" for name in ("time", "time_ns", "monotonic", "perf_counter", "process_time", "localtime", "gmtime",
                                  "ctime", "strftime")),
}  # fmt: skip
WORLD = ("os.environ", "os.getenv", "os.urandom", "secrets.", "uuid.uuid1", "uuid.uuid4")
SEEDED = {"random.Random", "numpy.random.default_rng", "numpy.random.SeedSequence", "numpy.random.PCG64",
          "numpy.random.Philox", "numpy.random.RandomState"}  # fmt: skip
"""Sources of chance that are fine with a seed, and not without one."""
TYPES = {"numpy.random.Generator", "numpy.random.BitGenerator"}
FIELDS = {"ForeignKey", "OneToOneField", "ManyToManyField", "GenericForeignKey"}
SIGNALS = ("django.dispatch", "django.db.models.signals", "django.core.signals")
FRONT = {"web", "cli"}
"""What is not held to this: the site and the command line stand where the clock is read."""


def impurities(root: Path) -> list[str]:
    """Return where the library wing reads a clock, global chance, or the environment."""
    found: list[str] = []
    package = root / "src" / "counterpoise"
    for path in sorted(package.rglob("*.py")):
        if path.relative_to(package).parts[0] not in FRONT:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found.extend(f"{path.relative_to(root)}:{line}: {what}" for line, what in sorted(impure_names(tree)))
    return found


def impure_names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and name of each use of a clock, of global chance or of the environment in one file."""
    known = imported_names(tree)
    inner = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    calls = {id(node.func): node for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute | ast.Name) or id(node) in inner:
            continue
        name = full_name(node, known)
        if name is None:
            continue
        seedless = name in SEEDED and (call := calls.get(id(node))) is not None and not (call.args or call.keywords)
        chance = name.startswith(("random.", "numpy.random.")) and name not in SEEDED | TYPES
        if name in CLOCKS or name.startswith(WORLD) or chance or seedless:
            yield node.lineno, name


def imported_names(tree: ast.Module) -> dict[str, str]:
    """Return what each imported name of a file stands for, in full."""
    known = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                known[alias.asname or alias.name.split(".")[0]] = (
                    alias.name if alias.asname else alias.name.split(".")[0]
                )
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                known[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return known


def full_name(node: ast.expr, known: dict[str, str]) -> str | None:
    """Return the dotted name that an expression stands for, or None where it starts at no import."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name) or node.id not in known:
        return None
    return ".".join([known[node.id], *reversed(parts)])


def loose_keys(root: Path) -> list[str]:
    """Return foreign keys that name their table by a string, and generic ones; a table may point at itself."""
    found = []
    for path in sorted((root / "src" / "counterpoise" / "web").rglob("*.py")):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            field = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            to = [*node.args[:1], *(word.value for word in node.keywords if word.arg == "to")]
            named = [one.value for one in to if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if field in FIELDS and (field.startswith("Generic") or any(name != "self" for name in named)):
                found.append(f"{path.relative_to(root)}:{node.lineno}: {field} by a string: {', '.join(named)}")
    return found


def signals(root: Path) -> list[str]:
    """Return where the site reacts to signals instead of calling a service."""
    found: list[str] = []
    for path in sorted((root / "src" / "counterpoise" / "web").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = (name for name in imported_names(tree).values() if name.startswith(SIGNALS))
        found.extend(f"{path.relative_to(root)}: {name}" for name in names)
    return found
