"""How far the logs have come, and what was worked out from the record as it stood there."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar, cast

from counterpoise.web.ledger.models import Log
from counterpoise.web.ledger.records import root_from

__all__ = ["heads", "kept_at_heads", "stands_at"]

V = TypeVar("V")

_KEPT: OrderedDict[tuple[str, str], Any] = OrderedDict()
_MOST = 200
_STANDS = "how the logs stand"
_LOCK = Lock()


def heads() -> str:
    """Return one text for the heads of all logs: it changes with every write, and with nothing else."""
    rows = list(Log.objects.order_by("origin").values_list("origin", "size", "edge"))
    text = ";".join(f"{origin}={size}" for origin, size, _edge in rows)
    kept_at_heads(_STANDS, at=text, work=lambda: {origin: (size, bytes(edge)) for origin, size, edge in rows})
    return text


def stands_at(log: str, *, at: str) -> tuple[int, bytes]:
    """Return how many entries a log has and the root of its tree, as they were read with the heads: no question more.

    Parameters
    ----------
    log
        The log; one that nobody wrote in yet has an empty tree.
    at
        The heads of the logs, from `heads`.
    """
    with _LOCK:
        kept: dict[str, tuple[int, bytes]] = _KEPT.get((_STANDS, at), {})
    size, edge = kept.get(log, (0, b""))
    return size, root_from(size, edge)


def kept_at_heads(name: str, *, at: str, work: Callable[[], V]) -> V:
    """Return what `work` gives, worked out once by this process for the record as it stands.

    What is kept must never be changed by who gets it. The last few hundred results are kept.

    Parameters
    ----------
    name
        What it is, for whom and of when; whatever the result depends on besides the tables.
    at
        The heads of the logs, from `heads`.
    work
        Works it out.
    """
    key = (name, at)
    with _LOCK:
        if key in _KEPT:
            _KEPT.move_to_end(key)
            return cast("V", _KEPT[key])
    found = work()
    with _LOCK:
        _KEPT[key] = found
        while len(_KEPT) > _MOST:
            _KEPT.popitem(last=False)
    return found
