"""What no tracked file may say: addresses of package registries, paths of one machine, exceptions without a reason.

The patterns are written so that they do not find themselves.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

ANYWHERE = {
    "address of a package registry": (
        r"https?://[^\s\"'<>)]*(?:/simpl[e]\b|pyp[i]\b|pythonhoste[d]|registr[y]\.|npmj[s])"
    ),
    "option with such an address": r"--(?:extra-)?inde[x]-url|PIP_(?:EXTRA_)?INDE[X]_URL|find-link[s]\s*=",
    "path of one machine": (
        r"(?<![\w.>:/-])/(?:wor[k]|far[m]|roo[t]|User[s])/[\w.]"
        r"|(?<![\w.>:/-])/hom[e]/\w+/|C:\\User[s]"
    ),
    "word about how the work was arranged": r"shared/desig[n]|/tmp/c[p]/|BRIE[F]\.md|\[S ?[0-9][0-9, ]*\]",
}
CODE_ONLY = {
    "work left undone": r"\b(?:TOD[O]|FIXM[E]|XX[X]|HAC[K])\b",
    "exception without a reason on its line": (
        r"(?>noq[a](?::\s*[A-Z]+[0-9]+(?:,\s*[A-Z]+[0-9]+)*)?|type: ignor[e](?:\[[\w, -]+\])?|nose[c](?:\s+B[0-9]+)*"
        r"|pragma: no (?:cove[r]|branc[h]))(?!\W*\w+\W+\w+)"
    ),
}
"""An exception to a check stands with two words of reason or more: ``# noqa: S603  our own command``."""


def tracked(root: Path) -> list[Path]:
    """Return the files that git keeps, or all files where there is no git (an unpacked archive)."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=False)
    if listed.returncode == 0 and listed.stdout:
        return [root / name for name in listed.stdout.split("\0") if name and (root / name).is_file()]
    return [path for path in sorted(root.rglob("*")) if path.is_file() and ".venv" not in path.parts]


def telling(root: Path, paths: Iterable[Path] | None = None) -> list[str]:
    """Return each line that says what no file may say, with what it is."""
    found = []
    for path in tracked(root) if paths is None else paths:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or an archive
        patterns = {**ANYWHERE, **CODE_ONLY} if path.suffix == ".py" else ANYWHERE
        for number, line in enumerate(text.splitlines(), start=1):
            for what, pattern in patterns.items():
                if re.search(pattern, line):
                    found.append(f"{path.relative_to(root)}:{number}: {what}: {line.strip()[:100]}")
    return found
