"""The page about the security standard, made from a data file: each requirement with its evidence, or a plain no."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Requirement", "asvs_page", "requirements"]

FILE = Path(__file__).with_name("asvs.toml")
ANSWERS = {"yes": "yes", "part": "in part", "no": "**no**", "none": "does not apply"}
CHAPTERS = (
    "Encoding", "Validation and business rules", "The browser", "Interfaces", "Files", "Signing in", "Sessions",
    "Rights", "Signed tokens", "Signing in elsewhere", "Cryptography", "Connections", "Configuration", "Data", "Code",
    "Logs and faults",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement of the standard, in our own words.

    Attributes
    ----------
    number, level
        Where it stands.
    answer
        ``yes``, ``part``, ``no`` or ``none``.
    asks
        What it asks.
    evidence
        A path in this repository, or a reason.
    """

    number: str
    level: int
    answer: str
    asks: str
    evidence: str

    @property
    def chapter(self) -> int:
        """The number of its chapter."""
        return int(self.number.split(".")[0])


def requirements() -> list[Requirement]:
    """Return every requirement of the data file."""
    return [Requirement(*row) for row in tomllib.loads(FILE.read_text(encoding="utf-8"))["rows"]]


def asvs_page(made: str) -> str:
    """Return the page, with its counts."""
    rows = requirements()
    counts = Counter(row.answer for row in rows)
    apply = len(rows) - counts["none"]
    lines = [
        made,
        "",
        "# Security, requirement by requirement",
        "",
        "OWASP ASVS 5.0.0, levels 1 and 2. We say in our own words what each requirement asks, and what we have.",
        "The words of the standard itself stand in the standard. Nobody else has checked these answers.",
        "",
        f"{apply} requirements apply: **{counts['yes']} yes, {counts['part']} in part, {counts['no']} no**.",
        f"{counts['none']} do not apply. Chapter 17 (WebRTC) is left out: there is none.",
        "So are parts 10.3, 10.4, 10.6 and 10.7: this site is no provider of sign-in for others.",
    ]
    for number, name in enumerate(CHAPTERS, start=1):
        lines += [
            "",
            f"## {number}. {name}",
            "",
            "| number | level | answer | what it asks | evidence |",
            "|---|---|---|---|---|",
        ]
        lines += [
            f"| {row.number} | {row.level} | {ANSWERS[row.answer]} | {row.asks} | {_shown(row.evidence)} |"
            for row in rows
            if row.chapter == number
        ]
    return "\n".join(lines) + "\n"


def _shown(evidence: str) -> str:
    first = evidence.split(" ", maxsplit=1)[0]
    return f"`{evidence}`" if "/" in first and " " not in evidence else evidence
