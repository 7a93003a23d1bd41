"""What a file of texts gives, and how it says what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Piece", "Texts", "UnreadableTextError"]


class UnreadableTextError(ValueError):
    """A file that no text can be read from.

    Attributes
    ----------
    code
        What is wrong: ``text_missing``, ``text_empty``, ``text_too_large``, ``text_unfolds``, ``text_binary``,
        ``text_not_utf8``, ``text_unknown_kind``, ``text_damaged``, ``text_locked``, ``text_unsafe``, ``text_scanned``,
        ``text_needs_extra``, ``text_needs_column``, ``text_unknown_column``,
        ``text_same_columns`` or ``text_too_many_rows``.
    given
        What was found, by name.
    """

    def __init__(self, code: str, **given: Any) -> None:  # noqa: ANN401 - whatever was found
        self.code = code
        self.given = given
        super().__init__(f"{code}: {given}")


@dataclass(frozen=True, slots=True)
class Piece:
    """One contribution: a row of a table, or a paragraph of a text.

    Attributes
    ----------
    row
        Its number: the row as a spreadsheet counts it (the names of the columns are row 1), or the paragraph from 1.
    text
        What it says.
    fields
        The other columns of its row, by name.
    """

    row: int
    text: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Texts:
    """Everything that a file says.

    Attributes
    ----------
    name
        The name of the file.
    pieces
        Its contributions, those without a letter left out.
    columns
        The names of its columns; empty where it is no table.
    empty
        Number of rows without a text.
    """

    name: str
    pieces: tuple[Piece, ...]
    columns: tuple[str, ...] = ()
    empty: int = 0

    @property
    def whole(self) -> str:
        """The whole text, with a blank line between two pieces."""
        return "\n\n".join(piece.text for piece in self.pieces)
