"""Compile the translations with nothing but Python, so that no machine needs gettext to run the site.

Reads the part of the PO format that our catalogues use: comments, contexts, plurals and texts over several lines; and
writes the MO format (GNU gettext manual, "The Format of GNU MO Files").
"""

import ast
import struct
from pathlib import Path

__all__ = ["compile_catalogues", "compiled", "read_catalogue"]

FOLDER = Path(__file__).parent.parent
"""The site: each part of it keeps the words of its own pages."""
_MAGIC = 0x950412DE


def read_catalogue(text: str) -> dict[str, str]:
    """Read a catalogue: what stands in the code, and its translation; both in the form of MO files.

    Fuzzy and empty translations are left out, so that the English text is shown for them.
    """
    found: dict[str, str] = {}
    for block in text.replace("\r\n", "\n").split("\n\n"):
        parts: dict[str, str] = {}
        name = ""
        lines = [line for line in block.split("\n") if line and not line.startswith("#~")]
        if any(line.startswith("#,") and "fuzzy" in line for line in lines):
            continue
        for line in lines:
            if line.startswith("#"):
                continue
            if not line.startswith('"'):
                name, _, line = line.partition(" ")  # noqa: PLW2901 - the rest of the line is read below
                parts[name] = ""
            parts[name] += ast.literal_eval(line)
        if "msgid" not in parts:
            continue
        key = parts["msgid"]
        if "msgctxt" in parts:
            key = f"{parts['msgctxt']}\x04{key}"
        if "msgid_plural" in parts:
            key = f"{key}\x00{parts['msgid_plural']}"
        texts = [value for part, value in parts.items() if part.startswith("msgstr")]
        if all(texts):
            found[key] = "\x00".join(texts)
    return found


def compiled(catalogue: dict[str, str]) -> bytes:
    """Return a catalogue in the MO format."""
    pairs = [(key.encode("utf-8"), catalogue[key].encode("utf-8")) for key in sorted(catalogue)]
    header, count = 7 * 4, len(pairs)
    originals: list[int] = []
    translations: list[int] = []
    texts = b""
    start = header + count * 16
    for table, index in ((originals, 0), (translations, 1)):
        for pair in pairs:
            table += [len(pair[index]), start + len(texts)]
            texts += pair[index] + b"\x00"
    head = struct.pack("<7I", _MAGIC, 0, count, header, header + count * 8, 0, 0)
    return head + struct.pack(f"<{count * 4}I", *originals, *translations) + texts


def compile_catalogues(folder: Path = FOLDER) -> list[Path]:
    """Compile each catalogue below a folder that is newer than what was compiled of it; return those."""
    done = []
    for source in sorted(folder.rglob("*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        scratch = target.with_name(f".{target.name}.new")
        scratch.write_bytes(compiled(read_catalogue(source.read_text(encoding="utf-8"))))
        scratch.replace(target)
        done.append(target)
    return done
