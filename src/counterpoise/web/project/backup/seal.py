"""The seal of a copy: the hash of the whole file, in its last bytes, where a zip keeps its comment."""

import os
from hashlib import sha256
from pathlib import Path

__all__ = ["PLACE", "is_sealed", "seal"]

_NAME = b"counterpoise copy, sha256 of all before: "
_HEX = 64
_BLOCK = 1 << 20
PLACE = _NAME + b"0" * _HEX
"""The comment of the zip while it is written: room for the seal."""


def seal(path: Path) -> None:
    """Write the hash of all other bytes into the last ones of a zip whose comment is `PLACE`."""
    with path.open("r+b") as file:
        digest = _digest(path)
        file.seek(-_HEX, os.SEEK_END)
        file.write(digest.encode())
        file.flush()
        os.fsync(file.fileno())


def is_sealed(path: Path) -> bool:
    """Say whether a file ends in a seal that fits: not one byte was changed, added or cut off since."""
    size = path.stat().st_size
    if size < len(PLACE):
        return False
    with path.open("rb") as file:
        file.seek(-len(PLACE), os.SEEK_END)
        end = file.read()
    return end.startswith(_NAME) and end[len(_NAME) :] == _digest(path).encode()


def _digest(path: Path) -> str:
    left, found = path.stat().st_size - _HEX, sha256()
    with path.open("rb") as file:
        while left > 0:
            block = file.read(min(_BLOCK, left))
            if not block:
                break
            found.update(block)
            left -= len(block)
    return found.hexdigest()
