"""Pack a ledger for whoever wants to verify it: JSON lines, checkpoints, and a verifier of one file."""

import ast
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from counterpoise.ledger.archive import FORMAT, MANIFEST, VERIFIER
from counterpoise.ledger.notes import Key
from counterpoise.ledger.packing import stream_zip
from counterpoise.ledger.verifier import LogFiles

__all__ = ["ExportExistsError", "LogStream", "one_file_verifier", "stream_ledger", "write_ledger"]

T = TypeVar("T")

PACKAGE = "counterpoise.ledger"
# From the ground up: each stands on those before it, and none on anything else of ours.
_MODULES = ("hashes", "notes", "findings", "entries", "verifier", "memory", "archive", "words", "command")
_HEAD = '''"""Verify an exported ledger, alone and offline.

Use: python3 verify.py LEDGER.zip [--remember FILE] [--lang nl|en]

This file needs Python 3.9 or later and nothing else. Signatures are checked where the package ``cryptography`` is
installed; where it is not, they are said to be unchecked. ``--remember`` keeps what you saw in a file of your own, and
refuses another past the next time. It was made of modules of Counterpoise (EUPL-1.2), each unchanged.
"""

from __future__ import annotations

'''
_TAIL = """

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], own=Path(__file__).read_bytes()))
"""
_READ_ME = """This is a ledger: who decided what, and who was told when, in the order in which it was entered.

  python3 verify.py {name}                      is it whole, and signed?
  python3 verify.py {name} --remember mine.json     and is it the same past that I saw the last time?

Keep mine.json where the host cannot reach it. It keeps the last checkpoint; another past is then refused.
The ledger cannot show what was never entered.

Dit is een logboek: wie wat besloot en wie wanneer is verteld, in de volgorde waarin het erin kwam.

  python3 verify.py {name} --lang nl
  python3 verify.py {name} --lang nl --remember mijn.json

Bewaar mijn.json waar de beheerder er niet bij kan. Een ander verleden wordt dan geweigerd.
Het logboek kan niet laten zien wat er nooit in kwam.
"""


class ExportExistsError(FileExistsError):
    """There is something at the place already, and it is not overwritten.

    Attributes
    ----------
    code
        Always ``"export_exists"``.
    path
        The place.
    """

    code = "export_exists"

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(str(path))


@dataclass(frozen=True)
class LogStream:
    """What an export holds of one log, read only as it is written: each part is walked once, in its order.

    Attributes
    ----------
    log, origin, key, witnesses, complete
        As for `LogFiles`.
    entries, leaves, notes, bodies
        As for `LogFiles`, one after the other.
    """

    log: str
    origin: str
    key: Key
    witnesses: Sequence[tuple[Key, bool]]
    entries: Iterable[bytes]
    leaves: Iterable[bytes]
    notes: Iterable[str]
    bodies: Iterable[Mapping[str, Any]]
    complete: bool


def stream_ledger(logs: Iterable[LogFiles | LogStream], *, name: str) -> Iterator[bytes]:
    """Return logs as a zip that anybody can verify, piece by piece. The same logs give the same bytes.

    No more is in memory than a piece: a log of a million entries takes as little as one of a hundred.

    Parameters
    ----------
    logs
        The logs, each with what its reader may see.
    name
        What the file is called.
    """
    return stream_zip(_contents(list(logs), name))


def write_ledger(logs: Iterable[LogFiles | LogStream], path: Path) -> None:
    """Write logs as a zip that anybody can verify. The same logs give the same bytes.

    Parameters
    ----------
    logs
        The logs, each with what its reader may see.
    path
        The place.

    Raises
    ------
    ExportExistsError
        There is something at that place.
    OSError
        The place cannot be written; nothing half written is left.
    """
    if path.exists():
        raise ExportExistsError(path)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".ledger-", delete=False) as scratch:
        try:
            for piece in stream_ledger(logs, name=path.name):
                scratch.write(piece)
            scratch.flush()
            os.fsync(scratch.fileno())
            Path(scratch.name).chmod(0o644)
            Path(scratch.name).replace(path)
        except BaseException:
            Path(scratch.name).unlink(missing_ok=True)
            raise


def _contents(logs: list[LogFiles | LogStream], name: str) -> Iterator[tuple[str, Iterable[bytes]]]:
    manifest: dict[str, Any] = {"format": FORMAT, "logs": []}
    parts: list[tuple[str, Iterable[bytes]]] = []
    for number, one in enumerate(logs):
        folder = f"logs/{number}"
        names = {
            "entries": f"{folder}/entries.jsonl",
            "leaves": f"{folder}/leaves.txt",
            "checkpoints": f"{folder}/checkpoints.jsonl",
            "bodies": f"{folder}/bodies.jsonl",
        }
        manifest["logs"].append(
            {
                "log": one.log,
                "origin": one.origin,
                "key": one.key.to_text(),
                "witnesses": [{"key": key.to_text(), "outside": outside} for key, outside in one.witnesses],
                "complete": one.complete,
                **names,
            }
        )
        parts += [
            (names["entries"], _each(one.entries, lambda entry: entry + b"\n")),
            (names["leaves"], _each(one.leaves, lambda leaf: leaf.hex().encode() + b"\n")),
            (names["checkpoints"], _each(one.notes, _line)),
            (names["bodies"], _each(one.bodies, lambda body: _line(dict(body)))),
        ]
    yield MANIFEST, [json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"]
    yield VERIFIER, [one_file_verifier().encode()]
    yield "README.txt", [_READ_ME.format(name=name).encode()]
    yield from parts


def _each(rows: Iterable[T], line: Callable[[T], bytes]) -> Iterator[bytes]:
    return (line(row) for row in rows)


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode() + b"\n"


def one_file_verifier() -> str:
    """Return the verifier as one file, made of the modules that need nothing but Python itself."""
    bodies: list[str] = []
    plain: set[str] = set()
    named: dict[str, set[str]] = {}
    for module in _MODULES:
        source = files(PACKAGE).joinpath(f"{module}.py").read_text(encoding="utf-8")
        lines = source.splitlines()
        cut: set[int] = set()
        for node in ast.parse(source).body:
            if not _is_frame(node):
                continue
            cut.update(range(node.lineno - 1, node.end_lineno or node.lineno))
            if isinstance(node, ast.Import):
                plain.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not (node.module or "").startswith((PACKAGE, "__future__")):
                named.setdefault(node.module or "", set()).update(alias.name for alias in node.names)
        kept = "\n".join(line for number, line in enumerate(lines) if number not in cut).strip("\n")
        bodies.append(f"# ── {module} " + "─" * (110 - len(module)) + f"\n\n{kept}\n")
    imports = [f"import {name}" for name in sorted(plain)]
    imports += [f"from {name} import {', '.join(sorted(wanted))}" for name, wanted in sorted(named.items())]
    return _HEAD + "\n".join(imports) + "\n\n\n" + "\n\n".join(bodies) + _TAIL


def _is_frame(node: ast.stmt) -> bool:
    """Return whether a statement is a module's frame: its docstring at the top, its imports, its list of names."""
    if isinstance(node, ast.Assign):
        return isinstance(node.targets[0], ast.Name) and node.targets[0].id == "__all__"
    return isinstance(node, ast.Import | ast.ImportFrom) or (_is_text(node) and node.lineno == 1)


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
