"""How long a file and a function may be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

LONGEST_FILE = 400
LONGEST_FUNCTION = 60
CODE = {".py", ".html", ".css", ".js"}
APART = {"migrations", "data", "node_modules", "_build"}
"""Folders whose files are written by programs, or hold data."""


def files_below(root: Path, folders: tuple[str, ...] = ("src", "tests", "tools", "benchmarks")) -> Iterator[Path]:
    """Yield every file of code below the folders, those apart left out."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in CODE and path.is_file() and not APART & set(path.relative_to(root).parts):
                yield path


def long_files(root: Path) -> list[str]:
    """Return the files with more lines than a file may have."""
    counted = ((path, len(path.read_text(encoding="utf-8").splitlines())) for path in files_below(root))
    return [f"{path.relative_to(root)}: {count} lines" for path, count in counted if count > LONGEST_FILE]


def long_functions(root: Path) -> list[str]:
    """Return the functions with more lines than a function may have, their docstring counted."""
    found = []
    for path in files_below(root):
        if path.suffix != ".py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    found.append(f"{path.relative_to(root)}:{node.lineno}: {node.name} has {length} lines")
    return found
