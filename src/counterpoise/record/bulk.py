"""Work on very many rows at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["without_collecting"]


@contextmanager
def without_collecting() -> Iterator[None]:
    """Make or read very many rows without looking for garbage in between.

    Rows hold no circles, so nothing would be found; looking again and again through millions of them doubles the time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
