"""Linear algebra on one thread: on small problems more threads only wait for each other."""

from contextlib import AbstractContextManager
from functools import lru_cache
from typing import Any

import scipy.linalg  # noqa: F401 - loaded first, so that its threads are found
from threadpoolctl import ThreadpoolController

__all__ = ["one_thread"]


@lru_cache(maxsize=1)
def _controller() -> ThreadpoolController:
    # Looking for the libraries costs milliseconds, so it is done once.
    return ThreadpoolController()


def one_thread() -> AbstractContextManager[Any]:
    """Return a context in which linear algebra uses one thread."""
    limits: AbstractContextManager[Any] = _controller().limit(limits=1)
    return limits
