"""Whole numbers out of a plain table, many millions of them in a few seconds.

A table of votes in which every cell that matters is a whole number without quotes is read in large pieces: where the
separators are says where the numbers are, and all numbers of a piece are made at once. Whatever does not fit this is
left to the reader that goes line by line and says what is wrong where.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["NotPlainError", "read_numbers"]

PIECE = 1 << 22
LONGEST = 18
COMMA, NEWLINE, RETURN, QUOTE, MINUS, ZERO = 44, 10, 13, 34, 45, 48

Numbers = NDArray[np.int64]


class NotPlainError(ValueError):
    """The table is not plain: read it line by line."""


def read_numbers(
    path: Path, columns: tuple[int, ...], *, width: int, separator: str, progress: Callable[[int, int], None]
) -> list[Numbers]:
    """Return the numbers of these columns, one array each.

    Parameters
    ----------
    path
        The table; its first line is passed over.
    columns
        Their places, from 0.
    width
        How many columns the table has.
    separator
        What stands between cells.
    progress
        Called with how many bytes were read, and how many there are.

    Raises
    ------
    NotPlainError
        A cell of these columns is no whole number, a line has another width, or there are quotes or other encodings.
    """
    total = path.stat().st_size
    parts: list[list[Numbers]] = []
    rest = b""
    done = 0
    with path.open("rb") as file:
        done += len(file.readline())
        while piece := file.read(PIECE):
            done += len(piece)
            end = piece.rfind(b"\n") + 1
            parts.append(_numbers(rest + piece[:end], columns, width, ord(separator)) if end else [])
            rest = piece[end:] if end else rest + piece
            progress(done, total)
    if rest.strip():
        parts.append(_numbers(rest + b"\n", columns, width, ord(separator)))
    filled = [part for part in parts if part]
    return [np.concatenate([part[place] for part in filled]) for place in range(len(columns))] if filled else []


def _numbers(text: bytes, columns: tuple[int, ...], width: int, separator: int) -> list[Numbers]:
    if not text:
        return []
    if b'"' in text:
        raise NotPlainError
    text = text.replace(b"\r\n", b"\n")
    letters = np.frombuffer(text, dtype=np.uint8)
    ends = np.flatnonzero((letters == separator) | (letters == NEWLINE)).astype(np.int64)
    if len(ends) % width:
        raise NotPlainError
    ends_by_row: NDArray[np.int64] = ends.reshape(-1, width)
    is_end = letters[ends_by_row] == NEWLINE
    if is_end[:, :-1].any() or not is_end[:, -1].all():
        raise NotPlainError
    begins = np.append(0, ends[:-1] + 1).reshape(-1, width)
    return [_column(letters, begins[:, place], ends_by_row[:, place]) for place in columns]


def _column(letters: NDArray[np.uint8], begins: Numbers, ends: Numbers) -> Numbers:
    negative = letters[begins] == MINUS
    begins = begins + negative
    lengths = ends - begins
    longest = int(lengths.max())
    leading_zero = (letters[begins] == ZERO) & (lengths > 1)
    if lengths.min() < 1 or longest > LONGEST or leading_zero.any():
        raise NotPlainError
    numbers = np.zeros(len(begins), dtype=np.int64)
    for place in range(longest):
        here = lengths > place
        digits = letters[np.where(here, begins + place, 0)] - np.uint8(ZERO)  # other signs wrap round to above 9
        if (digits[here] > 9).any():
            raise NotPlainError
        np.copyto(numbers, numbers * 10 + digits, where=here)
    return np.where(negative, -numbers, numbers)
