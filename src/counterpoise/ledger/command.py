"""The verifier's report and its command: ``python3 verify.py LEDGER.zip [--remember FILE] [--lang nl|en]``.

Part of the verifier that goes into every export: it runs on Python 3.9 and needs nothing but the standard library.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from counterpoise.ledger.archive import verify
from counterpoise.ledger.findings import Finding, Verdict
from counterpoise.ledger.memory import Memory, MemoryDamagedError, memory_text, read_memory
from counterpoise.ledger.notes import ed25519
from counterpoise.ledger.words import WORDS

__all__ = ["main", "remembered_line", "report", "verify_and_remember"]

MOST_NAMED = 20
SHORT_ROOT = 16
"""How many letters of a root are shown: enough to compare with what stands in minutes or under a QR code."""


def _say(code: str, lang: str, **given: object) -> str:
    return _filled(code, lang, given)


def _filled(code: str, lang: str, given: Mapping[str, object]) -> str:
    # A name in a file may hold anything: what moves the cursor or colours a terminal is taken out.
    text = WORDS[code][lang == "nl"].format_map(given)
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def _line(finding: Finding, lang: str) -> str:
    parts = [_say("log", lang, log=finding.log)] if finding.log else []
    if finding.seq is not None:
        several = finding.last is not None and finding.last > finding.seq
        parts.append(_say("entries" if several else "entry", lang, seq=finding.seq, last=finding.last))
    return f"{', '.join(parts)}{': ' if parts else ''}{_filled(finding.code, lang, finding.given)}"


def _lines(findings: Iterable[Finding], lang: str) -> Iterator[str]:
    """Yield a line for each finding; of many of one kind the first ones, and how many more there are."""
    number: dict[str, int] = {}
    for finding in findings:
        number[finding.code] = number.get(finding.code, 0) + 1
        if number[finding.code] <= MOST_NAMED:
            yield _line(finding, lang)
    for code, count in number.items():
        if count > MOST_NAMED:
            yield f"{_filled(code, lang, _Any())}: {_say('and_more', lang, number=count - MOST_NAMED)}"


class _Any(dict[str, object]):
    """Fills in an ellipsis for whatever is asked."""

    def __missing__(self, name: str) -> str:
        return "…"


def report(verdict: Verdict, *, lang: str) -> list[tuple[bool, str]]:
    """Return the lines to show, each with whether it is a problem.

    Parameters
    ----------
    verdict
        What a verification came to.
    lang
        ``nl`` or ``en``.
    """
    problems = [finding for finding in verdict.findings if not finding.is_remark]
    lines = [(True, line) for line in _lines(problems, lang)]
    if problems:
        lines.append((True, _say("holds_not", lang, number=len(problems))))
    else:
        lines.append((False, _say("holds", lang)))
    for state in verdict.logs:
        root = state.root.hex()[:SHORT_ROOT]
        given = {"origin": state.origin, "entries": state.entries, "size": state.size, "root": root, "key": state.key}
        lines.append((False, _filled("state", lang, given)))
        if state.outside_at is not None:
            day = date(1970, 1, 1) + timedelta(days=min(state.outside_at // 86400, 2932896))
            lines.append((False, _say("outside", lang, origin=state.origin, day=day, name=state.outside_by)))
    lines += [(False, line) for line in _lines((one for one in verdict.findings if one.is_remark), lang)]
    return lines


def verify_and_remember(path: Path, *, keep: Path | None, own: bytes = b"") -> tuple[Verdict, bool]:
    """Verify an exported ledger against what was remembered, and remember it where it holds.

    Parameters
    ----------
    path
        The zip.
    keep
        The file of what is remembered; made at the first time. It is not touched where the ledger does not hold.
    own
        The verifier's own text, to say whether the one in the zip is another.

    Returns
    -------
    tuple[Verdict, bool]
        What was found, and whether it is remembered now.
    """
    memory: Memory | None = None
    if keep is not None and keep.exists():
        try:
            memory = read_memory(keep.read_bytes().decode("utf-8"))
        except OSError as error:
            return _only("cannot_remember", reason=error.strerror or str(error)), False
        except (MemoryDamagedError, UnicodeDecodeError):
            return _only("memory_damaged"), False
    verdict = verify(path, memory=memory, check=ed25519(), own=own)
    if keep is None or not verdict.holds:
        return verdict, False
    scratch = keep.with_name(keep.name + ".new")
    try:
        scratch.write_bytes(memory_text(verdict.memory).encode("utf-8"))
        os.replace(scratch, keep)  # noqa: PTH105 - one step, so that what is remembered is never half written
    except OSError as error:
        return _only("cannot_remember", reason=error.strerror or str(error)), False
    return verdict, True


def remembered_line(keep: Path, *, lang: str) -> str:
    """Return the line that says where it is remembered now.

    Parameters
    ----------
    keep
        The file in which it was kept.
    lang
        The reader's language.
    """
    return _say("remembered", lang, path=keep)


def _only(code: str, **given: object) -> Verdict:
    return Verdict(findings=(Finding(code, given=given),), logs=(), memory={})


def main(arguments: Sequence[str], *, own: bytes = b"") -> int:
    """Verify as the words on the command line say; return 0 where the ledger holds, 1 where not, 2 for wrong usage.

    Parameters
    ----------
    arguments
        The words after the program's name.
    own
        The verifier's own text, to say whether the one in the zip is another.
    """
    words, options = [], {"--remember": "", "--lang": "en"}
    left = list(arguments)
    while left:
        word = left.pop(0)
        if word in options and left:
            options[word] = left.pop(0)
        else:
            words.append(word)
    lang = options["--lang"]
    if len(words) != 1 or words[0].startswith("-") or lang not in {"nl", "en"}:
        sys.stderr.write(_say("usage", lang) + "\n")
        return 2
    keep = Path(options["--remember"]) if options["--remember"] else None
    verdict, kept = verify_and_remember(Path(words[0]), keep=keep, own=own)
    for wrong, line in report(verdict, lang=lang):
        stream = sys.stderr if wrong else sys.stdout
        encoding = stream.encoding or "utf-8"
        stream.write(line.encode(encoding, "replace").decode(encoding) + "\n")
    if kept and keep is not None:
        sys.stdout.write(remembered_line(keep, lang=lang) + "\n")
    return 0 if verdict.holds else 1
