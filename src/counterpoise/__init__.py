"""Counterpoise: participation in integrated care that makes its tensions explicit.

Two wings with the same floors and the same words. The *library wing* thinks: pure, typed, usable in a notebook and
from the command line. The *site wing* (``counterpoise.web``) remembers and shows. One thing passes between them, the
record.

Importing this package loads neither Django nor numpy nor scipy; a test holds that.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from counterpoise.audit.compare import compare
    from counterpoise.audit.measures import MEASURES
    from counterpoise.audit.power import audit as power_audit
    from counterpoise.datasets.illustrations import illustrations
    from counterpoise.datasets.synthetic import synthetic
    from counterpoise.formats.bundle import read, write
    from counterpoise.formats.loading import load
    from counterpoise.levels.editions import shared_edition
    from counterpoise.record import Edition, Mode, Moment, Record, check, look

__all__ = [
    "MEASURES",
    "Edition",
    "Mode",
    "Moment",
    "Record",
    "check",
    "compare",
    "illustrations",
    "load",
    "look",
    "power_audit",
    "read",
    "shared_edition",
    "synthetic",
    "write",
]

# Where each name lives. A name is loaded when it is first used, so that a reader of records never waits for numpy.
# None may be the name of a package in here: loading that package would put it in the place of the function.
_HOMES = {
    "MEASURES": "counterpoise.audit.measures",
    "compare": "counterpoise.audit.compare",
    "illustrations": "counterpoise.datasets.illustrations",
    "load": "counterpoise.formats.loading",
    "power_audit": "counterpoise.audit.power",
    "read": "counterpoise.formats.bundle",
    "shared_edition": "counterpoise.levels.editions",
    "synthetic": "counterpoise.datasets.synthetic",
    "write": "counterpoise.formats.bundle",
}
_THERE = {"power_audit": "audit"}
"""What a name is called where it lives, where that is not the same."""


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a name of any kind
    if name not in __all__:
        message = f"module 'counterpoise' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES.get(name, "counterpoise.record")), _THERE.get(name, name))


def __dir__() -> list[str]:
    return sorted(__all__)
