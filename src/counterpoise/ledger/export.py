"""Pack a ledger for whoever wants to verify it: JSON lines, checkpoints, and a verifier of one file."""

import ast
import json
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from counterpoise.ledger.archive import FORMAT, MANIFEST, VERIFIER
from counterpoise.ledger.verifier import LogFiles

__all__ = ["ExportExistsError", "one_file_verifier", "write_ledger"]

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


def write_ledger(logs: Iterable[LogFiles], path: Path) -> None:
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
            with zipfile.ZipFile(scratch, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                for name, content in _contents(list(logs), path.name):
                    # A fixed date and fixed rights: the same ledger gives the same bytes.
                    info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
                    info.compress_type = zipfile.ZIP_DEFLATED
                    info.external_attr = 0o644 << 16
                    archive.writestr(info, content)
            scratch.flush()
            os.fsync(scratch.fileno())
            Path(scratch.name).chmod(0o644)
            Path(scratch.name).replace(path)
        except BaseException:
            Path(scratch.name).unlink(missing_ok=True)
            raise


def _contents(logs: list[LogFiles], name: str) -> Iterator[tuple[str, bytes]]:
    manifest: dict[str, Any] = {"format": FORMAT, "logs": []}
    parts: list[tuple[str, bytes]] = []
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
        parts.append((names["entries"], b"".join(entry + b"\n" for entry in one.entries)))
        parts.append((names["leaves"], b"".join(leaf.hex().encode() + b"\n" for leaf in one.leaves)))
        parts.append((names["checkpoints"], b"".join(_line(note) for note in one.notes)))
        parts.append((names["bodies"], b"".join(_line(dict(body)) for body in one.bodies)))
    yield MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
    yield VERIFIER, one_file_verifier().encode()
    yield "README.txt", _READ_ME.format(name=name).encode()
    yield from parts


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
