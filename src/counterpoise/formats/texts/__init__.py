"""Texts as people have them: text, Markdown, HTML, DOCX, PDF with a layer of text, and columns of tables."""

from counterpoise.formats.texts.pieces import Piece, Texts, UnreadableTextError
from counterpoise.formats.texts.reading import read_texts

__all__ = ["Piece", "Texts", "UnreadableTextError", "read_texts"]
