"""Run every check that needs no running program, one line each; what a check says is shown only when it fails."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from tools import numbers

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ["src", "tests", "tools", "benchmarks", "docs"]
BIN = Path(sys.executable).parent

CHECKS: dict[str, list[str]] = {
    "style": ["ruff", "check", "--quiet", "--output-format=concise", *FOLDERS],
    "format": ["ruff", "format", "--check", "--quiet", *FOLDERS],
    "imports": ["lint-imports", "--no-cache"],
    "docstrings": ["interrogate", "-v", "src/counterpoise"],
    "security": ["bandit", "-q", "-r", "-c", "pyproject.toml", "src"],
    "types": ["mypy", "--no-error-summary"],
}


def main() -> int:
    """Run all checks, show what fails, print the numbers of the house, and return 1 if anything failed."""
    failed = [name for name, command in CHECKS.items() if not passes(name, command)]
    print(*numbers.lines(ROOT), sep="\n")
    if failed:
        print(f"Failed: {', '.join(failed)}.")
    return 1 if failed else 0


def passes(name: str, command: list[str]) -> bool:
    """Run one check and tell how it went and how long it took."""
    program, *arguments = command
    started = time.monotonic()
    print(f"{name:<12}", end="", flush=True)
    done = subprocess.run([str(BIN / program), *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    print(f"{'ok' if done.returncode == 0 else 'FAILED':<7}{time.monotonic() - started:5.1f} s", flush=True)
    if done.returncode != 0:
        print(done.stdout + done.stderr)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
