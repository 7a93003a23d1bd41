"""The map as text for a terminal."""

import textwrap

from counterpoise.interests.opinions.report.telling import Told

__all__ = ["to_text"]

WIDTH = 100


def _wrapped(line: str, first: str, then: str) -> str:
    return textwrap.fill(line, WIDTH, initial_indent=first, subsequent_indent=then, break_long_words=False)


def to_text(told: Told, *, title: str) -> str:
    """Return what the map says as text.

    Parameters
    ----------
    told
        What it says.
    title
        The title above it.
    """
    lines = [title, "=" * len(title), "", *(_wrapped(line, "", "") for line in told.opening)]
    for part in told.parts:
        lines += ["", part.title, "-" * len(part.title), *(_wrapped(line, "- ", "  ") for line in part.lines)]
    lines += ["", *(_wrapped(line, "", "") for line in told.closing)]
    return "\n".join(lines) + "\n"
