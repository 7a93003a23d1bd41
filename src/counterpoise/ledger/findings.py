"""What a verification finds: a code, the place, and what fills in the words; and the state of each log.

Part of the verifier that goes into every export: it runs on Python 3.9 and needs nothing but the standard library.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["REMARKS", "Finding", "LogState", "Verdict", "runs"]

REMARKS = frozenset(
    {
        "clock_back",
        "clock_ahead",
        "no_text",
        "no_checkpoint",
        "never_outside",
        "signatures_not_checked",
        "other_verifier",
    }
)
"""Findings that do not speak against the ledger, and that a reader should know."""


@dataclass(frozen=True)
class Finding:
    """One thing that a verification found.

    Attributes
    ----------
    code
        What it is.
    log
        The log; empty where it is about the whole file.
    seq
        The number of the first entry that it is about; None where it is about none.
    last
        The number of the last entry that it is about, itself included.
    given
        What else fills in the words.
    """

    code: str
    log: str = ""
    seq: int | None = None
    last: int | None = None
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_remark(self) -> bool:
        """Return whether the ledger holds all the same."""
        return self.code in REMARKS


@dataclass(frozen=True)
class LogState:
    """How far a log came, as far as it was verified.

    Attributes
    ----------
    origin, size, root
        The last checkpoint, or the log as it lies here where there is none.
    entries
        How many entries lie here.
    key
        The key that signs for it, in its one line.
    outside_at
        When a witness from outside last confirmed a checkpoint, in seconds since 1970; None where none did.
    outside_by
        That witness's name; the file says who is from outside, so compare it with whom you know.
    """

    origin: str
    size: int
    root: bytes
    entries: int
    key: str
    outside_at: int | None
    outside_by: str


@dataclass(frozen=True)
class Verdict:
    """What a verification came to.

    Attributes
    ----------
    findings
        All that was found, problems and remarks.
    logs
        The logs, in the order of the file.
    memory
        What to remember for the next time.
    """

    findings: tuple[Finding, ...]
    logs: tuple[LogState, ...]
    memory: Mapping[str, Mapping[str, Any]]

    @property
    def holds(self) -> bool:
        """Return whether nothing speaks against the ledger."""
        return all(finding.is_remark for finding in self.findings)


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return numbers as runs without gaps, each with its first and its last number.

    Parameters
    ----------
    numbers
        Whole numbers, in any order.
    """
    found: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
