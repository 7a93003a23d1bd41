"""A zip that is handed out while it is written: it never lies whole in memory or on a disk."""

import zipfile
from collections.abc import Iterable, Iterator

__all__ = ["stream_zip"]

_BLOCK = 1 << 17


class _Packed:
    """What a zip wrote and nobody took yet. It cannot be wound back, so the zip is written from begin to end."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Do nothing: what was written waits to be taken."""

    def take(self) -> bytes:
        taken, self._pieces = b"".join(self._pieces), []
        return taken


def stream_zip(files: Iterable[tuple[str, Iterable[bytes]]]) -> Iterator[bytes]:
    """Yield a zip piece by piece. The same files give the same bytes.

    Parameters
    ----------
    files
        Each file's name, and what is in it; nothing of it is made before it is written. A file can have two gigabytes.

    Examples
    --------
    >>> from io import BytesIO
    >>> from zipfile import ZipFile
    >>> whole = b"".join(stream_zip([("words.txt", [b"We would rather ", b"eat together."])]))
    >>> ZipFile(BytesIO(whole)).read("words.txt")
    b'We would rather eat together.'
    """
    packed = _Packed()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]  # it needs no more of a file than to write
        for name, content in files:
            # A fixed date and fixed rights: they tell nothing, and the same files give the same bytes.
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            with archive.open(info, "w") as file:
                yield packed.take()
                for block in _blocks(content):
                    file.write(block)
                    yield packed.take()
    yield packed.take()


def _blocks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _BLOCK:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)
