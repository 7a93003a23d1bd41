"""The coverage bars: how much of each part of the house the tests must run through, lines and branches together.

``python -m tools.bars coverage.json`` reads what ``coverage json`` wrote, prints one line per bar and the files below
it, and returns 1 when a bar is missed. A part that does not exist yet, or holds no code yet, has no bar to miss.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BARS: Mapping[str, float] = {
    "counterpoise": 95.0,
    "counterpoise.record": 100.0,
    "counterpoise.control": 100.0,
    "counterpoise.decisions": 100.0,
    "counterpoise.levels.spaces": 100.0,
    "counterpoise.statistics": 100.0,
    "counterpoise.ledger": 100.0,
}
"""Least percentage of lines and branches run, per package or module."""


MOST = 12
"""How many files are named below a missed bar, the worst first."""


@dataclass(frozen=True)
class Share:
    """How much of a part was run: ``run`` out of ``there`` lines and branches, and the files with gaps, worst first."""

    run: int
    there: int
    gaps: tuple[str, ...]

    @property
    def percent(self) -> float:
        """The share in percent; an empty part is whole."""
        return 100.0 * self.run / self.there if self.there else 100.0


def share_of(part: str, files: Mapping[str, Mapping[str, Any]]) -> Share:
    """Add up the files of one package or module.

    Parameters
    ----------
    part
        Dotted name, for example ``counterpoise.levels.spaces``.
    files
        The ``files`` of coverage's JSON: for each path its ``summary``, ``missing_lines`` and ``missing_branches``.
    """
    run = there = 0
    gaps: list[tuple[int, str]] = []
    for path, told in sorted(files.items()):
        name = module_of(path)
        if name != part and not name.startswith(part + "."):
            continue
        summary = told["summary"]
        covered = summary["covered_lines"] + summary.get("covered_branches", 0)
        total = summary["num_statements"] + summary.get("num_branches", 0)
        run, there = run + covered, there + total
        if covered < total:
            gaps.append((covered - total, f"{path}: {total - covered} short: {where(told)}"))
    return Share(run=run, there=there, gaps=tuple(gap for _, gap in sorted(gaps)))


def where(told: Mapping[str, Any], *, longest: int = 90) -> str:
    """Write the lines that were not run as ranges, then the branches not taken between lines that were run."""
    lines = sorted(told.get("missing_lines", []))
    starts = [line for line in lines if line - 1 not in lines]
    ends = [line for line in lines if line + 1 not in lines]
    ranges = [f"{start}-{end}" if end > start else f"{start}" for start, end in zip(starts, ends, strict=True)]
    branches = [(start, end) for start, end in told.get("missing_branches", []) if not {start, end} & set(lines)]
    text = ", ".join([*ranges, *(f"{start}->{end}" for start, end in branches)])
    return text if len(text) <= longest else f"{text[:longest]} ..."


def module_of(path: str) -> str:
    """Turn a file's path into its dotted name: ``src/counterpoise/record/base.py`` → ``counterpoise.record.base``."""
    parts = list(Path(path).with_suffix("").parts)
    parts = parts[parts.index("counterpoise") :] if "counterpoise" in parts else parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def missed(files: Mapping[str, Mapping[str, Any]], bars: Mapping[str, float] = BARS) -> list[str]:
    """Return one line per bar that the tests do not reach, each with the first files that fall short."""
    lines = []
    for part, bar in bars.items():
        share = share_of(part, files)
        if share.percent < bar:
            lines.append(
                f"{part}: {share.percent:.2f} % is run, {bar:.0f} % is asked ({share.there - share.run} short)"
            )
            lines.extend(f"    {gap}" for gap in share.gaps[:MOST])
            if len(share.gaps) > MOST:
                lines.append(f"    and {len(share.gaps) - MOST} more files")
    return lines


def main(arguments: list[str]) -> int:
    """Print how each part stands; return 1 if one is below its bar."""
    files = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))["files"]
    print("Coverage, lines and branches:")
    for part, bar in BARS.items():
        share = share_of(part, files)
        print(
            f"  {part:<28} {share.percent:6.2f} %  (asked {bar:.0f})"
            if share.there
            else f"  {part:<28} nothing there yet"
        )
    short = missed(files)
    print(*short, sep="\n", end="\n" if short else "")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
