"""QR codes as a path of an SVG, so that a page needs neither a picture nor a style."""

import segno
from django import template

__all__ = ["register"]

register = template.Library()


@register.filter
def qr_path(text: str) -> str:
    """Return the dark squares of a QR code as the path of an SVG."""
    squares = (
        f"M{column} {row}h1v1h-1z"
        for row, line in enumerate(segno.make_qr(text).matrix)
        for column, dark in enumerate(line)
        if dark
    )
    return "".join(squares)


@register.filter
def qr_size(text: str) -> int:
    """Return how many squares wide a QR code is."""
    return len(segno.make_qr(text).matrix)
