from __future__ import annotations

import io
import random
import tracemalloc
import zipfile
from collections.abc import Iterator

from counterpoise.ledger.packing import stream_zip


def lines(number: int) -> Iterator[bytes]:
    chance = random.Random(5)
    return (chance.randbytes(500).hex().encode() + b"\n" for _ in range(number))


def test_what_comes_out_piece_by_piece_is_a_zip_with_the_very_files() -> None:
    whole = b"".join(stream_zip([("a.txt", lines(2000)), ("b/none.txt", []), ("b/c.txt", [b"last"])]))
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["a.txt", "b/none.txt", "b/c.txt"]
        assert archive.read("a.txt") == b"".join(lines(2000))
        assert (archive.read("b/none.txt"), archive.read("b/c.txt")) == (b"", b"last")
    assert whole == b"".join(stream_zip([("a.txt", lines(2000)), ("b/none.txt", []), ("b/c.txt", [b"last"])]))


def test_the_first_piece_comes_before_anything_of_a_file_is_made() -> None:
    made: list[int] = []

    def later() -> Iterator[bytes]:
        made.append(1)
        yield b"x"

    pieces = stream_zip([("a.txt", later())])
    assert next(pieces).startswith(b"PK")
    assert made == []
    assert b"".join(pieces)
    assert made == [1]


def test_a_large_zip_takes_no_more_memory_than_a_small_one() -> None:
    tracemalloc.start()
    try:
        size = sum(len(piece) for piece in stream_zip([("a.txt", lines(20_000))]))
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert size > 10_000_000
    assert most < 3_000_000
