"""Deliberate violations of the import contracts, and a way to see which contract each of them breaks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

VIOLATIONS = {
    "a room reads the decisions": (1, "expertise/indicators.py", "from counterpoise.decisions import indicators"),
    "a room reads another room": (1, "control/__init__.py", "import counterpoise.inclusion.lottery"),
    "the record reads a rule": (1, "record/__init__.py", "from counterpoise.levels import spaces"),
    "the command line reads the site": (1, "cli/main.py", "from counterpoise.web.project import settings"),
    "a package outside the house": (1, "attic/__init__.py", ""),
    "the library reads Django inside a function": (2, "levels/spaces.py", "def f():\n    import django.conf"),
    "the audit fetches over the network": (2, "audit/__init__.py", "import httpx"),
    "a door opens into the other door": (
        3,
        "web/trajectory/views.py",
        "from counterpoise.web.governance import selectors",
    ),
    "a room of the site reads another one": (
        3,
        "web/control/services.py",
        "from counterpoise.web.interests import services",
    ),
    "the people read an initiative": (3, "web/people/selectors.py", "from counterpoise.web.initiatives import models"),
    "an app outside the site's house": (3, "web/attic/__init__.py", ""),
    "a model calls a service": (4, "web/people/models.py", "from counterpoise.web.people import services"),
    "a service renders": (4, "web/decisions/services.py", "from counterpoise.web.decisions import views"),
    "a service starts a task": (
        4,
        "web/reviews/services.py",
        "def f():\n    from counterpoise.web.reviews import tasks",
    ),
    "a file outside the closed set": (4, "web/people/queries.py", ""),
    "a view reads a table": (5, "web/people/views.py", "from counterpoise.web.people import models"),
    "a view reads a table inside a function": (
        5,
        "web/audit/views.py",
        "def f():\n    from counterpoise.web.people.models import x",
    ),
    "the API reads a table": (5, "web/api/__init__.py", "from counterpoise.web.initiatives import models"),
    "a circle": (6, "levels/spaces.py", "import counterpoise.levels.ring"),
    "a circle through a function": (6, "levels/spaces.py", "def f():\n    import counterpoise.levels.ring"),
    "a decision reads an indicator": (7, "decisions/__init__.py", "from counterpoise.control import indicators"),
    "a data set reads an indicator": (7, "datasets/__init__.py", "from counterpoise.reviews import indicators"),
    "a rule writes to the terminal": (8, "levels/spaces.py", "def f():\n    from rich.console import Console"),
    "a format opens a connection": (8, "formats/__init__.py", "import urllib.request"),
}
"""What is wrong: the number of the contract that must break, the file, and the text that is added to it."""

DRIVER = """
import contextlib, io, json, pathlib, sys
from importlinter.cli import lint_imports
root = pathlib.Path("src/counterpoise")
said = {}
for name, (_, file, text) in json.load(sys.stdin).items():
    path = root / file
    before = path.read_text() if path.exists() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('"Spoilt."\\n' + text + "\\n")
    with contextlib.redirect_stdout(io.StringIO()) as out:
        code = lint_imports(no_cache=True)
    said[name] = [code, out.getvalue()]
    if before is None:
        path.unlink()
        if path.name == "__init__.py":
            path.parent.rmdir()
    else:
        path.write_text(before)
print(json.dumps(said))
"""
"""Runs in the spoilt house: one process for all violations, each put in, looked at and taken out again."""


def broken(root: Path, violations: dict[str, tuple[int, str, str]]) -> dict[str, set[int]]:
    """Return for each violation the numbers of the contracts that it breaks in a house laid at ``root``."""
    command = [sys.executable, "-c", "import sys; sys.path.insert(0, 'src')\n" + DRIVER]
    given = json.dumps(violations)
    # Measuring which lines of ours run would make it many times slower, and none of ours do.
    alone = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    done = subprocess.run(command, cwd=root, env=alone, input=given, capture_output=True, text=True, check=True)
    said = json.loads(done.stdout.splitlines()[-1])
    return {name: numbers(text) | ({0} if code and not numbers(text) else set()) for name, (code, text) in said.items()}


def numbers(text: str) -> set[int]:
    """Return the numbers of the contracts that a report calls broken; 0 stands for a report that could not be made."""
    return {int(line.split()[0]) for line in text.splitlines() if line.rstrip().endswith("BROKEN")}
