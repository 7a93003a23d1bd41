"""Read a record from whatever somebody has: a bundle, or a workbook."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from counterpoise.formats import bundle, spreadsheets
from counterpoise.formats.bundle import Loaded

__all__ = ["load"]


def load(path: Path, *, recorded_at: datetime, progress: Callable[[str], None] | None = None) -> Loaded:
    """Read a bundle or a workbook.

    Parameters
    ----------
    path
        A workbook where it ends in ``.xlsx``, else a bundle.
    recorded_at
        When a workbook's rows count as written down, where the workbook itself does not say.
    progress
        Called with the name of each file or sheet before it is read.

    Returns
    -------
    Loaded
        The record and everything that is wrong with it.
    """
    if path.suffix.lower() == ".xlsx":
        return spreadsheets.read(path, recorded_at=recorded_at, progress=progress)
    return bundle.read(path, progress=progress)
