"""Numbers about the house, printed without a judgement: median file, share of comments, tests beside code."""

from __future__ import annotations

import ast
import io
import statistics
import tokenize
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Count:
    """Lines of one file: all of them, those that hold code, and those that hold a comment or a docstring."""

    lines: int
    code: int
    words: int


def lines(root: Path) -> list[str]:
    """Return the numbers of a project as sentences."""
    ours, tests = counts(root / "src"), counts(root / "tests")
    code = sum(count.code for count in ours)
    words = sum(count.words for count in ours)
    median = statistics.median(count.lines for count in ours) if ours else 0
    longest = max((count.lines for count in ours), default=0)
    tested = sum(count.code for count in tests)
    return [
        f"Files: {len(ours)}, the median has {median:.0f} lines, the longest {longest}.",
        f"Comments and docstrings: {percent(words, code + words)} of the written lines.",
        f"Code: {code} lines, tests: {tested} lines, {tested / code if code else 0:.2f} for each line of code.",
    ]


def percent(part: int, whole: int) -> str:
    """Write a share in percent, or a dash where there is nothing."""
    return f"{100 * part / whole:.0f} %" if whole else "–"


def counts(folder: Path) -> list[Count]:
    """Count every Python file below a folder, migrations apart."""
    paths = [path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts]
    return [count(path.read_text(encoding="utf-8")) for path in paths]


def count(text: str) -> Count:
    """Count the lines of one file; blank lines are neither code nor words."""
    docstrings = {
        line
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    comments: set[int] = set()
    code: set[int] = set()
    blank = {tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER, tokenize.ENCODING}
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            comments.add(token.start[0])
        elif token.type not in blank:
            code.update(range(token.start[0], token.end[0] + 1))
    code -= docstrings
    return Count(lines=text.count("\n"), code=len(code), words=len((comments | docstrings) - code))
