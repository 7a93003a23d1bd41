"""Mentions that readers labelled, kept without their texts: where each stands, in the fingerprint of its sentence.

The texts lie beside the project. The Dutch sentences in ``own_dutch.txt`` are this project's own.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from counterpoise.expertise.voices.language import sentences
from counterpoise.expertise.voices.positioning import RoleReader, positioning
from counterpoise.expertise.voices.roles import Role

__all__ = ["HERE", "Told", "f1", "known_sentences", "measured", "read_once", "read_twice", "roles_found"]

HERE = Path(__file__).parent / "data"

_TABLES = {
    "bowling-green": ("polis_statements/american-assembly.bowling-green.comments.csv", "comment-body"),
    "policing": ("polis_statements/london.youth.policing.comments.csv", "comment-body"),
    "fft": ("nhs_fft_phase2/v6framework_NEAS.csv", "FFT answer"),
    "nhs": ("nhs_phase1/datasets_phase_1_text_data.csv", "feedback"),
}
_LINES = {"gambling": ("themefinder_synthetic/responses.jsonl", "response")}
_STRING = re.compile(r'value="([^"]{25,})"|>([^<]{25,})<')

Pairs = Sequence[tuple[Role | None, Role | None]]
"""For each mention the role that readers gave it, and the one that the rules find."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A mention with what one or two readings made of it; a role is None where the words name no people.

    Attributes
    ----------
    language, source, sentence, start
        Where it stands; `sentence` is the fingerprint of the sentence.
    sample
        Which sample it belongs to; empty where a sample is a whole file.
    first, second
        The role that each reading gave.
    """

    language: str
    source: str
    sentence: str
    start: int
    sample: str
    first: Role | None
    second: Role | None


def read_once() -> list[Told]:
    """Return the English mentions that one reader labelled before the rules had read them."""
    return list(_told("mentions_en.csv"))


def read_twice() -> list[Told]:
    """Return the mentions that two readings labelled, in another order each."""
    return list(_told("mentions_read_twice.csv"))


def _told(name: str) -> Iterator[Told]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            first = row.get("role") or row["first"]
            yield Told(
                language=row.get("language", "en"),
                source=row["source"],
                sentence=row["sentence"],
                start=int(row["start"]),
                sample=row.get("sample", ""),
                first=_role(first),
                second=_role(row.get("second", first)),
            )


def _role(word: str) -> Role | None:
    return None if word == "none" else Role(word)


def known_sentences(shared: Path) -> dict[tuple[str, str], str]:
    """Return every sentence of the sources by its source and fingerprint; of those that are there."""
    return {
        (name, hashlib.sha256(one.text.encode()).hexdigest()[:16]): one.text
        for name, language, texts in _texts(shared)
        for text in texts
        for one in sentences(text, language)
    }


def _texts(shared: Path) -> Iterator[tuple[str, str, Iterable[str]]]:
    voices = shared / "voices"
    yield "own", "nl", (HERE / "own_dutch.txt").read_text(encoding="utf-8").splitlines()
    if not voices.exists():
        return
    yield "paper", "en", [path.read_text(encoding="utf-8") for path in shared.parent.rglob("paper.txt")]
    for name, (path, column) in _TABLES.items():
        with (voices / path).open(encoding="utf-8", errors="replace", newline="") as file:
            yield name, "en", [row[column] or "" for row in csv.DictReader(file)]
    for name, (path, column) in _LINES.items():
        lines = (voices / path).read_text(encoding="utf-8").splitlines()
        yield name, "en", [json.loads(line)[column] for line in lines]
    pages = [path.read_text(encoding="utf-8") for path in sorted((shared / "fhir" / "zib").rglob("*.xml"))]
    yield "zib", "nl", ["".join(found) for page in pages for found in _STRING.findall(page)]


def roles_found(
    rows: Iterable[Told], known: Mapping[tuple[str, str], str], *, parser: RoleReader | None = None
) -> list[tuple[Role | None, Role | None]]:
    """Return for each mention that names people the role of its first reading and the one that the rules find."""
    pairs: list[tuple[Role | None, Role | None]] = []
    for row in rows:
        if row.first is not None:
            found = positioning([known[row.source, row.sentence]], row.language, parser=parser).mentions
            pairs.append((row.first, next((one.role for one in found if one.start == row.start), None)))
    return pairs


def f1(pairs: Pairs) -> float:
    """Return the macro-F1 over the four roles; a role that nobody names or finds counts as right."""
    scores = []
    for role in Role:
        hit = sum(true is role and told is role for true, told in pairs)
        wrong = sum((true is role) != (told is role) for true, told in pairs)
        scores.append(2 * hit / (2 * hit + wrong) if hit or wrong else 1.0)
    return sum(scores) / len(scores)


def measured(pairs: Pairs) -> str:
    """Return in one line for each role how many mentions were found of how many, and how many were called so."""
    parts = []
    for role in Role:
        n = sum(true is role for true, _ in pairs)
        hits = sum(true is told is role for true, told in pairs)
        parts.append(f"{role} {hits}/{n} ({sum(told is role for _, told in pairs)} called so)")
    right = sum(true is told for true, told in pairs)
    return f"{', '.join(parts)}; {right} of {len(pairs)} right; macro-F1 {f1(pairs):.3f}"
